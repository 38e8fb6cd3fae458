"""Dates and weeks as Danes write them, back to values."""

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
_YEAR_FIRST = re.compile(r"(\d{4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,2})")
_CALENDAR_WEEK = re.compile(r"(?:mandag\s+i\s+)?uge\s+(\d{1,2})\s*(?:[,/.-]|i)?\s*(\d{4})")
_BARE_WEEK = re.compile(r"uge\s+\d{1,2}")
_SIGNED_WEEK = re.compile(r"uge\s+([-+]\d{1,3})")
_WITHOUT_YEAR = re.compile(r"(?:den\s+|d\.\s*)?\d{1,2}(?:\.?\s*([a-zæøå]{3,})\.?|\s*[./-]\s*\d{1,2})")
_WEEKS = re.compile(r"(\S+)\s+uger?\s+(før|inden|efter)(?:\s+(?:den\s+)?(?:idriftsættelse\w*|go-?live))?")
_AT_GO_LIVE = re.compile(r"(?:på|ved)\s+(?:idriftsættelse\w*|go-?live)")
_MINUS = str.maketrans({"−": "-", "–": "-"})
_WRONG_WEEK, _WRONG_WEEKDAY = "en dato, der passer med ugen", "en dato, der passer med ugedagen"
_NO_WEEK = "en uge, der findes"
_CONTRADICTIONS = {_WRONG_WEEK, _WRONG_WEEKDAY, _NO_WEEK}
_HINT = "Skriv datoen som 06.09.2027 eller 6. september 2027."


def read_date(text: str) -> date | Refused:
    """»6. september 2027«, »mandag den 6. september 2027«, 06.09.2027, 6/9-2027 or 2027-09-06; its week may
    stand after it: »06.09.2027 (uge 36)«. »Uge 36, 2027« is its Monday."""
    words = " ".join(text.lower().split()).rstrip(" .")
    monday = _CALENDAR_WEEK.fullmatch(words)
    if monday:
        return _monday(int(monday[2]), int(monday[1]))
    week = _IN_WEEK.search(words)
    day = _in_weekday(words[: week.start()].rstrip(" .") if week else words)
    if isinstance(day, date) and week and day.isocalendar().week != int(week[1]):
        return Refused(_WRONG_WEEK, f"Den dag er i uge {day.isocalendar().week}. {_HINT}")
    return day


def _monday(year: int, week: int) -> date | Refused:
    try:
        return _checked_iso(date.fromisocalendar(year, week, 1).isoformat())
    except ValueError:
        return Refused(_NO_WEEK, "Kontrollér ugens nummer og årstallet.")


def _in_weekday(words: str) -> date | Refused:
    weekday = _WEEKDAY.match(words)
    rest = words[weekday.end() :] if weekday else words
    lead = _LEAD.match(rest)
    day = _bare_date(rest[lead.end() :] if lead else rest)
    if isinstance(day, date) and weekday and _WEEKDAYS[day.weekday()] != weekday[1]:
        right = _WEEKDAYS[day.weekday()]
        return Refused(_WRONG_WEEKDAY, f"Den dag er en {right}. {_HINT}")
    return day


def _bare_date(text: str) -> date | Refused:
    iso = parse_date(text)
    if isinstance(iso, date):
        return iso
    turned = _YEAR_FIRST.fullmatch(text)
    if turned:
        return _checked(turned[1], int(turned[2]), turned[3])
    written, figures = _WRITTEN.fullmatch(text), _FIGURES.fullmatch(text)
    if written:
        month = _month(written[2])
        return _checked(written[3], month, written[1]) if month else Refused("en dato", _HINT)
    if figures:
        year = figures[3] if len(figures[3]) == 4 else f"20{figures[3]}"
        return _checked(year, int(figures[2]), figures[1])
    return Refused("en dato", _HINT)


def _checked(year: str, month: int, day: str) -> date | Refused:
    return _checked_iso(f"{year}-{month:02}-{int(day):02}")


def _checked_iso(text: str) -> date | Refused:
    found = parse_date(text)
    return Refused(found.expected, _HINT) if isinstance(found, Refused) else found


def _month(word: str) -> int:
    """The number of a month's name or its first three letters (or more); 0 for another word."""
    if len(word) < 3:
        return 0
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)


def read_date_or_week(text: str) -> date | int | Refused:
    """A date, »12 uger før idriftsættelsen«, »ved idriftsættelsen«, or weeks as a number."""
    words = " ".join(text.lower().translate(_MINUS).split()).rstrip(" .")
    signed = _SIGNED_WEEK.fullmatch(words)
    if signed:
        return _within(int(signed[1]))
    weeks = read_weeks(words)
    if weeks is not None:
        return weeks
    if re.fullmatch(r"[-+]?\d{1,3}", words):
        return _within(int(words))
    day = read_date(text)
    if isinstance(day, Refused):
        hint = f"{_HINT} Eller skriv fx 12 uger før idriftsættelsen."
        return Refused(day.expected if day.expected != "en dato" else "en dato eller et antal uger", hint)
    return day


def read_weeks(text: str) -> int | Refused | None:
    """»12 uger før idriftsættelsen« as -12, »ved idriftsættelsen« as 0; None for what is nothing of the kind.

    `text`: in lower case, its words with one space between them.
    """
    if _AT_GO_LIVE.fullmatch(text):
        return 0
    weeks = _WEEKS.fullmatch(text)
    count = _count(weeks[1]) if weeks else None
    if weeks is None or count is None:
        return None
    return _within(count if weeks[2] == "efter" else -count)


def why_unclear(text: str, weeks: bool) -> Refused | None:
    """What has to be asked about a text that is nearly a date; None when there is nothing to tell of it.
    `weeks`: weeks from go-live may stand there too."""
    words = " ".join(text.lower().split()).rstrip(" .")
    if _BARE_WEEK.fullmatch(words):
        other = ", eller fra idriftsættelsen, fx 4 uger efter idriftsættelsen" if weeks else ""
        return Refused("entydigt: årstallet mangler", f"Skriv ugen med årstal, fx {words}, 2027{other}.")
    bare = _WITHOUT_YEAR.fullmatch(words)
    if bare and (bare[1] is None or _month(bare[1])):
        return Refused("en hel dato: årstallet mangler", "Skriv året med, fx 15. marts 2027.")
    found = read_date(text)
    return found if isinstance(found, Refused) and found.expected in _CONTRADICTIONS else None


def _within(weeks: int) -> int | Refused:
    if abs(weeks) > MAX_WEEKS:
        return Refused("et muligt antal uger", f"Skriv højst {MAX_WEEKS} uger før eller efter.")
    return weeks


def _count(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 4:
        return int(word)
    return _NUMBERS.index(word) if word in _NUMBERS else 1 if word in ("én", "et", "ét") else None
