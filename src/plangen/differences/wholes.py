"""Tables and columns that came or went whole: one thing for people, though each cell of them is an edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from plangen.differences.pieces import Piece
from plangen.word.reading.content import Spot

Whole = Literal["tabel", "kolonne"]
Key = tuple[int, ...]


def table_of(spot: Spot) -> Key:
    return spot.part, spot.table


def column_of(spot: Spot) -> Key:
    return spot.part, spot.table, spot.column


class Wholes:
    """Of the cells that came, or of those that went. `pieces`: of the side that they stand on."""

    def __init__(self, cells: Iterable[Spot], pieces: Sequence[Piece]) -> None:
        stands = [piece.spot for piece in pieces if piece.spot is not None and not piece.is_empty]
        self._all = Counter(key for spot in stands for key in (table_of(spot), column_of(spot)))
        self._changed = Counter(key for spot in cells for key in (table_of(spot), column_of(spot)))

    def of(self, spot: Spot | None) -> Whole | None:
        """What a cell came or went with."""
        if spot is None:
            return None
        if self._is_whole(table_of(spot)):
            return "tabel"
        return "kolonne" if self._is_whole(column_of(spot)) else None

    def _is_whole(self, key: Key) -> bool:
        return self._changed[key] == self._all[key] > 1
