"""The presentation of the solution, the steps, and the training (D05 4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from plangen.documents.display import BLANK
from plangen.documents.plan_view.printed import Printed
from plangen.plan.departments import Split
from plangen.plan.model import Plan
from plangen.plan.refs import AnswerRef
from plangen.plan.rollout import Presentation, RolloutStep, Session
from plangen.texts.values import Record


def fields(plan: Plan, printed: Printed) -> dict[str, Any]:
    return {
        "praesentation": _presentation(plan.presentation, printed),
        "trin": [_with_dates(step, printed) for step in plan.steps],
        "oplaering": [_with_dates(session, printed) for session in _by_date(plan.sessions)],
    }


def _by_date(sessions: tuple[Session, ...]) -> list[Session]:
    return sorted(sessions, key=lambda session: session.when.day or date.max)


def _presentation(presentation: Presentation, printed: Printed) -> Record:
    first = printed.when(presentation.when)
    return Record(
        {
            "dato": first,
            "dato_lang": first.lang,
            "datoer": split_dates(presentation.dates, printed),
            "proces": _process(presentation, printed),
        }
    )


def split_dates(dates: tuple[Split, ...], printed: Printed) -> list[Record]:
    """The dates of a row, each with the departments it is for."""
    return [Record({"dato": printed.when(one.when), "afdelinger": _whose(one, printed)}) for one in dates]


def _whose(one: Split, printed: Printed) -> str:
    return printed.whose.departments(() if one.everybody else one.departments)


def _with_dates(item: RolloutStep | Session, printed: Printed) -> Record:
    """A row of the answers with its dates."""
    dates = split_dates(item.dates, printed)
    return Record({"svar": printed.row(item.row), "datoer": dates}, key=item.row.row_key)


def _process(presentation: Presentation, printed: Printed) -> list[Record]:
    """What happens next, by date: training, and the parts that are taken into use."""
    happenings = [
        (one, _happening(kind, one, item.row, columns, printed))
        for kind, items, columns in (
            ("Oplæring", presentation.sessions, ("aktivitet", "tidspunkt")),
            ("Tages i brug", presentation.steps, ("del", "uge")),
        )
        for item in items
        for one in item.dates
    ]
    ordered = sorted(happenings, key=lambda pair: pair[0].when.day or date.max)
    return [happening for _, happening in ordered]


def _happening(kind: str, one: Split, ref: AnswerRef, columns: tuple[str, str], printed: Printed) -> Record:
    """One row of the process. `columns`: what and when; a missing cell prints its marker."""
    what, day = (getattr(printed.row(ref), column, BLANK) for column in columns)
    known = one.when.day or one.when.relative
    return Record(
        {
            "dato": printed.when(one.when) if known else day,
            "type": kind,
            "hvad": what,
            "afdelinger": _whose(one, printed),
        }
    )
