"""F4 Mål: for each goal how far it has come from where it began to where it should end (specifikation.md
4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import svg

from plangen.pictures.figures.house import (
    ACCENT,
    LINE,
    MUTED,
    PAPER,
    PORTRAIT,
    RISE,
    SOFT,
    TEXT,
    at,
    label,
    line,
    picture,
    widest,
    width,
    wrapped,
)
from plangen.texts.danish import short_date, upper_first
from plangen.texts.values import Picture

_NAME_ROOM: Final = 56.0
_RIGHT: Final = PORTRAIT - 4.0
_AIR, _BETWEEN, _DOT, _RING, _TARGET = 3.2, 2.2, 1.5, 1.0, 1.9
_ENDS: Final = 42.0  # the most that a value may take of the line, on either side of the bar
_BESIDE: Final = 1.6  # between a value and the bar
_FURTHEST: Final = 0.5  # beyond either end, as a share of the way
NO_BASELINE: Final = "udgangspunkt måles"
_LEGEND: Final = LINE + 0.6


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as it is written, and the number that is read from it, if any."""

    text: str
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: where it began, where it should end, and what was measured last and when."""

    name: str
    baseline: Reading | None
    target: Reading
    latest: Reading | None = None
    day: date | None = None

    @property
    def reached(self) -> float | None:
        """How far the latest is on the way, 0 at the beginning and 1 at the target; None without numbers."""
        if self.baseline is None or self.latest is None:
            return None
        begin, end, now = self.baseline.number, self.target.number, self.latest.number
        if begin is None or end is None or now is None or begin == end:
            return None
        return (now - begin) / (end - begin)

    @property
    def has_bar(self) -> bool:
        """Whether there are numbers to draw between."""
        begin = None if self.baseline is None else self.baseline.number
        return begin is not None and self.target.number is not None and begin != self.target.number


def goal_picture(goal: Goal, number: int) -> Picture:
    """One goal alone, beside a table that names it: no name and no legend, for what stands at the line says
    what it is. `number`: which goal of the document."""
    shown = _bar(goal, 0.5, _ALONE) if _has_line(goal) else _words(goal, 0.5, _ALONE.left)
    return picture(f"maal_{number}", _told(goal), PORTRAIT, shown.bottom + 0.6, shown.elements)


def goals_picture(goals: Sequence[Goal]) -> Picture:
    """A line for each goal, in order; the longest values beside the bars say how long all bars are."""
    elements: list[svg.Element] = []
    y = 0.5
    frame = _named(goals)
    for number, goal in enumerate(goals):
        if number:
            elements.append(line(0, y - _BETWEEN / 2, PORTRAIT, y - _BETWEEN / 2))
        drawn = _drawn(goal, y, frame)
        elements += drawn.elements
        y = drawn.bottom + _BETWEEN
    elements += _legend(goals, y - 1.0)
    high = y - 1.0 + _LEGEND if _has_legend(goals) else y - _BETWEEN + 1.0
    return picture("maal", " ".join(map(_told, goals)), PORTRAIT, high, elements)


def _told(goal: Goal) -> str:
    begin = f"fra {goal.baseline.text}" if goal.baseline else NO_BASELINE
    said = f"{goal.name}: {begin}{'' if goal.baseline else ','} til {goal.target.text}"
    if goal.latest:
        said += f"; senest {goal.latest.text}{f' den {short_date(goal.day)}' if goal.day else ''}"
    return f"{said}."


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the line begins and ends, what is said before the value at either end, and where no baseline is
    known. `beside`: the values stand before and after the bar, not under it."""

    left: float
    right: float = _RIGHT
    begin: str = ""
    end: str = ""
    unknown: str = NO_BASELINE
    beside: bool = False


_LEFT: Final = 60.0
_ALONE: Final = _Frame(4.0, _RIGHT, "Udgangspunkt: ", "Målværdi: ", upper_first(NO_BASELINE))


def _named(goals: Sequence[Goal]) -> _Frame:
    """The same for all goals, so that their bars stand below each other. What an only goal has at the ends
    of its bar is said there, and not in a legend."""
    words = _ALONE if len(goals) == 1 else _Frame(_LEFT)
    barred = [goal for goal in goals if _has_line(goal)]
    begins = [text for goal in barred for text in _begin(goal, words)]
    ends = [text for goal in barred for text in _end(goal, words)]
    left = _LEFT + (widest(begins) + _BESIDE if begins else 0.0)
    right = _RIGHT - (widest(ends) + _BESIDE if ends else 0.0)
    return replace(words, left=left, right=right, beside=True)


def _has_line(goal: Goal) -> bool:
    return goal.has_bar or not goal.baseline


def _begin(goal: Goal, frame: _Frame) -> list[str]:
    return wrapped(_said_first(goal, frame), _ENDS, most=4)


def _end(goal: Goal, frame: _Frame) -> list[str]:
    return wrapped(f"{frame.end}{goal.target.text}", _ENDS, most=4)


def _said_first(goal: Goal, frame: _Frame) -> str:
    return f"{frame.begin}{goal.baseline.text}" if goal.baseline else frame.unknown


@dataclass(frozen=True, slots=True)
class _Drawn:
    elements: list[svg.Element]
    bottom: float


def _drawn(goal: Goal, top: float, frame: _Frame) -> _Drawn:
    name = wrapped(goal.name, _NAME_ROOM, bold=True, most=5)
    elements: list[svg.Element] = label(0, top + RISE + 0.6, name, bold=True, colour=ACCENT)
    shown = _bar(goal, top, frame) if _has_line(goal) else _words(goal, top, _LEFT)
    return _Drawn([*elements, *shown.elements], max(shown.bottom, top + len(name) * LINE + 1.0))


def _words(goal: Goal, top: float, left: float) -> _Drawn:
    """Values that are no numbers stand as text."""
    begin = goal.baseline.text if goal.baseline else NO_BASELINE
    lines = wrapped(f"Fra {begin} til {goal.target.text}", _RIGHT - left, most=4)
    lines += wrapped(_latest(goal), _RIGHT - left, most=2) if goal.latest else []
    return _Drawn(label(left, top + RISE + 0.6, lines), top + len(lines) * LINE + 1.0)


def _latest(goal: Goal) -> str:
    if goal.latest is None:
        return ""
    return f"Senest {goal.latest.text}{f' ({short_date(goal.day)})' if goal.day else ''}"


def _bar(goal: Goal, top: float, frame: _Frame) -> _Drawn:
    """From the baseline at the left to the target at the right, whichever number is the greater."""
    reached = goal.reached
    now = 0.0 if reached is None else max(-_FURTHEST, min(reached, 1 + _FURTHEST))
    low, high = min(0.0, now), max(1.0, now)
    inner = frame.right - frame.left - 2 * (_DOT + _RING)

    def x(share: float) -> float:
        return frame.left + _DOT + _RING + (share - low) / (high - low) * inner

    above = wrapped(_latest(goal), _RIGHT - frame.left, most=2) if goal.latest else []
    y = top + len(above) * LINE + _TARGET + 0.6
    elements: list[svg.Element] = []
    if above:
        elements += _above(
            above, x(now) if reached is not None else frame.left, top, reached is not None, frame
        )
    measured = goal.has_bar
    elements.append(_track(x(0), x(1), y, measured=measured))
    if reached is not None:
        elements.append(line(x(0), y, x(now), y, colour=ACCENT, thick=1.6))
    if measured:
        # A ring round the latest, where that stands in the same place.
        ring = _RING if reached is not None and abs(x(now) - x(0)) < _RING else 0.0
        elements.append(_circle(x(0), y, _DOT + ring, filled=False))
    elements.append(line(x(1), y - _TARGET, x(1), y + _TARGET, colour=ACCENT, thick=0.9))
    if reached is not None:
        elements.append(_circle(x(now), y, _DOT, filled=True))
    if frame.beside:
        return _beside(goal, frame, elements, y)
    return _below(goal, frame, elements, x(0) - _DOT, x(1) + _DOT, y + _TARGET + 0.8)


def _track(left: float, right: float, y: float, *, measured: bool) -> svg.Element:
    if measured:
        return line(left, y, right, y, colour=SOFT, thick=1.6)
    return line(left, y, right, y, colour=MUTED, thick=0.4, dashes=(1.6, 1.2))


def _above(lines: Sequence[str], x: float, top: float, centred: bool, frame: _Frame) -> list[svg.Element]:
    wide = widest(lines)
    left = min(max(x - wide / 2 if centred else x, frame.left), _RIGHT - wide)
    return label(left, top + RISE + 0.2, lines, colour=TEXT)


def _beside(goal: Goal, frame: _Frame, elements: list[svg.Element], y: float) -> _Drawn:
    """The baseline before the bar and the target after it, the first line of each on a level with the bar."""
    begin, end = _begin(goal, frame), _end(goal, frame)
    base = y + RISE / 2
    elements += label(frame.left - _BESIDE, base, begin, anchor="end", colour=MUTED)
    elements += label(frame.right + _BESIDE, base, end)
    return _Drawn(elements, y + max(_TARGET, (max(len(begin), len(end)) - 1) * LINE + RISE) + 0.4)


def _below(
    goal: Goal, frame: _Frame, elements: list[svg.Element], left: float, right: float, top: float
) -> _Drawn:
    """The baseline under its dot and the target under its line, each in its half."""
    room = (right - left - _AIR) / 2
    begin = wrapped(_said_first(goal, frame), room, most=4)
    end = wrapped(f"{frame.end}{goal.target.text}", room, most=4)
    base = top + RISE + 0.2
    elements += label(left, base, begin, colour=MUTED)
    elements += label(right, base, end, anchor="end")
    return _Drawn(elements, top + max(len(begin), len(end)) * LINE + 0.6)


def _circle(x: float, y: float, radius: float, *, filled: bool) -> svg.Element:
    return svg.Circle(
        cx=at(x), cy=at(y), r=at(radius), fill=ACCENT if filled else PAPER, stroke=ACCENT, stroke_width=0.5
    )


def _has_legend(goals: Sequence[Goal]) -> bool:
    return len(goals) > 1 and any(goal.has_bar for goal in goals)


def _legend(goals: Sequence[Goal], top: float) -> Iterator[svg.Element]:
    if not _has_legend(goals):
        return
    names = ["Udgangspunkt", "Målværdi"]
    names[1:1] = ["Seneste måling"] if any(goal.reached is not None for goal in goals) else []
    x, y = _LEFT, top + 2.6
    for name in names:
        if name == "Målværdi":
            yield line(x + _DOT, y - 1.7, x + _DOT, y + 1.7, colour=ACCENT, thick=0.9)
        else:
            yield _circle(x + _DOT, y, _DOT, filled=name == "Seneste måling")
        yield from label(x + 2 * _DOT + 1.4, y + 1.1, name, colour=MUTED)
        x += 2 * _DOT + 6.4 + width(name)
