"""What a new project can take over from an earlier one: all but its title, its dates and its course."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plangen.answers.spelling.tree import NONE_WORD
from plangen.forms.model import FormField, FormQuestion
from plangen.forms.page.answer import Plain, fields_of, has_fields, is_nothing

TITLE = "projekt_titel"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATED = ("date", "date_or_week")


def is_reusable(question: FormQuestion) -> bool:
    """Whether an answer can be taken over at all."""
    return question.part == "svar" and not question.state and question.id != TITLE


def reused(question: FormQuestion, answer: Plain) -> Plain:
    """The answer without its dates; weeks from go-live stay."""
    if question.type == "table":
        if answer == NONE_WORD:
            return answer
        return [row for row in (_record(question, row) for row in answer) if not is_nothing(row)]
    if question.type == "fixed":
        return {row: _record(question, answer[row]) for row in question.rows}
    if has_fields(question):
        return _record(question, answer)
    assert question.field is not None
    return _value(question.field, answer)


def _record(question: FormQuestion, record: Mapping[str, Plain]) -> dict[str, Plain]:
    return {name: _value(one, record[name]) for name, one in fields_of(question).items()}


def _value(one: FormField, value: Plain) -> Plain:
    return "" if one.type in _DATED and isinstance(value, str) and _DAY.fullmatch(value) else value
