"""Taking into use step by step, training, and the presentation (specifikation.md 3.2, D05 4)."""

from __future__ import annotations

from dataclasses import dataclass

from plangen.answers.model import Row
from plangen.plan.calendar import forward
from plangen.plan.departments import Department, by_go_live
from plangen.plan.frame import Frame, day_or_weeks, number
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import Role, responsible
from plangen.plan.when import When, at, moment


@dataclass(frozen=True, slots=True)
class StepDate:
    """A date on which a step begins, and the departments for which it is that date."""

    when: When
    departments: tuple[Department, ...]


@dataclass(frozen=True, slots=True)
class RolloutStep:
    """A row of `ibrugtagning_trin`; one date per go-live date of the departments it covers."""

    row: AnswerRef
    part: Text
    dates: tuple[StepDate, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """A row of `oplaering` with its date."""

    row: AnswerRef
    activity: Text
    when: When
    responsible: Role


@dataclass(frozen=True, slots=True)
class Presentation:
    """When the solution is presented, and the dates behind its third point, the process (D05 4;
    004, Fase 4): the steps and the training."""

    when: When
    steps: tuple[RolloutStep, ...]
    sessions: tuple[Session, ...]


def steps(frame: Frame, departments: tuple[Department, ...]) -> tuple[RolloutStep, ...]:
    """The steps in the order of the answers."""
    return tuple(
        RolloutStep(
            row_ref("ibrugtagning_trin", row),
            cell("ibrugtagning_trin", row, "del"),
            _dates(frame, row, departments),
        )
        for row in frame.answers.rows("ibrugtagning_trin")
    )


def _dates(frame: Frame, row: Row, departments: tuple[Department, ...]) -> tuple[StepDate, ...]:
    weeks = number(row, "uge")
    covered = tuple(department for department in departments if row.covers(department.key))
    groups = by_go_live(covered) or {frame.of_row(row): ()}
    return tuple(StepDate(at(anchor, weeks, forward), group) for anchor, group in groups.items())


def sessions(frame: Frame) -> tuple[Session, ...]:
    """The training sessions in the order of the answers."""
    return tuple(
        Session(
            row_ref("oplaering", row),
            cell("oplaering", row, "aktivitet"),
            moment(frame.of_row(row), day_or_weeks(row.get("tidspunkt")), forward),
            responsible(frame, "oplaering", row, "ansvarlig", "underviser"),
        )
        for row in frame.answers.rows("oplaering")
    )


def presentation(frame: Frame, steps: tuple[RolloutStep, ...], sessions: tuple[Session, ...]) -> Presentation:
    """The presentation on its own date, which a milestone does not change."""
    raw = day_or_weeks(frame.given("praesentation", "tidspunkt"))
    return Presentation(moment(frame.own, raw, forward), steps, sessions)
