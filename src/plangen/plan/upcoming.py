"""The next four weeks (specifikation.md 3.8, D00 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plangen.plan.calendar import add_days
from plangen.plan.card import Card
from plangen.plan.communication import Contact
from plangen.plan.dated import DatedKind, DatedRow, follow_ups
from plangen.plan.departments import Department
from plangen.plan.frame import Frame
from plangen.plan.milestones import LAST_WINDOW, Milestone
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.roles import NOBODY, Role
from plangen.plan.rollout import RolloutStep

PERIOD_DAYS = 28
_WINDOWS = ("evaluering", LAST_WINDOW)


UpcomingKind = (
    DatedKind
    | Literal["Opgave begynder", "Opgave slutter", "Milepæl", "Evaluering", "Kommunikation", "Tages i brug"]
)


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One dated thing. `kind`: its Danish name (»Opgave slutter«); `card`: the card, if it is one;
    `departments`: those it concerns when not all of the pack; `row`: the row it comes from, if any."""

    day: date
    kind: UpcomingKind
    what: Text
    who: Role = NOBODY
    card: Card | None = None
    departments: tuple[Department, ...] = ()
    row: AnswerRef | None = None


def upcoming(
    frame: Frame,
    cards: tuple[Card, ...],
    milestones: tuple[Milestone, ...],
    calendar: tuple[Contact, ...],
    rows: tuple[DatedRow, ...],
    steps: tuple[RolloutStep, ...],
) -> tuple[Upcoming, ...] | None:
    """Everything dated from `pakke.dato` to 28 days after it, both included; None without `pakke.dato`."""
    if frame.today is None:
        return None
    last = add_days(frame.today, PERIOD_DAYS) or date.max
    items = [
        *_cards(cards),
        *_milestones(milestones),
        *_contacts(calendar),
        *_rows(rows),
        *_rows(follow_ups(frame, frame.today, last)),
        *_steps(steps),
    ]
    return tuple(sorted((i for i in items if frame.today <= i.day <= last), key=lambda item: item.day))


def _cards(cards: Iterable[Card]) -> Iterator[Upcoming]:
    for card in cards:
        if card.start.day and card.start.day != card.end.day:
            yield Upcoming(card.start.day, "Opgave begynder", card.title, card.performer, card, row=card.row)
        if card.end.day:
            yield Upcoming(card.end.day, "Opgave slutter", card.title, card.performer, card, row=card.row)


def _milestones(milestones: Iterable[Milestone]) -> Iterator[Upcoming]:
    """Milestones, without those whose day is listed already: the slut of a card, the last training."""
    for stone in milestones:
        if stone.when.day is None or stone.card or stone.kind == "oplaering":
            continue
        kind: UpcomingKind = "Evaluering" if stone.kind in _WINDOWS else "Milepæl"
        yield Upcoming(
            stone.when.day, kind, stone.title, stone.responsible, None, stone.departments, stone.row
        )


def _contacts(calendar: Iterable[Contact]) -> Iterator[Upcoming]:
    for contact in calendar:
        for day in contact.days:
            yield Upcoming(day, "Kommunikation", contact.occasion, contact.responsible, row=contact.row)


def _rows(rows: Iterable[DatedRow]) -> Iterator[Upcoming]:
    for dated in rows:
        if dated.when.day is not None:
            yield Upcoming(dated.when.day, dated.kind, dated.what, dated.who, row=dated.row)


def _steps(steps: Iterable[RolloutStep]) -> Iterator[Upcoming]:
    for step in steps:
        for begins in step.dates:
            if begins.when.day is not None:
                several = begins.departments if len(step.dates) > 1 else ()
                yield Upcoming(begins.when.day, "Tages i brug", step.part, departments=several, row=step.row)
