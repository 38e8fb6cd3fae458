"""Open points: the markers that a document prints, and who can fill them in (specifikation.md 4.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from plangen.answers.model import Answers
from plangen.catalog.address import Address
from plangen.plan.roles import who_can_answer
from plangen.texts import danish

FRONT = "Om dokumentet"


@dataclass(frozen=True, slots=True)
class MissingAnswer:
    """A marker found on a page: the answer's id, its label, and the heading it stands under
    (empty before the first heading)."""

    id: str
    label: str
    heading: str


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One row of »Åbne punkter«; all fields are Danish text ready to print."""

    id: str
    afsnit: str
    mangler: str
    kan_svare: str
    senest: str


def open_points(
    missing: Iterable[MissingAnswer], answers: Answers, due: Callable[[str], date | None]
) -> tuple[OpenPoint, ...]:
    """One point for each missing answer, in the order of the page, without repeats.

    `due` gives the day a question must be answered, None when it is due at once.
    """
    points: dict[str, OpenPoint] = {}
    for marker in missing:
        if marker.id in points:
            continue
        question = Address.parse(marker.id).head
        day = due(question)
        points[marker.id] = OpenPoint(
            id=marker.id,
            afsnit=marker.heading or FRONT,
            mangler=marker.label,
            kan_svare=answerer(answers, question),
            senest=danish.short_date(day) if day else "–",
        )
    return tuple(points.values())


def answerer(answers: Answers, question: str) -> str:
    """Who can answer a question: »Jobcenterchef (projektejer)«, or the role's name when nobody has it."""
    role = who_can_answer(answers, question)
    name = role.label.split(" (")[0]
    return role.text if role.source is None else f"{role.text} ({danish.lower_first(name)})"
