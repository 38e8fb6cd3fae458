"""What plangen.css cannot see about a table: how much is in it.

- Cells whose words may be wider than their column get the class »delbar«. Hyphenation and breaking inside
  words take half as long again for a whole table, so only these cells get them.
- A row that may be taller than a page is split across pages: kept together it would leave the page before it
  empty, and lose its header.
- A table of few rows gets the class »samlet« and is not split across pages.
- Columns that tags have made take the whole table together.
- Columns that say nothing are left out, but not in a table that is part of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from plangen.texts.columns import Spanned, shares_without, silent_columns
from plangen.web.texts import text_of

BREAKABLE = "delbar"
TOGETHER = "samlet"
TALL = "break-inside: auto; break-before: auto; break-after: auto"
SHORT_ROWS = 9  # with the header row
SHORT_HEIGHT = 0.3  # of a page: a taller one would leave too much of the page before it empty
TEXT_WIDTH_PT = {"": 459.0, "liggende": 728.0}  # A4 less margins, upright and landscape
PADDING_PT = 10.0
PAGE_HEIGHT_PT = {"": 640.0, "liggende": 420.0}
LINE_PT = 13.0
AVERAGE_PT = 4.8  # of a letter in running text
CHARACTER_PT = 5.6  # a wide guess: bold 9.5pt Carlito; too few characters only cost time

_WIDTH = re.compile(r"width:\s*([0-9.]+)%")
_BREAKS = re.compile(r"[\s/–-]+")


class _ReadCell(NamedTuple):
    """A cell of a table: `column`, where it begins, and what it says."""

    element: etree._Element
    column: int
    span: int
    text: str


def mark_tables(root: etree._Element) -> None:
    """Sets the classes on all tables of the page."""
    for table in root.iter("table"):
        rows = {row: _cells(row) for row in table.iter("tr")}
        _take_all_room(table)
        if not _in_answer(table) and _leave_out(table, rows):
            rows = {row: _cells(row) for row in rows}
        widths = _column_widths(table, rows.values())
        page = PAGE_HEIGHT_PT[_layout(table)]
        heights = [_height(cells, widths) for cells in rows.values()]
        if len(rows) <= SHORT_ROWS and sum(heights) <= SHORT_HEIGHT * page:
            _add_class(table, TOGETHER)
        for (row, cells), height in zip(rows.items(), heights, strict=True):
            _mark_cells(cells, widths)
            if height > 0.8 * page:
                row.set("style", TALL)


def _cells(row: etree._Element) -> list[_ReadCell]:
    found, column = list[_ReadCell](), 0
    for element in row:
        span = int(element.get("colspan", "1"))
        found.append(_ReadCell(element, column, span, text_of(element)))
        column += span
    return found


def _take_all_room(table: etree._Element) -> None:
    """Columns that tags have made keep their widths beside each other, and take the whole table."""
    columns = table.findall("colgroup/col")
    shares = [float(match.group(1)) for col in columns if (match := _WIDTH.search(col.get("style", "")))]
    if len(shares) != len(columns) or abs(sum(shares) - 100) < 1:
        return
    for col, share in zip(columns, shares, strict=True):
        col.set("style", f"width: {share * 100 / sum(shares):.4g}%")


def _leave_out(table: etree._Element, rows: Mapping[etree._Element, Sequence[_ReadCell]]) -> bool:
    """Takes the columns out that say nothing, in a table with heads where no cell is merged downwards; says
    whether there were any."""
    head, group = table.find("thead"), table.find("colgroup")
    if head is None or group is None or table.find(".//*[@rowspan]") is not None:
        return False
    matches = [_WIDTH.search(col.get("style", "")) for col in group]
    below = [
        [Spanned(cell.column, cell.span, cell.text) for cell in cells]
        for row, cells in rows.items()
        if row.getparent() is not head
    ]
    silent = silent_columns(below, len(matches))
    if not silent or not all(matches):
        return False
    shares = shares_without([float(match.group(1)) for match in matches if match], silent)
    for row, cells in rows.items():
        for cell in cells:
            left = sum(1 for at in range(cell.column, cell.column + cell.span) if at not in silent)
            if not left:
                row.remove(cell.element)
            elif cell.span > 1:
                cell.element.set("colspan", str(left))
    for col in [col for number, col in enumerate(group) if number in silent]:
        group.remove(col)
    for col, share in zip(group, shares, strict=True):
        col.set("style", f"width: {share:.4g}%")
    return True


def _in_answer(table: etree._Element) -> bool:
    return any(one.get("data-id") for one in table.iterancestors(etree.Element))


def _mark_cells(cells: Sequence[_ReadCell], widths: list[float]) -> None:
    for cell in cells:
        room = (_width(cell, widths) - PADDING_PT) / CHARACTER_PT
        if len(cell.text) > room and max(map(len, _BREAKS.split(cell.text))) > room:
            _add_class(cell.element, BREAKABLE)


def _width(cell: _ReadCell, widths: list[float]) -> float:
    """Points that the columns of a cell take together."""
    return sum(widths[cell.column : cell.column + cell.span])


def _layout(table: etree._Element) -> str:
    """The kind of page the table stands on."""
    return "liggende" if "liggende" in _around(table, "class").split() else ""


def _around(table: etree._Element, attribute: str) -> str:
    """The attribute of the nearest section or the body around the table that has it."""
    found = (str(one.get(attribute, "")) for one in table.iterancestors("section", "body"))
    return next(filter(None, found), "")


def _height(cells: Sequence[_ReadCell], widths: list[float]) -> float:
    """Points that a row takes, about: the lines of its tallest cell."""
    tallest = 0
    for cell in cells:
        room = max((_width(cell, widths) - PADDING_PT) / AVERAGE_PT, 1.0)
        blocks = len(list(cell.element.iter("p", "li", "br", "tr"))) if len(cell.element) else 0
        tallest = max(tallest, int(blocks + len(cell.text) / room) + 1)
    return tallest * LINE_PT


def _add_class(element: etree._Element, name: str) -> None:
    element.set("class", " ".join(filter(None, (element.get("class"), name))))


def _column_widths(table: etree._Element, rows: Iterable[Sequence[_ReadCell]]) -> list[float]:
    """Points per column, from the percentages in the colgroup; columns without one share the rest."""
    page = float(_around(table, "data-bredde") or TEXT_WIDTH_PT[_layout(table)])
    matches = [_WIDTH.search(col.get("style", "")) for col in table.iterfind("colgroup/col")]
    shares = [float(match.group(1)) if match else 0.0 for match in matches]
    if not shares:
        count = max((sum(cell.span for cell in cells) for cells in rows), default=1)
        shares = [100.0 / max(count, 1)] * count
    return [page * share / 100 for share in shares]
