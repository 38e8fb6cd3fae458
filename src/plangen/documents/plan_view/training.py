"""What staff learn and who helps them (specifikation.md 4.2, D07)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from plangen.documents.blanks import BlankRows
from plangen.documents.display import BLANK
from plangen.documents.plan_view.presentation import split_dates
from plangen.documents.plan_view.printed import Printed
from plangen.plan.departments import Split
from plangen.plan.model import Plan
from plangen.plan.training import BEFORE_OTHERS, READINESS_WEEKS, TRAINING, Need
from plangen.texts.danish import relative_weeks
from plangen.texts.records import Record

_READINESS: Final = "parathed"
_BLANK_ROWS, _NOT_PLANNED = 3, "Ikke planlagt"


def fields(plan: Plan, printed: Printed, blanks: BlankRows, sessions: list[Record]) -> dict[str, Any]:
    """`sessions`: the rows of `oplaering` by date."""
    first = [one for one in sessions if one.svar is not None and one.svar.form.raw in BEFORE_OTHERS]
    return {
        "oplaering_foer": first,
        "oplaering_for_alle": [one for one in sessions if one not in first],
        "kompetencebehov": [_need(need, printed) for need in plan.training.needs],
        "superbrugere": [
            Record(
                {"svar": printed.row(one.row), "senest": split_dates(one.ready, printed)}, key=one.row.row_key
            )
            for one in plan.training.superusers
        ],
        "ekstra_stoette": split_dates(_dated(plan.training.support), printed),
        "parathed": _readiness(printed, blanks),
        "parathed_maales": [
            Record({"hvornaar": relative_weeks(weeks), "datoer": split_dates(ahead, printed)})
            for weeks, dates in zip(READINESS_WEEKS, plan.training.readiness, strict=True)
            if (ahead := _ahead(plan, dates))
        ],
    }


def _need(need: Need, printed: Printed) -> Record:
    """A need with the titles of the training that meets it; nothing is said while no training is planned.
    They are words, not answers: a table with rows of two questions would take no new ones."""
    otherwise = _NOT_PLANNED if printed.rows(TRAINING) else BLANK
    return Record(
        {
            "svar": printed.row(need.row),
            "daekkes_af": [title.text for title in need.met_by] or [otherwise],
        },
        key=need.row.row_key,
    )


def _readiness(printed: Printed, blanks: BlankRows) -> tuple[Record, ...]:
    """What was measured, by date, and rows for what comes."""
    measured = sorted(printed.rows(_READINESS), key=lambda row: row.dato.raw or date.max)
    return (*measured, *blanks.some(_READINESS, count=_BLANK_ROWS))


def _dated(dates: tuple[Split, ...]) -> tuple[Split, ...]:
    return tuple(one for one in dates if one.when.day is not None)


def _ahead(plan: Plan, dates: tuple[Split, ...]) -> tuple[Split, ...]:
    """Those that are still to come, by the date of the pack."""
    first = plan.today or date.min
    return tuple(one for one in _dated(dates) if (one.when.day or date.min) >= first)
