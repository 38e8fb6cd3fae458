"""What holds for a cell: what it says itself, and what the table's style says for its place in the table.

Word leaves to the style what LibreOffice writes at every cell of a first row, so only what holds can be
compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from plangen.ooxml.ns import CELL, ROW, TABLE, Element, local_name, val, w
from plangen.ooxml.styles import Styles
from plangen.word.reading.blocks import children

# Parts of a table that a style may make different, the strongest first: the name of the part, and of the
# switch that turns it on.
_PARTS: Final = (
    ("firstRow", "firstRow"),
    ("lastRow", "lastRow"),
    ("firstCol", "firstColumn"),
    ("lastCol", "lastColumn"),
)
_TWINS: Final = {"start": "left", "end": "right"}
_MARGINS: Final = {"left": "108", "right": "108"}
"""Those of a table of which nothing is said."""
_ON: Final = ("1", "true", "on")


@dataclass(frozen=True)
class TableStyles:
    """The table styles of a file, asked for cells and tables of one part."""

    styles: Styles
    _ends: dict[Element, tuple[Element | None, Element | None]] = field(default_factory=dict)
    _of_parts: dict[tuple[str, str], tuple[Element, ...]] = field(default_factory=dict)

    def said_of(self, cell: Element, name: str) -> Element | None:
        """The cell property that holds: the cell's own, else that of its place in the table's style."""
        own = cell.find(f"{w('tcPr')}/{w(name)}")
        if own is not None:
            return own
        found = (properties.find(w(name)) for properties in self._of_place(cell))
        return next((one for one in found if one is not None), None)

    def edges(self, cell: Element) -> Iterator[Element]:
        """The elements that say the edges of a cell, the strongest first."""
        for properties in (cell.find(w("tcPr")), *self._of_place(cell)):
            borders = None if properties is None else properties.find(w("tcBorders"))
            if borders is not None:
                yield borders

    def margins(self, table: Element) -> Mapping[str, str]:
        """Side → the width of the margin of a table's cells, in twentieths of a point."""
        found: dict[str, str] = {}
        for holder in (table, *(style.element for style in self.styles.chain(self._style(table)))):
            margins = holder.find(f"{w('tblPr')}/{w('tblCellMar')}")
            for side in () if margins is None else margins:
                name = local_name(side.tag)
                found.setdefault(_TWINS.get(name, name), side.get(w("w"), "0"))
        return {**_MARGINS, **found}

    def _of_place(self, cell: Element) -> Iterator[Element]:
        """The cell properties that the table's style has for the place of a cell, the strongest first."""
        row = next(cell.iterancestors(ROW))
        table = next(row.iterancestors(TABLE))
        there = self._places(cell, row, table)
        look = table.find(f"{w('tblPr')}/{w('tblLook')}") if there else None
        if look is not None:
            for part, switch in _PARTS:
                if part in there and look.get(w(switch)) in _ON:
                    yield from self._of_part(self._style(table), part)

    def _of_part(self, style_id: str, part: str) -> tuple[Element, ...]:
        """The cell properties that a style has for a part of the table."""
        if (style_id, part) not in self._of_parts:
            every = (
                (conditional.get(w("type")), conditional.find(w("tcPr")))
                for style in self.styles.chain(style_id)
                for conditional in style.element.iterchildren(w("tblStylePr"))
            )
            found = tuple(cell for type, cell in every if type == part and cell is not None)
            self._of_parts[style_id, part] = found
        return self._of_parts[style_id, part]

    def _places(self, cell: Element, row: Element, table: Element) -> set[str]:
        first_row, last_row = self._ends_of(table, ROW)
        first_cell, last_cell = self._ends_of(row, CELL)
        ends = {"firstRow": row is first_row, "lastRow": row is last_row}
        ends |= {"firstCol": cell is first_cell, "lastCol": cell is last_cell}
        return {part for part, there in ends.items() if there}

    def _ends_of(self, parent: Element, tag: str) -> tuple[Element | None, Element | None]:
        """The first and last row of a table, or cell of a row."""
        if parent not in self._ends:
            every = list(children(parent, tag)) or [None]
            self._ends[parent] = every[0], every[-1]
        return self._ends[parent]

    def _style(self, table: Element) -> str:
        return val(table, "tblPr/tblStyle") or self.styles.id_of("Normal Table", type="table")
