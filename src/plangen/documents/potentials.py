"""Potentials and barriers by perspective, with places to write the next ones (specifikation.md 4.2, D04)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from plangen.answers.model import Answers
from plangen.catalog.address import Address
from plangen.documents.blanks import BlankRows
from plangen.documents.display import marker
from plangen.documents.plan_view.printed import Printed, reported
from plangen.documents.plan_view.state import point_record
from plangen.plan.model import Plan
from plangen.plan.state import Point
from plangen.texts.danish import lower_first
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer

POTENTIALS: Final = "potentialer"
BARRIERS: Final = "barrierer"
_ACTION: Final = {POTENTIALS: "stoettes", BARRIERS: "afboedes"}
_QUESTIONS: Final = {"fagligt": "ST-103", "personligt": "ST-104", "organisatorisk": "ST-105"}
_LINES: Final = 3
"""Lines of a field of the work sheet."""
_SOON: Final = timedelta(weeks=8)


def potentials_and_barriers(
    context: Mapping[str, Any], answers: Answers, plan: Plan, blanks: BlankRows
) -> Record:
    """`potentialer`, `barrierer`: by perspective, the heaviest first, then by deadline, with a marker in
    `…_mangler` for each perspective that the project has none of; `perspektiver`: the rows of the grid;
    `naeste_skridt`: the deadlines of the next weeks.

    `context`: the answers' part of the template context; `answers`: with the rows of all departments.
    """
    printed = Printed(context, plan)
    tables = {
        POTENTIALS: _table(POTENTIALS, plan.potentials, answers, plan, printed),
        BARRIERS: _table(BARRIERS, plan.barriers, answers, plan, printed),
    }
    return Record(
        {
            **tables,
            **{f"{table}_mangler": list(_missing(table, answers)) for table in tables},
            "perspektiver": _grid(_perspectives(answers), tables, printed, blanks),
            "naeste_skridt": _next_steps([row for rows in tables.values() for row in rows], plan, printed),
        }
    )


def _perspectives(answers: Answers) -> Mapping[str, str]:
    """The perspectives by code, in the order of the questionnaire."""
    return answers.catalog.questions[POTENTIALS].column("perspektiv").options


def _table(table: str, points: Sequence[Point], answers: Answers, plan: Plan, printed: Printed) -> Rows:
    """The points of the pack. A department that none of them concerns has no row and no marker."""
    order, numbers = list(_perspectives(answers)), {card.id: card.number for card in plan.cards}
    rows = [row for point in points if (row := _row(table, point, printed, numbers)) is not None]

    def place(row: Record) -> tuple[int, float, date]:
        code = row.perspektiv.raw
        at = order.index(code) if code in order else len(order)
        return at, -(row.vaegt.raw or 0), row.frist.raw or date.max

    printed_instead = printed.instead_of(table)
    return Rows(sorted(rows, key=place), printed_instead, vises=bool(rows or not answers.rows(table)))


def _row(table: str, point: Point, printed: Printed, numbers: Mapping[str, str]) -> Record | None:
    row = printed.row(point.row)
    if row is None:
        return None
    told = point_record(point, printed)
    return Record(
        {
            "hvad": told.hvad,
            "ansvarlig": told.ansvarlig if row.ansvarlig else row.ansvarlig,
            "frist": told.frist,
            "deadline": told.frist if row.deadline and row.deadline.kind != "date" else row.deadline,
            "afdelinger": "" if "alle" in point.departments else told.afdelinger,
            "perspektiv": row.perspektiv,
            "vaegt": row.vaegt,
            "handling": getattr(row, _ACTION[table]),
            "kort": numbers.get(str(row.kort.raw), ""),
            "status": reported(row.status, point.status_label),
            "loest": point.settled,
        },
        key=row.key,
    )


def _missing(table: str, answers: Answers) -> list[Record]:
    """A marker for each perspective that the project has nothing of, while it has of others. Each: `navn`,
    `ellers`."""
    rows, name = answers.rows(table), answers.catalog.questions[table].short
    said = {row.text("perspektiv") for row in rows}
    return [
        Record({"navn": label, "ellers": _marker(table, code, f"{name}, {lower_first(label)}")}, key=code)
        for code, label in _perspectives(answers).items()
        if rows and code not in said
    ]


def _marker(table: str, perspective: str, label: str) -> Answer:
    return Answer(marker(label), id=str(Address(table).field(perspective)), label=label, status="missing")


def _grid(
    perspectives: Mapping[str, str], tables: Mapping[str, Rows], printed: Printed, blanks: BlankRows
) -> list[Record]:
    """The rows of the grid: `navn`, `spoerg` (what to ask oneself), and the fields."""
    rows = []
    for code, label in perspectives.items():
        fields = {"navn": label, "spoerg": printed.passage(_QUESTIONS[code]), **_fields(code, tables, blanks)}
        rows.append(Record(fields, key=code))
    return rows


def _fields(perspective: str, tables: Mapping[str, Rows], blanks: BlankRows) -> dict[str, Any]:
    """What stands in a row of the grid. `potentialer`, `barrierer`: the points; `plads_…`: a place for one,
    where there is none yet; `linjer`: of the work sheet, each with a place for a `potentiale` and a
    `barriere`."""
    found: dict[str, Any] = {}
    lines: dict[str, list[Record]] = {}
    for table, rows in tables.items():
        mine = [row for row in rows if row.perspektiv.raw == perspective]
        *lines[table], place = blanks.some(table, {"perspektiv": perspective}, _LINES + 1)
        found |= {table: mine, f"plads_{table}": [] if mine else [place]}
    pairs = zip(lines[POTENTIALS], lines[BARRIERS], strict=True)
    return found | {"linjer": [Record({"potentiale": p, "barriere": b}) for p, b in pairs]}


def _next_steps(rows: Sequence[Record], plan: Plan, printed: Printed) -> Rows:
    """What is due within eight weeks, and what is past its deadline, by date; `vises`: there is anything to
    have a deadline. Without the pack's date nobody knows."""
    waiting = [row for row in rows if row.frist.raw and not row.loest]
    soon = [row for row in waiting if plan.today and row.frist.raw <= plan.today + _SOON]
    otherwise = printed.passage("ST-55") if plan.today else printed.package_date()
    return Rows(sorted(soon, key=lambda row: row.frist.raw), otherwise, vises=bool(rows))
