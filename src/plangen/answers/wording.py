"""How findings quote what somebody wrote: short, on one line, and never with a CPR-like number."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from plangen.answers.cpr import without_cpr
from plangen.texts.danish import slug

_CLOSE_ENOUGH = 65


def masked(text: str) -> str:
    """The text with CPR-like numbers hidden."""
    return without_cpr(text)


def quoted(text: str, limit: int = 60) -> str:
    """»text« for a message: one line, at most `limit` characters, CPR-like numbers hidden."""
    line = " ".join(masked(text).split())
    return f"»{line if len(line) <= limit else line[: limit - 1] + '…'}«"


@lru_cache(maxsize=2048)
def short_label(label: str) -> str:
    """A column's label without its explanation in brackets: »Afdeling (nøgle …)« → »Afdeling«."""
    return label.partition(" (")[0].rstrip(" …")


def listed(names: list[str], limit: int = 12) -> str:
    """»a, b, c« in full, or the first ones and »…« when there are many."""
    return ", ".join(names[:limit]) + (" …" if len(names) > limit else "")


def closest(name: str, candidates: Mapping[str, str]) -> str | None:
    """The candidate that `name` was probably meant to be, or None when nothing is near.

    `candidates` maps code to Danish label; a label written instead of the code is recognised too.
    """
    from rapidfuzz import fuzz, process  # costs 10 ms, and most files have no slips

    wanted = slug(name, limit=80)
    if wanted == "x":
        return None
    spellings = _spellings(tuple(candidates.items()))
    if wanted in spellings:
        return spellings[wanted]
    found = process.extractOne(wanted, spellings.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return spellings[found[0]] if found else None


@lru_cache(maxsize=256)
def _spellings(candidates: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """How somebody may write each candidate → its code."""
    spellings: dict[str, str] = {}
    for code, label in candidates:
        for text in (code, label):
            spellings.setdefault(slug(text, limit=80), code)
    return spellings
