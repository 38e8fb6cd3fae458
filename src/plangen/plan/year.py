"""The year after the last go-live, month by month (specifikation.md 3.5, D10 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from plangen.plan.calendar import add_days
from plangen.plan.card import Card
from plangen.plan.dated import FOLLOW_UP, follow_ups
from plangen.plan.frame import Frame, number
from plangen.plan.refs import Text, cell
from plangen.plan.roles import NOBODY, Role, responsible
from plangen.plan.state import Series
from plangen.plan.windows import Window

_MONTHS = 12
# What happens more often than this many weeks stands in the middle of the wheel.
_OFTEN = 3
_HANDOVER, _REVIEWS = "OPG-30", "OPG-31"
_FRAME = "evaluering_ramme"


HappeningKind = Literal["Evaluering", "Måling", "Opfølgning", "MUS og ledelsestilsyn", "Overdragelse"]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something in a month."""

    day: date
    kind: HappeningKind
    what: Text
    who: Role = NOBODY


@dataclass(frozen=True, slots=True)
class Year:
    """`months`: the first day of each, with what happens in it; none without a go-live date. `all_along`:
    »hver uge«, what is too frequent for a month, and who does it."""

    months: tuple[tuple[date, tuple[Happening, ...]], ...]
    all_along: tuple[tuple[str, Text, Role], ...]


def year(
    frame: Frame, cards: tuple[Card, ...], windows: tuple[Window, ...], goals: tuple[Series, ...]
) -> Year:
    """The twelve months from that of the latest go-live."""
    begins = frame.latest.day
    if begins is None or begins.year >= date.max.year - 1:
        return Year((), ())
    firsts = [_month(begins, n) for n in range(_MONTHS + 1)]
    found = sorted(_happenings(frame, cards, windows, goals, firsts), key=lambda one: one.day)
    once = dict.fromkeys(found)
    return Year(
        tuple(
            (first, tuple(one for one in once if first <= one.day < after))
            for first, after in pairwise(firsts)
        ),
        tuple(_all_along(frame)),
    )


def _month(begins: date, n: int) -> date:
    years, month = divmod(begins.month - 1 + n, 12)
    return date(begins.year + years, month + 1, 1)


def _happenings(
    frame: Frame,
    cards: tuple[Card, ...],
    windows: tuple[Window, ...],
    goals: tuple[Series, ...],
    firsts: list[date],
) -> Iterator[Happening]:
    leader = responsible(frame, _FRAME, frame.answers.group(_FRAME), "ansvarlig")
    for window in windows:
        if window.when.day and not window.extra:
            yield Happening(window.when.day, "Evaluering", Text("Evalueringsvindue"), leader)
    for goal in goals:
        if goal.measured_on.day:
            yield Happening(goal.measured_on.day, "Måling", goal.goal, goal.owner)
    rows = frame.answers.rows(FOLLOW_UP)
    seldom = [row for row in rows if not _is_frequent(number(row, "frekvens_uger"))]
    last = add_days(firsts[-1], -1) or firsts[-1]
    for one in follow_ups(frame, seldom, firsts[0], last):
        if one.when.day:
            yield Happening(one.when.day, "Opfølgning", one.what, one.who)
    for card in cards:
        if card.id == _REVIEWS and card.start.day:
            yield Happening(card.start.day, "MUS og ledelsestilsyn", card.title, card.performer)
        if card.id == _HANDOVER and card.end.day:
            yield Happening(card.end.day, "Overdragelse", card.title, card.performer)


def _is_frequent(every: float | None) -> bool:
    return every is not None and every < _OFTEN


def _all_along(frame: Frame) -> Iterator[tuple[str, Text, Role]]:
    for row in frame.answers.rows(FOLLOW_UP):
        every = number(row, "frekvens_uger")
        if every is not None and _is_frequent(every):
            rhythm = "Hver uge" if every <= 1 else f"Hver {every:g}. uge"
            yield rhythm, cell(FOLLOW_UP, row, "hvad"), responsible(frame, FOLLOW_UP, row, "hvem")
