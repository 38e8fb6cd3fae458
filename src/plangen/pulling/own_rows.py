"""Granted wishes about the rows of a shared answer, as entries in a department's own file.

Only what differs is written: cells of a row under `aendr`, new rows under `tilfoej`, names of rows under
`udelad` and `raekkefoelge`. What comes to say the same as the shared answer is taken away again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from plangen.answers.model import Row
from plangen.answers.nodes import MappingNode, Node
from plangen.answers.overlay_parts import CHANGE, OMIT, ROW, items_of, part_of
from plangen.forms.yaml.write import Arrange, Change, Clear, Drop, Kept, Path, Plain, Put
from plangen.pulling.file_changes import plain
from plangen.pulling.own_answer import Here, edited_row, followed
from plangen.pulling.own_order import OwnOrder
from plangen.pulling.raw_values import same
from plangen.pulling.wishes import RowWish, Wish


def own_changes(here: Here, wishes: Sequence[Wish | RowWish]) -> list[Change]:
    """The changes of a department's file that fulfil the wishes about one answer.

    Raises KeyError for a wish about a row that is not there any more.
    """
    if here.question.type == "group":
        return list(_group(here, [wish for wish in wishes if isinstance(wish, Wish)]))
    cells: dict[int, dict[str, Any]] = {}
    changes: list[Change] = []
    for wish in wishes:
        if not isinstance(wish, Wish):
            continue
        if wish.address.row in here.added:
            changes.append(_own_cell(here, wish))
        else:
            number = here.numbers[wish.address.row]
            cells.setdefault(number, {})[wish.address.column] = wish.raw
    now = replace(here, own=_edited_own(here, wishes))
    changes += followed(here, now, {})
    rows = [wish for wish in wishes if isinstance(wish, RowWish)]
    gone = {here.numbers[w.key] for w in rows if w.kind == "slettet" and w.key in here.numbers}
    changes += _changed_rows(here, cells, gone)
    changes += _omissions(here, gone)
    if rows:
        changes += OwnOrder(here, now, rows, gone).changes()
    return _without_empty_answer(here, changes)


def _edited_own(here: Here, wishes: Sequence[Wish | RowWish]) -> dict[str, Row]:
    """The department's own rows with the cells that the wishes give them."""
    edited: dict[str, dict[str, Any]] = {}
    for wish in wishes:
        if isinstance(wish, Wish) and wish.address.row in here.added:
            edited.setdefault(wish.address.row, {})[wish.address.column] = wish.raw
    return {key: edited_row(row, edited.get(key, {})) for key, row in here.own.items()}


# --- cells --------------------------------------------------------------------------------------------------
def _own_cell(here: Here, wish: Wish) -> Change:
    """A cell of a row that is the department's own."""
    path = (*here.added_path(), here.added[wish.address.row], wish.address.column)
    return Clear(path) if wish.raw is None else Put(path, plain(wish.raw))


def _group(here: Here, wishes: Sequence[Wish]) -> Iterator[Change]:
    shared = here.shared_row(0)
    there = part_of(here.node, CHANGE)
    dropped: set[str] = set()
    for wish in wishes:
        column = wish.address.column
        path = (*here.part(CHANGE), column)
        known = gives(there, column)
        if not same(here.question.column(column), wish.raw, shared.get(column)):
            yield Put(path, "" if wish.raw is None else plain(wish.raw))
        elif known:
            dropped.add(column)
    names = {entry.key for entry in there.entries} if isinstance(there, MappingNode) else set()
    if dropped and dropped == names:
        yield Drop(here.path)
        return
    for column in dropped:
        yield Drop((*here.part(CHANGE), column))


def gives(item: Node | None, column: str) -> bool:
    """Whether a record has a column of that name."""
    return isinstance(item, MappingNode) and item.get(column) is not None


def _changed_rows(here: Here, cells: Mapping[int, Mapping[str, Any]], gone: set[int]) -> Iterator[Change]:
    """The entries under `aendr`: cells that differ from the shared row, and no others."""
    names = here.names()
    items = items_of(part_of(here.node, CHANGE))
    places: dict[int, int] = {}
    for at, item in enumerate(items):
        found = names.named(part_of(item, ROW) or MappingNode())
        if len(found) == 1:
            places.setdefault(found[0], at)
    left = [Kept(at) for at in range(len(items))]
    rows: list[Kept | Plain] = []
    for number, wanted in cells.items():
        differing = _differing(here, number, wanted)
        if number in gone:
            continue
        if number not in places:
            if differing:
                rows.append({ROW: names.name_of(number), **differing})  # type: ignore[dict-item]
            continue
        at = places[number]
        path = (*here.part(CHANGE), at)
        same_again = [c for c in wanted if c not in differing and gives(items[at], c)]
        if not differing and len(same_again) == _width(items[at]):
            left.remove(Kept(at))
            continue
        yield from (Drop((*path, column)) for column in same_again)
        yield from (Put((*path, column), raw) for column, raw in differing.items())
    left = [one for one in left if one.number not in {places[n] for n in gone if n in places}]
    yield from _listed(here.part(CHANGE), items, [*left, *rows])


def _differing(here: Here, number: int, wanted: Mapping[str, Any]) -> dict[str, Plain]:
    """The cells that are not as in the shared row, in the questionnaire's order; an emptied one is empty."""
    shared = here.shared_row(number)
    return {
        column.id: "" if wanted[column.id] is None else plain(wanted[column.id])
        for column in here.question.columns
        if column.id in wanted and not same(column, wanted[column.id], shared.get(column.id))
    }


def _width(item: Node) -> int:
    """How many cells an entry gives."""
    return len(item.entries) - 1 if isinstance(item, MappingNode) else 0


def _listed(path: Path, items: Sequence[Node], rows: Sequence[Kept | Plain]) -> Iterator[Change]:
    """A list that is to have these rows: nothing when it has them, and no list when there are none."""
    if list(rows) == [Kept(at) for at in range(len(items))]:
        return
    if not items:
        yield Put(path, [row for row in rows if not isinstance(row, Kept)])
    elif rows:
        yield Arrange(path, tuple(rows))
    else:
        yield Drop(path)


def _omissions(here: Here, gone: set[int]) -> Iterator[Change]:
    names = here.names()
    items = items_of(part_of(here.node, OMIT))
    there = [number for item in items for number in names.named(item)]
    new: list[Plain] = [names.name_of(n) for n in sorted(gone) if n not in there]  # type: ignore[misc]
    yield from _listed(here.part(OMIT), items, [*(Kept(at) for at in range(len(items))), *new])


def _without_empty_answer(here: Here, changes: list[Change]) -> list[Change]:
    """One change that takes the whole answer away where the changes leave nothing of it."""
    parts = {entry.key for entry in here.node.entries} if isinstance(here.node, MappingNode) else set()
    dropped = {change.path[2] for change in changes if isinstance(change, Drop) and len(change.path) == 3}
    nothing_left = parts and parts == dropped and len(dropped) == len(changes)
    return [Drop(here.path)] if nothing_left else changes
