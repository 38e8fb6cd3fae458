"""How wide the columns of a table are, and which cells are wider or narrower: what somebody has asked for.
What a program made of it, in `w:tblGrid`, may change with the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from plangen.ooxml.ns import CELL, ROW, TABLE, Element, w
from plangen.word.reading.blocks import children

NEAR: Final = 1.0
"""Per cent that make no difference: programs round widths."""
_COLUMNS, _CELL = NAMES = ("bredder", "bredde")

_Shares = tuple[float, ...]


@dataclass(frozen=True)
class Widths:
    """The widths in the tables of one part, as per cent of their rows."""

    _columns: dict[Element, _Shares] = field(default_factory=dict)

    def of_table(self, table: Element) -> Iterator[str]:
        """Its columns; nothing when no row says it."""
        if shares := self._of_columns(table):
            yield f"{_COLUMNS} {'/'.join(f'{share:.1f}' for share in shares)} %"

    def of_cell(self, cell: Element) -> Iterator[str]:
        """A cell that has not the width of its column; nothing in a row of more or fewer cells."""
        row = next(cell.iterancestors(ROW))
        cells = list(children(row, CELL))
        columns, shares = self._of_columns(next(row.iterancestors(TABLE))), _shares(cells)
        if cell in cells and shares and len(shares) == len(columns):
            number = cells.index(cell)
            if abs(shares[number] - columns[number]) > NEAR:
                yield f"{_CELL} {shares[number]:.1f} %"

    def _of_columns(self, table: Element) -> _Shares:
        """What most of the rows with the most cells say."""
        if table not in self._columns:
            said = Counter(filter(None, (_shares(list(children(row, CELL))) for row in children(table, ROW))))
            self._columns[table] = max(said, key=lambda shares: (len(shares), said[shares]), default=())
        return self._columns[table]


def _shares(cells: Sequence[Element]) -> _Shares:
    """The widths of the cells of a row; nothing when one says none."""
    widths = [_width(cell) for cell in cells]
    return tuple(round(100 * width / sum(widths), 1) for width in widths) if all(widths) else ()


def _width(cell: Element) -> float:
    size = cell.find(f"{w('tcPr')}/{w('tcW')}")
    try:
        return 0.0 if size is None else max(float(size.get(w("w"), "0")), 0.0)
    except ValueError:
        return 0.0
