"""The five steps of a change, and what the plan does about each (D05 9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from plangen.documents.plan_view.printed import Printed
from plangen.plan.model import Plan
from plangen.plan.when import When
from plangen.texts.danish import number, short_date
from plangen.texts.records import Record

# Step, and the column of `parathed` that measures it.
_STEPS = (
    ("Forståelse", "forstaar"),
    ("Lyst", "vil"),
    ("Viden", "ved"),
    ("Evne", "kan"),
    ("Fastholdelse", "stoette"),
)
_DIALOGUE = ("dialog", "medudvikling")
_SUPPORT, _FOLLOW_UP = "OPG-24", "OPG-34"
_READINESS, _BESIDE = "parathed", "sidemandsoplaering"


def fields(plan: Plan, printed: Printed) -> dict[str, Any]:
    done = {
        "Forståelse": _understanding(plan, printed),
        "Lyst": _willing(plan, printed),
        "Viden": _training(plan, printed, beside=False),
        "Evne": [*_training(plan, printed, beside=True), *_support(plan, printed)],
        "Fastholdelse": _holding_on(plan, printed),
    }
    measured = _readiness(printed)
    return {
        "forandring": [
            Record({"trin": step, "goer": list(done[step]), "maalt": measured.get(column, "")})
            for step, column in _STEPS
        ]
    }


def _next(plan: Plan, whens: Iterable[When]) -> When | None:
    """The next one from the date of the pack; the first when none lies ahead."""
    known = sorted((when for when in whens if when.day), key=lambda when: when.day or date.max)
    ahead = [when for when in known if plan.today is None or (when.day or date.min) >= plan.today]
    return next(iter(ahead or known), None)


def _line(plan: Plan, printed: Printed, what: str, whens: Iterable[When]) -> Iterator[str]:
    when = _next(plan, whens)
    if when is not None:
        yield f"{what}: {printed.when(when)}"


def _understanding(plan: Plan, printed: Printed) -> Iterator[str]:
    yield from _line(plan, printed, "Præsentation", (one.when for one in plan.presentation.dates))


def _willing(plan: Plan, printed: Printed) -> Iterator[str]:
    """Dialogue before the start."""
    found = [
        contact.when
        for contact in plan.communication
        if (row := printed.row(contact.row)) is not None
        and row.form.raw in _DIALOGUE
        and contact.when.day
        and plan.go_live
        and contact.when.day < plan.go_live
    ]
    yield from _line(plan, printed, "Dialog før start", found)


def _training(plan: Plan, printed: Printed, beside: bool) -> Iterator[str]:
    found = [
        one.when
        for session in plan.sessions
        if (row := printed.row(session.row)) is not None and (row.form.raw == _BESIDE) == beside
        for one in session.dates
    ]
    yield from _line(plan, printed, "Sidemandsoplæring" if beside else "Oplæring", found)


def _support(plan: Plan, printed: Printed) -> Iterator[str]:
    card = plan.card(_SUPPORT)
    if card is not None and card.end.day:
        yield f"Ekstra støtte til: {printed.when(card.end)}"


def _holding_on(plan: Plan, printed: Printed) -> Iterator[str]:
    windows = (window.when for window in plan.windows if not window.extra)
    yield from _line(plan, printed, "Evalueringsvindue", windows)
    card = plan.card(_FOLLOW_UP)
    if card is not None and card.start.day:
        yield f"Opfølgning fra: {printed.when(card.start)}"


def _readiness(printed: Printed) -> dict[str, str]:
    """Column → the latest value, with its date."""
    rows = sorted((row for row in printed.rows(_READINESS) if row.dato.raw), key=lambda row: row.dato.raw)
    return {
        column: f"{number(value)} ({short_date(row.dato.raw)})"
        for row in rows
        for _, column in _STEPS
        if isinstance(value := getattr(row, column).raw, int | float)
    }
