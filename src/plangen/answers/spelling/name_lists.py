"""Names joined in a sentence (»a, b og c«) or standing as points, back to the single names.

Names may hold »og« and commas themselves, so known ones are looked for first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_SEPARATOR = re.compile(r"\s*;\s*|\s*,\s*(?:og\s+)?|\s+(?:og|samt)\s+")
_POINT = re.compile(r"^\s*(?:[-*+•–]|\d+[.)])\s+")


def segments(text: str, known: Mapping[str, str]) -> list[str] | None:
    """The values of the names that make up the text; None when something in it is no known name.

    `known`: name → value; case does not count.
    """
    return _segmented(" ".join(text.split()), _by_length(known))


def items_of(text: str, known: Mapping[str, str]) -> list[str]:
    """The values of the items of a text. What is no known name is an item of its own, as it was written."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 or _POINT.match(text):
        spellings = {name.casefold(): value for name, value in known.items()}
        points = [" ".join(_POINT.sub("", line).split()) for line in lines]
        return [spellings.get(point.casefold(), point) for point in points if point]
    line = " ".join(text.split()).rstrip(".")
    ordered = _by_length(known)
    return _segmented(line, ordered) or _with_unknown(line, ordered)


def _by_length(known: Mapping[str, str]) -> list[tuple[str, str]]:
    """Folded name and value, the longest name first."""
    pairs = [(" ".join(name.split()).casefold(), value) for name, value in known.items() if name.strip()]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _segmented(text: str, known: list[tuple[str, str]]) -> list[str] | None:
    if not text:
        return None
    for name, value in known:
        rest = _after(text, name)
        if rest == "":
            return [value]
        following = _segmented(rest, known) if rest else None
        if following is not None:
            return [value, *following]
    return None


def _after(text: str, name: str) -> str | None:
    """What comes after the name and a separator; empty at the end; None when the text begins otherwise."""
    if text[: len(name)].casefold() != name:
        return None
    rest = text[len(name) :]
    separator = _SEPARATOR.match(rest)
    if not rest:
        return ""
    return rest[separator.end() :] if separator else None


def _with_unknown(text: str, known: list[tuple[str, str]]) -> list[str]:
    """The items of a text in which some are not known: those end at the next separator."""
    found: list[str] = []
    while text:
        for name, value in known:
            rest = _after(text, name)
            if rest is not None:
                found.append(value)
                break
        else:
            separator = _SEPARATOR.search(text)
            item = text[: separator.start()] if separator else text
            rest = text[separator.end() :] if separator else ""
            if item:
                found.append(item[:1].upper() + item[1:])
        text = rest or ""
    return found
