"""Which node of one tree is which of another: exactly, then by what they hold, by likeness, and by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, Generic, TypeVar

from plangen.alignment.nodes import Aligned
from plangen.catalog.address import Address

Node = TypeVar("Node", bound=Aligned)

_ALIKE: Final = 0.5
_LONG: Final = 12
"""Letters of a text that is known again wherever it stands."""
_MOST: Final = 60_000
"""Pairs that are compared for likeness; beyond that only neighbours are."""


class Matching(Generic[Node]):
    """Node of the base → node of another edition of the same document. `back`: the other way."""

    def __init__(self, base: Node, other: Node) -> None:
        self.to: dict[Node, Node] = {}
        self.back: dict[Node, Node] = {}
        self._pair(base, other)
        self._look_elsewhere(base, other)

    def drop(self, node: Node) -> None:
        """Forgets what a node of the base, and all in it, are in the other tree."""
        for one in node.walk():
            other = self.to.pop(one, None)
            if other is not None:
                self.back.pop(other, None)

    def _pair(self, one: Node, other: Node) -> None:
        self.to[one], self.back[other] = other, one
        if one.kind == "tr":
            pairs = _cells(one, other)
        elif one.kind == "p":
            return
        else:
            pairs = aligned(one.children, other.children)
        for each in pairs:
            self._pair(*each)

    def _look_elsewhere(self, base: Node, other: Node) -> None:
        """What has no fellow where it should be may stand somewhere else: a section that was moved, a list
        that became a table."""
        left = [node for node in base.walk() if node not in self.to and node.kind in _MOVABLE]
        free = [node for node in other.walk() if node not in self.back and node.kind in _MOVABLE]
        if not left or not free:
            return
        places: dict[object, list[Node]] = {}
        for node in free:
            for key in _known_by(node):
                places.setdefault(key, []).append(node)
        for node in left:
            if node in self.to:
                continue
            found = (one for key in _known_by(node) for one in places.get(key, ()) if one not in self.back)
            match = next(found, None)
            if match is not None:
                self._pair(node, match)


_MOVABLE: Final = frozenset({"p", "tbl", "answer", "tr"})


def _known_by(node: Aligned) -> Iterator[object]:
    """By what a node is known wherever it stands."""
    if len(node.text) >= _LONG:
        yield node.kind, node.text
    if node.kind == "answer":
        yield node.kind, node.id
    elif node.ids and node.kind == "p":
        yield node.kind, node.ids
    elif node.kind == "tr" and row_keys(node):
        yield node.kind, row_keys(node)


def row_keys(row: Aligned) -> tuple[str, ...]:
    """The rows of answers that a row of a table shows."""
    rows = (Address.parse(id.split("=")[0]).table_row for id in row.ids if "[" in id)
    return tuple(sorted({str(one) for one in rows if one}))


# --- in one holder ------------------------------------------------------------------------------------------
def aligned(one: Sequence[Node], other: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """The pairs among the children of two parts, what reads the same first."""
    matcher = SequenceMatcher(None, [node.key for node in one], [node.key for node in other], autojunk=False)
    gaps: list[tuple[list[Node], list[Node]]] = []
    for word, a, b, c, d in matcher.get_opcodes():
        if word == "equal":
            yield from zip(one[a:b], other[c:d], strict=True)
        else:
            gaps.append((list(one[a:b]), list(other[c:d])))
    yield from _elsewhere_in_holder(gaps)
    for left, free in gaps:
        yield from _likest(left, free)
    rest = [node for left, _ in gaps for node in left]
    free = [node for _, found in gaps for node in found]
    if len(gaps) > 1 and len(rest) * len(free) <= _MOST:
        for pair in _likest(rest, free):
            _forget(gaps, *pair)
            yield pair
    for left, free in gaps:
        yield from _by_place(left, free)


def _elsewhere_in_holder(gaps: list[tuple[list[Node], list[Node]]]) -> Iterator[tuple[Node, Node]]:
    """What says the same, or holds the same rows or answer, in another place of the holder."""
    for known in (_says, _holds):
        places: dict[object, list[Node]] = {}
        for _, free in gaps:
            for node in free:
                places.setdefault(known(node), []).append(node)
        for left, _ in gaps:
            for node in list(left):
                found = places.get(known(node), []) if known(node) else []
                if found:
                    other = found.pop(0)
                    _forget(gaps, node, other)
                    yield node, other


def _says(node: Aligned) -> object:
    return node.key if len(node.text) >= _LONG or node.ids else None


def _holds(node: Aligned) -> object:
    if node.kind == "tr":
        return ("tr", row_keys(node)) if row_keys(node) else None
    if node.kind in ("answer", "contents"):
        return node.kind, node.id
    return (node.kind, node.ids) if node.ids else None


def _forget(gaps: list[tuple[list[Node], list[Node]]], one: Node, other: Node) -> None:
    for left, free in gaps:
        if one in left:
            left.remove(one)
        if other in free:
            free.remove(other)


def _likest(left: list[Node], free: list[Node]) -> Iterator[tuple[Node, Node]]:
    """The pairs that have most of their words in common, the likest first."""
    if len(left) * len(free) > _MOST:
        return
    scores = []
    for i, one in enumerate(left):
        for j, other in enumerate(free):
            score = likeness(one, other) if _may_be(one, other) else 0
            if score >= _ALIKE:
                scores.append((-score, abs(i - j), i, j))
    taken_left: set[int] = set()
    taken_free: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(scores):
        if i not in taken_left and j not in taken_free:
            taken_left.add(i)
            taken_free.add(j)
            pairs.append((left[i], free[j]))
    for one, other in pairs:
        left.remove(one)
        free.remove(other)
    yield from pairs


def _may_be(one: Aligned, other: Aligned) -> bool:
    """Rows and answers with names of their own are no other's."""
    if one.kind != other.kind:
        return False
    if one.kind == "answer":
        return one.id == other.id
    if one.kind == "tr":
        mine, theirs = row_keys(one), row_keys(other)
        return not (mine and theirs) or bool(set(mine) & set(theirs))
    return True


def likeness(one: Aligned, other: Aligned) -> float:
    """How many of two nodes' words they share, from 0 to 1."""
    total = sum(one.words.values()) + sum(other.words.values())
    if not total:
        return 1.0 if one.ids == other.ids else 0.0
    return 2 * sum((one.words & other.words).values()) / total


def _by_place(left: list[Node], free: list[Node]) -> Iterator[tuple[Node, Node]]:
    """What is left of a gap is the same in other words when there are as many of the same form."""
    if len(left) != len(free):
        return
    pairs = list(zip(left, free, strict=True))
    if all(_may_be(*pair) and (pair[0].kind != "p" or _same_form(*pair)) for pair in pairs):
        yield from pairs


def _same_form(one: Aligned, other: Aligned) -> bool:
    return one.form == other.form or one.parent is None or one.parent.kind == "tc"


# --- cells --------------------------------------------------------------------------------------------------
def _cells(one: Node, other: Node) -> Iterator[tuple[Node, Node]]:
    """The cells of a row, by the headings of their columns; where the headings cannot tell, by their place or
    their text."""
    columns = columns_of(one, other)
    if columns is not None:
        yield from ((one.children[a], other.children[b]) for a, b in columns.items())
    elif len(one.children) == len(other.children):
        yield from zip(one.children, other.children, strict=True)
    else:
        mine, theirs = ([(cell.text, cell.ids) for cell in row.children] for row in (one, other))
        for a, b, size in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks():
            yield from zip(one.children[a : a + size], other.children[b : b + size], strict=True)


def columns_of(one: Aligned, other: Aligned) -> dict[int, int] | None:
    """The columns of two rows that have the same heading, wherever they stand, and those between them that
    can only be each other; None where the headings cannot tell."""
    heads = [headings_of(row) for row in (one, other)]
    if any(len(head) != len(row.children) for head, row in zip(heads, (one, other), strict=True)):
        return None
    found: dict[int, int] = {}
    for number, heading in enumerate(heads[0]):
        if heading and heads[0].count(heading) == heads[1].count(heading) == 1:
            found[number] = heads[1].index(heading)
    left = [number for number in range(len(heads[0])) if number not in found]
    free = [number for number in range(len(heads[1])) if number not in found.values()]
    if len(left) == len(free):
        found.update(zip(left, free, strict=True))
        return found
    names = [heads[0][number] for number in left], [heads[1][number] for number in free]
    for a, b, size in SequenceMatcher(None, *names, autojunk=False).get_matching_blocks():
        found.update(zip(left[a : a + size], free[b : b + size], strict=True))
    return found


def headings_of(row: Aligned) -> list[str]:
    """What the columns of a row's table are called. An answer in the first row is no heading."""
    table = row.parent
    first = table.children[0].children if table is not None and table.children else []
    return ["" if cell.ids else cell.text for cell in first]


def _in_order(positions: Sequence[int]) -> set[int]:
    """The indices of a longest increasing run of positions: what keeps its order."""
    best: list[int] = []
    before: dict[int, int | None] = {}
    for i, position in enumerate(positions):
        at = next((k for k, one in enumerate(best) if positions[one] >= position), len(best))
        before[i] = best[at - 1] if at else None
        best[at : at + 1] = [i]
    found: set[int] = set()
    last = best[-1] if best else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def in_place(base: Node, ours: Node, matching: Matching[Node]) -> set[Node]:
    """The children of ours that have not changed their order since the base."""
    numbers = {node: number for number, node in enumerate(base.children)}
    here = [node for node in ours.children if matching.back.get(node) in numbers]
    kept = _in_order([numbers[matching.back[node]] for node in here])
    moved = {node for number, node in enumerate(here) if number not in kept}
    return {node for node in ours.children if node not in moved}
