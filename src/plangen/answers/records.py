"""Whole answers: choices with fields, groups, tables and preset rows, against their question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from plangen.answers.cells import CellReader
from plangen.answers.defaults import only_defaults
from plangen.answers.model import AnswerValue, NoneAnswer, Row, Value
from plangen.answers.nodes import MappingNode, Node, ScalarNode, SequenceNode, is_blank
from plangen.answers.options import as_column, preset_rows
from plangen.answers.overlay_parts import PARTS
from plangen.answers.report import At, Report
from plangen.answers.row_keys import id_column, keyed, repeated_ids
from plangen.answers.scalars import Refused
from plangen.answers.wording import quoted
from plangen.catalog import Catalog, Question
from plangen.findings import Severity
from plangen.texts.danish import counted

NONE_WORD = "ingen"
_ROWS_HINT = "Begynd hver række med - på sin egen linje, og skriv felterne under hinanden."


class AnswerReader:
    """Reads the answer to a question. What says nothing beyond the catalog's defaults counts as no answer."""

    def __init__(self, catalog: Catalog, report: Report, cells: CellReader) -> None:
        self._catalog = catalog
        self._report = report
        self._cells = cells

    def answer(
        self, question: Question, node: Node, at: At, keys: Mapping[int, str] | None = None
    ) -> AnswerValue | None:
        """The typed answer; None when the question is unanswered or the answer was refused. `keys`: row
        number → the key that a row of a table has anyway."""
        if is_blank(node):
            return None
        value = self._read(question, node, at, keys or {})
        refused = self._report.was_refused(at)
        if value is None or (only_defaults(self._catalog, question, value) and not refused):
            return value if self._keeps_default(question) else None
        self._check(question, value, at, node)
        return value

    def _keeps_default(self, question: Question) -> bool:
        """A default that applies anyway is kept with its place when it was written. A row of a table that
        says no more is an empty one."""
        of_record = question.type != "table" and any(column.default_applies for column in question.columns)
        return question.default_applies or of_record

    def _read(self, question: Question, node: Node, at: At, keys: Mapping[int, str]) -> AnswerValue | None:
        match question.type:
            case "table":
                return self._table(question, node, at, keys)
            case "fixed":
                return self._fixed(question, node, at)
            case "group":
                return self._cells.record(question.columns, node, at)
            case "choice":
                return self._choice(question, node, at)
            case "multi":
                return self._multi(question, node, at)
        return self._cells.value(as_column(question), node, at)

    def _choice(self, question: Question, node: Node, at: At) -> AnswerValue | None:
        """A bare code, or `{valg: …}` with the question's own fields."""
        column = as_column(question)
        if not isinstance(node, MappingNode):
            value = self._cells.value(column, node, at)
            return Row({"valg": value}, place=node.place) if value and question.columns else value
        cells = self._cells.cells(question.columns, node.entries, at, {"valg": "Valg"})
        chosen = self._cells.value(column, node.get("valg"), at)
        if not question.columns:
            return chosen
        if chosen is not None:
            cells = {"valg": chosen, **cells}
        return Row(cells, place=node.place) if cells else None

    def _multi(self, question: Question, node: Node, at: At) -> Value | None:
        """A bare list of codes, or `{valg: […], egne: […]}`."""
        column = as_column(question)
        if not isinstance(node, MappingNode):
            return self._cells.multi(column, node, None, at)
        names = {"valg": "Valg", "egne": "Egne"} if question.own_items else {"valg": "Valg"}
        self._cells.cells((), node.entries, at, names)
        own = node.get("egne") if question.own_items else None
        return self._cells.multi(column, node.get("valg"), own, at)

    def _table(self, question: Question, node: Node, at: At, keys: Mapping[int, str]) -> AnswerValue | None:
        if isinstance(node, ScalarNode) and node.text.strip().lower() == NONE_WORD and question.none_allowed:
            return NoneAnswer(node.place)
        if not isinstance(node, SequenceNode):
            self._report.refuse(at, node, Refused("en liste af rækker", self._table_hint(question, node)))
            return None
        rows: list[Row] = []
        for number, item in enumerate(node.items, start=1):
            row = None if is_blank(item) else self._cells.record(question.columns, item, at.row(number))
            if row is not None and (row.cells or self._report.was_refused(at.row(number))):
                rows.append(replace(row, number=number))
        kept = self._without_repeats(question, tuple(rows), at)
        return keyed(question, kept, keys, self._without_usable_id(question, kept, at)) or None

    def _without_usable_id(self, question: Question, rows: tuple[Row, ...], at: At) -> set[int]:
        """The numbers of the rows whose id was refused."""
        column = id_column(question)
        if column is None:
            return set()
        cells = {row.number: at.row(row.number).cell(column.id, column.label) for row in rows}
        return {number for number, cell in cells.items() if self._report.was_refused(cell)}

    def _without_repeats(self, question: Question, rows: tuple[Row, ...], at: At) -> tuple[Row, ...]:
        """The rows without ids that an earlier row has: such an id counts as missing."""
        repeats: dict[int, str] = {}
        for column, row, first in repeated_ids(question, rows):
            cell_at = at.row(row.number).cell(column.id, column.label)
            message = f"{cell_at.where}: {quoted(row.text(column.id))} står også i række {first.number}."
            place = row.cells[column.id].place
            self._report.mark_invalid(cell_at.address)
            self._report.add("V05", Severity.ERROR, message, place, cell_at, "Giv hver række sin egen.")
            repeats[row.number] = column.id
        return tuple(_without(row, repeats.get(row.number, "")) for row in rows)

    def _table_hint(self, question: Question, node: Node) -> str:
        names = [entry.key for entry in node.entries] if isinstance(node, MappingNode) else []
        part = next((name for name in names if name in PARTS["table"]), "")
        if part:
            return f"{quoted(part)} bruges kun i en afdelings egen svarfil. {_ROWS_HINT}"
        if isinstance(node, ScalarNode) and node.text.strip().lower() == NONE_WORD:
            return (
                f"Svaret »{NONE_WORD}« kan ikke bruges her. Lad feltet stå tomt, hvis der intet er at skrive."
            )
        return f"{_ROWS_HINT} Er der ingen, så skriv »{NONE_WORD}«." if question.none_allowed else _ROWS_HINT

    def _fixed(self, question: Question, node: Node, at: At) -> AnswerValue | None:
        """The preset rows that were filled in, in the catalog's order."""
        labels = preset_rows(self._catalog, question)
        if not isinstance(node, MappingNode):
            hint = f"Skriv rækkerne under hinanden med hver sit navn: {', '.join(list(labels)[:4])} …"
            self._report.refuse(at, node, Refused("rækker med hver sit navn", hint))
            return None
        self._cells.cells((), node.entries, at, labels)
        numbers = {entry.key: number for number, entry in enumerate(node.entries, start=1)}
        rows: list[Row] = []
        for code, label in labels.items():
            given = node.get(code)
            if given is None or is_blank(given):
                continue
            row_at = at.cell(code, label)
            row = self._cells.record(question.columns, given, row_at)
            if row is not None and (row.cells or self._report.was_refused(row_at)):
                rows.append(replace(row, key=code, number=numbers[code]))
        return tuple(rows) or None

    def _check(self, question: Question, value: AnswerValue, at: At, node: Node) -> None:
        """V02, V03 and repeated keys of an answer that is given."""
        if isinstance(value, Row):
            if (
                question.type == "choice"
                and "valg" not in value.cells
                and at.address not in self._report.invalid
            ):
                self._cells.missing("valg", value.place, at)
            self._cells.require(question, value, at)
        elif isinstance(value, tuple) and question.type == "fixed":
            self._check_fixed(question, value, at, node)
        elif isinstance(value, tuple):
            for row in value:
                if row.place is not None:  # else it is one of the catalog's own, which nobody has given
                    self._cells.require(question, row, at.row(row.number))
            if len(value) < question.min_rows:
                self._too_few(question, value, at)

    def _too_few(self, question: Question, rows: tuple[Row, ...], at: At) -> None:
        """V03, where the profile knows it."""
        rule = self._catalog.rules["V03"]
        severity = rule.severity(rule.demands[0], self._cells.reach.profile)
        if severity is not None:
            least = counted(question.min_rows, "række", "rækker")
            message = rule.demands[0].says({"sted": at.where, "antal": least})
            self._report.add("V03", severity, message, rows[0].place, at)

    def _check_fixed(self, question: Question, rows: tuple[Row, ...], at: At, node: Node) -> None:
        named = {e.key: e.place for e in node.entries} if isinstance(node, MappingNode) else {}
        given = {row.key: row for row in rows}
        for code, label in preset_rows(self._catalog, question).items():
            row_at = at.cell(code, label)
            row = given.get(code)
            if row is not None:
                self._cells.require(question, row, row_at)
            elif (
                question.required == "ja" and question.rows_required and not self._report.was_refused(row_at)
            ):
                self._cells.missing(f"rækken »{label}«", named.get(code) or rows[0].place, at)


def _without(row: Row, column: str) -> Row:
    """The row without one of its cells."""
    if column not in row.cells:
        return row
    return replace(row, cells={key: cell for key, cell in row.cells.items() if key != column})
