"""What a page sends back: pairs of names and texts, as the answer to one question.

A field is named by the way to it: `svar/problem`, `svar/med/status`, `svar/roller/projektleder/tid`,
`svar/maal/2/indikator`. Names that begin with a full stop are the page's own: `.version` of the answer that
was shown, `.vist` that answer itself, `.raekke` the number that a row has in it, `.ingen` that a table is to
have no rows, `.eget` that a department has an answer of its own, `.andre` what is beside the options.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plangen.answers.spelling.tree import NONE_WORD
from plangen.forms.model import FormField, FormQuestion
from plangen.forms.page.answer import Plain, fields_of, has_fields, in_shape, is_list, is_nothing, tidy

Pairs = Iterable[tuple[str, str]]
SEPARATOR = "/"
MOST_ROWS = 500


def field_name(question: FormQuestion, *steps: str) -> str:
    """The name of a field of a question."""
    return SEPARATOR.join((question.part, question.id, *steps))


@dataclass(frozen=True, slots=True)
class Posted:
    """An answer as it was sent. `version`: of the answer shown; `answer`: what was sent, in the shape of the
    question, without the fields that the page did not have; `origins`: of each row the number that it had in
    the answer shown, None for a new one; `own`: whether it is to be the department's own; `shown`: the answer
    that was shown, None where that is not told; `back`: of a department's, numbers of rows that are to say
    what the shared ones do, and `again`: keys of shared ones that are to apply again."""

    version: str
    answer: Plain
    origins: tuple[int | None, ...] = ()
    own: bool | None = True
    shown: Plain | None = None
    back: tuple[int, ...] = ()
    again: tuple[str, ...] = ()


@dataclass
class _Sent:
    """What was sent of one question: way to a field → texts, in the order of the page."""

    values: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    def first(self, *way: str) -> str:
        return next(iter(self.values.get(way, ())), "")

    def heads(self, prefix: tuple[str, ...] = ()) -> list[str]:
        """The names under a way, in the order of the page."""
        depth = len(prefix)
        return list(
            dict.fromkeys(way[depth] for way in self.values if len(way) > depth + 1 and way[:depth] == prefix)
        )


def posted_answers(questions: Iterable[FormQuestion], pairs: Pairs) -> Mapping[str, Posted]:
    """Id of a question, as its address spells it → what was sent of it. Questions that the page did not have
    are not in it, and names that no question has are left out."""
    known: dict[tuple[str, str], FormQuestion] = {(one.part, one.id): one for one in questions}
    sent: dict[tuple[str, str], _Sent] = {}
    for name, text in pairs:
        steps = tuple(name.split(SEPARATOR))
        if len(steps) >= 2 and steps[:2] in known:
            sent.setdefault((steps[0], steps[1]), _Sent()).values.setdefault(steps[2:], []).append(text)
    return {
        str(known[key].address): _posted(known[key], one)
        for key, one in sent.items()
        if (".version",) in one.values
    }


def _posted(question: FormQuestion, sent: _Sent) -> Posted:
    own = (".eget",) not in sent.values or "ja" in sent.values[".eget",]
    answer, origins = _answer(question, sent)
    return Posted(sent.first(".version"), answer, origins, own, shown_from(question, sent.first(".vist")))


def _answer(question: FormQuestion, sent: _Sent) -> tuple[Plain, tuple[int | None, ...]]:
    if question.type == "table":
        rows, origins = _rows(question, sent)
        return (NONE_WORD, ()) if sent.first(".ingen") and not rows else (rows, origins)
    if question.type == "fixed":
        return {row: _record(question, sent, (row,)) for row in question.rows}, ()
    if has_fields(question):
        return _record(question, sent, ()), ()
    assert question.field is not None
    values = _values(question.field, sent.values.get((), []))
    others = [line.strip() for line in sent.first(".andre").splitlines() if line.strip()]
    return ([*values, *others] if isinstance(values, list) else values), ()


def shown_text(answer: Plain) -> str:
    """An answer as a page sends it along, to be told afterwards what was changed: blanks left out."""
    return json.dumps(_without_blanks(answer), ensure_ascii=False, separators=(",", ":"))


def _without_blanks(answer: Plain) -> Plain:
    """The answer without blank fields; rows stay, as they are known by their numbers."""
    if isinstance(answer, Mapping):
        return {name: _without_blanks(value) for name, value in answer.items() if not is_nothing(value)}
    return list(map(_without_blanks, answer)) if isinstance(answer, list) else answer


def shown_from(question: FormQuestion, text: str) -> Plain | None:
    """The answer that a page was made from; None for what is none of its question."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return in_shape(question, told)


def _rows(question: FormQuestion, sent: _Sent) -> tuple[list[Plain], tuple[int | None, ...]]:
    rows: list[Plain] = []
    origins: list[int | None] = []
    for token in sent.heads()[:MOST_ROWS]:
        record = _record(question, sent, (token,))
        origin = sent.first(token, ".raekke")
        number = int(origin) if origin.isascii() and origin.isdigit() and len(origin) < 6 else None
        if number is None and not any(record.values()):
            continue
        rows.append(record)
        origins.append(number)
    return rows, tuple(origins)


def _record(question: FormQuestion, sent: _Sent, way: tuple[str, ...]) -> dict[str, Plain]:
    return {
        name: _values(one, sent.values[(*way, name)])
        for name, one in fields_of(question).items()
        if (*way, name) in sent.values
    }


def _values(one: FormField, texts: list[str]) -> Plain:
    if one.type == "tal_liste":  # in one field: 2, 4, 8
        texts = [number for text in texts for number in text.split(",")]
    found = [text for text in (tidy(one, text) for text in texts) if text]
    if is_list(one):
        return list(dict.fromkeys(found))
    return found[-1] if found else ""
