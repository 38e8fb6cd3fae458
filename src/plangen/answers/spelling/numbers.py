"""Numbers as Danes write them, in the form that answer files hold: »1.644.638 kr.« → 1644638."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from plangen.answers.scalars import Refused, holds_weeks
from plangen.answers.spelling.dates import read_weeks
from plangen.catalog import Column
from plangen.texts.danish import number

_MINUS = str.maketrans({"−": "-", "–": "-"})
_KRONER = r"kr\.?|kroner|dkk|,-"
_ALWAYS = r"stk\.?"
_SCALES = {"tusind": 3, "tusinde": 3, "t": 3, "mio": 6, "million": 6, "millioner": 6, "mia": 9}
_SCALED = re.compile(rf"([-+]?[\d. ]*\d(?:,\d+)?)\s*({'|'.join(sorted(_SCALES, key=len, reverse=True))})\.?")
_TWO_MEANINGS = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}")
_GROUPED = re.compile(r"([-+]?\d{1,3}(?:[. ]\d{3})+)(,\d+)?")


def figures_of(text: str, column: Column, printed: bool = False) -> str | Refused:
    """The number in a text in the form of an answer file: »1.644.638 kr.« → 1644638, »1,2 mio.« → 1200000,
    »12,5 %« → 12,5; a text without one as it is, in lower case.

    The unit must be one that the column's label names. `1.234` is a thousand where that alone can be meant
    (a whole number, an amount in kroner); else it is refused. `printed`: it stands where plangen prints
    numbers, with points between thousands.
    """
    words = " ".join(text.lower().translate(_MINUS).split())
    if holds_weeks(column):
        return _weeks(words, column)
    bare = _units(column.label.lower()).sub("", words).strip()
    scaled = _SCALED.fullmatch(bare)
    if scaled and (_is_money(column) or scaled[2] != "t"):  # »4 t.« is four hours
        return _scaled(scaled[1].strip(), _SCALES[scaled[2]])
    if _TWO_MEANINGS.fullmatch(bare):
        return _thousands(bare) if printed or column.whole or _is_money(column) else _unclear(bare)
    grouped = _GROUPED.fullmatch(bare)
    if grouped:
        return _thousands(grouped[1]) + (grouped[2] or "")
    return bare


def _is_money(column: Column) -> bool:
    return "kr." in column.label


@lru_cache(maxsize=256)
def _units(label: str) -> re.Pattern[str]:
    """What may stand after a number of a column. `label`: its label in lower case."""
    units = [_ALWAYS]
    units += [_KRONER] if "kr." in label else []
    units += [r"%|pct\.?|procent"] if "%" in label else []
    units += [r"timer?|t\."] if "timer" in label else []
    units += [r"(?:arbejds)?dage?"] if "dage" in label else []
    units += [r"medarbejdere?"] if "medarbejdere" in label else []
    return re.compile(rf"(?:{'|'.join(units)})$")


def _weeks(words: str, column: Column) -> str | Refused:
    """A number of weeks. Only a column that may hold 0 counts them from a day: there »12 uger før« fits."""
    counted = column.at_least is None or column.at_least <= 0
    relative = read_weeks(words) if counted else None
    if isinstance(relative, Refused):
        return relative
    if relative is not None:
        return str(relative)
    return re.sub(r"\s*uger?$", "", words)


def _scaled(figures: str, zeros: int) -> str | Refused:
    if _TWO_MEANINGS.fullmatch(figures):
        return Refused("et entydigt tal", "Skriv hele tallet med cifre, fx 1250000.")
    value = Decimal(_english(figures)) * 10**zeros
    return as_written(value)


def _english(figures: str) -> str:
    """The digits with a point before the decimals. A point before three digits parts thousands, but before
    »mio.« any other point is one before decimals: »1.2 mio.«."""
    if "," not in figures and re.fullmatch(r"[-+]?\d+\.\d{1,2}", figures):
        return figures
    return _thousands(figures).replace(",", ".")


def as_written(value: Decimal | float) -> str:
    """A number as an answer file holds it: no thousands, and no form that could be read as such."""
    text = format(Decimal(str(value)).normalize(), "f")
    return text.replace(".", ",") if _TWO_MEANINGS.fullmatch(text) else text


def _thousands(figures: str) -> str:
    return re.sub(r"[. ]", "", figures)


def _unclear(figures: str) -> Refused:
    large, small = _thousands(figures), figures.replace(".", ",")
    return Refused(
        "et entydigt tal", f"Skriv {large}, hvis det er {number(int(large))}, ellers {small} med komma."
    )
