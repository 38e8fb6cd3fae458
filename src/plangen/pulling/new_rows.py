"""The same new row, typed into several documents: it becomes one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plangen.catalog import Catalog, Column
from plangen.pulling.addresses import table_question
from plangen.pulling.raw_values import same
from plangen.pulling.wishes import RowWish, Wish

Scoped = tuple[str | None, Wish | RowWish]
"""A wish with the pack it comes from."""


def with_new_rows_together(catalog: Catalog, scoped: Sequence[Scoped]) -> list[Scoped]:
    """The wishes, with one for each new row. Documents show different columns of a table, so rows of two
    documents are the same when what names the row, and every other column that both show, agree."""
    found: list[Scoped] = []
    for scope, wish in scoped:
        at = next(
            (n for n, (pack, other) in enumerate(found) if pack == scope and _same(catalog, other, wish)), -1
        )
        if at < 0:
            found.append((scope, wish))
        else:
            found[at] = (scope, _together(catalog, found[at][1], wish))
    return found


def _same(catalog: Catalog, one: Wish | RowWish, other: Wish | RowWish) -> bool:
    if not (isinstance(one, RowWish) and isinstance(other, RowWish)):
        return False
    if (one.kind, other.kind, one.table) != ("tilføjet", "tilføjet", other.table):
        return False
    if {spot.place.file for spot in one.where} & {spot.place.file for spot in other.where}:
        return False
    columns = _columns(catalog, one)
    shared = [column for column in columns if column.id in one.cells and column.id in other.cells]
    naming = next(
        (column for column in columns if column.required == "ja" and column.type == "text"), columns[0]
    )
    return naming in shared and all(same(c, one.cells[c.id], other.cells[c.id]) for c in shared)


def _together(catalog: Catalog, one: Wish | RowWish, other: Wish | RowWish) -> RowWish:
    assert isinstance(one, RowWish)
    assert isinstance(other, RowWish)
    cells = {**other.cells, **one.cells}
    ordered = {column.id: cells[column.id] for column in _columns(catalog, one) if column.id in cells}
    return replace(one, cells=ordered, where=tuple(dict.fromkeys((*one.where, *other.where))))


def _columns(catalog: Catalog, wish: RowWish) -> Sequence[Column]:
    question, _ = table_question(catalog, wish.table)
    return question.columns if question else ()
