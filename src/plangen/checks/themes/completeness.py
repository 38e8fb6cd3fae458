"""Whether what should be answered is, and with more than a word, at the latest when it is due
(specifikation.md 5.2 and 3.5)."""

from __future__ import annotations

from collections.abc import Iterator

from plangen.answers.defaults import wholly_unanswered
from plangen.answers.model import Answers, Row, Value
from plangen.answers.vocabulary import is_answered, is_filled_in
from plangen.answers.wording import short_label
from plangen.catalog import Column, Question
from plangen.checks.registry import Breach, Case, judges
from plangen.plan.due import not_yet_due
from plangen.texts import danish

# The demands of V01 in its row.
_MUST, _LATER, _SHOULD, _SHORT = range(4)


@judges("V01")
def unanswered(case: Case) -> Iterator[Breach]:
    """Each asked question that must or should be answered, and wholly is not or only with a word; while
    `pakke.dato` lies before the day it is due, only a notice. A refused value has been reported already."""
    answers = case.answers
    for question in answers.catalog.questions.values():
        if question.required == "nej" or not answers.asked(question.id):
            continue
        if not wholly_unanswered(answers, question):
            yield from _short_answers(case, question)
        elif not _was_refused(answers, question):
            yield _breach(case, question, _level(answers, question))


def _level(answers: Answers, question: Question) -> int:
    """The demand about a missing answer. What an earlier questionnaire did not require is no error in its
    files."""
    lenient = question.required == "boer" or (question.newly_required and answers.earlier)
    return _SHOULD if lenient else _MUST


def _was_refused(answers: Answers, question: Question) -> bool:
    """Whether a finding has already said that what stands there cannot be used."""
    return any(address.whole == question.id for address in answers.invalid)


def _short_answers(case: Case, question: Question) -> Iterator[Breach]:
    """A text that says next to nothing, and fields with a consequence that are given without an answer."""
    lists = case.answers.catalog.lists
    value = case.answers.values[question.id]
    if isinstance(value, Value) and question.type in ("text", "markdown"):
        if not is_filled_in(value, lists, markdown=question.type == "markdown"):
            yield _breach(case, question, _SHORT)
        return
    rows = value if isinstance(value, tuple) else (value,)
    for row in (row for row in rows if isinstance(row, Row)):
        for column in question.columns:
            cell = row.cells.get(column.id)
            if column.consequence and cell is not None and not is_answered(cell, lists):
                yield _breach(case, question, _SHORT, column, row)


def _breach(
    case: Case, question: Question, demand: int, column: Column | None = None, row: Row | None = None
) -> Breach:
    short = f"{question.short}, {short_label(column.label)}" if column else question.short
    consequence = column.consequence if column else question.consequence
    words = {"kort": short, "tekst": question.text, "id": question.id, "hvis_mangler": consequence}
    due = not_yet_due(case.plan, question)
    if due is None:
        return Breach(words, demand, question.id, row)
    when = {"dato": danish.short_date(due.day), "kortnr": due.card_number, "korttitel": due.card_title}
    return Breach({**words, **when}, _LATER, question.id, row)
