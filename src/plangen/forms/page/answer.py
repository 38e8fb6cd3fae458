"""An answer as a page shows it: plain data in the shape of its question, and what tells answers apart."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, is_empty
from plangen.answers.spelling.names import KnownNames
from plangen.answers.spelling.tree import NONE_WORD, canonical
from plangen.catalog import Catalog
from plangen.forms.model import FormField, FormQuestion

Plain = Any
"""A text, a list of texts, a mapping of names to those, or a list of mappings, as the question has it."""

CHOSEN = "valg"
"""The name under which a choice with fields of its own has its code."""
OWN = "egne"
"""The name under which a choice has what is beside its options."""
_LINE_ENDS, _FOLDED = re.compile(r"\r\n?"), re.compile(r"[ \t]*\n\s*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LISTS = ("multi", "tal_liste")


class NotShown(Exception):
    """The file has something else in the place of an answer than its question asks for."""


def is_list(field: FormField) -> bool:
    """Whether a field's value is a list of texts."""
    return field.type in _LISTS


def has_fields(question: FormQuestion) -> bool:
    """Whether the answer is a record: a group, or a choice with fields beside it."""
    return question.type == "group" or (question.field is not None and bool(question.fields))


def fields_of(question: FormQuestion) -> dict[str, FormField]:
    """The fields of the answer's record by the name that each has in it."""
    own = {CHOSEN: question.field} if question.field is not None and question.fields else {}
    return own | {field.id: field for field in question.fields}


def shown_answer(question: FormQuestion, node: Node | None) -> Plain:
    """The answer that stands in a file, in the shape of its question; blanks are empty texts and lists.
    Raises `NotShown` when something else stands there."""
    if question.type == "table":
        return _table(question, node)
    if question.type == "fixed":
        found = _mapping(node)
        return {row: _record(question, found.get(row)) for row in question.rows}
    if has_fields(question):
        if isinstance(node, ScalarNode) and question.field is not None:
            return _record(question, None) | {CHOSEN: _value(question.field, node)}
        return _record(question, node)
    assert question.field is not None
    if is_list(question.field) and isinstance(node, MappingNode):
        parts = (CHOSEN, OWN) if question.own_items else (CHOSEN,)
        return [item for part in parts for item in _value(question.field, node.get(part))]
    return _value(question.field, node)


def _table(question: FormQuestion, node: Node | None) -> Plain:
    if is_empty(node):
        return []
    match node:
        case SequenceNode():
            return [_record(question, item) for item in node.items]
        case ScalarNode(text=text) if question.none_allowed and text.strip().lower() == NONE_WORD:
            return NONE_WORD
    raise NotShown


def _record(question: FormQuestion, node: Node | None) -> dict[str, Plain]:
    found = _mapping(node)
    return {name: _value(field, found.get(name)) for name, field in fields_of(question).items()}


def _mapping(node: Node | None) -> Mapping[str, Node]:
    if is_empty(node):
        return {}
    if not isinstance(node, MappingNode):
        raise NotShown
    return {entry.key: entry.value for entry in node.entries}


def _value(field: FormField, node: Node | None) -> Plain:
    if isinstance(node, SequenceNode) and is_list(field):
        if not all(isinstance(item, ScalarNode) for item in node.items):
            raise NotShown
        return [tidy(field, item.text) for item in node.items if isinstance(item, ScalarNode)]
    if is_empty(node):
        return [] if is_list(field) else ""
    if not isinstance(node, ScalarNode):
        raise NotShown
    text = tidy(field, node.text)
    return [text] if is_list(field) else text


def tidy(field: FormField, text: str) -> str:
    """A text as a field of a page keeps it: no control characters, line breaks only in long texts."""
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).strip()
    return text if field.type == "markdown" else _FOLDED.sub(" ", text)


def is_nothing(answer: Plain) -> bool:
    """Whether there is nothing in it at any depth."""
    if isinstance(answer, Mapping):
        return all(map(is_nothing, answer.values()))
    return all(map(is_nothing, answer)) if isinstance(answer, list) else not answer


def mark(answer: Plain) -> str:
    """What tells one answer from another; blanks count for nothing."""
    text = json.dumps(_trimmed(answer), ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _trimmed(answer: Plain) -> Plain:
    if isinstance(answer, Mapping):
        return {name: _trimmed(value) for name, value in answer.items() if not is_nothing(value)}
    if not isinstance(answer, list):
        return answer
    return [_trimmed(one) for one in answer if not is_nothing(one)]


def told(question: FormQuestion, answer: Plain) -> tuple[str, ...]:
    """The answer in lines for reading: labels instead of names and codes. None when there is nothing."""
    if is_nothing(answer):
        return ()
    if question.type == "table":
        return ("Ingen",) if answer == NONE_WORD else tuple(_told_rows(question, answer))
    if question.type == "fixed":
        rows = ((label, _told_record(question, answer[row])) for row, label in question.rows.items())
        return tuple(f"{label}: {text}" for label, text in rows if text)
    if has_fields(question):
        return tuple(_told_fields(question, answer))
    assert question.field is not None
    return tuple(told_value(question.field, answer).splitlines())


def _told_rows(question: FormQuestion, rows: Iterable[Mapping[str, Plain]]) -> Iterable[str]:
    for number, row in enumerate((row for row in rows if not is_nothing(row)), start=1):
        yield f"{number}. {_told_record(question, row)}"


def _told_record(question: FormQuestion, record: Mapping[str, Plain]) -> str:
    return "; ".join(" ".join(line.split()) for line in _told_fields(question, record))


def _told_fields(question: FormQuestion, record: Mapping[str, Plain]) -> Iterable[str]:
    for name, field in fields_of(question).items():
        if not is_nothing(record[name]):
            yield f"{field.label}: {told_value(field, record[name])}"


def told_value(field: FormField, value: Plain) -> str:
    """The value of a field for reading: labels instead of codes."""
    if isinstance(value, list):
        return ", ".join(field.choices.get(one, one) for one in value)
    return field.choices.get(value, value)


def node_of(answer: Plain) -> Node:
    """The answer as a tree without places, as a file is read: with composed letters."""
    if isinstance(answer, Mapping):
        return MappingNode(tuple(Entry(name, node_of(one)) for name, one in answer.items()))
    if isinstance(answer, list):
        return SequenceNode(tuple(map(node_of, answer)))
    return ScalarNode(unicodedata.normalize("NFC", str(answer)), plain=False)


def canonical_answer(question: FormQuestion, answer: Plain, catalog: Catalog, names: KnownNames) -> Plain:
    """The answer with every value in the form that files hold it in; what is not understood stays."""
    inside = MappingNode((Entry(question.id, node_of(answer)),))
    read = canonical(MappingNode((Entry(question.part, inside),)), catalog, names).root.get(question.part)
    assert isinstance(read, MappingNode)
    return shown_answer(question, read.get(question.id))


def in_shape(question: FormQuestion, told: Any) -> Plain | None:
    """An answer that comes from elsewhere, in the shape of its question; None when it is of another."""
    try:
        return shown_answer(question, node_of(told))
    except (NotShown, RecursionError):
        return None
