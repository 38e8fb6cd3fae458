"""F5 Opgaver over tid: the task cards as bars over months, grouped by phase (specifikation.md 4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

import svg

from plangen.pictures.figures.house import (
    ACCENT,
    LINE,
    MUTED,
    PAPER,
    PORTRAIT,
    SOFT,
    TALLEST,
    TEXT,
    at,
    label,
    line,
    picture,
    polygon,
    width,
    wrapped,
)
from plangen.pictures.figures.months import HEIGHT as AXIS_HEIGHT
from plangen.pictures.figures.months import Axis
from plangen.texts.danish import counted, joined, short_date
from plangen.texts.values import Picture

_LEFT: Final = 88.0  # of the bars; number and title stand before it
_RIGHT: Final = PORTRAIT - 3.0
_NUMBER: Final = 9.5
_TITLE_ROOM: Final = _LEFT - _NUMBER - 3.0
_TODAY_ROOM: Final = LINE + 0.6
_LEGEND: Final = LINE + 2.6
_TOP: Final = AXIS_HEIGHT + _TODAY_ROOM
_HEAD: Final = LINE + 2.6
_BAR, _DIAMOND, _SHORTEST = 3.0, 1.7, 1.2
_BASE: Final = 1.15  # from the middle of a row to the baseline of its words
_LOOKS: Final = ((2, 1.5), (1, 1.5), (1, 0.5))
"""Lines that a title may take, and the air between two rows: from the best look to the most room."""
FIXED, TODAY = "Frist fra et svar eller en milepæl", "Pakkens dato"
_FIXED_ROOM: Final = 9.4 + width(FIXED)
_TODAY_NAME: Final = 4.6  # from its mark to its name


@dataclass(frozen=True, slots=True)
class Task:
    """A card: printed number, title, first and last day. `fixed`: an answer or a milestone says when it is to
    be finished."""

    number: str
    title: str
    start: date
    end: date
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class TaskPhase:
    """A phase with its cards, in order."""

    name: str
    tasks: tuple[Task, ...]

    @property
    def start(self) -> date:
        return min(task.start for task in self.tasks)

    @property
    def end(self) -> date:
        return max(task.end for task in self.tasks)

    @property
    def period(self) -> str:
        """»04.01.2027–12.04.2027«."""
        return f"{short_date(self.start)}–{short_date(self.end)}"


def tasks_pictures(phases: Sequence[TaskPhase], today: date | None, left_out: int = 0) -> tuple[Picture, ...]:
    """One drawing, or two when one page is too small however tight; none when two are.

    `phases`: each with cards. `left_out`: how many cards stand in the table alone. Long titles take two lines
    where there is room, else they end in an ellipsis: the whole title stands in the table.
    """
    if not phases:
        return ()
    axis = Axis.around([day for one in phases for day in (one.start, one.end)], _LEFT, _RIGHT)
    pages = _pages([list(_rows(phases, most, air)) for most, air in _LOOKS])
    return tuple(
        _Page(tuple(rows), axis, today, left_out).picture(number, len(pages))
        for number, rows in enumerate(pages, start=1)
    )


# --- rows and pages -----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _TaskLine:
    """A card, or (without one) the head of its phase."""

    phase: TaskPhase
    task: Task | None
    lines: tuple[str, ...]
    height: float
    again: bool = False


def _rows(phases: Sequence[TaskPhase], most: int, air: float) -> Iterator[_TaskLine]:
    for phase in phases:
        yield _head(phase)
        for task in phase.tasks:
            lines = tuple(wrapped(task.title, _TITLE_ROOM, most=most))
            yield _TaskLine(phase, task, lines, len(lines) * LINE + air)


def _head(phase: TaskPhase, again: bool = False) -> _TaskLine:
    name = f"{phase.name} (fortsat)" if again else phase.name
    return _TaskLine(phase, None, tuple(wrapped(name, _LEFT - 3.0, bold=True, most=1)), _HEAD, again)


def _height(rows: Sequence[_TaskLine]) -> float:
    return _TOP + sum(row.height for row in rows) + _LEGEND + 1.0


def _pages(looks: Sequence[list[_TaskLine]]) -> list[list[_TaskLine]]:
    """The rows on one page or two, in the first look that has room there; none when no look has."""
    on_one = ([rows] for rows in looks if _height(rows) <= TALLEST)
    on_two = (pages for rows in looks if (pages := _two_pages(rows)))
    return next(chain(on_one, on_two), [])


def _two_pages(rows: list[_TaskLine]) -> list[list[_TaskLine]]:
    """None without room. A page ends after a phase where it can, and the pages are about as long."""
    splits = [_split(rows, place) for place in range(2, len(rows)) if rows[place - 1].task is not None]
    fitting = [pages for pages in splits if all(_height(page) <= TALLEST for page in pages)]
    return min(fitting, key=_unlike, default=[])


def _split(rows: list[_TaskLine], place: int) -> list[list[_TaskLine]]:
    first, second = rows[:place], rows[place:]
    return [first, second if second[0].task is None else [_head(second[0].phase, again=True), *second]]


def _unlike(pages: list[list[_TaskLine]]) -> tuple[bool, float]:
    first, second = pages
    return second[0].again, abs(_height(first) - _height(second))


# --- drawing ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Page:
    """The rows of one drawing."""

    rows: tuple[_TaskLine, ...]
    axis: Axis
    today: date | None
    left_out: int

    def picture(self, number: int, pages: int) -> Picture:
        bottom = _TOP + sum(row.height for row in self.rows)
        elements = [*self.axis.months(_TODAY_ROOM), *self.axis.shades(_TOP, bottom), *self._today(bottom)]
        y = _TOP
        for row in self.rows:
            elements += _draw_head(row, self.axis, y) if row.task is None else _draw_task(row, self.axis, y)
            y += row.height
        legend = list(self._legend(bottom + _LEGEND / 2 + 0.6))
        high = bottom + (_LEGEND if legend else 0.0) + 1.0
        alt = _alt(self.rows, number, pages)
        return picture(f"opgaver_over_tid_{number}", alt, PORTRAIT, high, [*elements, *legend])

    def _line(self) -> float | None:
        """Where the line of the pack's date stands."""
        today = self.today
        return self.axis.x(today) if today and self.axis.first <= today < self.axis.last else None

    def _today(self, bottom: float) -> Iterator[svg.Element]:
        x = self._line()
        if x is None or self.today is None:
            return
        name = f"{TODAY} {short_date(self.today)}"
        start = min(max(x - width(name) / 2, _LEFT), _RIGHT - width(name))
        yield from label(start, _TODAY_ROOM - 1.4, name, colour=MUTED)
        yield line(x, _TOP, x, bottom, colour=MUTED, thick=0.45, dashes=(1.4, 0.9))

    def _legend(self, y: float) -> Iterator[svg.Element]:
        """What the marks mean, and how many cards are not drawn."""
        x = _RIGHT - (_FIXED_ROOM + _TODAY_NAME + width(TODAY))
        if any(row.task is not None and row.task.fixed for row in self.rows):
            yield _diamond(x + _DIAMOND + 0.4, y)
            yield from label(x + 5.4, y + _BASE, FIXED, colour=MUTED)
        x += _FIXED_ROOM
        if self._line() is not None:
            yield line(x + 1.8, y - 1.9, x + 1.8, y + 1.9, colour=MUTED, thick=0.45, dashes=(1.4, 0.9))
            yield from label(x + _TODAY_NAME, y + _BASE, TODAY, colour=MUTED)
        if self.left_out:
            many = counted(self.left_out, "opgave", "opgaver")
            yield from label(0, y + _BASE, f"{many} mere står kun i tabellen", colour=MUTED)


def _draw_head(row: _TaskLine, axis: Axis, y: float) -> list[svg.Element]:
    """The phase's name, and a band over its whole time."""
    middle = y + row.height / 2
    left, right = _bar(axis, row.phase.start, row.phase.end)
    band = svg.Rect(x=at(left), y=at(middle - 1.1), width=at(right - left), height=2.2, rx=0.6, fill=SOFT)
    return [
        line(0, y, _RIGHT, y),
        band,
        *label(0, middle + _BASE, row.lines, bold=True, colour=ACCENT),
    ]


def _draw_task(row: _TaskLine, axis: Axis, y: float) -> list[svg.Element]:
    task = row.task
    assert task is not None
    first = y + (row.height - (len(row.lines) - 1) * LINE) / 2
    middle = y + row.height / 2
    left, right = _bar(axis, task.start, task.end)
    bar = svg.Rect(
        x=at(left), y=at(middle - _BAR / 2), width=at(right - left), height=_BAR, rx=0.6, fill=ACCENT
    )
    drawn = [
        *label(0, first + _BASE, task.number, colour=MUTED),
        *label(_NUMBER, first + _BASE, row.lines, colour=TEXT),
        bar,
    ]
    return [*drawn, _diamond(right, middle)] if task.fixed else drawn


def _bar(axis: Axis, start: date, end: date) -> tuple[float, float]:
    """From where to where a bar goes; one of a single day can be seen, too."""
    left, right = sorted((axis.x(start), axis.x(end)))
    right = min(max(right, left + _SHORTEST), _RIGHT)
    return min(left, right - _SHORTEST), right


def _diamond(x: float, y: float) -> svg.Element:
    x = min(x, PORTRAIT - _DIAMOND - 0.4)
    corners = [(x - _DIAMOND, y), (x, y - _DIAMOND), (x + _DIAMOND, y), (x, y + _DIAMOND)]
    return polygon(corners, PAPER, ACCENT)


def _alt(rows: Sequence[_TaskLine], number: int, pages: int) -> str:
    """What the page shows: how many cards, and each phase with its time."""
    phases = list(dict.fromkeys(row.phase for row in rows))
    tasks = [row.task for row in rows if row.task is not None]
    part = f"Del {number} af {pages}: " if pages > 1 else ""
    start, end = min(task.start for task in tasks), max(task.end for task in tasks)
    told = joined([f"{phase.name} {phase.period}" for phase in phases])
    many = f"{counted(len(tasks), 'opgave', 'opgaver')} i {counted(len(phases), 'fase', 'faser')}"
    return f"{part}{many} fra {short_date(start)} til {short_date(end)}: {told}."
