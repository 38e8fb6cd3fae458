"""Workbooks for Excel: a sheet with a table each, the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from plangen.ooxml.characters import clean
from plangen.ooxml.properties import CoreProperties
from plangen.ooxml.workbooks import A4, DATE_FORMAT, HEADING, finished

Cell = str | int | date | None
_NO_TIME = datetime(1980, 1, 1)
_LINE, _HIGHEST = 15.0, 409.0
_LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column: its heading, and its width in characters."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet with one table. `name`: of the sheet and, in ASCII (`table`), of the table. A text that begins
    with `internal:` or `external:` never is a link, and one that begins with = never a formula; `links`: what
    the texts of the last column point at, one for each row."""

    name: str
    table: str
    columns: tuple[BookColumn, ...]
    rows: Sequence[Sequence[Cell]]
    links: Sequence[str] = ()


def workbook(properties: CoreProperties, sheets: Sequence[BookSheet]) -> bytes:
    """The file. The first row of each sheet stays in sight and filters; dates are dates."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"created": _NO_TIME})
    looks = BookLooks(
        book.add_format(HEADING),
        book.add_format({"valign": "top", "text_wrap": True}),
        book.add_format({"valign": "top", "align": "left", "num_format": DATE_FORMAT}),
    )
    for sheet in sheets:
        _fill(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    return finished(buffer.getvalue(), properties)


@dataclass(frozen=True, slots=True)
class BookLooks:
    """How headings, texts and dates look."""

    heading: Format
    text: Format
    day: Format


def _fill(page: Worksheet, sheet: BookSheet, looks: BookLooks) -> None:
    last = max(len(sheet.rows), 1)  # a table has at least one row
    page.add_table(
        0,
        0,
        last,
        len(sheet.columns) - 1,
        {
            "name": sheet.table,
            "style": "Table Style Light 9",
            "columns": [{"header": one.title, "header_format": looks.heading} for one in sheet.columns],
        },
    )
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    for number, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row):
            _write(page, number, place, cell, looks)
        page.set_row(number, _height(row, sheet.columns))
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{sheet.name}&RSide &P af &N")


def _height(row: Sequence[Cell], columns: Sequence[BookColumn]) -> float:
    """The height of a row with all of its text in sight. Not every program works that out when it opens a
    file."""
    lines = [
        sum(ceil(len(line) / column.width) or 1 for line in cell.split("\n"))
        for cell, column in zip(row, columns, strict=True)
        if isinstance(cell, str)
    ]
    return min(_LINE * max(lines, default=1), _HIGHEST)


def _write(page: Worksheet, row: int, column: int, cell: Cell, looks: BookLooks) -> None:
    if isinstance(cell, date):
        if cell.year >= 1900:  # Excel knows no day before
            page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), looks.day)
        else:
            page.write_string(row, column, cell.isoformat(), looks.text)
    elif isinstance(cell, int):
        page.write_number(row, column, cell, looks.text)
    elif cell:
        page.write_string(row, column, clean(cell)[:_LONGEST], looks.text)
