"""Risks by their number (specifikation.md 3.5)."""

from __future__ import annotations

from dataclasses import dataclass

from plangen.plan.frame import Frame, number
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import Role, responsible

RISKS = "risici"
_MIDDLE, HIGH = 5, 10


@dataclass(frozen=True, slots=True)
class Risk:
    """A row of `risici`. `number`: likelihood times consequence, None when one is missing; `level`: low,
    middle or high in a word, because colour alone does not tell everybody."""

    row: AnswerRef
    what: Text
    owner: Role
    number: int | None
    level: str


def risks(frame: Frame) -> tuple[Risk, ...]:
    """The risks, the highest first; those without a number last."""
    found = []
    for row in frame.answers.rows(RISKS):
        likely, severe = number(row, "sandsynlighed"), number(row, "konsekvens")
        product = None if likely is None or severe is None else round(likely * severe)
        owner = responsible(frame, RISKS, row, "ejer")
        found.append(Risk(row_ref(RISKS, row), cell(RISKS, row, "risiko"), owner, product, _level(product)))
    return tuple(sorted(found, key=lambda risk: -(risk.number or 0)))


def _level(product: int | None) -> str:
    if product is None:
        return ""
    return "Høj" if product >= HIGH else "Middel" if product >= _MIDDLE else "Lav"
