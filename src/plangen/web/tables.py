"""Finds the table cells whose words may be wider than their column.

Hyphenation and breaking inside words make a table half as slow again to set, so only these cells get
them (class »delbar« in plangen.css).
"""

from __future__ import annotations

import re

from lxml import etree

BREAKABLE = "delbar"
TEXT_WIDTH_PT = {"": 459.0, "liggende": 728.0}  # A4 less margins, upright and landscape
PADDING_PT = 10.0
CHARACTER_PT = 5.6  # a wide guess: bold 9.5pt Carlito; too few characters only cost time

_WIDTH = re.compile(r"width:\s*([0-9.]+)%")
_BREAKS = re.compile(r"[\s/–-]+")


def let_long_words_break(root: etree._Element) -> None:
    """Marks the cells on the page that need it."""
    for table in root.iter("table"):
        widths = _column_widths(table)
        for row in table.iter("tr"):
            column = 0
            for cell in row:
                span = int(cell.get("colspan", "1"))
                room = (sum(widths[column : column + span]) - PADDING_PT) / CHARACTER_PT
                if _longest_word(cell) > room:
                    cell.set("class", " ".join(filter(None, (cell.get("class"), BREAKABLE))))
                column += span


def _column_widths(table: etree._Element) -> list[float]:
    """Points per column, from the percentages in the colgroup; columns without one share the rest."""
    landscape = any(a.get("class") == "liggende" for a in table.iterancestors("section"))
    page = TEXT_WIDTH_PT["liggende" if landscape else ""]
    matches = [_WIDTH.search(col.get("style", "")) for col in table.iterfind("colgroup/col")]
    shares = [float(match.group(1)) if match else 0.0 for match in matches]
    if not shares:
        count = max((len(row) for row in table.iter("tr")), default=1)
        shares = [100.0 / max(count, 1)] * count
    return [page * share / 100 for share in shares]


def _longest_word(cell: etree._Element) -> int:
    text = "".join(str(part) for part in cell.itertext())
    return max(map(len, _BREAKS.split(text)), default=0)
