"""Phase models: the same cards, grouped in three ways (specifikation.md 3.6).

The phase is an attribute of a card and never follows from its dates (001, A08:
a phase may end after go-live).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plangen.answers.model import Answers
from plangen.catalog import Catalog
from plangen.plan.card import Card
from plangen.plan.card_status import DONE
from plangen.plan.roles import NOBODY, Role

PROCESS = "proces_4"
DIGITAL_PATHS = "digitale_veje_4"
FOLLOW_UP_PHASE = "forankring"
FOLLOW_UP_LABEL = "Fasthold og følg op"


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the chosen model.

    `start` and `end`: the earliest start and the latest slut of its cards, not before the project's start;
    a card that was reported done and ended before that does not count. `owner`: the performer of most
    cards, the first in card order when equal. `cards`: its cards without `follow_up`, which are those that
    are printed under `follow_up_label` (only digitale_veje_4 has any). `id` and `label` are empty for cards
    whose phase is missing.
    """

    id: str
    label: str
    start: date | None
    end: date | None
    owner: Role
    cards: tuple[Card, ...]
    follow_up: tuple[Card, ...]
    follow_up_label: str = FOLLOW_UP_LABEL

    @property
    def count(self) -> int:
        """The number of cards."""
        return len(self.cards) + len(self.follow_up)


def phase_model(answers: Answers) -> str:
    """The chosen phase model, else the questionnaire's default."""
    chosen = answers.text("fasemodel")
    return (
        chosen if chosen in answers.catalog.phase_models else answers.catalog.questions["fasemodel"].default
    )


def phase_in(catalog: Catalog, model: str, phase: str) -> str:
    """A phase id of any model as a phase of `model`; empty when no model has it.

    An id that several models share is taken as the wanted model's own.
    """
    if phase in catalog.phase_models[model]:
        return phase
    for other, phases in catalog.phase_models.items():
        if phase in phases:
            return catalog.phase_crosswalk[other][model][phase]
    return ""


def is_follow_up(catalog: Catalog, model: str, phase: str) -> bool:
    """Whether a card with this phase id of its own goes under »Fasthold og følg op« in `model`."""
    if model != DIGITAL_PATHS or phase in catalog.phase_models[model]:
        return False
    return phase_in(catalog, PROCESS, phase) == FOLLOW_UP_PHASE


def phase_plan(
    catalog: Catalog, model: str, cards: tuple[Card, ...], project_start: date | None
) -> tuple[Phase, ...]:
    """The phases of the chosen model in order, also those without cards."""
    labels = dict(catalog.phase_models[model])
    if any(card.phase not in labels for card in cards):
        labels[""] = ""
    return tuple(_phase(key, label, cards, project_start) for key, label in labels.items())


def _phase(key: str, label: str, cards: tuple[Card, ...], project_start: date | None) -> Phase:
    mine = [card for card in cards if card.phase == key]
    performers = Counter(card.performer.text for card in mine if card.performer)
    most = max(performers.values(), default=0)
    owner = next((card.performer for card in mine if performers[card.performer.text] == most), NOBODY)
    first = project_start or date.min
    counted = [card for card in mine if card.status != DONE or (card.end.day or date.max) >= first]
    start = min(_days(card.start.day for card in counted), default=None)
    end = max(_days(card.end.day for card in counted), default=None)
    return Phase(
        id=key,
        label=label,
        start=max(start, first) if start else None,
        end=max(end, first) if end else None,
        owner=owner,
        cards=tuple(card for card in mine if not card.follow_up),
        follow_up=tuple(card for card in mine if card.follow_up),
    )


def _days(days: Iterator[date | None]) -> Iterator[date]:
    return (day for day in days if day is not None)
