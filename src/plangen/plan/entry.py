"""One dated thing of a plan, and those that the parts of a plan hold (specifikation.md 3.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plangen.plan.card import Card
from plangen.plan.communication import Contact
from plangen.plan.dated import FOLLOW_UP, DatedKind, DatedRow
from plangen.plan.departments import Department
from plangen.plan.frame import Frame
from plangen.plan.milestone import Milestone
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.roles import NOBODY, Role, responsible
from plangen.plan.rollout import RolloutStep
from plangen.plan.when import When
from plangen.plan.windows import Window

EntryKind = (
    DatedKind
    | Literal["Opgave begynder", "Opgave slutter", "Milepæl", "Evaluering", "Kommunikation", "Ibrugtagning"]
)


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One dated thing. `kind`: its Danish name (»Opgave slutter«); `what`: what it is about, `more`: what
    else is said of it; `card`: the card, if it is one; `departments`: those it concerns when not all of the
    pack; `row`: the row it comes from, if any; `status` is printed. `mark`: what tells it from the others of
    its kind and row, and stays when its day moves."""

    when: When
    kind: EntryKind
    what: Text
    who: Role = NOBODY
    card: Card | None = None
    departments: tuple[Department, ...] = ()
    row: AnswerRef | None = None
    more: tuple[Text, ...] = ()
    status: str = ""
    mark: str = ""

    @property
    def day(self) -> date:
        return self.when.day or date.max

    @property
    def line(self) -> tuple[object, ...]:
        """What tells its line from another, beside the departments."""
        said = (self.what.text, *(more.text for more in self.more))
        return self.day, self.kind, said, self.who.text, self.status

    @property
    def thing(self) -> tuple[str, ...]:
        """What it is, whenever it is and whomever it concerns: the same when dates and words change."""
        row = (self.row.question, self.row.row_key) if self.row else ("", "")
        return self.kind, *row, self.card.id if self.card else "", self.mark


def task_entry(card: Card) -> PlanEntry:
    """The slut of a card."""
    return PlanEntry(
        card.end, "Opgave slutter", card.title, card.performer, card, row=card.row, status=card.status_label
    )


def milestone_entry(stone: Milestone) -> PlanEntry:
    return PlanEntry(
        stone.when,
        "Milepæl",
        stone.title,
        stone.responsible,
        None,
        stone.departments,
        stone.row,
        status=stone.status,
        mark=stone.kind,
    )


def windows_in(frame: Frame, windows: Iterable[Window]) -> Iterator[PlanEntry]:
    who = responsible(frame, "evaluering_ramme", frame.answers.group("evaluering_ramme"), "ansvarlig")
    for window in windows:
        if not window.extra:
            yield PlanEntry(
                window.when,
                "Evaluering",
                Text("Evalueringsvindue"),
                who,
                None,
                window.departments,
                status=window.status,
                mark=str(window.weeks[0]),
            )


def contacts_in(calendar: Iterable[Contact]) -> Iterator[PlanEntry]:
    """Each time of each line; its mark is which time of its row and departments it is."""
    times: Counter[tuple[AnswerRef, tuple[Department, ...]]] = Counter()
    for contact in calendar:
        for when in contact.times:
            times[contact.row, contact.departments] += 1
            yield PlanEntry(
                when,
                "Kommunikation",
                contact.occasion,
                contact.responsible,
                None,
                () if contact.everybody else contact.departments,
                contact.row,
                (contact.message, contact.stakeholder),
                contact.status_label,
                str(times[contact.row, contact.departments]),
            )


def rows_in(rows: Iterable[DatedRow]) -> Iterator[PlanEntry]:
    for dated in rows:
        some = () if dated.everybody else dated.departments
        time = f"{dated.when.weeks:g}" if dated.row.question == FOLLOW_UP and dated.when.weeks else ""
        yield PlanEntry(
            dated.when,
            dated.kind,
            dated.what,
            dated.who,
            departments=some,
            row=dated.row,
            status=dated.status,
            mark=time,
        )


def steps_in(steps: Iterable[RolloutStep]) -> Iterator[PlanEntry]:
    for step in steps:
        for one in step.dates:
            some = () if one.everybody else one.departments
            yield PlanEntry(one.when, "Ibrugtagning", step.part, departments=some, row=step.row)
