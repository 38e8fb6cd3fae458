"""Who follows up on what, and how often (specifikation.md 3.5, D10 2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from plangen.plan.dated import FOLLOW_UP
from plangen.plan.frame import Frame, number
from plangen.plan.refs import AnswerRef, row_ref
from plangen.plan.when import When, at

AREAS_AT_LEAST: Final = ("loesning", "kompetencer", "gevinster")
"""What is followed up on in every project."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A row of `opfoelgning`: its area, and when it is done the first time."""

    row: AnswerRef
    area: str
    first: When


def follow_up_plan(frame: Frame) -> tuple[FollowUp, ...]:
    """The areas that every project follows up on first, then the others, in the order of the answers. Without
    `foerste_uge` the first time is after one turn (R90)."""
    found = []
    for row in frame.answers.rows(FOLLOW_UP):
        begins, every = number(row, "foerste_uge"), number(row, "frekvens_uger")
        first = at(frame.own, every if begins is None else begins, frame.meeting)
        found.append(FollowUp(row_ref(FOLLOW_UP, row), row.text("omraade"), first))
    return tuple(sorted(found, key=lambda one: _rank(one.area)))


def _rank(area: str) -> int:
    return AREAS_AT_LEAST.index(area) if area in AREAS_AT_LEAST else len(AREAS_AT_LEAST)
