"""The one rule that moves computed dates (specifikation.md 3.1).

A date in weeks goes to a working day: forward for what people begin or attend, back for a deadline. Where
most people are away (`Closing`) it goes on to the first open working day, but never so far that what lies
before a go-live reaches it; then it goes back. The go-live itself and a date that is written as a date are
never moved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from plangen.catalog.model import Lists
from plangen.plan.calendar import is_working_day, iso_week, seek

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moved:
    """A day after the move. `from_week`: the ISO week that closed days moved it out of, else None."""

    day: date
    from_week: int | None = None


Move = Callable[[date, date | None], Moved]
"""Takes the date in the week, and the go-live that it is counted from."""


@dataclass(frozen=True, slots=True)
class Closing:
    """When most people are away: ISO weeks, and the days of the year from `first` to `last`, both included,
    as (month, day); `last` may lie in the year after."""

    weeks: frozenset[int]
    first: tuple[int, int]
    last: tuple[int, int]

    def has(self, day: date) -> bool:
        of_year = (day.month, day.day)
        if self.first <= self.last:
            inside = self.first <= of_year <= self.last
        else:
            inside = of_year >= self.first or of_year <= self.last
        return inside or iso_week(day) in self.weeks

    def is_open(self, day: date) -> bool:
        """Whether it is a working day when people are there."""
        return is_working_day(day) and not self.has(day)


def closing_of(lists: Lists) -> Closing:
    """The closed days of `lister.yaml`."""
    first, last = (_month_and_day(day) for day in lists.closed_days)
    return Closing(frozenset(lists.closed_weeks), first, last)


def _month_and_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def meeting(closing: Closing) -> Move:
    """The move of what people begin or attend."""
    return partial(_moved, closing, _DAY)


def deadline(closing: Closing) -> Move:
    """The move of what people deliver."""
    return partial(_moved, closing, -_DAY)


def window(weeks: frozenset[int]) -> Move:
    """The move of an evaluation: forward, out of the holiday weeks."""
    return partial(_out_of_weeks, weeks)


def _moved(closing: Closing, step: timedelta, day: date, go_live: date | None) -> Moved:
    found = seek(day, step, is_working_day)
    if day == go_live:
        return Moved(day)
    closed = next((one for one in (day, found) if closing.has(one)), None)
    if closed is None:
        return Moved(found)
    after = seek(closed, _DAY, closing.is_open)
    if go_live is not None and day < go_live <= after:
        after = seek(closed, -_DAY, closing.is_open)
    return Moved(after, iso_week(closed))


def _out_of_weeks(weeks: frozenset[int], day: date, _go_live: date | None) -> Moved:
    working = seek(day, _DAY, is_working_day)
    away = next((iso_week(one) for one in (day, working) if iso_week(one) in weeks), None)
    return Moved(seek(working, _DAY, lambda one: is_working_day(one) and iso_week(one) not in weeks), away)
