"""What holds on after the project: who follows up, the year, and the handover (D10)."""

from __future__ import annotations

from datetime import date
from typing import Any

from plangen.catalog.address import Address
from plangen.documents.blanks import BlankRows
from plangen.documents.display import BLANK, marker
from plangen.documents.plan_view.printed import Printed
from plangen.plan.card_status import PASSED
from plangen.plan.dated import FOLLOW_UP
from plangen.plan.follow_up import AREAS_AT_LEAST, FollowUp
from plangen.plan.model import Plan
from plangen.plan.year import Happening, Year
from plangen.texts.danish import joined, lower_first, month_year, short_date
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer

_EFFECT, _HANDOVER = "OPG-29", "OPG-30"


def fields(plan: Plan, printed: Printed, blanks: BlankRows) -> dict[str, Any]:
    return {
        "opfoelgning": _follow_ups(plan.follow_ups, printed, blanks),
        "aarshjul": _year(plan.year, printed),
        "effektvurderes": _end(plan, _EFFECT, printed),
        "overdrages": _end(plan, _HANDOVER, printed),
        "kort_passeret": [
            Record(
                {
                    "nr": card.number,
                    "titel": printed.text(card.title),
                    "udfoerer": printed.role(card.performer),
                    "slut": printed.when(card.end),
                },
                key=card.id,
            )
            for card in plan.cards
            if card.status == PASSED
        ],
    }


def _end(plan: Plan, id: str, printed: Printed) -> str:
    """The slut of a card; empty when the project has chosen it away."""
    card = plan.card(id)
    return printed.when(card.end) if card else ""


# --- who follows up on what ---------------------------------------------------------------------------------
def _follow_ups(found: tuple[FollowUp, ...], printed: Printed, blanks: BlankRows) -> Rows:
    """The areas that every project follows up on stand first, each with a marker where nobody does."""
    answered = [(one.area, _follow_up(one, printed)) for one in found]
    rows = [row for area in AREAS_AT_LEAST for row in _of_area(area, answered) or [_missing(area, blanks)]]
    others = [row for area, row in answered if area not in AREAS_AT_LEAST]
    return Rows([*rows, *others] if answered else [], printed.instead_of(FOLLOW_UP))


def _of_area(area: str, answered: list[tuple[str, Record]]) -> list[Record]:
    return [row for its, row in answered if its == area]


def _follow_up(one: FollowUp, printed: Printed) -> Record:
    cells = {"svar": printed.row(one.row), "foerste": printed.when(one.first), "mangler": ""}
    return Record(cells, key=one.row.row_key)


def _missing(area: str, blanks: BlankRows) -> Record:
    """A row that is not there yet, with the marker of its area, which what is written in it has."""
    (row,) = blanks.some(FOLLOW_UP, {"omraade": area}, 1)
    name = row.omraade.options[area]
    label = f"Opfølgning på {lower_first(name)}"
    marked = Answer(marker(label), id=str(Address(FOLLOW_UP).field(area)), label=label, status="missing")
    cells = {column: getattr(row, column) for column in ("hvad", "hvordan", "hvem", "frekvens_uger")}
    answers = Record({"omraade": name, **cells}, key=row.key)
    return Record({"svar": answers, "foerste": "", "mangler": marked})


# --- the year -----------------------------------------------------------------------------------------------
def _year(year: Year, printed: Printed) -> Record:
    return Record(
        {
            "maaneder": [
                Record(
                    {
                        "navn": month_year(first).capitalize(),
                        "punkter": [_happening(one, printed) for one in happenings],
                        "linjer": _lines(happenings),
                    }
                )
                for first, happenings in year.months
            ],
            "hele_aaret": [
                Record({"rytme": rhythm, "hvad": what.text, "hvem": who.text or BLANK})
                for rhythm, what, who in year.all_along
            ],
        }
    )


def _happening(one: Happening, printed: Printed) -> Record:
    return Record(
        {
            "dato": short_date(one.day),
            "type": one.kind,
            "hvad": printed.text(one.what),
            "hvem": printed.role(one.who),
        }
    )


def _lines(happenings: tuple[Happening, ...]) -> list[Record]:
    """What comes several times in the month is one line; what says no more than its type is not repeated. A
    computed overview: its words are answers where the goals and those who follow up stand."""
    days: dict[Any, list[date]] = {}
    for one in happenings:
        days.setdefault((one.kind, one.what, one.who), []).append(one.day)
    return [
        Record(
            {
                "type": kind,
                "dage": joined([f"{day.day}." for day in dict.fromkeys(found)]),
                "hvad": "" if kind.casefold() in what.text.casefold() else what.text,
                "hvem": who.text or BLANK,
            }
        )
        for (kind, what, who), found in days.items()
    ]
