"""Where the project stands, from what was reported and the date of the pack alone (D13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from plangen.documents.display import ALL_DEPARTMENTS
from plangen.documents.plan_view.printed import Printed, reported
from plangen.documents.plan_view.window_sheet import result_of
from plangen.documents.windows import window_pages
from plangen.plan.departments import Department
from plangen.plan.model import Plan
from plangen.plan.risks import HIGH
from plangen.plan.state import OPEN, Point
from plangen.plan.when import When, on
from plangen.texts.records import Record

_READINESS: Final = "parathed"
_CLOSED: Final = "lukket"
_NOT_REPORTED: Final = "Ikke meldt"


def fields(plan: Plan, printed: Printed) -> dict[str, Any]:
    begun = [department for department in plan.departments if _is_reached(plan, department.go_live)]
    return {
        "notat": Record(
            {
                "afdelinger": len(plan.departments),
                "i_brug": len(begun),
                "taget_i_brug": _in_use(plan, tuple(begun), printed),
                "parathed": _first_and_latest(printed),
                "evalueringer": _evaluations(plan, printed),
                "beslutninger": _decisions(plan, printed),
                "punkter": [
                    *_overdue(plan, plan.potentials, printed),
                    *_overdue(plan, plan.barriers, printed),
                ],
                "risici": _risks(plan, printed),
                "evaluerede": [
                    Record({"svar": row, "titel": printed.text(trial.title)}, key=trial.row.row_key)
                    for trial in plan.trials
                    if (row := printed.row(trial.row)) and (row.resultat or row.justering or row.beslutning)
                ],
            }
        )
    }


def _is_reached(plan: Plan, day: date | None) -> bool:
    """Whether a day is behind us by the date of the pack; without one nothing is said to be."""
    return plan.today is not None and day is not None and day <= plan.today


# --- taken into use -----------------------------------------------------------------------------------------
def _in_use(plan: Plan, begun: tuple[Department, ...], printed: Printed) -> list[Record]:
    """The go-lives and the steps whose date is reached, by date; a go-live before the steps of its day."""
    found: list[tuple[date, Record]] = []
    for day in dict.fromkeys(department.go_live for department in begun):
        if day is not None:
            group = tuple(one for one in begun if one.go_live == day)
            when = on(day, group[0].anchor)
            found.append((day, _line(plan, printed, group, "Idriftsættelse", when)))
    for step in plan.steps:
        for one in step.dates:
            if one.when.day is not None and _is_reached(plan, one.when.day):
                whose = plan.departments if one.everybody else one.departments
                record = _line(plan, printed, whose, printed.text(step.part), one.when)
                found.append((one.when.day, record))
    return [record for _, record in sorted(found, key=lambda pair: pair[0])]


def _line(plan: Plan, printed: Printed, whose: tuple[Department, ...], what: str, when: When) -> Record:
    alone = len(plan.departments) == 1
    names = printed.text(plan.departments[0].name) if alone else printed.whose.departments(whose)
    return Record({"afdeling": names or ALL_DEPARTMENTS, "trin": what, "dato": printed.when(when)})


def _first_and_latest(printed: Printed) -> list[Record]:
    """The first and the latest measurement of readiness; one when there is only one."""
    rows = sorted(printed.rows(_READINESS), key=lambda row: row.dato.raw or date.max)
    return [rows[0], *rows[1:][-1:]] if rows else []


# --- evaluations and decisions ------------------------------------------------------------------------------
def _evaluations(plan: Plan, printed: Printed) -> list[Record]:
    """The results of the windows that were held, by date."""
    return [
        Record({"ark": result, "afdelinger": printed.whose.departments(page.departments)}, key=result.key)
        for page in window_pages(plan.windows)
        if (result := result_of(page, printed))
    ]


def _decisions(plan: Plan, printed: Printed) -> list[Record]:
    """The decisions, those that are open first. `status`: what was reported, else that nothing was."""
    return [
        Record(
            {
                "hvad": printed.text(point.what),
                "ansvarlig": printed.role(point.responsible),
                "frist": printed.when(point.due),
                "status": reported(row.status, _said(point)) if row else _said(point),
            },
            key=point.row.row_key,
        )
        for point in sorted(plan.decisions, key=lambda one: one.settled)
        for row in (printed.row(point.row),)
    ]


def _said(point: Point) -> str:
    return _NOT_REPORTED if point.status == OPEN else point.status_label


# --- what is open -------------------------------------------------------------------------------------------
def _overdue(plan: Plan, points: tuple[Point, ...], printed: Printed) -> Iterator[Record]:
    """Those that are past their deadline and not settled."""
    for point in points:
        day = point.due.day
        if not point.settled and plan.today and day and day < plan.today:
            yield Record(
                {
                    "hvad": printed.text(point.what),
                    "ansvarlig": printed.role(point.responsible),
                    "frist": printed.when(point.due),
                },
                key=point.row.row_key,
            )


def _risks(plan: Plan, printed: Printed) -> list[Record]:
    """The high risks that are not closed."""
    return [
        Record({"svar": row, "ejer": printed.role(risk.owner), "tal": str(risk.number)}, key=row.key)
        for risk in plan.risks
        if risk.number is not None
        and risk.number >= HIGH
        and (row := printed.row(risk.row))
        and row.status.raw != _CLOSED
    ]
