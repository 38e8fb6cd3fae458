"""How it goes: goals, points, decisions, and the figures of D00 3."""

from __future__ import annotations

from typing import Any

from plangen.documents.blanks import BlankRows
from plangen.documents.plan_view.printed import Printed, reported
from plangen.plan.card_status import DONE, PASSED
from plangen.plan.departments import Department
from plangen.plan.model import Plan
from plangen.plan.state import MEASUREMENTS, Measured, Point, Series
from plangen.plan.when import When
from plangen.plan.windows import MISSED
from plangen.texts.danish import short_date
from plangen.texts.records import Record

_MOST_GOALS, _MOST_DECISIONS = 3, 5


def fields(plan: Plan, printed: Printed, blanks: BlankRows) -> dict[str, Any]:
    open_decisions = [point for point in plan.decisions if not point.settled]
    goals = [_goal(goal, printed, blanks) for goal in plan.goals]
    return {
        "maalserie": goals,
        "potentialer": [point_record(point, printed) for point in plan.potentials],
        "barrierer": [point_record(point, printed) for point in plan.barriers],
        "beslutninger": [point_record(point, printed) for point in plan.decisions],
        "aabne_beslutninger": [point_record(point, printed, "Beslutning") for point in open_decisions],
        "aabne_punkter": [
            point_record(point, printed, kind)
            for kind, points in (("Potentiale", plan.potentials), ("Barriere", plan.barriers))
            for point in points
            if not point.settled
        ],
        "fremdrift": _progress(plan, printed, goals),
    }


def point_record(point: Point, printed: Printed, kind: str = "") -> Record:
    """A row with a deadline and a status. `svar`: all its answers; `art`: what it is, where rows of several
    kinds stand together."""
    return Record(
        {
            "art": kind,
            "svar": printed.row(point.row),
            "hvad": printed.text(point.what),
            "ansvarlig": printed.role(point.responsible),
            "frist": printed.when(point.due),
            "status": point.status_label,
            "afdelinger": printed.whose.keys(point.departments),
        },
        key=point.row.row_key,
    )


def _goal(goal: Series, printed: Printed, blanks: BlankRows) -> Record:
    """`ny`: the row in which staff write what they measure. `status`: what is reported, else what follows
    from the measurements; staff report it in that place."""
    latest, row = goal.latest, printed.row(goal.row)
    (new,) = blanks.some(MEASUREMENTS, {"maal": goal.goal.text}, 1)
    return Record(
        {
            "svar": row,
            "maal": printed.text(goal.goal),
            "ejer": printed.role(goal.owner),
            "udgangspunkt": printed.text(goal.start.text),
            "maalinger": [measured_record(value, printed) for value in goal.values],
            "seneste": measured_record(latest, printed) if latest else None,
            "delmaal": printed.text(goal.interim.text) if goal.interim.text else "",
            "maalvaerdi": printed.text(goal.target.text),
            "maales": printed.when(goal.measured_on),
            "status": reported(row.status, goal.status) if row else goal.status,
            "ny": new,
        },
        key=goal.row.row_key,
    )


def measured_record(value: Measured, printed: Printed) -> Record:
    day = short_date(value.day) if value.day else ""
    whose = printed.whose.keys(part.strip() for part in value.department.split(";") if part.strip())
    row = printed.row(value.text.source) if value.text.source else None
    note = row.bemaerkning if row and value.text.source and value.text.source.question == MEASUREMENTS else ""
    note = note or value.note  # of a department's own file: no answer of this pack
    return Record({"vaerdi": printed.text(value.text), "dato": day, "afdelinger": whose, "bemaerkning": note})


def _missed(plan: Plan, printed: Printed) -> list[Record]:
    """The windows without a result; departments that stopped on the same day share one."""
    by_day: dict[When, list[Department]] = {}
    for window in plan.windows:
        if window.status == MISSED:
            by_day.setdefault(window.when, []).extend(window.departments)
    return [
        Record({"dato": printed.when(when), "afdelinger": printed.whose.departments(tuple(owners))})
        for when, owners in by_day.items()
    ]


def _progress(plan: Plan, printed: Printed, goals: list[Record]) -> Record:
    """»Sådan går det« (D00 3). `vises`: something is reported, or the first slut has passed."""
    measured = [goal for goal in goals if goal.seneste]
    waiting = [point for point in plan.decisions if not point.settled]
    done = sum(card.status == DONE for card in plan.cards)
    ends = [card.end.day for card in plan.cards if card.end.day]
    begun = bool(plan.today and ends and min(ends) < plan.today)
    return Record(
        {
            "kort_i_alt": len(plan.cards),
            "kort_afsluttet": done,
            "kort_passeret": sum(card.status == PASSED for card in plan.cards),
            "maalinger": measured[:_MOST_GOALS],
            "beslutninger": [point_record(point, printed) for point in waiting[:_MOST_DECISIONS]],
            "vinduer_uden_resultat": _missed(plan, printed),
        },
        vises=bool(begun or done or measured or plan.decisions),
    )
