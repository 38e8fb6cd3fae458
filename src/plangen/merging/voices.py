"""In whose name a merge brings what is new, and how that is told where theirs has changed, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

AUTHOR: Final = "plangen"
BOTH: Final = "Teksten er ændret i svarene og rettet i Word."
DELETED: Final = "Teksten er slettet i Word, men er ændret i svarene."
GOES: Final = "Teksten udgår efter de nye svar, men er rettet i Word."
NO_PLACE: Final = "Teksten er ny, men der er ikke længere et sted til den i filen."
NO_COLUMN: Final = "Kolonnen er taget ud i Word, men der er nyt i den i svarene."


@dataclass(frozen=True)
class Voice:
    """`author`: of the tracked insertions; `decide`: what to do about them; `goes`: what stands there where
    nothing is to; `said`: other words for the reasons above; `computes`: its dates and numbers are computed,
    so where staff have corrected one, theirs holds."""

    author: str
    decide: str
    goes: str
    said: Mapping[str, str] = field(default_factory=dict)
    computes: bool = False

    def why(self, reason: str) -> str:
        """A reason in the words of this voice."""
        return self.said.get(reason, reason)


PLAN: Final = Voice(
    AUTHOR,
    "Jeres tekst står, som I skrev den. Acceptér den nye tekst, hvis den skal gælde, og ret jeres; "
    "afvis den, hvis jeres skal gælde.",
    "Udgår efter de nye svar.",
    computes=True,
)


def colleague(by: str) -> Voice:
    """The voice of who wrote in a copy of the file; `by`: the name, empty when nobody knows."""
    who = by or "en kollega"
    return Voice(
        who,
        f"Acceptér teksten fra {who}, hvis den skal gælde, og ret den anden; afvis den, hvis den anden skal "
        "gælde.",
        "Slettet i kopien.",
        {
            BOTH: f"Teksten er rettet både her og i kopien fra {who}. Begge står her.",
            DELETED: f"Teksten er slettet her, men rettet i kopien fra {who}.",
            GOES: f"Teksten er rettet her, men slettet i kopien fra {who}.",
            NO_PLACE: f"Teksten er fra {who} i en kopi, og der er ikke længere et sted til den her.",
            NO_COLUMN: f"Kolonnen er taget ud her, men {who} har skrevet i den i en kopi.",
        },
    )
