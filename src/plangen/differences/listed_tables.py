"""Which tables of a document are lists of answers: to delete a row there is to delete the answer's row.

In an overview that prints some of the rows (the next four weeks), or names them beside other things (the
windows of an evaluation), a row that goes is an edit of that overview and says nothing of the answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from plangen.catalog.address import Address
from plangen.differences.pieces import pieces_of
from plangen.word.reading.content import AnswerTable, Content, TableRow

Listed = Mapping[str, Collection[str]]
"""Table → the keys of all rows that a pack shows."""


def open_tables(base: Content) -> list[AnswerTable]:
    """The tables of a document, as it was made, with several blank rows to write in: a row may come there,
    even where the rows that stand there are not all that there are."""
    return [
        table for table in base.tables if any(_address(table, row).is_in_blank_list for row in table.rows)
    ]


def _address(table: AnswerTable, row: TableRow) -> Address:
    return Address(table.question).item(row.key)


def answer_lists(base: Content, listed: Listed | None) -> list[AnswerTable]:
    """The tables of a document, as it was made, that list all rows of a question with a cell for each column.

    `listed`: None when it is not known; then every table counts as complete. Tables with the same columns
    count together: requirements may stand in one table for each category.
    """
    pure = {piece.ids[0] for piece in pieces_of(base) if piece.is_answer}
    groups: dict[tuple[str, frozenset[str]], list[AnswerTable]] = {}
    for table in base.tables:
        columns = frozenset(name for row in table.rows if row.key for name, _ in row.cells)
        groups.setdefault((table.question, columns), []).append(table)
    found: list[AnswerTable] = []
    for (question, _), tables in groups.items():
        rows = [(table, row) for table in tables for row in table.rows if row.key]
        keys = [row.key for table, row in rows if not _address(table, row).is_blank]
        if any(map(_is_beside_a_blank, tables)):
            continue
        complete = listed is None or set(keys) == set(listed.get(question, ()))
        if complete and len(keys) == len(set(keys)) and all(_is_pure(table, pure) for table in tables):
            found += tables
    return [table for table in base.tables if table in found]


def _is_beside_a_blank(table: AnswerTable) -> bool:
    """Whether a place for the only row that there can be of something stands in the table: it tells of things
    that are no rows of it (the status of each card)."""
    ids = (id for row in table.rows for _, names in row.pieces for id in names)
    return any(one.is_blank and not one.is_in_blank_list for one in map(Address.parse, ids))


def _is_pure(table: AnswerTable, pure: Collection[str]) -> bool:
    """Whether each row has a cell that is one of its answers and nothing else."""
    if not pure:  # nothing is known of the cells
        return True
    return all(
        any(str(Address.cell(table.question, row.key, name)) in pure for name, _ in row.cells)
        for row in table.rows
        if row.key
    )
