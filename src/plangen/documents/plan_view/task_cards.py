"""The task cards in full, as D06b prints them (001, A08; specifikation.md 4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from plangen.documents.display import BLANK
from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.tasks import TaskList
from plangen.plan.card import Card
from plangen.texts.records import Record
from plangen.texts.values import Answer

_AS_LISTED: Final = ("nr", "titel", "start", "slut", "bygger_paa", "afdelinger")
_WORK_FLOWS: Final = "OPG-18"
"""The card that carries out what was decided about the work flows."""


def fields(printed: Printed, listed: TaskList, cards: Mapping[str, Record]) -> dict[str, Any]:
    """`opgavekort`: the cards that the pack lists, by number. `cards`: their records by number."""
    found = sorted(listed.cards(), key=lambda card: card.number)
    return {"opgavekort": [_card(card, cards[card.number], printed, listed) for card in found]}


def _card(card: Card, known: Record, printed: Printed, listed: TaskList) -> Record:
    """A card with all its fields; what an own card does not say is empty. `status`, `bemaerkning`: places
    for what staff report; `hvem`: who carries it out, to choose by."""
    line = listed.line(card)
    texts = {
        "maal": card.goal,
        "beskrivelse": card.description,
        "metode": card.method,
        "resultat": card.result,
        "kvalitet": card.quality,
        "involverede": card.involved,
    }
    return Record(
        {
            **{name: _begun(printed.text(text)) if text else "" for name, text in texts.items()},
            **{name: getattr(known, name) for name in _AS_LISTED},
            "fase": _given(known.fase),
            "tema": _given(known.tema),
            "prioritet": _given(known.prioritet),
            "ansvarlig": _given(known.ansvarlig),
            "udfoerer": _given(known.udfoerer),
            "hvem": card.performer.text.casefold(),
            "arbejdsgange": _work_flows(printed) if card.id == _WORK_FLOWS else [],
            "status": line.status,
            "bemaerkning": line.bemaerkning,
        },
        key=card.id,
    )


def _begun(text: str) -> str:
    """A text of the catalog with a capital letter; what staff wrote stands as it is."""
    return text if isinstance(text, Answer) else text[:1].upper() + text[1:]


def _given(text: str) -> str:
    return "" if text == BLANK else text


def _work_flows(printed: Printed) -> list[Record]:
    """The work flows with what was decided about them: `navn`, `beslutning`."""
    rows = printed.rows("arbejdsgange")
    return [Record({"navn": row.navn, "beslutning": row.beslutning}) for row in rows if row.beslutning]
