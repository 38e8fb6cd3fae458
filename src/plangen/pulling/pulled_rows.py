"""New rows that have been pulled, while the document in which they were typed stays in use.

The answers have such a row by now, and the document has it without a name. It is looked for among the rows
that have come since the document was made; what is typed in it later is an edit of that row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from plangen.answers.row_keys import id_column
from plangen.catalog import Catalog
from plangen.catalog.address import Address
from plangen.differences.comparison import AnswerEdit
from plangen.differences.rows import RowEdit
from plangen.differences.settled import SettledRow
from plangen.pulling.addresses import table_question
from plangen.pulling.new_row_cells import NewRow, Unclear
from plangen.pulling.raw_values import cells_of, to_json
from plangen.pulling.realignment import GONE, UNCLEAR
from plangen.pulling.row_alignment import align
from plangen.pulling.wishes import Context, Done, EditedDocument, Outcome


def pulled_found(
    catalog: Catalog, source: EditedDocument, context: Context
) -> tuple[EditedDocument, tuple[str, ...]]:
    """For each row edit of a document the key that its row has in the answers of now, a name that no row has
    when it is there no longer, and nothing when it was not pulled. The source has what the rows said when
    they were pulled as what edits start from."""
    edits = source.difference.rows
    names: dict[int, str] = {}
    for table in dict.fromkeys(edit.question for edit in edits if edit.pulled):
        names |= _names(catalog, source, context, table)
    raws: dict[str, Any] = {}
    doubtful: list[str] = []
    for number, key in names.items():
        pulled = edits[number].pulled
        if pulled is not None:
            row = Address(pulled.table).item(key)
            raws |= {str(row.field(column)): raw for column, raw in pulled.raws.items()}
            doubtful += [str(row)] if pulled.doubtful else []
    settled = source.settled
    settled = replace(settled, raws={**settled.raws, **raws}, doubtful=(*settled.doubtful, *doubtful))
    return replace(source, settled=settled), tuple(names.get(number, "") for number in range(len(edits)))


def _names(catalog: Catalog, source: EditedDocument, context: Context, table: str) -> dict[int, str]:
    """The same for the pulled rows of one table, by number. A row of which the answers have some edits and
    not others may be more like what the document says now than what it said then."""
    edits = source.difference.rows
    numbers = [number for number, edit in enumerate(edits) if edit.pulled and edit.question == table]
    there = {*source.keys.get(table, ()), *(Address.parse(row).key for row in source.blanks)}
    came = [key for key in context.keys.get(table, ()) if key not in there]
    question, _ = table_question(catalog, table)
    column = id_column(question) if question else None
    found: dict[int, str] = {}
    unclear: set[int] = set()
    for as_now in (False, True):
        left = [number for number in numbers if number not in {*found, *unclear}]
        old = {f"+{n}": _cells(catalog, source, context, edits[n], as_now) for n in left}
        new = {key: cells_of(context.raws, table, key) for key in came if key not in found.values()}
        rows = align(old, new, column.id if column else "")
        found |= {n: rows.found[f"+{n}"] for n in left if f"+{n}" in rows.found}
        unclear |= {n for n in left if f"+{n}" in rows.unclear}
    return {n: found.get(n, f"+{n}{UNCLEAR if n in unclear else GONE}") for n in numbers}


def _cells(
    catalog: Catalog, source: EditedDocument, context: Context, edit: RowEdit, as_now: bool
) -> Mapping[str, Any]:
    """What a row said when it was pulled, with what it says now."""
    raws = edit.pulled.raws if edit.pulled else {}
    question, _ = table_question(catalog, edit.question)
    if not (as_now and edit.is_edited_on and question):
        return raws
    cells = NewRow(catalog, source, context, question, edit).cells()
    now = {} if isinstance(cells, Unclear) else {name: to_json(raw) for name, raw in cells.items()}
    return {**raws, **now}


def cell_edits(row: NewRow, key: str) -> Iterator[AnswerEdit]:
    """What was typed in a new row after it had been pulled. `key`: of the row in the answers."""
    edit = row.edit
    was, now, refused = dict(edit.pulled.cells if edit.pulled else ()), dict(edit.said), dict(edit.refused)
    for name, column in row.columns().items():
        if now[name] != was.get(name, "") or column.id in refused:
            id = str(Address.cell(edit.question, key, column.id))
            why = refused.get(column.id, "")
            yield AnswerEdit(id, was.get(name, ""), now[name], now[name], edit.place, refused=why)


def settled_row(context: Context, edit: RowEdit, outcomes: Sequence[Outcome]) -> SettledRow | None:
    """What a pull notes of a row edit, if it is of a row that came. Of one that is edited on it notes the
    cells that the answers have; while something is open, the row goes on being what it was."""
    done = [outcome for outcome in outcomes if isinstance(outcome, Done)]
    whole = bool(outcomes) and len(done) == len(outcomes)
    if edit.pulled is None:
        return _of_answers(context, edit, done[0].about) if edit.is_new and whole else None
    if not edit.is_new:  # it is gone from the document
        return None if whole else edit.pulled
    cells = {Address.parse(one.about).column: to_json(one.raw) for one in done if one.about}
    raws = {column: raw for column, raw in {**edit.pulled.raws, **cells}.items() if raw is not None}
    return SettledRow(edit.question, edit.said, raws) if whole else replace(edit.pulled, raws=raws)


def _of_answers(context: Context, edit: RowEdit, row: str) -> SettledRow:
    """A new row with what the answers say of it."""
    key = Address.parse(row).key
    return SettledRow(edit.question, edit.said, cells_of(context.raws, edit.question, key) if key else {})
