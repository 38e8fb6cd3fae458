"""Danish dates, numbers, lists and names of weeks. Nothing here reads the clock or the locale."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

DANISH = Locale("da", "DK")
_INFINITIVE_WORDS = (
    "anmode ansøge arkivere behandle beregne beskrive bestille besvare betale booke dele dokumentere "
    "evaluere finde flytte forberede fordele formidle få følge gemme gennemføre give godkende hente "
    "hjælpe håndtere indberette indkalde indsende indtaste informere journalføre kommunikere kontrollere "
    "koordinere kunne lave lede logge læse modtage måle notere opdatere oprette orientere overføre "
    "overvåge planlægge prioritere rapportere registrere rette samle se sende sikre skabe skrive slå "
    "spørge styre svare søge tage tilbyde tildele tilmelde træne udfylde udveksle vejlede vise visitere "
    "vælge øve"
)
_INFINITIVES = frozenset(_INFINITIVE_WORDS.split())
_MONTHS = "|".join(DANISH.months["format"]["wide"].values())
_UNITS = r"uger?|dage?|timer?|minutter|måneder|år|t\.|min\.|kr\.|pct\.|mio\."
_TOGETHER = re.compile(rf"\b\d{{1,2}}\. (?:{_MONTHS})(?: \d{{4}})?\b|\b[Uu]ge \d+|\d (?:{_UNITS})(?!\w)")
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


@cache
def short_date(day: date) -> str:
    """»06.09.2027«, the form in tables (specifikation.md 1.1)."""
    return day.strftime("%d.%m.%Y")


@cache
def long_date(day: date) -> str:
    """»mandag den 6. september 2027«, the form in running text."""
    return str(format_date(day, "EEEE 'den' d. MMMM y", locale=DANISH))


@cache
def plain_date(day: date) -> str:
    """»6. september 2027«, as people type a date."""
    return str(format_date(day, "d. MMMM y", locale=DANISH))


@cache
def weekday_date(day: date) -> str:
    """»mandag 06.09.2027«, where a table needs the weekday."""
    return str(format_date(day, "EEEE dd.MM.y", locale=DANISH))


@cache
def month_year(day: date) -> str:
    """»september 2027«."""
    return str(format_date(day, "MMMM y", locale=DANISH))


def week_name(day: date) -> str:
    """»uge 36«."""
    return f"uge {day.isocalendar().week}"


def unbroken(text: str) -> str:
    """The text with no-break spaces in what no line may part: »6. september 2027«, »uge 20«, »12 uger«,
    »88 kr.«. What reads a document takes them for spaces."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """»1.644.638« and »12,5«."""
    return str(format_decimal(value, locale=DANISH))


def kroner(value: float) -> str:
    """»1.644.638 kr.«."""
    return f"{number(value)} kr."


def joined(items: Sequence[str]) -> str:
    """»a, b og c« (no comma before »og«)."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} og {items[-1]}"


def names(items: Sequence[str]) -> str:
    """Names as a list: »Jobindsats og Ungeindsatsen«; with semicolons when a name holds »og« or a comma."""
    unclear = len(items) > 1 and any(" og " in item or "," in item for item in items)
    return "; ".join(items) if unclear else joined(items)


def counted(count: int, singular: str, plural: str) -> str:
    """»1 åbent punkt«, »3 åbne punkter«."""
    return f"{number(count)} {singular if count == 1 else plural}"


def relative_weeks(weeks: int) -> str:
    """»5 uger efter idriftsættelsen«, »1 uge før …«, »ved idriftsættelsen« (specifikation.md 1.1)."""
    if weeks == 0:
        return "ved idriftsættelsen"
    side = "før" if weeks < 0 else "efter"
    return f"{counted(abs(weeks), 'uge', 'uger')} {side} idriftsættelsen"


def lower_first(text: str) -> str:
    """First letter in lower case, as inside a sentence; abbreviations (MED, HR) stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """First letter in upper case, as a sentence begins."""
    return text[:1].upper() + text[1:]


def begins_with_infinitive(text: str) -> bool:
    """Whether a text begins with what one does: »Booke og flytte samtaler«.

    Danish nouns and adjectives end as infinitives do (»brugere«, »nye«), so it goes by a list; a verb that is
    not in it counts as none.
    """
    first = next(iter(re.findall(r"\w+", text)), "").casefold()
    return first in _INFINITIVES


def slug(text: str, limit: int = 40) -> str:
    """ASCII id of a Danish text: »Færre aflyste samtaler« → »faerre_aflyste_samtaler«; »x« if empty."""
    plain = unicodedata.normalize("NFKD", text.translate(_ASCII))
    ascii_text = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    return re.sub(r"[^a-z0-9]+", "_", ascii_text).strip("_")[:limit].strip("_") or "x"
