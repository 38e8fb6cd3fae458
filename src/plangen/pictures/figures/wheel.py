"""F7 Årshjul: the year after the last go-live, with what happens in each month (specifikation.md 4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import cos, degrees, radians, sin
from typing import Final

import svg

from plangen.pictures.figures.house import (
    ACCENT,
    FALL,
    LINE,
    PAPER,
    PORTRAIT,
    RISE,
    RULE,
    SOFT,
    TALLEST,
    TEXT,
    TINT,
    at,
    label,
    line,
    picture,
    polygon,
    widest,
    wrapped,
)
from plangen.texts.danish import joined, lower_first, month_year, unbroken
from plangen.texts.values import Picture

_OUTER, _INNER = 34.0, 17.0
_NAME_AT: Final = 30.0  # from the middle, as the rows of marks
_ROWS: Final = ((3, 24.6), (2, 20.6))
_COLUMN: Final = 40.0  # of words at each side
_INDENT: Final = 4.6  # of words after their mark
_MARK, _BETWEEN = 1.3, 3.4
_BOX_AIR: Final = 2.2
_LINES: Final = 3  # of one mark, where a page has room for them
_HUB: Final = (25.0, 6)  # room and lines for what goes on all year


@dataclass(frozen=True, slots=True)
class MonthMark:
    """What happens in a month under one name, its days in order. `shape`: the mark that stands for it."""

    name: str
    days: tuple[date, ...]
    shape: int

    @property
    def words(self) -> str:
        """»Evaluering 4. og 25.«"""
        return f"{self.name} {joined([f'{day.day}.' for day in dict.fromkeys(self.days)])}"


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day, and its marks."""

    first: date
    marks: tuple[MonthMark, ...] = ()

    @property
    def short(self) -> str:
        """»okt.«, »maj«"""
        name = month_year(self.first).split()[0]
        return name if len(name) <= 3 else f"{name[:3]}."


def wheel_picture(months: Sequence[Month], all_along: Sequence[str] = ()) -> Picture:
    """Twelve segments clockwise from the top, the words of each month beside the wheel, and in the middle
    what goes on all year. What there is no room for there is counted; the table beside the figure has it."""
    for most in range(_LINES, 0, -1):  # of a mark; fewer in a year that is too full for a page
        wheel = _Wheel(months, most)
        if wheel.height <= TALLEST:
            break
    elements = [*wheel.elements(), *_hub(months, all_along, wheel.middle)]
    return picture("aarshjul", _told(months, all_along), PORTRAIT, wheel.height, elements)


def _told(months: Sequence[Month], all_along: Sequence[str]) -> str:
    said = [f"Årshjul fra {month_year(months[0].first)} til {month_year(months[-1].first)}."]
    for month in months:
        words = "; ".join(lower_first(mark.words) for mark in month.marks)
        said += [f"{month_year(month.first).capitalize()}: {words}"] if words else []
    said += [f"Hele året: {'; '.join(map(lower_first, all_along))}."] if all_along else []
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class _Box:
    """The words of a month, beside the wheel. `lines`: of each mark; `left`, `top`: where it begins."""

    number: int
    month: Month
    lines: tuple[tuple[str, ...], ...]
    left: float = 0.0
    top: float = 0.0

    @property
    def height(self) -> float:
        return (1 + sum(map(len, self.lines))) * LINE + FALL

    @property
    def is_right(self) -> bool:
        return self.number < 6

    @property
    def width(self) -> float:
        """Millimetres of its longest line."""
        words = [_INDENT + widest(lines) for lines in self.lines]
        return max(widest([month_year(self.month.first).capitalize()], bold=True), *words)


class _Wheel:
    """The ring and the boxes; high enough for both."""

    def __init__(self, months: Sequence[Month], most: int) -> None:
        self._months = months
        boxes = [_box(number, month, most) for number, month in enumerate(months) if month.marks]
        sides = [
            [one for one in boxes if one.is_right],
            [one for one in reversed(boxes) if not one.is_right],
        ]
        needed = [sum(box.height + _BOX_AIR for box in side) - _BOX_AIR for side in sides]
        self.height = max(2 * _OUTER + 1.0, *needed)
        self.middle = self.height / 2
        self._boxes = [box for side in sides for box in _spread(side, self.middle, self.height)]

    def elements(self) -> Iterator[svg.Element]:
        """Lines to the boxes, the ring with its months and marks, and the words."""
        for box in self._boxes:
            yield from self._lead(box)
        for number, month in enumerate(self._months):
            yield self._segment(number)
            x, y = self._at(number, _NAME_AT)
            yield from label(x, y + 1.1, month.short, anchor="middle", bold=True, colour=ACCENT)
            yield from self._marks(number, month)
        for box in self._boxes:
            yield from _words(box)

    def _at(self, number: float, radius: float) -> tuple[float, float]:
        angle = radians(30 * number + 15)
        return PORTRAIT / 2 + radius * sin(angle), self.middle - radius * cos(angle)

    def _segment(self, number: int) -> svg.Element:
        steps = [number - 0.5 + step / 10 for step in range(11)]
        corners = [self._at(step, _OUTER) for step in steps] + [self._at(s, _INNER) for s in reversed(steps)]
        return polygon(corners, TINT if number % 2 else SOFT, PAPER)

    def _marks(self, number: int, month: Month) -> Iterator[svg.Element]:
        """Side by side along the ring, in two rows."""
        left = list(month.marks)
        for most, radius in _ROWS:
            row, left = left[:most], left[most:]
            for place, mark in enumerate(row):
                aside = degrees((place - (len(row) - 1) / 2) * _BETWEEN / radius) / 30
                yield _shape(mark.shape, *self._at(number + aside, radius))

    def _lead(self, box: _Box) -> Iterator[svg.Element]:
        """From the segment straight out of the ring, and beside it to the month's name."""
        x, y = self._at(box.number, _OUTER)
        side = 1 if box.is_right else -1
        out, beside = (
            PORTRAIT / 2 + side * (_OUTER + 1.5),
            PORTRAIT / 2 + side * (PORTRAIT / 2 - _COLUMN - 1.2),
        )
        yield line(x, y, out, y, colour=RULE, thick=0.4)
        yield line(out, y, beside, box.top + RISE / 2 + 0.6, colour=RULE, thick=0.4)


def _box(number: int, month: Month, most: int) -> _Box:
    room = _COLUMN - _INDENT
    lines = (tuple(wrapped(unbroken(mark.words), room, most=most)) for mark in month.marks)
    return _Box(number, month, tuple(lines))


def _spread(boxes: Sequence[_Box], middle: float, height: float) -> list[_Box]:
    """Each as near to its segment as the others let it, in the room that there is; those at the left end
    where the lines begin."""
    wanted = [middle - middle * cos(radians(30 * box.number + 15)) - box.height / 2 for box in boxes]
    tops: list[float] = []
    free = 0.0
    for box, top in zip(boxes, wanted, strict=True):
        tops.append(max(top, free))
        free = tops[-1] + box.height + _BOX_AIR
    below = height
    for place in reversed(range(len(boxes))):
        tops[place] = min(tops[place], below - boxes[place].height)
        below = tops[place] - _BOX_AIR
    room = _COLUMN - max((box.width for box in boxes), default=0.0)
    return [
        replace(box, left=PORTRAIT - _COLUMN if box.is_right else max(room, 0.0), top=top)
        for box, top in zip(boxes, tops, strict=True)
    ]


def _words(box: _Box) -> Iterator[svg.Element]:
    base = box.top + RISE + 0.6
    name = month_year(box.month.first).capitalize()
    yield from label(box.left, base, name, bold=True, colour=ACCENT)
    base += LINE
    for mark, lines in zip(box.month.marks, box.lines, strict=True):
        yield _shape(mark.shape, box.left + _MARK + 0.2, base - 1.1)
        yield from label(box.left + _INDENT, base, lines, colour=TEXT)
        base += len(lines) * LINE


def _hub(months: Sequence[Month], all_along: Sequence[str], middle: float) -> Iterator[svg.Element]:
    room, most = _HUB
    years = f"{months[0].first.year}–{months[-1].first.year}"
    title = "Hele året" if all_along else years
    lines = _fitting(all_along, room, most - 1)
    base = middle - (len(lines) + 1) * LINE / 2 + RISE + 0.4
    centre = PORTRAIT / 2
    yield from label(centre, base, title, anchor="middle", bold=True, colour=ACCENT)
    yield from label(centre, base + LINE, lines, anchor="middle")


def _fitting(texts: Sequence[str], room: float, most: int) -> list[str]:
    """The lines of as many texts as there is room for, and how many are left over."""
    lines: list[str] = []
    for number, text in enumerate(texts):
        after = len(texts) - number - 1
        free = most - len(lines) - (1 if after else 0)
        more = wrapped(text, room, most=0 if lines else free)
        if len(more) > free:
            return [*lines, f"og {after + 1} til"]
        lines += more
    return lines


def _shape(number: int, x: float, y: float) -> svg.Element:
    """A dot, a ring, a square, a triangle or a diamond."""
    r = _MARK
    if number < 2:
        fill = PAPER if number else ACCENT
        return svg.Circle(cx=at(x), cy=at(y), r=at(r - 0.2), fill=fill, stroke=ACCENT, stroke_width=0.5)
    corners = {
        2: [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
        3: [(x - r, y + r), (x, y - r), (x + r, y + r)],
    }.get(number, [(x - r, y), (x, y - r), (x + r, y), (x, y + r)])
    return polygon(corners, PAPER if number == 2 else ACCENT, ACCENT)
