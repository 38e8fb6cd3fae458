"""Tables of a Word file without answers yet: rows that staff put in, known by the headings alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plangen.catalog.address import Address
from plangen.word.reading.content import AnswerTable, TableRow
from plangen.word.reading.controls import ControlReader
from plangen.word.reading.recovery import answer_id
from plangen.word.reading.story import RowRead, TableRead


def pieces_of(row: RowRead) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The text of each cell of a row, and the answers in it."""
    return tuple((cell.text, tuple(map(answer_id, cell.controls))) for cell in row.cells)


def empty_table(
    table: TableRead, headings: Mapping[int, str], reader: ControlReader
) -> Iterator[AnswerTable]:
    """A table without answers: one cell across it holds the question's own control. The columns of rows that
    somebody has put in are known by their headings only."""
    marks = [row for row in table.rows if len(row.cells) == 1 and row.cells[0].controls]
    if not marks or len(headings) < 2:
        return
    question = answer_id(marks[0].cells[0].controls[0])
    rows: list[TableRow] = []
    for row in (row for row in table.rows if row is not marks[0]):
        columns = [
            reader.kinds.column_under(Address(question), headings.get(c.column, "")) for c in row.cells
        ]
        formatted = [reader.kinds.is_markdown(column) for column in columns]
        read = list(zip(row.cells, columns, formatted, strict=True))
        texts = [(cell.column, reader.cell(cell.element, markdown)) for cell, _, markdown in read]
        cells = tuple((headings[column], text) for column, text in texts if column in headings)
        beside = tuple(("", text) for column, text in texts if column not in headings and text)
        reasons = [
            (to.column, reader.cell_refused(cell.element, to, markdown)) for cell, to, markdown in read
        ]
        refused = tuple((column, reason) for column, reason in reasons if reason)
        rows.append(TableRow("", cells, row.place, "", refused, beside, pieces_of(row), number=row.number))
    yield AnswerTable(question, tuple(rows))
