"""A department's answer by rows as it stands in its own file, and the names by which it knows shared rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from plangen.answers.model import Row, Value
from plangen.answers.nodes import Node, SequenceNode
from plangen.answers.options import preset_rows
from plangen.answers.overlay_parts import (
    ADD,
    AFTER,
    BEFORE,
    CHANGE,
    OMIT,
    ORDER,
    ROW,
    added_rows,
    entry_of,
    items_of,
    part_of,
)
from plangen.answers.row_names import RowNames
from plangen.catalog import Catalog, Question
from plangen.forms.yaml.write import Arrange, Change, Drop, Kept, NotWritable, Path, Plain, Put

FIRST_OWN = 1_000_000
"""The number of the first row of a department's own; the shared ones have those of the project's file."""


@dataclass(frozen=True)
class Here:
    """A shared answer and what a department's own file says about its rows.

    `node`: the answer in that file; `shared`: the project's rows, with their numbers in its file (a group is
    one row, number 0); `numbers`: key → number of the shared rows, by the keys that wishes use; `own`: the
    department's rows by key; `added`: key → place in its list; `hidden`: numbers of the rows that its
    documents do not show, because they are other departments'.
    """

    catalog: Catalog
    question: Question
    node: Node | None
    shared: tuple[Row, ...]
    numbers: Mapping[str, int]
    own: Mapping[str, Row]
    added: Mapping[str, int]
    hidden: frozenset[int] = frozenset()

    @property
    def path(self) -> Path:
        return ("svar", self.question.id)

    def part(self, name: str) -> Path:
        """The path of a part, as it is spelled there."""
        entry = entry_of(self.node, name)
        return (*self.path, entry.key if entry else name)

    def added_path(self) -> Path:
        """The path of the list of the department's own rows."""
        return self.path if isinstance(self.node, SequenceNode) else self.part(ADD)

    def shared_row(self, number: int) -> Row:
        """The shared row with that number; an empty one where the project has none."""
        return next((row for row in self.shared if row.number == number), Row({}))

    def numbered_own(self) -> list[Row]:
        """The department's own rows with their numbers."""
        return [replace(self.own[key], number=FIRST_OWN + place) for key, place in self.added.items()]

    def names(self) -> RowNames:
        """The names of the shared rows."""
        if self.question.type != "fixed":
            return RowNames(self.catalog, self.question, self.shared)
        codes = enumerate(preset_rows(self.catalog, self.question), start=1)
        return RowNames(self.catalog, self.question, [Row({}, code, number) for number, code in codes])

    def all_names(self) -> RowNames:
        """The names of the shared rows and of the department's own."""
        return RowNames(self.catalog, self.question, [*self.shared, *self.numbered_own()])


def edited_row(row: Row, raws: Mapping[str, Any]) -> Row:
    """A row with other raw values; None takes a cell away."""
    cells = {**row.cells, **{column: Value(raw) for column, raw in raws.items()}}
    return replace(row, cells={column: cell for column, cell in cells.items() if cell.raw is not None})


def followed(before: Here, after: Here, moved: Mapping[int, int | None]) -> Iterator[Change]:
    """The changes that make every name in a department's file mean the row that it meant before.

    `before` and `after`: the answer over the rows as they were and as they will be; `moved`: old → new number
    of the rows that get another one, None for those that go. Raises `NotWritable` when a row goes that the
    file changes: that must not get lost.
    """
    for at, item in enumerate(items_of(part_of(before.node, CHANGE))):
        entry = entry_of(item, ROW)
        if entry is None:
            continue
        path = (*before.part(CHANGE), at, entry.key)
        name = _follow(entry.value, before.names(), after.names(), moved)
        if name is None:
            raise NotWritable("the row is changed in a department")
        yield from _put(path, name)
    yield from _follow_list(before, after, OMIT, moved)
    yield from _follow_list(before, after, ORDER, moved)
    for at, item in enumerate(added_rows(before.node)):
        for entry in filter(None, (entry_of(item, AFTER), entry_of(item, BEFORE))):
            path = (*before.added_path(), at, entry.key)
            name = _follow(entry.value, before.all_names(), after.all_names(), moved)
            yield from [Drop(path)] if name is None else _put(path, name)


def _follow_list(before: Here, after: Here, part: str, moved: Mapping[int, int | None]) -> Iterator[Change]:
    items = items_of(part_of(before.node, part))
    names = (before.names(), after.names()) if part == OMIT else (before.all_names(), after.all_names())
    kept: list[Kept | Plain] = []
    for at, item in enumerate(items):
        name = _follow(item, *names, moved)
        if name is not None:
            kept.append(Kept(at))
            yield from _put((*before.part(part), at), name)
    if len(kept) < len(items):
        yield Arrange(before.part(part), tuple(kept)) if kept else Drop(before.part(part))


def _follow(name: Node, before: RowNames, after: RowNames, moved: Mapping[int, int | None]) -> Plain | None:
    """The new name of the row that a name means: empty when it keeps it, None when the row goes."""
    found = before.named(name)
    if len(found) != 1:
        return ""  # it meant nothing before, which has been said
    number = moved.get(found[0], found[0])
    if number is None:
        return None
    if after.named(name) == [number]:
        return ""
    new = after.name_of(number)
    return dict(new) if isinstance(new, dict) else new


def _put(path: Path, name: Plain) -> Iterator[Change]:
    if name:
        yield Put(path, name)
