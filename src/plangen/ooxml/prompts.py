"""What Word itself writes in an empty control. Another program that saves the file may make it plain text."""

from __future__ import annotations

import re
from typing import Final

PROMPTS: Final = frozenset(
    {
        "Klik eller tryk her for at skrive tekst.",
        "Klik eller tryk for at angive en dato.",
        "Klik her for at angive tekst.",
        "Klik her for at skrive tekst.",
        "Vælg et element.",
        "Click or tap here to enter text.",
        "Click or tap to enter a date.",
        "Click here to enter text.",
        "Choose an item.",
    }
)
_ANY = re.compile("|".join(map(re.escape, sorted(PROMPTS))))
_MARKER = re.compile(r"\[Udfyldes: [^\]]*\]")


def without_prompts(text: str) -> str:
    """The text without Word's own invitations."""
    return _ANY.sub(" ", text)


def without_markers(text: str) -> str:
    """The text without the markers of missing answers, which go away when somebody answers."""
    return _MARKER.sub(" ", text)
