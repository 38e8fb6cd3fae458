"""`oversigt.xlsx`: the tables of the page with all departments, a sheet each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plangen.exports.overview import PackOverview
from plangen.exports.overview_tables import DAY, NUMBER, OverviewTable, overview_tables
from plangen.exports.workbook import BookColumn, BookSheet, Cell, workbook
from plangen.ooxml.properties import CoreProperties


def overview_book(properties: CoreProperties, packs: Sequence[PackOverview]) -> bytes:
    """The workbook. `packs`: the project's first."""
    return workbook(properties, [_sheet(table) for table in overview_tables(packs)])


def _sheet(table: OverviewTable) -> BookSheet:
    rows = [
        [_cell(cell.text, column.kind) for cell, column in zip(line.cells, table.columns, strict=True)]
        for line in table.lines
    ]
    columns = tuple(BookColumn(column.title, column.width) for column in table.columns)
    return BookSheet(table.title, f"tabel_{table.id.replace('-', '_')}", columns, rows)


def _cell(text: str, kind: str) -> Cell:
    if kind == DAY and text:
        return date.fromisoformat(text)
    return int(text) if kind == NUMBER else text
