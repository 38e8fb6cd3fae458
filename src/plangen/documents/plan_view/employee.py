"""What happens when for an employee (specifikation.md 4.2, D06c)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from plangen.documents.plan_view.own_dates import next_windows, support_end
from plangen.documents.plan_view.printed import Printed
from plangen.plan.model import Plan
from plangen.plan.rollout import RolloutStep, Session
from plangen.plan.when import When
from plangen.texts.danish import joined
from plangen.texts.records import Record

_ALL = "alle"
_WINDOWS = 2
_OF_OTHERS = ("superbrugerforloeb", "ledersparring")
"""Training of superusers and of leaders, who have it in their own plans."""
_FROM_MILESTONES = {"praesentation": "Præsentation", "idriftsaettelse": "Idriftsættelse"}


def fields(plan: Plan, printed: Printed) -> dict[str, Any]:
    """`min_plan`: what an employee takes part in, by date: `dato`, `type`, `hvad` (empty where the type says
    it), `gruppe` (for whom, when not for all), `igen` (later dates of the same), `vigtig` (the go-live). What
    has no date yet is left out."""
    lines = [line for line in _lines(plan, printed) if line.dato.raw]
    return {"min_plan": sorted(lines, key=lambda line: (line.dato.raw or date.max, line.type))}


def _lines(plan: Plan, printed: Printed) -> Iterator[Record]:
    for stone in plan.milestones:
        if stone.kind in _FROM_MILESTONES:
            yield _line(
                printed, stone.when, _FROM_MILESTONES[stone.kind], vigtig=stone.kind == "idriftsaettelse"
            )
    yield from _of_rows(plan.sessions, "Oplæring", "aktivitet", "gruppe", printed)
    yield from _of_rows(plan.steps, "Ibrugtagning", "del", "maalgruppe", printed)
    for when in support_end(plan):
        yield _line(printed, when, "Ekstra støtte til og med denne dag")
    windows = [when for when in next_windows(plan) if when.day]
    if windows:
        again = joined([str(printed.when(when)) for when in windows[1:_WINDOWS]])
        yield _line(printed, windows[0], "Evaluering i teamet", igen=again)


def _of_rows(
    items: tuple[Session, ...] | tuple[RolloutStep, ...], kind: str, what: str, group: str, printed: Printed
) -> Iterator[Record]:
    for item in items:
        row = printed.row(item.row)
        if row is None or (kind == "Oplæring" and row.form.raw in _OF_OTHERS):
            continue
        whom = getattr(row, group)
        named = whom if whom and str(whom.raw).casefold() != _ALL else ""
        for one in item.dates:
            yield _line(printed, one.when, kind, getattr(row, what), named)


def _line(
    printed: Printed,
    when: When,
    kind: str,
    what: str = "",
    group: str = "",
    igen: str = "",
    vigtig: bool = False,
) -> Record:
    fields = {"type": kind, "hvad": what, "gruppe": group, "igen": igen, "vigtig": vigtig}
    return Record({"dato": printed.when(when), **fields})
