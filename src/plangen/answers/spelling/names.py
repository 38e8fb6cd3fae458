"""Departments, stakeholders and roles by their names: what a cell that refers to them may say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plangen.answers.lookalikes import plain_form
from plangen.answers.nodes import MappingNode, Node, ScalarNode, SequenceNode
from plangen.answers.overlay_parts import added_rows
from plangen.answers.row_keys import id_column, keyed
from plangen.answers.scalars import Refused, parse_scalar
from plangen.answers.spelling.choices import code_of, meant_option
from plangen.answers.spelling.name_lists import segments
from plangen.answers.values import Row, Value
from plangen.answers.wording import short_label
from plangen.catalog import Catalog, Question
from plangen.texts.danish import lower_first

ALL = "alle"
_ALL_DEPARTMENTS = "alle afdelinger"
_ROLES = "roller"
_NAMED = {"afdeling": "afdelinger", "interessent": "interessenter"}


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Whom the answers of a file may refer to: as `Column.refers` has it, name or key → key. `titles`: key of
    a role → its title; `labels`: key → what the role is called in the questionnaire."""

    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def with_rows(self, other: KnownNames) -> KnownNames:
        """These names and those of another file, which count where both have one."""
        rows = {kind: {**self.rows.get(kind, {}), **other.rows.get(kind, {})} for kind in _NAMED}
        return KnownNames(rows, {**self.titles, **other.titles}, self.labels or other.labels)


def names_in(svar: MappingNode, catalog: Catalog) -> KnownNames:
    """The names that the answers of a file define, before anything has read them."""
    rows = {
        kind: dict(_spellings(catalog, catalog.questions[table], svar.get(table)))
        for kind, table in _NAMED.items()
    }
    roles = svar.get(_ROLES)
    given = {e.key: e.value for e in roles.entries} if isinstance(roles, MappingNode) else {}
    titles = {key: _text(node, "rolle") for key, node in given.items()}
    labels = catalog.questions[_ROLES].rows
    return KnownNames(rows, {key: title for key, title in titles.items() if title}, labels)


def _spellings(catalog: Catalog, question: Question, node: Node | None) -> Iterator[tuple[str, str]]:
    """Each way to write the name of one row alone, and the row's key."""
    rows = list(_rows(catalog, question, node))
    keys: dict[str, dict[str, None]] = {}
    for key, written in rows:
        for text in written:
            keys.setdefault(text.casefold(), {})[key] = None
    for key, written in rows:
        yield from ((text, key) for text in written if len(keys[text.casefold()]) == 1)


def _rows(catalog: Catalog, question: Question, node: Node | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The key of each row, and what it is called: its name, and the key itself."""
    column = id_column(question)
    rows: list[Row] = []
    refused: set[int] = set()
    for number, item in enumerate(_items(node), start=1):
        cells = _texts(item)
        if column is not None and column.id in cells:
            key = parse_scalar(catalog, column, cells[column.id])
            cells[column.id] = "" if isinstance(key, Refused) else str(key)
            refused |= {number} if isinstance(key, Refused) else set()
        rows.append(Row({name: Value(text) for name, text in cells.items() if text}, number=number))
    for row in keyed(question, tuple(rows), refused=refused):
        if row.key:
            found = (row.text("navn"), row.key)
            yield row.key, tuple(" ".join(plain_form(text).split()) for text in found if text)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, SequenceNode) else added_rows(node)


def _texts(item: Node) -> dict[str, str]:
    """The cells of a row that hold a single value."""
    entries = item.entries if isinstance(item, MappingNode) else ()
    found = {e.key: e.value.text.strip() for e in entries if isinstance(e.value, ScalarNode)}
    return {name: text for name, text in found.items() if text}


def _text(node: Node, name: str) -> str:
    value = node.get(name) if isinstance(node, MappingNode) else None
    return value.text.strip() if isinstance(value, ScalarNode) else ""


def department_keys(text: str, known: Mapping[str, str]) -> str:
    """Names or keys of departments as keys, separated as an answer file does it; empty when they are so
    already, or one is unknown."""
    if {part.strip() for part in text.split(";")} <= {*known.values(), ALL, ""}:
        return ""
    found = segments(text, {**known, ALL: ALL, _ALL_DEPARTMENTS: ALL})
    if found is None:
        return ""
    keys = dict.fromkeys(found)
    return ALL if ALL in keys else "; ".join(keys)


def stakeholder_key(text: str, known: Mapping[str, str]) -> str:
    """The key of the stakeholder that has that name; empty when none has."""
    named = code_of(text, {name: name for name in known})
    return known[named] if named else ""


def role_key(text: str, names: KnownNames) -> str:
    """The role that is called so in the questionnaire; »Jobcenterchef (projektejer)« while it has that title.
    Empty when it is none, or the text is somebody's title."""
    line = " ".join(text.split())
    if line.casefold() in {title.casefold() for title in names.titles.values()}:
        return ""
    labels = {key: lower_first(short_label(label)) for key, label in names.labels.items()}
    titled = title_and_role(line, labels)
    if titled:
        title, key = titled
        return key if names.titles.get(key, "").split() == title.split() else ""
    return meant_option(line, names.labels)


def title_and_role(line: str, labels: Mapping[str, str]) -> tuple[str, str] | None:
    """»Jobcenterchef (projektejer)« as the title and the key of the role; None for anything else. `labels`:
    key → what the role is called, as it stands in brackets."""
    head, bracket, label = line.rpartition(" (")
    if not bracket or not label.endswith(")"):
        return None
    key = next((key for key, name in labels.items() if name == label[:-1].lower()), "")
    return (head.strip(), key) if key else None
