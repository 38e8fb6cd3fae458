"""How much of an answer there is: nothing, some of it, or all that the questionnaire requires of it."""

from __future__ import annotations

from enum import Enum

from plangen.answers.defaults import wholly_unanswered
from plangen.answers.model import Answers, AnswerValue, Row, Value
from plangen.answers.options import preset_rows
from plangen.answers.vocabulary import is_answered, is_filled_in
from plangen.catalog import Question


class Extent(Enum):
    """How much there is of an answer."""

    NOTHING = 0
    SOME = 1
    ALL = 2


def extent(answers: Answers, question: Question) -> Extent:
    """NOTHING when it is not BESVARET; ALL when it is UDFYLDT with all that is required of it in the project
    (specifikation.md 5.1); the explicit »ingen« is a whole answer."""
    value = answers.values.get(question.id)
    if value is None or wholly_unanswered(answers, question):
        return Extent.NOTHING
    if not is_answered(value, answers.catalog.lists):
        return Extent.NOTHING
    return Extent.ALL if _is_whole(answers, question, value) else Extent.SOME


def _is_whole(answers: Answers, question: Question, value: AnswerValue) -> bool:
    match value:
        case Value():
            return is_filled_in(value, answers.catalog.lists, markdown=question.type == "markdown")
        case Row():
            return _has_required(answers, question, value)
        case tuple():
            return _has_preset_rows(answers, question, value) and all(
                _has_required(answers, question, row) for row in value
            )
    return True


def _has_required(answers: Answers, question: Question, row: Row) -> bool:
    lists = answers.catalog.lists
    return all(
        column.id in row.cells and is_answered(row.cells[column.id], lists)
        for column in question.columns
        if answers.reach.requires(question, column, row)
    )


def _has_preset_rows(answers: Answers, question: Question, rows: tuple[Row, ...]) -> bool:
    if question.type != "fixed" or question.required != "ja" or not question.rows_required:
        return True
    return {row.key for row in rows} >= set(preset_rows(answers.catalog, question))
