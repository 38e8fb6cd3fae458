"""Rows of a document found again in answers that have been changed since.

A row without an id of its own is named by its first text and a counter at ties, so its name may change, or
become another row's, when rows come and go in the answer file. What the rows hold tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from plangen.answers.blank_rows import BlankRow
from plangen.answers.row_keys import id_column
from plangen.catalog import Catalog
from plangen.catalog.address import Address
from plangen.differences.comparison import Difference
from plangen.differences.settled import Settled
from plangen.pulling.addresses import table_question
from plangen.pulling.raw_values import to_json
from plangen.pulling.row_alignment import align
from plangen.pulling.wishes import Context, EditedDocument

GONE = " (tidligere)"
"""Ends the name of a row that is not there any more."""
UNCLEAR = " (uklar)"
"""Ends the name of a row that may be any of several."""


def realigned(catalog: Catalog, source: EditedDocument, context: Context) -> EditedDocument:
    """The source with the names that its rows have in the answers of now. A row that is not there any more,
    or may be any of several, gets a name that no row has."""
    for table, before in source.keys.items():
        question, _ = table_question(catalog, table)
        if question is None or question.type == "fixed":
            continue
        now = context.keys.get(table, ())
        column = id_column(question)
        as_pulled = {**source.raws, **source.settled.raws}
        old, new = _rows(as_pulled, table, before), _rows(context.raws, table, now)
        rows = align(old, new, column.id if column else "")
        names = {key: rows.found.get(key, key + (UNCLEAR if key in rows.unclear else GONE)) for key in before}
        if any(key != name for key, name in names.items()):
            source = renamed(source, table, names)
    return source


def _rows(raws: Mapping[str, Any], table: str, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {key: {} for key in keys}
    for id, raw in raws.items():
        address = Address.parse(id)
        if address.whole == table and address.key in rows and raw is not None:
            rows[address.key][address.column] = to_json(raw)
    return rows


def renamed(source: EditedDocument, table: str, names: Mapping[str, str]) -> EditedDocument:
    """The source with other names of some rows of a table. `names`: key → the new one."""
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
        keys={**source.keys, table: tuple(names.get(key, key) for key in source.keys.get(table, ()))},
        blanks={row: _blank(blank, table, names) for row, blank in source.blanks.items()},
    )


def _blank(blank: BlankRow, table: str, names: Mapping[str, str]) -> BlankRow:
    """A blank row that takes a cell from a row by its new name."""
    taken = {column: _id(id, table, names) for column, id in blank.taken.items()}
    return replace(blank, taken=taken)


def _settled(settled: Settled, table: str, names: Mapping[str, str]) -> Settled:
    orders = {
        question: tuple(names.get(key, key) for key in order) if question == table else order
        for question, order in settled.orders.items()
    }
    raws = {_id(id, table, names): raw for id, raw in settled.raws.items()}
    texts = {_id(id, table, names): told for id, told in settled.texts.items()}
    doubtful = tuple(_id(id, table, names) for id in settled.doubtful)
    return replace(settled, raws=raws, orders=orders, texts=texts, doubtful=doubtful)


def _id(id: str, table: str, names: Mapping[str, str]) -> str:
    address = Address.parse(id)
    if address.whole != table or address.key not in names:
        return id
    return str(address.in_row(names[address.key]))
