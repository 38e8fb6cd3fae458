"""Points in time in words and dates."""

from __future__ import annotations

from datetime import date

from plangen.catalog import builtin_catalog
from plangen.plan.moving import closing_of, deadline, meeting
from plangen.plan.when import COMMON, DEPARTMENT, LATEST, UNKNOWN, Anchor, When, at, moment, on
from tests.support.cases import each

GO_LIVE = Anchor(date(2027, 4, 12))
CLOSING = closing_of(builtin_catalog().lists)
BACK, FORWARD = deadline(CLOSING), meeting(CLOSING)


@each(
    ("anchor", "weeks", "words"),
    [
        (GO_LIVE, 5, "5 uger efter idriftsættelsen"),
        (GO_LIVE, -1, "1 uge før idriftsættelsen"),
        (GO_LIVE, 0, "ved idriftsættelsen"),
        (GO_LIVE, 2.5, "2,5 uger efter idriftsættelsen"),
        (Anchor(None, COMMON), -12, "12 uger før den fælles idriftsættelse"),
        (Anchor(None, COMMON), 0, "ved den fælles idriftsættelse"),
        (Anchor(None, DEPARTMENT), 1, "1 uge efter afdelingens idriftsættelse"),
        (Anchor(None, LATEST), 14, "14 uger efter den sidste idriftsættelse"),
    ],
)
def test_relative_words(anchor: Anchor, weeks: float, words: str) -> None:
    assert anchor.words(weeks) == words


def test_weeks_move_to_a_working_day() -> None:
    deadline = at(GO_LIVE, 5, BACK)
    assert deadline.nominal == date(2027, 5, 17)  # 2. pinsedag
    assert deadline.phrase == "fredag den 14. maj 2027 (5 uger efter idriftsættelsen)"
    assert at(GO_LIVE, 5, FORWARD).day == date(2027, 5, 18)


def test_a_date_is_never_moved() -> None:
    sunday = moment(GO_LIVE, date(2027, 5, 16), BACK)
    assert sunday.day == date(2027, 5, 16)
    assert sunday.absolute
    assert sunday.phrase == "søndag den 16. maj 2027 (5 uger efter idriftsættelsen)"


def test_what_is_known_is_said() -> None:
    assert UNKNOWN.phrase == ""
    assert at(Anchor(None), -3, BACK).phrase == "3 uger før idriftsættelsen"
    assert on(date(2027, 5, 14), Anchor(None)).phrase == "fredag den 14. maj 2027"


def test_beyond_the_calendar_there_is_no_day() -> None:
    assert at(GO_LIVE, 10**9, FORWARD) == When(None, 10**9, None, GO_LIVE)
