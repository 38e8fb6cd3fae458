"""The presentation of the solution, the steps, and the training (D05 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from plangen.documents.display import BLANK
from plangen.documents.plan_view.printed import Printed
from plangen.plan.departments import Split
from plangen.plan.model import Plan
from plangen.plan.refs import AnswerRef
from plangen.plan.rollout import Presentation, RolloutStep, Session
from plangen.texts.records import Record


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
    process = _process(presentation, printed)
    return Record(
        {
            "dato": first,
            "dato_lang": first.lang,
            "datoer": split_dates(presentation.dates, printed),
            "proces": process,
            "proces_for": _by_departments(process),
        }
    )


def _by_departments(process: list[Record]) -> list[Record]:
    """What happens for whom (`afdelinger`, `proces`), by the first day."""
    found: dict[str, list[Record]] = {}
    for one in process:
        found.setdefault(one.afdelinger, []).append(one)
    return [Record({"afdelinger": whose, "proces": same}) for whose, same in found.items()]


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
    """What happens next, by date: training, and the parts that are taken into use. What is called the same
    and takes place the same day is one line."""
    found: dict[tuple[str, str, str], list[_Happening]] = {}
    for kind, items, columns in (
        ("Oplæring", presentation.sessions, ("aktivitet", "tidspunkt")),
        ("Ibrugtagning", presentation.steps, ("del", "uge")),
    ):
        for item in items:
            for one in item.dates:
                what, day = _cells(one, item.row, columns, printed)
                found.setdefault((kind, str(what), str(day)), []).append(_Happening(one, what, day))
    ordered = sorted(found.items(), key=lambda pair: pair[1][0].split.when.day or date.max)
    return [_together(kind, same, printed) for (kind, *_), same in ordered]


@dataclass(frozen=True, slots=True)
class _Happening:
    """Something at one date. `what`, `day`: as printed; a missing cell prints its marker."""

    split: Split
    what: Any
    day: Any


def _cells(one: Split, ref: AnswerRef, columns: tuple[str, str], printed: Printed) -> tuple[Any, Any]:
    what, day = (getattr(printed.row(ref), column, BLANK) for column in columns)
    known = one.when.day or one.when.relative
    return what, printed.when(one.when) if known else day


def _together(kind: str, same: list[_Happening], printed: Printed) -> Record:
    everybody = any(one.split.everybody for one in same)
    departments = dict.fromkeys(department for one in same for department in one.split.departments)
    return Record(
        {
            "dato": same[0].day,
            "type": kind,
            "hvad": same[0].what,
            "afdelinger": printed.whose.departments(() if everybody else tuple(departments)),
        }
    )
