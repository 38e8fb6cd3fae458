"""When an answer must be there (specifikation.md 3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plangen.catalog import Question
from plangen.plan.model import Plan


@dataclass(frozen=True, slots=True)
class DueDate:
    """The day an answer is due, and the card that decides it."""

    day: date
    card_number: str
    card_title: str


def due_date(plan: Plan, question: Question) -> DueDate | None:
    """When the question must be answered; None when it is due at once.

    It is the slut of the question's card when that is not after the common go-live, else the earlier of the
    card's start and that go-live. Findings and open points take it from the common plan in every pack, so
    that all packs say the same about the project's answers.
    """
    card = plan.card(question.due_card)
    if plan.project_start is None or card is None:
        return None
    start, end, go_live = card.start.day, card.end.day, plan.common_go_live
    if start is None or end is None or go_live is None:
        return None
    day = end if end <= go_live else min(start, go_live)
    return DueDate(day, card.number, card.title.text)


def not_yet_due(plan: Plan, question: Question) -> DueDate | None:
    """The due date while `pakke.dato` lies before it; None when the answer is due."""
    due = due_date(plan, question)
    return due if due and plan.today and plan.today < due.day else None
