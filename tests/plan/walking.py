"""Walks through a whole plan: every point in time by a name that stays when dates move, every text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from plangen.plan import Plan, When


def moments(plan: Plan) -> dict[str, When]:
    """The points in time of a plan by what they belong to.

    Left out is what is only put together from others: a start that was set to the slut, and milestones that
    gather windows, training or departments.
    """
    return dict(_moments(plan))


def _moments(plan: Plan) -> Iterator[tuple[str, When]]:
    for card in plan.cards:
        yield f"{card.id} slut", card.end
        if card.start != card.end:
            yield f"{card.id} start", card.start
    for stone in plan.milestones:
        if stone.kind not in ("idriftsaettelse", "sidste_evaluering", "oplaering"):
            yield f"{stone.kind} {stone.title} {[d.key for d in stone.departments]}", stone.when
    for window in plan.windows:
        name = f"window {window.weeks or window.result}"
        yield f"{name} {[d.key for d in window.departments]}", window.when
    for contact in plan.communication:
        yield f"{contact.row} {[d.key for d in contact.departments]}", contact.when
    yield from ((f"{benefit.row}", benefit.when) for benefit in plan.benefits)
    for item in (*plan.steps, *plan.sessions):
        for dated in item.dates:
            yield f"{item.row} {[d.key for d in dated.departments]}", dated.when
    for point in (*plan.potentials, *plan.barriers, *plan.decisions):
        yield f"{point.row}", point.due
    for trial in plan.trials:
        yield from ((f"{trial.row} start", trial.start), (f"{trial.row} end", trial.evaluated))
    for row in plan.dated:
        yield f"{row.row} {row.kind} {[d.key for d in row.departments]}", row.when
    yield "group start", plan.group.start
    yield "group end", plan.group.end
    for shown in plan.presentation.dates:
        yield f"presentation {[d.key for d in shown.departments]}", shown.when


def texts(value: Any) -> Iterator[str]:
    """Every text in the plan, with those that properties compose."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
        for name in ("relative", "phrase", "end_text", "text"):
            yield str(getattr(value, name, ""))
