"""Rows that only lost their controls, as when a file was saved as .odt or .doc and back.

Such a row reads as deleted, and what stands there as a new one, or as text beside the table. Where every cell
stands in its place still, between cells that are as they were, the answers are known by that place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from plangen.catalog.address import Address
from plangen.differences.pieces import Piece, in_place, pieces_of
from plangen.differences.rows import RowEdit
from plangen.word.reading.content import Content

Row = tuple[str, str]
"""A question and the key of one of its rows."""


def without_standing(base: Content, now: Content, rows: tuple[RowEdit, ...]) -> tuple[RowEdit, ...]:
    """The row edits but for those of rows that stand where they stood, without their controls.

    Of a whole table it is enough that each of its cells has its place. Single rows may have been deleted and
    written anew by hand; so they count only in a file that another program has made input fields of.
    """
    if not any(row.kind == "tabel" or (now.typed_fields and row.kind == "slettet") for row in rows):
        return rows
    standing = _standing(base, now)
    gone = {edit: rows_of for edit in rows if (rows_of := _rows_of(edit, now.typed_fields))}
    back = [edit for edit, keys in gone.items() if keys <= standing.keys()]
    texts = [standing[row] for edit in back for row in gone[edit]]
    return tuple(edit for edit in rows if edit not in back and not _is_one_of(edit, texts))


def _rows_of(edit: RowEdit, single: bool) -> set[Row]:
    """The rows that an edit takes away."""
    if edit.kind == "tabel":
        return {(edit.question, key) for key in edit.before}
    return {(edit.question, edit.key)} if single and edit.kind == "slettet" else set()


def _is_one_of(edit: RowEdit, texts: Sequence[frozenset[str]]) -> bool:
    """Whether a new row is what stands in place of a row that lost its controls."""
    if edit.kind != "tilføjet":
        return False
    own = {text for text, _ in edit.pieces}
    return any(said <= own for said in texts)


def _standing(base: Content, now: Content) -> dict[Row, frozenset[str]]:
    """The rows of which each cell has its place, with the texts that stand there."""
    cells: dict[Row, int] = {}
    for control in base.controls:
        row = Address.parse(control.id).table_row
        if row[1]:
            cells[row] = cells.get(row, 0) + 1
    found: dict[Row, list[str]] = {}
    for piece, text in paired(pieces_of(base), pieces_of(now)):
        for id in piece.ids:
            row = Address.parse(id).table_row
            found.setdefault(row, []).append(text)
    return {row: frozenset(texts) for row, texts in found.items() if len(texts) == cells.get(row)}


def paired(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[tuple[Piece, str]]:
    """The pieces with controls whose text alone stands in their place now, each with that text: where as many
    pieces gave way to as many others, and each fits."""
    matcher = SequenceMatcher(
        None, [piece.token for piece in old], [piece.token for piece in new], autojunk=False
    )
    for _, first, last, start, end in matcher.get_opcodes():
        pairs = list(zip(old[first:last], new[start:end], strict=False))
        if last - first == end - start and all(fits(*pair) for pair in pairs):
            yield from ((was, came.text) for was, came in pairs if was.ids)


def fits(old: Piece, new: Piece) -> bool:
    """Whether a piece says the same around its controls, which may be gone."""
    return old.token == new.token or in_place(old, new, frozenset(old.ids)) is not None


def placed(was: Iterable[Piece], now: Iterable[Piece], lost: frozenset[str]) -> dict[str, str] | None:
    """Id → the text in its place, where each of the pieces gave way to the one that stands in its place; None
    where they do not."""
    found: dict[str, str] = {}
    for old, new in zip(was, now, strict=True):
        if old.token == new.token:
            continue
        texts = in_place(old, new, lost)
        if texts is None:
            return None
        found.update(texts)
    return found
