"""Points in time in words and dates."""

from __future__ import annotations

from datetime import date

import pytest

from plangen.plan.calendar import back, forward
from plangen.plan.when import COMMON, DEPARTMENT, UNKNOWN, Anchor, When, at, moment, on

GO_LIVE = Anchor(date(2027, 4, 12))


@pytest.mark.parametrize(
    ("anchor", "weeks", "words"),
    [
        (GO_LIVE, 5, "5 uger efter idriftsættelsesdato"),
        (GO_LIVE, -1, "1 uge før idriftsættelsesdato"),
        (GO_LIVE, 0, "på idriftsættelsesdatoen"),
        (GO_LIVE, 2.5, "2,5 uger efter idriftsættelsesdato"),
        (Anchor(None, COMMON), -12, "12 uger før den fælles idriftsættelsesdato"),
        (Anchor(None, COMMON), 0, "på den fælles idriftsættelsesdato"),
        (Anchor(None, DEPARTMENT), 1, "1 uge efter afdelingens idriftsættelsesdato"),
    ],
)
def test_relative_words(anchor: Anchor, weeks: float, words: str) -> None:
    assert anchor.words(weeks) == words


def test_weeks_move_to_a_working_day() -> None:
    deadline = at(GO_LIVE, 5, back)
    assert deadline.nominal == date(2027, 5, 17)  # 2. pinsedag
    assert deadline.phrase == "5 uger efter idriftsættelsesdato (fredag den 14. maj 2027)"
    assert at(GO_LIVE, 5, forward).day == date(2027, 5, 18)


def test_a_date_is_never_moved() -> None:
    sunday = moment(GO_LIVE, date(2027, 5, 16), back)
    assert sunday.day == date(2027, 5, 16)
    assert sunday.absolute
    assert sunday.date_first == "søndag den 16. maj 2027 (5 uger efter idriftsættelsesdato)"


def test_what_is_known_is_said() -> None:
    assert UNKNOWN.phrase == ""
    assert at(Anchor(None), -3, back).phrase == "3 uger før idriftsættelsesdato"
    assert at(Anchor(None), -3, back).date_first == "3 uger før idriftsættelsesdato"
    assert on(date(2027, 5, 14), Anchor(None)).date_first == "fredag den 14. maj 2027"


def test_beyond_the_calendar_there_is_no_day() -> None:
    assert at(GO_LIVE, 10**9, forward) == When(None, 10**9, None, GO_LIVE)
