"""Columns of a table that say nothing: in all rows there is only »–« (specifikation.md 4.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

BLANK: Final = "–"
"""What an optional answer without content prints. A cell without any text is to be written in."""


class CellText(Protocol):
    """A cell of a row below the heads: its first column, how many it takes, and its text."""

    @property
    def column(self) -> int: ...
    @property
    def span(self) -> int: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell whose text is known."""

    column: int
    span: int
    text: str


def silent_columns(rows: Iterable[Iterable[CellText]], count: int) -> frozenset[int]:
    """The columns to leave out; none when no other would be left.

    A cell over several columns, such as the name of a group, speaks for none of them. Most columns speak in
    the first row or two, and no more is read then.
    """
    silent, speaking = set[int](), set[int]()
    for row in rows:
        for cell in row:
            if cell.span == 1 and cell.column not in speaking:
                (silent if cell.text.strip() == BLANK else speaking).add(cell.column)
        if len(speaking) >= count:
            break
    silent -= speaking
    return frozenset(silent) if len(silent) < count else frozenset()


def shares_without(shares: Sequence[float], silent: Collection[int]) -> list[float]:
    """The widths of the columns that are left, which together take what all took."""
    left = [share for column, share in enumerate(shares) if column not in silent]
    factor = sum(shares) / (sum(left) or 1)
    return [share * factor for share in left]
