"""Answers in the form of an earlier questionnaire, as they are written today (specifikation.md 2.9).

A column or an option that has got another name, and a bare text where there are fields today. The tree is
brought into today's form before anything reads it, so no other module knows of earlier ones; only who writes
into a file asks how a place is spelled there (`spelled`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, is_empty
from plangen.answers.wording import quoted, short_label
from plangen.catalog import Catalog, Column, Question
from plangen.catalog.address import ANSWERS, PACKAGE, Address, Part
from plangen.findings import Finding, Place

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Modern:
    """A file's tree in today's form. `findings`: V07 for each kind of earlier form in it."""

    root: MappingNode
    findings: tuple[Finding, ...] = ()


def modern(root: MappingNode, catalog: Catalog) -> Modern:
    """The tree with every earlier form replaced; places stay those of the file. Raises nothing."""
    found: dict[tuple[str, str], Finding] = {}
    entries: list[Entry] = []
    for entry in root.entries:
        if entry.key in (ANSWERS, PACKAGE) and isinstance(entry.value, MappingNode):
            known = catalog.questions if entry.key == ANSWERS else catalog.package
            value = _part(catalog, known, entry.value, found)
            entry = replace(entry, value=value)  # noqa: PLW2901 - the entry itself, in today's form
        entries.append(entry)
    return Modern(replace(root, entries=tuple(entries)), tuple(found.values()))


def _part(
    catalog: Catalog,
    known: Mapping[str, Question],
    node: MappingNode,
    found: dict[tuple[str, str], Finding],
) -> MappingNode:
    entries: list[Entry] = []
    for entry in node.entries:
        question = known.get(entry.key)
        if question is not None and _has_earlier_forms(question):
            reading = _TodaysForm(catalog, question, found)
            entries.append(replace(entry, value=reading.answer(entry.value)))
        else:
            entries.append(entry)
    return replace(node, entries=tuple(entries))


def _has_earlier_forms(question: Question) -> bool:
    renamed = any(column.earlier_name or column.earlier_options for column in question.columns)
    return bool(question.text_as or question.earlier_options or renamed)


@dataclass(slots=True)
class _TodaysForm:
    """Reads the answer to one question."""

    catalog: Catalog
    question: Question
    found: dict[tuple[str, str], Finding]
    _columns: Mapping[str, Column] = field(init=False)

    def __post_init__(self) -> None:
        self._columns = {column.id: column for column in self.question.columns}

    def answer(self, node: Node) -> Node:
        """The answer in today's form."""
        question = self.question
        if question.text_as and isinstance(node, ScalarNode) and not is_empty(node):
            label = short_label(question.column(question.text_as).label)
            if not node.flawed:
                self._note(node.text, label, node.place)
            return MappingNode((Entry(question.text_as, node, node.place),), node.place, node.weight)
        if question.earlier_options:
            node = self._option(question.earlier_options, "", node)
        return self._inside(node)

    def _inside(self, node: Node) -> Node:
        """The same for what stands anywhere in the answer."""
        match node:
            case SequenceNode():
                return replace(node, items=tuple(self._inside(item) for item in node.items))
            case MappingNode():
                return replace(node, entries=tuple(self._entries(node)))
        return node

    def _entries(self, node: MappingNode) -> Iterator[Entry]:
        given = {entry.key for entry in node.entries}
        for entry in node.entries:
            column = self._columns.get(entry.key) or self._renamed(entry.key, given)
            if column is None:
                yield replace(entry, value=self._inside(entry.value))
                continue
            if column.id != entry.key:
                self._note(entry.key, column.id, entry.place)
            value = self._option(column.earlier_options, short_label(column.label), entry.value)
            yield Entry(column.id, value, entry.place)

    def _renamed(self, name: str, given: set[str]) -> Column | None:
        """The column that had that name, unless it is given by its name of today too."""
        named = (column for column in self.question.columns if column.earlier_name == name)
        return next((column for column in named if column.id not in given), None)

    def _option(self, earlier: Mapping[str, str], field: str, node: Node) -> Node:
        """A code by its name of today. `field`: what the column is called."""
        if not isinstance(node, ScalarNode) or node.text.strip() not in earlier:
            return node
        code = node.text.strip()
        self._note(code, earlier[code], node.place, field)
        return replace(node, text=earlier[code])

    def _note(self, old: str, new: str, place: Place | None, field: str = "") -> None:
        """V07, once for each earlier form of a question."""
        demand = self.catalog.rules["V07"].demands[0]
        part: Part = PACKAGE if self.question.id in self.catalog.package else ANSWERS
        address = Address.at(part, self.question.id)
        named = [PACKAGE] if part == PACKAGE else []
        where = ", ".join([*named, self.question.short, *([field] if field else [])])
        words = {"sted": where, "gammel": quoted(old), "ny": quoted(new)}
        finding = Finding(
            "V07",
            demand.severity,
            demand.says(words),
            place,
            hint=demand.help,
            where=where,
            question=address.whole,
        )
        self.found.setdefault((where, old), finding)


def spelled(catalog: Catalog, root: MappingNode | None, path: Path) -> Path:
    """The path of an answer as a file spells it. `root`: the file's tree as it stands."""
    question = catalog.questions.get(str(path[1])) if len(path) > 2 and path[0] == ANSWERS else None
    if question is None:
        return path
    names = {column.id: column.earlier_name for column in question.columns if column.earlier_name}
    node: Node | None = root
    way: list[str | int] = []
    for step in path:
        if step == question.text_as and is_bare_text(node):
            break  # the text itself is that field
        if isinstance(node, MappingNode) and node.get(str(step)) is None:
            earlier = names.get(str(step), "")
            step = earlier if node.get(earlier) is not None else step  # noqa: PLW2901
        way.append(step)
        node = _child(node, step)
    return tuple(way)


def is_bare_text(node: Node | None) -> bool:
    """Whether a text stands where there may be fields."""
    return isinstance(node, ScalarNode) and not is_empty(node)


def _child(node: Node | None, step: str | int) -> Node | None:
    match node:
        case MappingNode():
            return node.get(str(step))
        case SequenceNode() if isinstance(step, int) and step < len(node.items):
            return node.items[step]
    return None
