"""Which row of now each row of a document is: by its id, by what it says, and by likeness."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rapidfuzz.fuzz import ratio

Cells = Mapping[str, Any]
"""Column → raw value as JSON holds it."""

_COUNTER = re.compile(r"_\d+\Z")
_CERTAIN = 17  # characters that a counter never takes the place of
_ALIKE = 0.5  # of a row's weight; below it, two rows are two
_MARGIN = 0.15  # how much more alike than any other two rows must be
_REWORDED = 0.6  # of two texts, to count as the same one reworded


@dataclass(frozen=True)
class Alignment:
    """`found`: key then → key now; `unclear`: keys of rows that may be any of several."""

    found: Mapping[str, str]
    unclear: frozenset[str]


def align(old: Mapping[str, Cells], new: Mapping[str, Cells], id_column: str = "") -> Alignment:
    """Finds the rows of `old` in `new`; both by key, in order. `id_column`: where rows name themselves."""
    work = _Work(old, new, id_column)
    work.by_id()
    work.by_content()
    work.by_likeness()
    work.by_name()
    return Alignment(work.found, frozenset(work.unclear))


@dataclass
class _Work:
    old: Mapping[str, Cells]
    new: Mapping[str, Cells]
    id_column: str
    found: dict[str, str] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)

    def by_id(self) -> None:
        """Rows that name themselves, on both sides alike."""
        names = {cells.get(self.id_column): key for key, cells in self.new.items()} if self.id_column else {}
        for key, cells in self.old.items():
            name = cells.get(self.id_column) if self.id_column else None
            if name is not None and name in names:
                self.found[key] = names[name]

    def by_content(self) -> None:
        """Rows that say the same. Of several that say the same one is as good as another, by their name and
        then in their order; but when some of them are gone, nobody knows which."""
        for keys, twins in _groups(self._left_old(), self._left_new(), self._said):
            if len(keys) > len(twins):
                self.unclear.update(keys if twins else ())
                continue
            same_name = [key for key in keys if key in twins]
            self.found.update((key, key) for key in same_name)
            others = [key for key in twins if key not in same_name]
            self.found.update(zip((k for k in keys if k not in same_name), others, strict=False))

    def by_likeness(self) -> None:
        """Rows that are more alike than either is to any other row that is left."""
        weigh = _Weights([*self.old.values()], [*self.new.values()])
        old = [key for key in self._left_old() if key not in self.unclear]
        scores = {
            (a, b): weigh.likeness(self._of(a), self._of(b, now=True)) for a in old for b in self._left_new()
        }
        while certain := self._certain([key for key in old if key not in self.found], scores):
            self.found.update(certain)
        left = self._left_new()
        self.unclear.update(
            a for a in old if a not in self.found and any(scores[a, b] >= _ALIKE for b in left)
        )

    def _certain(self, old: Sequence[str], scores: Mapping[tuple[str, str], float]) -> dict[str, str]:
        """One pair that no other pair comes near."""
        new = self._left_new()
        for a in old:
            best = max(new, key=lambda b: scores[a, b], default="")
            if not best or scores[a, best] < _ALIKE:
                continue
            others = [scores[a, b] for b in new if b != best] + [scores[c, best] for c in old if c != a]
            if all(scores[a, best] - other >= _MARGIN for other in others):
                return {a: best}
        return {}

    def by_name(self) -> None:
        """Rows with the same name, when a counter in it cannot have come to mean another row."""
        for key in self._left_old():
            if key in self._left_new() and _ties(self.old, key) == _ties(self.new, key) == 1:
                self.found[key] = key
                self.unclear.discard(key)

    def _left_old(self) -> list[str]:
        return [key for key in self.old if key not in self.found]

    def _left_new(self) -> list[str]:
        taken = set(self.found.values())
        return [key for key in self.new if key not in taken]

    def _of(self, key: str, now: bool = False) -> Cells:
        cells = (self.new if now else self.old)[key]
        return {name: raw for name, raw in cells.items() if name != self.id_column}

    def _said(self, key: str, now: bool) -> str:
        return repr(sorted(self._of(key, now).items()))


def _groups(old: Sequence[str], new: Sequence[str], said: Any) -> Iterable[tuple[list[str], list[str]]]:
    groups: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, keys in enumerate((old, new)):
        for key in keys:
            groups[said(key, bool(side))][side].append(key)
    return [group for group in groups.values() if group[0]]


def _ties(keys: Iterable[str], key: str) -> int:
    """How many names may differ only by their counter; long ones are cut to make room for it."""
    return sum(_stem(other) == _stem(key) for other in keys)


def _stem(key: str) -> str:
    return _COUNTER.sub("", key)[:_CERTAIN]


class _Weights:
    """How much each cell tells about which row it is: one that many rows share tells little."""

    def __init__(self, old: Sequence[Cells], new: Sequence[Cells]) -> None:
        self._sides = [
            Counter((name, repr(raw)) for row in rows for name, raw in row.items()) for rows in (old, new)
        ]

    def likeness(self, one: Cells, other: Cells) -> float:
        """From 0 to 1."""
        total = same = 0.0
        for name in {*one, *other}:
            weight = max(self._weight(name, row[name]) for row in (one, other) if name in row)
            total += weight
            same += weight * _agreement(one.get(name), other.get(name))
        return same / total if total else 0.0

    def _weight(self, name: str, raw: Any) -> float:
        return 1 / max(1, *(side[name, repr(raw)] for side in self._sides))


def _agreement(one: Any, other: Any) -> float:
    if one == other:
        return 1.0
    if isinstance(one, str) and isinstance(other, str):
        return _closeness(one, other)
    return 0.0


@cache
def _closeness(one: str, other: str) -> float:
    found = ratio(one, other) / 100
    return found if found >= _REWORDED else 0.0
