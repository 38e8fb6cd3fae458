"""What every part of the plan is computed from: the answers of one pack, and its go-live dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from plangen.answers.model import Answers, Row
from plangen.catalog import Catalog
from plangen.plan.calendar import whole_weeks
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

    @cached_property
    def own(self) -> Anchor:
        """The go-live date of this pack: the department's own, or the common one."""
        return Anchor(self.project.go_live(self.department))

    @cached_property
    def common(self) -> Anchor:
        """The project's common go-live date, named »den fælles« where the pack has another one."""
        day = self.project.go_live()
        return self.own if day == self.own.day else Anchor(day, COMMON)

    @cached_property
    def departments(self) -> Mapping[str, Anchor]:
        """Key → go-live date of the departments that the pack shows."""
        return {key: self._anchor(key) for key in self.answers.department_keys()}

    def _anchor(self, key: str) -> Anchor:
        day = self.project.go_live(key)
        return self.own if day == self.own.day else Anchor(day, DEPARTMENT)

    @cached_property
    def latest(self) -> Anchor:
        """The latest go-live date of the project, named »den sidste« where the pack has another one."""
        days = [day for key in self.project.department_keys() if (day := self.project.go_live(key))]
        day = max(days, default=self.project.go_live())
        return self.own if day == self.own.day else Anchor(day, LATEST)

    def following(self, follows: str) -> Anchor:
        """The date that something marked `faelles`, `afdeling` or `sidste` follows in this pack."""
        if follows == LATEST_DATE:
            return self.latest
        return self.common if follows == COMMON_DATE else self.own

    def of_row(self, row: Row) -> Anchor:
        """The date that a row's weeks count from (specifikation.md 3.2): in a department's pack the
        department's own; in the pack of all, that of the one department the row names, else the common."""
        keys = row.departments()
        if self.department is None and len(keys) == 1:
            return self.departments.get(keys[0], self.own)
        return self.own

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
        """A field of a group, or the column's default where that applies without an answer."""
        value = self.answers.group(question).get(column)
        definition = self.catalog.questions[question].column(column)
        return definition.default if value is None and definition.default_applies else value

    def department_name(self, key: str) -> Text:
        """The department's name; its key when the name is missing."""
        row = self.project.row("afdelinger", key)
        return (cell("afdelinger", row, "navn") if row else Text("")) or Text(key)


def frame_of(answers: Answers) -> Frame:
    """The frame of one pack. `answers` may hold all rows or already be the department's view."""
    if answers.department is None:
        return Frame(answers, answers)
    return Frame(answers, answers.only(answers.department))


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
