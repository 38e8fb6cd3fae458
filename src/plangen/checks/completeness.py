"""V01: every required question that is shown has an answer, at the latest when it is due."""

from __future__ import annotations

from collections.abc import Callable

from plangen.answers.conditions import shown
from plangen.answers.defaults import wholly_unanswered
from plangen.answers.model import Answers
from plangen.catalog import Question
from plangen.findings import Finding, Severity
from plangen.plan import DueDate
from plangen.texts import danish

Due = Callable[[Question], DueDate | None]
"""When a question must be answered; None when it is due at once (documents.md 3.6, »Due«)."""


def check_completeness(answers: Answers, due: Due = lambda _question: None) -> list[Finding]:
    """One finding for each required, shown question that is wholly unanswered (documents.md 3.6, V01).

    A fejl; an info while `pakke.dato` lies before the date from `due`. A question with a refused value is
    not reported a second time. `answers` are the merged answers of one context, before rows are filtered.
    """
    return [
        _missing(answers, question, due(question))
        for question in answers.catalog.questions.values()
        if _is_required(answers, question)
        and wholly_unanswered(answers, question)
        and not _was_refused(answers, question)
    ]


def _is_required(answers: Answers, question: Question) -> bool:
    return question.required in ("ja", "betinget") and shown(answers, question.id)


def _was_refused(answers: Answers, question: Question) -> bool:
    """Whether a finding has already said that what stands there cannot be used."""
    inside = (f"{question.id}.", f"{question.id}[")
    return any(path == question.id or path.startswith(inside) for path in answers.invalid)


def _missing(answers: Answers, question: Question, due: DueDate | None) -> Finding:
    if due is not None and answers.today is not None and answers.today < due.day:
        day = danish.short_date(due.day)
        message = f"{question.short}: udfyldes senest {day} ({due.card_number} {due.card_title})."
        severity = Severity.INFO
    else:
        message = f"{question.short} er ikke besvaret."
        severity = Severity.ERROR
    hint = f"{question.text} Skriv svaret under »{question.id}«."
    place = answers.place_of(question.id)
    return Finding("V01", severity, message, place, hint=hint, where=question.short, question=question.id)
