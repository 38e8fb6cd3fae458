"""The goals that D03 may tell suppliers of (specifikation.md 4.2, D03 10)."""

from __future__ import annotations

import re
from typing import Final

from plangen.texts.records import Record, Rows

_ECONOMY: Final = "oekonomi"
_SHOWN: Final = ("maal", "indikator", "maalvaerdi")
_AMOUNT: Final = re.compile(r"\bkr\b|\bkroner\b|\bt\.?kr\b|\bmio\b|\bDKK\b", re.IGNORECASE)


def without_amounts(goals: Rows) -> list[Record]:
    """The goals that are not about money: what a solution may save tells a supplier what it may cost."""
    return [goal for goal in goals if goal.gevinsttype.raw != _ECONOMY and not _names_an_amount(goal)]


def _names_an_amount(goal: Record) -> bool:
    return any(_AMOUNT.search(getattr(goal, column)) for column in _SHOWN)
