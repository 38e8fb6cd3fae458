"""How the solution is acquired, as D03 is made for it (specifikation.md 4.2, D03)."""

from __future__ import annotations

from typing import Final

from plangen.answers.model import Answers

TENDER: Final = "a"
JOINT: Final = "b"
BOUGHT: Final = "c"
OPEN: Final = "u"
_BY_FORM: Final = {
    "udbud": TENDER,
    "forhandling": TENDER,
    "rammeaftale": TENDER,
    "under_taerskel": TENDER,
    "faelleskommunal": JOINT,
    "anskaffet": BOUGHT,
}


def requirements_variant(answers: Answers) -> str:
    """Which of its four variants D03 has: `a` suppliers are to make an offer, `b` a joint agreement of
    municipalities, `c` it is bought already, `u` this is not settled or not answered."""
    return _BY_FORM.get(answers.text("anskaffelsesform"), OPEN)
