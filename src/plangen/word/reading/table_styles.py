"""What holds for a cell: what it says itself, and what the table's style says for its place in the table.

Word leaves to the style what LibreOffice writes at every cell of a first row, so only what holds can be
compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from plangen.ooxml.ns import CELL, ROW, Element, first, local_name, val, w
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


Place = tuple[Element, ...]
"""The cell properties that a table's style has for the place of a cell, the strongest first."""


@dataclass(frozen=True)
class TableStyles:
    """The table styles of a file, asked for cells and tables of one part."""

    styles: Styles
    _ends: dict[Element, tuple[Element | None, Element | None]] = field(default_factory=dict)
    _of_parts: dict[tuple[str, str], Place] = field(default_factory=dict)
    _switched: dict[Element, Mapping[str, Place]] = field(default_factory=dict)

    def place(self, cell: Element, row: Element, table: Element) -> Place:
        """What the style of a table has for the place of a cell in it."""
        switched = self._switched_on(table)
        if not switched:
            return ()
        there = self._places(cell, row, table)
        return tuple(properties for part in there if part in switched for properties in switched[part])

    def margins(self, table: Element) -> Mapping[str, str]:
        """Side → the width of the margin of a table's cells, in twentieths of a point."""
        found: dict[str, str] = {}
        for holder in (table, *(style.element for style in self.styles.chain(self._style(table)))):
            margins = holder.find(f"{w('tblPr')}/{w('tblCellMar')}")
            for side in () if margins is None else margins:
                name = local_name(side.tag)
                found.setdefault(_TWINS.get(name, name), side.get(w("w"), "0"))
        return {**_MARGINS, **found}

    def _switched_on(self, table: Element) -> Mapping[str, Place]:
        """The parts of a table that its style makes different, and that are switched on."""
        if table not in self._switched:
            look = table.find(f"{w('tblPr')}/{w('tblLook')}")
            on = [part for part, switch in _PARTS if look is not None and look.get(w(switch)) in _ON]
            found = {part: self._of_part(self._style(table), part) for part in on}
            self._switched[table] = {part: place for part, place in found.items() if place}
        return self._switched[table]

    def _of_part(self, style_id: str, part: str) -> Place:
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

    def _places(self, cell: Element, row: Element, table: Element) -> Iterator[str]:
        """The parts of the table that a cell stands in, the strongest first."""
        first_row, last_row = self._ends_of(table, ROW)
        first_cell, last_cell = self._ends_of(row, CELL)
        ends = (row is first_row, row is last_row, cell is first_cell, cell is last_cell)
        return (part for (part, _), there in zip(_PARTS, ends, strict=True) if there)

    def _ends_of(self, parent: Element, tag: str) -> tuple[Element | None, Element | None]:
        """The first and last row of a table, or cell of a row."""
        if parent not in self._ends:
            every = list(children(parent, tag)) or [None]
            self._ends[parent] = every[0], every[-1]
        return self._ends[parent]

    def _style(self, table: Element) -> str:
        return val(table, "tblPr/tblStyle") or self.styles.id_of("Normal Table", type="table")


def said_of(properties: Element | None, place: Place, name: str) -> Element | None:
    """The cell property that holds: the cell's own (`properties`), else that of its place in the table."""
    return next(_said(properties, place, name), None)


def edges(properties: Element | None, place: Place) -> Iterator[Element]:
    """The elements that say the edges of a cell, the strongest first."""
    return _said(properties, place, "tcBorders")


def _said(properties: Element | None, place: Place, name: str) -> Iterator[Element]:
    for one in (properties, *place):
        found = first(one, w(name))
        if found is not None:
            yield found
