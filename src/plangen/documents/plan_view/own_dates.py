"""The dates that everybody in a department asks for first (D00 1, D06c)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.shown import short
from plangen.plan.milestone import OF_STAFF, Milestone
from plangen.plan.model import Plan
from plangen.plan.when import When
from plangen.plan.windows import COMING
from plangen.texts import danish
from plangen.texts.records import Record

_WINDOWS = 3
_SUPPORT = "OPG-24"


def fields(plan: Plan, printed: Printed) -> dict[str, Any]:
    go_lives = [stone for stone in plan.milestones if stone.kind == "idriftsaettelse"]
    decisions = [stone for stone in plan.milestones if stone.kind == "igangsaettelse"]
    return {
        "idriftsaettelser": [_date(stone, printed) for stone in go_lives],
        "beslutninger_om_idriftsaettelse": [_date(stone, printed) for stone in decisions],
        "jeres_datoer": [
            Record({"dato": printed.when(when), "hvad": what, "vigtig": important})
            for when, what, important in _dates(plan)
        ],
        "andre_idriftsaettelser": _others(plan),
    }


def _date(stone: Milestone, printed: Printed) -> Record:
    return Record(
        {
            "dato": printed.when(stone.when),
            "afdelinger": printed.whose.departments(stone.departments),
            "ansvarlig": printed.role(stone.responsible),
        }
    )


def _others(plan: Plan) -> list[Record]:
    """When the project's other departments go live; none when all do so on the same day."""
    dated = [one for one in plan.other_departments if one.go_live]
    days = sorted({one.go_live for one in dated if one.go_live})
    if days in ([], [plan.go_live]):
        return []
    return [
        Record(
            {
                "dato": short(day),
                "afdelinger": danish.names([str(one.name) for one in dated if one.go_live == day]),
            }
        )
        for day in days
    ]


def _dates(plan: Plan) -> list[tuple[When, str, bool]]:
    """By date, without those that are not known."""
    found = [*_milestones(plan), *_support(plan), *_windows(plan)]
    return sorted(
        (one for one in found if one[0].day is not None), key=lambda one: (one[0].day or date.max, one[1])
    )


def _milestones(plan: Plan) -> Iterator[tuple[When, str, bool]]:
    for stone in plan.milestones:
        if stone.kind in OF_STAFF:
            yield stone.when, stone.title.text, stone.kind == "idriftsaettelse"


def _support(plan: Plan) -> Iterator[tuple[When, str, bool]]:
    for when in support_end(plan):
        yield when, "Ekstra støtte til og med denne dag", False


def _windows(plan: Plan) -> Iterator[tuple[When, str, bool]]:
    for when in next_windows(plan):
        yield when, "Evalueringsvindue", False


def support_end(plan: Plan) -> Iterator[When]:
    """The last day of extra support, when it is in the plan."""
    card = plan.card(_SUPPORT)
    if card is not None:
        yield card.end


def next_windows(plan: Plan) -> Iterator[When]:
    """The next three; without the date of the pack the first three."""
    ahead = [window for window in plan.windows if window.status in (COMING, "") and not window.extra]
    return (window.when for window in ahead[:_WINDOWS])
