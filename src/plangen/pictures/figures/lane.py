"""What stands in a lane of F1, in as few rows as it needs: no word meets another word or mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from plangen.pictures.figures.house import widest, wrapped

ROW: Final = 3.95
_GAP: Final = 1.2  # between a mark and its words
_AIR, _CLOSE = 2.4, 0.3  # between two neighbours
_NARROWEST, _WIDEST = 30.0, 62.0
_CLEAR: Final = 1.0  # between an upright line and words
_CROSSED: Final = 1.5  # rows that it may cost to keep words off the line of the pack's date


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot (`left` and `right` its edges) or a strip, and the words beside it. `before`: the words stand
    rather to its left. `close`: it may stand close to its neighbours."""

    left: float
    right: float
    words: str = ""
    bold: bool = False
    before: bool = False
    close: bool = False


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark in its row. The words begin at `x` in row `row + down`; `right` is where they end."""

    mark: Mark
    row: int
    lines: tuple[str, ...] = ()
    x: float = 0.0
    right: float = 0.0
    down: int = 0

    @property
    def last_row(self) -> int:
        """The lowest row that it takes up."""
        return self.row + max(self.down + len(self.lines) - 1, 0)


@dataclass(frozen=True, slots=True)
class _Option:
    """A way to place a mark: what it covers of each row from its first, and how bad that is."""

    placed: PlacedMark
    covers: tuple[tuple[float, float], ...]
    cost: float


@dataclass
class Lane:
    """Room for marks between `left` and `right`. `line`: where an upright line stands that words should keep
    clear of. `one_line`: words are cut instead of going over more lines."""

    left: float
    right: float
    line: float | None = None
    one_line: bool = False
    placed: list[PlacedMark] = field(default_factory=list)
    _taken: list[list[tuple[float, float]]] = field(default_factory=list)

    def add(self, mark: Mark) -> PlacedMark:
        """Places a mark where it costs least."""
        options = list(self._options(mark))
        best = min(options, key=lambda option: self._row(option) + option.cost)
        row = self._row(best)
        for number, cover in enumerate(best.covers, start=row):
            while len(self._taken) <= number:
                self._taken.append([])
            self._taken[number].append(cover)
        found = best.placed
        placed = PlacedMark(found.mark, row, found.lines, found.x, found.right, found.down)
        self.placed.append(placed)
        return placed

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._taken)

    def _row(self, option: _Option) -> int:
        air = _CLOSE if option.placed.mark.close else _AIR
        return next(row for row in range(len(self._taken) + 1) if self._is_free(row, option.covers, air))

    def _is_free(self, row: int, covers: Sequence[tuple[float, float]], air: float) -> bool:
        return not any(
            left < taken_right + air and taken_left < right + air
            for number, (left, right) in enumerate(covers, start=row)
            if number < len(self._taken)
            for taken_left, taken_right in self._taken[number]
        )

    def _options(self, mark: Mark) -> Iterator[_Option]:
        if not mark.words:
            yield _Option(PlacedMark(mark, 0), ((mark.left, mark.right),), 0)
            return
        after, before = self.right - mark.right - _GAP, mark.left - _GAP - self.left
        if after >= _NARROWEST:
            lines, wide = self._wrapped(mark, after)
            start = mark.right + _GAP
            yield self._beside(mark, lines, start, start + wide, 0.4 if mark.before else 0)
        if before >= _NARROWEST:
            lines, wide = self._wrapped(mark, before)
            end = mark.left - _GAP
            yield self._beside(mark, lines, end - wide, end, 0 if mark.before else 0.2)
        if max(after, before) < _NARROWEST:
            yield self._below(mark)

    def _wrapped(self, mark: Mark, room: float) -> tuple[tuple[str, ...], float]:
        room = min(room, _WIDEST)
        lines = tuple(wrapped(mark.words, room, mark.bold, most=1 if self.one_line else 3))
        return lines, widest(lines, mark.bold)

    def _beside(self, mark: Mark, lines: tuple[str, ...], x: float, right: float, cost: float) -> _Option:
        whole = (min(mark.left, x), max(mark.right, right))
        covers = (whole, *((x, right) for _ in lines[1:]))
        return _Option(
            PlacedMark(mark, 0, lines, x, right), covers, cost + len(lines) - 1 + self._crossing(x, right)
        )

    def _below(self, mark: Mark) -> _Option:
        """Under a strip that leaves no room beside it."""
        lines, wide = self._wrapped(mark, self.right - self.left)
        x = max(self.left, min(mark.left, self.right - wide))
        covers = ((mark.left, mark.right), *((x, x + wide) for _ in lines))
        return _Option(
            PlacedMark(mark, 0, lines, x, x + wide, 1), covers, len(lines) + self._crossing(x, x + wide)
        )

    def _crossing(self, left: float, right: float) -> float:
        return _CROSSED if self.line is not None and left - _CLEAR < self.line < right + _CLEAR else 0
