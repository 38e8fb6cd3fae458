"""Opens workbooks that came from outside: whatever they hold, it takes little time and memory."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final

from plangen.findings import SheetPlace
from plangen.forms.excel.cells import Held
from plangen.forms.submission import NoSubmission
from plangen.ooxml.opening import UnreadableWord, is_xml, unpacked

_MOST_BYTES = 30_000_000
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS, _MOST_SHEETS = 40_000, 300, 100_000, 300
"""Of a whole workbook; columns of a sheet."""
_SAVE_AGAIN: Final = "Åbn den i Excel eller LibreOffice, og gem den som Excel-projektmappe (*.xlsx)."
_OLE = b"\xd0\xcf\x11\xe0"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_DTD = ("<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"), b"<!DOCTYPE")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with something in it. `held`: its value; `formula`: it holds a formula; `wrong`: what stands
    there is an error; `percent`: it is shown as a percentage."""

    place: SheetPlace
    held: Held
    formula: bool = False
    wrong: bool = False
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: row → column → what stands there, both from 1. `cut`: there are more rows than were read."""

    name: str
    rows: Mapping[int, Mapping[int, GridCell]]
    cut: bool = False


def grids(data: bytes, label: str) -> Iterator[Grid]:
    """The sheets of a workbook, hidden ones too. `label`: its path in messages. Raises `NoSubmission`."""
    members = _members(data)
    formulas = any(
        _FORMULA.search(part) for name, part in members.items() if name.startswith("xl/worksheets/")
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the library does not keep, and we do not read
            found = list(_read(data, label, values=True))
            meant = {grid.name: grid for grid in _read(data, label, values=False)} if formulas else {}
    except NoSubmission:
        raise
    except Exception as error:  # the library raises whatever a damaged part makes it stumble over
        raise NoSubmission("Filen er beskadiget og kan ikke læses som Excel-fil.", _SAVE_AGAIN) from error
    for grid in found:
        yield _with_formulas(grid, meant[grid.name]) if grid.name in meant else grid


def _members(data: bytes) -> Mapping[str, bytes]:
    if len(data) > _MOST_BYTES:
        raise NoSubmission(
            f"Filen fylder over {_MOST_BYTES // 1_000_000} MB.", "Fjern billeder og andet fra den."
        )
    if data.startswith(_OLE):
        protected = "EncryptedPackage".encode("utf-16-le") in data
        reason = "er beskyttet med adgangskode" if protected else "er gemt i et gammelt format (.xls)"
        raise NoSubmission(f"Filen {reason}.", "Fjern adgangskoden, og gem." if protected else _SAVE_AGAIN)
    if not data.startswith(b"PK"):
        raise NoSubmission("Filen er ikke en Excel-fil.", _SAVE_AGAIN)
    try:
        members = unpacked(data)
    except UnreadableWord as error:
        raise NoSubmission(f"{error.message[:1].upper()}{error.message[1:]}.", error.hint) from error
    if "xl/workbook.xml" not in members:
        other = "et regneark fra et andet program" if "mimetype" in members else "ikke en Excel-fil"
        raise NoSubmission(f"Filen er {other}.", _SAVE_AGAIN)
    if any(mark in part for part in members.values() if is_xml(part) for mark in _DTD):
        raise NoSubmission("Filen er ikke skrevet af et regneark (den har en DTD).", _SAVE_AGAIN)
    return members


def _read(data: bytes, label: str, values: bool) -> Iterator[Grid]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), read_only=True, data_only=values, keep_links=False)
    left, rows_left = _MOST_CELLS, _MOST_ROWS
    try:
        for sheet in book.worksheets[:_MOST_SHEETS]:
            sheet.reset_dimensions()  # what the file says of its own size is not asked for
            rows: dict[int, dict[int, GridCell]] = {}
            cut = False
            for number, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), start=1):
                rows_left -= 1
                if rows_left < 0:
                    cut = True
                    break
                cells = {place: cell for place, cell in enumerate(row, start=1) if cell.value is not None}
                left -= len(cells)
                if left < 0:
                    raise NoSubmission(
                        "Filen har flere felter, end et skema kan have.", "Send selve skemaet."
                    )
                if cells:
                    rows[number] = {
                        place: _cell(cell, SheetPlace(label, sheet.title, number, place))
                        for place, cell in cells.items()
                    }
            yield Grid(sheet.title, rows, cut)
    finally:
        book.close()


def _cell(cell: Any, place: SheetPlace) -> GridCell:
    shown = cell.number_format or ""
    return GridCell(
        place,
        cell.value,
        formula=cell.data_type == "f",
        wrong=cell.data_type == "e",
        percent="%" in shown and isinstance(cell.value, int | float),
    )


def _with_formulas(grid: Grid, meant: Grid) -> Grid:
    """The values of a sheet, with what is a formula marked; one without a value stands there, too."""
    rows = {number: dict(cells) for number, cells in grid.rows.items()}
    for number, cells in meant.rows.items():
        for place, cell in cells.items():
            if cell.formula:
                found = rows.setdefault(number, {}).get(place)
                rows[number][place] = replace(found, formula=True) if found else replace(cell, held=None)
    return Grid(grid.name, rows, grid.cut)
