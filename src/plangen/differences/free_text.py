"""Edits of what is no answer: free text and looks, piece by piece.

A piece is a paragraph or a cell. Pieces are compared with the ids of the answers in them, so that a row that
came or went takes the text of its other cells along and is no edit of free text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from plangen.catalog.address import Address
from plangen.differences.pairing import NOTHING, paired
from plangen.differences.pieces import CONTROL, Piece, in_place, pieces_of
from plangen.differences.row_hunks import Hunk, pieces_of_rows, rows_in, widths_of, without_rows
from plangen.differences.row_looks import odd_looks
from plangen.differences.rows import RowEdit
from plangen.differences.standing import placed
from plangen.differences.wholes import Whole, Wholes
from plangen.word.reading.content import Content, Control, Spot
from plangen.word.reading.look_facts import places_of, without_places
from plangen.word.reading.same_layout import alike

EMPTY_LINE = "¶"
_PARAGRAPH, _FACT = " | ", "; "  # between the looks of the paragraphs of a piece, and between facts
_OF_AN_ANSWER = re.compile(f": {CONTROL}[^{CONTROL}]*{CONTROL}$")


@dataclass(frozen=True, slots=True)
class FreeEdit:
    """A piece of free text that was changed, or whose answers stand elsewhere now; `was` or `now` is empty
    when it came or went. An answer in it is one character, U+FFFC; `was_ids` and `now_ids` say which they
    are. `spot`: of a cell that came or went; `whole`: what came or went with it, all at once."""

    was: str
    now: str
    was_ids: tuple[str, ...] = ()
    now_ids: tuple[str, ...] = ()
    spot: Spot | None = field(default=None, compare=False, repr=False)
    whole: Whole | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LookEdit:
    """A piece that looks different: its text, both looks in words, and the ids of the answers in it. In the
    looks an answer is its id between two signs `CONTROL`."""

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


def free_text(base: Content, now: Content, rows: Sequence[RowEdit], lost: Sequence[Control]) -> FreeText:
    """The edits outside answers. `rows`: the row edits of the same document; `lost`: its lost controls."""
    old, new = pieces_of(base), pieces_of(now)
    exact = base.exact and now.exact
    hunks: list[Hunk] = []
    looks: list[LookEdit] = []
    for kind, from_old, to_old, from_new, to_new in _opcodes(old, new):
        was, came = old[from_old:to_old], new[from_new:to_new]
        if kind == "equal":
            looks += [edit for a, b in zip(was, came, strict=True) for edit in _look_edit(a, b, exact)]
        else:
            hunks.append(Hunk(tuple(was), tuple(came)))
    in_rows = pieces_of_rows(base, old) if any(row.is_new for row in rows) else {}
    widths = widths_of(base)
    looks += [edit for hunk in hunks for edit in _odd_rows(hunk, rows, in_rows, exact)]
    hunks = list(without_rows(hunks, rows, widths))
    texts = _Texts(frozenset(control.id for control in lost), frozenset(_rows_told(rows)))
    free: list[FreeEdit] = []
    for hunk in hunks:
        free += texts.edits(hunk)
        free += _empty_lines(hunk)
    free = _with_wholes(free, old, new)
    free += [FreeEdit("", line) for line in _typed_contents(base, now)]
    return FreeText(tuple(free), tuple(looks), texts.retyped)


def _with_wholes(edits: Sequence[FreeEdit], old: Sequence[Piece], new: Sequence[Piece]) -> list[FreeEdit]:
    """The edits, those of cells with what came or went with them."""
    came = Wholes((edit.spot for edit in edits if edit.spot and edit.now), new)
    went = Wholes((edit.spot for edit in edits if edit.spot and edit.was), old)
    return [replace(edit, whole=(came if edit.now else went).of(edit.spot)) for edit in edits]


def _typed_contents(base: Content, now: Content) -> Iterator[str]:
    """The lines of the contents list that somebody has typed: those that were not there and are no heading's.
    Word makes the list anew when somebody asks it to, with a number before a heading that has one."""
    known = {line for one in (base, now) for line in one.headings} | set(base.contents)
    for line in now.contents:
        _, _, after_number = line.partition(" ")
        if line and line not in known and after_number not in known:
            yield line


def _look_edit(old: Piece, new: Piece, exact: bool) -> Iterator[LookEdit]:
    """What was done to the look of a piece, its layout included."""
    filled = places_of(old.look)
    was, now = without_places(old.look, filled), without_places(new.look, filled)
    if not alike(old.layout, new.layout, exact):
        was, now = ("; ".join(filter(None, both)) for both in ((was, old.layout), (now, new.layout)))
        yield LookEdit(old.text, was, now, old.ids)
    elif was != now and (exact or not _lost_looks_of_answers(was, now)):
        yield LookEdit(old.text, was, now, old.ids)


def _lost_looks_of_answers(was: str, now: str) -> bool:
    """Whether only the looks of whole answers are gone: LibreOffice drops them where Word has put a control
    around a paragraph."""
    return _without_looks_of_answers(was) == dict.fromkeys(now.split(_PARAGRAPH))


def _without_looks_of_answers(look: str) -> dict[str, None]:
    """The looks of the paragraphs of a piece, each once."""
    paragraphs = (paragraph.split(_FACT) for paragraph in look.split(_PARAGRAPH))
    kept = ([fact for fact in facts if not _OF_AN_ANSWER.search(fact)] for facts in paragraphs)
    return dict.fromkeys(_FACT.join(facts) for facts in kept)


def _empty_lines(hunk: Hunk) -> Iterator[FreeEdit]:
    """Empty lines that came or went, and nothing else with them."""
    if all(piece.is_empty for piece in (*hunk.was, *hunk.now)):
        yield from [FreeEdit(EMPTY_LINE, "")] * len(hunk.was)
        yield from [FreeEdit("", EMPTY_LINE)] * len(hunk.now)


def _opcodes(old: Sequence[Piece], new: Sequence[Piece]) -> list[tuple[str, int, int, int, int]]:
    one, other = [piece.token for piece in old], [piece.token for piece in new]
    if one == other:
        return [("equal", 0, len(one), 0, len(other))]
    return list(SequenceMatcher(None, one, other, autojunk=False).get_opcodes())


def _odd_rows(
    hunk: Hunk, rows: Sequence[RowEdit], in_rows: Mapping[str, list[Piece]], exact: bool
) -> Iterator[LookEdit]:
    """The cells of new rows in a hunk that look like no cell of the rows that were there."""
    new = [row for row in rows if row.kind in ("tilføjet", "kopieret")]
    came = rows_in(hunk, new)
    others = [piece for row in came for piece in in_rows.get(row.question, ())]
    if others:
        for piece, odd in odd_looks(hunk.now, others, exact):
            yield LookEdit(piece.text, "", "; ".join(odd), piece.ids)


# --- text ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Texts:
    """What the edits of text in a document are told by. `lost`: ids of lost controls; `rows`: question and
    key of rows that went, came as copies or moved; `retyped`: what stands in place of lost controls."""

    lost: frozenset[str]
    rows: frozenset[tuple[str, str]]
    retyped: dict[str, str] = field(default_factory=dict)

    def edits(self, hunk: Hunk) -> Iterator[FreeEdit]:
        """The edits of free text in a hunk, and answers that stand in another place than before. Text in
        place of a lost control is noted in `retyped` instead."""
        was, now = list(hunk.was), list(hunk.now)
        if len(was) == len(now) and (texts := placed(was, now, self.lost)) is not None:
            self.retyped.update(texts)
            return
        alone = len(was) == 1 and was[0].text == CONTROL and set(was[0].ids) <= self.lost
        if alone and len(now) > 1 and _all_free(now):
            self.retyped[was[0].ids[0]] = "\n\n".join(piece.text for piece in now)
            return
        was, now = self._without_retyped(was, now)
        for old, new in paired(was, now):
            found = in_place(old, new, self.lost) if NOTHING not in (old, new) else None
            if found is not None:
                self.retyped.update(found)
            elif old.token != new.token and not self._is_told(old, new):
                spot = old.spot if new is NOTHING else new.spot if old is NOTHING else None
                yield FreeEdit(old.text, new.text, old.ids, new.ids, spot)

    def _without_retyped(self, was: list[Piece], now: list[Piece]) -> tuple[list[Piece], list[Piece]]:
        """The pieces that say something, without those that are known by the words around a lost control."""
        was, now = ([piece for piece in pieces if not piece.is_empty] for pieces in (was, now))
        for old in [piece for piece in was if piece.is_free and set(piece.ids) & self.lost]:
            for new in now:
                found = in_place(old, new, self.lost)
                if found:
                    self.retyped.update(found)
                    was.remove(old)
                    now.remove(new)
                    break
        return was, now

    def _is_told(self, old: Piece, new: Piece) -> bool:
        """Whether a pair differs by nothing but lost controls and rows, which are told as such."""
        if old.is_free or new.is_free:
            return False
        before = [id for id in old.ids if id not in self.lost and not self._went(id)]
        return before == [id for id in new.ids if not self._went(id)]

    def _went(self, id: str) -> bool:
        """Whether an answer stands in a row that went, came or moved."""
        return Address.parse(id).table_row in self.rows


def _rows_told(rows: Sequence[RowEdit]) -> Iterator[tuple[str, str]]:
    """The rows whose cells went, came or moved with them."""
    for row in rows:
        keys = {"tabel": row.before, "flyttet": row.order}.get(row.kind, (row.key, row.copied_from))
        yield from ((row.question, key) for key in keys if key)


def _all_free(pieces: Sequence[Piece]) -> bool:
    return all(piece.is_free and not piece.ids for piece in pieces)
