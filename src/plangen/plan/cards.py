"""The task cards of a pack: which, when, in what order, with which number and status."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from plangen.plan.card import Card
from plangen.plan.frame import Frame
from plangen.plan.phases import phase_model
from plangen.plan.schedule import schedule
from plangen.plan.tasks import Timing, tasks

# The discussion with MED is finished when the answer says so, whatever its date.
_MED_CARD = "OPG-06"


def build_cards(frame: Frame) -> tuple[Card, ...]:
    """The cards of the plan with their dates, numbered A01, A02 … in the order of the phases of the chosen
    model, then start, slut and place in the catalog (specifikation.md 3.4)."""
    phases = list(frame.catalog.phase_models[phase_model(frame.answers)])
    timed = [(_timed(frame, card, timing), timing) for card, timing in tasks(frame)]
    ordered = [card for card, timing in sorted(timed, key=lambda pair: _order(phases, *pair))]
    return tuple(replace(card, number=f"A{n:02d}") for n, card in enumerate(ordered, start=1))


def _timed(frame: Frame, card: Card, timing: Timing) -> Card:
    span = schedule(frame, timing, card.id, card.performer.key)
    status = _status(frame, card.id, span.start.day, span.end.day)
    return replace(
        card,
        start=span.start,
        end=span.end,
        end_decided_by=span.decided_by,
        status=status,
        status_label=frame.catalog.lists.card_status.get(status, ""),
    )


def _order(phases: list[str], card: Card, timing: Timing) -> tuple[int, bool, date, date, float, float, int]:
    """Cards without dates keep the order of their offsets, after those with dates."""
    return (
        phases.index(card.phase) if card.phase in phases else len(phases),
        card.follow_up,
        card.start.day or date.max,
        card.end.day or date.max,
        0 if card.start.day else timing.start or 0,
        0 if card.end.day else timing.end or 0,
        card.place,
    )


def _status(frame: Frame, card_id: str, start: date | None, end: date | None) -> str:
    """The status on the pack's date; the day of the slut still belongs to the work."""
    today = frame.today
    if today is None:
        return ""
    if card_id == _MED_CARD and frame.answers.group("med").text("status") == "droeftet":
        return "afsluttet"
    if start is None or end is None:
        return ""
    if today < start:
        return "ikke_begyndt"
    return "afsluttet" if today > end else "i_gang"
