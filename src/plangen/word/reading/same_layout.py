"""Whether two layouts, in words (`layout`), are the same: programs round the numbers in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plangen.pictures.fingerprint import same_picture
from plangen.word.reading import widths
from plangen.word.reading.settings import ANEW

FILE = "billedfil"
"""Before the fingerprint of a picture."""
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)")
# Millimetres, points or lines that make no difference: in any file, and after LibreOffice.
_NEAR, _NEAR_ENOUGH = 0.05, 0.25


def alike(one: str, other: str, exact: bool) -> bool:
    """Whether two layouts are the same but for the rounding of numbers. `exact`: no program has written them
    anew."""
    if one == other:
        return True
    left, right = _facts(one, exact), _facts(other, exact)
    return len(left) == len(right) and all(_same_fact(a, b, exact) for a, b in zip(left, right, strict=True))


def strange(layout: str, known: Iterable[str], exact: bool) -> list[str]:
    """The facts of a layout that are none of the known ones, but for the rounding of numbers."""
    known = list(known)
    return [
        fact for fact in _facts(layout, exact) if not any(_same_fact(fact, other, exact) for other in known)
    ]


def _facts(layout: str, exact: bool) -> list[str]:
    facts = [fact for fact in layout.split("; ") if fact]
    return facts if exact else [fact for fact in facts if not fact.startswith(ANEW)]


def _same_fact(one: str, other: str, exact: bool) -> bool:
    if one.startswith(FILE) and other.startswith(FILE):
        return same_picture(one.removeprefix(FILE).strip(), other.removeprefix(FILE).strip())
    left, right = _NUMBER.split(one), _NUMBER.split(other)
    if len(left) != len(right) or left[::2] != right[::2]:
        return False
    near = widths.NEAR if one.startswith(widths.NAMES) else _NEAR if exact else _NEAR_ENOUGH
    return all(abs(float(a) - float(b)) <= near for a, b in zip(left[1::2], right[1::2], strict=True))
