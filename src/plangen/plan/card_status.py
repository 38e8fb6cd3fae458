"""The status of a card: what is reported, never what the calendar says (specifikation.md 3.4)."""

from __future__ import annotations

from datetime import date

from plangen.plan.adjustments import Adjustment
from plangen.plan.frame import Frame

DONE = "afsluttet"
PLANNED, PASSED = "planlagt", "passeret"
_SETTLED = ("faerdig", "ikke_relevant")


def reported(frame: Frame, card_id: str, adjustment: Adjustment) -> str:
    """The code that staff reported, in `opgave_tilpasning` or in the answer that the card is about; empty
    when nothing was."""
    if _answered(frame, card_id):
        return DONE
    status = str(adjustment.get("status") or "")
    if card_id == "OPG-23" and status == DONE and not _decided_to_go_live(frame):
        return ""
    return status


def _answered(frame: Frame, card_id: str) -> bool:
    """Whether the answers themselves say that the card is finished."""
    match card_id:
        case "OPG-06":
            return frame.answers.group("med").text("status") == "droeftet"
        case "OPG-16":
            return frame.answers.group("retningslinjer").text("status") == "godkendt"
        case "OPG-11":
            rows = {row.key: row.text("status") for row in frame.answers.rows("compliance")}
            wanted = frame.catalog.questions["compliance"].rows
            return bool(rows) and all(rows.get(key) in _SETTLED for key in wanted)
    return False


def _decided_to_go_live(frame: Frame) -> bool:
    """Whether the decision to go live says yes. Where it is not asked for, the report alone counts."""
    answers = frame.answers
    return not answers.asked("igangsaettelse") or answers.group("igangsaettelse").text("besluttet") == "ja"


def unreported(today: date | None, end: date | None) -> str:
    """The status of what nobody has reported on."""
    if today is None:
        return ""
    return PASSED if end is not None and today > end else PLANNED


def of_departments(codes: set[str]) -> str:
    """The project's status of a card that each department carries out: what all report; begun when only
    some do; empty when none does."""
    if len(codes) == 1:
        return next(iter(codes))
    return "i_gang" if codes & {"i_gang", DONE} else ""
