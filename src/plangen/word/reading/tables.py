"""The tables of a Word file whose rows are answers: which row is which, and which are new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plangen.word.ooxml.ns import SDT_PR, VAL, w
from plangen.word.reading.content import AnswerTable, TableRow
from plangen.word.reading.controls import VALUE, ControlReader
from plangen.word.reading.recovery import KIND, answer_id
from plangen.word.reading.story import CellRead, RowRead, TableRead

_CELL_ID = re.compile(r"([\w.]+)\[([^\[\]]+)\]\.(\w+)", re.ASCII)
_OWN_NUMBERS = 5  # digits; Word gives copies numbers of nine or ten


@dataclass(frozen=True)
class _Column:
    id: str
    markdown: bool


def answer_tables(table: TableRead, reader: ControlReader) -> Iterator[AnswerTable]:
    """The table as rows of a question, or of several when it mixes them; nothing for other tables."""
    questions = Counter(question for row in table.rows for question, _, _ in _ids(row))
    for question in questions:
        keys = [_key(row, question) for row in table.rows]
        if None in keys or _is_record([RowRead(table.header, ""), *table.rows], question):
            continue
        rows = [(row, key or "") for row, key in zip(table.rows, keys, strict=True)]
        yield _Reading(question, reader, rows).table(with_new=len(questions) == 1)
    if not questions:
        yield from _empty_table(table, reader)


def _empty_table(table: TableRead, reader: ControlReader) -> Iterator[AnswerTable]:
    """A table without answers: one cell across it holds the question's own control. The columns of rows that
    somebody has put in are known by their headings only."""
    marks = [row for row in table.rows if len(row.cells) == 1 and row.cells[0].controls]
    if not marks or len(table.header) < 2:
        return
    question = answer_id(marks[0].cells[0].controls[0])
    names = {cell.column: reader.cell(cell.element, markdown=False) for cell in table.header}
    new = [row for row in table.rows if row is not marks[0]]
    rows = [
        TableRow(
            "",
            tuple(
                (names[cell.column], reader.cell(cell.element, markdown=False))
                for cell in row.cells
                if cell.column in names
            ),
            row.place,
        )
        for row in new
    ]
    yield AnswerTable(question, tuple(rows))


def _ids(row: RowRead) -> Iterator[tuple[str, str, str]]:
    """Question, row key and column of the controls in a row."""
    for cell in row.cells:
        for control in cell.controls:
            match = _CELL_ID.fullmatch(answer_id(control))
            if match:
                yield match[1], match[2], match[3]


def _key(row: RowRead, question: str) -> str | None:
    """The key of a row, empty without one; None when it holds more than one."""
    keys = {key for other, key, _ in _ids(row) if other == question}
    return None if len(keys) > 1 else next(iter(keys), "")


def _is_record(rows: Sequence[RowRead], question: str) -> bool:
    """Whether one row of the answers is spread over several rows of the table: then it is no list."""
    seen: dict[str, set[str]] = {}
    for row in rows:
        own = {(key, column) for other, key, column in _ids(row) if other == question}
        for key in {key for key, _ in own}:
            columns = {column for other, column in own if other == key}
            if key in seen and not seen[key] & columns:
                return True
            seen.setdefault(key, set()).update(columns)
    return False


@dataclass(frozen=True)
class _Reading:
    """One table as rows of one question; each row comes with its key, empty without one."""

    question: str
    reader: ControlReader
    rows: list[tuple[RowRead, str]]

    def table(self, with_new: bool) -> AnswerTable:
        columns = self._columns()
        originals = self._originals()
        found: list[TableRow] = []
        for row, key in self.rows:
            if not key and not with_new:
                continue
            cells = tuple(self._cells(row, columns))
            refused = tuple((name, reason) for name, reason in self._refused(row, columns) if reason)
            if key and originals[key] is not row:
                found.append(TableRow("", cells, row.place, key, refused))
            else:
                found.append(TableRow(key, cells, row.place, "", refused))
        return AnswerTable(self.question, tuple(found))

    def _columns(self) -> dict[int, _Column]:
        """Which column of the question stands where, from the cells that hold a control and nothing else."""
        columns: dict[int, _Column] = {}
        for row, key in self.rows:
            for cell in row.cells if key else ():
                match = _CELL_ID.fullmatch(answer_id(cell.controls[0])) if cell.alone else None
                if match and match[1] == self.question:
                    markdown = cell.controls[0].get(KIND) != VALUE
                    columns.setdefault(cell.column, _Column(match[3], markdown))
        return columns

    def _originals(self) -> dict[str, RowRead]:
        """Of the rows with the same key the one that was there first: its controls have the numbers that
        plangen gave them, where Word gives the controls of a copy new ones."""
        originals: dict[str, RowRead] = {}
        for row, key in self.rows:
            if key and (key not in originals or _has_own_numbers(row) > _has_own_numbers(originals[key])):
                originals[key] = row
        return originals

    def _cells(self, row: RowRead, columns: dict[int, _Column]) -> Iterator[tuple[str, str]]:
        for cell in row.cells:
            texts = list(self._answers_in(cell))
            column = columns.get(cell.column)
            if texts:
                yield from texts
            elif column is not None:
                yield column.id, self.reader.cell(cell.element, column.markdown)

    def _refused(self, row: RowRead, columns: dict[int, _Column]) -> Iterator[tuple[str, str]]:
        """Column id → why its cell cannot be the answer; an empty id for a column that is no answer."""
        for cell in row.cells:
            column = columns.get(cell.column, _Column("", markdown=False))
            for control in cell.controls:
                match = _CELL_ID.fullmatch(answer_id(control))
                yield (match[3] if match else ""), self.reader.refused(control)
            if not cell.controls:
                asked = f"{self.question}.{column.id}"
                yield column.id, self.reader.cell_refused(cell.element, asked, column.markdown)

    def _answers_in(self, cell: CellRead) -> Iterator[tuple[str, str]]:
        for control in cell.controls:
            match = _CELL_ID.fullmatch(answer_id(control))
            if match and match[1] == self.question:
                yield match[3], self.reader.text(control)


def _has_own_numbers(row: RowRead) -> bool:
    """Whether all of a row's controls have numbers of plangen's. One may have such a number by chance: the
    numbers that LibreOffice gives are random."""
    controls = [control for cell in row.cells for control in cell.controls]
    ids = [element.get(VAL, "") for control in controls for element in control.findall(f"{SDT_PR}/{w('id')}")]
    return all(id.isdigit() and len(id) <= _OWN_NUMBERS for id in ids)
