"""What staff did to a document since it was pulled last.

A document stays as it is when it has been pulled, so its edits are compared with what was taken then. An
answer typed back to what it was, or a row taken away again, is an edit too. It is none when the file is not
the one that was pulled but a colleague's copy of the same edition: what that copy never had is not taken
back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from rapidfuzz.fuzz import ratio

from plangen.differences.comparison import AnswerEdit, Difference, filled
from plangen.differences.rows import RowEdit
from plangen.differences.settled import Settled
from plangen.word.reading.content import Content

_SAME_ROW = 60  # of 100, how alike a row is that was edited after it had been pulled

Cells = tuple[tuple[str, str], ...]


def since_pull(difference: Difference, content: Content, settled: Settled) -> tuple[Difference, Settled]:
    """The difference with what was taken back since the last pull, and what of `settled` holds for this file.

    The program that saved the file may say that it is another copy; then nothing was pulled from it. When
    that cannot be told, the ids are `doubtful`.
    """
    if settled == Settled():
        return difference, settled
    if set(settled.sessions) - difference.sessions:
        return difference, Settled()
    doubtful = settled.doubtful
    if not difference.sessions and not _continues(difference, settled):
        doubtful = tuple(sorted({*doubtful, *settled.texts}))
    back = tuple(_typed_back(difference, content, settled))
    rows = (*_rows(difference, settled), *_back_again(content, settled))
    answers = (*difference.answers, *back)
    return replace(difference, answers=answers, rows=rows), replace(settled, doubtful=doubtful)


def marks(difference: Difference) -> tuple[str, ...]:
    """Short names of the edits that are no answers, by which a file is known again."""
    told = [repr(edit) for edit in (*difference.free, *difference.looks, *difference.comments)]
    return tuple(sha256(one.encode()).hexdigest()[:12] for one in told)


def _continues(difference: Difference, settled: Settled) -> bool:
    """Whether the file is the one that was pulled: something that was done to it then is still there, or
    all of it was edited on, or the only thing that was done to it was taken back."""
    then: set[object] = {(id, text) for id, texts in settled.texts.items() for text in texts}
    then |= {*settled.rows, *settled.deleted, *settled.orders.items()}
    now: set[object] = {(edit.id, edit.now) for edit in difference.answers if not edit.copy}
    now |= {(lost.id, lost.retyped) for lost in difference.lost}
    now |= {(row.question, row.cells) for row in difference.rows if _is_new(row)}
    now |= {(row.question, row.key) for row in difference.rows if row.kind == "slettet"}
    now |= {(row.question, row.order) for row in difference.rows if row.kind == "flyttet"}
    other = {*marks(difference)}
    if then & now or other & {*settled.marks}:
        return True
    saved_since = not difference.revision or difference.revision > settled.revision
    if saved_since and not settled.marks and _all_edited_on(difference, settled):
        return True
    return len(then) + len(settled.marks) < 2 and not now and not other


def _all_edited_on(difference: Difference, settled: Settled) -> bool:
    """Whether everything that was pulled was answers, and each is edited in as many places as then."""
    if settled.rows or settled.deleted or settled.orders:
        return False
    places = Counter(edit.id for edit in difference.answers if not edit.copy)
    places += Counter(lost.id for lost in difference.lost)
    return all(places[id] >= len(texts) for id, texts in settled.texts.items())


def _typed_back(difference: Difference, content: Content, settled: Settled) -> Iterator[AnswerEdit]:
    """The answers that say again what they said when the document was made."""
    for id, texts in settled.texts.items():
        now = Counter(edit.now for edit in difference.answers if edit.id == id and not edit.copy)
        now += Counter(lost.retyped for lost in difference.lost if lost.id == id)
        then = Counter(texts)
        if (then - now).total() <= (now - then).total():
            continue
        was = next(iter(then - now))
        there = (control for control in content.controls if control.id == id)
        found = next((control for control in there if filled(control) not in now), None)
        if found is not None:
            yield AnswerEdit(id, was, filled(found), filled(found), found.place, back=True)


# --- rows ---------------------------------------------------------------------------------------------------
def _is_new(row: RowEdit) -> bool:
    return row.kind in ("tilføjet", "kopieret")


def _rows(difference: Difference, settled: Settled) -> Iterator[RowEdit]:
    """The row edits; of each new row whether it has been pulled, or is one that was pulled and edited again;
    and the rows that were pulled and are gone."""
    left = Counter(settled.rows)
    edits: list[RowEdit] = []
    for row in difference.rows:
        pulled = _is_new(row) and left[row.question, row.cells] > 0
        left -= Counter([(row.question, row.cells)] if pulled else [])
        edits.append(replace(row, pulled=pulled))
    for row in edits:
        like = [one for one in left if _is_like(row, one)] if _is_new(row) and not row.pulled else []
        if like:
            left -= Counter([like[0]])
        yield replace(row, pulled_as=like[0][1]) if like else row
    for question, cells in left.elements():
        yield RowEdit("trukket", question, "", cells=cells)


def _is_like(row: RowEdit, pulled: tuple[str, Cells]) -> bool:
    return row.question == pulled[0] and ratio(_line(row.cells), _line(pulled[1])) >= _SAME_ROW


def _line(cells: Sequence[tuple[str, str]]) -> str:
    return " | ".join(text for _, text in cells)


def _back_again(content: Content, settled: Settled) -> Iterator[RowEdit]:
    """The rows that were deleted when the document was pulled and are there again."""
    for table in content.tables:
        for row in table.rows:
            if (table.question, row.key) in settled.deleted:
                yield RowEdit("genindsat", table.question, row.place, row.key, row.cells)
