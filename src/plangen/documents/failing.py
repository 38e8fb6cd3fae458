"""Why a tag could not be run, in Danish: Jinja and Python say it in English."""

from __future__ import annotations

import re
from typing import Final

FAILED: Final = "tagget kan ikke udføres"
_LIST: Final = "der skulle stå en liste"
_KINDS: Final = (
    "værdierne er ikke af samme slags (tekst, tal eller liste) og kan ikke regnes sammen eller sammenlignes"
)
_REASONS: Final = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"(?:division|modulo) by zero", "der divideres med 0"),
        (r"can only concatenate|unsupported operand|bad operand|__round__|not supported between", _KINDS),
        (r"not callable", "parentesen står efter noget, der ikke er en funktion"),
        (r"not iterable|non-iterable|has no len|can only join an iterable", _LIST),
        (r"values to unpack", "der er ikke lige så mange navne som værdier"),
        (r"missing \d+ required", "der mangler en oplysning i parentesen"),
        (
            r"positional argument|keyword argument|multiple values|no items for cycling",
            "parentesen er forkert udfyldt",
        ),
        (r"as an integer|must be (?:an )?int|indices must be", "der skulle stå et helt tal"),
        (r"[Nn]o filter named '(\w+)'", r"filteret »\1« findes ikke"),
        (r"[Nn]o test named '(\w+)'", r"testen »\1« findes ikke"),
        (r"too large|[Ee]xceeds the limit", "tallet er for stort"),
    )
)


def why_failed(error: Exception) -> str:
    """What is said about a tag that raised an error which is not plangen's own."""
    message = str(error)
    for pattern, reason in _REASONS:
        if found := pattern.search(message):
            return f"{FAILED}: {found.expand(reason)}"
    return f"{FAILED}: en værdi kan ikke bruges her" if isinstance(error, TypeError | ValueError) else FAILED
