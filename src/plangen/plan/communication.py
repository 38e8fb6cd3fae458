"""The communication calendar and the stakeholder matrix (specifikation.md 3.6, D05 2-3; 001 and 003)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plangen.answers.model import Row
from plangen.plan.calendar import add_weeks, forward
from plangen.plan.frame import Frame, day_or_weeks
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import Role, responsible
from plangen.plan.when import When, moment
from plangen.texts.danish import short_date, week_name

COMMUNICATION = "kommunikation"
STAKEHOLDERS = "interessenter"
# More repeats than this are printed as one row »fra … til …«.
_MOST_ROWS = 6
# A row that begins after go-live repeats for this many weeks from go-live.
_WEEKS_AFTER = 12
# Ten years of weekly news; an absurd date must not fill the memory.
_MOST_REPEATS = 520


@dataclass(frozen=True, slots=True)
class Contact:
    """One line of the communication calendar: a row of `kommunikation` on one day, or on many.

    `days`: every day it takes place; empty when it cannot be computed. `every`: weeks between them when the
    repeats stand in one line, else None. `when`: the first time. `occasion`: the row's anledning, else its
    budskab.
    """

    row: AnswerRef
    stakeholder: Text
    occasion: Text
    when: When
    days: tuple[date, ...]
    every: int | None
    responsible: Role

    @property
    def text(self) -> str:
        """»15.12.2026 (uge 51)«, or »fra 08.01.2027 til 20.08.2027, hver 4. uge«; without a date the
        relative words."""
        if not self.days:
            return self.when.relative
        if self.every:
            rhythm = "hver uge" if self.every == 1 else f"hver {self.every}. uge"
            return f"fra {short_date(self.days[0])} til {short_date(self.days[-1])}, {rhythm}"
        return f"{short_date(self.days[0])} ({week_name(self.days[0])})"


def communication_calendar(frame: Frame) -> tuple[Contact, ...]:
    """The lines by date; those without a date last."""
    lines = [line for row in frame.answers.rows(COMMUNICATION) for line in _lines(frame, row)]
    return tuple(sorted(lines, key=lambda line: line.days[0] if line.days else date.max))


def _lines(frame: Frame, row: Row) -> Iterator[Contact]:
    when = moment(frame.own, day_or_weeks(row.get("tidspunkt")), forward)
    every = repeat_weeks(frame, row)
    days = tuple(_days(frame, when, every))
    if len(days) > _MOST_ROWS:
        yield _contact(frame, row, when, days, every)
    elif not days:
        yield _contact(frame, row, when, (), None)
    else:
        for day in days:
            yield _contact(frame, row, when, (day,), None)


def _contact(frame: Frame, row: Row, when: When, days: tuple[date, ...], every: int | None) -> Contact:
    return Contact(
        row=row_ref(COMMUNICATION, row),
        stakeholder=stakeholder_name(frame, row),
        occasion=cell(COMMUNICATION, row, "anledning") or cell(COMMUNICATION, row, "budskab"),
        when=when,
        days=days,
        every=every,
        responsible=responsible(frame, COMMUNICATION, row, "ansvarlig"),
    )


def repeat_weeks(frame: Frame, row: Row) -> int | None:
    """The n of »hver n. uge«, None when the row is not repeated."""
    pattern = frame.catalog.lists.patterns["RX-GENTAGES"]
    match = re.search(pattern, row.text("gentages").strip(), re.IGNORECASE)
    return int(match[1]) if match else None


def _days(frame: Frame, when: When, every: int | None) -> Iterator[date]:
    """The days of a row. Repeats count from the day before any move, and each moves on its own; the date
    that was written stays where it is."""
    if when.day is None or when.nominal is None:
        return
    yield when.day
    until = _last_day(frame, when.nominal)
    if every is None or until is None:
        return
    nominal = when.nominal
    for _ in range(_MOST_REPEATS):
        if until - nominal < timedelta(weeks=every):
            return
        nominal += timedelta(weeks=every)
        yield forward(nominal)


def _last_day(frame: Frame, start: date) -> date | None:
    """Repeats go on until go-live; those that begin with or after it, for twelve weeks from go-live."""
    go_live = frame.own.day
    if go_live is None or start < go_live:
        return go_live
    return add_weeks(go_live, _WEEKS_AFTER)


def stakeholder_name(frame: Frame, row: Row) -> Text:
    """The name of the stakeholder that a row of `kommunikation` names; the key as written when unknown."""
    stakeholder = frame.answers.row(STAKEHOLDERS, row.text("interessent"))
    name = cell(STAKEHOLDERS, stakeholder, "navn") if stakeholder else Text("")
    return name or cell(COMMUNICATION, row, "interessent")


@dataclass(frozen=True, slots=True)
class Quadrant:
    """A field of the stakeholder matrix. `influence` and `affected`: »høj« and »lav« as its place in the
    2×2 grid (first index rows, second columns); `stakeholders` in the order of the answers."""

    id: str
    label: str
    influence: str
    affected: str
    stakeholders: tuple[Text, ...]


# Id, Danish label, place in the grid. Neutral words, because staff read the document (specifikation.md 1.2).
_QUADRANTS = (
    ("taet", "Hold tæt involveret", "høj", "høj"),
    ("tilfreds", "Hold tilfreds", "høj", "lav"),
    ("inddrag", "Inddrag", "lav", "høj"),
    ("informer", "Informér", "lav", "lav"),
)


def stakeholder_matrix(frame: Frame) -> tuple[Quadrant, ...]:
    """The four fields; a stakeholder without influence or effect given is in none of them."""
    placed = [(quadrant_of(row), cell(STAKEHOLDERS, row, "navn")) for row in frame.answers.rows(STAKEHOLDERS)]
    return tuple(
        Quadrant(
            key, label, influence, affected, tuple(name for where, name in placed if where == key and name)
        )
        for key, label, influence, affected in _QUADRANTS
    )


def quadrant_of(row: Row) -> str:
    """Which field a stakeholder belongs to; empty when influence or effect is missing."""
    influence, affected = row.text("indflydelse"), row.text("paavirkning")
    if not influence or not affected:
        return ""
    if affected == "hoej":
        return "inddrag" if influence == "lav" else "taet"
    return "tilfreds" if influence == "hoej" else "informer"
