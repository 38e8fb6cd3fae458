"""The working group: what it delivers, when, and how long it exists (specifikation.md 3.5, D02; 004, Fase
2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from plangen.answers.model import Multi
from plangen.plan.calendar import add_weeks
from plangen.plan.card import Card
from plangen.plan.cards import GROUP, SET_UP_GROUP
from plangen.plan.frame import Frame, finite
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.steps import DateStep, moved
from plangen.plan.when import When, at, on

TASKS = "arbejdsgruppe_opgaver"
ALL_ALONG = "loebende"
_FROM_START = re.compile(r"gruppestart\+(\d+)")
_FROM_CARD = re.compile(r"(\S+) (start|slut)")


@dataclass(frozen=True, slots=True)
class GroupTask:
    """A task of the working group. `code`: the option, empty for an own task. `document`: id of the document
    it is delivered in. `due`: its deadline; None for an own task, for one that goes on all along
    (`all_along`), and when the card that decides it is not in the plan."""

    code: str
    text: Text
    document: str = ""
    due: When | None = None
    all_along: bool = False


@dataclass(frozen=True, slots=True)
class WorkingGroup:
    """The working group's part of the plan: the project's, in every pack.

    `timetable`: the cards that it performs, and those that involve it and end while it exists, by start.
    `start`: the slut of OPG-05, without that card the project's start. `end`: the last day of the period,
    counted from the latest go-live.
    """

    tasks: tuple[GroupTask, ...]
    timetable: tuple[Card, ...]
    start: When
    end: When


def working_group(frame: Frame, cards: tuple[Card, ...]) -> WorkingGroup:
    """The working group's tasks, timetable and period."""
    by_id = {card.id: card for card in cards}
    set_up = by_id.get(SET_UP_GROUP)
    start = set_up.end if set_up else on(frame.project_start, frame.common)
    end = at(frame.latest, finite(frame.given("arbejdsgruppe_moeder", "til_uge")), frame.deadline)
    mine = [card for card in cards if card.performer.key == GROUP or _involved(card, start, end)]
    return WorkingGroup(
        tasks=_tasks(frame, by_id, start, end),
        timetable=tuple(sorted(mine, key=lambda card: (card.start.day or date.max, card.number))),
        start=start,
        end=end,
    )


def _involved(card: Card, start: When, end: When) -> bool:
    if not card.concerns(GROUP) or card.end.day is None:
        return False
    return (start.day or date.min) <= card.end.day <= (end.day or date.max)


def _tasks(frame: Frame, cards: dict[str, Card], start: When, end: When) -> tuple[GroupTask, ...]:
    answer = frame.answers.raw(TASKS)
    if not isinstance(answer, Multi):
        return ()
    delivery = frame.catalog.lists.group_task_delivery
    tasks = []
    for code in answer.chosen:
        document, deadline = delivery.get(code, ("", ""))
        due = _not_after(_due(frame, deadline, cards, start), end)
        text = Text(frame.label(TASKS, code), AnswerRef(TASKS, column=code))
        tasks.append(GroupTask(code, text, document, due, deadline == ALL_ALONG))
    own = (Text(text, AnswerRef(TASKS, column="egne")) for text in answer.own)
    return (*tasks, *(GroupTask("", text) for text in own))


def _due(frame: Frame, deadline: str, cards: dict[str, Card], start: When) -> When | None:
    """The deadline that `arbejdsgruppe_opgave_til` names: weeks after the group's start, or a card's day."""
    if after := _FROM_START.fullmatch(deadline):
        nominal = add_weeks(start.day, int(after[1]))
        if nominal is None:
            return None
        to = frame.deadline(nominal, frame.common.day)
        steps = (*start.steps, DateStep("gruppestart", nominal, int(after[1])), *moved(nominal, to))
        return When(to.day, None, nominal, frame.common, moved_from=to.from_week, steps=steps)
    named = _FROM_CARD.fullmatch(deadline)
    card = cards.get(named[1]) if named else None
    if card is None or named is None:
        return None
    return card.start if named[2] == "start" else card.end


def _not_after(due: When | None, end: When) -> When | None:
    return end if due and due.day and end.day and due.day > end.day else due
