"""The task cards of a pack: which, when, in what order, with which number and status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from plangen.plan.adjustments import Adjustments
from plangen.plan.card import Card
from plangen.plan.card_status import of_departments, reported, unreported
from plangen.plan.frame import DEPARTMENT_DATE, Frame
from plangen.plan.phases import phase_model
from plangen.plan.roles import performer
from plangen.plan.schedule import NO_LIMITS, CardPeriod, Limits, schedule, together
from plangen.plan.tasks import Timing, tasks
from plangen.plan.when import Anchor

SET_UP_GROUP = "OPG-05"
EFFECTS, HANDOVER = "OPG-29", "OPG-30"
GROUP = "arbejdsgruppe"

Numbers = Mapping[tuple[str, str], str]
"""Id of a card and key of its own row → printed number."""


def numbers_of(cards: tuple[Card, ...]) -> Numbers:
    """The numbers that the same cards have in every pack."""
    return {_identity(card): card.number for card in cards}


def build_cards(frame: Frame, numbers: Numbers | None = None) -> tuple[Card, ...]:
    """The cards of the plan with their dates.

    Without `numbers` they are numbered A01, A02 … in the order of the phases of the chosen model, then
    start, slut and place in the catalog. With the numbers of the project's plan they stand in that order;
    cards that the project does not have come after it.
    """
    ordered = _CardBuilder(frame).ordered()
    if numbers is None:
        return tuple(replace(card, number=f"A{n:02d}") for n, card in enumerate(ordered, start=1))
    known = [replace(card, number=numbers[_identity(card)]) for card in ordered if _identity(card) in numbers]
    new = [card for card in ordered if _identity(card) not in numbers]
    after = max((int(number[1:]) for number in numbers.values()), default=0)
    return (
        *sorted(known, key=lambda card: int(card.number[1:])),
        *(replace(card, number=f"A{n:02d}") for n, card in enumerate(new, start=after + 1)),
    )


def _identity(card: Card) -> tuple[str, str]:
    return card.id, card.row.row_key if card.row else ""


@dataclass(frozen=True)
class _CardBuilder:
    """Dates and status of all cards of one pack."""

    frame: Frame

    def ordered(self) -> list[Card]:
        phases = list(self.frame.catalog.phase_models[phase_model(self.frame.answers)])
        timed = [(self._finished(card, timing), timing) for card, timing in self._tasks]
        return [card for card, timing in sorted(timed, key=lambda pair: _order(phases, *pair))]

    @cached_property
    def _adjustments(self) -> Adjustments:
        return Adjustments(self.frame)

    @cached_property
    def _tasks(self) -> list[tuple[Card, Timing]]:
        return [(self._with_performer(card), timing) for card, timing in tasks(self.frame)]

    def _with_performer(self, card: Card) -> Card:
        """Who does it, when that was changed."""
        named = self._adjustments.of(card.id, self.frame.department).text("udfoerer")
        return replace(card, performer=performer(self.frame, named)) if named else card

    @cached_property
    def _group_from(self) -> date | None:
        """The slut of the card that sets up the working group."""
        return next((self._period(c, t).end.day for c, t in self._tasks if c.id == SET_UP_GROUP), None)

    @cached_property
    def _handover(self) -> CardPeriod | None:
        return next((self._period(c, t) for c, t in self._tasks if c.id == HANDOVER), None)

    def _limits(self, card: Card) -> Limits:
        if card.id == EFFECTS and self._handover:
            return Limits(latest_end=self._handover.end)
        if card.performer.key == GROUP and card.id != SET_UP_GROUP:
            return Limits(first_start=self._group_from)
        return NO_LIMITS

    def _finished(self, card: Card, timing: Timing) -> Card:
        periods = self._periods(card, timing, self._limits(card))
        period = self._as_one(periods)
        status = self._reported(card, timing) or unreported(self.frame.today, period.end.day)
        note = self._adjustments.of(card.id, self.frame.department)
        return replace(
            card,
            start=period.start,
            end=period.end,
            end_decided_by=period.decided_by,
            status=status,
            status_label=self.frame.catalog.lists.card_status.get(status, ""),
            note=note.text("bemaerkning"),
            ends=tuple(one.end for one in periods),
            ends_in=tuple(self._dates_of(card, timing).values()),
        )

    def _period(self, card: Card, timing: Timing) -> CardPeriod:
        return self._as_one(self._periods(card, timing, NO_LIMITS))

    def _as_one(self, periods: list[CardPeriod]) -> CardPeriod:
        """In the pack of all a card that each department carries out has the dates of all of them."""
        return periods[0] if len(periods) == 1 else together(self.frame, periods)

    def _periods(self, card: Card, timing: Timing, limits: Limits) -> list[CardPeriod]:
        """The dates for each go-live date, the earliest first."""
        frame, adjustments = self.frame, self._adjustments
        dates = self._dates_of(card, timing)
        if not dates:
            adjustment = adjustments.of(card.id, frame.department)
            return [schedule(frame, timing, timing.anchor, adjustment, limits)]
        return [
            schedule(frame, timing, anchor, adjustments.of(card.id, own), limits) for anchor, own in dates
        ]

    def _dates_of(self, card: Card, timing: Timing) -> dict[tuple[Anchor, str], tuple[str, ...]]:
        """Go-live date and the department that has a date of its own for the card (empty for none) → the keys
        of the departments with these, the earliest first; none where the card has one date."""
        found: dict[tuple[Anchor, str], tuple[str, ...]] = {}
        for key in self._carried_out_in(timing):
            one = self.frame.departments[key], self._adjustments.own_of(card.id, key)
            found[one] = (*found.get(one, ()), key)
        return dict(sorted(found.items(), key=lambda item: (item[0][0].day or date.max, item[0][1])))

    def _carried_out_in(self, timing: Timing) -> tuple[str, ...]:
        """The departments whose dates are put together; none where the card has one date."""
        if self.frame.department is not None or timing.follows != DEPARTMENT_DATE:
            return ()
        return tuple(self.frame.departments)

    def _reported(self, card: Card, timing: Timing) -> str:
        """In the pack of all: what is reported for all, else what the departments report."""
        adjustments, frame = self._adjustments, self.frame
        code = reported(frame, card.id, adjustments.of(card.id, frame.department))
        keys = self._carried_out_in(timing)
        if code or not keys:
            return code
        told = (adjustments.reported_in(card.id, key) for key in keys)
        return of_departments({reported(frame, card.id, one) for one in told})


def _order(phases: list[str], card: Card, timing: Timing) -> tuple[int, bool, date, date, float, float, int]:
    """Cards without dates keep the order of their offsets, after those with dates."""
    return (
        phases.index(card.phase) if card.phase in phases else len(phases),
        card.follow_up,
        card.start.day or date.max,
        card.end.day or date.max,
        0 if card.start.day else timing.start or 0,
        0 if card.end.day else timing.end or 0,
        card.place,
    )
