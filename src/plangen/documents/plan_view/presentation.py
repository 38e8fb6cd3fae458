"""The presentation of the solution, and the process that it tells about (D05 4)."""

from __future__ import annotations

from datetime import date

from plangen.documents.display import BLANK
from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.shown import departments, long_moment, moment
from plangen.plan.departments import Department
from plangen.plan.rollout import Presentation, RolloutStep, Session, StepDate
from plangen.plan.when import When
from plangen.texts.values import Record


def record(presentation: Presentation, printed: Printed) -> Record:
    return Record(
        {
            "dato": moment(presentation.when),
            "dato_lang": long_moment(presentation.when),
            "proces": _process(presentation, printed),
        }
    )


def _process(presentation: Presentation, printed: Printed) -> list[Record]:
    """What happens next, by date: training, and the parts that are taken into use."""
    sessions = [(s.when, _session(s, printed)) for s in presentation.sessions]
    steps = [(one.when, _step(step, one, printed)) for step in presentation.steps for one in step.dates]
    ordered = sorted((*sessions, *steps), key=lambda item: item[0].day or date.max)
    return [happening for _, happening in ordered]


def _session(session: Session, printed: Printed) -> Record:
    row = printed.row(session.row)
    return _happening("Oplæring", session.when, row, ("aktivitet", "tidspunkt"))


def _step(step: RolloutStep, begins: StepDate, printed: Printed) -> Record:
    """The departments of a date are named when the step has several dates."""
    named = begins.departments if len(step.dates) > 1 else ()
    return _happening("Tages i brug", begins.when, printed.row(step.row), ("del", "uge"), named)


def _happening(
    kind: str,
    when: When,
    row: Record | None,
    columns: tuple[str, str],
    named: tuple[Department, ...] = (),
) -> Record:
    """One row of the process. `columns`: what and when; a missing cell prints its marker."""
    what, day = (getattr(row, column, BLANK) for column in columns)
    return Record(
        {
            "dato": moment(when) if when.day or when.relative else day,
            "type": kind,
            "hvad": what,
            "afdelinger": departments(named, nobody=getattr(row, "afdeling", BLANK)),
        }
    )
