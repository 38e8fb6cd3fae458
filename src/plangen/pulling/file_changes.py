"""Granted wishes as changes to the text of one answer file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plangen.answers.model import Multi
from plangen.answers.nodes import MappingNode, Node, ScalarNode, SequenceNode
from plangen.answers.row_keys import id_column
from plangen.catalog import Catalog, Question
from plangen.catalog.address import Address
from plangen.forms.yaml.write import Arrange, Change, Clear, Kept, Path, Plain, Put
from plangen.pulling.addresses import question_of, table_question
from plangen.pulling.wishes import RowWish, Wish
from plangen.texts.danish import slug

_MAX_KEY = 30


def changes_for(
    catalog: Catalog,
    root: MappingNode | None,
    wishes: Sequence[Wish | RowWish],
    numbers: Mapping[str, Mapping[str, int]],
) -> list[Change]:
    """The changes that fulfil the wishes in one file.

    `root`: the file's tree; `numbers`: table → row key → the row's number in that file, from 0.
    """
    changes: list[Change] = []
    for wish in wishes:
        if isinstance(wish, Wish):
            changes.append(_value_change(catalog, root, wish, numbers))
    tables = dict.fromkeys(wish.table for wish in wishes if isinstance(wish, RowWish))
    for table in tables:
        mine = [wish for wish in wishes if isinstance(wish, RowWish) and wish.table == table]
        changes.append(_arrangement(catalog, root, table, mine, numbers.get(table, {})))
    return changes


# --- single values ------------------------------------------------------------------------------------------
def _value_change(
    catalog: Catalog, root: MappingNode | None, wish: Wish, numbers: Mapping[str, Mapping[str, int]]
) -> Change:
    address = wish.address
    path: Path = (address.part, address.question)
    question = question_of(catalog, address)
    if address.row:
        path += (numbers[address.whole][address.row] if question.type == "table" else address.row,)
    if address.column:
        path += (address.column,)
    elif question.columns and question.type == "choice" and not _is_scalar(_node(root, path)):
        path += ("valg",)
    if wish.raw is None:
        return Clear(path)
    if isinstance(wish.raw, Multi):
        return Put(path, _multi(wish.raw, _node(root, path)))
    return Put(path, plain(wish.raw))


def plain(raw: Any) -> Plain:
    """A raw value as an answer file holds it."""
    match raw:
        case Multi():
            return list(raw.chosen)
        case tuple():
            return list(raw)
    return raw  # type: ignore[no-any-return]


def _multi(raw: Multi, there: Node | None) -> Plain:
    """Codes as a list; with own items, or where it is so already, under `valg` and `egne`."""
    if raw.own or isinstance(there, MappingNode):
        given: dict[str, Plain] = {"valg": list(raw.chosen), "egne": list(raw.own)}
        return {name: items for name, items in given.items() if items}
    return list(raw.chosen)


def _node(root: MappingNode | None, path: Path) -> Node | None:
    node: Node | None = root
    for step in path:
        if isinstance(step, int):
            node = node.items[step] if isinstance(node, SequenceNode) and step < len(node.items) else None
        else:
            node = node.get(step) if isinstance(node, MappingNode) else None
    return node


def _is_scalar(node: Node | None) -> bool:
    return isinstance(node, ScalarNode) and bool(node.text.strip())


# --- rows ---------------------------------------------------------------------------------------------------
def _arrangement(
    catalog: Catalog,
    root: MappingNode | None,
    table: str,
    wishes: Sequence[RowWish],
    numbers: Mapping[str, int],
) -> Change:
    question, _ = table_question(catalog, table)
    assert question is not None
    address = Address.parse(table)
    path: Path = (address.part, address.question)
    node = _node(root, path)
    count = len(node.items) if isinstance(node, SequenceNode) else 0
    order = list(range(count))
    for wish in wishes:
        if wish.kind == "flyttet":
            order = _moved(order, [numbers[key] for key in wish.order])
    deleted = {numbers[wish.key] for wish in wishes if wish.kind == "slettet"}
    rows: list[Kept | Plain] = [Kept(number) for number in order]
    taken = set(numbers)
    for wish in reversed([wish for wish in wishes if wish.kind == "tilføjet"]):
        row = with_key(question, {name: plain_cell(raw) for name, raw in wish.cells.items()}, taken)
        rows.insert(_position(rows, wish, numbers), row)
    final = [row for row in rows if not (isinstance(row, Kept) and row.number in deleted)]
    if not count:
        return Put(path, [row for row in final if not isinstance(row, Kept)])
    return Arrange(path, tuple(final))


def plain_cell(raw: Any) -> Plain:
    return plain(raw)


def _moved(order: list[int], wanted: Sequence[int]) -> list[int]:
    """The order in which the rows of `wanted` stand as they do there, in the places they have together."""
    queue = iter(wanted)
    return [next(queue) if number in wanted else number for number in order]


def _position(rows: Sequence[Kept | Plain], wish: RowWish, numbers: Mapping[str, int]) -> int:
    """Where a new row goes: under the row above it in the document, else over the first one there."""
    places = {row.number: place for place, row in enumerate(rows) if isinstance(row, Kept)}
    if wish.after in numbers:
        return places[numbers[wish.after]] + 1
    below = [places[numbers[key]] for key in wish.order if key in numbers]
    place = min(below, default=len(rows))
    while place and not isinstance(rows[place - 1], Kept):  # those of later wishes stand there by now
        place -= 1
    return place


def with_key(question: Question, row: dict[str, Plain], taken: set[str]) -> dict[str, Plain]:
    """The row with an id of its own, where the table's rows must have one."""
    column = id_column(question)
    if column is None or column.required != "ja" or column.id in row:
        return row
    named = _naming(question, row)
    base = slug(named, _MAX_KEY - 4)
    base = base if base[:1].isalpha() else f"x_{base}"
    key, number = base, 2
    while key in taken or key in ("alle", "faelles"):
        key, number = f"{base}_{number}", number + 1
    taken.add(key)
    return {column.id: key, **row}


def _naming(question: Question, row: Mapping[str, Plain]) -> str:
    """The text that names a new row: its first required text, else its first text."""
    texts: Iterable[str] = (
        str(row[column.id])
        for required in (True, False)
        for column in question.columns
        if column.id in row and (column.required == "ja") is required
    )
    return next(iter(texts), "")
