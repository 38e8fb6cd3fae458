"""What is known by being the very same thing: the key of a cache for what is made of a value that never
changes, but is too large to compare, or holds mappings and has no hash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

T = TypeVar("T")

KEPT: Final = 24
"""How many results of each kind are kept: those of a few packs of the last projects, so that a project with a
hundred packs takes no more room."""


@dataclass(frozen=True, slots=True, eq=False)
class Very(Generic[T]):
    """A value as a key. It lives as long as the key does, so that no other value can take its identity."""

    value: T

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Very) and self.value is other.value
