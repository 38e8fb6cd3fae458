"""What the answers say about points, decisions, trials and goals while the project runs, and their status
(specifikation.md 3.4): reported, never read off the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plangen.answers.model import Row
from plangen.plan.card_status import PASSED
from plangen.plan.frame import Frame, day_or_weeks, number
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import Role, responsible, same
from plangen.plan.when import When, at, moment
from plangen.texts.danish import short_date

DECISIONS, TRIALS, GOALS, MEASUREMENTS = "beslutninger", "proevehandlinger", "maal", "maalinger"
OPEN, SETTLED = "aaben", ("loest", "bortfaldet")
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Point:
    """A row of `potentialer`, `barrierer` or `beslutninger` with its deadline. `what`: its text; `status` a
    code of `punkt_status`; `source_window`: the date of the window where a decision was made."""

    row: AnswerRef
    what: Text
    responsible: Role
    due: When
    status: str
    status_label: str
    departments: tuple[str, ...]
    source_window: date | None = None

    @property
    def settled(self) -> bool:
        return self.status in SETTLED

    def covers(self, department: str) -> bool:
        return "alle" in self.departments or department in self.departments


@dataclass(frozen=True, slots=True)
class Trial:
    """A row of `proevehandlinger`. `number`: its place among the project's, the same in every pack; `status`
    is what is printed; `ahead`: what happens next, its start or its evaluation, None when it is evaluated."""

    row: AnswerRef
    number: int
    title: Text
    responsible: Role
    start: When
    evaluated: When
    ahead: When | None
    status: str
    departments: tuple[str, ...]
    decided: bool

    def covers(self, department: str) -> bool:
        return "alle" in self.departments or department in self.departments


@dataclass(frozen=True, slots=True)
class Measured:
    """A value of a goal. `number`: the first number in its text, None when there is none to draw; `note`:
    what was noted beside it."""

    text: Text
    number: float | None
    day: date | None = None
    department: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A goal from its starting point over what was measured to its target (figure F4). `benefit`: the code of
    its kind (`gevinsttype`). `status` is printed; `measured_on`: when it is to be measured."""

    row: AnswerRef
    goal: Text
    benefit: str
    owner: Role
    start: Measured
    values: tuple[Measured, ...]
    interim: Measured
    target: Measured
    measured_on: When
    status: str

    @property
    def latest(self) -> Measured | None:
        return self.values[-1] if self.values else None


def points(frame: Frame, question: str) -> tuple[Point, ...]:
    """The points of one table, in the order of the answers; then those of departments' own files."""
    definition = frame.catalog.questions.get(question)
    if definition is None:
        return ()
    what = next(c.id for c in definition.columns if c.type in ("text", "markdown") and not c.refers)
    due = "frist" if question == DECISIONS else "deadline"
    return tuple(_point(frame, question, row, what, due) for row in frame.reported(question))


def _point(frame: Frame, question: str, row: Row, what: str, due: str) -> Point:
    when = moment(frame.of_row(row), day_or_weeks(row.get(due)), frame.deadline)
    status = row.text("status") or OPEN
    if status == OPEN and frame.today and when.day and when.day < frame.today:
        status = PASSED
    made = row.get("vindue")
    return Point(
        row_ref(question, row),
        cell(question, row, what),
        responsible(frame, question, row, "ansvarlig"),
        when,
        status,
        frame.catalog.lists.point_status.get(status, status),
        row.departments(),
        made if isinstance(made, date) else None,
    )


def trials(frame: Frame) -> tuple[Trial, ...]:
    """The trials in the order of the answers."""
    logged = {same(row.text("proevehandling")) for row in frame.answers.rows("proevehandling_log")}
    numbers = {row.key: number for number, row in enumerate(frame.project.rows(TRIALS), 1)}
    return tuple(_trial(frame, row, numbers[row.key], logged) for row in frame.answers.rows(TRIALS))


def _trial(frame: Frame, row: Row, number: int, logged: set[str]) -> Trial:
    anchor = frame.of_row(row)
    start = moment(anchor, _first(row, "start", "start_uge"), frame.meeting)
    evaluated = moment(anchor, _first(row, "evalueres", "evaluer_uge"), frame.meeting)
    return Trial(
        row_ref(TRIALS, row),
        number,
        cell(TRIALS, row, "titel"),
        responsible(frame, TRIALS, row, "ansvarlig"),
        start,
        evaluated,
        _ahead(frame, row, start, evaluated),
        _trial_status(frame, row, evaluated, logged),
        row.departments(),
        bool(row.text("beslutning")),
    )


def _ahead(frame: Frame, row: Row, start: When, evaluated: When) -> When | None:
    """What happens next: the evaluation once it has begun, nothing once it is evaluated."""
    if row.text("beslutning") or row.text("resultat"):
        return None
    begun = start.day is None or (frame.today is not None and start.day < frame.today)
    return next((when for when in ((evaluated,) if begun else (start, evaluated)) if when.day), None)


def _first(row: Row, *columns: str) -> date | float | None:
    return next((raw for column in columns if (raw := day_or_weeks(row.get(column))) is not None), None)


def _trial_status(frame: Frame, row: Row, evaluated: When, logged: set[str]) -> str:
    if row.text("beslutning"):
        return frame.label(TRIALS, row.text("beslutning"), "beslutning")
    if row.text("resultat"):
        return "Evalueret"
    if frame.today and evaluated.day and evaluated.day < frame.today:
        return "Mangler evaluering"
    if {same(row.text("titel")), same(row.key)} & logged:
        return "I gang"
    return "Planlagt" if frame.today else ""


def series(frame: Frame) -> tuple[Series, ...]:
    """The goals with what was measured, in the order of the answers."""
    measured: dict[str, list[Row]] = {}
    for row in frame.reported(MEASUREMENTS):
        measured.setdefault(same(row.text("maal")), []).append(row)
    return tuple(_series(frame, row, measured) for row in frame.answers.rows(GOALS))


def _series(frame: Frame, row: Row, measured: dict[str, list[Row]]) -> Series:
    names = dict.fromkeys((same(row.text("maal")), same(row.key)))
    rows = [one for name in names for one in measured.get(name, ())]
    values = tuple(sorted((_measured(MEASUREMENTS, one, "vaerdi", "dato") for one in rows), key=_by_day))
    if not values and row.text("seneste_vaerdi"):
        values = (_measured(GOALS, row, "seneste_vaerdi", "seneste_dato"),)
    when = at(frame.own, number(row, "maales_uge"), frame.meeting)
    return Series(
        row_ref(GOALS, row),
        cell(GOALS, row, "maal"),
        row.text("gevinsttype"),
        responsible(frame, GOALS, row, "gevinstejer"),
        _measured(GOALS, row, "baseline"),
        values,
        _measured(GOALS, row, "delmaal"),
        _measured(GOALS, row, "maalvaerdi"),
        when,
        _goal_status(frame, row, when, bool(values)),
    )


def _by_day(value: Measured) -> date:
    return value.day or date.min


def _measured(question: str, row: Row, column: str, day_column: str = "") -> Measured:
    text, day = cell(question, row, column), row.get(day_column) if day_column else None
    department = row.text("afdeling") if question == MEASUREMENTS else ""
    note = row.text("bemaerkning") if question == MEASUREMENTS else ""
    return Measured(text, read_number(text.text), day if isinstance(day, date) else None, department, note)


def read_number(text: str) -> float | None:
    """The first decimal number in a Danish text: »12,5 pct.«, »1.644.638 kr.«; None when there is none."""
    found = _NUMBER.search(text)
    return float(found[0].replace(".", "").replace(",", ".")) if found else None


def _goal_status(frame: Frame, row: Row, when: When, measured: bool) -> str:
    if row.text("status"):
        return frame.label(GOALS, row.text("status"), "status")
    if measured:
        return "Målt"
    if frame.today and when.day and when.day < frame.today:
        return f"Skulle være målt den {short_date(when.day)}"
    return "Ikke målt"


def open_points(found: tuple[Point, ...]) -> Iterator[Point]:
    """Those that are not settled."""
    return (point for point in found if not point.settled)
