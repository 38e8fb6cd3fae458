"""Cells that name a row of another answer by its title (specifikation.md 2.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from plangen.answers.model import Answers, AnswerValue, OwnRows
from plangen.catalog import Question

NAMED_BY_TITLE: Final = {"maal": ("maal", "maal"), "proevehandling": ("proevehandlinger", "titel")}
"""What a cell refers to by its title → the table and the column of the title."""


def folded(title: str) -> str:
    """A title as it is compared: spaces and capitals make no difference."""
    return " ".join(title.split()).casefold()


def without_left_out(department: Answers, shared: Answers) -> Mapping[str, AnswerValue]:
    """A department's answers without the shared rows that name a row which its own file leaves out: a
    measurement of a goal that the department does not have is none of its own."""
    gone = {refers: titles for refers, titles in _left_out(department, shared) if titles}
    if not gone:
        return department.values
    questions = department.catalog.questions
    return {
        id: value if id in department.replaced else _without(questions[id], value, gone, department.own_rows)
        for id, value in department.values.items()
    }


def _left_out(department: Answers, shared: Answers) -> Iterator[tuple[str, frozenset[str]]]:
    """What cells refer to, and the titles of it that the department has left out."""
    for refers, (table, title) in NAMED_BY_TITLE.items():
        omitted = department.own_rows.get(table, OwnRows()).omitted
        kept = {folded(row.text(title)) for row in department.rows(table)}
        titles = {folded(row.text(title)) for row in shared.rows(table) if row.key in omitted}
        yield refers, frozenset(titles - kept)


def _without(
    question: Question, value: AnswerValue, gone: Mapping[str, frozenset[str]], own: Mapping[str, OwnRows]
) -> AnswerValue:
    columns = [column for column in question.columns if column.refers in gone]
    if not columns or not isinstance(value, tuple):
        return value
    added = own.get(question.id, OwnRows()).added
    return tuple(
        row
        for row in value
        if row.key in added or not any(folded(row.text(c.id)) in gone[c.refers] for c in columns)
    )
