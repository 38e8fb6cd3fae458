"""The communication calendar (specifikation.md 3.5, D05 3; 001 and 003)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from plangen.answers.model import Row
from plangen.plan.calendar import add_weeks
from plangen.plan.card_status import PASSED, PLANNED, unreported
from plangen.plan.departments import Department, by_go_live
from plangen.plan.frame import Frame, day_or_weeks
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import Role, responsible
from plangen.plan.stakeholders import STAKEHOLDERS
from plangen.plan.steps import MOVES, DateStep, moved
from plangen.plan.when import When, every_weeks, moment
from plangen.texts.danish import short_date, week_name

COMMUNICATION = "kommunikation"
# Whoever is one of these hears of it as their own department goes live.
_OWN_DATE = ("medarbejdere", "ledere", "borgere")
# More repeats than this are printed as one row »fra … til …«.
_MOST_ROWS = 2
# A row that begins after go-live repeats for this many weeks from go-live.
_WEEKS_AFTER = 12
# What nobody has reported on (specifikation.md 3.4).
_DERIVED = {"": "", PLANNED: "Planlagt", PASSED: "Dato passeret – status ikke meldt"}
# Ten years of weekly news; an absurd date must not fill the memory.
_MOST_REPEATS = 520


@dataclass(frozen=True, slots=True)
class Contact:
    """One line of the communication calendar: a row of `kommunikation` on one day, or on many.

    `times`: every time it takes place, `days` their days; empty when they cannot be computed. `every`: weeks
    between them when the repeats stand in one line, else None. `when`: the first time. `occasion`: the row's
    anledning, else its budskab. `departments`: for which it is that day; `everybody`: all that the pack
    shows. `status` is what was reported, else (with `pakke.dato`) planlagt or passeret.
    """

    row: AnswerRef
    stakeholder: Text
    occasion: Text
    message: Text
    when: When
    times: tuple[When, ...]
    every: int | None
    responsible: Role
    departments: tuple[Department, ...]
    everybody: bool
    status: str
    status_label: str

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(time.day for time in self.times if time.day is not None)

    @property
    def text(self) -> str:
        """»15.12.2026 (uge 51)«, or »Fra 08.01.2027 til 20.08.2027, hver 4. uge«; without a date the
        relative words."""
        if not self.days:
            return self.when.relative
        if self.every:
            fra, til = short_date(self.days[0]), short_date(self.days[-1])
            return f"Fra {fra} til {til}, {every_weeks(self.every)}"
        return f"{short_date(self.days[0])} ({week_name(self.days[0])})"


def communication_calendar(frame: Frame, owners: tuple[Department, ...]) -> tuple[Contact, ...]:
    """The lines by date; those without a date last. `owners`: the departments that the pack shows."""
    known = {row.key: row for row in reversed(frame.answers.rows(STAKEHOLDERS))}
    lines = [
        line
        for row in frame.answers.rows(COMMUNICATION)
        for line in _lines(frame, owners, row, known.get(row.text("interessent")))
    ]
    return tuple(sorted(lines, key=lambda line: line.days[0] if line.days else date.max))


def _lines(
    frame: Frame, owners: tuple[Department, ...], row: Row, stakeholder: Row | None
) -> Iterator[Contact]:
    every = repeat_weeks(frame, row)
    for whens, group in _dates(frame, owners, row, stakeholder, every):
        made = partial(_contact, frame, row, stakeholder, group, len(group) == len(owners))
        if len(whens) > _MOST_ROWS:
            yield made(whens, every)
        else:
            yield from (made((when,), None) for when in whens)


def _dates(
    frame: Frame, owners: tuple[Department, ...], row: Row, stakeholder: Row | None, every: int | None
) -> Iterator[tuple[tuple[When, ...], tuple[Department, ...]]]:
    """The times of a row, with the departments that they are for."""
    anchors = by_go_live(owners) if _follows_department(row, stakeholder) else {}
    raw = day_or_weeks(row.get("tidspunkt"))
    found: dict[tuple[date | None, ...], tuple[tuple[When, ...], tuple[Department, ...]]] = {}
    for anchor, group in (anchors or {frame.common: owners}).items():
        whens = tuple(_times(frame, moment(anchor, raw, frame.meeting), every))
        days = tuple(when.day for when in whens)
        same, before = found.get(days, (whens, ()))
        found[days] = (same, (*before, *group))
    yield from found.values()


def _follows_department(row: Row, stakeholder: Row | None) -> bool:
    """Whether each department counts from its own date (specifikation.md 3.2)."""
    chosen = row.text("foelger")
    return chosen == "afdeling" or (
        not chosen and stakeholder is not None and stakeholder.text("gruppe") in _OWN_DATE
    )


def _contact(
    frame: Frame,
    row: Row,
    stakeholder: Row | None,
    departments: tuple[Department, ...],
    everybody: bool,
    whens: tuple[When, ...],
    every: int | None,
) -> Contact:
    times = tuple({when.day: when for when in reversed(whens) if when.day is not None}.values())[::-1]
    status = row.text("status") or unreported(frame.today, times[-1].day if times else None)
    name = cell(STAKEHOLDERS, stakeholder, "navn") if stakeholder else Text("")
    return Contact(
        row=row_ref(COMMUNICATION, row),
        stakeholder=name or cell(COMMUNICATION, row, "interessent"),
        occasion=cell(COMMUNICATION, row, "anledning") or cell(COMMUNICATION, row, "budskab"),
        message=cell(COMMUNICATION, row, "budskab"),
        when=whens[0],
        times=times,
        every=every,
        responsible=responsible(frame, COMMUNICATION, row, "ansvarlig", "afsender"),
        departments=departments,
        everybody=everybody,
        status=status,
        status_label=_DERIVED[status] if status in _DERIVED else frame.label(COMMUNICATION, status, "status"),
    )


def repeat_weeks(frame: Frame, row: Row) -> int | None:
    """The n of »hver n. uge«, None when the row is not repeated."""
    pattern = frame.catalog.lists.patterns["RX-GENTAGES"]
    match = re.search(pattern, row.text("gentages").strip(), re.IGNORECASE)
    return int(match[1]) if match else None


def _times(frame: Frame, first: When, every: int | None) -> Iterator[When]:
    """The times of a row. Repeats count from the day before any move, and each moves on its own; the date
    that was written stays where it is."""
    yield first
    if first.nominal is None or every is None:
        return
    until = _last_day(first.anchor.day, first.nominal)
    nominal, before = first.nominal, first.day
    begins = tuple(step for step in first.steps if step.kind not in MOVES)
    for _ in range(_MOST_REPEATS):
        if until is None or until - nominal < timedelta(weeks=every):
            return
        nominal += timedelta(weeks=every)
        to = frame.meeting(nominal, first.anchor.day)
        if to.day != before:  # closed weeks bring several repeats to the same day
            steps = (*begins, DateStep("gentages", nominal, every), *moved(nominal, to))
            yield When(to.day, None, nominal, first.anchor, moved_from=to.from_week, steps=steps)
        before = to.day


def _last_day(go_live: date | None, start: date) -> date | None:
    """Repeats go on until go-live; those that begin with or after it, for twelve weeks from go-live."""
    if go_live is None or start < go_live:
        return go_live
    return add_weeks(go_live, _WEEKS_AFTER)
