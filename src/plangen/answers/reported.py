"""What staff have reported of a card, for what the answers alone decide (specifikation.md 3.4)."""

from __future__ import annotations

from typing import Final

from plangen.answers.model import Answers

HANDOVER: Final = "OPG-30"
_DONE: Final = "afsluttet"


def is_reported_done(answers: Answers, card: str) -> bool:
    """Whether a row of `opgave_tilpasning` says that the card is finished."""
    rows = (row for row in answers.rows("opgave_tilpasning") if row.text("kort") == card)
    return any(row.text("status") == _DONE for row in rows)


def is_handed_over(answers: Answers) -> bool:
    """Whether the project is reported handed over to those who run the solution, and so is at its end."""
    return is_reported_done(answers, HANDOVER)
