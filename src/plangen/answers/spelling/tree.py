"""The tree of an answer file with every value that was understood in the form that answer files hold it in.

It is brought into that form before anything reads it, as `answers.earlier` does with earlier forms: no other
module knows how else a value may be written. What cannot be understood stays, and is refused where it is
read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, is_empty
from plangen.answers.options import as_column, preset_rows
from plangen.answers.report import At
from plangen.answers.scalars import is_whole
from plangen.answers.spelling.canonical import canonical_items, canonical_text, items_in
from plangen.answers.spelling.names import KnownNames, names_in
from plangen.answers.wording import listed, quoted
from plangen.catalog import Catalog, Column, Question
from plangen.catalog.address import ANSWERS, PACKAGE, Address, Part
from plangen.findings import Finding, Place

NONE_WORD = "ingen"
_WEEK, _DAY = re.compile(r"\W*(mandag i )?uge", re.IGNORECASE), re.compile(r"\d{4}-\d{2}-\d{2}")
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A value that was written in another form: where it stands in the tree, with the names of today's
    questionnaire, and the text or list of texts that a file is to hold there."""

    path: Path
    value: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Canonical:
    """A file's tree in canonical form. `findings`: V08 for each question in which there were other forms;
    `names`: whom its answers may refer to."""

    root: MappingNode
    findings: tuple[Finding, ...] = ()
    understood: tuple[Understood, ...] = ()
    names: KnownNames = field(default_factory=KnownNames)


def canonical(root: MappingNode, catalog: Catalog, shared: KnownNames | None = None) -> Canonical:
    """The tree with every value in its canonical form; places stay those of the file. `shared`: the names of
    the project, for a department's own file. Raises nothing."""
    svar = root.get(ANSWERS)
    names = names_in(svar if isinstance(svar, MappingNode) else MappingNode(), catalog)
    names = shared.with_rows(names) if shared else names
    reader = _TreeReader(catalog, names)
    entries = tuple(reader.part(entry) for entry in root.entries)
    return Canonical(
        replace(root, entries=entries), tuple(reader.findings()), tuple(reader.understood), names
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A value as it was written, what it was read as, and where."""

    written: str
    meant: str
    place: Place | None
    at: At


@dataclass(slots=True)
class _TreeReader:
    """Reads the answers of one file."""

    catalog: Catalog
    names: KnownNames
    told: dict[tuple[str, bool], list[_Told]] = field(default_factory=dict)
    understood: list[Understood] = field(default_factory=list)

    def part(self, entry: Entry) -> Entry:
        """The answers under `svar` or the settings under `pakke`."""
        if entry.key not in (ANSWERS, PACKAGE) or not isinstance(entry.value, MappingNode):
            return entry
        part: Part = ANSWERS if entry.key == ANSWERS else PACKAGE
        known = self.catalog.questions if part == ANSWERS else self.catalog.package
        return replace(
            entry, value=replace(entry.value, entries=tuple(self._entries(part, known, entry.value)))
        )

    def _entries(self, part: Part, known: Mapping[str, Question], node: MappingNode) -> Iterator[Entry]:
        for entry in node.entries:
            question = known.get(entry.key)
            if question is None:
                yield entry
                continue
            address = Address.at(part, question.id)
            where = f"{part}, {question.short}" if part == PACKAGE else question.short
            at = At(address, where, address.whole)
            yield replace(entry, value=self._answer(question, entry.value, (part, question.id), at))

    def _answer(self, question: Question, node: Node, path: Path, at: At) -> Node:
        if question.type in ("table", "fixed", "group") or isinstance(node, MappingNode):
            return self._none(question, node, path, at) or self._inside(question, node, path, at)
        return self._value(as_column(question), node, path, at)

    def _none(self, question: Question, node: Node, path: Path, at: At) -> Node | None:
        """»Ingen.« where a table may have no rows."""
        if not isinstance(node, ScalarNode) or not question.none_allowed or question.type != "table":
            return None
        text = node.text.strip()
        if text.lower() == NONE_WORD or text.strip(" .!").lower() != NONE_WORD:
            return None
        return self._note(node, NONE_WORD, path, at)

    def _inside(self, question: Question, node: Node, path: Path, at: At) -> Node:
        """What stands anywhere in an answer with rows or fields, a department's parts of it too."""
        match node:
            case SequenceNode():
                found = enumerate(node.items)
                items = (self._inside(question, item, (*path, n), at.row(n + 1)) for n, item in found)
                return replace(node, items=tuple(items))
            case MappingNode():
                return replace(node, entries=tuple(self._field(question, e, path, at) for e in node.entries))
        return node

    def _field(self, question: Question, entry: Entry, path: Path, at: At) -> Entry:
        value = self._field_value(question, entry, (*path, entry.key), at)
        return entry if value is entry.value else Entry(entry.key, value, entry.place)

    def _field_value(self, question: Question, entry: Entry, path: Path, at: At) -> Node:
        if entry.key == "valg" and question.type in ("choice", "multi"):
            return self._value(as_column(question), entry.value, path, at)
        column = next((one for one in question.columns if one.id == entry.key), None)
        if column is None or isinstance(entry.value, MappingNode):
            label = preset_rows(self.catalog, question).get(entry.key, entry.key)
            return self._inside(question, entry.value, path, at.cell(entry.key, label))
        return self._value(column, entry.value, path, at.cell(column.id, column.label))

    # --- single values --------------------------------------------------------------------------------------
    def _value(self, column: Column, node: Node, path: Path, at: At) -> Node:
        if is_empty(node):
            return node
        match node:
            case ScalarNode(flawed=False) if column.type in ("multi", "tal_liste"):
                return self._as_list(column, node, path, at)
            case ScalarNode(flawed=False):
                text = canonical_text(self.catalog, column, node.text, self.names)
                return self._note(node, text, path, at) if text else node
            case SequenceNode() if column.type == "multi":
                return self._items(column, node, path, at)
            case SequenceNode() if column.refers == "afdeling":
                return self._as_text(column, node, path, at)
        return node

    def _as_list(self, column: Column, node: ScalarNode, path: Path, at: At) -> Node:
        """A list that was written as one text."""
        items = items_in(self.catalog, column, node.text)
        if not items or (column.type == "tal_liste" and not all(map(is_whole, items))):
            return node
        self._tell(node.text, f"[{listed(items, 20)}]", node.place, at)
        self.understood.append(Understood(path, tuple(items)))
        return SequenceNode(tuple(replace(node, text=item) for item in items), node.place, node.weight)

    def _items(self, column: Column, node: SequenceNode, path: Path, at: At) -> Node:
        """The options of a list by their codes."""
        texts = [item.text if isinstance(item, ScalarNode) and not item.flawed else "" for item in node.items]
        codes = canonical_items(self.catalog, column, texts)
        items = [
            self._note(item, code, (*path, number), at.item(number + 1)) if code != text else item
            for number, (item, text, code) in enumerate(zip(node.items, texts, codes, strict=True))
        ]
        return replace(node, items=tuple(items))

    def _as_text(self, column: Column, node: SequenceNode, path: Path, at: At) -> Node:
        """Departments that were written as a list."""
        texts = [item.text for item in node.items if isinstance(item, ScalarNode) and not item.flawed]
        joined = "; ".join(texts)
        known = self.names.rows.get("afdeling", {}).values()
        keys = canonical_text(self.catalog, column, joined, self.names)
        if not keys and set(texts) <= {*known, "alle"}:
            keys = joined
        if len(texts) < len(node.items) or not keys:
            return node
        self._tell(f"[{', '.join(texts)}]", keys, node.place, at)
        self.understood.append(Understood(path, keys))
        return ScalarNode(keys, place=node.place, weight=node.weight)

    # --- what is told ---------------------------------------------------------------------------------------
    def _note(self, node: Node, text: str, path: Path, at: At) -> Node:
        """The node with its canonical text, which is told and remembered."""
        assert isinstance(node, ScalarNode)
        self._tell(node.text, text, node.place, at)
        self.understood.append(Understood(path, text))
        return replace(node, text=text)

    def _tell(self, written: str, meant: str, place: Place | None, at: At) -> None:
        """Remembers what is to be told, by question; a week's Monday by itself."""
        is_monday = _WEEK.match(written) is not None and _DAY.fullmatch(meant) is not None
        self.told.setdefault((at.question, is_monday), []).append(_Told(written, meant, place, at))

    def findings(self) -> Iterator[Finding]:
        """V08 once for each question: its first value, and how many more there are."""
        demand = self.catalog.rules["V08"].demands[0]
        for (_, is_monday), (first, *others) in self.told.items():
            more = f"; {len(others)} svar mere i spørgsmålet er skrevet i en anden form" if others else ""
            words = {
                "sted": first.at.where,
                "skrevet": quoted(first.written),
                "laest": quoted(first.meant) + (" (ugens mandag)" if is_monday else "") + more,
            }
            yield Finding(
                "V08",
                demand.severity,
                demand.says(words),
                first.place,
                hint=demand.help,
                where=first.at.where,
                question=first.at.question,
            )
