"""All of `plan`, put together from its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plangen.documents.display import BLANK
from plangen.documents.plan_view import people, presentation, schedule, windows
from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.shown import hours, moment, short
from plangen.plan.model import Plan
from plangen.plan.sums import Economy
from plangen.texts import danish
from plangen.texts.values import Picture, Record


def plan_record(
    plan: Plan, context: Mapping[str, Any], titles: Mapping[str, str], timeline: Picture | None
) -> Record:
    """The record `plan` of the template context.

    `context`: the answers' part of the template context, where answers are looked up. `titles`: document
    id to title.
    """
    printed = Printed(context)
    return Record(
        {
            "idriftsaettelse": short(plan.go_live),
            "idriftsaettelse_lang": danish.long_date(plan.go_live) if plan.go_live else BLANK,
            "tidslinje": timeline,
            "gevinster": [
                Record({"svar": printed.row(b.row), "maales": moment(b.when)}) for b in plan.benefits
            ],
            "oekonomi": _economy(plan.economy),
            "superbruger_timer": hours(plan.hours.superusers),
            "fravalg": [
                Record({"kort": o.title, "begrundelse": printed.text(o.reason)}) for o in plan.opt_outs
            ],
            **schedule.fields(plan, printed),
            **windows.fields(plan, printed),
            **people.fields(plan, printed, titles),
            "praesentation": presentation.record(plan.presentation, printed),
        }
    )


def _economy(economy: Economy) -> Record:
    return Record(
        {
            "engang": _kroner(economy.once),
            "aarlig": _kroner(economy.yearly),
            "fireaar": _kroner(economy.four_years),
        }
    )


def _kroner(amount: float | None) -> str:
    return BLANK if amount is None else danish.kroner(amount)
