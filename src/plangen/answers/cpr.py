"""Numbers that look like a CPR number, however they are written (R92)."""

from __future__ import annotations

import re
import unicodedata

HIDDEN = "••••••-••••"

# Between the parts: nothing, one sign, or a sign among spaces. Spaces and dashes of every kind.
_SPACE = "[ \u00a0\u2000-\u200a\u202f\u205f\u3000]"
_DASH = "[-\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d]"
_INVISIBLE = "[\u200b-\u200f\u2060\ufeff\u00ad]"
_SIGN = f"{_SPACE}{{0,3}}(?:{_DASH}|[./:_]){_SPACE}{{0,3}}"
_BETWEEN = f"{_INVISIBLE}*(?:{_SIGN}|{_SPACE}{{1,3}})?{_INVISIBLE}*"
_DIGIT_BEFORE = "(?<![0-9])"

# Day (from 61 in a replacement number), month, year, number.
_DAY = "(?:[012][0-9]|3[01]|[678][0-9]|9[01])"
_MONTH = "(?:0[1-9]|1[0-2])"
_LIKE = re.compile(
    rf"{_DIGIT_BEFORE}(?P<day>{_DAY})(?P<a>{_BETWEEN})(?P<month>{_MONTH})(?P<b>{_BETWEEN})"
    rf"(?P<year>(?:19|20)?[0-9]{{2}})(?P<c>{_BETWEEN})(?P<number>[0-9]{{4}})(?![0-9])"
)
# Wider: any ten digits of which somebody could mean one are hidden from messages.
_WIDE = re.compile(
    rf"{_DIGIT_BEFORE}[0-9]{{2}}{_BETWEEN}[0-9]{{2}}{_BETWEEN}[0-9]{{2}}{_BETWEEN}[0-9]{{4}}(?![0-9])"
)


def holds_cpr(text: str) -> bool:
    """Whether a text holds what can be a CPR number.

    Phone numbers in pairs, dates with times, and case numbers are none.
    """
    if not _has_ten_digits(text):
        return False
    return any(_is_cpr(match) for match in _LIKE.finditer(_plain(text)))


def without_cpr(text: str) -> str:
    """The text with every number that is like a CPR number hidden."""
    if not _has_ten_digits(text):
        return text
    return _WIDE.sub(HIDDEN, _plain(text))


def _has_ten_digits(text: str) -> bool:
    return len(text) >= 10 and sum(map(str.isdigit, text)) >= 10


def _plain(text: str) -> str:
    """With the digits of other scripts as ordinary ones, character by character."""
    if text.isascii():
        return text
    digits = ((letter, unicodedata.digit(letter, None)) for letter in text)
    return "".join(letter if digit is None else str(digit) for letter, digit in digits)


def _is_cpr(match: re.Match[str]) -> bool:
    day = int(match["day"])
    if day in (0, 60):
        return False
    inside, last = (match["a"].strip(), match["b"].strip()), match["c"]
    spaced = match["a"].isspace() or match["b"].isspace()
    if len(match["year"]) == 4:
        # A whole year: a date, which only a dash joins to a number; with a space it is a date and a time.
        return bool(last.strip())
    if spaced and not last.strip():
        return False  # 12 12 12 1212: a phone number in pairs
    if any(inside):
        return bool(last.strip()) or not last  # 01.02.27 1400: a date and a time
    return True
