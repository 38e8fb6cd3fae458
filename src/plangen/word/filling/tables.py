"""What can only be decided of a table when it is filled: how wide columns are that tags have made, which
columns say nothing and go, and which rows stay together on a page.

It is done to the templates' own tables with heads. A table that is part of an answer is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

from plangen.ooxml.ns import CELL, ROW, SDT, SDT_CONTENT, TABLE, Element, P, is_on, val, w
from plangen.ooxml.places import text_of
from plangen.texts.columns import Spanned, shares_without, silent_columns
from plangen.word.filling.part import keep_with_next

_WHOLE: Final = 5000  # fiftieths of a percent
_SECTION: Final = w("sectPr")
_TOGETHER: Final = 8  # rows below the heads that no page parts
_SHARE: Final = 0.3  # of a page: a taller table would leave too much of the page before it empty
_LINE, _LETTER, _PADDING, _RULE = 11.4, 4.8, 8.0, 3.5  # points of the text of tables, about


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell, the column where it begins, the columns it takes; `outer`: with the control around it."""

    element: Element
    outer: Element
    column: int
    span: int


def arrange_tables(root: Element) -> None:
    """Leaves columns out and keeps rows together in every table of a part."""
    section = None  # of the pages that a table stands on: the one that ends after it
    for element in reversed(list(root.iter(TABLE, _SECTION))):
        if element.tag == _SECTION:
            section = element
        elif next(element.iterancestors(SDT), None) is None:
            _arrange(element, section)


def _arrange(table: Element, section: Element | None) -> None:
    rows = list(_unwrapped(table, ROW))
    heads = sum(1 for row in rows if is_on(row.find(w("trPr")), "tblHeader"))
    if heads:
        _share_the_width(table, rows)
        _leave_out(table, rows, heads)
        _keep_together(rows, heads, section)


def _share_the_width(table: Element, rows: list[Element]) -> None:
    """Columns that tags have made are as wide as the template's cell says, be they one or five: together they
    take the whole width. The grid says the same, because LibreOffice goes by it."""
    grid = table.find(w("tblGrid"))
    widths = [_percent(one) for one in _cells(rows[0])]
    whole = sum(widths)
    if len(widths) != len(grid) or not all(widths) or abs(whole - _WHOLE) <= _WHOLE // 100:
        return
    room = sum(int(column.get(w("w"), "0")) for column in grid)
    for column, width in zip(grid, widths, strict=True):
        column.set(w("w"), str(round(room * width / whole)))
    for row in rows:
        for one in _cells(row):
            if share := _percent(one):
                width = one.element.find(f"{w('tcPr')}/{w('tcW')}")
                width.set(w("w"), str(min(_WHOLE, round(share * _WHOLE / whole))))


def _percent(cell: _Cell) -> int:
    """The width that a cell says in fiftieths of a percent; 0 when it says none, or in another unit."""
    width = cell.element.find(f"{w('tcPr')}/{w('tcW')}")
    return 0 if width is None or width.get(w("type")) != "pct" else int(width.get(w("w"), "0"))


def _leave_out(table: Element, rows: list[Element], heads: int) -> None:
    grid = table.find(w("tblGrid"))
    widths = [int(column.get(w("w"), "0")) for column in grid]
    cells = [list(_cells(row)) for row in rows]
    if any(one.element.find(f"{w('tcPr')}/{w('vMerge')}") is not None for row in cells for one in row):
        return
    below = [[Spanned(one.column, one.span, _text(one.element)) for one in row] for row in cells[heads:]]
    silent = silent_columns(below, len(widths))
    if not silent or not all(widths):
        return
    new = iter(shares_without(widths, silent))
    left = {column: next(new) for column in range(len(widths)) if column not in silent}
    for number, column in enumerate(list(grid)):
        if number in silent:
            grid.remove(column)
        else:
            column.set(w("w"), str(round(left[number])))
    for row in cells:
        for one in row:
            _narrow(
                one, [left[at] for at in range(one.column, one.column + one.span) if at in left], sum(widths)
            )


def _narrow(cell: _Cell, widths: list[float], whole: int) -> None:
    """Takes a cell out, or says anew how many columns it has and how wide it is."""
    if not widths:
        cell.outer.getparent().remove(cell.outer)
        return
    properties = cell.element.find(w("tcPr"))
    if properties is None:
        return
    span, width = properties.find(w("gridSpan")), properties.find(w("tcW"))
    if span is not None and len(widths) == 1:
        properties.remove(span)
    elif span is not None:
        span.set(w("val"), str(len(widths)))
    if width is not None and width.get(w("type")) == "pct":
        width.set(w("w"), str(round(_WHOLE * sum(widths) / whole)))


def _keep_together(rows: list[Element], heads: int, section: Element | None) -> None:
    """A short table is not parted; of a longer one the heads stay with the first row."""
    is_short = len(rows) - heads <= _TOGETHER and _share_of_a_page(rows, section) <= _SHARE
    for row in rows[:-1] if is_short else rows[: heads + 1]:
        first = next(row.iter(P), None)
        if first is not None:
            keep_with_next(first)


def _share_of_a_page(rows: list[Element], section: Element | None) -> float:
    """How much of a page the rows take, about; nothing where no section says how large a page is."""
    size, margins = (None, None) if section is None else (section.find(w("pgSz")), section.find(w("pgMar")))
    if size is None or margins is None:
        return 0.0
    wide = _points(size, "w") - _points(margins, "left") - _points(margins, "right")
    high = _points(size, "h") - _points(margins, "top") - _points(margins, "bottom")
    return sum(_height(row, wide) for row in rows) / high


def _height(row: Element, wide: float) -> float:
    """Points that a row takes: the lines of its tallest cell."""
    lines = (_lines(cell.element, wide * (_percent(cell) or _WHOLE) / _WHOLE) for cell in _cells(row))
    return max(lines, default=1) * _LINE + _RULE


def _lines(cell: Element, wide: float) -> int:
    letters = max((wide - _PADDING) / _LETTER, 1.0)
    return sum(max(1, ceil(len(text_of(paragraph)) / letters)) for paragraph in cell.iter(P))


def _points(element: Element, name: str) -> float:
    return float(element.get(w(name), "0")) / 20


def _cells(row: Element) -> Iterator[_Cell]:
    column = 0
    for cell in _unwrapped(row, CELL):
        outer = cell
        while outer.getparent() is not row:
            outer = outer.getparent()
        span = val(cell.find(w("tcPr")), "gridSpan", "1")
        yield _Cell(cell, outer, column, int(span) if span.isdigit() else 1)
        column += int(span) if span.isdigit() else 1


def _text(cell: Element) -> str:
    return " ".join(text_of(paragraph) for paragraph in cell.iter(P))


def _unwrapped(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those inside controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (SDT, SDT_CONTENT):
            yield from _unwrapped(child, tag)
