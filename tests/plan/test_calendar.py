"""Danish working days, against a second computation of Easter and the holidays package."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
from hypothesis import given
from hypothesis import strategies as st

from plangen.plan.calendar import (
    add_days,
    add_weeks,
    back,
    forward,
    free_days,
    is_working_day,
    seek,
    whole_weeks,
)
from tests.support.cases import each

YEARS = range(2024, 2041)
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian algorithm."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


@each("year", YEARS)
def test_free_days_are_those_of_the_rule(year: int) -> None:
    from_easter = {easter(year) + timedelta(days=n) for n in (-3, -2, 0, 1, 39, 40, 49, 50)}
    fixed = {date(year, m, d) for m, d in ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))}
    assert free_days(year) == from_easter | fixed


@each("year", YEARS)
def test_every_public_holiday_is_free(year: int) -> None:
    assert set(holidays.country_holidays("DK", years=year)) <= free_days(year)


@each("year", YEARS)
def test_store_bededag_is_a_working_day(year: int) -> None:
    assert is_working_day(easter(year) + timedelta(days=26))


@given(DAYS)
def test_forward_is_the_first_and_back_the_last(day: date) -> None:
    after, before = forward(day), back(day)
    assert is_working_day(after)
    assert is_working_day(before)
    assert not any(is_working_day(day + timedelta(days=n)) for n in range((after - day).days))
    assert not any(is_working_day(day - timedelta(days=n)) for n in range((day - before).days))


def test_the_ends_of_the_calendar_do_not_raise() -> None:
    assert forward(date.max) == date.max
    assert seek(date.min, timedelta(days=-1), lambda day: False) == date.min
    assert add_weeks(date.max, 1) is None
    assert add_weeks(date(2027, 1, 1), -(10**400)) is None
    assert add_days(date(2027, 1, 1), float("nan")) is None
    assert add_weeks(None, 4) is None


@given(DAYS, DAYS)
def test_whole_weeks_round_down(start: date, end: date) -> None:
    weeks = whole_weeks(start, end)
    assert start + timedelta(weeks=weeks) <= end < start + timedelta(weeks=weeks + 1)


def test_parts_of_a_week_go_to_the_nearest_day() -> None:
    assert add_weeks(date(2027, 9, 6), 1.5) == date(2027, 9, 16)
