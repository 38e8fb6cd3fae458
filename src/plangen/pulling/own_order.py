"""New, deleted and moved rows of a department in its own file: where each of its rows stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from plangen.answers.model import Row, Value
from plangen.answers.nodes import Node, is_empty
from plangen.answers.overlay_parts import (
    AFTER,
    BEFORE,
    OMIT,
    ORDER,
    added_rows,
    entry_of,
    items_of,
    part_of,
)
from plangen.answers.row_keys import id_column
from plangen.answers.row_names import RowName, RowNames
from plangen.answers.row_order import RowAnchor, arranged, moved
from plangen.forms.yaml.write import Arrange, Change, Drop, Kept, NotWritable, Plain, Put
from plangen.pulling.file_changes import plain, with_key
from plangen.pulling.own_answer import FIRST_OWN, Here
from plangen.pulling.wishes import RowWish


class OwnOrder:
    """The rows of one table by number: the shared ones as in the project's file, and the department's.

    `here`: the answer as it stands in the file; `now`: with the cells that its rows get; `gone`: the shared
    rows that are to be left out.
    """

    def __init__(self, here: Here, now: Here, wishes: Sequence[RowWish], gone: set[int]) -> None:
        self._here = here
        self._wishes = wishes
        self._items = added_rows(here.node)
        self._known = here.all_names()
        self._rows = {row.number: row for row in (*now.shared, *now.numbered_own())}
        self._own = [FIRST_OWN + place for place in range(len(self._items))]
        self._texts: dict[int, dict[str, Plain]] = {}
        self._list: list[int] = list(self._own)
        self._anchors = self._read_anchors()
        self._order = [n for name in items_of(part_of(here.node, ORDER)) for n in self._named(name)]
        omitted = {n for name in items_of(part_of(here.node, OMIT)) for n in here.names().named(name)}
        self._hidden = omitted | gone | here.hidden
        self._deleted: set[int] = set()

    def changes(self) -> Iterator[Change]:
        """The changes under `tilfoej` and `raekkefoelge`."""
        wanted = self._wanted()
        numbers = (self._number(wish.key) for wish in self._wishes if wish.kind == "slettet")
        self._deleted = {number for number in numbers if number in self._own}
        self._list = [number for number in self._list if number not in self._deleted]
        self._rows = {number: row for number, row in self._rows.items() if number not in self._deleted}
        wanted = [number for number in wanted if number not in self._deleted | self._hidden]
        yield from self._lost_anchors()
        for number in [number for number in wanted if number in self._texts]:
            self._place(number, wanted)
        yield from self._own_list()
        yield from self._own_order(wanted)

    # --- what is there -------------------------------------------------------------------------------------
    def _names(self) -> RowNames:
        rows = [replace(row, number=number) for number, row in self._rows.items()]
        return RowNames(self._here.catalog, self._here.question, rows)

    def _name_of(self, number: int) -> RowName:
        """What to call a row. Raises `NotWritable` when nothing tells it from another one."""
        name = self._names().name_of(number)
        if not name:
            raise NotWritable("two rows say just the same")
        return name

    def _named(self, name: Node) -> list[int]:
        found = self._known.named(name)
        return found if len(found) == 1 else []

    def _read_anchors(self) -> dict[int, RowAnchor]:
        anchors: dict[int, RowAnchor] = {}
        for number, item in zip(self._own, self._items, strict=True):
            for part in (BEFORE, AFTER):
                name = part_of(item, part)
                if name is not None and not is_empty(name) and self._named(name):
                    anchors[number] = RowAnchor(self._named(name)[0], part == BEFORE)
        return anchors

    def _number(self, key: str) -> int | None:
        if key in self._here.added:
            return FIRST_OWN + self._here.added[key]
        return self._here.numbers.get(key)

    def _arranged(self, own: Sequence[int], order: Sequence[int]) -> list[int]:
        shared = [row.number for row in self._here.shared]
        rows = arranged(shared, own, self._anchors, order)
        return [number for number in rows if number not in self._hidden]

    # --- what is wanted ------------------------------------------------------------------------------------
    def _wanted(self) -> list[int]:
        """The rows in the order that the documents show, new ones among them."""
        rows = self._arranged(self._own, self._order)
        for wish in self._wishes:
            if wish.kind == "flyttet":
                order = [n for n in map(self._number, wish.order) if n is not None and n in rows]
                queue = iter(order)
                rows = [next(queue) if number in order else number for number in rows]
        taken = {*self._here.numbers, *self._here.added}
        for wish in reversed([wish for wish in self._wishes if wish.kind == "tilføjet"]):
            number = max([*self._rows, FIRST_OWN, *self._own]) + 1
            cells: dict[str, Plain] = {name: plain(raw) for name, raw in wish.cells.items()}
            self._texts[number] = with_key(self._here.question, cells, taken)
            self._rows[number] = _as_row(self._texts[number], wish, id_of=self._id())
            rows.insert(self._position(rows, wish), number)
        return rows

    def _id(self) -> str:
        column = id_column(self._here.question)
        return column.id if column else ""

    def _position(self, rows: Sequence[int], wish: RowWish) -> int:
        """Under the row above it in the document, else over the first one there."""
        above = self._number(wish.after) if wish.after else None
        if above in rows:
            return rows.index(above) + 1
        below = [rows.index(n) for n in map(self._number, wish.order) if n in rows]
        place = min(below, default=len(rows))
        while place and rows[place - 1] in self._texts:  # those of later wishes stand there by now
            place -= 1
        return place

    # --- how it is written ---------------------------------------------------------------------------------
    def _place(self, number: int, wanted: Sequence[int]) -> None:
        """Puts a new row last, if that is where it stands, else at the row above or below it."""
        self._list.append(number)
        known = set(self._arranged(self._list, self._order))
        target = [n for n in wanted if n in known]
        if self._arranged(self._list, self._order) == target:
            return
        at = target.index(number)
        self._anchors[number] = RowAnchor(target[at - 1]) if at else RowAnchor(target[1], before=True)
        same = [n for n in self._list[:-1] if self._anchors.get(n) == self._anchors[number]]
        if same:
            self._list.remove(number)
            self._list.insert(self._list.index(same[0]), number)

    def _lost_anchors(self) -> Iterator[Change]:
        """A row that stands at a deleted row stands nowhere in particular; the order says where."""
        for number in [n for n in self._list if n in self._anchors and self._anchors[n].row in self._deleted]:
            del self._anchors[number]
            place = self._own.index(number)
            entries = (entry_of(self._items[place], part) for part in (AFTER, BEFORE))
            yield from (Drop((*self._here.added_path(), place, one.key)) for one in entries if one)

    def _own_list(self) -> Iterator[Change]:
        rows: list[Kept | Plain] = [
            self._text(number) if number in self._texts else Kept(self._own.index(number))
            for number in self._list
        ]
        if rows == [Kept(at) for at in range(len(self._items))]:
            return
        path = self._here.added_path()
        if not self._items:
            yield Put(path, [row for row in rows if not isinstance(row, Kept)])
        else:
            yield Arrange(path, tuple(rows)) if rows else Drop(path)

    def _text(self, number: int) -> Plain:
        anchor = self._anchors.get(number)
        if anchor is None:
            return self._texts[number]
        name = self._name_of(anchor.row)
        where: Plain = dict(name) if isinstance(name, dict) else name
        return {**self._texts[number], BEFORE if anchor.before else AFTER: where}

    def _own_order(self, wanted: Sequence[int]) -> Iterator[Change]:
        """The shortest order that gives what is wanted; none where the rows stand so anyway."""
        there = items_of(part_of(self._here.node, ORDER))
        if there and self._arranged(self._list, self._order) == wanted and not self._deleted & {*self._order}:
            return
        order = moved(self._arranged(self._list, ()), wanted)
        if order:
            names = map(self._name_of, order)
            items: list[Plain] = [dict(name) if isinstance(name, dict) else name for name in names]
            yield Put(self._here.part(ORDER), items)
        elif there:
            yield Drop(self._here.part(ORDER))


def _as_row(cells: Mapping[str, Plain], wish: RowWish, id_of: str) -> Row:
    """A new row as others may name it."""
    values = {name: Value(wish.cells.get(name, text)) for name, text in cells.items()}
    return Row(values, str(cells.get(id_of, "")))
