"""The heading that each row of a table stands under.

Rows with the same choice (the requirements of a category) stand below one row across the table that names
it. A choice that one row alone has is named in that row's cell, above its answers; one that no row has, in
the marker that stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from plangen.catalog.address import Address
from plangen.word.reading.atoms import OBJECT
from plangen.word.reading.controls import ControlReader
from plangen.word.reading.recovery import answer_id
from plangen.word.reading.story import RowRead

_MARKER = re.compile(r"\[Udfyldes: (.*)\]")


def headings_of(
    rows: Sequence[RowRead], question: str, shown: frozenset[str], reader: ControlReader
) -> Iterator[tuple[str, str]]:
    """For each row the heading that it stands under, and the one that it stands under if it came there from
    elsewhere. Those differ below a row that names its choice itself, which is no heading of what was there.

    `shown`: the columns that are printed in cells of their own.
    """
    over = ""
    below = ""
    known = Address(question)
    for row in rows:
        own = _own_heading(row, lambda text: reader.kinds.names_choice(known, text, shown))
        if _is_heading(row):
            over = below = row.cells[0].text
        elif (named := _named_in_marker(row, question, reader)) and reader.kinds.names_choice(
            known, named, shown
        ):
            over = below = named
        below = own or below
        section = row.place.split(", ")[0]
        yield own or over or section, own or below or section


def _is_heading(row: RowRead) -> bool:
    """Whether a row is one cell of text across the table, such as the name of a group of rows."""
    return len(row.cells) == 1 and not row.cells[0].controls and bool(row.cells[0].text)


def _named_in_marker(row: RowRead, question: str, reader: ControlReader) -> str:
    """What a marker across the table says is missing."""
    if len(row.cells) != 1 or len(row.cells[0].controls) != 1:
        return ""
    control = row.cells[0].controls[0]
    found = _MARKER.fullmatch(reader.invitation(control))
    return found[1].strip() if found and Address.parse(answer_id(control)).whole == question else ""


def _own_heading(row: RowRead, names_choice: Callable[[str], bool]) -> str:
    """The line above the answers of a cell that names a choice."""
    for cell in row.cells:
        first, _, rest = cell.text.partition("\n")
        if rest and OBJECT not in first and names_choice(first.strip()):
            return first.strip()
    return ""
