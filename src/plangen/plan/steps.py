"""How a date comes about, step by step: kept by whatever computes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from plangen.plan.moving import Moved

StepKind = Literal[
    "katalog",
    "uger",
    "dato",
    "arbejdsdag",
    "ferie",
    "svar",
    "milepæl",
    "tilpasning",
    "varighed",
    "gruppe",
    "overdragelse",
    "slut",
    "afdelinger",
    "idriftsaettelse",
    "gentages",
    "gruppestart",
]

MOVES: Final[tuple[StepKind, ...]] = ("arbejdsdag", "ferie")
"""The steps that take a date that was counted out to another day."""


@dataclass(frozen=True, slots=True)
class DateStep:
    """One step. `day`: the date after it.

    `kind`: katalog – weeks of a standard card, which the lead stretches (`catalog_weeks` → `weeks`, `lead`);
    uger – weeks that were given; dato – written as a date; arbejdsdag – moved to a working day; ferie – moved
    out of the closed week `from_week`; svar, milepæl, tilpasning – another date takes over, that of
    `answer`; varighed – as many days before the slut as the card is long (`days`); gruppe – not before the
    working group exists; overdragelse – not after the handover; slut – the start is not after the slut;
    afdelinger – of all departments' dates this is the first or the last; idriftsaettelse – it is the go-live
    date that `answer` holds; gentages – every so many `weeks`; gruppestart – so many weeks after
    the working group begins. `go_live`: what weeks count from.
    """

    kind: StepKind
    day: date | None
    weeks: float | None = None
    catalog_weeks: float | None = None
    lead: int | None = None
    from_week: int | None = None
    answer: str = ""
    days: int = 0
    go_live: date | None = None


def moved(nominal: date, to: Moved) -> tuple[DateStep, ...]:
    """The step from a date to where it was moved; none when it was not."""
    if to.day == nominal:
        return ()
    if to.from_week is None:
        return (DateStep("arbejdsdag", to.day),)
    return (DateStep("ferie", to.day, from_week=to.from_week),)
