"""Phases, task cards, milestones and what happens soon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from plangen.documents.display import BLANK
from plangen.documents.plan_view import milestones
from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.shown import short
from plangen.plan.card import Card
from plangen.plan.entry import PlanEntry
from plangen.plan.frame import COMMON_DATE, LATEST_DATE
from plangen.plan.model import Plan
from plangen.plan.phases import Phase
from plangen.texts.records import Record, Rows

_FIRST = 3
# How a line of the next four weeks begins, where its words alone do not say what it is.
_CARD_WORDS = {"Opgave slutter": "Frist", "Opgave begynder": "Begynder"}
# What the status of something that lies ahead is while nobody has reported another.
_AHEAD = frozenset({"", "Planlagt", "Kommende", "Åben"})


def fields(plan: Plan, printed: Printed) -> dict[str, Any]:
    numbers = {card.id: card.number for card in plan.cards}
    cards = {card.number: card_record(card, printed, numbers) for card in plan.cards}
    soon = _upcoming(plan.upcoming, plan.go_live is not None, printed)
    return {
        "faser": [_phase(phase, printed, cards) for phase in plan.phases if phase.count],
        "kort": list(cards.values()),
        "kort_afdeling": [cards[card.number] for card in _of_departments(plan)],
        "kort_nummer": Record({card.id.replace("-", "_"): card.number for card in plan.cards}),
        **milestones.fields(plan.milestones, printed),
        "naeste_fire_uger": soon,
        "naeste_fire_uger_til": short(plan.upcoming_until),
        "de_tre_naeste": list(soon[:_FIRST]),
    }


def _of_departments(plan: Plan) -> list[Card]:
    """The cards that each department carries out by its own date, by their slut."""
    own = (card for card in plan.cards if card.follows not in (COMMON_DATE, LATEST_DATE))
    return sorted(own, key=lambda card: card.end.day or date.max)


def card_record(card: Card, printed: Printed, numbers: dict[str, str]) -> Record:
    """A task card in one line. `numbers`: those of all cards by id."""
    return Record(
        {
            "nr": card.number,
            "titel": printed.text(card.title),
            "fase": card.phase_label or BLANK,
            "tema": card.theme_label,
            "prioritet": card.priority_label,
            "start": printed.when(card.start),
            "slut": printed.when(card.end),
            "slut_tekst": card.end_text or BLANK,
            "maal": printed.text(card.goal),
            "resultat": printed.text(card.result),
            "udfoerer": printed.role(card.performer),
            "ansvarlig": printed.role(card.accountable),
            "involverede": printed.text(card.involved),
            "orienteres": printed.text(card.informed),
            "bygger_paa": ", ".join(numbers[other] for other in card.after if other in numbers),
            "status": card.status_label or BLANK,
            "bemaerkning": printed.text(card.note) if card.note else "",
            "afdelinger": printed.whose.keys(card.departments),
        },
        key=card.id,
    )


def _phase(phase: Phase, printed: Printed, cards: dict[str, Record]) -> Record:
    dated = phase.start and phase.end
    return Record(
        {
            "navn": phase.label or "Uden fase",
            "start": short(phase.start),
            "slut": short(phase.end),
            "periode": f"{short(phase.start)}–{short(phase.end)}" if dated else BLANK,
            "antal": str(phase.count),
            "ejer": printed.role(phase.owner),
            "kort": [cards[card.number] for card in phase.cards],
            "fasthold": [cards[card.number] for card in phase.follow_up],
            "fasthold_navn": phase.follow_up_label,
        }
    )


def _upcoming(upcoming: tuple[PlanEntry, ...] | None, has_date: bool, printed: Printed) -> Rows:
    """What lies ahead. Without a date to count from, »none in the period« would only mean »none known«."""
    rows = [
        Record(
            {
                "dato": printed.when(item.when),
                "type": item.kind,
                "hvad": _what(item, printed),
                "hvad_kort": _what(replace(item, more=item.more[1:]), printed),
                "hvem": printed.role(item.who),
                "afdelinger": printed.whose.departments(item.departments),
                "status": item.status or BLANK,
                "meldt": "" if item.status in _AHEAD else item.status,
            }
        )
        for item in upcoming or ()
    ]
    if upcoming is None:
        return Rows(rows, printed.package_date())
    return Rows(rows, printed.passage("ST-55") if has_date else printed.go_live())


def _what(item: PlanEntry, printed: Printed) -> str:
    if item.card:
        return f"{_CARD_WORDS[item.kind]}: {item.card.number} {item.card.title}"
    if item.kind == "Kommunikation":
        *messages, stakeholder = (str(more) for more in item.more)
        said = ": ".join(dict.fromkeys([str(item.what), *messages]))
        return " · Til: ".join(part for part in (said, stakeholder) if part)
    if item.kind in ("Milepæl", "Evaluering"):
        return printed.text(item.what)
    return f"{item.kind}: {item.what}"
