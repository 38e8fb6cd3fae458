"""What a spreadsheet must not take for a formula."""

from __future__ import annotations


def harmless(cell: str) -> str:
    """The text of a cell; one that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell[:1] else cell
