"""Those who are affected by the change (specifikation.md 3.5, D05 2)."""

from __future__ import annotations

from dataclasses import dataclass

from plangen.answers.model import Row
from plangen.plan.frame import Frame
from plangen.plan.refs import AnswerRef, Text, cell, row_ref

STAKEHOLDERS = "interessenter"


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """A row of `interessenter`. `influence`, `affected` and `involvement` are codes of the questionnaire;
    `involvement_label` is what is printed."""

    row: AnswerRef
    name: Text
    influence: str
    affected: str
    involvement: str
    involvement_label: str


# How deeply somebody takes part, the most first; and how much influence, the most first.
_INVOLVEMENT = ("medudvikler", "inddrages", "hoeres", "informeres")
_INFLUENCE = ("hoej", "middel", "lav")


def stakeholders(frame: Frame) -> tuple[Stakeholder, ...]:
    """Those who are affected: by how they take part, then by influence. The MED system is at least heard."""
    found = [_stakeholder(frame, row) for row in frame.answers.rows(STAKEHOLDERS)]
    return tuple(sorted(found, key=_by_involvement))


def _stakeholder(frame: Frame, row: Row) -> Stakeholder:
    involvement = row.text("inddragelse")
    if involvement == "informeres" and row.text("gruppe") == "med":
        involvement = "hoeres"
    return Stakeholder(
        row_ref(STAKEHOLDERS, row),
        cell(STAKEHOLDERS, row, "navn"),
        row.text("indflydelse"),
        row.text("paavirkning"),
        involvement,
        frame.label(STAKEHOLDERS, involvement, "inddragelse") if involvement else "",
    )


def _by_involvement(one: Stakeholder) -> tuple[int, int]:
    return _place(_INVOLVEMENT, one.involvement), _place(_INFLUENCE, one.influence)


def _place(order: tuple[str, ...], code: str) -> int:
    return order.index(code) if code in order else len(order)
