"""Looks of new rows: what the cells of a new or copied row have that no other row of their table has.

A row that came is compared with the rows that were there, because the next version of the document prints it
like them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plangen.differences.pieces import Piece
from plangen.word.reading.look_facts import facts_of
from plangen.word.reading.same_layout import strange


def odd_looks(
    came: Sequence[Piece], others: Iterable[Piece], exact: bool
) -> Iterator[tuple[Piece, tuple[str, ...]]]:
    """The cells of new rows that look like none of the others, each with what is odd about it."""
    looks: set[str] = set()
    layouts: set[str] = set()
    for piece in others:
        looks |= facts_of(piece.look)
        layouts |= set(piece.layout.split("; "))
    for piece in came:
        odd = sorted(facts_of(piece.look) - looks) if piece.text else []
        odd += strange(piece.layout, layouts, exact)
        if odd:
            yield piece, tuple(odd)
