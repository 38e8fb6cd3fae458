"""What staff did to a document in words: what it is about, what stood there, and what stands there now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from plangen.differences.comparison import Difference
from plangen.differences.free_text import EMPTY_LINE, FreeEdit, LookEdit
from plangen.differences.pieces import CONTROL
from plangen.differences.wholes import column_of, table_of

_ROWS: Final = {
    "tilføjet": "Række tilføjet",
    "kopieret": "Række kopieret",
    "slettet": "Række slettet",
    "flyttet": "Rækker flyttet",
    "delvis": "Række slettet et af de steder, hvor den står",
    "omplaceret": "Række flyttet til en anden tabel",
    "tabel": "Alle tabellens rækker slettet",
    "trukket": "Ny række slettet igen",
    "genindsat": "Slettet række sat ind igen",
}
_NEW_ROWS: Final = ("tilføjet", "kopieret", "genindsat")
_BESIDE: Final = " | "
_QUOTED: Final = 60
"""Characters of the text that a look is of."""
_PICTURE = re.compile(r"billedfil( [ld]+)?")
_ANSWER = re.compile(f"{CONTROL}([^{CONTROL}]*){CONTROL}")  # an answer in a look
_POINT = re.compile(r"(?<=\d)\.(?=\d+(?:/[\d.]+)* (?:mm|pt|%))")


class ToldEdit(NamedTuple):
    """One thing that was done. `was` or `now` is empty when it came or went."""

    what: str
    was: str
    now: str


def told_edits(edits: Difference, labels: Mapping[str, str]) -> Iterator[ToldEdit]:
    """All that was done to a document. `labels`: id → what people call the answer."""
    for edit in edits.answers:
        more = f" ({edit.refused})" if edit.refused else " (sporet ændring)" if edit.pending else ""
        yield ToldEdit(f"{labels.get(edit.id, edit.id)}{more}", edit.was, edit.now)
    for row in edits.rows:
        shown = " | ".join(text for _, text in row.cells)
        new = row.kind in _NEW_ROWS
        place = f" ({row.place})" if row.place else ""
        yield ToldEdit(f"{_ROWS[row.kind]}{place}", "" if new else shown, shown if new else "")
    for lost in edits.lost:
        yield ToldEdit(f"Felt slettet: {labels.get(lost.id, lost.id)}", lost.was, lost.retyped)
    for what, text in told_once(edits.free):
        was, now = said(text.was, text.was_ids, labels), said(text.now, text.now_ids, labels)
        yield ToldEdit(what, was, now)
    for look in edits.looks:
        quoted = said(look.text, look.ids, labels)
        quoted = quoted if len(quoted) <= _QUOTED else f"{quoted[: _QUOTED - 1].rstrip()}…"
        what = f"Formatering af »{quoted}«" if quoted.strip() else "Formatering"
        yield ToldEdit(what, *looks_apart(look, labels))
    yield from (ToldEdit("Kommentar", "", comment) for comment in edits.comments)
    yield from (ToldEdit("Andet", "", _with_commas(fact)) for fact in edits.beside)


def told_once(edits: Sequence[FreeEdit]) -> Iterator[tuple[str, FreeEdit]]:
    """The edits of free text, each with what it is: a table or a column is one thing. What went in one place
    and came in another was moved, and is told where it came, a table or a
    column by its heading."""
    together = list(_together(edits))
    went = Counter((edit.was, edit.was_ids) for edit in together if not edit.now)
    came = Counter((edit.now, edit.now_ids) for edit in together if not edit.was)
    left, told = went & came, went & came
    for edit in together:
        text, ids = (edit.now, edit.now_ids) if edit.now else (edit.was, edit.was_ids)
        counted = told if edit.now else left
        if (edit.was and edit.now) or text == EMPTY_LINE or not counted[text, ids]:
            yield _what(edit), edit
            continue
        counted[text, ids] -= 1
        if edit.now:
            named = (
                text if edit.whole is None else text.partition("\n" if edit.whole == "tabel" else _BESIDE)[0]
            )
            known = ids[: named.count(CONTROL)]
            yield f"{_moved(edit)} flyttet", FreeEdit(named, named, known, known)


def _what(edit: FreeEdit) -> str:
    if edit.whole is None:
        return "Fri tekst"
    return f"{edit.whole.capitalize()} {'indsat' if edit.now else 'slettet'}"


def _moved(edit: FreeEdit) -> str:
    if edit.whole is None:
        return "Svar" if edit.now == CONTROL else "Fri tekst"
    return edit.whole.capitalize()


def _together(edits: Sequence[FreeEdit]) -> Iterator[FreeEdit]:
    """The edits, with those of one table or column as one, where the first of them stands."""
    groups: dict[object, list[FreeEdit]] = {}
    for number, edit in enumerate(edits):
        key: object = number
        if edit.whole and edit.spot:
            key = (table_of if edit.whole == "tabel" else column_of)(edit.spot), bool(edit.now)
        groups.setdefault(key, []).append(edit)
    for group in groups.values():
        yield group[0] if len(group) == 1 else _one_of(group)


def _one_of(cells: Sequence[FreeEdit]) -> FreeEdit:
    """All cells of a table or column: those of a row beside each other, each row on a line."""
    rows: dict[int, list[str]] = {}
    for cell in cells:
        rows.setdefault(cell.spot.row if cell.spot else 0, []).append(cell.now or cell.was)
    by_table = cells[0].whole == "tabel"
    text = ("\n" if by_table else _BESIDE).join(_BESIDE.join(row) for row in rows.values())
    ids = tuple(id for cell in cells for id in (*cell.was_ids, *cell.now_ids))
    if cells[0].now:
        return replace(cells[0], now=text, now_ids=ids)
    return replace(cells[0], was=text, was_ids=ids)


def said(text: str, ids: Sequence[str], labels: Mapping[str, str]) -> str:
    """Free text with the names of the answers in it: »[Projektejer] · Alle afdelinger«."""
    names = iter(ids)
    return "".join(_name(next(names, ""), labels) if letter == CONTROL else letter for letter in text)


def looks_apart(look: LookEdit, labels: Mapping[str, str]) -> tuple[str, str]:
    """What sets the two looks of a piece apart."""
    was, now = (_facts(text) for text in (look.was, look.now))
    went = [fact for fact in was if fact not in now]
    came = [fact for fact in now if fact not in was]
    was_said, now_said = (_with_commas("; ".join(facts)) for facts in (went, came))
    return _with_names(was_said, labels), _with_names(now_said, labels)


def _facts(look: str) -> list[str]:
    """The single facts of a look; the fingerprint of a picture says nothing to a reader."""
    return [_PICTURE.sub("billedet", fact) for fact in look.split("; ")]


def _name(id: str, labels: Mapping[str, str]) -> str:
    return f"[{labels.get(id, id) or 'svar'}]"


def _with_names(look: str, labels: Mapping[str, str]) -> str:
    """A look with the names of the answers that look so."""
    return _ANSWER.sub(lambda found: _name(found[1], labels), look)


def _with_commas(facts: str) -> str:
    """Measures as they are written in Danish: »7,1 mm«."""
    return _POINT.sub(",", facts)
