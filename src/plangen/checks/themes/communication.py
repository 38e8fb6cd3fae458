"""How often the employees hear about the project, and whether somebody listens (004, Fase 2 and 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from plangen.answers.model import Row
from plangen.checks.registry import Breach, Case, judges
from plangen.texts import danish

_EARLY = timedelta(weeks=4)
_SILENCE = timedelta(weeks=8)
_FIRST_WEEKS = timedelta(weeks=12)
_LISTENING = ("dialog", "medudvikling")


@judges("R54")
def late(case: Case) -> Iterator[Breach]:
    """The first time that a group of employees hears about the project is over four weeks after its start."""
    start = case.answers.date("projektstart")
    for stakeholder in _employees(case):
        days = _days(case, stakeholder)
        if start and days and days[0] > start + _EARLY:
            words = {"navn": stakeholder.text("navn"), "dato": danish.short_date(days[0])}
            yield Breach(words, 0, "interessenter", stakeholder)


@judges("R55")
def silent(case: Case) -> Iterator[Breach]:
    """Between project start and go-live a group of employees hears nothing for more than eight weeks; the
    longest silence is told."""
    start, go_live = case.answers.date("projektstart"), case.answers.go_live()
    if start is None or go_live is None:
        return
    for stakeholder in _employees(case):
        heard = [day for day in _days(case, stakeholder) if start <= day <= go_live]
        before, after = max(pairwise(sorted([start, *heard, go_live])), key=lambda pair: pair[1] - pair[0])
        if after - before > _SILENCE:
            words = {
                "navn": stakeholder.text("navn"),
                "uger": danish.number((after - before).days // 7),
                "fra": danish.short_date(before),
                "til": danish.short_date(after),
            }
            yield Breach(words, 0, "interessenter", stakeholder)


@judges("R102")
def no_dialogue_afterwards(case: Case) -> Iterator[Breach]:
    """No dialogue with employees is planned in the first twelve weeks after go-live."""
    go_live = case.answers.go_live()
    if go_live is None:
        return
    days = (day for row in _employees(case) for day in _days(case, row, _LISTENING))
    if not any(go_live < day <= go_live + _FIRST_WEEKS for day in days):
        yield Breach({}, 0, "kommunikation")


def _employees(case: Case) -> Iterator[Row]:
    return (row for row in case.answers.rows("interessenter") if row.text("gruppe") == "medarbejdere")


def _days(case: Case, stakeholder: Row, forms: tuple[str, ...] = ()) -> list[date]:
    """Every day on which something is said to the stakeholder, in those forms (none: in any)."""
    rows = {
        row.key
        for row in case.answers.rows("kommunikation")
        if row.text("interessent") == stakeholder.key and (not forms or row.text("form") in forms)
    }
    return sorted(day for line in case.plan.communication if line.row.row_key in rows for day in line.days)
