"""Danish working days and ISO weeks (specifikation.md 3.1).

All arithmetic is total: a day beyond the years that `datetime.date` knows becomes None, and a move that
would leave them stops at the last day there is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)
# Free in municipalities though no public holiday: Constitution Day, Christmas Eve, New Year's Eve.
_ALWAYS_FREE = ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))


@cache
def free_days(year: int) -> frozenset[date]:
    """The days of a year that are no working days whatever weekday they fall on.

    The movable ones come from the `holidays` package, which knows that store bededag ended in 2023. Before
    1771 and after 2100 it knows none; then only the fixed days are free.
    """
    # Imported here: it costs 0.1 s, which commands that compute no plan should not pay.
    from holidays import country_holidays

    public = country_holidays("DK", years=year, language="da")
    ascension = {day + _DAY for day, name in public.items() if name == "Kristi himmelfartsdag"}
    return frozenset({*public, *ascension, *(date(year, month, day) for month, day in _ALWAYS_FREE)})


@cache
def is_working_day(day: date) -> bool:
    """Whether it is Monday to Friday and no free day."""
    return day.weekday() < 5 and day not in free_days(day.year)


def iso_week(day: date) -> int:
    """The ISO week number, 1 to 53."""
    return day.isocalendar().week


def seek(day: date, step: timedelta, accepts: Callable[[date], bool]) -> date:
    """The first day from `day` on, by `step`, that is accepted; `day` itself when the calendar ends first."""
    found = day
    while not accepts(found):
        try:
            found += step
        except OverflowError:
            return day
    return found


def forward(day: date) -> date:
    """The first working day on or after `day`."""
    return seek(day, _DAY, is_working_day)


def back(day: date) -> date:
    """The last working day on or before `day`."""
    return seek(day, -_DAY, is_working_day)


def add_days(day: date | None, days: float) -> date | None:
    """`day` plus a number of days, None when there is no such day."""
    if day is None:
        return None
    try:
        return day + timedelta(days=round(days))
    except (OverflowError, ValueError):
        return None


def add_weeks(day: date | None, weeks: float) -> date | None:
    """`day` plus a number of weeks (parts of a week to the nearest day), None when there is no such day."""
    return add_days(day, 7 * weeks)


def whole_weeks(start: date, end: date) -> int:
    """Whole weeks from start to end, rounded down; negative when end is before start."""
    return (end - start).days // 7
