"""Edits of what is no answer: free text and looks, piece by piece.

A piece is a paragraph or a cell. Pieces are compared with the ids of the answers in them, so that a row that
came or went takes the text of its other cells along and is no edit of free text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from plangen.roundtrip.pieces import CONTROL, Piece, pieces_of
from plangen.roundtrip.rows import RowEdit
from plangen.word.reading.content import Content, Control
from plangen.word.reading.layout import alike

EMPTY_LINE = "¶"


@dataclass(frozen=True, slots=True)
class FreeEdit:
    """A piece of free text that was changed; `was` or `now` is empty when it came or went. An answer in it is
    one character, U+FFFC; `was_ids` and `now_ids` say which they are."""

    was: str
    now: str
    was_ids: tuple[str, ...] = ()
    now_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LookEdit:
    """A piece that looks different: its text, both looks in words, and the ids of the answers in it."""

    text: str
    was: str
    now: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FreeText:
    """The edits outside answers. `retyped`: id of a lost control → what stands in its place."""

    free: tuple[FreeEdit, ...]
    looks: tuple[LookEdit, ...]
    retyped: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Pieces that gave way to other pieces."""

    was: tuple[Piece, ...]
    now: tuple[Piece, ...]


def free_text(base: Content, now: Content, rows: Sequence[RowEdit], lost: Sequence[Control]) -> FreeText:
    """The edits outside answers. `rows`: the row edits of the same document; `lost`: its lost controls."""
    old, new = pieces_of(base), pieces_of(now)
    exact = base.exact and now.exact
    hunks: list[_Hunk] = []
    looks: list[LookEdit] = []
    for kind, from_old, to_old, from_new, to_new in _opcodes(old, new):
        was, came = old[from_old:to_old], new[from_new:to_new]
        if kind == "equal":
            looks += [edit for a, b in zip(was, came, strict=True) for edit in _look_edit(a, b, exact)]
        else:
            hunks.append(_Hunk(tuple(was), tuple(came)))
    hunks = list(_without_rows(hunks, rows, _widths(base)))
    names = {control.id for control in lost}
    retyped: dict[str, str] = {}
    free: list[FreeEdit] = []
    for hunk in hunks:
        free += _edits(hunk, names, retyped)
        free += _empty_lines(hunk)
    return FreeText(tuple(free), tuple(looks), retyped)


def _look_edit(old: Piece, new: Piece, exact: bool) -> Iterator[LookEdit]:
    """What was done to the look of a piece, its layout included."""
    if not alike(old.layout, new.layout, exact):
        was, now = ("; ".join(filter(None, (piece.look, piece.layout))) for piece in (old, new))
        yield LookEdit(old.text, was, now, old.ids)
    elif old.look != new.look:
        yield LookEdit(old.text, old.look, new.look, old.ids)


def _empty_lines(hunk: _Hunk) -> Iterator[FreeEdit]:
    """Empty lines that came or went, and nothing else with them."""
    if all(piece.is_empty for piece in (*hunk.was, *hunk.now)):
        yield from [FreeEdit(EMPTY_LINE, "")] * len(hunk.was)
        yield from [FreeEdit("", EMPTY_LINE)] * len(hunk.now)


def _opcodes(old: Sequence[Piece], new: Sequence[Piece]) -> list[tuple[str, int, int, int, int]]:
    one, other = [piece.token for piece in old], [piece.token for piece in new]
    if one == other:
        return [("equal", 0, len(one), 0, len(other))]
    return list(SequenceMatcher(None, one, other, autojunk=False).get_opcodes())


# --- rows ---------------------------------------------------------------------------------------------------
def _widths(base: Content) -> dict[str, int]:
    """Question → the number of cells in a row of its table, where two rows stand together."""
    first: dict[tuple[str, str], int] = {}
    for number, piece in enumerate(pieces_of(base)):
        for id in piece.ids:
            question, bracket, rest = id.partition("[")
            if bracket:
                first.setdefault((question, rest.rpartition("]")[0]), number)
    widths: dict[str, int] = {}
    for table in base.tables:
        starts = [first[table.question, row.key] for row in table.rows if (table.question, row.key) in first]
        steps = {later - earlier for earlier, later in pairwise(starts)}
        if steps:  # headings between rows make some steps longer
            widths.setdefault(table.question, min(steps))
    return widths


def _without_rows(hunks: Sequence[_Hunk], rows: Sequence[RowEdit], widths: dict[str, int]) -> Iterator[_Hunk]:
    """The hunks that are no more than rows that came, went or moved are left out."""
    gone = {(row.question, row.key) for row in rows if row.kind in ("slettet", "omplaceret")}
    moved = {row.question for row in rows if row.kind in ("flyttet", "omplaceret")}
    new = [row for row in rows if row.kind in ("tilføjet", "kopieret")]
    for hunk in _without_moves(hunks, moved):
        went_only_rows = not hunk.was or _is_of_rows(hunk.was, gone, widths)
        if not (went_only_rows and _holds_only(hunk, new)):
            yield hunk


def _without_moves(hunks: Sequence[_Hunk], moved: set[str]) -> Iterator[_Hunk]:
    """Pieces of moved rows go in one place and come in another."""
    mine = [hunk for hunk in hunks if _touches(hunk, moved)]
    went = Counter(piece.token for hunk in mine for piece in hunk.was)
    came = Counter(piece.token for hunk in mine for piece in hunk.now)
    return iter(hunks) if went != came else (hunk for hunk in hunks if hunk not in mine)


def _touches(hunk: _Hunk, questions: set[str]) -> bool:
    ids = (id for piece in (*hunk.was, *hunk.now) for id in piece.ids)
    return any(id.partition("[")[0] in questions for id in ids)


def _is_of_rows(pieces: Sequence[Piece], gone: set[tuple[str, str]], widths: dict[str, int]) -> bool:
    """Whether the pieces are the cells of rows that are gone, and nothing else."""
    found: dict[tuple[str, str], None] = {}
    for id in (id for piece in pieces for id in piece.ids):
        question, _, rest = id.partition("[")
        found[question, rest.rpartition("]")[0]] = None
    if not found or not set(found) <= gone:
        return False
    return len(pieces) == sum(widths.get(question, 0) for question, _ in found)


def _holds_only(hunk: _Hunk, new: Sequence[RowEdit]) -> bool:
    """Whether what came is the cells of new rows, and nothing else."""
    left = Counter(piece.token for piece in hunk.now)
    for row in new:
        cells = Counter(row.pieces)
        if cells <= left:
            left -= cells
    return not left


# --- text ---------------------------------------------------------------------------------------------------
def _edits(hunk: _Hunk, lost: set[str], retyped: dict[str, str]) -> Iterator[FreeEdit]:
    """The edits of free text in a hunk. Text in place of a lost control is noted in `retyped` instead."""
    was, now = list(hunk.was), list(hunk.now)
    if len(was) == 1 and len(now) > 1 and was[0].text == CONTROL and _all_free(now):
        retyped.update({id: "\n\n".join(piece.text for piece in now) for id in was[0].ids if id in lost})
        return
    for old, new in zip(was, now, strict=False):
        found = _in_place(old, new, lost)
        if found is not None:
            retyped.update(found)
        elif (old.is_free or new.is_free) and old.text != new.text:
            yield FreeEdit(old.text, new.text, old.ids, new.ids)
    common = min(len(was), len(now))
    yield from (FreeEdit(piece.text, "", piece.ids) for piece in was[common:] if piece.is_free)
    yield from (FreeEdit("", piece.text, (), piece.ids) for piece in now[common:] if piece.is_free)


def _all_free(pieces: Sequence[Piece]) -> bool:
    return all(piece.is_free and not piece.ids for piece in pieces)


def _in_place(old: Piece, new: Piece, lost: set[str]) -> dict[str, str] | None:
    """Id → the text in its place, when a piece differs only by lost controls; None when it differs more."""
    gone = [id for id in old.ids if id not in new.ids]
    if not gone or not set(gone) <= lost or len(old.ids) - len(new.ids) != len(gone):
        return None
    kept = _split(old, gone)
    position = 0
    found: dict[str, str] = {}
    for number, fixed in enumerate(kept):
        start = new.text.find(fixed, position)
        last = number == len(kept) - 1
        if last and fixed:
            start = new.text.rfind(fixed, position)
        elif last:
            start = len(new.text)
        if start < 0 or (number == 0 and start > 0) or (last and start + len(fixed) < len(new.text)):
            return None
        if number:
            found[gone[number - 1]] = new.text[position:start].strip()
        position = start + len(fixed)
    return found if all(CONTROL not in text for text in found.values()) else None


def _split(old: Piece, gone: Sequence[str]) -> list[str]:
    """The text around the controls that are gone; other controls stay in it."""
    parts = [""]
    ids = iter(old.ids)
    for letter in old.text:
        if letter == CONTROL and next(ids, "") in gone:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
