"""What staff did to a document: the file as plangen made it against the file as it is now.

Both sides are `Content`, the accepted view of a file, so a file that was only opened and saved shows no
difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plangen.catalog.address import Address
from plangen.differences.free_text import FreeEdit, LookEdit, free_text
from plangen.differences.listed_tables import Listed
from plangen.differences.rows import RowEdit, row_edits
from plangen.differences.standing import without_standing
from plangen.differences.typed_beside import with_text_in_its_place
from plangen.ooxml.prompts import without_markers
from plangen.word.reading.content import Content, Control
from plangen.word.reading.extras import SETTINGS


@dataclass(frozen=True, slots=True)
class AnswerEdit:
    """One control that says something else than before. `was`, `now`: empty when nothing was or is filled in.

    `rejected`: `now` with pending tracked changes rejected. `copy`: the control was copied, here or from
    another document, and only the copy says something else. `refused`: why what stands there now cannot be
    the answer, in Danish; `now` is only what could be read of it. `back`: an edit that has been pulled was
    undone; `was` is what had been typed.
    """

    id: str
    was: str
    now: str
    rejected: str
    place: str
    copy: bool = False
    refused: str = ""
    back: bool = False

    @property
    def pending(self) -> bool:
        """Whether a tracked change in it waits to be accepted or rejected."""
        return self.now != self.rejected


@dataclass(frozen=True, slots=True)
class Lost:
    """A control that is no longer there. `retyped`: the text that stands in its place, if it is clear;
    `to_write`: it was an empty place to write in, so that text is what was written there."""

    id: str
    was: str
    place: str
    retyped: str = ""
    to_write: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that was done to one document.

    `extras`: facts in Danish that are neither text nor looks (a property, protection, an inserted file).
    `unread`: what is in the file beyond all that, in words. `sessions`: Word's names of the times it was
    edited since it was made; `revision`: how often it has been saved, 0 when it does not say.
    """

    answers: tuple[AnswerEdit, ...] = ()
    rows: tuple[RowEdit, ...] = ()
    lost: tuple[Lost, ...] = ()
    free: tuple[FreeEdit, ...] = ()
    looks: tuple[LookEdit, ...] = ()
    comments: tuple[str, ...] = ()
    tracked: int = 0
    extras: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    sessions: frozenset[str] = field(default=frozenset(), compare=False)
    revision: int = field(default=0, compare=False)

    @property
    def beside(self) -> tuple[str, ...]:
        """All that is neither answers, free text nor looks, in words."""
        return (*self.extras, *self.unread)

    @property
    def edited(self) -> bool:
        """Whether anything at all was done."""
        return self != Difference()

    @property
    def size(self) -> int:
        """How much was done."""
        answers = len(self.answers) + len(self.rows) + len(self.lost)
        other = len(self.free) + len(self.looks) + len(self.comments)
        return answers + other + self.tracked + len(self.extras)

    @property
    def only_answers(self) -> bool:
        """Whether nothing was done but to answers: their texts and their rows."""
        more = any(edit.copy or edit.refused for edit in self.answers)
        more = more or any(row.refused for row in self.rows)
        beside = self.comments or self.tracked or self.beside
        return not (more or self.lost or self.free or self.looks or beside)


def compare(base: Content, now: Content, listed: Listed | None = None) -> Difference:
    """What was done between `base` (as generated) and `now`. `listed`: the rows that the pack showed then."""
    now = with_text_in_its_place(base, now)
    rows = without_standing(base, now, row_edits(base, now, listed))
    gone = {(row.question, key) for row in rows for key in _gone(row)}
    answers, missing = _controls(base, now, rows)
    filled_in = {row.question for row in rows if row.kind in ("tilføjet", "kopieret")}
    lost = [one for one in missing if Address.parse(one.id).table_row not in gone and one.id not in filled_in]
    beside = free_text(base, now, rows, lost)
    lost = [one for one in lost if not _invites_still(one, beside.retyped)]
    return Difference(
        answers=tuple(answers),
        rows=rows,
        lost=tuple(Lost(c.id, filled(c), c.place, beside.retyped.get(c.id, ""), c.to_write) for c in lost),
        free=beside.free,
        looks=beside.looks,
        comments=tuple((Counter(now.comments) - Counter(base.comments)).elements()),
        tracked=now.tracked,
        extras=tuple(_extras(base, now)),
        sessions=now.sessions - base.sessions,
        revision=now.revision,
    )


def _extras(base: Content, now: Content) -> Iterator[str]:
    """The facts that came, and the settings that went; LibreOffice drops some of those on its own."""
    yield from (fact for fact in now.extras if fact not in base.extras)
    if now.exact:
        gone = (fact for fact in base.extras if fact.startswith(SETTINGS) and fact not in now.extras)
        yield from (f"fjernet: {fact}" for fact in gone)


def _gone(row: RowEdit) -> Sequence[str]:
    """The keys of the rows that a row edit takes away."""
    return row.before if row.kind == "tabel" else (row.key,) if row.kind in ("slettet", "delvis") else ()


# --- controls -----------------------------------------------------------------------------------------------
def _controls(base: Content, now: Content, rows: Sequence[RowEdit]) -> tuple[list[AnswerEdit], list[Control]]:
    """The controls that say something else, and those that are gone."""
    after: dict[str, list[Control]] = {}
    invitations = frozenset(control.invitation for control in base.controls)
    for control in _without_copies(now.controls, rows):
        after.setdefault(control.id, []).append(_with_own_words(control, invitations))
    before: dict[str, list[Control]] = {}
    for control in base.controls:
        before.setdefault(control.id, []).append(control)
    edits: list[AnswerEdit] = []
    missing: list[Control] = []
    for id, olds in before.items():
        news = after.get(id, [])
        unpaired_old, unpaired_new = _unpaired(olds, news)
        for number, new in enumerate(unpaired_new):
            copy = number >= len(unpaired_old)
            old = olds[0] if copy else unpaired_old[number]
            refused = "" if new.refused == old.refused else new.refused
            edits.append(AnswerEdit(id, filled(old), filled(new), _rejected(new), new.place, copy, refused))
        missing += unpaired_old[len(unpaired_new) :]
    strangers = [control for id, controls in after.items() if id not in before for control in controls]
    edits += [AnswerEdit(c.id, "", filled(c), _rejected(c), c.place, True, c.refused) for c in strangers]
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
    if new.refused and new.refused != old.refused:
        return False
    return (old.text == new.text and old.text == new.rejected) or filled(old) == filled(new) == _rejected(new)


def _with_own_words(control: Control, invitations: Collection[str]) -> Control:
    """What somebody wrote between the brackets of a marker is what it says. `invitations`: the markers that
    plangen printed in the document."""
    if not (control.placeholder and control.invitation) or control.invitation in invitations:
        return control
    said = control.invitation
    rejected = said if control.rejected == control.text else control.rejected
    return replace(control, text=said, rejected=rejected, placeholder=False)


def filled(control: Control) -> str:
    """What a control says; empty while it only invites to fill in."""
    return "" if control.placeholder else control.text


def _invites_still(control: Control, retyped: Mapping[str, str]) -> bool:
    """Whether of a control that only invited to fill in just that text is left: a marker, or a dash."""
    left = retyped.get(control.id)
    return control.placeholder and left is not None and not without_markers(left).strip("– ")


def _rejected(control: Control) -> str:
    return "" if control.placeholder else control.rejected


def _without_copies(controls: Iterable[Control], rows: Sequence[RowEdit]) -> list[Control]:
    """The controls without those that came along with new rows."""
    copied = Counter(copy for row in rows for copy in row.copies)
    kept: list[Control] = []
    for control in reversed(list(controls)):
        if copied[(control.id, control.text)] > 0:
            copied[(control.id, control.text)] -= 1
        else:
            kept.append(control)
    return kept[::-1]
