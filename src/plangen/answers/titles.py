"""Cells that name a row of another answer by its title (specifikation.md 2.1)."""

from __future__ import annotations

from typing import Final

NAMED_BY_TITLE: Final = {"maal": ("maal", "maal"), "proevehandling": ("proevehandlinger", "titel")}
"""What a cell refers to by its title → the table and the column of the title."""


def folded(title: str) -> str:
    """A title as it is compared: spaces and capitals make no difference."""
    return " ".join(title.split()).casefold()
