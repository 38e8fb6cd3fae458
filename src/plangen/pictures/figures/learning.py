"""F6 Læringscirkel og kæde: the four steps of a trial, and rounds that build on each other (specifikation.md
4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, cos, hypot, pi, sin
from typing import Final

import svg

from plangen.pictures.figures.house import (
    ACCENT,
    PAPER,
    PORTRAIT,
    TEXT,
    TINT,
    at,
    label,
    line,
    picture,
    polygon,
)
from plangen.texts.values import Picture

_STEPS: Final = ("Planlæg", "Udfør", "Evaluér", "Tilpas")
_CAPTION: Final = "Hver runde bygger på den forrige"
_ALT: Final = (
    "Cirkel med fire trin: planlæg, udfør, evaluér, tilpas. Tre cirkler efter hinanden viser, at hver runde"
    " bygger på den forrige."
)
_HEIGHT, _THICK = 55.0, 0.5
_MIDDLE, _RADIUS, _BOX = (37.0, 27.5), 22.0, (25.0, 9.0)
_ROUND = 10.5
_ROUNDS: Final = ((97.0, 43.0), (123.5, 27.5), (150.0, 12.0))
# Where an arc leaves a step and meets the next, in degrees from the step above or below; from a step at the
# side both are turned about.
_FROM, _TO = 38.0, 73.0
_HEAD = 2.6

_Point = tuple[float, float]


def learning_picture() -> Picture:
    """The circle with the four steps, and beside it three rounds, each higher than the one before."""
    elements = [*_circle(), *_chain()]
    return picture("laeringscirkel", _ALT, PORTRAIT, _HEIGHT, elements)


def _circle() -> Iterator[svg.Element]:
    for number, name in enumerate(_STEPS):
        quarter = 90.0 * number
        first, last = (_FROM, _TO) if number % 2 == 0 else (90 - _TO, 90 - _FROM)
        yield from _arc(quarter + first, quarter + last)
        x, y = _on_circle(quarter)
        wide, high = _BOX
        yield svg.Rect(
            x=at(x - wide / 2), y=at(y - high / 2), width=wide, height=high, rx=high / 2, fill=ACCENT
        )
        yield from label(x, y + 1.1, name, anchor="middle", colour=PAPER, bold=True)


def _on_circle(degrees: float) -> _Point:
    """A point of the circle, clockwise from the top."""
    turned = degrees * pi / 180
    return _MIDDLE[0] + _RADIUS * sin(turned), _MIDDLE[1] - _RADIUS * cos(turned)


def _arc(first: float, last: float) -> Iterator[svg.Element]:
    """An arrow along the circle, as short straight lines."""
    pieces = 12
    points = [_on_circle(first + (last - first) * n / pieces) for n in range(pieces + 1)]
    *way, before, tip = points
    steps = [svg.M(*map(at, points[0])), *(svg.L(*map(at, point)) for point in (*way[1:], before))]
    yield svg.Path(d=steps, fill="none", stroke=ACCENT, stroke_width=_THICK)
    yield _head(before, tip)


def _chain() -> Iterator[svg.Element]:
    for number, (x, y) in enumerate(_ROUNDS, 1):
        if number > 1:
            yield from _straight(_ROUNDS[number - 2], (x, y))
        yield svg.Circle(cx=x, cy=y, r=_ROUND, fill=TINT, stroke=ACCENT, stroke_width=_THICK)
        yield from label(x, y + 1.1, f"Runde {number}", anchor="middle", colour=ACCENT, bold=True)
    yield from label(PORTRAIT - 1, _HEIGHT - 5, _CAPTION, anchor="end", colour=TEXT)


def _straight(one: _Point, other: _Point) -> Iterator[svg.Element]:
    """An arrow from the edge of one round to that of the next."""
    (x1, y1), (x2, y2) = one, other
    length = hypot(x2 - x1, y2 - y1)
    across, down = (x2 - x1) / length, (y2 - y1) / length
    gap = _ROUND + 1.0
    start = x1 + across * gap, y1 + down * gap
    tip = x2 - across * gap, y2 - down * gap
    yield line(*start, tip[0] - across * _HEAD / 2, tip[1] - down * _HEAD / 2, colour=ACCENT, thick=_THICK)
    yield _head(start, tip)


def _head(before: _Point, tip: _Point) -> svg.Element:
    """The head of an arrow that comes from `before`."""
    angle = atan2(tip[1] - before[1], tip[0] - before[0])
    sides = [
        (tip[0] - _HEAD * cos(angle + turn), tip[1] - _HEAD * sin(angle + turn)) for turn in (-0.45, 0.45)
    ]
    return polygon([tip, *sides], ACCENT)
