"""The working group: what it delivers, when, and how long it exists (specifikation.md 3.12, D02; 004, Fase
2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plangen.answers.model import Multi
from plangen.plan.calendar import back
from plangen.plan.card import Card
from plangen.plan.frame import Frame, finite
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.when import When, at, on

TASKS = "arbejdsgruppe_opgaver"
GROUP = "arbejdsgruppe"
_SET_UP = "OPG-05"


@dataclass(frozen=True, slots=True)
class GroupTask:
    """A task of the working group. `code`: the option, empty for an own task. `document`: id of the document
    it is delivered in, and `card` the card whose slut is the deadline; none for an own task, and no card
    when it is not in the plan."""

    code: str
    text: Text
    document: str = ""
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class WorkingGroup:
    """The working group's part of the plan. It is the project's, so it follows the common go-live date.

    `timetable`: the cards that it performs or is involved in, by start. `start`: the slut of OPG-05, without
    that card the project's start. `end`: the last day of the period.
    """

    tasks: tuple[GroupTask, ...]
    timetable: tuple[Card, ...]
    start: When
    end: When


def working_group(frame: Frame, cards: tuple[Card, ...]) -> WorkingGroup:
    """The working group's tasks, timetable and period."""
    set_up = next((card for card in cards if card.id == _SET_UP), None)
    concerned = [card for card in cards if card.concerns(GROUP)]
    weeks = finite(frame.given("arbejdsgruppe_moeder", "til_uge"))
    return WorkingGroup(
        tasks=_tasks(frame, cards),
        timetable=tuple(sorted(concerned, key=lambda card: (card.start.day or date.max, card.number))),
        start=set_up.end if set_up else on(frame.project_start, frame.common),
        end=at(frame.common, weeks, back),
    )


def _tasks(frame: Frame, cards: tuple[Card, ...]) -> tuple[GroupTask, ...]:
    answer = frame.answers.raw(TASKS)
    if not isinstance(answer, Multi):
        return ()
    by_id = {card.id: card for card in cards}
    delivery = frame.catalog.lists.group_task_delivery
    tasks = []
    for code in answer.chosen:
        document, card_id = delivery.get(code, ("", ""))
        text = Text(frame.label(TASKS, code), AnswerRef(TASKS, column=code))
        tasks.append(GroupTask(code, text, document, by_id.get(card_id)))
    own = (Text(text, AnswerRef(TASKS, column="egne")) for text in answer.own)
    return (*tasks, *(GroupTask("", text) for text in own))
