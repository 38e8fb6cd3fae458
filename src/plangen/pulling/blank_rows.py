"""Which blank rows of a document the answers have by now.

A row that was not there has a place to write in the document. Once it has been pulled the answers have it,
while the document goes on calling it by the name of its place; so it is looked for among the rows that have
come since, and what is written in it later is an edit of that row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from plangen.answers.blank_rows import BlankRow
from plangen.answers.row_keys import id_column
from plangen.answers.scalars import Refused
from plangen.catalog import Catalog, Question
from plangen.catalog.address import Address
from plangen.pulling.addresses import address_of, column_of, question_of, table_question
from plangen.pulling.raw_values import cells_of, same, to_json
from plangen.pulling.readback import ReadBack
from plangen.pulling.realignment import GONE, UNCLEAR, renamed
from plangen.pulling.row_alignment import align
from plangen.pulling.wishes import Choices, Context, EditedDocument


def blanks_found(
    catalog: Catalog, source: EditedDocument, context: Context, choices: Choices
) -> EditedDocument:
    """The source in which each blank row that the answers have by now has its name there; one that was pulled
    and is there no longer has a name that no row has. What is known of them is what edits start from."""
    if not source.blanks:
        return source
    finder = _Finder(catalog, source, context, choices)
    for table, names in finder.names().items():
        source = renamed(source, table, names)
    blanks = finder.settled()
    known = {
        str(Address.parse(row).field(column)): raw
        for row, blank in blanks.items()
        for column, raw in blank.known.items()
    }
    return replace(source, blanks=blanks, raws={**known, **source.raws})


@dataclass
class _Finder:
    """Looks for the blank rows of one document among the rows that have come since it was made. `found`:
    table and key of a blank row → the key that it has now."""

    catalog: Catalog
    source: EditedDocument
    context: Context
    choices: Choices
    found: dict[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def blanks(self) -> dict[tuple[str, str], BlankRow]:
        """The rows by table and key; those that take a cell from another row come after it."""
        rows = ((Address.parse(row).table_row, blank) for row, blank in self.source.blanks.items())
        return dict(sorted(rows, key=lambda row: bool(row[1].taken)))

    def names(self) -> dict[str, dict[str, str]]:
        """Table → key of a blank row → key of the row that it has become."""
        for table in dict.fromkeys(table for table, _ in self.blanks):
            question, _ = table_question(self.catalog, table)
            if question is not None:
                self._find_pulled(question, table)
                self._find_fresh(question, table)
        names: dict[str, dict[str, str]] = {}
        for (table, key), name in self.found.items():
            names.setdefault(table, {})[key] = name
        return names

    def settled(self) -> dict[str, BlankRow]:
        """All rows by the names that they have now, with what is known of them for certain."""
        return {
            str(Address(table).item(self.found.get((table, key), key))): BlankRow(self._known(blank))
            for (table, key), blank in self.blanks.items()
        }

    def _find_pulled(self, question: Question, table: str) -> None:
        """The rows that were pulled from this document before."""
        old: dict[str, dict[str, Any]] = {}
        for key, blank in self._of(table):
            pulled = self._pulled(table, key)
            if pulled:
                old[key] = {**self._known(blank), **pulled}
        column = id_column(question)
        new = {key: self._cells(table, key) for key in self._came(table)}
        rows = align(old, new, column.id if column else "")
        for key in old:
            gone = key + (UNCLEAR if key in rows.unclear else GONE)
            self.found[table, key] = rows.found.get(key, gone)

    def _find_fresh(self, question: Question, table: str) -> None:
        """The rows that others have written meanwhile, in the answer file or in another document."""
        for key, blank in self._of(table):
            said = self._said(question, table, key)
            if (table, key) in self.found or not said:
                continue
            known = self._known(blank)
            one_of_several = Address(table).item(key).is_in_blank_list
            wanted = {**known, **{c: raw for c, raw in said.items() if one_of_several or c in known}}
            row = next((row for row in self._came(table) if self._is(question, table, row, wanted)), None)
            if row is not None:
                self.found[table, key] = row

    def _is(self, question: Question, table: str, row: str, wanted: Mapping[str, Any]) -> bool:
        """Whether a row says what is wanted, and is of the same departments."""
        cells = self._cells(table, row)
        asked = {**{c.id: None for c in question.columns if c.refers == "afdeling"}, **wanted}
        return all(
            same(question.column(column), cells.get(column), raw, self.context.names.roles)
            for column, raw in asked.items()
        )

    # --- rows ----------------------------------------------------------------------------------------------
    def _of(self, table: str) -> Iterator[tuple[str, BlankRow]]:
        return ((key, blank) for (other, key), blank in self.blanks.items() if other == table)

    def _came(self, table: str) -> list[str]:
        """The rows that were not there when the document was made, and are no other blank row's."""
        taken = {*self.source.keys.get(table, ()), *(n for (t, _), n in self.found.items() if t == table)}
        return [key for key in self.context.keys.get(table, ()) if key not in taken]

    def _cells(self, table: str, key: str) -> dict[str, Any]:
        return cells_of(self.context.raws, table, key)

    # --- cells ---------------------------------------------------------------------------------------------
    def _known(self, blank: BlankRow) -> dict[str, Any]:
        """What is known of a row, with what is written elsewhere in the document."""
        taken = ((column, self._value(id)) for column, id in blank.taken.items())
        return {**blank.known, **{column: raw for column, raw in taken if raw is not None}}

    def _pulled(self, table: str, key: str) -> dict[str, Any]:
        return cells_of(self.source.settled.raws, table, key)

    def _said(self, question: Question, table: str, key: str) -> dict[str, Any]:
        """The cells of a blank row that can be read."""
        cells = ((c.id, self._read(str(Address.cell(table, key, c.id)))) for c in question.columns)
        return {column: to_json(raw) for column, raw in cells if raw is not None}

    @cached_property
    def _texts(self) -> dict[str, str]:
        """What is written in the places of the document."""
        edits, ignores = self.source.difference, self.choices.tracked == "ignore"
        texts = {edit.id: edit.rejected if ignores else edit.now for edit in edits.answers if not edit.copy}
        return {**texts, **{lost.id: lost.retyped for lost in edits.lost if lost.to_write}}

    def _read(self, id: str) -> Any:
        """What is written in a place of the document; None for nothing, or what cannot be read."""
        address = address_of(self.catalog, id) if id in self._texts else None
        if address is None:
            return None
        question, column = question_of(self.catalog, address), column_of(self.catalog, address)
        raw = ReadBack(self.catalog, self.context.names).value(question, column, self._texts[id])
        return None if isinstance(raw, Refused) else raw

    def _value(self, id: str) -> Any:
        """What another answer says: as it is written in the document, was pulled, or is by now."""
        address = Address.parse(id)
        now = address.in_row(self.found.get(address.table_row, address.key)) if address.key else address
        raws = (self._read(id), self.source.settled.raws.get(id), self.context.raws.get(str(now)))
        return next((to_json(raw) for raw in raws if raw is not None), None)
