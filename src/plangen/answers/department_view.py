"""What a department's documents print of the answers: the rows that cover it, and no people of others
(specifikation.md 4.1).

A leader, a superuser, a member of the working group and a staff group are somebody's. Tables without
departments name them, too: as owners, senders, responsible (»Teamleder i Jobindsats«) and stakeholders. In
the documents of another department such cells stay empty, and a stakeholder that is a staff group of others
is left out with what is told to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from plangen.answers.identity import KEPT, Very
from plangen.answers.model import Answers, AnswerValue, Row
from plangen.catalog import Column, Question
from plangen.catalog.address import Address

_PEOPLE: Final = (
    ("afdelinger", "leder"),
    ("superbrugere", "betegnelse"),
    ("arbejdsgruppe_medlemmer", "rolle"),
)
_COMMON: Final = ("roller", "styregruppe")
_STAKEHOLDERS: Final = "interessenter"
# A cell may name several people.
_SEPARATORS: Final = re.compile(r",\s+|;\s*|/|\s+og\s+")


def shown_to(answers: Answers, department: str) -> Answers:
    """What a department's documents print: the rows that cover it, without cells that are nothing but people
    of other departments; where those were is in `withheld`. `answers`: with all rows. Plan, documents and
    what comes back from them ask for the same views, so the last ones are kept."""
    return _shown_to(Very(answers), department)


@lru_cache(maxsize=KEPT)
def _shown_to(all_rows: Very[Answers], department: str) -> Answers:
    answers = all_rows.value
    view = answers.only(department)
    filter = _Filter(
        _people_of_others(answers, department), _stakeholders_of_others(answers, department), set()
    )
    values = {id: filter.value(answers.catalog.questions[id], value) for id, value in view.values.items()}
    return replace(view, values=values, withheld=frozenset(filter.withheld))


def _people_of_others(answers: Answers, department: str) -> frozenset[str]:
    """The titles, as they are compared, of people whom only other departments have."""
    own = {_same(row.text("rolle")) for question in _COMMON for row in answers.rows(question)}
    others: set[str] = set()
    for question, column in _PEOPLE:
        for row in answers.rows(question):
            is_own = row.key == department if question == "afdelinger" else row.covers(department)
            (own if is_own else others).add(_same(row.text(column)))
    return frozenset(others - own - {""})


def _stakeholders_of_others(answers: Answers, department: str) -> frozenset[str]:
    """The keys of the stakeholders that are staff groups which only other departments have."""
    own: set[str] = set()
    others: set[str] = set()
    for row in answers.rows("afdelinger"):
        groups = {_same(group) for group in row.text("medarbejdergrupper").split(";")}
        (own if row.key == department else others).update(groups)
    others -= own
    return frozenset(row.key for row in answers.rows(_STAKEHOLDERS) if _same(row.text("navn")) in others)


@dataclass(frozen=True)
class _Filter:
    """`people`: whose names are left out; `stakeholders`: the keys of those that are; `withheld`: the cells
    that were."""

    people: frozenset[str]
    stakeholders: frozenset[str]
    withheld: set[Address]

    def value(self, question: Question, value: AnswerValue) -> AnswerValue:
        """An answer as the department's documents print it."""
        base = Address(question.id)
        if isinstance(value, Row):
            return self._row(question, value, base)
        if not isinstance(value, tuple):
            return value
        place: Callable[[str], Address] = base.field if question.type == "fixed" else base.item
        shown = (row for row in value if not self._is_about_others(question, row))
        return tuple(self._row(question, row, place(row.key)) for row in shown)

    def _is_about_others(self, question: Question, row: Row) -> bool:
        if question.id == _STAKEHOLDERS:
            return row.key in self.stakeholders
        named = [row.text(column.id) for column in question.columns if column.refers == "interessent"]
        return not self.stakeholders.isdisjoint(named)

    def _row(self, question: Question, row: Row, at: Address) -> Row:
        gone = set(self._names_of_others(question.columns, row))
        if not gone:
            return row
        self.withheld.update(at.field(column) for column in gone)
        return replace(row, cells={id: cell for id, cell in row.cells.items() if id not in gone})

    def _names_of_others(self, columns: tuple[Column, ...], row: Row) -> Iterator[str]:
        """The columns of a row that name people of others: of those that refer to people one is enough."""
        for column in columns:
            text = row.text(column.id) if column.type == "text" and column.refers != "noegle" else ""
            parts = {_same(part) for part in _SEPARATORS.split(text)} if column.refers == "rolle" else set()
            if text and not self.people.isdisjoint({_same(text), *parts}):
                yield column.id


def _same(text: str) -> str:
    return text.strip().casefold()
