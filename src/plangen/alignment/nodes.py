"""What can be aligned: the parts of a document, on whatever they stand, and by what words they are alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, Literal, Protocol, Self

_MONTHS: Final = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_DATE: Final = re.compile(
    rf"(?:\b(?:man|tirs|ons|tors|fre|lør|søn)dag(?: den)? )?"
    rf"(?:\b\d{{1,2}}\.\d{{1,2}}\.\d{{4}}\b|\b\d{{1,2}}\. (?:{_MONTHS})\b(?: \d{{4}}\b)?)",
    re.IGNORECASE,
)

Kind = Literal["story", "p", "tbl", "tr", "tc", "answer", "contents"]


class Aligned(Protocol):
    """`text`: as it reads; `ids`: of the answers in it; `form`: of paragraphs, what is alike in those that
    may take each other's place."""

    @property
    def kind(self) -> Kind: ...
    @property
    def text(self) -> str: ...
    @property
    def ids(self) -> tuple[str, ...]: ...
    @property
    def form(self) -> str: ...
    @property
    def children(self) -> Sequence[Self]: ...
    @property
    def parent(self) -> Self | None: ...

    @property
    def key(self) -> tuple[Kind, str, tuple[str, ...]]:
        """Equal for parts that read the same."""

    @property
    def words(self) -> Counter[str]:
        """What its text is made of."""

    @property
    def id(self) -> str:
        """Of the answer that all of it is; empty for anything else."""

    def walk(self) -> Iterator[Self]:
        """It and all in it."""


def words_of(text: str) -> Counter[str]:
    """The words by which texts are alike. Days move with the plan, so they tell nothing where there is
    anything else."""
    return Counter(_DATE.sub(" ", text).split()) or Counter(text.split())
