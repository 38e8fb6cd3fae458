"""How a workbook of the questionnaire looks: headings, what is to be read, what is to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format

from plangen.ooxml.workbooks import DATE_FORMAT, HEADING, INK

_FIELD, _LINE_COLOUR, _QUIET = "#FFF8E1", "#B9C4C9", "#555555"
LINE = 15.0
_HIGHEST = 409.0
_FULL = 1.05
"""Letters of a text to a column's width, which counts digits."""


@dataclass(frozen=True)
class FormLooks:
    """The formats of one workbook."""

    book: xlsxwriter.Workbook

    def _made(self, **look: object) -> Format:
        return self.book.add_format({"valign": "top", "text_wrap": True, **look})

    @cached_property
    def title(self) -> Format:
        """The title of a sheet."""
        return self.book.add_format({"bold": True, "font_size": 16, "font_color": INK})

    @cached_property
    def subtitle(self) -> Format:
        """A heading inside a sheet."""
        return self.book.add_format({"bold": True, "font_size": 12, "font_color": INK})

    @cached_property
    def heading(self) -> Format:
        """The heading of a column."""
        return self.book.add_format({**HEADING, "bottom": 1, "border_color": INK})

    @cached_property
    def text(self) -> Format:
        """What is to be read."""
        return self._made()

    @cached_property
    def ruled(self) -> Format:
        """What is to be read, in a table."""
        return self._made(border=1, border_color=_LINE_COLOUR)

    @cached_property
    def quiet(self) -> Format:
        """What is to be read once, in a table."""
        return self._made(border=1, border_color=_LINE_COLOUR, font_color=_QUIET)

    @cached_property
    def link(self) -> Format:
        """A way to another sheet."""
        return self.book.add_format({"underline": 1, "font_color": INK, "valign": "top"})

    @cached_property
    def ruled_link(self) -> Format:
        """The same in a table."""
        return self._made(border=1, border_color=_LINE_COLOUR, underline=1, font_color=INK)

    @cached_property
    def bold(self) -> Format:
        """The first words of a cell."""
        return self.book.add_format({"bold": True, "font_color": INK})

    @cached_property
    def plain(self) -> Format:
        """The other words of such a cell."""
        return self.book.add_format({})

    @cached_property
    def hidden(self) -> Format:
        """What only the reader looks at."""
        return self.book.add_format({"font_color": _QUIET, "num_format": "@"})

    # --- what is to be filled in ----------------------------------------------------------------------------
    @cached_property
    def words(self) -> Format:
        """A text. It stays what was typed: »1-3« is no date, and »- a« no formula."""
        return self._field(num_format="@")

    @cached_property
    def day(self) -> Format:
        """A date."""
        return self._field(num_format=DATE_FORMAT, align="left")

    @cached_property
    def free(self) -> Format:
        """A date or something else, as it is typed."""
        return self._field(align="left")

    @cached_property
    def amount(self) -> Format:
        """A number of many digits."""
        return self._field(num_format="#,##0", align="left")

    def _field(self, **look: object) -> Format:
        return self._made(border=1, border_color=_LINE_COLOUR, bg_color=_FIELD, locked=False, **look)


def height(*columns: tuple[str, float]) -> float:
    """The height of a row with all of its texts in sight. `columns`: text, and the column's width."""
    lines = (
        sum(ceil(len(line) / (_FULL * width)) or 1 for line in text.split("\n")) for text, width in columns
    )
    return min(LINE * max(lines, default=1), _HIGHEST)
