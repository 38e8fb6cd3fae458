"""F2 Interessenter: how much each is affected, and how much each can decide (specifikation.md 4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import svg

from plangen.pictures.figures.house import (
    ACCENT,
    LINE,
    MUTED,
    PAPER,
    PORTRAIT,
    RISE,
    TALLEST,
    at,
    label,
    line,
    picture,
    wrapped,
)
from plangen.texts.values import Picture

_NAMES: Final = {"lav": "Lav", "middel": "Middel", "hoej": "Høj"}
STEPS: Final = tuple(_NAMES)
_LEFT: Final = 21.0  # of the square; its steps are named before it
_PAD, _DOT, _INDENT, _APART = 1.6, 1.15, 4.2, 1.0
_NARROWEST, _COLUMN, _LOWEST = 24.0, 42.0, 9.0


@dataclass(frozen=True, slots=True)
class StakeholderPoint:
    """Who, how much they are affected and can decide (one of `STEPS`), and in a word how they take part."""

    name: str
    affected: str
    influence: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class _Point:
    """A stakeholder where it stands in its square, with its lines of text."""

    name: tuple[str, ...]
    part: tuple[str, ...]
    x: float
    y: float

    @property
    def bottom(self) -> float:
        return self.y + (len(self.name) + len(self.part)) * LINE


def stakeholders_picture(stakeholders: Sequence[StakeholderPoint]) -> Picture:
    """The square of nine steps. Where there are so many that a page has no room, how they take part is left
    to the table beside the figure."""
    square = _Square(stakeholders, with_part=True)
    if square.height > TALLEST:
        square = _Square(stakeholders, with_part=False)
    return picture(
        "interessenter", " ".join(map(_told, stakeholders)), PORTRAIT, square.height, list(square.elements())
    )


def _told(one: StakeholderPoint) -> str:
    steps = f"påvirkning {_NAMES[one.affected].lower()}, indflydelse {_NAMES[one.influence].lower()}"
    return f"{one.name}: {steps}{f', {one.part.lower()}' if one.part else ''}."


class _Square:
    """Wider where there is more to show; each step as high as its fullest square."""

    def __init__(self, stakeholders: Sequence[StakeholderPoint], *, with_part: bool) -> None:
        self._with_part = with_part
        self._cells: dict[tuple[str, str], list[StakeholderPoint]] = {}
        for one in stakeholders:
            self._cells.setdefault((one.affected, one.influence), []).append(one)
        self._edges = self._columns()
        self._points: list[_Point] = []
        self._tops = [LINE + 1.6]
        for affected in reversed(STEPS):
            self._tops.append(self._row(affected, self._tops[-1]))
        self.height = self._tops[-1] + LINE + 1.6

    def _columns(self) -> list[float]:
        """Left edges of the columns, and the right edge of the last."""
        fullest = [
            max(len(self._cells.get((affected, influence), ())) for affected in STEPS) for influence in STEPS
        ]
        wide = PORTRAIT - 0.5 - _LEFT
        least = [_COLUMN - 4 if count else _NARROWEST for count in fullest]
        spare = wide - sum(least)
        total = sum(fullest) or 1
        edges = [_LEFT]
        for room, count in zip(least, fullest, strict=True):
            edges.append(edges[-1] + room + spare * (count / total if sum(fullest) else 1 / 3))
        return edges

    def _row(self, affected: str, top: float) -> float:
        """Places the points of a row; where it ends."""
        bottom = top + _LOWEST
        for number, influence in enumerate(STEPS):
            here = self._cells.get((affected, influence), [])
            left, right = self._edges[number] + _PAD, self._edges[number + 1] - _PAD
            bottom = max(bottom, self._cell(here, left, right, top + _PAD) + _PAD)
        return bottom

    def _cell(self, here: Sequence[StakeholderPoint], left: float, right: float, top: float) -> float:
        """Side by side in as many columns as there is room for."""
        columns = max(1, min(len(here), int((right - left) // _COLUMN)))
        wide = (right - left) / columns
        bottoms = [top] * columns
        for one in here:
            column = bottoms.index(min(bottoms))
            x = left + column * wide
            room = wide - _INDENT - (_PAD if column < columns - 1 else 0)
            name = tuple(wrapped(one.name, room, bold=True, most=4))
            part = tuple(wrapped(one.part, room)) if one.part and self._with_part else ()
            point = _Point(name, part, x, bottoms[column])
            self._points.append(point)
            bottoms[column] = point.bottom + _APART
        return max(bottoms) - (_APART if here else 0)

    # --- drawing -------------------------------------------------------------------------------------------
    def elements(self) -> Iterator[svg.Element]:
        """The square, its steps, and the points."""
        left, right, top, bottom = self._edges[0], self._edges[-1], self._tops[0], self._tops[-1]
        for x in self._edges[1:-1]:
            yield line(x, top, x, bottom)
        for y in self._tops[1:-1]:
            yield line(left, y, right, y)
        yield svg.Rect(
            x=at(left),
            y=at(top),
            width=at(right - left),
            height=at(bottom - top),
            fill="none",
            stroke=ACCENT,
            stroke_width=0.5,
        )
        yield from self._axes()
        for point in self._points:
            yield from _drawn(point)

    def _axes(self) -> Iterator[svg.Element]:
        yield from label(0, LINE - 0.6, "Påvirkning", bold=True, colour=ACCENT)
        for number, affected in enumerate(reversed(STEPS)):
            middle = (self._tops[number] + self._tops[number + 1]) / 2
            yield from label(_LEFT - 3, middle + 1.1, _NAMES[affected], anchor="end", colour=MUTED)
        y = self._tops[-1] + LINE + 0.4
        for number, influence in enumerate(STEPS):
            middle = (self._edges[number] + self._edges[number + 1]) / 2
            yield from label(middle, y, _NAMES[influence], anchor="middle", colour=MUTED)
        yield from label(0, y, "Indflydelse", bold=True, colour=ACCENT)


def _drawn(point: _Point) -> Iterator[svg.Element]:
    base = point.y + RISE + 0.2
    yield svg.Circle(
        cx=at(point.x + _DOT), cy=at(base - 1.1), r=_DOT, fill=ACCENT, stroke=PAPER, stroke_width=0.2
    )
    yield from label(point.x + _INDENT, base, point.name, bold=True)
    yield from label(point.x + _INDENT, base + len(point.name) * LINE, point.part, colour=MUTED)
