"""The ranges of numbers and the lengths of texts that the questionnaire declares."""

from __future__ import annotations

from plangen.catalog import Column
from plangen.texts.danish import number

LONGEST_TEXT = 1_000
"""Characters of a one-line answer that declares no length of its own."""
LONGEST_MARKDOWN = 20_000


def longest(column: Column) -> int:
    """How many characters a text may have."""
    return column.longest or (LONGEST_MARKDOWN if column.type == "markdown" else LONGEST_TEXT)


def range_of(column: Column) -> str:
    """»fra 1 til 5«, »mindst 0«, »højst 4«; empty without a range."""
    low, high = column.at_least, column.at_most
    if low is not None and high is not None:
        return f"fra {number(low)} til {number(high)}"
    if low is not None:
        return f"mindst {number(low)}"
    return "" if high is None else f"højst {number(high)}"


def is_within(column: Column, value: float) -> bool:
    """Whether a number is one that the questionnaire allows here."""
    above = column.at_least is None or value >= column.at_least
    return above and (column.at_most is None or value <= column.at_most)
