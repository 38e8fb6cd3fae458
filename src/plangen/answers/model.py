"""Validated answers: typed values that keep their place in the file.

Plain data for the later stages. An invalid value is not in here: it counts as missing, and a finding
says why.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from plangen.answers.asking import Reach, column_is_asked, question_is_asked, reach_of
from plangen.answers.values import AnswerValue, Multi, NoneAnswer, Row, Value
from plangen.catalog import Catalog
from plangen.catalog.address import Address
from plangen.findings import Place

__all__ = ["AnswerValue", "Answers", "Multi", "NoneAnswer", "OwnRows", "Row", "Value"]


@dataclass(frozen=True, slots=True)
class OwnRows:
    """What a department's own file says about the rows of a shared answer.

    `changed`: key of a shared row (code of a preset one, empty for a group) → the columns that the file
    gives, emptied ones too; `added`: key → number, from 0, of a row of its own; `omitted`: keys of shared
    rows that do not apply; `ordered`: whether it has an order of its own; `shared_rows`: how many rows
    the project has.
    """

    changed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    added: Mapping[str, int] = field(default_factory=dict)
    omitted: frozenset[str] = frozenset()
    ordered: bool = False
    shared_rows: int = 0


@dataclass(frozen=True)
class Answers:
    """All answers of one project, or of one department of it.

    `values`: question id → `Value` (scalar), `Row` (group, choice with extra fields), tuple of `Row`
    (table, fixed), or `NoneAnswer`. Unanswered questions are absent. `package`: the settings under `pakke:`.
    `passages`: the project's own wording of standard passages (`tekster:`).
    `invalid`: where a value was refused, rows by number (`maal[2].maales_uge`).
    `department`: the key when this is one department's view, None for the pack of all departments.
    `file`: the project's answer file; `start`: where its answers begin; `names`: where the name of each
    question stands in it, answered or not. `replaced`: the questions that the department's own file answers
    as a whole; `own_rows`: those of which it says what is different. `assumed`: the questions without an
    answer for which the profile has one. `earlier`: whether the file holds forms of an earlier questionnaire.
    `withheld`: the cells that are given and not for this department's documents. `told`: in the project's
    answers, the rows of state tables that stand in the departments' own files, each with the department it
    is of; they are no rows of the project's, and only what is derived of reports asks for them.
    """

    catalog: Catalog
    project: str
    values: Mapping[str, AnswerValue]
    package: Mapping[str, Value | tuple[Row, ...]] = field(default_factory=dict)
    passages: Mapping[str, str] = field(default_factory=dict)
    invalid: frozenset[Address] = frozenset()
    department: str | None = None
    file: str = ""
    start: Place | None = None
    names: Mapping[str, Place] = field(default_factory=dict)
    replaced: frozenset[str] = frozenset()
    own_rows: Mapping[str, OwnRows] = field(default_factory=dict)
    assumed: frozenset[str] = frozenset()
    earlier: bool = False
    withheld: frozenset[Address] = frozenset()
    told: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    # --- what is asked ----------------------------------------------------------------------------------
    @cached_property
    def reach(self) -> Reach:
        """How far the questionnaire goes for this project."""
        return reach_of(self.catalog, self.package)

    @property
    def profile(self) -> str:
        """`pakke.omfang`: let, standard or fuld; fuld where none is given (specifikation.md 2.8)."""
        return self.reach.profile

    def asked(self, question: str, column: str = "") -> bool:
        """Whether a question, or a column of it, is asked: shown, and of the profile or a document added to
        it, or answered (specifikation.md 2.8). What is not asked is never missing. KeyError for an unknown
        id."""
        known = self.catalog.questions[question]
        if not column:
            return question_is_asked(self, known)
        return column_is_asked(self, known, known.column(column))

    def place_of(self, question: str) -> Place | None:
        """Where an answer is to be written: at the question's name, or where the answers begin."""
        return self.names.get(question, self.start)

    # --- reading ---------------------------------------------------------------------------------------
    def raw(self, question: str) -> Any:
        """The raw value of a scalar answer (the code, for a choice with extra fields); else None."""
        value = self.values.get(question)
        if isinstance(value, Value):
            return value.raw
        if isinstance(value, Row):
            return value.get("valg")
        return None

    def text(self, question: str) -> str:
        """The raw value as text; empty when unanswered."""
        raw = self.raw(question)
        return "" if raw is None else str(raw)

    def date(self, question: str) -> datetime.date | None:
        raw = self.raw(question)
        return raw if isinstance(raw, datetime.date) else None

    def chosen(self, question: str) -> tuple[str, ...]:
        """The codes of a multi-choice; empty when unanswered."""
        raw = self.raw(question)
        return raw.chosen if isinstance(raw, Multi) else ()

    def group(self, question: str) -> Row:
        """A group's record; an empty one when unanswered."""
        value = self.values.get(question)
        return value if isinstance(value, Row) else Row({})

    def rows(self, question: str) -> tuple[Row, ...]:
        """The rows of a table or fixed question; empty when unanswered or »ingen«."""
        value = self.values.get(question)
        return value if isinstance(value, tuple) else ()

    def row(self, question: str, key: str) -> Row | None:
        """The row with that key, or None."""
        return next((row for row in self.rows(question) if row.key == key), None)

    def said_none(self, question: str) -> bool:
        """Whether the answer is the explicit »ingen«."""
        return isinstance(self.values.get(question), NoneAnswer)

    def setting(self, key: str) -> Any:
        """The raw value of a setting under `pakke:`, None when it was not given."""
        value = self.package.get(key)
        return value.raw if isinstance(value, Value) else None

    @property
    def today(self) -> datetime.date | None:
        """`pakke.dato`: the only »today« there is."""
        day = self.setting("dato")
        return day if isinstance(day, datetime.date) else None

    def department_keys(self) -> tuple[str, ...]:
        """The keys of `afdelinger`, in order, without repeats."""
        return tuple(dict.fromkeys(row.key for row in self.rows("afdelinger") if row.key))

    def go_live(self, department: str | None = None) -> datetime.date | None:
        """The go-live date of a department, else the common one (specifikation.md 3.2)."""
        row = self.row("afdelinger", department) if department else None
        own = row.get("idriftsaettelse") if row else None
        return own if isinstance(own, datetime.date) else self.date("idriftsaettelsesdato")

    # --- views -----------------------------------------------------------------------------------------
    def only(self, department: str) -> Answers:
        """The department's view: tables with an `afdeling` column keep the rows that cover it, and
        `afdelinger` its own row (specifikation.md 2.5)."""
        return replace(self, values=dict(self._filtered(department)), department=department)

    def _filtered(self, department: str) -> Iterator[tuple[str, AnswerValue]]:
        for question_id, value in self.values.items():
            question = self.catalog.questions[question_id]
            if question.type != "table" or not isinstance(value, tuple):
                yield question_id, value
            elif question_id == "afdelinger":
                yield question_id, tuple(row for row in value if row.key == department)
            elif any(column.id == "afdeling" for column in question.columns):
                yield question_id, tuple(row for row in value if row.covers(department))
            else:
                yield question_id, value
