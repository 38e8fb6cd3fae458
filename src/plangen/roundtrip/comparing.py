"""What staff did to a document: the file as plangen made it against the file as it is now.

Both sides are `Content`, the accepted view of a file, so a file that was only opened and saved shows no
difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from plangen.roundtrip.rows import RowEdit, row_edits
from plangen.word.content import Content, Control

CONTROL = "\ufffc"
"""Stands in free text where a control is."""


@dataclass(frozen=True, slots=True)
class AnswerEdit:
    """One control that says something else than before. `was`, `now`: empty when nothing was or is filled in.

    `rejected`: `now` with pending tracked changes rejected.
    """

    id: str
    was: str
    now: str
    rejected: str
    place: str

    @property
    def pending(self) -> bool:
        """Whether a tracked change in it waits to be accepted or rejected."""
        return self.now != self.rejected


@dataclass(frozen=True, slots=True)
class Lost:
    """A control that is no longer there. `retyped`: the text that stands in its place, if it is clear."""

    id: str
    was: str
    place: str
    retyped: str = ""


@dataclass(frozen=True, slots=True)
class FreeEdit:
    """A piece of free text that was changed; `was` or `now` is empty when it came or went."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that was done to one document."""

    answers: tuple[AnswerEdit, ...] = ()
    rows: tuple[RowEdit, ...] = ()
    lost: tuple[Lost, ...] = ()
    free: tuple[FreeEdit, ...] = ()
    looks: int = 0
    comments: tuple[str, ...] = ()
    tracked: int = 0

    @property
    def edited(self) -> bool:
        """Whether anything at all was done."""
        return self != Difference()

    @property
    def only_answers(self) -> bool:
        """Whether nothing was done but to answers: their texts and their rows."""
        return not (self.lost or self.free or self.looks or self.comments or self.tracked)


def compare(base: Content, now: Content) -> Difference:
    """What was done between `base` (as generated) and `now`."""
    rows = row_edits(base, now)
    gone = {(row.question, row.key) for row in rows if row.kind == "slettet"}
    answers, missing = _controls(base, now, rows)
    lost = [control for control in missing if _row_of(control.id) not in gone]
    free = _free_edits(base, now)
    return Difference(
        answers=tuple(answers),
        rows=rows,
        lost=tuple(_retyped(control, lost, free) for control in lost),
        free=tuple(free),
        looks=_count_changes(base.looks, now.looks),
        comments=tuple((Counter(now.comments) - Counter(base.comments)).elements()),
        tracked=now.tracked,
    )


# --- controls -----------------------------------------------------------------------------------------------
def _controls(base: Content, now: Content, rows: Sequence[RowEdit]) -> tuple[list[AnswerEdit], list[Control]]:
    """The controls that say something else, and those that are gone."""
    after: dict[str, list[Control]] = {}
    for control in _without_copies(now.controls, rows):
        after.setdefault(control.id, []).append(control)
    before: dict[str, list[Control]] = {}
    for control in base.controls:
        before.setdefault(control.id, []).append(control)
    edits: list[AnswerEdit] = []
    missing: list[Control] = []
    for id, olds in before.items():
        news = after.get(id, [])
        unpaired_old, unpaired_new = _unpaired(olds, news)
        for number, new in enumerate(unpaired_new):
            old = unpaired_old[number] if number < len(unpaired_old) else olds[0]
            edits.append(AnswerEdit(id, filled(old), filled(new), _rejected(new), new.place))
        missing += unpaired_old[len(unpaired_new) :]
    return edits, missing


def _unpaired(olds: list[Control], news: list[Control]) -> tuple[list[Control], list[Control]]:
    """What is left when each control is paired with one that says the same."""
    unpaired_new = list(news)
    unpaired_old: list[Control] = []
    for old in olds:
        twin = next((new for new in unpaired_new if _same_text(old, new)), None)
        if twin is None:
            unpaired_old.append(old)
        else:
            unpaired_new.remove(twin)
    return unpaired_old, unpaired_new


def _same_text(old: Control, new: Control) -> bool:
    """A re-saved file may have lost the mark of a placeholder: then its inviting text tells."""
    return (old.text == new.text and old.text == new.rejected) or filled(old) == filled(new) == _rejected(new)


def filled(control: Control) -> str:
    """What a control says; empty while it only invites to fill in."""
    return "" if control.placeholder else control.text


def _rejected(control: Control) -> str:
    return "" if control.placeholder else control.rejected


def _without_copies(controls: Iterable[Control], rows: Sequence[RowEdit]) -> list[Control]:
    """The controls without those that came along when a row was copied."""
    copied = Counter(
        (f"{row.question}[{row.copied_from}].{column}", text)
        for row in rows
        if row.copied_from
        for column, text in row.cells
    )
    kept: list[Control] = []
    for control in reversed(list(controls)):
        if copied[(control.id, control.text)] > 0:
            copied[(control.id, control.text)] -= 1
        else:
            kept.append(control)
    return kept[::-1]


def _row_of(id: str) -> tuple[str, str]:
    """Question and row key of a cell's id."""
    question, _, rest = id.partition("[")
    return question, rest.rpartition("]")[0]


# --- free text and looks ------------------------------------------------------------------------------------
def _free_edits(base: Content, now: Content) -> list[FreeEdit]:
    """The pieces of free text that differ. A piece that is nothing but a control is none."""
    old = [piece for piece in base.free if piece.strip(f"{CONTROL} ")]
    new = [piece for piece in now.free if piece.strip(f"{CONTROL} ")]
    edits: list[FreeEdit] = []
    for kind, old_from, old_to, new_from, new_to in _opcodes(old, new):
        if kind == "equal":
            continue
        was, came = old[old_from:old_to], new[new_from:new_to]
        common = min(len(was), len(came))
        edits += [FreeEdit(*pair) for pair in zip(was, came, strict=False)]
        edits += [FreeEdit(text, "") for text in was[common:]]
        edits += [FreeEdit("", text) for text in came[common:]]
    return edits


def _count_changes(old: Sequence[str], new: Sequence[str]) -> int:
    return sum(
        max(old_to - old_from, new_to - new_from)
        for kind, old_from, old_to, new_from, new_to in _opcodes(old, new)
        if kind != "equal"
    )


Opcode = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    return [] if old == new else SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _retyped(control: Control, lost: Sequence[Control], free: Sequence[FreeEdit]) -> Lost:
    """The control with what was typed in its place: the free text that now stands where it stood."""
    return Lost(control.id, filled(control), control.place, "")
