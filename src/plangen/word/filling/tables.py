"""What can only be decided of a table when it is filled: how wide columns are that tags have made, which
columns say nothing and go, and which rows stay together on a page.

It is done to the templates' own tables with heads. A table that is part of an answer is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from math import ceil
from typing import Final

from plangen.ooxml.ns import (
    CELL,
    ROW,
    SDT,
    SDT_CONTENT,
    SECTION,
    TABLE,
    TEXT,
    VAL,
    Element,
    P,
    first,
    is_on,
    w,
)
from plangen.texts.columns import shares_without, silent_columns
from plangen.word.filling.part import keep_with_next

_WHOLE: Final = 5000  # fiftieths of a percent
_GRID, _ROW_PROPERTIES, _CELL_PROPERTIES = w("tblGrid"), w("trPr"), w("tcPr")
_SPAN, _WIDTH, _SHARE_OF, _UNIT = w("gridSpan"), w("tcW"), w("w"), w("type")
_TOGETHER: Final = 8  # rows below the heads that no page parts
_SHARE: Final = 0.3  # of a page: a taller table would leave too much of the page before it empty
_LINE, _LETTER, _PADDING, _RULE = 11.4, 4.8, 8.0, 3.5  # points of the text of tables, about


@dataclass(slots=True)
class _Cell:
    """A cell of a row: the column where it begins, the columns it takes, what says how wide it is, and its
    paragraphs' words."""

    element: Element
    column: int
    span: int = 1
    width: Element = None
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words)

    @property
    def percent(self) -> int:
        """How wide it is in fiftieths of a percent; 0 when it says nothing, or in another unit."""
        width = self.width
        return 0 if width is None or width.get(_UNIT) != "pct" else int(width.get(_SHARE_OF, "0"))


def arrange_tables(root: Element) -> None:
    """Leaves columns out and keeps rows together in every table of a part."""
    section = None  # of the pages that a table stands on: the one that ends after it
    for element in reversed(list(root.iter(TABLE, SECTION))):
        if element.tag == SECTION:
            section = element
        elif next(element.iterancestors(SDT), None) is None:
            _arrange(element, section)


class _TableRow:
    """A row of a table. Its cells are read when they are asked for, once."""

    __slots__ = ("_cells", "element")

    def __init__(self, element: Element) -> None:
        self.element = element
        self._cells: list[_Cell] = []

    @property
    def cells(self) -> list[_Cell]:
        if not self._cells:
            self._cells = _cells(self.element)
        return self._cells

    def read_anew(self) -> None:
        """Its cells have changed."""
        self._cells = []


def _arrange(table: Element, section: Element | None) -> None:
    elements = _unwrapped(table, ROW)
    heads = sum(1 for _ in takewhile(_is_head, elements))
    if heads:
        rows = [_TableRow(element) for element in elements]
        _share_the_width(table, rows)
        _leave_out(table, rows, heads)
        _keep_together(rows, heads, section)


def _is_head(row: Element) -> bool:
    return is_on(first(row, _ROW_PROPERTIES), "tblHeader")


def _share_the_width(table: Element, rows: list[_TableRow]) -> None:
    """Columns that tags have made are as wide as the template's cell says, be they one or five: together they
    take the whole width. The grid says the same, because LibreOffice goes by it."""
    grid = first(table, _GRID)
    widths = [one.percent for one in rows[0].cells]
    whole = sum(widths)
    if len(widths) != len(grid) or not all(widths) or abs(whole - _WHOLE) <= _WHOLE // 100:
        return
    room = sum(int(column.get(_SHARE_OF, "0")) for column in grid)
    for column, width in zip(grid, widths, strict=True):
        column.set(_SHARE_OF, str(round(room * width / whole)))
    for row in rows:
        for one in row.cells:
            if share := one.percent:
                one.width.set(_SHARE_OF, str(min(_WHOLE, round(share * _WHOLE / whole))))


def _leave_out(table: Element, rows: list[_TableRow], heads: int) -> None:
    grid = first(table, _GRID)
    silent = silent_columns((row.cells for row in rows[heads:]), len(grid))
    if not silent:
        return
    widths = [int(column.get(_SHARE_OF, "0")) for column in grid]
    if not all(widths) or next(table.iter(w("vMerge")), None) is not None:
        return
    new = iter(shares_without(widths, silent))
    left = {column: next(new) for column in range(len(widths)) if column not in silent}
    for number, column in enumerate(list(grid)):
        if number in silent:
            grid.remove(column)
        else:
            column.set(_SHARE_OF, str(round(left[number])))
    for row in rows:
        for one in row.cells:
            columns = range(one.column, one.column + one.span)
            _narrow(one, row.element, [left[at] for at in columns if at in left], sum(widths))
        row.read_anew()


def _narrow(cell: _Cell, row: Element, widths: list[float], whole: int) -> None:
    """Takes a cell out, or says anew how many columns it has and how wide it is."""
    if not widths:
        outer = cell.element  # with the controls around it
        while (parent := outer.getparent()) is not row:
            outer = parent
        row.remove(outer)
        return
    span = first(first(cell.element, _CELL_PROPERTIES), _SPAN)
    if span is not None and len(widths) == 1:
        span.getparent().remove(span)
    elif span is not None:
        span.set(VAL, str(len(widths)))
    if cell.width is not None and cell.width.get(_UNIT) == "pct":
        cell.width.set(_SHARE_OF, str(round(_WHOLE * sum(widths) / whole)))


def _keep_together(rows: list[_TableRow], heads: int, section: Element | None) -> None:
    """A short table is not parted; of a longer one the heads stay with the first row."""
    is_short = len(rows) - heads <= _TOGETHER and _is_low(rows, section)
    for row in rows[:-1] if is_short else rows[: heads + 1]:
        paragraph = next(row.element.iter(P), None)
        if paragraph is not None:
            keep_with_next(paragraph)


def _is_low(rows: list[_TableRow], section: Element | None) -> bool:
    """Whether the rows take no more than a share of a page, about; so do all where no section says how large
    a page is."""
    size, margins = first(section, w("pgSz")), first(section, w("pgMar"))
    if size is None or margins is None:
        return True
    wide = _points(size, "w") - _points(margins, "left") - _points(margins, "right")
    room = _SHARE * (_points(size, "h") - _points(margins, "top") - _points(margins, "bottom"))
    for row in rows:
        room -= _height(row, wide)
        if room < 0:
            return False
    return True


def _height(row: _TableRow, wide: float) -> float:
    """Points that a row takes: the lines of its tallest cell."""
    return max([1, *[_lines(cell, wide) for cell in row.cells]]) * _LINE + _RULE


def _lines(cell: _Cell, wide: float) -> int:
    """How many lines the words of a cell take in a table that is so many points wide."""
    letters = max((wide * (cell.percent or _WHOLE) / _WHOLE - _PADDING) / _LETTER, 1.0)
    return sum([ceil(len(words) / letters) or 1 for words in cell.words])


def _points(element: Element, name: str) -> float:
    return float(element.get(w(name), "0")) / 20


def _cells(row: Element) -> list[_Cell]:
    """The cells of a row, read in one go. What stands in tables in them counts as theirs."""
    cells: list[_Cell] = []
    column, own = 0, True
    for element in row.iter(CELL, _SPAN, _WIDTH, P, TEXT):
        tag = element.tag
        if tag == TEXT:
            cells[-1].words[-1] += element.text or ""
        elif tag == P:
            cells[-1].words.append("")
        elif tag == CELL:
            own = element.getparent() is row or next(element.iterancestors(ROW)) is row
            if own:
                column += cells[-1].span if cells else 0
                cells.append(_Cell(element, column))
        elif own and tag == _WIDTH:
            cells[-1].width = element
        elif own and (span := element.get(VAL, "1")).isdigit():
            cells[-1].span = int(span)
    return cells


def _unwrapped(parent: Element, tag: str) -> list[Element]:
    """Rows of a table or cells of a row, those inside controls too."""
    found: list[Element] = []
    for child in parent.iterchildren(tag, SDT, SDT_CONTENT):
        found += [child] if child.tag == tag else _unwrapped(child, tag)
    return found
