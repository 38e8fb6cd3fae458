"""The evaluation windows as D09 prints them: one page a window (specifikation.md 4.2, D09 3).

Departments that stop on the same day, as many weeks after go-live, share a page: nothing on it would differ.
A department that has written its result has a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plangen.answers.model import Row
from plangen.plan.departments import Department
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.when import When
from plangen.plan.windows import Window


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
    def told(self) -> Row | None:
        return self.windows[0].told

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
