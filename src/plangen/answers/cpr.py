"""Numbers that look like a CPR number, however they are written (R92)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

HIDDEN: Final = "••••••-••••"

# Between day, month and year: nothing, spaces, or a sign among them. Spaces and dashes of every kind.
_SPACE: Final = r"(?:[ \t\r\n\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|&nbsp;|&#160;)"
_DASH: Final = "[-\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d]"
_INVISIBLE: Final = "[\u200b-\u200f\u2060\ufeff\u00ad]"
_SIGN: Final = f"{_SPACE}{{0,3}}(?:{_DASH}|[./:_]){_SPACE}{{0,3}}"
_BETWEEN: Final = f"{_INVISIBLE}*(?:{_SIGN}|{_SPACE}{{1,3}})?{_INVISIBLE}*"
# Before the last four digits: the same, or after six digits together any signs.
_ANY: Final = r"(?:&nbsp;|&#160;|[\W_])"
_ALONE: Final = r"(?<![0-9])"
_ENDS: Final = r"(?![0-9])"

# Day (from 61 in a replacement number), month, year, number.
_DAY: Final = "(?:[012][0-9]|3[01]|[678][0-9]|9[01])"
_MONTH: Final = "(?:0[1-9]|1[0-2])"
_LIKE: Final = re.compile(
    rf"{_ALONE}(?P<day>{_DAY})(?P<a>{_BETWEEN})(?P<month>{_MONTH})(?P<b>{_BETWEEN})"
    rf"(?P<year>(?:19|20)?[0-9]{{2}})(?P<c>{_BETWEEN})(?P<number>[0-9]{{4}}){_ENDS}"
)
_SIX: Final = re.compile(
    rf"{_ALONE}(?P<day>{_DAY}){_MONTH}[0-9]{{2}}(?:{_ANY}{{1,6}}[0-9]{{4}}|"
    rf"{_ANY}{{1,3}}(?:[0-9]{{2}}{_ANY}[0-9]{{2}}|[0-9]{_ANY}[0-9]{{3}}|[0-9]{{3}}{_ANY}[0-9])){_ENDS}"
)
_ONE_BY_ONE: Final = re.compile(rf"{_ALONE}[0-9](?:(?:{_SPACE}|{_DASH}|\.){{1,3}}[0-9]){{9}}(?!{_ANY}?[0-9])")
_NAMED: Final = re.compile(
    r"(?:cpr|personnummer|personnr|person-nr|fødselsnummer)\D{0,20}?"
    rf"(?P<digits>[0-9](?:{_ANY}{{0,4}}[0-9]){{9,11}})(?!{_ANY}{{0,2}}[0-9])",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2}")
# Wider: any ten digits of which somebody could mean one are hidden from messages.
_WIDE: Final = re.compile(
    rf"{_ALONE}[0-9]{{2}}{_BETWEEN}[0-9]{{2}}{_BETWEEN}[0-9]{{2}}{_BETWEEN}[0-9]{{4}}{_ENDS}"
)

# Ten digits together that are something else: said before them, or behind.
_OTHER_BEFORE: Final = re.compile(
    r"(?:konto\D{0,12}(?:[0-9]{4}\D{1,3})?|\bp-?(?:nr|nummer|enhed)\D{0,12}|\b(?:ean|gln|cvr|ordre|faktura)\D{0,15}"
    r"|https?://\S*)$",
    re.IGNORECASE,
)
_OTHER_BEHIND: Final = re.compile(r"\s*(?:kr\b|dkk\b|,-|mio\b)", re.IGNORECASE)

_LOOK_ALIKE: Final = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})
_TYPED: Final = re.compile(r"(?<![^\W0-9_])[0-9OoIl]{4,12}(?![^\W0-9_])")
_DIGITS: Final = 10
_DIGIT: Final = re.compile("[0-9]")
_LETTER: Final = re.compile("[OoIl|]")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")
_PLANNED: Final = range(22, 50)
"""Years, without the century, of which a project writes days and times."""


def holds_cpr(text: str) -> bool:
    """Whether a text holds what can be a CPR number.

    Phone numbers in pairs, dates with times, amounts, account and case numbers are none.
    """
    return _may_hold(text) and next(_found(_plain(text)), None) is not None


def without_cpr(text: str) -> str:
    """The text with every number that is like a CPR number hidden."""
    if not _may_hold(text):
        return text
    plain = _plain(text)
    hidden, at = "", 0
    for start, end in sorted(_found(plain)):
        if start >= at:
            hidden, at = hidden + plain[at:start] + HIDDEN, end
        at = max(at, end)
    return _WIDE.sub(HIDDEN, hidden + plain[at:])


def _may_hold(text: str) -> bool:
    """Whether there are ten digits, or letters that are taken for some: never for more than half of them."""
    if len(text) < _DIGITS:
        return False
    digits = len(_DIGIT.findall(text)) + sum(map(str.isdigit, _FOREIGN.findall(text)))
    return 2 * digits >= _DIGITS and digits + len(_LETTER.findall(text)) >= _DIGITS


def _plain(text: str) -> str:
    """With ordinary digits for those of other scripts, and for letters typed in their place, character by
    character."""
    if not text.isascii():
        digits = ((letter, unicodedata.digit(letter, None)) for letter in text)
        text = "".join(letter if digit is None else str(digit) for letter, digit in digits)
    return _TYPED.sub(_as_digits, text)


def _as_digits(match: re.Match[str]) -> str:
    word = match[0]
    return word.translate(_LOOK_ALIKE) if sum(map(str.isdigit, word)) >= len(word) / 2 else word


def _found(plain: str) -> Iterator[tuple[int, int]]:
    """Where a number begins and ends."""
    yield from (match.span() for match in _LIKE.finditer(plain) if _is_cpr(match, plain))
    yield from (match.span() for match in _SIX.finditer(plain) if _is_day(match["day"]))
    yield from (match.span() for match in _ONE_BY_ONE.finditer(plain) if _begins_with_day(match[0]))
    for match in _NAMED.finditer(plain):
        digits = match["digits"]
        if _begins_with_day(digits) and not (_DATE.match(digits) and _count(digits) < 12):
            yield match.span("digits")


def _count(text: str) -> int:
    return sum(map(str.isdigit, text))


def _is_day(day: str) -> bool:
    return int(day) not in (0, 60)


def _begins_with_day(text: str) -> bool:
    """Whether the first digits of a text are a day and a month; then ten are a number, and twelve one with
    a whole year."""
    digits = "".join(filter(str.isdigit, text))
    whole = len(digits) == 12 and digits[4:6] in ("19", "20")
    fits = len(digits) == 10 or whole
    return fits and re.match(f"{_DAY}{_MONTH}", digits) is not None and _is_day(digits[:2])


def _is_cpr(match: re.Match[str], plain: str) -> bool:
    between = [re.sub(f"{_INVISIBLE}", "", match[name]) for name in "abc"]
    first, second, last = between
    if not _is_day(match["day"]) or bool(first) != bool(second):
        return False
    if not any(between):
        said = _OTHER_BEFORE.search(plain[: match.start()]), _OTHER_BEHIND.match(plain, match.end())
        return not any(said)
    is_sign = bool(last.strip())
    if (first or second) and int(match["year"][-2:]) in _PLANNED and _is_time_or_year(match["number"]):
        return False  # 01.02.27-1400, 31.12.2026-2027
    if len(match["year"]) == 4:
        # A whole year: a date, which only a dash joins to a number; with a space it is a date and a time.
        return is_sign
    if first.isspace() or second.isspace():
        return is_sign  # 12 12 12 1212: a phone number in pairs
    if first:
        return is_sign or not last  # 01.02.27 1400: a date and a time
    return True


def _is_time_or_year(number: str) -> bool:
    return (int(number[:2]) < 24 and int(number[2:]) < 60) or number[:2] in ("19", "20")
