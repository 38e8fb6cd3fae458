"""In which order a department's table has its rows: the project's, its own among them, and its own order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowAnchor:
    """A row of the department's own stands right after another row, or right before it."""

    row: int
    before: bool = False


def arranged(
    shared: Sequence[int], added: Sequence[int], anchors: Mapping[int, RowAnchor], order: Sequence[int] = ()
) -> list[int]:
    """The rows of a table by their numbers.

    `shared`: the project's; `added`: the department's own, which come last unless `anchors` say where;
    several at the same row keep their order. `order`: rows that then stand in this order, in the places
    that they have together; the others stay.
    """
    rows = [*shared, *(row for row in added if row not in anchors)]
    waiting = [row for row in added if row in anchors]
    while waiting:
        placed = [row for row in waiting if anchors[row].row in rows]
        if not placed:  # they hang on each other
            return _permuted([*rows, *waiting], order)
        for row in placed:
            rows.insert(_position(rows, anchors[row], anchors), row)
        waiting = [row for row in waiting if row not in placed]
    return _permuted(rows, order)


def _position(rows: Sequence[int], anchor: RowAnchor, anchors: Mapping[int, RowAnchor]) -> int:
    """Right before the anchor, or right after it and what has been put there already."""
    place = rows.index(anchor.row)
    if anchor.before:
        return place
    place += 1
    while place < len(rows) and anchors.get(rows[place]) == anchor:
        place += 1
    return place


def _permuted(rows: list[int], order: Sequence[int]) -> list[int]:
    wanted = [row for row in dict.fromkeys(order) if row in rows]
    queue = iter(wanted)
    return [next(queue) if row in wanted else row for row in rows]


def moved(before: Sequence[int], after: Sequence[int]) -> list[int]:
    """The shortest `order` that makes `after` of `before`, which has the same rows."""
    return [new for old, new in zip(before, after, strict=True) if old != new]
