"""When a card starts and ends (specifikation.md 3.4; 001, A08 »Slutdato«)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from plangen.answers.model import Row
from plangen.catalog import TaskCard
from plangen.catalog.address import Address
from plangen.plan.calendar import add_days, back, forward
from plangen.plan.card import DecidedBy
from plangen.plan.frame import Frame, day_or_weeks
from plangen.plan.scale import scaled
from plangen.plan.tasks import Timing
from plangen.plan.when import Anchor, When, at, moment
from plangen.plan.windows import RHYTHM, rhythm

MILESTONES = "milepaele"
# These performers hold no meetings in the weeks when the workplaces are closed.
_AWAY_IN_CLOSED_WEEKS = ("ledere", "kompetenceansvarlig")
# The answers that set a slut are deadlines and move back; the presentation is a meeting and moves forward.
_MEETINGS = ("praesentation.tidspunkt",)


@dataclass(frozen=True, slots=True)
class CardPeriod:
    """Start and slut of a card, and what decided the slut."""

    start: When
    end: When
    decided_by: DecidedBy


def schedule(frame: Frame, timing: Timing, card_id: str, performer_key: str) -> CardPeriod:
    """The dates of one card.

    The slut is that of a milestone that controls the card (the start then moves by as many days), else of
    the answer in `end_from`, else the offset's. The start never comes after the slut.
    """
    closed = frame.catalog.lists.closed_weeks if performer_key in _AWAY_IN_CLOSED_WEEKS else ()
    start, end = _from_offsets(frame, timing, closed)
    decided_by: DecidedBy = "offset"
    milestone = controlling(frame, card_id, timing.anchor)
    answer = _from_answer(frame, timing.end_from, timing.anchor)
    if milestone is not None:
        start = _shifted(start, end, milestone, closed)
        end, decided_by = milestone, "milestone"
    elif answer is not None:
        end, decided_by = answer, "answer"
    return CardPeriod(_not_after(start, end), end, decided_by)


def _from_offsets(frame: Frame, timing: Timing, closed: Collection[int]) -> tuple[When, When]:
    lead = frame.lead(timing.anchor)
    start = at(timing.anchor, _weeks(timing.start, timing, lead), partial(forward, avoid_weeks=closed))
    end = at(timing.anchor, _weeks(timing.end, timing, lead), partial(back, avoid_weeks=closed))
    return (end if timing.start is None else start), end


def _weeks(offset: float | None, timing: Timing, lead: int | None) -> float | None:
    """The offset at this lead. Before go-live a scaled offset is unknown until the project's start is."""
    if offset is None or not timing.scaled or offset >= 0:
        return offset
    return None if lead is None else scaled(int(offset), lead)


def _shifted(start: When, end: When, milestone: When, closed: Collection[int]) -> When:
    """The start moved by as many days as the slut, then forward to a working day."""
    if start.day is None or end.day is None or milestone.day is None:
        return start
    moved = add_days(start.day, (milestone.day - end.day).days)
    day = forward(moved, closed) if moved else None
    return replace(start, day=day, nominal=moved, weeks=None)


def _not_after(start: When, end: When) -> When:
    if start.day is not None and end.day is not None and start.day > end.day:
        return end
    return start


def _from_answer(frame: Frame, end_from: str, anchor: Anchor) -> When | None:
    """The date of the answer that sets the slut, as that answer itself is printed; None when not given."""
    if not end_from:
        return None
    if end_from == RHYTHM:
        return at(anchor, max(rhythm(frame.answers), default=None), back)
    answer = Address.parse(end_from)
    raw = day_or_weeks(frame.given(answer.question, answer.column))
    return None if raw is None else moment(anchor, raw, forward if end_from in _MEETINGS else back)


def answer_date(frame: Frame, card: TaskCard) -> When | None:
    """The date that an answer gives a standard card's slut, also when the card is not in the plan."""
    return _from_answer(frame, card.end_from, frame.following(card.follows))


def controlling(frame: Frame, card_id: str, anchor: Anchor) -> When | None:
    """The date of the milestone that controls a card: its slut. Of several the latest counts, because the
    card is not finished before it. Weeks count from the date that the card follows."""
    rows = [row for row in frame.answers.rows(MILESTONES) if row.text("opgave") == card_id]
    known = [when for row in rows if (when := milestone_date(row, anchor)).day is not None]
    return max(known, key=lambda when: when.day or date.min, default=None)


def milestone_date(row: Row, anchor: Anchor) -> When:
    """The date of a milestone: a date is never moved, weeks are a deadline and move back."""
    return moment(anchor, day_or_weeks(row.get("tidspunkt")), back)
