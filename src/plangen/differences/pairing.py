"""Which piece of a document has become which, among those that gave way to others: aligned as the parts of a
document are when it is merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Self

from plangen.alignment.matching import aligned
from plangen.alignment.nodes import Kind, words_of
from plangen.differences.pieces import CONTROL, Piece

NOTHING: Final = Piece("", "", ())


def paired(was: Sequence[Piece], now: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Each piece once, with what it has become or was; `NOTHING` for what came or went. In the order of what
    went, and what came last."""
    old, new = [_Leaf(piece) for piece in was], [_Leaf(piece) for piece in now]
    pairs = dict(aligned(old, new))
    known = set(pairs.values())
    rest = iter([leaf for leaf in new if leaf not in known])
    for leaf in old:
        fellow = pairs.get(leaf) or next(rest, None)
        yield leaf.piece, NOTHING if fellow is None else fellow.piece
    yield from ((NOTHING, leaf.piece) for leaf in rest)


@dataclass(eq=False)
class _Leaf:
    """A piece as what can be aligned. What an answer says is no text of it, so its id stands for it."""

    piece: Piece
    kind: Kind = "p"
    form: str = ""
    id: str = ""
    parent: Self | None = None
    children: Sequence[Self] = field(default_factory=tuple)

    @cached_property
    def text(self) -> str:
        ids = iter(self.piece.ids)
        return "".join(next(ids, "") if letter == CONTROL else letter for letter in self.piece.text)

    @property
    def ids(self) -> tuple[str, ...]:
        return self.piece.ids

    @property
    def key(self) -> tuple[Kind, str, tuple[str, ...]]:
        return self.kind, self.text, self.ids

    @cached_property
    def words(self) -> Counter[str]:
        return words_of(self.text)

    def walk(self) -> Iterator[Self]:
        yield self
