"""Evaluation windows: when each department stops to look at how it goes (specifikation.md 3.5, and D09; 004,
Bilag 1, trin 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from plangen.answers.model import Answers, Row
from plangen.plan.calendar import forward
from plangen.plan.departments import Department
from plangen.plan.frame import Frame, finite, number
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.when import Anchor, When, at, on

RESULTS = "evalueringsresultater"
RHYTHM = "evaluering_rytme"
# Weeks after go-live of each rhythm that can be chosen: closest together in the beginning.
RHYTHMS = {"standard": (2, 4, 8, 12, 26, 52), "taet": (1, 2, 4, 6, 8, 12, 26, 52), "let": (4, 12, 26, 52)}
# A result this near to a window belongs to it (D09 3).
_REACH_DAYS = 10


@dataclass(frozen=True, slots=True)
class Focus:
    """A goal that is measured, or a trial that is evaluated: its text, its row, its week."""

    text: Text
    row: AnswerRef
    weeks: float


@dataclass(frozen=True, slots=True)
class Window:
    """One evaluation window of one department.

    `number` counts within the pack, by date; extra windows (a result far from every window) come last.
    `when.nominal` is the date before holiday weeks moved it. `weeks`: weeks after go-live; more than one
    when the holidays move neighbours to the same day; none for an extra window. `departments`: one, or none
    when the project names no department; for an extra window all that the result concerns.
    `goals` are measured since the window before, `trials` evaluated; `goals_so_far` are all that were to be
    measured by then (D09 4). `result`: the row of `evalueringsresultater` that fills it in, else None.
    """

    when: When
    weeks: tuple[int, ...]
    departments: tuple[Department, ...]
    goals: tuple[Focus, ...] = ()
    trials: tuple[Focus, ...] = ()
    goals_so_far: tuple[Focus, ...] = ()
    result: AnswerRef | None = None
    number: int = 0

    @property
    def extra(self) -> bool:
        """Whether it exists only because a result was given."""
        return not self.weeks

    @property
    def moved(self) -> bool:
        """Whether holidays or free days moved it from its nominal date."""
        return self.when.day != self.when.nominal


def rhythm(answers: Answers) -> tuple[int, ...]:
    """The chosen weeks after go-live, rising; the nominal ones that R83, R84 and R90 judge."""
    chosen = answers.text(RHYTHM) or answers.catalog.questions[RHYTHM].default
    if chosen != "egen":
        return RHYTHMS.get(chosen, RHYTHMS["standard"])
    weeks = answers.group(RHYTHM).get("egne_uger") or ()
    return tuple(sorted({week for week in weeks if finite(week) is not None and week > 0}))


def evaluation_windows(frame: Frame, departments: tuple[Department, ...]) -> tuple[Window, ...]:
    """All windows of the pack, numbered; extra windows for results that belong to none."""
    owners: list[tuple[tuple[Department, ...], Anchor]] = [((d,), d.anchor) for d in departments]
    owners = owners or [((), frame.own)]
    results = frame.answers.rows(RESULTS)
    placed: set[int] = set()
    waiting: dict[int, tuple[Department, ...]] = {}
    planned: list[Window] = []
    for owner, anchor in owners:
        series = _series(frame, owner, anchor)
        mine = [n for n, row in enumerate(results) if not owner or row.covers(owner[0].key)]
        taken = _matched(series, {n: results[n] for n in mine})
        planned += [
            replace(window, result=row_ref(RESULTS, results[taken[index]])) if index in taken else window
            for index, window in enumerate(series)
        ]
        placed |= set(taken.values())
        waiting |= {n: (*waiting.get(n, ()), *owner) for n in mine if n not in taken.values()}
    # A result whose department is unknown is still printed: nothing that was written may be lost.
    waiting |= {n: () for n in range(len(results)) if n not in placed and n not in waiting}
    extra = [_extra_window(frame, results[n], owner) for n, owner in sorted(waiting.items())]
    ordered = sorted(planned, key=_by_date) + sorted(extra, key=_by_date)
    return tuple(replace(window, number=n) for n, window in enumerate(ordered, start=1))


def _by_date(window: Window) -> tuple[date, int]:
    return window.when.day or date.max, window.weeks[0] if window.weeks else 0


def _series(frame: Frame, owner: tuple[Department, ...], anchor: Anchor) -> list[Window]:
    """The windows of one department, each with what it looks at."""
    series: list[Window] = []
    for week in rhythm(frame.answers):
        window = Window(window_date(frame, anchor, week), (week,), owner)
        if series and window.when.day is not None and series[-1].when.day == window.when.day:
            series[-1] = replace(series[-1], weeks=(*series[-1].weeks, week))
        else:
            series.append(window)
    return list(_with_focus(frame, series))


def window_date(frame: Frame, anchor: Anchor, week: int) -> When:
    """The first working day outside the holiday weeks, on or after the nominal date."""
    return at(anchor, week, lambda day: forward(day, frame.catalog.lists.holiday_weeks))


def _with_focus(frame: Frame, series: list[Window]) -> Iterator[Window]:
    before = float("-inf")
    for window in series:
        until = float("inf") if window is series[-1] else window.weeks[-1]
        goals = _focus(frame, "maal", "maal", "maales_uge", window)
        trials = _focus(frame, "proevehandlinger", "titel", "evaluer_uge", window)
        yield replace(
            window,
            goals=tuple(goal for goal in goals if before < goal.weeks <= until),
            trials=tuple(trial for trial in trials if before < trial.weeks <= until),
            goals_so_far=tuple(goal for goal in goals if goal.weeks <= until),
        )
        before = until


def _focus(frame: Frame, question: str, text: str, weeks: str, window: Window) -> list[Focus]:
    """The rows that have a week and concern the window's department, by week."""
    keys = [department.key for department in window.departments]
    found = [
        Focus(cell(question, row, text), row_ref(question, row), week)
        for row in frame.answers.rows(question)
        if (week := number(row, weeks)) is not None and (not keys or row.covers(keys[0]))
    ]
    return sorted(found, key=lambda focus: focus.weeks)


def _matched(windows: list[Window], results: dict[int, Row]) -> dict[int, int]:
    """Index of a window → number of the result that belongs to it: the nearest window within reach, the
    earliest when two are as near. Of several results for one window the nearest keeps it."""
    near: list[tuple[int, int, int]] = []
    for number_of_row, row in results.items():
        distances = [(_days_apart(window, row), index) for index, window in enumerate(windows)]
        distance, index = min(distances, default=(_REACH_DAYS + 1, 0))
        if distance <= _REACH_DAYS:
            near.append((distance, number_of_row, index))
    taken: dict[int, int] = {}
    for _, number_of_row, index in sorted(near):
        taken.setdefault(index, number_of_row)
    return taken


def _days_apart(window: Window, row: Row) -> int:
    day = row.get("dato")
    if window.when.day is None or not isinstance(day, date):
        return _REACH_DAYS + 1
    return abs((day - window.when.day).days)


def _extra_window(frame: Frame, row: Row, owners: tuple[Department, ...]) -> Window:
    day = row.get("dato")
    when = on(day if isinstance(day, date) else None, owners[0].anchor if len(owners) == 1 else frame.own)
    goals = [
        Focus(cell("maal", goal, "maal"), row_ref("maal", goal), week)
        for goal in frame.answers.rows("maal")
        if (week := number(goal, "maales_uge")) is not None and _is_past(when, week)
    ]
    return Window(when, (), owners, goals_so_far=tuple(goals), result=row_ref(RESULTS, row))


def _is_past(when: When, week: float) -> bool:
    weeks = when.nearest_weeks
    return weeks is not None and week <= weeks
