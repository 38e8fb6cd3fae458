"""Columns of a table that say nothing: in all rows there is only »–« (specifikation.md 4.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

BLANK: Final = "–"
"""What an optional answer without content prints. A cell without any text is to be written in."""


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell of a row below the heads: its first column, how many it takes, and its text."""

    column: int
    span: int
    text: str


def silent_columns(rows: Iterable[Sequence[Spanned]], count: int) -> frozenset[int]:
    """The columns to leave out; none when no other would be left.

    A cell over several columns, such as the name of a group, speaks for none of them.
    """
    own: dict[int, list[str]] = {}
    for row in rows:
        for field in row:
            if field.span == 1:
                own.setdefault(field.column, []).append(" ".join(field.text.split()))
    silent = frozenset(column for column, texts in own.items() if set(texts) == {BLANK})
    return silent if len(silent) < count else frozenset()


def shares_without(shares: Sequence[float], silent: Collection[int]) -> list[float]:
    """The widths of the columns that are left, which together take what all took."""
    left = [share for column, share in enumerate(shares) if column not in silent]
    factor = sum(shares) / (sum(left) or 1)
    return [share * factor for share in left]
