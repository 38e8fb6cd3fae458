"""Edits of answers that a new text waits beside: somebody is to decide in Word which of them holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from plangen.differences.comparison import AnswerEdit, Difference
from plangen.differences.rows import RowEdit
from plangen.ooxml.wording import pieces


def undecided(difference: Difference, waiting: Sequence[str]) -> Difference:
    """The difference with those edits as pending ones, as if they were tracked changes themselves; a row that
    was deleted while its new text waits is not deleted yet. `waiting`: the new texts in the file that nobody
    has accepted or rejected (`merging.marks.waiting_texts`); rows stand on a line each."""
    if not waiting:
        return difference
    said = [pieces(text) for text in waiting]
    answers = (
        replace(edit, rejected=edit.was) if edit.now and _waits(edit, said) else edit
        for edit in difference.answers
    )
    lines = [pieces(line) for text in waiting for line in text.split("\n")]
    rows = tuple(row for row in difference.rows if not (row.kind == "slettet" and _row_waits(row, lines)))
    tracked = difference.tracked + len(difference.rows) - len(rows)
    return replace(difference, answers=tuple(answers), rows=rows, tracked=tracked)


def disputed(difference: Difference, is_disputed: Callable[[str], bool]) -> Difference:
    """The same for answers that a colleague has written differently, by their ids."""
    answers = (
        replace(edit, rejected=edit.was) if edit.now and is_disputed(edit.id) else edit
        for edit in difference.answers
    )
    return replace(difference, answers=tuple(answers))


def _row_waits(row: RowEdit, waiting: Sequence[Collection[str]]) -> bool:
    """Whether one of the lines is of the row as the answer files have it."""
    texts = [text for _, text in (*row.cells, *row.beside)]
    known = pieces(" ".join([*texts, *(text for text, _ in row.pieces)]))
    return any(text and set(text) <= known for text in waiting)


def _waits(edit: AnswerEdit, waiting: Sequence[Collection[str]]) -> bool:
    """Whether what the answer files say is one of the texts, or, of an answer of several paragraphs, holds
    one."""
    was = pieces(edit.was)
    return any(text and set(text) <= was for text in waiting)
