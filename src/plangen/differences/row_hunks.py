"""Which edits of a document's pieces are no more than rows that came, went or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plangen.catalog.address import Address
from plangen.differences.pieces import Piece, pieces_of
from plangen.differences.rows import RowEdit
from plangen.word.reading.content import Content


@dataclass(frozen=True, slots=True)
class Hunk:
    """Pieces that gave way to other pieces."""

    was: tuple[Piece, ...]
    now: tuple[Piece, ...]


def widths_of(base: Content) -> dict[str, int]:
    """Question → the number of cells in a row of its table, where two rows stand together."""
    first: dict[tuple[str, str], int] = {}
    for number, piece in enumerate(pieces_of(base)):
        for id in piece.ids:
            row = Address.parse(id).table_row
            if row[1]:
                first.setdefault(row, number)
    widths: dict[str, int] = {}
    for table in base.tables:
        starts = [first[table.question, row.key] for row in table.rows if (table.question, row.key) in first]
        steps = {later - earlier for earlier, later in pairwise(starts)}
        if steps:  # headings between rows make some steps longer
            widths.setdefault(table.question, min(steps))
    return widths


def pieces_of_rows(base: Content, old: Sequence[Piece]) -> dict[str, list[Piece]]:
    """Question → the cells of the rows of its tables, also of those that stand before their first answer."""
    widths = widths_of(base)
    found: dict[str, list[Piece]] = {}
    for number, piece in enumerate(old):
        for question in {address.whole for address in map(Address.parse, piece.ids) if address.key}:
            found.setdefault(question, []).extend(old[number : number + widths.get(question, 1)])
    tokens = [piece.token for piece in old]
    for table in base.tables:
        for row in (row for row in table.rows if row.key and row.pieces):
            width = len(row.pieces)
            starts = (n for n, token in enumerate(tokens) if token == row.pieces[0])
            start = next((n for n in starts if tuple(tokens[n : n + width]) == row.pieces), len(old))
            found.setdefault(table.question, []).extend(old[start : start + width])
    return found


def without_rows(hunks: Sequence[Hunk], rows: Sequence[RowEdit], widths: dict[str, int]) -> Iterator[Hunk]:
    """The hunks that are no more than rows that came, went or moved are left out."""
    gone = {(row.question, row.key) for row in rows if row.kind in ("slettet", "delvis", "omplaceret")}
    moved = {row.question for row in rows if row.kind in ("flyttet", "omplaceret")}
    new = [row for row in rows if row.kind in ("tilføjet", "kopieret")]
    for hunk in _without_moves(hunks, moved):
        went_only_rows = not hunk.was or _is_of_rows(hunk.was, gone, widths)
        if not (went_only_rows and _holds_only(hunk, new)):
            yield hunk


def _without_moves(hunks: Sequence[Hunk], moved: set[str]) -> Iterator[Hunk]:
    """Pieces of moved rows go in one place and come in another."""
    mine = [hunk for hunk in hunks if _touches(hunk, moved)]
    went = Counter(piece.token for hunk in mine for piece in hunk.was)
    came = Counter(piece.token for hunk in mine for piece in hunk.now)
    return iter(hunks) if went != came else (hunk for hunk in hunks if hunk not in mine)


def _touches(hunk: Hunk, questions: set[str]) -> bool:
    ids = (id for piece in (*hunk.was, *hunk.now) for id in piece.ids)
    return any(Address.parse(id).table_row[0] in questions for id in ids)


def _is_of_rows(pieces: Sequence[Piece], gone: set[tuple[str, str]], widths: dict[str, int]) -> bool:
    """Whether the pieces are the cells of rows that are gone, and nothing else."""
    found: dict[tuple[str, str], None] = {}
    for id in (id for piece in pieces for id in piece.ids):
        found[Address.parse(id).table_row] = None
    if not found or not set(found) <= gone:
        return False
    return len(pieces) == sum(widths.get(question, 0) for question, _ in found)


def _holds_only(hunk: Hunk, new: Sequence[RowEdit]) -> bool:
    """Whether what came is the cells of new rows, and nothing else."""
    came = rows_in(hunk, new)
    return Counter(piece.token for piece in hunk.now) == Counter(cell for row in came for cell in row.pieces)


def rows_in(hunk: Hunk, new: Sequence[RowEdit]) -> list[RowEdit]:
    """The new rows all of whose cells came in the hunk."""
    left = Counter(piece.token for piece in hunk.now)
    found: list[RowEdit] = []
    for row in new:
        cells = Counter(row.pieces)
        if cells <= left:
            left -= cells
            found.append(row)
    return found
