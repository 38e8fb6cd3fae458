"""What every part of the plan is computed from: the answers of one pack, and its go-live dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from plangen.answers.department_view import shown_to
from plangen.answers.model import Answers, Row
from plangen.catalog import Catalog
from plangen.plan.calendar import whole_weeks
from plangen.plan.moving import Closing, Move, closing_of, deadline, meeting, window
from plangen.plan.refs import Text, cell
from plangen.plan.when import COMMON, DEPARTMENT, LATEST, Anchor

COMMON_DATE = "faelles"
DEPARTMENT_DATE = "afdeling"
LATEST_DATE = "sidste"
# Larger numbers lose their last digit in a sum, and no plan needs them.
_LARGEST = 10**15


@dataclass(frozen=True)
class Frame:
    """One pack: `project` holds all rows (the project's view), `answers` the rows that the pack shows."""

    project: Answers
    answers: Answers

    @property
    def catalog(self) -> Catalog:
        return self.answers.catalog

    @property
    def department(self) -> str | None:
        """The department's key, None in the pack of all departments."""
        return self.answers.department

    @property
    def today(self) -> date | None:
        return self.answers.today

    @property
    def project_start(self) -> date | None:
        return self.answers.date("projektstart")

    def reported(self, question: str) -> tuple[Row, ...]:
        """The rows of a state table, in the pack of all departments also those that stand in a department's
        own file. They are rows of that file alone, so their key here is that of no answer of the pack; a row
        that both files have is the project's."""
        rows = self.answers.rows(question)
        known = {_said(row) for row in rows}
        told = () if self.department else self.project.told.get(question, ())
        new = (row for row in told if _said(row) not in known)
        return (*rows, *(replace(row, key=f"{row.text('afdeling')}/{row.key}") for row in new))

    @cached_property
    def own(self) -> Anchor:
        """The go-live date of this pack: the department's own, or the common one."""
        return Anchor(self._go_live_of(self.department))

    @cached_property
    def common(self) -> Anchor:
        """The project's common go-live date, named »den fælles« where the pack has another one."""
        return self._named(self.project.go_live(), COMMON)

    @cached_property
    def latest(self) -> Anchor:
        """The latest go-live date of the project, named »den sidste« where the pack has another one."""
        days = [day for day in self._go_lives.values() if day is not None]
        return self._named(max(days, default=self.project.go_live()), LATEST)

    @cached_property
    def departments(self) -> Mapping[str, Anchor]:
        """Key → go-live date of the departments that the pack shows."""
        return {key: self.of_department(key) for key in self.answers.department_keys()}

    @cached_property
    def _go_lives(self) -> Mapping[str, date | None]:
        """Key → go-live date of all departments of the project; of rows with one key the first counts."""
        common = self.project.go_live()
        rows = {row.key: row.get("idriftsaettelse") for row in reversed(self.project.rows("afdelinger"))}
        return {key: own if isinstance(own, date) else common for key, own in rows.items() if key}

    def _go_live_of(self, key: str | None) -> date | None:
        return self._go_lives.get(key or "", self.project.go_live())

    def _named(self, day: date | None, whose: str) -> Anchor:
        return self.own if day == self.own.day else Anchor(day, whose)

    def of_department(self, key: str) -> Anchor:
        """A department's go-live date; the common one when there is no such department."""
        return self._named(self._go_live_of(key), DEPARTMENT)

    def following(self, follows: str) -> Anchor:
        """The date that something marked `faelles`, `afdeling` or `sidste` follows in this pack."""
        if follows == LATEST_DATE:
            return self.latest
        return self.common if follows == COMMON_DATE else self.own

    def of_row(self, row: Row) -> Anchor:
        """The date that the weeks of a point, a trial or a decision count from (specifikation.md 3.2): that
        of the one department the row names, else the common one, in every pack."""
        keys = row.departments()
        return self.of_department(keys[0]) if len(keys) == 1 and keys[0] in self._go_lives else self.common

    @cached_property
    def closing(self) -> Closing:
        """When most people are away."""
        return closing_of(self.catalog.lists)

    @cached_property
    def meeting(self) -> Move:
        """How what people begin or attend moves."""
        return meeting(self.closing)

    @cached_property
    def deadline(self) -> Move:
        """How what people deliver moves."""
        return deadline(self.closing)

    @cached_property
    def window(self) -> Move:
        """How an evaluation moves."""
        return window(frozenset(self.catalog.lists.holiday_weeks))

    def lead(self, anchor: Anchor) -> int | None:
        """Whole weeks from project start to the anchor's date; None when one of them is missing."""
        if self.project_start is None or anchor.day is None:
            return None
        return whole_weeks(self.project_start, anchor.day)

    def label(self, question: str, code: str, column: str = "") -> str:
        """The Danish label of a code; the code's own text when it has none."""
        definition = self.catalog.questions[question]
        options = definition.column(column).options if column else definition.options
        return options.get(code, code)

    def given(self, question: str, column: str) -> Any:
        """A field of a group, or the column's default where that applies without an answer; None for a
        question that the catalog does not have."""
        value = self.answers.group(question).get(column)
        known = self.catalog.questions.get(question)
        if value is not None or known is None:
            return value
        definition = known.column(column)
        return definition.default if definition.default_applies else None

    @cached_property
    def department_names(self) -> Mapping[str, Text]:
        """Key → the department's name; its key when the name is missing."""
        rows = {row.key: row for row in reversed(self.project.rows("afdelinger"))}
        return {key: cell("afdelinger", row, "navn") or Text(key) for key, row in rows.items()}


def frame_of(answers: Answers) -> Frame:
    """The frame of one pack. `answers` may hold all rows or already be the department's view."""
    if answers.department is None:
        return Frame(answers, answers)
    return Frame(answers, shown_to(answers, answers.department))


def number(row: Row, column: str) -> float | None:
    """A number cell; None when it is missing or no number that can be computed with."""
    raw = row.get(column)
    return finite(raw)


def finite(raw: Any) -> float | None:
    """`raw` when it is a number that dates and sums can be computed with, else None."""
    if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) <= _LARGEST:
        return raw
    return None


def day_or_weeks(raw: Any) -> date | float | None:
    """A date_or_week value: the date, the weeks, or None."""
    return raw if isinstance(raw, date) else finite(raw)


def _said(row: Row) -> tuple[tuple[str, str], ...]:
    """What a row says, but for whose it is."""
    return tuple(sorted((column, row.text(column)) for column in row.cells if column != "afdeling"))
