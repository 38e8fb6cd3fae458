"""F8 Evalueringsrytme: the weeks after go-live when it is evaluated, closest together at first
(specifikation.md 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

import svg

from plangen.pictures.figures.house import (
    ACCENT,
    FALL,
    LANDSCAPE,
    LINE,
    MUTED,
    PAPER,
    at,
    label,
    line,
    picture,
    polygon,
    width,
)
from plangen.texts.danish import joined, number, short_date
from plangen.texts.values import Picture

_BEGIN = "Idriftsættelse"
_START_X, _RADIUS = 2.2, 1.7
_ABOVE, _BAND_GAP = 6.6, 5.0
_AIR = 3.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluation: weeks after go-live (several that holidays moved to one day), its day when the figure
    is of one department, and whether holidays moved it."""

    weeks: tuple[int, ...]
    day: date | None = None
    moved: bool = False

    @property
    def name(self) -> str:
        """»8 uger«, »2 og 4 uger«."""
        return f"{joined([number(week) for week in self.weeks])} {'uge' if self.weeks == (1,) else 'uger'}"

    @property
    def below(self) -> str:
        """What stands under the point: »25.10.2027, flyttet«."""
        said = (short_date(self.day) if self.day else "", "flyttet" if self.moved else "")
        return ", ".join(filter(None, said))


def rhythm_picture(evaluations: Sequence[Evaluation], go_live: date | None = None) -> Picture:
    """The line with its points, over more lines when there are many. `go_live`: of the department."""
    rows = _rows(evaluations)
    elements: list[svg.Element] = []
    height = _height(evaluations, go_live)
    for index, row in enumerate(rows):
        elements += _line(row, index * (height + _BAND_GAP), go_live, index == 0, index == len(rows) - 1)
    high = len(rows) * (height + _BAND_GAP) - _BAND_GAP
    return picture("evalueringsrytme", _alt(evaluations), LANDSCAPE, high, elements)


def _alt(evaluations: Sequence[Evaluation]) -> str:
    weeks = joined([number(week) for one in evaluations for week in one.weeks])
    rhythm = f"Evaluering efter {weeks} {'uge' if weeks == '1' else 'uger'}"
    moved = joined([one.name for one in evaluations if one.moved])
    return f"{rhythm}. Flyttet på grund af ferie: {moved}." if moved else rhythm


def _wide(one: Evaluation) -> float:
    return max(width(one.name, bold=True), width(one.below)) + _AIR


def _first_wide() -> float:
    return width(_BEGIN, bold=True) + _AIR


def _height(evaluations: Sequence[Evaluation], go_live: date | None) -> float:
    dated = go_live is not None or any(one.day for one in evaluations)
    words = dated or any(one.moved for one in evaluations)
    return _ABOVE + _RADIUS + (LINE + FALL + 0.6 if words else 0.5)


def _rows(evaluations: Sequence[Evaluation]) -> list[list[Evaluation]]:
    """As many lines as there must be, with about as many points on each."""
    lines = len(_filled(evaluations, len(evaluations)))
    return _filled(evaluations, ceil(len(evaluations) / lines))


def _filled(evaluations: Sequence[Evaluation], most: int) -> list[list[Evaluation]]:
    rows: list[list[Evaluation]] = [[]]
    taken = _first_wide()
    for one in evaluations:
        if rows[-1] and (len(rows[-1]) >= most or taken + _wide(one) > LANDSCAPE):
            rows.append([])
            taken = 0.0
        rows[-1].append(one)
        taken += _wide(one)
    return rows


def _places(row: Sequence[Evaluation], first: bool) -> list[float]:
    """The middle of each point: at least the room of its words apart, and what is left over is shared out
    by time, so that the first stand closest."""
    begin = _first_wide() if first else 0.0
    spare = LANDSCAPE - begin - sum(map(_wide, row))
    before = 0 if first or not row else row[0].weeks[0]
    gaps = []
    for one in row:
        gaps.append(one.weeks[-1] - before)
        before = one.weeks[-1]
    total = max(sum(gaps), 1)
    places, x = [], begin
    for one, gap in zip(row, gaps, strict=True):
        x += spare * gap / total
        places.append(x + _wide(one) / 2)
        x += _wide(one)
    return places


def _line(
    row: Sequence[Evaluation], top: float, go_live: date | None, first: bool, last: bool
) -> list[svg.Element]:
    y = top + _ABOVE
    places = _places(row, first)
    end = places[-1] if last and places else LANDSCAPE
    elements: list[svg.Element] = [line(_START_X if first else 0, y, end, y, colour=ACCENT, thick=0.6)]
    if first:
        elements.append(svg.Circle(cx=_START_X, cy=at(y), r=_RADIUS + 0.4, fill=ACCENT))
        elements += label(0, y - 3.1, _BEGIN, colour=ACCENT, bold=True)
        elements += label(0, y + _RADIUS + LINE, short_date(go_live) if go_live else "", colour=MUTED)
    for one, x in zip(row, places, strict=True):
        elements += [_diamond(x, y) if one.moved else _dot(x, y)]
        elements += label(x, y - 3.1, one.name, anchor="middle", bold=True)
        elements += label(x, y + _RADIUS + LINE, one.below, anchor="middle", colour=MUTED)
    return elements


def _dot(x: float, y: float) -> svg.Element:
    return svg.Circle(cx=at(x), cy=at(y), r=_RADIUS, fill=PAPER, stroke=ACCENT, stroke_width=0.6)


def _diamond(x: float, y: float) -> svg.Element:
    r = _RADIUS + 0.5
    return polygon([(x - r, y), (x, y - r), (x + r, y), (x, y + r)], PAPER, ACCENT)
