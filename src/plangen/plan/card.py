"""A task card (opgavekort) with its dates: the result type (specifikation.md 1.1; 001, A08)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from plangen.plan.refs import NO_TEXT, AnswerRef, Text
from plangen.plan.roles import NOBODY, Role
from plangen.plan.when import UNKNOWN, When

DecidedBy = Literal["offset", "answer", "milestone", "adjustment"]


@dataclass(frozen=True, slots=True)
class Card:
    """One card of the plan.

    `number`: A01, A02 … in the order of the plan. `place`: its place in the catalog, own new cards after it.
    `phase`: id in the chosen model, empty when an own card has none; `follow_up`: printed under »Fasthold og
    følg op«. `theme`, `priority` and `status` are codes, each with its Danish label; `status` is what was
    reported, else (with `pakke.dato`) planlagt or passeret. `end_decided_by`: what the slut came from.
    `row`: the row of `opgaver` for an own card, else None. `departments`: the keys an own card names,
    ("alle",) for all. `documents`: ids of the documents that the card belongs to. `performer.key` keeps the
    word or role key of `udfoerer`.
    `accountable`: who answers for it. `informed`: who is told, in words. `after`: ids of the cards whose slut
    its own should not precede. `follows`: faelles, afdeling or sidste; empty when it names one department.
    `note`: the remark of `opgave_tilpasning`. `ends`: in the pack of all the slut for each
    go-live date, the earliest first; `ends_in`: the keys of the departments that each is of, none for a card
    with one date.
    """

    id: str
    place: int
    title: Text
    phase: str
    phase_label: str
    follow_up: bool
    theme: str
    theme_label: str
    priority: str
    priority_label: str
    goal: Text
    description: Text
    method: Text
    result: Text
    performer: Role
    quality: Text
    involved: Text
    documents: tuple[str, ...] = ()
    row: AnswerRef | None = None
    departments: tuple[str, ...] = ("alle",)
    number: str = ""
    start: When = UNKNOWN
    end: When = UNKNOWN
    end_decided_by: DecidedBy = "offset"
    status: str = ""
    status_label: str = ""
    accountable: Role = NOBODY
    informed: Text = NO_TEXT
    after: tuple[str, ...] = ()
    follows: str = ""
    note: Text = NO_TEXT
    ends: tuple[When, ...] = ()
    ends_in: tuple[tuple[str, ...], ...] = ()

    @property
    def end_text(self) -> str:
        """The slut as the card prints it (specifikation.md 1.1); empty when it is unknown."""
        return self.end.phrase

    @property
    def go_live(self) -> date | None:
        """The go-live date that the card follows."""
        return self.end.anchor.day

    @property
    def involved_parts(self) -> tuple[str, ...]:
        """The comma-separated parts of `involved`, trimmed."""
        return tuple(part.strip() for part in self.involved.text.split(",") if part.strip())

    def concerns(self, word: str) -> bool:
        """Whether `word` (»arbejdsgruppe«) performs the card or is among those involved; the definite form
        of the word counts too."""
        forms = {word, f"{word}n"}
        return self.performer.key == word or any(part.casefold() in forms for part in self.involved_parts)
