"""One milestone: the result type (specifikation.md 3.5; 003, Planlægning)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from plangen.plan.card import Card
from plangen.plan.departments import Department
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.roles import NOBODY, Role
from plangen.plan.when import Anchor, When

MilestoneKind = Literal[
    "egen",
    "projektstart",
    "kommissorium",
    "med",
    "krav",
    "kontrakt",
    "retningslinjer",
    "praesentation",
    "effektvurdering",
    "overdragelse",
    "oplaering",
    "igangsaettelse",
    "idriftsaettelse",
    "sidste_evaluering",
]
OWN_MILESTONE: Final = "egen"
OF_STAFF: Final[frozenset[MilestoneKind]] = frozenset(
    {"praesentation", "oplaering", "retningslinjer", "igangsaettelse", "idriftsaettelse"}
)
"""Those that everybody in a department asks for: no purchase, no group, no decision of others."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone. `kind`: `egen` for a row of `milepaele`, else which fixed one. `row`: the row or group
    that it comes from, if any.

    `card`: the card whose slut it is, or that it controls. `departments`: those that it concerns; none when
    it concerns all of the pack. `of_go_live`: the go-live date that it is one of; None for the project's own.
    `status` is printed.
    """

    kind: MilestoneKind
    title: Text
    when: When
    responsible: Role = NOBODY
    card: Card | None = None
    departments: tuple[Department, ...] = ()
    row: AnswerRef | None = None
    of_go_live: Anchor | None = None
    status: str = ""
