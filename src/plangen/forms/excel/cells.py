"""Between an answer as a page shows it and the cell of a workbook: dates as dates, numbers as numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from plangen.answers.scalars import Refused
from plangen.answers.spelling.dates import read_date_or_week
from plangen.answers.spelling.numbers import as_written
from plangen.forms.model import FormField
from plangen.forms.page.answer import Plain, is_list, tidy
from plangen.forms.page.seen import FieldView
from plangen.texts.danish import plain_date

Written = str | int | float | date
"""What a cell is given."""
Held = str | int | float | bool | datetime | date | time | timedelta | None
"""What a cell may hold."""
SEPARATOR = "; "
_FIRST_YEAR = 1900
_COUNT = re.compile(r"0|-?[1-9]\d{0,11}")
_DECIMAL = re.compile(r"-?\d{1,9},\d{1,4}")
_ITEMS, _NUMBERS = re.compile(r"[;\n]"), re.compile(r"[;,\n]")


def cell_of(view: FieldView) -> Written:
    """What stands in a field, as a cell holds it; empty text for nothing."""
    match view.kind:
        case "choice" | "radios":
            return "".join(view.options.get(code, code) for code in view.chosen)
        case "boxes":
            others = view.others.splitlines()
            known = [code for code in view.chosen if code not in others]
            return SEPARATOR.join([*(view.options.get(code, code) for code in known), *others])
        case "date":
            return _day(view.value)
        case "number":
            return _number(view.value)
    return view.value


def _day(text: str) -> Written:
    found = read_date_or_week(text) if text else text
    if isinstance(found, Refused) or (isinstance(found, date) and found.year < _FIRST_YEAR):
        return text
    return found


def _number(text: str) -> Written:
    if _COUNT.fullmatch(text):
        return int(text)
    value = float(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else None
    return value if value is not None and _decimal(value) == text else text


def _decimal(value: float) -> str:
    """A number as an answer file holds it, with a comma before decimals."""
    return as_written(value).replace(".", ",")


def answer_of(field: FormField, held: Held, percent: bool = False) -> Plain:
    """What stands in a cell, as a page sends it; labels, dates and numbers in any form that people write.
    `percent`: the cell shows its number as a percentage."""
    text = tidy(field, unicodedata.normalize("NFC", _text(field, held, percent)))
    if not is_list(field):
        return "" if text == "-" and field.type in ("choice", "date", "number") else text
    parts = (_NUMBERS if field.type == "tal_liste" else _ITEMS).split(text)
    found = (tidy(field, part) for part in parts)
    return list(dict.fromkeys(_as_code(part, field.choices) for part in found if part))


def _as_code(text: str, choices: Mapping[str, str]) -> str:
    """The code of the option that has this label, else the text."""
    return next((code for code, label in choices.items() if label == text), text)


def _text(field: FormField, held: Held, percent: bool) -> str:
    match held:
        case None:
            return ""
        case bool():
            return "ja" if held else "nej"
        case int() | float():
            return _decimal(round(held * 100, 6)) if percent else _decimal(held)
        case datetime():
            return _moment(field, held)
        case date():
            return _moment(field, datetime(held.year, held.month, held.day))
        case time():
            return held.strftime("%H.%M")
        case timedelta():
            minutes = round(held.total_seconds() / 60)
            return f"{minutes // 60}.{minutes % 60:02}"
    return held


def _moment(field: FormField, held: datetime) -> str:
    """A day; in a text as people write it, with the time where there is one."""
    if field.type in ("date", "date_or_week"):
        return held.date().isoformat()
    told = plain_date(held.date())
    return f"{told} kl. {held.strftime('%H.%M')}" if held.time() != time() else told
