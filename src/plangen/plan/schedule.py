"""When a card starts and ends (specifikation.md 3.3; 001, A08 »Slutdato«)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plangen.answers.model import Row
from plangen.catalog import TaskCard
from plangen.catalog.address import Address
from plangen.plan.adjustments import ADJUSTMENTS, NOTHING, Adjustment
from plangen.plan.calendar import add_days, seek
from plangen.plan.card import DecidedBy
from plangen.plan.frame import Frame, day_or_weeks
from plangen.plan.moving import Move
from plangen.plan.rhythm import RHYTHM, rhythm
from plangen.plan.scale import scaled
from plangen.plan.steps import DateStep, StepKind, moved
from plangen.plan.tasks import MILESTONES, Timing
from plangen.plan.when import Anchor, Counted, When, at, moment

# The answers that set a slut are deadlines and move back; the presentation is a meeting and moves forward.
_MEETINGS = ("praesentation.tidspunkt",)
_DAY = timedelta(days=1)
ADJUSTED = f"{ADJUSTMENTS}.slut"


@dataclass(frozen=True, slots=True)
class Limits:
    """What other cards set: `first_start`, before which the card does not start, and `latest_end`."""

    first_start: date | None = None
    latest_end: When | None = None


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class CardPeriod:
    """Start and slut of a card, and what decided the slut."""

    start: When
    end: When
    decided_by: DecidedBy


def schedule(
    frame: Frame,
    timing: Timing,
    anchor: Anchor,
    adjustment: Adjustment = NOTHING,
    limits: Limits = NO_LIMITS,
) -> CardPeriod:
    """The dates of one card, counted from one go-live date.

    The slut is that of `opgave_tilpasning`, else of a milestone that controls the card (with both the start
    keeps the length of the card), else of the answer in `end_from`, else the offset's. The start never comes
    after the slut.
    """
    offsets = _from_offsets(frame, timing, anchor)
    period = _decided(frame, timing, anchor, adjustment, offsets)
    return _in_order(_limited(frame, period, limits))


def _from_offsets(frame: Frame, timing: Timing, anchor: Anchor) -> CardPeriod:
    lead = frame.lead(anchor)

    def counted(offset: float | None, move: Move) -> When:
        """The first step of a standard card's date is the catalog's offset."""
        how = Counted(offset, lead) if timing.scaled else None
        return at(anchor, _weeks(offset, timing, lead), move, how)

    end = counted(timing.end, frame.deadline)
    return CardPeriod(end if timing.start is None else counted(timing.start, frame.meeting), end, "offset")


def _weeks(offset: float | None, timing: Timing, lead: int | None) -> float | None:
    """The offset at this lead. Before go-live a scaled offset is unknown until the project's start is."""
    if offset is None or not timing.scaled or offset >= 0:
        return offset
    return None if lead is None else scaled(int(offset), lead)


def _decided(
    frame: Frame, timing: Timing, anchor: Anchor, adjustment: Adjustment, offsets: CardPeriod
) -> CardPeriod:
    adjusted = day_or_weeks(adjustment.get("slut"))
    if adjusted is not None:
        end = _instead(offsets.end, moment(anchor, adjusted, frame.deadline), "tilpasning", ADJUSTED)
        return _keeping_length(frame, offsets, end, "adjustment")
    milestone = controlling(frame, timing.milestones, anchor)
    if milestone is not None:
        end = _instead(offsets.end, milestone, "milepæl", MILESTONES)
        return _keeping_length(frame, offsets, end, "milestone")
    answer = _from_answer(frame, timing.end_from, anchor)
    if answer is None:
        return offsets
    return CardPeriod(offsets.start, _instead(offsets.end, answer, "svar", timing.end_from), "answer")


def _instead(offset: When, when: When, kind: StepKind, answer: str) -> When:
    """The date that takes over from the offset's, with how both came about."""
    decided = DateStep(kind, when.day, when.weeks, answer=answer)
    return replace(when, steps=(*offset.steps, decided, *when.steps))


def _keeping_length(frame: Frame, offsets: CardPeriod, end: When, decided_by: DecidedBy) -> CardPeriod:
    """The start as many days before the slut as the card is long before any move."""
    start, until = offsets.start, offsets.end
    if start.nominal is None or until.nominal is None or end.day is None:
        return CardPeriod(start, end, decided_by)
    length = (until.nominal - start.nominal).days
    nominal = add_days(end.day, -length)
    if nominal is None:
        return CardPeriod(replace(start, day=None, nominal=None, weeks=None), end, decided_by)
    to = frame.meeting(nominal, end.anchor.day)
    steps = (*start.steps, DateStep("varighed", nominal, days=length), *moved(nominal, to))
    start = When(to.day, None, nominal, end.anchor, moved_from=to.from_week, steps=steps)
    return CardPeriod(start, end, decided_by)


def _limited(frame: Frame, period: CardPeriod, limits: Limits) -> CardPeriod:
    """A slut that is written as a date stays where it is."""
    start, end = period.start, period.end
    latest = limits.latest_end
    if period.decided_by == "offset" and latest and latest.day and end.day and end.day > latest.day:
        end = replace(latest, steps=(*end.steps, DateStep("overdragelse", latest.day)))
    if limits.first_start and start.day and start.day < limits.first_start:
        day = seek(limits.first_start, _DAY, frame.closing.is_open)
        exists = DateStep("gruppe", day)
        start = When(day, None, day, start.anchor, steps=(*start.steps, exists))
        if end.day is not None and end.day < day and not end.absolute:
            end = replace(start, steps=(*end.steps, exists))
    return CardPeriod(start, end, period.decided_by)


def _in_order(period: CardPeriod) -> CardPeriod:
    start, end = period.start.day, period.end.day
    if start is not None and end is not None and start > end:
        steps = (*period.start.steps, DateStep("slut", end))
        return replace(period, start=replace(period.end, steps=steps))
    return period


def together(frame: Frame, periods: Sequence[CardPeriod]) -> CardPeriod:
    """One card in several departments: from the first start to the last slut (specifikation.md 3.2)."""
    first = min(periods, key=lambda period: period.start.day or date.max)
    last = max(periods, key=lambda period: period.end.day or date.min)
    start, end = _one_of(periods, first.start), _one_of(periods, last.end)
    return CardPeriod(_of_project(frame, start), _of_project(frame, end), last.decided_by)


def _one_of(periods: Sequence[CardPeriod], when: When) -> When:
    """A date that was chosen among those of several departments says so first."""
    chosen = DateStep("afdelinger", when.day, go_live=when.anchor.day)
    return when if len(periods) == 1 else replace(when, steps=(chosen, *when.steps))


def _of_project(frame: Frame, when: When) -> When:
    """In the project's pack the last go-live date is called so."""
    latest = frame.latest
    return replace(when, anchor=latest) if when.anchor.day == latest.day else when


def _from_answer(frame: Frame, end_from: str, anchor: Anchor) -> When | None:
    """The date of the answer that sets the slut, as that answer itself is printed; None when not given."""
    if not end_from:
        return None
    if end_from == RHYTHM:
        weeks = rhythm(frame.answers)
        return at(anchor, weeks[-1], frame.deadline) if weeks else None
    answer = Address.parse(end_from)
    raw = day_or_weeks(frame.given(answer.question, answer.column))
    move = frame.meeting if end_from in _MEETINGS else frame.deadline
    return None if raw is None else moment(anchor, raw, move)


def answer_date(frame: Frame, card: TaskCard) -> When | None:
    """The date that an answer gives a standard card's slut, also when the card is not in the plan."""
    return _from_answer(frame, card.end_from, frame.following(card.follows))


def controlling(frame: Frame, milestones: Sequence[Row], anchor: Anchor) -> When | None:
    """The date of the milestone that controls a card: its slut. Of several the latest counts, because the
    card is not finished before it. Weeks count from the date that the card follows."""
    known = [when for row in milestones if (when := milestone_date(frame, row, anchor)).day is not None]
    return max(known, key=lambda when: when.day or date.min, default=None)


def milestone_date(frame: Frame, row: Row, anchor: Anchor) -> When:
    """The date of a milestone: a date is never moved, weeks are a deadline."""
    return moment(anchor, day_or_weeks(row.get("tidspunkt")), frame.deadline)
