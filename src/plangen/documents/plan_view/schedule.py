"""Phases, task cards, milestones and what happens soon."""

from __future__ import annotations

from typing import Any

from plangen.documents.display import BLANK, marker
from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.shown import departments, moment, short
from plangen.plan.card import Card
from plangen.plan.milestones import Milestone
from plangen.plan.model import Plan
from plangen.plan.phases import Phase
from plangen.plan.upcoming import Upcoming
from plangen.texts.values import Answer, Record, Rows


def fields(plan: Plan, printed: Printed) -> dict[str, Any]:
    return {
        "faser": [_phase(phase, printed) for phase in plan.phases if phase.count],
        "kort": [card_record(card, printed) for card in plan.cards],
        "kort_nummer": Record({card.id.replace("-", "_"): card.number for card in plan.cards}),
        "milepaele": _milestones(plan.milestones, printed),
        "milepaele_leverandoer": _for_suppliers(plan.milestones_for_suppliers, printed),
        "naeste_fire_uger": _upcoming(plan.upcoming, plan.go_live is not None, printed),
        "naeste_fire_uger_til": short(plan.upcoming_until),
    }


def card_record(card: Card, printed: Printed) -> Record:
    """A task card in one line."""
    return Record(
        {
            "nr": card.number,
            "titel": printed.text(card.title),
            "fase": card.phase_label or BLANK,
            "tema": card.theme_label,
            "prioritet": card.priority_label,
            "start": moment(card.start),
            "slut": moment(card.end),
            "slut_tekst": card.end_text or BLANK,
            "udfoerer": printed.role(card.performer),
            "status": card.status_label or BLANK,
        },
        key=card.id,
    )


def _phase(phase: Phase, printed: Printed) -> Record:
    dated = phase.start and phase.end
    return Record(
        {
            "navn": phase.label or "Uden fase",
            "start": short(phase.start),
            "slut": short(phase.end),
            "periode": f"{short(phase.start)}–{short(phase.end)}" if dated else BLANK,
            "antal": str(phase.count),
            "ejer": printed.role(phase.owner),
        }
    )


def _milestones(milestones: tuple[Milestone, ...], printed: Printed) -> list[Record]:
    return [
        Record(
            {
                "nr": str(number),
                "dato": moment(milestone.when),
                "relativ": milestone.when.relative or BLANK,
                "titel": printed.text(milestone.title),
                "ansvarlig": printed.role(milestone.responsible),
                "afdelinger": departments(milestone.departments),
            }
        )
        for number, milestone in enumerate(milestones, start=1)
    ]


def _for_suppliers(milestones: tuple[Milestone, ...], printed: Printed) -> Rows:
    """The dates of the tender. None is a missing answer: a supplier must know them."""
    label = "Frister for tilbud"
    missing = Answer(marker(label), id="milepaele", label=label, status="missing")
    return Rows(_milestones(milestones, printed), missing)


def _upcoming(upcoming: tuple[Upcoming, ...] | None, has_date: bool, printed: Printed) -> Rows:
    """What lies ahead. Without a date to count from, »none in the period« would only mean »none known«."""
    rows = [
        Record(
            {
                "dato": short(item.day),
                "type": item.kind,
                "hvad": f"{item.card.number} {item.card.title}" if item.card else printed.text(item.what),
                "hvem": printed.role(item.who),
                "afdelinger": departments(item.departments),
            }
        )
        for item in upcoming or ()
    ]
    if upcoming is None:
        return Rows(rows, printed.package_date())
    return Rows(rows, printed.passage("ST-55") if has_date else printed.go_live())
