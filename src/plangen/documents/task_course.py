"""F5 Opgaver over tid, put together: the cards of the plan by phase (specifikation.md 4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plangen.pictures.figures.tasks import Task, TaskPhase, tasks_pictures
from plangen.plan.card import Card
from plangen.plan.model import Plan
from plangen.texts.values import Picture

# What is left out first when there are more cards than two pages hold.
_KEPT: Final = (("obligatorisk", "anbefalet", "valgfri"), ("obligatorisk", "anbefalet"), ("obligatorisk",))


def task_figures(plan: Plan) -> tuple[Picture, ...]:
    """The drawing of the cards that have dates, on one page or two; none without any.

    With more cards than two pages hold the optional ones are left out, then the recommended ones.
    """
    every = sum(len(phase.tasks) for phase in _phases(plan, _KEPT[0]))
    for priorities in _KEPT:
        phases = list(_phases(plan, priorities))
        drawn = tasks_pictures(phases, plan.today, every - sum(len(phase.tasks) for phase in phases))
        if drawn:
            return drawn
    return ()


def _phases(plan: Plan, priorities: tuple[str, ...]) -> Iterator[TaskPhase]:
    for phase in plan.phases:
        for name, cards in (
            (phase.label or "Uden fase", phase.cards),
            (phase.follow_up_label, phase.follow_up),
        ):
            tasks = tuple(task for card in cards if card.priority in priorities for task in _task(card))
            if tasks:
                yield TaskPhase(name, tasks)


def _task(card: Card) -> Iterator[Task]:
    start, end = card.start.day, card.end.day
    if start and end:
        yield Task(card.number, card.title.text, start, end, card.end_decided_by != "offset")
