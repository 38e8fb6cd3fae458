"""All of `plan`, put together from its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plangen.catalog import Catalog
from plangen.documents.blanks import BlankRows
from plangen.documents.display import BLANK
from plangen.documents.plan_view import (
    anchoring,
    change,
    employee,
    implementation,
    overviews,
    own_dates,
    people,
    presentation,
    schedule,
    state,
    status_note,
    task_cards,
    tasks,
    training,
    trials,
    windows,
)
from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.shown import hours, short
from plangen.plan.model import Plan
from plangen.plan.sums import YEARS, Economy
from plangen.texts import danish
from plangen.texts.records import Record


def plan_record(
    plan: Plan, context: Mapping[str, Any], titles: Mapping[str, str], blanks: BlankRows, catalog: Catalog
) -> Record:
    """The record `plan` of the template context.

    `context`: the answers' part of the template context, where answers are looked up. `titles`: document
    id to title. `blanks`: makes the rows that staff write in. `catalog`: where fixed lists stand.
    """
    printed = Printed(context, plan)
    timetable = schedule.fields(plan, printed)
    cards = {card.nr: card for card in timetable["kort"]}
    presented = presentation.fields(plan, printed)
    listed = tasks.TaskList(plan, printed, blanks, cards)
    return Record(
        {
            "idriftsaettelse": short(plan.go_live),
            "idriftsaettelse_lang": danish.long_date(plan.go_live) if plan.go_live else BLANK,
            "gevinster": [
                Record({"svar": printed.row(b.row), "maales": printed.when(b.when)}) for b in plan.benefits
            ],
            "oekonomi": _economy(plan.economy),
            "superbruger_timer": hours(plan.hours.superusers),
            "fravalg": [
                Record({"kort": o.title, "begrundelse": printed.text(o.reason)}) for o in plan.opt_outs
            ],
            "lederens_overblik": list(catalog.lists.leader_points),
            **timetable,
            **tasks.fields(plan, listed, catalog),
            **task_cards.fields(printed, listed, cards),
            **implementation.fields(plan, printed),
            **windows.fields(plan, printed, blanks),
            **people.fields(plan, printed, titles),
            **presented,
            **training.fields(plan, printed, blanks, presented["oplaering"]),
            **state.fields(plan, printed, blanks),
            **anchoring.fields(plan, printed, blanks),
            **status_note.fields(plan, printed),
            **trials.fields(plan, printed, blanks),
            **own_dates.fields(plan, printed),
            **employee.fields(plan, printed),
            **overviews.fields(plan, printed),
            **change.fields(plan, printed),
        }
    )


def _economy(economy: Economy) -> Record:
    return Record(
        {
            "engang": _kroner(economy.once),
            "aarlig": _kroner(economy.yearly),
            "fireaar": _kroner(economy.four_years),
            "fireaar_regnet": _reckoned(economy),
        }
    )


def _reckoned(economy: Economy) -> str:
    """»88.000 + 4 × 142.000 = 656.000 kr.«"""
    if economy.four_years is None:
        return BLANK
    once, yearly = (danish.number(amount or 0) for amount in (economy.once, economy.yearly))
    return f"{once} + {YEARS} × {yearly} = {danish.kroner(economy.four_years)}"


def _kroner(amount: float | None) -> str:
    return BLANK if amount is None else danish.kroner(amount)
