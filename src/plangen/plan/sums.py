"""Sums: hours, money, and the goals by date (specifikation.md 3.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plangen.answers.model import Row
from plangen.plan.departments import Department
from plangen.plan.frame import Frame, number
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import Role, responsible, same
from plangen.plan.when import When, at

YEARS = 4
_EVERYONE = "alle"


@dataclass(frozen=True, slots=True)
class GroupHours:
    """Hours of training for one person of an employee group in one department."""

    department: Department
    group: str
    hours: float


@dataclass(frozen=True, slots=True)
class Hours:
    """Sums of hours over the rows that the pack shows; None when no row gives a number.

    `working_group`: a month. `superusers`: a week. `training`: per person, for each employee group.
    """

    working_group: float | None
    superusers: float | None
    training: tuple[GroupHours, ...]


@dataclass(frozen=True, slots=True)
class Economy:
    """Sums of `omkostninger` in kroner: once, a year, and four years together; None without rows."""

    once: float | None
    yearly: float | None
    four_years: float | None


@dataclass(frozen=True, slots=True)
class Benefit:
    """A row of `maal` with the day it is measured."""

    row: AnswerRef
    goal: Text
    when: When
    owner: Role


def hours(frame: Frame, departments: tuple[Department, ...]) -> Hours:
    """The sums of hours."""
    return Hours(
        working_group=_sum(frame.answers.rows("arbejdsgruppe_medlemmer"), "timer_md"),
        superusers=_sum(frame.answers.rows("superbrugere"), "timer_uge"),
        training=tuple(
            GroupHours(department, group, _training_hours(frame, department, group))
            for department in departments
            for group in employee_groups(frame, department)
        ),
    )


def employee_groups(frame: Frame, department: Department) -> tuple[str, ...]:
    """The parts of `afdelinger.medarbejdergrupper`."""
    row = frame.project.row("afdelinger", department.key)
    parts = row.text("medarbejdergrupper").split(";") if row else []
    return tuple(part.strip() for part in parts if part.strip())


def _training_hours(frame: Frame, department: Department, group: str) -> float:
    rows = [
        row
        for row in frame.answers.rows("oplaering")
        if row.covers(department.key) and same(row.text("gruppe")) in (_EVERYONE, same(group))
    ]
    return _sum(rows, "timer") or 0


def economy(frame: Frame) -> Economy:
    """The sums of the costs. An amount that is not given counts as nothing; when no row gives one, there is
    no sum."""
    rows = frame.answers.rows("omkostninger")
    once, yearly = _sum(rows, "engang"), _sum(rows, "aarlig")
    if once is None and yearly is None:
        return Economy(None, None, None)
    return Economy(once, yearly, (once or 0) + YEARS * (yearly or 0))


def _sum(rows: Iterable[Row], column: str) -> float | None:
    numbers = [value for row in rows if (value := number(row, column)) is not None]
    return sum(numbers) if numbers else None


def benefits(frame: Frame) -> tuple[Benefit, ...]:
    """The goals by the week they are measured; those without a week last."""
    found = [
        Benefit(
            row_ref("maal", row),
            cell("maal", row, "maal"),
            at(frame.own, number(row, "maales_uge"), frame.meeting),
            responsible(frame, "maal", row, "gevinstejer"),
        )
        for row in frame.answers.rows("maal")
    ]
    return tuple(sorted(found, key=lambda b: float("inf") if b.when.weeks is None else b.when.weeks))
