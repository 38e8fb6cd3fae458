"""One field of a question in a workbook: its cell, its note, how wide its column is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from plangen.forms.excel.cells import Written, cell_of
from plangen.forms.excel.looks import LINE, FormLooks
from plangen.forms.model import FormField
from plangen.forms.page.seen import FieldView
from plangen.ooxml.characters import clean

_LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_MANY_DIGITS = 10_000
_WIDTHS = {
    "text": 26,
    "long": 44,
    "date": 15,
    "number": 12,
    "list": 14,
    "choice": 20,
    "radios": 20,
    "boxes": 36,
}
_NOTE_WIDTH, _NOTE_LINE = 320, 46


def fits(views: Iterator[FieldView]) -> bool:
    """Whether the texts of all fields fit in cells."""
    return all(len(view.value) <= _LONGEST for view in views)


def write_field(page: Worksheet, row: int, column: int, view: FieldView, looks: FormLooks) -> None:
    """The cell of a field with its answer."""
    cell = cell_of(view)
    look = _look(view, cell, looks)
    match cell:
        case "":
            page.write_blank(row, column, None, look)
        case str():
            page.write_string(row, column, clean(cell), look)
        case date():
            page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), look)
        case _:
            page.write_number(row, column, cell, look)


def _look(view: FieldView, cell: Written, looks: FormLooks) -> Format:
    if view.kind == "date":
        return looks.day if isinstance(cell, date) else looks.free
    if view.kind == "number":
        many = isinstance(cell, int) and abs(cell) >= _MANY_DIGITS
        return looks.amount if many else looks.free
    return looks.words


def width_of(view: FieldView) -> int:
    """The width of a column, in characters."""
    if view.kind in ("choice", "radios"):
        longest = max((len(label) for label in view.options.values()), default=0)
        return min(max(14, longest + 4), 32)
    return max(_WIDTHS[view.kind], min(len(view.label) + 2, 24))


def note_of(view: FieldView, field: FormField | None) -> str:
    """What is to be known when a field is filled in; empty when that is nothing."""
    lines = [view.help]
    if view.required:
        lines.append(f"Feltet {view.required}.")
    if view.kind == "boxes":
        lines.append(
            f"Skriv et eller flere af disse med semikolon imellem: {'; '.join(view.options.values())}."
        )
        if view.takes_others:
            lines.append("Andet kan også skrives.")
    if field is not None and view.kind in ("text", "long") and view.longest < 1000:
        lines.append(f"Højst {view.longest} tegn.")
    return "\n".join(line for line in lines if line)


def write_note(page: Worksheet, row: int, column: int, text: str) -> None:
    """A note at a cell, large enough for its text."""
    if not text:
        return
    lines = sum(len(line) // _NOTE_LINE + 1 for line in text.split("\n"))
    look = {"width": _NOTE_WIDTH, "height": 12 + lines * LINE, "font_size": 10, "author": "plangen"}
    page.write_comment(row, column, text, look)
