"""How wide the columns of a table are, and which cells are wider or narrower: what somebody has asked for.
What a program made of it, in `w:tblGrid`, may change with the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from plangen.ooxml.ns import CELL, ROW, Element, w
from plangen.word.reading.blocks import children

NEAR: Final = 1.0
"""Per cent that make no difference: programs round widths."""
_COLUMNS, _CELL = NAMES = ("bredder", "bredde")

_SIZE: Final = f"{w('tcPr')}/{w('tcW')}"
_Shares = tuple[float, ...]


@dataclass(frozen=True)
class _TableWidths:
    """`columns`: the widths that most of the rows with the most cells say; `odd`: those of cells that have
    another one in a row with as many cells."""

    columns: _Shares
    odd: Mapping[Element, float]


@dataclass(frozen=True)
class Widths:
    """The widths in the tables of one part, as per cent of their rows."""

    _tables: dict[Element, _TableWidths] = field(default_factory=dict)

    def of_table(self, table: Element) -> Iterator[str]:
        """Its columns; nothing when no row says it."""
        if columns := self._read(table).columns:
            yield f"{_COLUMNS} {'/'.join(f'{share:.1f}' for share in columns)} %"

    def of_cell(self, cell: Element, table: Element) -> Iterator[str]:
        """A cell that has not the width of its column."""
        share = self._read(table).odd.get(cell)
        if share is not None:
            yield f"{_CELL} {share:.1f} %"

    def _read(self, table: Element) -> _TableWidths:
        if table not in self._tables:
            rows = [list(children(row, CELL)) for row in children(table, ROW)]
            self._tables[table] = _table_of([(cells, _shares(cells)) for cells in rows])
        return self._tables[table]


def _table_of(rows: Sequence[tuple[Sequence[Element], _Shares]]) -> _TableWidths:
    said = Counter(shares for _, shares in rows if shares)
    columns = max(said, key=lambda shares: (len(shares), said[shares]), default=())
    others = [(cells, shares) for cells, shares in rows if shares != columns and len(shares) == len(columns)]
    every = (zip(cells, shares, columns, strict=True) for cells, shares in others)
    odd = {cell: share for row in every for cell, share, column in row if abs(share - column) > NEAR}
    return _TableWidths(columns, odd)


def _shares(cells: Sequence[Element]) -> _Shares:
    """The widths of the cells of a row; nothing when one says none."""
    widths = [_width(cell) for cell in cells]
    return tuple(round(100 * width / sum(widths), 1) for width in widths) if all(widths) else ()


def _width(cell: Element) -> float:
    size = cell.find(_SIZE)
    try:
        return 0.0 if size is None else max(float(size.get(w("w"), "0")), 0.0)
    except ValueError:
        return 0.0
