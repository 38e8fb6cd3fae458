"""How often a department stops to evaluate (specifikation.md 3.5)."""

from __future__ import annotations

from plangen.answers.model import Answers
from plangen.plan.frame import finite

RHYTHM = "evaluering_rytme"
# Weeks after go-live of each rhythm that can be chosen: closest together in the beginning.
RHYTHMS = {
    "kort": (2, 8, 26),
    "standard": (2, 4, 8, 12, 26, 52),
    "taet": (1, 2, 4, 6, 8, 12, 26, 52),
    "let": (4, 12, 26, 52),
}
# Without an answer in the smallest profile.
_SHORT = "kort"


def rhythm(answers: Answers) -> tuple[int, ...]:
    """The chosen weeks after go-live, rising; the nominal ones that R83, R84 and R90 judge."""
    chosen = answers.text(RHYTHM) or _without_answer(answers)
    if chosen != "egen":
        return RHYTHMS.get(chosen, RHYTHMS["standard"])
    weeks = answers.group(RHYTHM).get("egne_uger") or ()
    return tuple(sorted({week for week in weeks if finite(week) is not None and week > 0}))


def _without_answer(answers: Answers) -> str:
    small = answers.profile == "let"
    return _SHORT if small else str(answers.catalog.questions[RHYTHM].default)
