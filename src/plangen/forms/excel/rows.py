"""Where a sheet of a workbook has what, by its hidden cells: the names of its columns, what each row is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plangen.forms.excel import marks
from plangen.forms.excel.opening import Grid, GridCell

Row = Mapping[int, GridCell]
_DIGITS = 5


def text_in(row: Row, place: int) -> str:
    """The text of a cell; empty for none."""
    cell = row.get(place)
    return str(cell.held).strip() if cell is not None and cell.held is not None else ""


@dataclass(frozen=True)
class SheetFrame:
    """`question`: its id, empty on the sheet with single answers; `keys`: the place of the hidden column;
    `row`: the row with the names of columns, the last before the headings; `columns`: name → place."""

    question: str
    keys: int
    row: int
    columns: Mapping[str, int]

    def below(self, grid: Grid) -> Iterator[Row]:
        """The rows below the headings."""
        return (row for number, row in grid.rows.items() if number > self.row + 1)

    def beside(self, row: Row, labels: bool = False) -> Iterator[GridCell]:
        """What stands in no column. `labels`: the first of them has the names of preset rows."""
        known = {self.keys, *self.columns.values(), *([self.keys + 1] if labels else [])}
        return (cell for place, cell in row.items() if place not in known)

    def origin(self, row: Row) -> int | None:
        """The number that a row had in the answer file; None for a new one."""
        text = text_in(row, self.keys)
        return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None

    def none_text(self, grid: Grid) -> str:
        """What stands where a table is said to have no rows."""
        above = (row for number, row in grid.rows.items() if number < self.row)
        return next(
            (text_in(row, self.keys + 2) for row in above if text_in(row, self.keys) == marks.NONE), ""
        )


def frame_of(grid: Grid) -> SheetFrame | None:
    """The frame of a sheet; None for one without answers."""
    for number, row in grid.rows.items():
        for place, cell in row.items():
            first, _, question = str(cell.held).strip().partition(" ")
            if first == marks.FIELDS:
                columns = {text_in(row, at): at for at in row if at > place}
                return SheetFrame(question, place, number, columns)
    return None
