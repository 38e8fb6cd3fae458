"""`opgaver.xlsx`: the tasks of a pack with the columns of Planner's and Excel's task lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plangen.exports.agenda import one_line
from plangen.exports.workbook import BookColumn, BookSheet, Cell
from plangen.plan.card import Card
from plangen.plan.card_status import DONE
from plangen.plan.model import Plan
from plangen.plan.timeline import tasks_of
from plangen.texts.danish import names, short_date

COLUMNS: Final = (
    BookColumn("Opgavenummer", 15),
    BookColumn("Opgavenavn", 48),
    BookColumn("Bucket (fase)", 28),
    BookColumn("Startdato", 12),
    BookColumn("Forfaldsdato", 13),
    BookColumn("Prioritet", 14),
    BookColumn("Tildelt til (rolle)", 30),
    BookColumn("Fremdrift", 14),
    BookColumn("Status i planen", 22),
    BookColumn("Noter", 70),
)
NOT_BEGUN, UNDER_WAY, FINISHED = "Ikke startet", "I gang", "Fuldført"
"""The progress of a task as Planner says it."""


def task_sheet(plan: Plan) -> BookSheet:
    """The tasks that are the pack's own, in the order of the plan. Who does them is a role, never an address:
    the answers have none."""
    return BookSheet("Opgaver", "Opgaver", COLUMNS, [_row(card, plan) for card in tasks_of(plan)])


def _row(card: Card, plan: Plan) -> list[Cell]:
    return [
        card.number,
        one_line(card.title.text),
        f"{card.phase_label or 'Uden fase'}{' – fasthold og følg op' if card.follow_up else ''}",
        card.start.day,
        card.end.day,
        card.priority_label,
        one_line(card.performer.text),
        FINISHED if card.status == DONE else UNDER_WAY if card.status == "i_gang" else NOT_BEGUN,
        card.status_label,
        "\n".join(_notes(card, plan)),
    ]


def _notes(card: Card, plan: Plan) -> Iterator[str]:
    """What the card says besides: each thing on a line of its own."""
    said = {
        "Mål": card.goal.text,
        "Resultat": card.result.text,
        "Slut": card.end_text if card.end.day is None else "",
        "Slutdatoer": "; ".join(_ends(card, plan)),
        "Ansvarlig": card.accountable.text,
        "Involverede": card.involved.text,
        "Bemærkning": card.note.text,
    }
    yield from (f"{name}: {one_line(text)}" for name, text in said.items() if text)


def _ends(card: Card, plan: Plan) -> Iterator[str]:
    """The slut for each go-live date, when there are several."""
    called = {department.key: str(department.name) for department in plan.departments}
    if len({end.day for end in card.ends}) > 1:
        for end, keys in zip(card.ends, card.ends_in, strict=False):
            if end.day:
                yield f"{short_date(end.day)} ({names([called[key] for key in keys])})"
