"""A time axis: where a day stands, and months and years below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import svg

from plangen.pictures.figures.house import ACCENT, LINE, MUTED, at, label, line, width

_NAMES: Final = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
# Months between two ticks, so that there is room for their names.
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000)
_MONTH_ROOM, _YEAR_ROOM, _INDENT = 7.2, 9.0, 0.8
_SHADE: Final = "#F3F6F7"
HEIGHT: Final = 2 * LINE + 2.2


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole months from `first` to before `last`, from `left` to `right` on the paper."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def around(cls, days: Sequence[date], left: float, right: float) -> Axis:
        """The months that hold these days, at least one."""
        first, end = min(days).replace(day=1), max(days)
        month = end.year * 12 + end.month
        last = date.max if month // 12 > date.max.year else date(month // 12, month % 12 + 1, 1)
        return cls(first, last, left, right)

    def x(self, day: date) -> float:
        """Where a day stands."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def shades(self, top: float, bottom: float) -> Iterator[svg.Element]:
        """Every other stretch between two ticks, shaded: the eye finds the month without a line."""
        edges = [self.x(_day(month)) for month in self._ticks()]
        for left, right in zip(edges[::2], [*edges[1::2], self.right], strict=False):
            yield svg.Rect(
                x=at(left), y=at(top), width=at(right - left), height=at(bottom - top), fill=_SHADE
            )

    def months(self, y: float) -> Iterator[svg.Element]:
        """The axis with its ticks and names; `HEIGHT` high."""
        yield from self._names(y, years_below=True)

    def months_in_a_line(self, y: float) -> Iterator[svg.Element]:
        """The same with a year for the name of its January; `height_in_a_line` high."""
        yield from self._names(y, years_below=not self._has_january())

    @property
    def height_in_a_line(self) -> float:
        return HEIGHT - LINE if self._has_january() else HEIGHT

    def _has_january(self) -> bool:
        return any(month % 12 == 0 for month in self._ticks())

    def _names(self, y: float, *, years_below: bool) -> Iterator[svg.Element]:
        yield line(self.left, y, self.right, y, colour=ACCENT, thick=0.4)
        ticks = self._ticks()
        years = [month for number, month in enumerate(ticks) if month % 12 == 0 or number == 0]
        if not years_below:
            years = [month for month in years if month % 12 == 0]
        elif len(years) > 1 and self.x(_day(years[1])) - self.x(_day(years[0])) < _YEAR_ROOM:
            del years[0]
        for month in ticks:
            x = self.x(_day(month))
            yield line(x, y, x, y + 1.4, colour=ACCENT)
            named = self._step() < 12 and (years_below or month not in years)
            if named and x + _MONTH_ROOM <= self.right + _INDENT:
                yield from label(x + _INDENT, y + LINE + 0.2, _NAMES[month % 12], colour=MUTED)
        down = 2 * LINE if years_below else LINE
        for month in years:
            x, name = self.x(_day(month)) + _INDENT, str(month // 12)
            if x + width(name, bold=True) <= self.right:
                yield from label(x, y + down + 0.2, name, colour=MUTED, bold=True)

    def _step(self) -> int:
        months = _number(self.last) - _number(self.first)
        one = (self.right - self.left) / max(months, 1)
        return next(s for s in _STEPS if s * one >= (_MONTH_ROOM if s < 12 else _YEAR_ROOM))

    def _ticks(self) -> list[int]:
        first, last = _number(self.first), _number(self.last)
        step = self._step()
        return [month for month in range(-(-first // step) * step, last, step) if month >= 12]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
