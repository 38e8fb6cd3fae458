"""The way through the workshop sheets: five steps, each with its sheets below (specifikation.md 4.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import svg

from plangen.pictures.figures.house import (
    ACCENT,
    LANDSCAPE,
    LINE,
    PAPER,
    RISE,
    TINT,
    at,
    label,
    picture,
    polygon,
    wrapped,
)
from plangen.texts.danish import joined
from plangen.texts.values import Picture

_ARROW, _POINT, _GAP, _PAD = 22.0, 6.0, 2.0, 3.0


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A step of the way, and the sheets that help with it."""

    name: str
    sheets: tuple[str, ...]


def guide_picture(steps: Sequence[GuideStep]) -> Picture:
    """An arrow for each step, leading to the next, and below it its sheets."""
    wide = (LANDSCAPE - _POINT - _GAP * (len(steps) - 1)) / len(steps)
    lists = [_lines(step, wide - _POINT) for step in steps]
    high = _ARROW + _GAP + max(map(len, lists)) * LINE + 2 * _PAD
    elements: list[svg.Element] = []
    for number, (step, lines) in enumerate(zip(steps, lists, strict=True)):
        elements += _drawn(step, lines, number * (wide + _GAP), wide, high, first=number == 0)
    told = [f"{step.name}: {joined(step.sheets)}" for step in steps]
    return picture("vejviser", f"Vejen gennem arkene. {'. '.join(told)}.", LANDSCAPE, high, elements)


def _lines(step: GuideStep, room: float) -> list[str]:
    return [line for sheet in step.sheets for line in wrapped(sheet, room - 2 * _PAD)]


def _drawn(
    step: GuideStep, lines: Sequence[str], left: float, wide: float, high: float, first: bool
) -> Iterator[svg.Element]:
    right, middle = left + wide, _ARROW / 2
    corners = [(left, 0.0), (right, 0), (right + _POINT, middle), (right, _ARROW), (left, _ARROW)]
    yield polygon([*corners, *([] if first else [(left + _POINT, middle)])], ACCENT)
    name = wrapped(step.name, wide - 2 * _POINT, bold=True)
    base = middle - (len(name) * LINE) / 2 + RISE + 0.5
    centre = left + (wide + (0 if first else _POINT)) / 2
    yield from label(centre, base, name, anchor="middle", colour=PAPER, bold=True)
    top = _ARROW + _GAP
    yield svg.Rect(x=at(left), y=at(top), width=at(wide - _POINT / 2), height=at(high - top), rx=2, fill=TINT)
    yield from label(left + _PAD, top + _PAD + RISE, lines)
