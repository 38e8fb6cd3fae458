"""Words in the answers that stand for something else: roles, task cards (documents.md 5.1, »KNOWN ROLE«)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from plangen.answers.model import Row
from plangen.answers.titles import NAMED_BY_TITLE, folded
from plangen.answers.wording import masked, short_label
from plangen.catalog import Column, Question
from plangen.checks.registry import Breach, Case, judges

_SEPARATORS = re.compile(r", |/| og |;")
_STANDARD = "OPG-"


@judges("R93")
def unknown_roles(case: Case) -> Iterator[Breach]:
    """A role that is none of those the answers define, neither as a whole nor in each of its parts."""
    known = _known_roles(case)
    for question, column, row in _cells(case, "rolle"):
        text = folded(row.text(column.id))
        parts = [folded(part) for part in _SEPARATORS.split(text)]
        if text and text not in known and not all(part in known for part in parts if part):
            yield _breach(question, column, row)


def _known_roles(case: Case) -> set[str]:
    answers = case.answers
    titles = [row.text("rolle") for row in answers.rows("roller")]
    titles += [row.text("leder") for row in answers.rows("afdelinger")]
    titles += [row.text("betegnelse") for row in answers.rows("superbrugere")]
    titles += [row.text("rolle") for row in answers.rows("arbejdsgruppe_medlemmer")]
    titles += [row.text("rolle") for row in answers.rows("styregruppe")]
    roles = answers.catalog.questions["roller"].rows
    words = [*titles, *roles, *answers.catalog.lists.group_words, *answers.catalog.lists.performers]
    return {folded(word) for word in words} - {""}


@judges("R95")
def unknown_cards(case: Case) -> Iterator[Breach]:
    """A card that neither the catalogue nor the project has; an own card that takes the place of a standard
    one that is not there."""
    standard = case.answers.catalog.cards
    own = {row.text("opgave_id").strip() for row in case.answers.rows("opgaver")}
    for question, column, row in _cells(case, "opgavekort"):
        if question.id in case.rule.questions and row.text(column.id).strip() not in {*standard, *own}:
            yield _breach(question, column, row, max(standard))
    own_cards = case.answers.catalog.questions["opgaver"]
    column = own_cards.column("opgave_id")
    for row in case.answers.rows("opgaver"):
        card = row.text("opgave_id").strip()
        if card.startswith(_STANDARD) and card not in standard:
            yield _breach(own_cards, column, row, max(standard))


@judges("R134")
def unknown_titles(case: Case) -> Iterator[Breach]:
    """A goal or a trial that is named by a title which none has."""
    for refers, (table, title) in NAMED_BY_TITLE.items():
        known = {folded(row.text(title)) for row in case.answers.rows(table)}
        for question, column, row in _cells(case, refers):
            if folded(row.text(column.id)) not in known:
                breach = _breach(question, column, row)
                yield replace(breach, words={**breach.words, "under": table})


def _cells(case: Case, refers: str) -> Iterator[tuple[Question, Column, Row]]:
    """Every given cell that refers to such a thing, with its question, column and row."""
    for question in case.answers.catalog.questions.values():
        value = case.answers.values.get(question.id)
        rows = value if isinstance(value, tuple) else (value,) if isinstance(value, Row) else ()
        columns = [column for column in question.columns if column.refers == refers]
        yield from (
            (question, column, row) for row in rows for column in columns if row.text(column.id).strip()
        )


def _breach(question: Question, column: Column, row: Row, last: str = "") -> Breach:
    preset = question.rows.get(row.key, f"række {row.number}" if row.number else "")
    where = ", ".join(part for part in (question.short, preset, short_label(column.label)) if part)
    words = {"vaerdi": masked(row.text(column.id).strip()), "sted": where, "sidste": last}
    return Breach(words, 0, question.id, row)
