"""What staff did to a document since it was pulled last.

A document stays as it is when it has been pulled, so its edits are compared with what was taken then. An
answer typed back to what it was, or a row taken away again, is an edit too. It is none when the file is not
the one that was pulled but a colleague's copy of the same edition: what that copy never had is not taken
back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from rapidfuzz.fuzz import ratio

from plangen.differences.comparison import AnswerEdit, Difference, filled
from plangen.differences.rows import RowEdit
from plangen.differences.settled import Settled, SettledRow
from plangen.word.reading.content import Content

_SAME_ROW = 60  # of 100, how alike a row is that was edited after it had been pulled


def since_pull(difference: Difference, content: Content, settled: Settled) -> tuple[Difference, Settled]:
    """The difference with what was taken back since the last pull, and what of `settled` holds for this file.

    The program that saved the file may say that it is another copy; then nothing was pulled from it. When
    that cannot be told, the ids are `doubtful`.
    """
    if settled == Settled():
        return difference, settled
    if set(settled.sessions) - difference.sessions:
        return difference, Settled()
    pairs = _paired(difference, settled)
    other = not difference.sessions and not _continues(difference, settled, pairs)
    doubtful = tuple(sorted({*settled.doubtful, *settled.texts})) if other else settled.doubtful
    back = tuple(_typed_back(difference, content, settled))
    rows = (*_rows(difference, settled, pairs, other), *_back_again(content, settled))
    answers = (*difference.answers, *back)
    return replace(difference, answers=answers, rows=rows), replace(settled, doubtful=doubtful)


def marks(difference: Difference) -> tuple[str, ...]:
    """Short names of the edits that are no answers, by which a file is known again."""
    told = [repr(edit) for edit in (*difference.free, *difference.looks, *difference.comments)]
    return tuple(sha256(one.encode()).hexdigest()[:12] for one in told)


def _continues(difference: Difference, settled: Settled, pairs: _Pairs) -> bool:
    """Whether the file is the one that was pulled: something that was done to it then is still there, or
    all of it was edited on, or the only thing that was done to it was taken back."""
    then: set[object] = {(id, text) for id, texts in settled.texts.items() for text in texts}
    then |= {*(row.said for row in settled.rows), *settled.deleted, *settled.orders.items()}
    now: set[object] = {(edit.id, edit.now) for edit in difference.answers if not edit.copy}
    now |= {(lost.id, lost.retyped) for lost in difference.lost}
    now |= {(row.question, row.said) for row in difference.rows if row.is_new}
    now |= {(row.question, row.key) for row in difference.rows if row.kind == "slettet"}
    now |= {(row.question, row.order) for row in difference.rows if row.kind == "flyttet"}
    other = {*marks(difference)}
    if then & now or other & {*settled.marks}:
        return True
    saved_since = not difference.revision or difference.revision > settled.revision
    if saved_since and not settled.marks and _all_edited_on(difference, settled, pairs):
        return True
    return len(then) + len(settled.marks) < 2 and not now and not other


def _all_edited_on(difference: Difference, settled: Settled, pairs: _Pairs) -> bool:
    """Whether everything that was pulled was answers and new rows, and each is edited: an answer in as many
    places as then, a row into one like it."""
    if settled.deleted or settled.orders or len(pairs) < len(settled.rows):
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
_Pairs = Mapping[int, int]
"""Number of a row edit → number of the pulled row that it is."""


def _paired(difference: Difference, settled: Settled) -> _Pairs:
    """Which new rows have been pulled: those that say the same as then, of the others those most alike."""
    new = [number for number, row in enumerate(difference.rows) if row.is_new]
    likeness = {
        (n, m): _likeness(difference.rows[n], pulled) for n in new for m, pulled in enumerate(settled.rows)
    }
    pairs: dict[int, int] = {}
    for (n, m), found in sorted(likeness.items(), key=lambda one: -one[1]):
        if found >= _SAME_ROW and n not in pairs and m not in pairs.values():
            pairs[n] = m
    return pairs


def _likeness(row: RowEdit, pulled: SettledRow) -> float:
    """Of 100, and more for a row that says just the same."""
    if row.question != pulled.table:
        return 0
    return 101 if row.said == pulled.cells else ratio(_line(row.said), _line(pulled.cells))


def _line(cells: Sequence[tuple[str, str]]) -> str:
    return " | ".join(text for _, text in cells)


def _rows(difference: Difference, settled: Settled, pairs: _Pairs, other: bool) -> Iterator[RowEdit]:
    """The row edits, each new row with what it was when it was pulled; and the rows that were pulled and are
    gone. `other`: whether the file may be another than the one that was pulled. That a row was taken away is
    certain only when the program that saved the file says so."""
    for number, row in enumerate(difference.rows):
        pulled = settled.rows[pairs[number]] if number in pairs else None
        yield replace(row, pulled=pulled and replace(pulled, doubtful=pulled.doubtful or other))
    for number, pulled in enumerate(settled.rows):
        if number not in pairs.values():
            doubtful = pulled.doubtful or not settled.sessions
            gone = replace(pulled, doubtful=doubtful)
            yield RowEdit("trukket", pulled.table, "", cells=pulled.cells, pulled=gone)


def _back_again(content: Content, settled: Settled) -> Iterator[RowEdit]:
    """The rows that were deleted when the document was pulled and are there again."""
    for table in content.tables:
        for row in table.rows:
            if (table.question, row.key) in settled.deleted:
                yield RowEdit("genindsat", table.question, row.place, row.key, row.cells)
