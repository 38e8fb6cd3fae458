"""The next four weeks (specifikation.md 3.5, D00 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from plangen.plan.calendar import add_days
from plangen.plan.card import Card
from plangen.plan.card_status import DONE
from plangen.plan.communication import Contact
from plangen.plan.dated import DatedKind, DatedRow, follow_ups
from plangen.plan.departments import Department
from plangen.plan.frame import Frame
from plangen.plan.milestone import Milestone
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.roles import NOBODY, Role, responsible
from plangen.plan.rollout import RolloutStep
from plangen.plan.when import When
from plangen.plan.windows import Window

PERIOD_DAYS = 28
_OBLIGATORY = "obligatorisk"
# Their day is listed already: as the slut of a card, as training, as an evaluation.
_LISTED = ("oplaering", "sidste_evaluering", "praesentation")

UpcomingKind = (
    DatedKind
    | Literal["Opgave begynder", "Opgave slutter", "Milepæl", "Evaluering", "Kommunikation", "Ibrugtagning"]
)


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One dated thing. `kind`: its Danish name (»Opgave slutter«); `what`: what it is about, `more`: what
    else is said of it; `card`: the card, if it is one; `departments`: those it concerns when not all of the
    pack; `row`: the row it comes from, if any; `status` is printed."""

    when: When
    kind: UpcomingKind
    what: Text
    who: Role = NOBODY
    card: Card | None = None
    departments: tuple[Department, ...] = ()
    row: AnswerRef | None = None
    more: tuple[Text, ...] = ()
    status: str = ""

    @property
    def day(self) -> date:
        return self.when.day or date.max

    @property
    def line(self) -> tuple[object, ...]:
        """What tells its line from another, beside the departments."""
        said = (self.what.text, *(more.text for more in self.more))
        return self.day, self.kind, said, self.who.text, self.status


def upcoming(
    frame: Frame,
    cards: tuple[Card, ...],
    milestones: tuple[Milestone, ...],
    calendar: tuple[Contact, ...],
    rows: tuple[DatedRow, ...],
    steps: tuple[RolloutStep, ...],
    windows: tuple[Window, ...],
) -> tuple[Upcoming, ...] | None:
    """Everything dated from `pakke.dato` to 28 days after it, both included; None without `pakke.dato`."""
    if frame.today is None:
        return None
    last = add_days(frame.today, PERIOD_DAYS) or date.max
    items = [
        *_cards(cards),
        *_milestones(milestones),
        *_windows(frame, windows),
        *_contacts(calendar),
        *_rows(rows),
        *_rows(follow_ups(frame, frame.today, last)),
        *_steps(steps),
    ]
    soon = [item for item in items if item.when.day and frame.today <= item.when.day <= last]
    lines: dict[object, list[Upcoming]] = {}
    for item in soon:
        lines.setdefault(item.line, []).append(item)
    once = (_together(same, len(frame.departments)) for same in lines.values())
    return tuple(sorted(once, key=lambda item: item.day))


def _together(same: list[Upcoming], everybody: int) -> Upcoming:
    """Equal lines as one, for the departments of all of them."""
    if not all(item.departments for item in same):
        return replace(same[0], departments=())
    named = tuple(dict.fromkeys(one for item in same for one in item.departments))
    return replace(same[0], departments=() if len(named) == everybody else named)


def _cards(cards: Iterable[Card]) -> Iterator[Upcoming]:
    """Every slut; a start only when the card is obligatory, and not of what is reported done."""
    for card in cards:
        if card.status == DONE:
            continue
        if card.priority == _OBLIGATORY and card.start.day != card.end.day:
            yield Upcoming(card.start, "Opgave begynder", card.title, card.performer, card, row=card.row)
        yield Upcoming(
            card.end,
            "Opgave slutter",
            card.title,
            card.performer,
            card,
            row=card.row,
            status=card.status_label,
        )


def _milestones(milestones: Iterable[Milestone]) -> Iterator[Upcoming]:
    for stone in milestones:
        if not stone.card and stone.kind not in _LISTED:
            yield Upcoming(
                stone.when,
                "Milepæl",
                stone.title,
                stone.responsible,
                None,
                stone.departments,
                stone.row,
                status=stone.status,
            )


def _windows(frame: Frame, windows: Iterable[Window]) -> Iterator[Upcoming]:
    """Departments that stop on the same day share a line."""
    who = responsible(frame, "evaluering_ramme", frame.answers.group("evaluering_ramme"), "ansvarlig")
    shared: dict[tuple[date | None, str], list[Window]] = {}
    for window in windows:
        if not window.extra:
            shared.setdefault((window.when.day, window.status), []).append(window)
    everybody = len(frame.departments)
    for (_, status), group in shared.items():
        owners = tuple(owner for window in group for owner in window.departments)
        some = () if len(owners) == everybody else owners
        yield Upcoming(group[0].when, "Evaluering", Text("Evalueringsvindue"), who, None, some, status=status)


def _contacts(calendar: Iterable[Contact]) -> Iterator[Upcoming]:
    for contact in calendar:
        for day in contact.days:
            when = contact.when if day == contact.when.day else When(day, None, day, contact.when.anchor)
            yield Upcoming(
                when,
                "Kommunikation",
                contact.occasion,
                contact.responsible,
                None,
                () if contact.everybody else contact.departments,
                contact.row,
                (contact.message, contact.stakeholder),
                contact.status_label,
            )


def _rows(rows: Iterable[DatedRow]) -> Iterator[Upcoming]:
    for dated in rows:
        some = () if dated.everybody else dated.departments
        yield Upcoming(dated.when, dated.kind, dated.what, dated.who, departments=some, row=dated.row)


def _steps(steps: Iterable[RolloutStep]) -> Iterator[Upcoming]:
    for step in steps:
        for one in step.dates:
            some = () if one.everybody else one.departments
            yield Upcoming(one.when, "Ibrugtagning", step.part, departments=some, row=step.row)
