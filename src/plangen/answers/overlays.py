"""A department's answer by rows laid over the shared one, while both are still trees with places.

So the rows are read and checked like any others, and whatever is said about a cell points at the file where
it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plangen.answers.model import Answers, AnswerValue, OwnRows, Row
from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, is_blank, is_empty
from plangen.answers.options import preset_rows
from plangen.answers.overlay_entries import EntryReader
from plangen.answers.overlay_names import NameReader
from plangen.answers.overlay_parts import (
    ADD,
    AFTER,
    BEFORE,
    CHANGE,
    LABELS,
    ORDER,
    PARTS,
    ROW,
    added_rows,
    entry_of,
    items_of,
    part_of,
)
from plangen.answers.records import AnswerReader
from plangen.answers.report import At, Report
from plangen.answers.row_names import RowNames
from plangen.answers.row_order import RowAnchor, arranged
from plangen.answers.scalars import Refused
from plangen.answers.wording import quoted
from plangen.catalog import Catalog, Question
from plangen.findings import Severity
from plangen.texts.danish import slug

_NOTHING = ScalarNode("")


@dataclass(frozen=True)
class Shared:
    """The project's answers, which a department's file is laid over: typed, and as they stand (`svar`)."""

    answers: Answers
    svar: MappingNode
    department: str


class OverlayReader:
    """Reads a department's answers by rows. `own`: question → what its rows come to."""

    def __init__(self, catalog: Catalog, report: Report, answers: AnswerReader, shared: Shared) -> None:
        self._catalog = catalog
        self._report = report
        self._answers = answers
        self._shared = shared
        self._entries = EntryReader(report)
        self.own: dict[str, OwnRows] = {}

    def answer(self, question: Question, node: Node, at: At) -> AnswerValue | None:
        """The department's whole answer: the shared one with what its file says about rows."""
        self._check_parts(question, node, at)
        match question.type:
            case "table":
                return self._table(question, node, at)
            case "fixed":
                return self._fixed(question, node, at)
        return self._group(question, node, at)

    # --- tables --------------------------------------------------------------------------------------------
    def _table(self, question: Question, node: Node, at: At) -> AnswerValue | None:
        rows = self._shared.answers.rows(question.id)
        items = items_of(self._shared.svar.get(question.id))
        names = self._names(question, rows)
        omitted = self._entries.omitted(names, node, at)
        changes = self._entries.changes(question, names, node, at, omitted)
        added = added_rows(node)
        merged = [self._merged_row(items, number, changes, omitted) for number in range(1, len(items) + 1)]
        merged += [_without(item, AFTER, BEFORE) for item in added]
        at = replace(at, shared_rows=len(items))
        keys = {row.number: row.key for row in rows}
        value = self._answers.answer(question, SequenceNode(tuple(merged), node.place), at, keys)
        found = value if isinstance(value, tuple) else ()
        if isinstance(node, SequenceNode):
            found = _without_copies(found, len(items))
        self._warn_of_other_departments(question, found, at, changes)
        return self._in_order(question, node, at, rows, found, changes, omitted)

    def _merged_row(
        self,
        items: Sequence[Node],
        number: int,
        changes: Mapping[int, MappingNode],
        omitted: Mapping[int, Node],
    ) -> Node:
        """The node of a shared row; nothing in place of one that is left out, so that numbers stay."""
        item = items[number - 1]
        change = changes.get(number)
        if number in omitted:
            return _NOTHING
        return _laid_over(item, _without(change, ROW)) if change is not None else item

    def _in_order(
        self,
        question: Question,
        node: Node,
        at: At,
        shared: Sequence[Row],
        found: tuple[Row, ...],
        changes: Mapping[int, MappingNode],
        omitted: Mapping[int, Node],
    ) -> tuple[Row, ...] | None:
        """The rows in their order; notes what the file says about them."""
        first_own = at.shared_rows or 0
        own = [row for row in found if row.number > first_own]
        names = self._names(question, (*shared, *own))
        anchors: dict[int, RowAnchor] = {}
        for row in own:
            anchor = self._anchor(names, added_rows(node)[row.number - first_own - 1], at.row(row.number))
            if anchor is not None:
                anchors[row.number] = anchor
        order = self._order(names, node, at)
        numbers = arranged([r.number for r in shared], [r.number for r in own], anchors, order)
        by_number = {row.number: row for row in found}
        rows = tuple(by_number[number] for number in numbers if number in by_number)
        keys = {row.number: row.key for row in (*shared, *own)}
        self.own[question.id] = OwnRows(
            {keys[number]: _columns(change) for number, change in changes.items()},
            {row.key: row.number - first_own - 1 for row in own},
            frozenset(keys[number] for number in omitted),
            bool(order),
            first_own,
        )
        return rows or None

    def _anchor(self, names: NameReader, item: Node, at: At) -> RowAnchor | None:
        """Where a row of the department's own says that it stands."""
        for part in (AFTER, BEFORE):
            name = part_of(item, part)
            if name is not None and not is_empty(name):
                number = names.row(name, at, Severity.WARNING, "så rækken står sidst")
                return RowAnchor(number, part == BEFORE) if number is not None else None
        return None

    def _order(self, names: NameReader, node: Node, at: At) -> list[int]:
        part = part_of(node, ORDER)
        found = (
            names.row(name, at.cell(ORDER, ORDER), Severity.WARNING, "så dens plads er ikke ændret")
            for name in self._entries.items(part, at.cell(ORDER, ORDER))
        )
        return [number for number in found if number is not None]

    def _warn_of_other_departments(
        self, question: Question, rows: Sequence[Row], at: At, changes: Mapping[int, MappingNode]
    ) -> None:
        """V04: a row that the file adds or changes, but that is another department's, is in no document."""
        if not any(column.id == "afdeling" for column in question.columns):
            return
        known = set(self._shared.answers.department_keys())
        mine = [row for row in rows if row.number > (at.shared_rows or 0) or row.number in changes]
        for row in mine:
            if not row.covers(self._shared.department) and set(row.departments()) <= known:
                keys = quoted("; ".join(row.departments()))
                row_at = at.row(row.number)
                place = changes[row.number].place if row.number in changes else row.place
                message = f"{row_at.where}: rækken gælder {keys} og kommer derfor ikke med her."
                hint = f"Skriv {quoted(self._shared.department)} eller »alle« i feltet afdeling."
                self._report.add("V04", Severity.WARNING, message, place, row_at, hint)

    # --- fixed rows and groups ----------------------------------------------------------------------------
    def _fixed(self, question: Question, node: Node, at: At) -> AnswerValue | None:
        labels = preset_rows(self._catalog, question)
        codes = dict(enumerate(labels, start=1))
        names = self._names(question, [Row({}, code, number) for number, code in codes.items()])
        omitted = self._entries.omitted(names, node, at)
        changes = self._entries.changes(question, names, node, at, omitted)
        shared = self._shared.svar.get(question.id)
        rows = {e.key: e for e in shared.entries} if isinstance(shared, MappingNode) else {}
        for number, change in changes.items():
            code = codes[number]
            there = rows[code].value if code in rows else MappingNode()
            rows[code] = Entry(code, _laid_over(there, _without(change, ROW)), change.place)
        for number, name in omitted.items():
            rows[codes[number]] = Entry(codes[number], _NOTHING, name.place)
        self.own[question.id] = OwnRows(
            {codes[number]: _columns(change) for number, change in changes.items()},
            {},
            frozenset(codes[number] for number in omitted),
        )
        return self._answers.answer(question, MappingNode(tuple(rows.values()), node.place), at)

    def _group(self, question: Question, node: Node, at: At) -> AnswerValue | None:
        change = part_of(node, CHANGE)
        if change is None or (is_blank(change) and not isinstance(change, MappingNode)):
            change = MappingNode()
        shared = self._shared.svar.get(question.id)
        self.own[question.id] = OwnRows({"": _columns(change)} if isinstance(change, MappingNode) else {})
        if not isinstance(change, MappingNode):
            refused = Refused("felter med hver sit navn", "Skriv kun de felter, der er anderledes.")
            self._report.refuse(at.cell(CHANGE, CHANGE), change, refused)
            change = MappingNode()
        there = shared if isinstance(shared, MappingNode) else MappingNode(place=node.place)
        return self._answers.answer(question, _laid_over(there, change), at)

    # --- parts ---------------------------------------------------------------------------------------------
    def _names(self, question: Question, rows: Sequence[Row]) -> NameReader:
        return NameReader(RowNames(self._catalog, question, rows), self._report, self._shared.answers.file)

    def _check_parts(self, question: Question, node: Node, at: At) -> None:
        """V04 for names that are no parts, or the same part twice (»ændr« and »aendr«)."""
        parts = {name: LABELS[name] for name in PARTS[question.type]}
        for entry in node.entries if isinstance(node, MappingNode) else ():
            name = slug(entry.key)
            first = entry_of(node, name)
            if name not in parts:
                self._report.unknown(entry.key, entry.place, at, parts, self._elsewhere(question, entry.key))
            elif first is not None and first.key != entry.key:
                message = f"{quoted(entry.key)} er det samme som {quoted(first.key)}, der står ovenfor."
                self._report.add("V04", Severity.ERROR, message, entry.place, at, "Saml dem under ét navn.")

    def _elsewhere(self, question: Question, name: str) -> str:
        """What to do with a row or field that stands beside the parts."""
        if question.type == "fixed" and name in preset_rows(self._catalog, question):
            return f"Skriv rækken under {CHANGE}: - {ROW}: {name}."
        if any(column.id == name for column in question.columns):
            where = (
                f"i en række under {CHANGE} eller {ADD}" if question.type == "table" else f"under {CHANGE}"
            )
            return f"{quoted(name)} hører til {where}."
        return ""


def _laid_over(there: Node, change: Node) -> Node:
    """A record with other cells; a name with nothing after it empties a cell."""
    if not isinstance(there, MappingNode) or not isinstance(change, MappingNode):
        return there
    own = {entry.key: entry for entry in change.entries}
    kept = tuple(own.pop(entry.key, entry) for entry in there.entries)
    emptied = any(is_empty(entry.value) for entry in change.entries)
    return MappingNode((*kept, *own.values()), change.place if emptied else there.place)


def _without(node: Node | None, *names: str) -> Node:
    """A row without the fields that are no columns."""
    if not isinstance(node, MappingNode):
        return node or _NOTHING
    dropped = [entry_of(node, name) for name in names]
    return replace(node, entries=tuple(entry for entry in node.entries if entry not in dropped))


def _columns(change: MappingNode) -> frozenset[str]:
    return frozenset(entry.key for entry in change.entries if slug(entry.key) != ROW)


def _without_copies(rows: tuple[Row, ...], shared: int) -> tuple[Row, ...]:
    """The rows without those of the department that the project has just so."""
    known = [_raws(row) for row in rows if row.number <= shared]
    return tuple(row for row in rows if row.number <= shared or _raws(row) not in known)


def _raws(row: Row) -> dict[str, object]:
    return {column: cell.raw for column, cell in row.cells.items()}
