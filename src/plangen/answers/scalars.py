"""The text of a single value to a typed value, or the reason why not.

Numbers and dates are read strictly: what could be read in two ways (`1.000`) is refused with a hint, because
a wrong number in a plan is worse than a question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plangen.answers.lookalikes import plain_form, plain_keys
from plangen.answers.options import is_open, options_of
from plangen.answers.ranges import is_within, longest, range_of
from plangen.answers.row_keys import RESERVED_KEYS
from plangen.answers.wording import closest, listed, quoted
from plangen.catalog import Catalog, Column
from plangen.texts.danish import number

DATE_HINT = "Skriv datoen som ÅÅÅÅ-MM-DD, fx 2027-01-31."
MAX_WEEKS = 520
"""Ten years either way; more is a slip, and keeps dates within the calendar."""

_YEARS = range(2000, 2100)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WHOLE = re.compile(r"[-+]?\d{1,12}")
_DECIMAL = re.compile(r"[-+]?\d{1,12}([.,]\d{1,6})?")
_LARGE = re.compile(r"[-+]?\d+([.,]\d+)?")
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(\.\d{3})+")
_MINUS = str.maketrans({"−": "-", "–": "-"})
_FOLDED = re.compile(r"[ \t]*\n\s*")
# Columns that hold weeks from go-live or between two dates. `timer_uge` is hours a week.
_WEEKS = re.compile(r"(.*_)?uger?")
_NOT_WEEKS = {"timer_uge"}


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a text is no value: »… er ikke {expected}«, and what to do."""

    expected: str
    hint: str = ""


def parse_scalar(catalog: Catalog, column: Column, text: str) -> Any:
    """The raw value of a text (see `model.Value`), or `Refused`.

    For all types but multi and tal_liste, whose value is a list.
    """
    if column.type not in ("text", "markdown"):
        text = plain_form(text)
    elif column.pattern or column.refers in ("afdeling", "interessent", "opgavekort", "noegle"):
        text = plain_keys(text)
    match column.type:
        case "text":
            return _short_enough(column, _text(catalog, column, text))
        case "markdown":
            return _short_enough(column, text.strip("\n").rstrip())
        case "date":
            return parse_date(text)
        case "date_or_week":
            return _date_or_week(text)
        case "number":
            return _number(column, text)
    return parse_option(options_of(catalog, column), text, is_open(column))


def is_whole(text: str) -> bool:
    """Whether a text is a whole number, with or without a sign."""
    return _WHOLE.fullmatch(text.strip().translate(_MINUS)) is not None


def whole(text: str) -> int:
    """The whole number that `is_whole` found."""
    return int(text.strip().translate(_MINUS))


def _text(catalog: Catalog, column: Column, text: str) -> str | Refused:
    line = _FOLDED.sub(" ", text.strip())
    if not column.pattern:
        return line
    pattern = catalog.lists.patterns[column.pattern]
    if not re.fullmatch(pattern, line, re.IGNORECASE | re.ASCII):
        return _PATTERN_REFUSALS.get(column.pattern, Refused("skrevet på den rigtige måde", column.help))
    if column.id == "afdeling_id" and line.lower() in RESERVED_KEYS:
        return Refused("en nøgle, der kan bruges; navnet er optaget", "Vælg en anden nøgle.")
    return line


def _short_enough(column: Column, text: str | Refused) -> str | Refused:
    most = longest(column)
    if isinstance(text, Refused) or len(text) <= most:
        return text
    hint = f"Svaret er på {number(len(text))} tegn; her er plads til {number(most)}. Kort det ned."
    return Refused("kort nok", hint)


_PATTERN_REFUSALS = {
    "RX-NOEGLE": Refused(
        "en nøgle",
        "En nøgle begynder med et bogstav og består af a-z, 0-9 og _ (højst 30 tegn), fx borger_service.",
    ),
    "RX-GENTAGES": Refused("skrevet som »hver n. uge«", "Skriv fx hver 4. uge (1 til 99 uger)."),
}


def parse_date(text: str) -> date | Refused:
    """A date written as ÅÅÅÅ-MM-DD."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return Refused("en dato", DATE_HINT)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return Refused("en dato, der findes", DATE_HINT)
    if day.year not in _YEARS:
        return Refused(f"en dato fra {_YEARS[0]} til {_YEARS[-1]}", "Kontrollér årstallet.")
    return day


def _date_or_week(text: str) -> date | int | Refused:
    if is_whole(text):
        return _weeks(whole(text))
    day = parse_date(text)
    if isinstance(day, Refused):
        hint = f"{DATE_HINT} Eller skriv hele uger fra idriftsættelsen, fx -4 for fire uger før."
        return Refused("en dato eller et antal uger", hint)
    return day


def _weeks(number: int) -> int | Refused:
    if abs(number) > MAX_WEEKS:
        return Refused("et muligt antal uger", f"Skriv højst {MAX_WEEKS} uger før eller efter.")
    return number


def _number(column: Column, text: str) -> int | float | Refused:
    written = text.strip().translate(_MINUS)
    if _THOUSANDS.fullmatch(written):
        return Refused("et entydigt tal", "Skriv hele tal uden punktum, fx 310000, og decimaler med komma.")
    if is_whole(written):
        count = whole(written)
        weeks = _weeks(count) if holds_weeks(column) else count
        return weeks if isinstance(weeks, Refused) else _in_range(column, weeks)
    if not _DECIMAL.fullmatch(written):
        is_large = _LARGE.fullmatch(written)
        return _impossible(column) if is_large else Refused("et tal", "Skriv kun tallet, fx 12 eller 3,5.")
    if holds_weeks(column):
        return Refused("et helt antal uger", "Skriv hele uger, fx 4.")
    if column.whole:
        return Refused("et helt tal", "Skriv tallet uden decimaler.")
    return _in_range(column, float(written.replace(",", ".")))


def _in_range(column: Column, value: float) -> float | Refused:
    if is_within(column, value):
        return value
    return _impossible(column)


def _impossible(column: Column) -> Refused:
    return Refused("et muligt tal her", f"Skriv et tal {range_of(column) or 'med færre cifre'}.")


def holds_weeks(column: Column) -> bool:
    """Whether a number column counts weeks; then only whole ones within `MAX_WEEKS` make a date."""
    return column.id not in _NOT_WEEKS and _WEEKS.fullmatch(column.id) is not None


def parse_option(options: Mapping[str, str], text: str, open_ended: bool = False) -> str | Refused:
    """The code of an option; with `open_ended` any other text too."""
    code = text.strip()
    if code in options or (open_ended and code):
        return code
    near = closest(code, options)
    if near is not None:
        return Refused("en af valgmulighederne", f"Mente du {quoted(near)} ({options[near]})?")
    return Refused("en af valgmulighederne", f"Vælg mellem: {listed(list(options), 16)}.")
