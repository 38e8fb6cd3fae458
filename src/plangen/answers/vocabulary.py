"""The words of the catalog's expressions: what an answer is when it is compared, and the functions.

Functions take what an expression gives them and never raise for a value of the wrong kind; numbers and dates
that are missing are left out of sums and give None in arithmetic.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from plangen.answers.values import Multi, NoneAnswer, Row, Value
from plangen.catalog import Lists

# Larger numbers lose their last digit in a sum, and no plan needs them.
_LARGEST = 10**15


# --- values ------------------------------------------------------------------------------------------------
def plain(value: object) -> object:
    """An answer as it is compared: a choice is its code, a multi-choice its codes, »ingen« no rows."""
    match value:
        case Value():
            return plain(value.raw)
        case Multi():
            return value.chosen
        case Row() if "valg" in value.cells:
            return value.get("valg")
        case NoneAnswer():
            return ()
    return value


def attribute(value: object, name: str) -> object:
    """`a.name`: a cell of a row (`noegle`: its key), a row of a preset table, a key of a mapping; None for
    anything else."""
    match value:
        case Row() if name == "noegle":
            return value.key
        case Row():
            return plain(value.get(name))
        case Mapping():
            return value.get(name)
        case tuple():
            return next((row for row in value if isinstance(row, Row) and row.key == name), None)
    return None


def as_rows(value: object) -> Iterator[object]:
    """The rows of a table or the items of a list; nothing for anything else."""
    return iter(value) if isinstance(value, tuple | list) else iter(())


def equal(left: object, right: object) -> bool:
    """`left == right`."""
    return bool(left == right)


# --- arithmetic --------------------------------------------------------------------------------------------
def _number(value: object) -> float | None:
    usable = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST
    return value if usable else None  # type: ignore[return-value]


def _sum_of(left: object, right: object, sign: int) -> object:
    """A number and a number; a date and a number of days; the days between two dates."""
    if isinstance(left, date) and isinstance(right, date):
        return (left - right).days if sign < 0 else None
    days = _number(right)
    if isinstance(left, date):
        return None if days is None else left + sign * timedelta(days=days)
    start = _number(left)
    return None if start is None or days is None else start + sign * days


def _product(compute: Callable[[Any, Any], object]) -> Callable[[object, object], object]:
    def computed(left: object, right: object) -> object:
        first, second = _number(left), _number(right)
        return None if first is None or second is None else compute(first, second)

    return computed


PLUS: Callable[[object, object], object] = lambda left, right: _sum_of(left, right, 1)  # noqa: E731
MINUS: Callable[[object, object], object] = lambda left, right: _sum_of(left, right, -1)  # noqa: E731
TIMES = _product(operator.mul)
DIVIDED = _product(operator.truediv)


# --- functions ---------------------------------------------------------------------------------------------
def _count(value: object) -> int:
    """antal: rows of a table, items of a list, turns of a loop."""
    return sum(1 for _ in as_rows(plain(value)))


def _any(value: object) -> bool:
    return any(as_rows(plain(value)))


def _all(value: object) -> bool:
    """alle: holds for every turn of a loop, also when there is none."""
    return all(as_rows(plain(value)))


def _comparable(value: object) -> list[Any]:
    items = list(as_rows(plain(value)))
    dates = [item for item in items if isinstance(item, date)]
    return dates or [item for item in items if _number(item) is not None]


def _total(value: object) -> float:
    return sum(number for item in as_rows(plain(value)) if (number := _number(item)) is not None)


def _least(value: object) -> object:
    return min(_comparable(value), default=None)


def _greatest(value: object) -> object:
    return max(_comparable(value), default=None)


def _length(value: object) -> int:
    """laengde: characters of a text."""
    text = plain(value)
    return len(text.strip()) if isinstance(text, str) else 0


def _same(left: object, right: object) -> bool:
    """samme: two titles, whatever their capitals and blanks; an empty one is like none."""
    first, second = _folded(left), _folded(right)
    return bool(first) and first == second


def _folded(value: object) -> str:
    text = plain(value)
    return " ".join(text.split()).casefold() if isinstance(text, str) else ""


def _parts(value: object) -> tuple[str, ...]:
    """dele: the parts of a text that semicolons separate."""
    text = plain(value)
    if not isinstance(text, str):
        return ()
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _covers(row: object, department: object) -> bool:
    """daekker: whether a row is about a department (a row of `afdelinger`)."""
    return isinstance(row, Row) and isinstance(department, Row) and row.covers(department.key)


def _names(row: object, department: object) -> bool:
    """naevner: whether a row names the department itself."""
    return isinstance(row, Row) and isinstance(department, Row) and department.key in row.departments()


def _day(value: object, go_live: object = None) -> date | None:
    """dato: a date that is answered or written »2027-01-31«; a number of weeks from `go_live`."""
    raw = plain(value)
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            return None
    weeks, start = _number(raw), plain(go_live)
    if weeks is None or not isinstance(start, date):
        return None
    try:
        return start + timedelta(weeks=weeks)
    except OverflowError:
        return None


PURE: Mapping[str, Callable[..., object]] = {
    "any": _any,
    "alle": _all,
    "antal": _count,
    "sum": _total,
    "mindste": _least,
    "stoerste": _greatest,
    "laengde": _length,
    "samme": _same,
    "dele": _parts,
    "daekker": _covers,
    "naevner": _names,
    "dato": _day,
}
"""Functions that need nothing but their arguments."""

BOUND = ("besvaret", "udfyldt", "i_pakken", "idriftsaettelse", "start", "slut", "meldt", "brudt")
"""Functions that a scope must give: the first two need the catalog's lists, the others the plan, the last
one what became of the rules."""


# --- what counts as an answer ------------------------------------------------------------------------------
def is_answered(value: object, lists: Lists) -> bool:
    """BESVARET (specifikation.md 5.1): something is given, and it is no »ved ikke«. A number or a date
    always; a table with rows that somebody wrote (those of a `standard` have no place) or »ingen«; a group
    with a field that is."""
    match value:
        case NoneAnswer():
            return True
        case Value():
            return is_answered(value.raw, lists)
        case Multi():
            return bool(value.chosen or value.own)
        case Row():
            return any(is_answered(cell, lists) for cell in value.cells.values())
        case str():
            return bool(value.strip()) and _said(value) not in lists.empty_answers
        case tuple():
            return any(not isinstance(row, Row) or row.place is not None for row in value)
    return value is not None


def is_filled_in(value: object, lists: Lists, markdown: bool = False) -> bool:
    """UDFYLDT: answered, more than »nej« or »ingen«, and for a long text not only a few letters."""
    if not is_answered(value, lists):
        return False
    raw = value.raw if isinstance(value, Value) else value
    if not isinstance(raw, str):
        return True
    return _said(raw) not in lists.empty_statements and (not markdown or _length(raw) >= lists.min_length)


def _said(text: str) -> str:
    return text.strip().removesuffix(".").strip().casefold()
