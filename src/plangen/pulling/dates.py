"""Dates, weeks and numbers as Danes write them, back to values."""

from __future__ import annotations

import re
from datetime import date

from plangen.answers.scalars import MAX_WEEKS, Refused, parse_date

_MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_NUMBERS = ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")

_WEEKDAY = re.compile(rf"({'|'.join(_WEEKDAYS)})\s*,?\s*")
_IN_WEEK = re.compile(r"\s*[,(]?\s*uge\s+(\d{1,2})\s*\)?\Z")
_LEAD = re.compile(r"(?:den|d\.)\s+")
_WRITTEN = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]+)\.?,?\s+(\d{4})")
_FIGURES = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./ -]\s*(\d{4}|\d{2})")
_WEEKS = re.compile(r"(\S+)\s+uger?\s+(før|efter)(?:\s+(?:den\s+)?idriftsættelse\w*)?")
_AT_GO_LIVE = re.compile(r"(?:på|ved)\s+idriftsættelse\w*")
_MINUS = str.maketrans({"−": "-", "–": "-"})
_HINT = "Skriv datoen som 06.09.2027 eller 6. september 2027."


def read_date(text: str) -> date | Refused:
    """»6. september 2027«, »mandag den 6. september 2027«, 06.09.2027, 6/9-2027 or 2027-09-06; its week may
    stand after it: »06.09.2027 (uge 36)«."""
    words = " ".join(text.lower().split()).rstrip(" .")
    week = _IN_WEEK.search(words)
    day = _in_weekday(words[: week.start()].rstrip(" .") if week else words)
    if isinstance(day, date) and week and day.isocalendar().week != int(week[1]):
        return Refused("en dato, der passer med ugen", f"Den dag er i uge {day.isocalendar().week}. {_HINT}")
    return day


def _in_weekday(words: str) -> date | Refused:
    weekday = _WEEKDAY.match(words)
    rest = words[weekday.end() :] if weekday else words
    lead = _LEAD.match(rest)
    day = _bare_date(rest[lead.end() :] if lead else rest)
    if isinstance(day, date) and weekday and _WEEKDAYS[day.weekday()] != weekday[1]:
        right = _WEEKDAYS[day.weekday()]
        return Refused("en dato, der passer med ugedagen", f"Den dag er en {right}. {_HINT}")
    return day


def _bare_date(text: str) -> date | Refused:
    iso = parse_date(text)
    if isinstance(iso, date):
        return iso
    written, figures = _WRITTEN.fullmatch(text), _FIGURES.fullmatch(text)
    if written:
        month = _month(written[2])
        return _checked(written[3], month, written[1]) if month else Refused("en dato", _HINT)
    if figures:
        year = figures[3] if len(figures[3]) == 4 else f"20{figures[3]}"
        return _checked(year, int(figures[2]), figures[1])
    return Refused("en dato", _HINT)


def _checked(year: str, month: int, day: str) -> date | Refused:
    found = parse_date(f"{year}-{month:02}-{int(day):02}")
    return Refused(found.expected, _HINT) if isinstance(found, Refused) else found


def _month(word: str) -> int:
    """The number of a month's name or its first three letters (or more); 0 for another word."""
    if len(word) < 3:
        return 0
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)


def read_date_or_week(text: str) -> date | int | Refused:
    """A date, »12 uger før idriftsættelsen«, »ved idriftsættelsen«, or weeks as a number."""
    words = " ".join(text.lower().translate(_MINUS).split()).rstrip(" .")
    weeks = _WEEKS.fullmatch(words)
    if _AT_GO_LIVE.fullmatch(words):
        return 0
    if re.fullmatch(r"[-+]?\d{1,3}", words):
        return _within(int(words))
    if weeks:
        count = _count(weeks[1])
        if count is not None:
            return _within(-count if weeks[2] == "før" else count)
    day = read_date(text)
    if isinstance(day, Refused):
        hint = f"{_HINT} Eller skriv fx 12 uger før idriftsættelsen."
        return Refused(day.expected if day.expected != "en dato" else "en dato eller et antal uger", hint)
    return day


def _within(weeks: int) -> int | Refused:
    if abs(weeks) > MAX_WEEKS:
        return Refused("et muligt antal uger", f"Skriv højst {MAX_WEEKS} uger før eller efter.")
    return weeks


def _count(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 4:
        return int(word)
    return _NUMBERS.index(word) if word in _NUMBERS else 1 if word in ("én", "et", "ét") else None


_UNIT = re.compile(r"(?:kr\.?|kroner|,-|%|pct\.?|procent|stk\.?)$")
_OWN_UNITS = (("uge", r"uger?$"), ("timer", r"timer?$"), ("dage", r"(?:arbejds)?dage?$"))
_GROUPED = re.compile(r"([-+]?\d{1,3}(?:[. ]\d{3})+)(,\d+)?")


def figures_of(text: str, column: str) -> str:
    """The number in a text in the form of an answer file: »1.644.638 kr.« → 1644638, »12,5« → 12,5.

    `column`: the column's id; `timer_uge` allows »timer« after the number, and so on.
    """
    words = " ".join(text.lower().translate(_MINUS).split())
    words = _UNIT.sub("", words).strip()
    for part, unit in _OWN_UNITS:
        if part in column:
            words = re.sub(unit, "", words).strip()
    grouped = _GROUPED.fullmatch(words)
    if grouped:
        return re.sub(r"[. ]", "", grouped[1]) + (grouped[2] or "")
    return words
