"""The plan on one page, taking into use by department, and rows that hold from a date (D06 1, 4, 5 and 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from plangen.documents.display import BLANK
from plangen.documents.plan_view.presentation import split_dates
from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.state import point_record
from plangen.documents.plan_view.tasks import is_of_department
from plangen.plan.card import Card
from plangen.plan.card_status import DONE
from plangen.plan.departments import Department, Split
from plangen.plan.milestone import Milestone
from plangen.plan.model import Plan
from plangen.plan.risks import Risk
from plangen.plan.rollout import RolloutStep
from plangen.plan.state import Point
from plangen.plan.when import When
from plangen.texts.danish import month_year, names, short_date
from plangen.texts.records import Record

MOST_MILESTONES: Final = 10
MOST_WATCHED: Final = 5
MOST_COLUMNS: Final = 5
_RISKS_FIRST: Final = 3
_HEAVIEST: Final = 3
_CLOSED: Final = "lukket"
_ALL_ALONG: Final = "Løbende"
OBLIGATORY: Final = "obligatorisk"
_FROM: Final = ("arbejdsgange", "brugskrav", "retningslinje_elementer")


def fields(plan: Plan, printed: Printed) -> dict[str, Any]:
    return {
        "kort_fortalt": Record(
            {
                "milepaele": [_milestone(stone, printed) for stone in milestones(plan)],
                "hold_oeje": list(_watched(plan, printed)),
                "maaned": month_year(plan.today) if plan.today else "",
                "kort": [_in_month(*one, printed) for one in this_month(plan)],
            }
        ),
        "ibrugtagning": _rollout(plan, printed),
        "gaelder_fra": Record({question: _dated(question, plan, printed) for question in _FROM}),
        "forberedelse_uger": "" if plan.lead is None else str(plan.lead),
    }


# --- the plan on one page -----------------------------------------------------------------------------------
def milestones(plan: Plan) -> list[Milestone]:
    """At most ten: a department's own, else what all share and every go-live, those that lie ahead before
    those that have passed."""
    own = plan.department is not None
    alone = len(plan.departments) < 2
    wanted = [
        stone
        for stone in plan.milestones
        if (stone.of_go_live is not None if own else _is_shared(stone) or alone)
    ]
    today = plan.today or date.min
    by_need = sorted(wanted, key=lambda stone: (_rank(stone, today), stone.when.day or date.max))
    kept = by_need[:MOST_MILESTONES]
    return [stone for stone in wanted if stone in kept]


def _is_shared(stone: Milestone) -> bool:
    return stone.of_go_live is None or stone.kind == "idriftsaettelse"


def _rank(stone: Milestone, today: date) -> int:
    if stone.kind == "idriftsaettelse":
        return 0
    return 1 if (stone.when.day or date.max) >= today else 2


def this_month(plan: Plan) -> list[tuple[str, When, Card]]:
    """What the month of the pack's date brings, by day: the deadlines of cards that are not reported
    finished, and the beginning of the obligatory ones (»Frist«, »Begynder«). Of a department only its own."""
    found = []
    for card in plan.cards:
        mine = plan.department is None or is_of_department(card)
        if card.status == DONE or not mine:
            continue
        if card.priority == OBLIGATORY and _is_in_month(card.start.day, plan.today):
            found.append(("Begynder", card.start, card))
        if _is_in_month(card.end.day, plan.today):
            found.append(("Frist", card.end, card))
    return sorted(found, key=lambda one: one[1].day or date.max)


def _is_in_month(day: date | None, today: date | None) -> bool:
    return bool(day and today and (day.year, day.month) == (today.year, today.month))


def watched(plan: Plan, printed: Printed) -> tuple[list[Risk], list[Point]]:
    """What to keep an eye on, at most five: the highest risks that are not closed, then barriers that weigh
    the most or whose deadline has passed. Barriers have two of the places when there are so many."""
    risks = [risk for risk in plan.risks if risk.number is not None and not _is_closed(risk, printed)]
    barriers = [point for point in plan.barriers if not point.settled and _presses(point, plan, printed)]
    first = risks[: max(_RISKS_FIRST, MOST_WATCHED - len(barriers))]
    return first, barriers[: MOST_WATCHED - len(first)]


def _is_closed(risk: Risk, printed: Printed) -> bool:
    row = printed.row(risk.row)
    return row is not None and row.status.raw == _CLOSED


def _presses(point: Point, plan: Plan, printed: Printed) -> bool:
    row = printed.row(point.row)
    passed = bool(plan.today and point.due.day and point.due.day < plan.today)
    return passed or (row is not None and (row.vaegt.raw or 0) >= _HEAVIEST)


def _milestone(stone: Milestone, printed: Printed) -> Record:
    return Record(
        {
            "dato": printed.when(stone.when),
            "hvad": printed.text(stone.title),
            "hvem": printed.role(stone.responsible),
            "afdelinger": printed.whose.departments(stone.departments) if stone.departments else "",
            "vigtig": stone.kind == "idriftsaettelse",
        }
    )


def _watched(plan: Plan, printed: Printed) -> Iterator[Record]:
    risks, barriers = watched(plan, printed)
    for risk in risks:
        yield Record({"art": "Risiko", "tal": str(risk.number), **_risk(risk, printed)})
    for point in barriers:
        shown = point_record(point, printed)
        yield Record(
            {"art": "Barriere", "tal": "", "hvad": shown.hvad, "dato": shown.frist, "hvem": shown.ansvarlig}
        )


def _risk(risk: Risk, printed: Printed) -> dict[str, Any]:
    return {"hvad": printed.text(risk.what), "dato": _ALL_ALONG, "hvem": printed.role(risk.owner)}


def _in_month(kind: str, when: When, card: Card, printed: Printed) -> Record:
    return Record(
        {
            "art": kind,
            "nr": card.number,
            "titel": printed.text(card.title),
            "dato": printed.when(when),
            "hvem": printed.role(card.performer),
        }
    )


# --- taking into use ----------------------------------------------------------------------------------------
def _rollout(plan: Plan, printed: Printed) -> list[Record]:
    """The steps by department: one table with a column for each, or (with more than five) one table for each
    go-live date, whose departments have the same dates."""
    if not plan.steps:
        return []
    if len(plan.departments) <= MOST_COLUMNS:
        return [_matrix("", plan.departments, plan.steps, printed)]
    days: dict[date | None, list[Department]] = {}
    for department in plan.departments:
        days.setdefault(department.go_live, []).append(department)
    return [
        _matrix(_group_name(day, owners), (owners[0],), _of(owners, plan.steps), printed, "Dato")
        for day, owners in sorted(days.items(), key=lambda one: one[0] or date.max)
    ]


def _of(owners: list[Department], steps: Iterable[RolloutStep]) -> list[RolloutStep]:
    return [step for step in steps if any(_at(step, owner) for owner in owners)]


def _group_name(day: date | None, owners: list[Department]) -> str:
    whose = names([str(owner.name) for owner in owners])
    return f"Idriftsættelse {short_date(day)} – {whose}" if day else whose


def _matrix(
    name: str, owners: tuple[Department, ...], steps: Iterable[RolloutStep], printed: Printed, head: str = ""
) -> Record:
    columns = [head or str(owner.name) for owner in owners] if len(owners) > 1 else [head or "Dato"]
    rows = [
        Record({"svar": printed.row(step.row), "celler": _cells(step, owners, printed)}, key=step.row.row_key)
        for step in steps
    ]
    return Record({"navn": name, "kolonner": columns, "raekker": rows})


def _cells(step: RolloutStep, owners: tuple[Department, ...], printed: Printed) -> list[str]:
    if not owners:
        return [printed.when(step.dates[0].when)]
    found = (_at(step, owner) for owner in owners)
    return [printed.when(one.when) if one else BLANK for one in found]


def _at(step: RolloutStep, owner: Department) -> Split | None:
    return next((one for one in step.dates if one.everybody or owner in one.departments), None)


# --- what holds from a date ---------------------------------------------------------------------------------
def _dated(question: str, plan: Plan, printed: Printed) -> list[Record]:
    """The rows of a table with the dates from which they hold, the first date first."""
    found: dict[str, list[Split]] = {}
    for one in plan.dated:
        if one.row.question == question and one.when.day:
            found.setdefault(one.row.row_key, []).append(Split(one.when, one.departments, one.everybody))
    rows = [
        (
            found.get(row.key, []),
            Record({"svar": row, "fra": _from(found.get(row.key, ()), printed)}, key=row.key),
        )
        for row in printed.rows(question)
    ]
    return [record for _, record in sorted(rows, key=lambda pair: _first(pair[0]))]


def _from(dates: Iterable[Split], printed: Printed) -> list[Record]:
    return split_dates(tuple(dates), printed)


def _first(dates: list[Split]) -> date:
    return min((one.when.day for one in dates if one.when.day), default=date.max)
