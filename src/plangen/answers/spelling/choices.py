"""Options of choices by the words that people use for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from plangen.answers.wording import short_label
from plangen.texts.danish import slug

_YES, _NO = ("ja", "true", "sand", "yes", "x", "✓", "☒"), ("nej", "false", "falsk", "no")


def code_of(text: str, options: Mapping[str, str], preferred: str = "") -> str:
    """The code whose label or name the text is, whatever the case; empty when there is none. Where several
    have that label it is `preferred`, or the first."""
    folded = " ".join(text.split()).casefold()
    codes = [code for code, label in options.items() if " ".join(label.split()).casefold() == folded]
    codes += [code for code in options if code.casefold() == folded]
    return preferred if preferred in codes else next(iter(codes), "")


def meant_option(text: str, options: Mapping[str, str]) -> str:
    """The code of the one option that the text can mean: its code or label in any case, with »ae« for »æ«,
    without what stands in brackets; »ja« and »x«, »nej« and »false« where those are the options. Empty when
    there is none, or more than one."""
    exact = code_of(text, options)
    if exact:
        return exact if _only_one(text, options) else ""
    found = _spellings(tuple(options.items())).get(slug(text, limit=200), set())
    if len(found) == 1:
        return next(iter(found))
    word = text.strip(" .").casefold()
    answer = "ja" if word in _YES else "nej" if word in _NO else ""
    return answer if answer in options and {"ja", "nej"} <= set(options) else ""


def _only_one(text: str, options: Mapping[str, str]) -> bool:
    folded = " ".join(text.split()).casefold()
    named = {code for code, label in options.items() if folded in (code.casefold(), label.casefold())}
    return len(named) == 1 or text in options


@lru_cache(maxsize=256)
def _spellings(options: tuple[tuple[str, str], ...]) -> dict[str, set[str]]:
    """How somebody may write each option → the codes that it can be."""
    spellings: dict[str, set[str]] = {}
    for code, label in options:
        for text in (code, label, short_label(label)):
            spellings.setdefault(slug(text, limit=200), set()).add(code)
    spellings.pop("x", None)  # the slug of signs alone
    return spellings
