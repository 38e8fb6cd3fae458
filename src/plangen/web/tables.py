"""What plangen.css cannot see about a table: how much is in it.

- Cells whose words may be wider than their column get the class »delbar«. Hyphenation and breaking inside
  words take half as long again for a whole table, so only these cells get them.
- A row that may be taller than a page is split across pages: kept together it would leave the page before it
  empty, and lose its header.
- A table of few short rows gets the class »samlet« and is not split across pages.
"""

from __future__ import annotations

import re

from lxml import etree

BREAKABLE = "delbar"
TOGETHER = "samlet"
TALL = "break-inside: auto; break-before: auto; break-after: auto"
SHORT_ROWS = 6  # with the header row
SHORT_TEXT = 900
TEXT_WIDTH_PT = {"": 459.0, "liggende": 728.0}  # A4 less margins, upright and landscape
PADDING_PT = 10.0
PAGE_HEIGHT_PT = {"": 640.0, "liggende": 420.0}
LINE_PT = 13.0
AVERAGE_PT = 4.8  # of a letter in running text
CHARACTER_PT = 5.6  # a wide guess: bold 9.5pt Carlito; too few characters only cost time

_WIDTH = re.compile(r"width:\s*([0-9.]+)%")
_BREAKS = re.compile(r"[\s/–-]+")


def mark_tables(root: etree._Element) -> None:
    """Sets the classes on all tables of the page."""
    for table in root.iter("table"):
        rows = list(table.iter("tr"))
        if len(rows) <= SHORT_ROWS and len("".join(map(_text, rows))) <= SHORT_TEXT:
            _add_class(table, TOGETHER)
        widths = _column_widths(table, rows)
        for row in rows:
            _mark_cells(row, widths)
            if _height(row, widths) > 0.8 * PAGE_HEIGHT_PT[_layout(table)]:
                row.set("style", TALL)


def _mark_cells(row: etree._Element, widths: list[float]) -> None:
    column = 0
    for cell in row:
        span = int(cell.get("colspan", "1"))
        room = (sum(widths[column : column + span]) - PADDING_PT) / CHARACTER_PT
        if max(map(len, _BREAKS.split(_text(cell))), default=0) > room:
            _add_class(cell, BREAKABLE)
        column += span


def _layout(table: etree._Element) -> str:
    """The kind of page the table stands on."""
    return "liggende" if "liggende" in _around(table, "class").split() else ""


def _around(table: etree._Element, attribute: str) -> str:
    """The attribute of the nearest section or the body around the table that has it."""
    found = (str(one.get(attribute, "")) for one in table.iterancestors("section", "body"))
    return next(filter(None, found), "")


def _height(row: etree._Element, widths: list[float]) -> float:
    """Points that the row takes, about: the lines of its tallest cell."""
    tallest, column = 0, 0
    for cell in row:
        span = int(cell.get("colspan", "1"))
        room = max((sum(widths[column : column + span]) - PADDING_PT) / AVERAGE_PT, 1.0)
        blocks = [cell, *cell.iter("p", "li", "br", "tr")]
        lines = len(blocks) - 1 + len(_text(cell)) / room
        tallest = max(tallest, int(lines) + 1)
        column += span
    return tallest * LINE_PT


def _add_class(element: etree._Element, name: str) -> None:
    element.set("class", " ".join(filter(None, (element.get("class"), name))))


def _column_widths(table: etree._Element, rows: list[etree._Element]) -> list[float]:
    """Points per column, from the percentages in the colgroup; columns without one share the rest."""
    page = float(_around(table, "data-bredde") or TEXT_WIDTH_PT[_layout(table)])
    matches = [_WIDTH.search(col.get("style", "")) for col in table.iterfind("colgroup/col")]
    shares = [float(match.group(1)) if match else 0.0 for match in matches]
    if not shares:
        count = max((sum(int(cell.get("colspan", "1")) for cell in row) for row in rows), default=1)
        shares = [100.0 / max(count, 1)] * count
    return [page * share / 100 for share in shares]


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())
