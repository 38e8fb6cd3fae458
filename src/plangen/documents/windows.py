"""The evaluation windows as D09 prints them: one page a window (specifikation.md 4.2, D09 3).

Departments that stop on the same day, as many weeks after go-live, share a page: nothing on it would differ.
A department that has written its result has a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from plangen.plan.departments import Department
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.state import Point
from plangen.plan.when import When
from plangen.plan.windows import Focus, Window

Size = Literal["stor", "mellem", "lille", "mindst"]
"""Height of a field of the window; both templates know these words."""

# Millimetres of a landscape page, the same in both formats: what the two rows of fields share with the rest.
_FIELDS: dict[Size, float] = {"stor": 50, "mellem": 37, "lille": 30, "mindst": 21}
_FREE = 106
_GOALS, _GOAL_LINE, _LINE = 18, 6.6, 5.0
_CLOSING = 22  # »Grundlag« stands below the last window, and not alone on a page
_FIELD_TEXT, _FIELD_CHARACTERS = 9, 70  # around the text of a field; characters in a line


@dataclass(frozen=True, slots=True)
class SharedFocus:
    """What a window looks at. `departments`: whom it concerns, when not all that share the page."""

    text: Text
    row: AnswerRef
    departments: tuple[Department, ...] = ()


@dataclass(frozen=True, slots=True)
class WindowPage:
    """The windows that share a page; `number` counts the pages."""

    number: int
    windows: tuple[Window, ...]

    @property
    def when(self) -> When:
        return self.windows[0].when

    @property
    def weeks(self) -> tuple[int, ...]:
        return self.windows[0].weeks

    @property
    def result(self) -> AnswerRef | None:
        return self.windows[0].result

    @property
    def departments(self) -> tuple[Department, ...]:
        return tuple(department for window in self.windows for department in window.departments)

    @property
    def goals(self) -> tuple[SharedFocus, ...]:
        return self._shared([[(goal.text, goal.row) for goal in window.goals] for window in self.windows])

    @property
    def trials(self) -> tuple[SharedFocus, ...]:
        return self._shared(
            [[(trial.title, trial.row) for trial in window.trials] for window in self.windows]
        )

    @property
    def goals_so_far(self) -> tuple[Focus, ...]:
        found = {goal.row: goal for window in self.windows for goal in window.goals_so_far}
        return tuple(sorted(found.values(), key=lambda goal: goal.weeks))

    @property
    def open_decisions(self) -> tuple[Point, ...]:
        return self._points([window.open_decisions for window in self.windows])

    @property
    def decided(self) -> tuple[Point, ...]:
        return self._points([window.decided for window in self.windows])

    def _points(self, parts: Sequence[tuple[Point, ...]]) -> tuple[Point, ...]:
        return tuple({point.row: point for part in parts for point in part}.values())

    def _shared(self, parts: Sequence[Sequence[tuple[Text, AnswerRef]]]) -> tuple[SharedFocus, ...]:
        """Each focus once, with its departments when it is not everybody's."""
        found: dict[AnswerRef, tuple[Text, list[Department], int]] = {}
        for window, part in zip(self.windows, parts, strict=True):
            for text, row in part:
                _, departments, count = found.get(row, (text, [], 0))
                found[row] = (text, departments, count + 1)
                departments.extend(window.departments)
        everybody = len(self.windows)
        return tuple(
            SharedFocus(text, row, () if count == everybody else tuple(departments))
            for row, (text, departments, count) in found.items()
        )


def window_pages(windows: Iterable[Window]) -> tuple[WindowPage, ...]:
    """The windows by page, in their order."""
    pages: dict[object, list[Window]] = {}
    for window in windows:
        pages.setdefault((window.when.day, window.weeks, window.result, window.status), []).append(window)
    return tuple(WindowPage(number, tuple(page)) for number, page in enumerate(pages.values(), start=1))


def field_size(
    goals: Sequence[Sequence[tuple[str, int]]], fields: Sequence[Sequence[str]], last: bool
) -> Size:
    """The largest size with which the window keeps to its page, by estimate; else the smallest.

    `goals`: the rows of »Mål til drøftelse«, each its cells with the characters that fit in a line.
    `fields`: the texts of the two rows of fields. `last`: the document ends below this window.
    """
    free = _FREE - (_CLOSING if last else 0) - _goals_height(goals)
    written = [
        max((_FIELD_TEXT + _LINE * lines(text, _FIELD_CHARACTERS) for text in row if text), default=0.0)
        for row in fields
    ]
    for size, smallest in _FIELDS.items():
        if sum(max(smallest, height) for height in written) <= free:
            return size
    return "mindst"


def _goals_height(goals: Sequence[Sequence[tuple[str, int]]]) -> float:
    if not goals:
        return 0.0
    tallest = [max(lines(text, characters) for text, characters in row) for row in goals]
    return _GOALS + sum(_GOAL_LINE + _LINE * (count - 1) for count in tallest)


def lines(text: str, characters: int) -> int:
    """How many lines a text takes where so many characters fit in one."""
    return max(sum(ceil(max(len(line), 1) / characters) for line in text.split("\n")), 1)
