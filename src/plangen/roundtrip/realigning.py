"""Rows of a document found again in answers that have been changed since.

A row without an id of its own is named by its first text and a counter at ties, so its name may change, or
become another row's, when rows come and go in the answer file. What the rows hold tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from plangen.answers.row_keys import id_column
from plangen.catalog import Catalog
from plangen.roundtrip.addresses import table_question
from plangen.roundtrip.comparing import Difference
from plangen.roundtrip.values import to_json
from plangen.roundtrip.wishes import Context, Settled, Source

_COUNTER = re.compile(r"_\d+\Z")
_CERTAIN = 17  # characters that a counter never takes the place of
_GONE = " (tidligere)"

Rows = Mapping[str, Mapping[str, Any]]


def realigned(catalog: Catalog, source: Source, context: Context) -> Source:
    """The source with the names that its rows have in the answers of now. A row that is not there any more
    gets a name that no row has."""
    for table, before in source.keys.items():
        question, _ = table_question(catalog, table)
        if question is None or question.type == "fixed":
            continue
        now = context.keys.get(table, ())
        has_ids = id_column(question) is not None
        found = _same_rows(before, _rows(source.raws, table), now, _rows(context.raws, table), has_ids)
        names = {key: found.get(key, key + _GONE) for key in before}
        if any(key != name for key, name in names.items()):
            source = _renamed(source, table, names)
    return source


def _rows(raws: Mapping[str, Any], table: str) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for id, raw in raws.items():
        if id.startswith(f"{table}["):
            key, _, column = id[len(table) + 1 :].rpartition("].")
            rows.setdefault(key, {})[column] = to_json(raw)
    return rows


def _same_rows(
    before: Sequence[str], old: Rows, now: Sequence[str], new: Rows, has_ids: bool
) -> dict[str, str]:
    """Old name → new name: of rows with the same name and content, then the same content, then the same
    name, when a counter in it cannot have come to mean another row."""
    found = {key: key for key in before if key in now and old.get(key) == new.get(key)}
    free = [key for key in now if key not in found]
    for key in before:
        if key not in found and not has_ids:
            twin = next((name for name in free if old.get(key) == new.get(name)), None)
            if twin is not None:
                found[key] = twin
                free.remove(twin)
    for key in before:
        if key not in found and key in free and (has_ids or _ties(before, key) == _ties(now, key)):
            found[key] = key
            free.remove(key)
    return found


def _ties(keys: Sequence[str], key: str) -> int:
    """How many names may differ only by their counter; long ones are cut to make room for it."""
    return sum(_stem(other) == _stem(key) for other in keys)


def _stem(key: str) -> str:
    return _COUNTER.sub("", key)[:_CERTAIN]


def _renamed(source: Source, table: str, names: Mapping[str, str]) -> Source:
    edits = source.difference
    difference: Difference = replace(
        edits,
        answers=tuple(replace(edit, id=_id(edit.id, table, names)) for edit in edits.answers),
        lost=tuple(replace(lost, id=_id(lost.id, table, names)) for lost in edits.lost),
        rows=tuple(
            replace(
                row,
                key=names.get(row.key, row.key),
                after=names.get(row.after, row.after),
                copied_from=names.get(row.copied_from, row.copied_from),
                order=tuple(names.get(key, key) for key in row.order),
                before=tuple(names.get(key, key) for key in row.before),
                printed=tuple((names.get(key, key), name, text) for key, name, text in row.printed),
            )
            if row.question == table
            else row
            for row in edits.rows
        ),
    )
    return replace(
        source,
        difference=difference,
        raws={_id(id, table, names): raw for id, raw in source.raws.items()},
        settled=_settled(source.settled, table, names),
        shown={_id(id, table, names): texts for id, texts in source.shown.items()},
        keys={**source.keys, table: tuple(names[key] for key in source.keys[table])},
    )


def _settled(settled: Settled, table: str, names: Mapping[str, str]) -> Settled:
    orders = {
        question: tuple(names.get(key, key) for key in order) if question == table else order
        for question, order in settled.orders.items()
    }
    raws = {_id(id, table, names): raw for id, raw in settled.raws.items()}
    return replace(settled, raws=raws, orders=orders)


def _id(id: str, table: str, names: Mapping[str, str]) -> str:
    if not id.startswith(f"{table}["):
        return id
    key, bracket, column = id[len(table) + 1 :].rpartition("]")
    return f"{table}[{names.get(key, key)}{bracket}{column}"
