"""What can only be decided of a table when it is filled: how wide columns are that tags have made, which
columns say nothing and go, and which rows stay together on a page.

It is done to the templates' own tables with heads. A table that is part of an answer is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

from plangen.ooxml.ns import CELL, ROW, SDT, SDT_CONTENT, TABLE, TEXT, VAL, Element, P, first, is_on, w
from plangen.texts.columns import shares_without, silent_columns
from plangen.word.filling.part import keep_with_next

_WHOLE: Final = 5000  # fiftieths of a percent
_SECTION: Final = w("sectPr")
_GRID, _ROW_PROPERTIES, _CELL_PROPERTIES = w("tblGrid"), w("trPr"), w("tcPr")
_SPAN, _WIDTH, _SHARE_OF, _UNIT = w("gridSpan"), w("tcW"), w("w"), w("type")
_TOGETHER: Final = 8  # rows below the heads that no page parts
_SHARE: Final = 0.3  # of a page: a taller table would leave too much of the page before it empty
_LINE, _LETTER, _PADDING, _RULE = 11.4, 4.8, 8.0, 3.5  # points of the text of tables, about


@dataclass(slots=True)
class _Cell:
    """A cell of a row, its properties, the column where it begins, the columns it takes."""

    element: Element
    row: Element
    properties: Element | None
    column: int
    span: int

    @property
    def outer(self) -> Element:
        """With the controls around it."""
        outer = self.element
        while (parent := outer.getparent()) is not self.row:
            outer = parent
        return outer

    @property
    def text(self) -> str:
        return "".join(self.element.itertext(TEXT))

    @property
    def width(self) -> Element:
        """What says how wide it is; None when nothing does."""
        return first(self.properties, _WIDTH)

    @property
    def percent(self) -> int:
        return _percent(self.width)


def arrange_tables(root: Element) -> None:
    """Leaves columns out and keeps rows together in every table of a part."""
    section = None  # of the pages that a table stands on: the one that ends after it
    for element in reversed(list(root.iter(TABLE, _SECTION))):
        if element.tag == _SECTION:
            section = element
        elif next(element.iterancestors(SDT), None) is None:
            _arrange(element, section)


def _arrange(table: Element, section: Element | None) -> None:
    rows = _unwrapped(table, ROW)
    heads = sum(1 for row in rows if is_on(first(row, _ROW_PROPERTIES), "tblHeader"))
    if heads:
        _share_the_width(table, rows)
        _leave_out(table, rows, heads)
        _keep_together(rows, heads, section)


def _share_the_width(table: Element, rows: list[Element]) -> None:
    """Columns that tags have made are as wide as the template's cell says, be they one or five: together they
    take the whole width. The grid says the same, because LibreOffice goes by it."""
    grid = first(table, _GRID)
    widths = [one.percent for one in _cells(rows[0])]
    whole = sum(widths)
    if len(widths) != len(grid) or not all(widths) or abs(whole - _WHOLE) <= _WHOLE // 100:
        return
    room = sum(int(column.get(_SHARE_OF, "0")) for column in grid)
    for column, width in zip(grid, widths, strict=True):
        column.set(_SHARE_OF, str(round(room * width / whole)))
    for row in rows:
        for one in _cells(row):
            if share := one.percent:
                one.width.set(_SHARE_OF, str(min(_WHOLE, round(share * _WHOLE / whole))))


def _leave_out(table: Element, rows: list[Element], heads: int) -> None:
    grid = first(table, _GRID)
    silent = silent_columns(map(_cells, rows[heads:]), len(grid))
    widths = [int(column.get(_SHARE_OF, "0")) for column in grid]
    if not silent or not all(widths) or next(table.iter(w("vMerge")), None) is not None:
        return
    new = iter(shares_without(widths, silent))
    left = {column: next(new) for column in range(len(widths)) if column not in silent}
    for number, column in enumerate(list(grid)):
        if number in silent:
            grid.remove(column)
        else:
            column.set(_SHARE_OF, str(round(left[number])))
    for one in [one for row in rows for one in _cells(row)]:
        columns = range(one.column, one.column + one.span)
        _narrow(one, [left[at] for at in columns if at in left], sum(widths))


def _narrow(cell: _Cell, widths: list[float], whole: int) -> None:
    """Takes a cell out, or says anew how many columns it has and how wide it is."""
    if not widths:
        cell.outer.getparent().remove(cell.outer)
        return
    span, width = first(cell.properties, _SPAN), cell.width
    if span is not None and len(widths) == 1:
        span.getparent().remove(span)
    elif span is not None:
        span.set(VAL, str(len(widths)))
    if width is not None and width.get(_UNIT) == "pct":
        width.set(_SHARE_OF, str(round(_WHOLE * sum(widths) / whole)))


def _keep_together(rows: list[Element], heads: int, section: Element | None) -> None:
    """A short table is not parted; of a longer one the heads stay with the first row."""
    is_short = len(rows) - heads <= _TOGETHER and _is_low(rows, section)
    for row in rows[:-1] if is_short else rows[: heads + 1]:
        paragraph = next(row.iter(P), None)
        if paragraph is not None:
            keep_with_next(paragraph)


def _is_low(rows: list[Element], section: Element | None) -> bool:
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


def _height(row: Element, wide: float) -> float:
    """Points that a row takes: the lines of its tallest cell."""
    tallest = 1
    for cell, lengths in _letters(row):
        width = first(first(cell, _CELL_PROPERTIES), _WIDTH)
        letters = max((wide * (_percent(width) or _WHOLE) / _WHOLE - _PADDING) / _LETTER, 1.0)
        tallest = max(tallest, sum([ceil(length / letters) or 1 for length in lengths]))
    return tallest * _LINE + _RULE


def _letters(row: Element) -> list[tuple[Element, list[int]]]:
    """The cells of a row, with how many letters each paragraph has."""
    cells: list[tuple[Element, list[int]]] = []
    for element in row.iter(CELL, P, TEXT):
        tag = element.tag
        if tag == TEXT:
            cells[-1][1][-1] += len(element.text or "")
        elif tag == P:
            cells[-1][1].append(0)
        elif next(element.iterancestors(ROW)) is row:
            cells.append((element, []))
    return cells


def _percent(width: Element | None) -> int:
    """The width that a cell says in fiftieths of a percent; 0 when it says none, or in another unit."""
    return 0 if width is None or width.get(_UNIT) != "pct" else int(width.get(_SHARE_OF, "0"))


def _points(element: Element, name: str) -> float:
    return float(element.get(w(name), "0")) / 20


def _cells(row: Element) -> Iterator[_Cell]:
    column = 0
    for cell in _unwrapped(row, CELL):
        properties = first(cell, _CELL_PROPERTIES)
        said = first(properties, _SPAN)
        span = "1" if said is None else said.get(VAL, "1")
        columns = int(span) if span.isdigit() else 1
        yield _Cell(cell, row, properties, column, columns)
        column += columns


def _unwrapped(parent: Element, tag: str) -> list[Element]:
    """Rows of a table or cells of a row, those inside controls too."""
    found: list[Element] = []
    for child in parent.iterchildren(tag, SDT, SDT_CONTENT):
        found += [child] if child.tag == tag else _unwrapped(child, tag)
    return found
