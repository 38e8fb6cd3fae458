"""What has a day in a plan: each thing once, however many documents print it (specifikation.md 3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plangen.answers.model import Answers
from plangen.plan.calendar import add_weeks
from plangen.plan.card import Card
from plangen.plan.dated import FOLLOW_UP, DatedRow, follow_ups
from plangen.plan.entry import (
    PlanEntry,
    contacts_in,
    milestone_entry,
    rows_in,
    steps_in,
    task_entry,
    windows_in,
)
from plangen.plan.frame import COMMON_DATE, LATEST_DATE, Frame, frame_of
from plangen.plan.milestone import OWN_MILESTONE
from plangen.plan.model import Plan

WEEKS_OF_FOLLOW_UP = 52
"""How long after its go-live (of the project the last) a pack tells of what is followed up on."""
# Their day is told already: as training, as an evaluation.
_TOLD = ("oplaering", "sidste_evaluering")


def timeline(answers: Answers, plan: Plan) -> tuple[PlanEntry, ...]:
    """Everything in a pack's plan that has a day, by day; of a department's pack what is its own, not the
    tasks and milestones that it shares with the project. Follow-up is told for a year.

    `answers`: those that the plan was computed from.
    """
    frame = frame_of(answers)
    entries = [
        *_tasks(plan),
        *_stones(plan),
        *windows_in(frame, plan.windows),
        *contacts_in(plan.communication),
        *rows_in(plan.dated),
        *rows_in(_followed_up(frame, plan)),
        *steps_in(plan.steps),
    ]
    return tuple(sorted((one for one in entries if one.when.day), key=lambda one: one.day))


def tasks_of(plan: Plan) -> Iterator[Card]:
    """The cards that are a pack's own: of a department those that it carries out by its own date."""
    shared = (COMMON_DATE, LATEST_DATE) if plan.department else ()
    return (card for card in plan.cards if card.follows not in shared)


def _tasks(plan: Plan) -> Iterator[PlanEntry]:
    """The slut of every card, in the pack of all one for each go-live date that it follows."""
    by_key = {department.key: department for department in plan.departments}
    for card in tasks_of(plan):
        one = task_entry(card)
        if not card.ends_in:
            yield one
        for end, keys in zip(card.ends, card.ends_in, strict=False):
            yield replace(one, when=end, departments=tuple(by_key[key] for key in keys))


def _stones(plan: Plan) -> Iterator[PlanEntry]:
    """The milestones on other days than that of a card."""
    days = {(card.id, end.day) for card in plan.cards for end in (card.end, *card.ends)}
    for stone in plan.milestones:
        of_card = stone.card is not None and (stone.card.id, stone.when.day) in days
        others = plan.department and stone.of_go_live is None and stone.kind != OWN_MILESTONE
        if not of_card and not others and stone.kind not in _TOLD:
            yield milestone_entry(stone)


def _followed_up(frame: Frame, plan: Plan) -> Iterator[DatedRow]:
    begins = plan.go_live if plan.department else plan.latest_go_live
    last = add_weeks(begins, WEEKS_OF_FOLLOW_UP)
    if plan.go_live is not None and last is not None:
        yield from follow_ups(frame, frame.answers.rows(FOLLOW_UP), plan.go_live, last)
