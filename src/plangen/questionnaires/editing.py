"""What was sent of a question as a change of its file: nothing when nobody changed anything, and both
people's where two did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import NotShown, Plain, fields_of, mark, told, told_value
from plangen.forms.page.changes import changes_between, dropped
from plangen.forms.page.posted import Posted, shown_text
from plangen.forms.page.three_way import ORDER, Clash, MergedAnswer, Mine, merged
from plangen.questionnaires.following import Edit
from plangen.questionnaires.sides import Side

INHERITED = "faelles"
"""The version of a department's answer that is the project's."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """An answer of which two have changed the same. `kept`: the answer as the file has it then; `mine`: with
    what was sent instead; `origins`: of each row of `mine` its number in `kept`; `disputes`: what is
    disputed, the whole answer when there is none."""

    kept: Plain
    mine: Plain
    origins: tuple[int | None, ...] = ()
    disputes: tuple[Clash, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether the rest of the answer is not disputed."""
        return any(one.row or one.field for one in self.disputes)

    def places(self, question: FormQuestion) -> Iterator[tuple[str, str, str]]:
        """Of each thing that is disputed: where it is (empty for the whole answer), what the file says and
        what was sent, in words; no words for a blank."""
        for one in self.disputes or (Clash("", "", self.mine, self.kept),):
            if one.row or one.field:
                texts = _told_part(question, one, one.theirs), _told_part(question, one, one.mine)
            else:
                texts = _told(question, self.kept), _told(question, self.mine)
            yield (_place(question, one), *texts)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What becomes of what was sent of a question. `edit`: how the file is to be changed; `disputed`: what
    somebody has to decide on; `on_page`: the answer as the page shows it by now, without what others have
    changed, None when it cannot be shown."""

    edit: Edit | None = None
    disputed: Disputed | None = None
    on_page: Plain | None = None


def wanted(side: Side, question: FormQuestion, posted: Posted) -> Wanted:
    """What was sent of one question, and what the file says now."""
    try:
        now = side.shown(question)
    except NotShown:
        return Wanted()
    inherits = side.inherits(question)
    version = posted.version.partition(".")[0]
    was_inherited = version == INHERITED
    if side.department is not None and posted.own is False:
        return _taken_back(side, question, now, was_inherited, version)
    if posted.again and not was_inherited:
        return _again(side, question, now, posted)
    mine = Mine(side.canonical(question, _whole(question, posted)), posted.origins)
    base = posted.shown
    rows = side.rows(question)
    if posted.back and rows is not None and isinstance(mine.answer, list):
        shown = base if isinstance(base, list) else now
        mine = rows.taken_back(shown, mine, posted.back)
    if base is None:  # who does not tell what was shown has to have seen the answer of now
        base, is_known = now, was_inherited == inherits and (inherits or version == mark(now))
    else:
        is_known = was_inherited or not inherits
    alone = merged(question, base, mine, base, prefer_mine=True)
    if mark(alone.answer) == mark(base) and _is_in_order(alone) and not (was_inherited and posted.own):
        return Wanted(on_page=alone.answer)
    if not is_known:
        if mark(alone.answer) == mark(now):
            return Wanted(on_page=alone.answer)
        return Wanted(disputed=Disputed(now, alone.answer, alone.origins))
    return replace(_both(side, question, base, mine, now), on_page=alone.answer)


def _both(side: Side, question: FormQuestion, base: Plain, mine: Mine, now: Plain) -> Wanted:
    """What both have changed since the same answer was shown."""
    kept = merged(question, base, mine, now, prefer_mine=False)
    disputed = None
    if kept.disputes:
        other = merged(question, base, mine, now, prefer_mine=True)
        places = {key: at for at, key in enumerate(kept.keys)}
        origins = tuple(places.get(key) for key in other.keys)
        disputed = Disputed(kept.answer, other.answer, origins, kept.disputes)
    inherits = side.inherits(question)
    if mark(kept.answer) == mark(now) and _is_in_order(kept) and (not inherits or disputed):
        return Wanted(disputed=disputed)
    rows = side.rows(question)
    if rows is not None and isinstance(kept.answer, list):
        wishes = rows.wishes(kept.answer, kept.origins)
        edit = Edit(question, now, kept.answer, (), kept.origins, wishes) if wishes else None
        return Wanted(edit, disputed)
    old = side.blank(question) if inherits else side.answer(question)  # blank where the department has none
    origins = (None,) * len(kept.origins) if inherits else kept.origins
    changes = tuple(changes_between(question, old, kept.answer, origins))
    edit = Edit(question, old, kept.answer, changes, origins) if changes else None
    return Wanted(edit, disputed)


def _again(side: Side, question: FormQuestion, now: Plain, posted: Posted) -> Wanted:
    """Shared rows that are to apply to a department again."""
    rows = side.rows(question)
    changes = rows.restored(posted.again) if rows is not None else []
    return Wanted(
        Edit(question, now, now, tuple(changes), tuple(range(len(now)))) if changes else None, on_page=now
    )


def _whole(question: FormQuestion, posted: Posted) -> Plain:
    """What was sent in the shape of its question; it may lack fields that the page did not have."""
    if question.type == "fixed":
        return {row: posted.answer.get(row, {}) for row in question.rows}
    return posted.answer


def _is_in_order(answer: MergedAnswer) -> bool:
    """Whether the rows are those of the file, in its order."""
    numbers = [origin for origin in answer.origins if origin is not None]
    return numbers == sorted(numbers)


def _taken_back(side: Side, question: FormQuestion, now: Plain, was_inherited: bool, version: str) -> Wanted:
    """A department's own answer that is to go, so that the project's counts."""
    if side.inherits(question) or was_inherited:
        return Wanted(on_page=now)
    if version != mark(now):
        return Wanted(disputed=Disputed(now, side.blank(question)))
    assert side.common is not None
    return Wanted(Edit(question, now, "", (dropped(question),)), on_page=side.common.answer(question))


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What a page knows of the answer that it shows: what tells it from others, and the answer itself as the
    page sends it along."""

    version: str
    shown: str


def shown_now(side: Side, question: FormQuestion, found: Wanted) -> ShownAnswer:
    """What a page goes on with when what it sent has been written."""
    is_common = side.inherits(question) if found.edit is None else found.edit.takes_back
    return ShownAnswer(INHERITED if is_common else mark(found.on_page), shown_text(found.on_page))


# --- in words -----------------------------------------------------------------------------------------------
def _told(question: FormQuestion, answer: Plain) -> str:
    return " · ".join(told(question, answer))


def _place(question: FormQuestion, one: Clash) -> str:
    if one.field == ORDER:
        return "rækkernes rækkefølge"
    label = fields_of(question)[one.field].label if one.field else ""
    return ", ".join(part for part in (one.row, label) if part)


def _told_part(question: FormQuestion, one: Clash, value: Plain) -> str:
    """One side of a dispute, in words."""
    if one.field and one.field != ORDER:
        return told_value(fields_of(question)[one.field], value)
    rows = [row for row in (value if isinstance(value, list) else [value]) if row]
    return " · ".join(told(question, rows)) or "(rækken er slettet)"
