"""The drawing of F1: a band of phases, the lanes under it, months at the bottom, and what the marks mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import svg

from plangen.pictures.figures.course import Course, Event, Period
from plangen.pictures.figures.house import (
    ACCENT,
    LINE,
    MUTED,
    PAPER,
    PORTRAIT,
    SOFT,
    Anchor,
    at,
    label,
    line,
    width,
    wrapped,
)
from plangen.pictures.figures.lane import ROW, Lane, Mark, PlacedMark
from plangen.pictures.figures.months import Axis
from plangen.texts.danish import short_date

LEFT: Final = 35.0  # of the plot; the names of the lanes stand before it
RIGHT: Final = PORTRAIT - 1.0
_NAME_ROOM: Final = LEFT - 3.5
_PAD, _BAR, _DOT, _BIG = 0.8, 3.5, 1.25, 1.55
_TICK, _TICK_WIDE = 1.5, 0.65
_MIDDLE: Final = ROW / 2
_BASE: Final = 1.15  # from the middle of a row to the baseline of its words
_LEGEND: Final = LINE + 1.2
_GAP: Final = 4.0  # between what two marks mean, at most


@dataclass
class _Strip:
    """A lane where it stands: its marks in order, by what they are."""

    course: Course
    names: list[str]
    lane: Lane
    top: float
    height: float
    events: list[PlacedMark]
    evaluations: list[PlacedMark]
    changes: list[PlacedMark]

    def middle(self, row: int) -> float:
        return self.top + _PAD + row * ROW + _MIDDLE


class Swimlanes:
    """Places everything from top to bottom, then draws it. `one_line`: see `Lane`."""

    def __init__(
        self,
        axis: Axis,
        phases: Sequence[Period],
        courses: Sequence[Course],
        today: date | None,
        *,
        one_line: bool,
    ) -> None:
        inside = today is not None and axis.first <= today < axis.last
        self._axis, self._today = axis, today if inside else None
        self._line = axis.x(today) if today and inside else None
        self._band = Lane(LEFT, RIGHT, one_line=one_line)
        self._phases = [(self._phase(span), span) for span in phases]
        self._top = self._band.rows * (ROW + 0.6) + 1.0
        self._strips: list[_Strip] = []
        y = self._top
        for course in courses:
            self._strips.append(self._strip(course, y, one_line))
            y += self._strips[-1].height
        self._bottom = y
        self._legend = self._symbols()
        self.height = y + axis.height_in_a_line + (_LEGEND if self._legend else 0.0) + 0.6

    # --- placing -------------------------------------------------------------------------------------------
    def _phase(self, span: Period) -> PlacedMark:
        """A bar, with its name inside when it fits."""
        left, right = self._bar(span)
        inside = width(span.name) + 2.4 <= right - left
        return self._band.add(Mark(left, right, "" if inside else span.name))

    def _bar(self, span: Period) -> tuple[float, float]:
        left, right = sorted((self._axis.x(span.start), self._axis.x(span.end)))
        right = max(right, left + 1.5)
        return (left, right) if right <= RIGHT else (RIGHT - 1.5, RIGHT)

    def _dot(self, day: date, radius: float) -> tuple[float, float]:
        x = min(max(self._axis.x(day), LEFT + radius + 0.4), RIGHT - radius - 0.4)
        return x - radius, x + radius

    def _strip(self, course: Course, top: float, one_line: bool) -> _Strip:
        """The milestones are placed from the first and from the last; what takes fewer rows stands."""
        named = sorted((e for e in course.events if e.name and not e.go_live), key=lambda event: event.day)
        both = [self._placed(course, order, top, one_line) for order in (named, named[::-1])]
        return min(both, key=lambda strip: strip.lane.rows)

    def _placed(self, course: Course, named: Sequence[Event], top: float, one_line: bool) -> _Strip:
        lane = Lane(LEFT, RIGHT, self._line, one_line)
        go_lives = [event for event in course.events if event.go_live]
        nameless = [event.day for event in course.events if not event.name]
        events = [lane.add(Mark(*self._dot(e.day, _BIG), e.name, bold=True, before=True)) for e in go_lives]
        evaluations = self._series(course.evaluations, _TICK_WIDE / 2, lane)
        changes = [lane.add(Mark(*self._bar(change), change.name)) for change in course.changes]
        events += [lane.add(Mark(*self._dot(e.day, _DOT), e.name)) for e in named]
        events += self._series(nameless, _DOT, lane)
        names = wrapped(course.name, _NAME_ROOM, bold=not course.thin, most=2 if one_line else 5)
        height = max(lane.rows * ROW, len(names) * LINE + 0.6, ROW) + 2 * _PAD
        return _Strip(course, names, lane, top, height, events, evaluations, changes)

    def _series(self, days: Sequence[date], radius: float, lane: Lane) -> list[PlacedMark]:
        """Marks without words, all in one row."""
        if not days:
            return []
        places = [self._dot(day, radius) for day in sorted(days)]
        row = lane.add(Mark(places[0][0], places[-1][1], close=True)).row
        return [PlacedMark(Mark(left, right), row) for left, right in places]

    # --- drawing -------------------------------------------------------------------------------------------
    def elements(self) -> Iterator[svg.Element]:
        """All parts, those behind first."""
        yield from self._axis.shades(self._top, self._bottom)
        yield from self._draw_today()
        yield from self._draw_phases()
        for strip in self._strips:
            yield line(0, strip.top, RIGHT, strip.top)
            yield from self._draw_strip(strip)
        yield from self._axis.months_in_a_line(self._bottom)
        yield from self._draw_legend()

    def _draw_phases(self) -> Iterator[svg.Element]:
        if self._phases:
            yield from label(0, _MIDDLE + _BASE, "Faser", bold=True, colour=ACCENT)
        for placed, span in self._phases:
            middle = placed.row * (ROW + 0.6) + _MIDDLE
            left, right = placed.mark.left, placed.mark.right
            yield _rect(left, middle - ROW / 2, right - left, ROW, SOFT)
            if placed.lines:
                yield from label(placed.x, middle + _BASE, placed.lines)
            else:
                yield from label((left + right) / 2, middle + _BASE, span.name, anchor="middle")

    def _draw_strip(self, strip: _Strip) -> Iterator[svg.Element]:
        thin = strip.course.thin
        base = strip.top + _PAD + _MIDDLE + _BASE
        yield from label(0, base, strip.names, bold=not thin, colour=MUTED if thin else ACCENT)
        for placed in strip.changes:
            yield from _hatched(placed.mark, strip.middle(placed.row))
        for placed in strip.evaluations:
            yield _tick((placed.mark.left + placed.mark.right) / 2, strip.middle(placed.row))
        for placed in strip.events:
            x, radius = (placed.mark.left + placed.mark.right) / 2, placed.mark.right - placed.mark.left
            yield _circle(x, strip.middle(placed.row), radius / 2, filled=placed.mark.bold)
        for placed in (*strip.changes, *strip.events):
            y = strip.middle(placed.row + placed.down) + _BASE
            before = placed.right <= placed.mark.left
            x = placed.right if before else placed.x
            anchor: Anchor = "end" if before else "start"
            for number, text in enumerate(placed.lines):
                yield from label(x, y + number * ROW, text, anchor=anchor, bold=placed.mark.bold)

    def _draw_today(self) -> Iterator[svg.Element]:
        """The line of the pack's date, which leaves room for the words that stand in its way."""
        if self._line is None:
            return
        x, y = self._line, self._top - 0.3
        for top, bottom in self._in_the_way(x):
            if top - y > 0.6:
                yield line(x, y, x, top, colour=MUTED, thick=0.45, dashes=(1.4, 0.9))
            y = max(y, bottom)
        yield line(x, y, x, self._bottom, colour=MUTED, thick=0.45, dashes=(1.4, 0.9))

    def _in_the_way(self, x: float) -> list[tuple[float, float]]:
        """From where to where words stand on an upright line."""
        return sorted(
            (strip.middle(row) - _MIDDLE, strip.middle(row) + _MIDDLE)
            for strip in self._strips
            for placed in (*strip.events, *strip.changes)
            for row in range(placed.row + placed.down, placed.last_row + 1)
            if placed.lines and placed.x - 0.6 < x < placed.right + 0.6
        )

    # --- what the marks mean -------------------------------------------------------------------------------
    def _symbols(self) -> list[str]:
        events = [event for strip in self._strips for event in strip.course.events]
        has = {
            "Idriftsættelse": any(event.go_live for event in events),
            "Milepæl": any(not event.go_live for event in events),
            "Evaluering": any(strip.evaluations for strip in self._strips),
            "Anden forandring": any(strip.changes for strip in self._strips),
        }
        if self._today:
            has[f"Pakkens dato {short_date(self._today)}"] = True
        if any(not event.go_live and not event.name for event in events):
            has = {f"{name} (navn i tabellen)" if name == "Milepæl" else name: v for name, v in has.items()}
        return [name for name, shown in has.items() if shown]

    def _draw_legend(self) -> Iterator[svg.Element]:
        y, wide = self.height - LINE / 2 - 0.4, sum(4.6 + width(name) for name in self._legend)
        gaps = max(len(self._legend) - 1, 1)
        gap = min(_GAP, (RIGHT - wide) / gaps)  # closer together where all of it would not fit
        x = min(LEFT, RIGHT - wide - gap * gaps)
        for name in self._legend:
            middle = x + 1.8
            match name.split()[0]:
                case "Idriftsættelse":
                    yield _circle(middle, y, _BIG, filled=True)
                case "Milepæl":
                    yield _circle(middle, y, _DOT, filled=False)
                case "Evaluering":
                    yield _tick(middle, y)
                case "Anden":
                    yield from _hatched(Mark(x - 0.6, x + 3.4), y)
                case _:
                    yield line(middle, y - 1.9, middle, y + 1.9, colour=MUTED, thick=0.45, dashes=(1.4, 0.9))
            yield from label(x + 4.6, y + _BASE, name, colour=MUTED)
            x += 4.6 + width(name) + gap


def _rect(left: float, top: float, wide: float, high: float, fill: str) -> svg.Element:
    return svg.Rect(x=at(left), y=at(top), width=at(wide), height=at(high), rx=0.8, fill=fill)


def _circle(x: float, y: float, radius: float, *, filled: bool) -> svg.Element:
    return svg.Circle(
        cx=at(x), cy=at(y), r=at(radius), fill=ACCENT if filled else PAPER, stroke=ACCENT, stroke_width=0.5
    )


def _tick(x: float, y: float) -> svg.Element:
    return line(x, y - _TICK, x, y + _TICK, colour=ACCENT, thick=_TICK_WIDE)


def _hatched(mark: Mark, y: float) -> Iterator[svg.Element]:
    """A strip with slanting lines, each drawn: not every program shows a pattern."""
    left, wide, top = mark.left, mark.right - mark.left, y - _BAR / 2
    yield svg.Rect(
        x=at(left), y=at(top), width=at(wide), height=_BAR, fill=PAPER, stroke=MUTED, stroke_width=0.3
    )
    steps: list[svg.PathData] = []
    begin = -_BAR + 1.5
    while begin < wide:
        a, b = max(begin, 0.0), min(begin + _BAR, wide)
        steps += [
            svg.M(at(left + a), at(top + _BAR - (a - begin))),
            svg.L(at(left + b), at(top + _BAR - (b - begin))),
        ]
        begin += 1.5
    yield svg.Path(d=steps, stroke=MUTED, stroke_width=0.3)
