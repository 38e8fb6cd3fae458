"""What is new in ours, and has no place in the edited file any more: its table, section or column is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from plangen.alignment.matching import headings_of
from plangen.merging.nodes import Node
from plangen.merging.outcome import Conflict
from plangen.merging.saying import is_derived
from plangen.merging.voices import NO_COLUMN


class NewLine(NamedTuple):
    """A text of ours that is told on a line of its own, and what stood there before."""

    was: str
    now: str


def row_line(was: Node, now: Node) -> NewLine:
    """A row as it is now; nothing where no more than what is computed is another than it was."""
    if len(was.children) == len(now.children):
        pairs = zip(was.children, now.children, strict=True)
        if all(is_computed(before, cell) for before, cell in pairs if before.text != cell.text):
            return NewLine("", "")
    return NewLine(was.text, now.text)


def computed_cells(was: Node, now: Node) -> Iterator[Node]:
    """The cells of a row that are only computed anew."""
    if len(was.children) == len(now.children):
        for before, cell in zip(was.children, now.children, strict=True):
            if before.text != cell.text and is_computed(before, cell):
                yield cell


def is_computed(was: Node, now: Node) -> bool:
    """Whether all that is different in a cell are dates and numbers that nobody has written."""
    pairs = [(was, now)]
    if len(was.children) == len(now.children):
        pairs = list(zip(was.children, now.children, strict=True)) or pairs
    return all(is_derived(one) and is_derived(other) for one, other in pairs if one.text != other.text)


def row_name(row: Node) -> str:
    """What a row is about, for what is said of one of its cells."""
    name = row.children[0].text if row.children else ""
    return f"{name} – " if name else ""


@dataclass
class LostColumns:
    """The cells of ours whose columns staff have taken out, by table and heading."""

    _lines: dict[tuple[Node, str], list[NewLine]] = field(default_factory=dict)

    def holds(self, row: Node, number: int, there: Node) -> bool:
        """Whether the column of a cell of ours is not in the table that its row stands in now."""
        heading = headings_of(row)[number : number + 1]
        return heading != [""] and bool(heading) and heading[0] not in headings_of(there)

    def add(self, table: Node, row: Node, number: int, was: str) -> None:
        """A cell of ours that is new, or another than it was."""
        cell, name = row.children[number], row_name(row) if number else ""
        key = table, headings_of(row)[number]
        self._lines.setdefault(key, []).append(NewLine(was, f"{name}{cell.text}"))

    def conflicts(self) -> Iterator[tuple[Node, Conflict]]:
        """One for each column, and the table that it was in."""
        for (table, heading), lines in self._lines.items():
            place = f"{table.place}, kolonnen »{heading}«".removeprefix(", ")
            yield table, Conflict(place, *told_lines(lines), NO_COLUMN)


def told_lines(lines: Iterable[NewLine]) -> tuple[str, str, str]:
    """What stood there, what stands there in theirs, which is nothing, and what is new."""
    told = [line for line in lines if line.now.strip()]
    return " ".join(line.was for line in told).strip(), "", "\n".join(line.now for line in told)
