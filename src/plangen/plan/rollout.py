"""Taking into use step by step, training, and the presentation (specifikation.md 3.2, D05 4)."""

from __future__ import annotations

from dataclasses import dataclass

from plangen.plan.departments import Department, Split, split, split_by_go_live
from plangen.plan.frame import Frame, day_or_weeks, number
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import Role, responsible
from plangen.plan.when import When


@dataclass(frozen=True, slots=True)
class RolloutStep:
    """A row of `ibrugtagning_trin`; one date for each go-live date of the departments it covers."""

    row: AnswerRef
    part: Text
    dates: tuple[Split, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """A row of `oplaering`; one date for each go-live date of the departments it covers."""

    row: AnswerRef
    activity: Text
    dates: tuple[Split, ...]
    responsible: Role

    @property
    def when(self) -> When:
        """The first date."""
        return self.dates[0].when


@dataclass(frozen=True, slots=True)
class Presentation:
    """When the solution is presented, for each go-live date, and the dates behind its third point, the
    process (D05 4; 004, Fase 4): the steps and the training."""

    dates: tuple[Split, ...]
    steps: tuple[RolloutStep, ...]
    sessions: tuple[Session, ...]

    @property
    def when(self) -> When:
        """The first date."""
        return self.dates[0].when


def steps(frame: Frame, owners: tuple[Department, ...]) -> tuple[RolloutStep, ...]:
    """The steps in the order of the answers."""
    return tuple(
        RolloutStep(
            row_ref("ibrugtagning_trin", row),
            cell("ibrugtagning_trin", row, "del"),
            split(frame, owners, row, number(row, "uge"), frame.meeting),
        )
        for row in frame.answers.rows("ibrugtagning_trin")
    )


def sessions(frame: Frame, owners: tuple[Department, ...]) -> tuple[Session, ...]:
    """The training sessions in the order of the answers."""
    return tuple(
        Session(
            row_ref("oplaering", row),
            cell("oplaering", row, "aktivitet"),
            split(frame, owners, row, day_or_weeks(row.get("tidspunkt")), frame.meeting),
            responsible(frame, "oplaering", row, "ansvarlig", "underviser"),
        )
        for row in frame.answers.rows("oplaering")
    )


def presentation(
    frame: Frame,
    owners: tuple[Department, ...],
    steps: tuple[RolloutStep, ...],
    sessions: tuple[Session, ...],
) -> Presentation:
    """The presentation on its own dates, which a milestone does not change."""
    raw = day_or_weeks(frame.given("praesentation", "tidspunkt"))
    return Presentation(split_by_go_live(frame, owners, owners, raw, frame.meeting), steps, sessions)
