"""Whether what must be answered is, at the latest when it is due (specifikation.md 5.2 and 3.11)."""

from __future__ import annotations

from collections.abc import Iterator

from plangen.answers.conditions import shown
from plangen.answers.defaults import wholly_unanswered
from plangen.answers.model import Answers
from plangen.catalog import Question
from plangen.checks.registry import Breach, Case, judges
from plangen.plan.due import not_yet_due
from plangen.texts import danish


@judges("V01")
def unanswered(case: Case) -> Iterator[Breach]:
    """Each required, shown question that is wholly unanswered: the first demand; while `pakke.dato` lies
    before the day it is due, only the second. A question with a refused value has been reported already."""
    for question in case.answers.catalog.questions.values():
        if (
            _is_required(case.answers, question)
            and wholly_unanswered(case.answers, question)
            and not _was_refused(case.answers, question)
        ):
            yield _missing(case, question)


def _is_required(answers: Answers, question: Question) -> bool:
    return question.required in ("ja", "betinget") and shown(answers, question.id)


def _was_refused(answers: Answers, question: Question) -> bool:
    """Whether a finding has already said that what stands there cannot be used."""
    return any(address.whole == question.id for address in answers.invalid)


def _missing(case: Case, question: Question) -> Breach:
    words = {"kort": question.short, "tekst": question.text, "id": question.id}
    due = not_yet_due(case.plan, question)
    if due is None:
        return Breach(words, 0, question.id)
    when = {"dato": danish.short_date(due.day), "kortnr": due.card_number, "korttitel": due.card_title}
    return Breach({**words, **when}, 1, question.id)
