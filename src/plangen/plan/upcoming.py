"""The next four weeks (specifikation.md 3.5, D00 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from plangen.plan.calendar import add_days
from plangen.plan.card import Card
from plangen.plan.card_status import DONE
from plangen.plan.communication import Contact
from plangen.plan.dated import DATED_COLUMNS, DatedRow
from plangen.plan.entry import (
    PlanEntry,
    contacts_in,
    milestone_entry,
    rows_in,
    task_entry,
    windows_in,
)
from plangen.plan.frame import Frame
from plangen.plan.milestone import Milestone
from plangen.plan.windows import Window

PERIOD_DAYS = 28
_OBLIGATORY = "obligatorisk"
# Their day is listed already: as the slut of a card, as training, as an evaluation.
_LISTED = ("oplaering", "sidste_evaluering", "praesentation")
# Of the rows that have a date, what somebody must do on the day: not what holds from then on.
_TO_DO = frozenset({"Oplæring", *(column.kind for column in DATED_COLUMNS if column.deadline)})


def upcoming(
    frame: Frame,
    cards: tuple[Card, ...],
    milestones: tuple[Milestone, ...],
    calendar: tuple[Contact, ...],
    rows: tuple[DatedRow, ...],
    windows: tuple[Window, ...],
) -> tuple[PlanEntry, ...] | None:
    """What is to be done from `pakke.dato` to 28 days after it, both included: cards, milestones, windows,
    communication, training and deadlines; None without `pakke.dato`."""
    if frame.today is None:
        return None
    last = add_days(frame.today, PERIOD_DAYS) or date.max
    items = [
        *_cards(cards),
        *_milestones(milestones),
        *windows_in(frame, windows),
        *contacts_in(calendar),
        *rows_in(row for row in rows if row.kind in _TO_DO),
    ]
    soon = [item for item in items if item.when.day and frame.today <= item.when.day <= last]
    lines: dict[object, list[PlanEntry]] = {}
    for item in soon:
        lines.setdefault(item.line, []).append(item)
    once = (_together(same, len(frame.departments)) for same in lines.values())
    return tuple(sorted(once, key=lambda item: item.day))


def _together(same: list[PlanEntry], everybody: int) -> PlanEntry:
    """Equal lines as one, for the departments of all of them."""
    if not all(item.departments for item in same):
        return replace(same[0], departments=())
    named = tuple(dict.fromkeys(one for item in same for one in item.departments))
    return replace(same[0], departments=() if len(named) == everybody else named)


def _cards(cards: Iterable[Card]) -> Iterator[PlanEntry]:
    """Every slut; a start only when the card is obligatory, and not of what is reported done."""
    for card in cards:
        if card.status == DONE:
            continue
        if card.priority == _OBLIGATORY and card.start.day != card.end.day:
            yield replace(task_entry(card), when=card.start, kind="Opgave begynder")
        yield task_entry(card)


def _milestones(milestones: Iterable[Milestone]) -> Iterator[PlanEntry]:
    return (milestone_entry(one) for one in milestones if not one.card and one.kind not in _LISTED)
