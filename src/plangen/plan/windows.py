"""Evaluation windows: when each department stops to look at how it goes (specifikation.md 3.5, and D09; 004,
Bilag 1, trin 5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from plangen.answers.model import Row
from plangen.plan.departments import Department
from plangen.plan.frame import Frame, number
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.rhythm import rhythm
from plangen.plan.state import GOALS, Measured, Point, Series, Trial
from plangen.plan.when import Anchor, When, at, on

RESULTS = "evalueringsresultater"
HELD, MISSED, COMING = "Afholdt", "Resultat mangler", "Kommende"
# A result this near to a window belongs to it (D09 3).
_REACH_DAYS = 10


@dataclass(frozen=True, slots=True)
class Focus:
    """A goal that is measured at a window: its text, its row, its week, and what was measured there."""

    text: Text
    row: AnswerRef
    weeks: float
    when: When
    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What the windows of a pack look at."""

    decisions: tuple[Point, ...] = ()
    trials: tuple[Trial, ...] = ()
    goals: tuple[Series, ...] = ()


NO_AGENDA = Agenda()


@dataclass(frozen=True, slots=True)
class Window:
    """One evaluation window of one department.

    `number` counts within the pack, by date; extra windows (a result far from every window) come last.
    `when.nominal` is the date before holiday weeks moved it. `weeks`: weeks after go-live; more than one
    when the holidays move neighbours to the same day; none for an extra window. `departments`: one, or none
    when the project names no department; for an extra window all that the result concerns.
    `goals` are measured since the window before, `trials` evaluated; `goals_so_far` are all that were to be
    measured by then. `open_decisions` are the department's, not yet settled; none for a window that was
    held. `decided`: what was decided at it. `result`: the row of `evalueringsresultater` that fills it in,
    else None; `told`: that row itself where it stands in a department's own file alone and is no answer of
    the pack. `status`: held, missed, coming, or empty without `pakke.dato`.
    """

    when: When
    weeks: tuple[int, ...]
    departments: tuple[Department, ...]
    goals: tuple[Focus, ...] = ()
    trials: tuple[Trial, ...] = ()
    goals_so_far: tuple[Focus, ...] = ()
    open_decisions: tuple[Point, ...] = ()
    decided: tuple[Point, ...] = ()
    result: AnswerRef | None = None
    told: Row | None = None
    number: int = 0
    status: str = ""

    @property
    def extra(self) -> bool:
        """Whether it exists only because a result was given."""
        return not self.weeks

    @property
    def moved(self) -> bool:
        """Whether holidays or free days moved it from its nominal date."""
        return self.when.moved_from is not None


def evaluation_windows(
    frame: Frame, departments: tuple[Department, ...], agenda: Agenda = NO_AGENDA
) -> tuple[Window, ...]:
    """All windows of the pack, numbered; extra windows for results that belong to none."""
    owners: list[tuple[tuple[Department, ...], Anchor]] = [((d,), d.anchor) for d in departments]
    owners = owners or [((), frame.own)]
    results = frame.reported(RESULTS)
    own = {row.key for row in frame.answers.rows(RESULTS)}
    placed: set[int] = set()
    waiting: dict[int, tuple[Department, ...]] = {}
    planned: list[Window] = []
    goals = {anchor: _goals(frame, anchor) for _, anchor in owners}
    values = {one.row: one.values for one in agenda.goals if one.values}
    for owner, anchor in owners:
        series = _series(frame, owner, anchor, LookedAt(goals[anchor], values, agenda.trials))
        mine = [n for n, row in enumerate(results) if not owner or row.covers(owner[0].key)]
        taken = _matched(series, {n: results[n] for n in mine})
        planned += [
            _held(window, results[taken[index]], own) if index in taken else window
            for index, window in enumerate(series)
        ]
        placed |= set(taken.values())
        waiting |= {n: (*waiting.get(n, ()), *owner) for n in mine if n not in taken.values()}
    # A result whose department is unknown is still printed: nothing that was written may be lost.
    waiting |= {n: () for n in range(len(results)) if n not in placed and n not in waiting}
    extra = [
        _held(_extra_window(frame, results[n], owner), results[n], own)
        for n, owner in sorted(waiting.items())
    ]
    ordered = sorted(planned, key=_by_date) + sorted(extra, key=_by_date)
    numbered = [replace(window, number=n) for n, window in enumerate(ordered, start=1)]
    return tuple(_finished(frame, window, agenda) for window in _with_decided(numbered, agenda))


def _held(window: Window, row: Row, own: Collection[str]) -> Window:
    """The window with its result. `own`: the keys of the rows that are answers of the pack."""
    return replace(window, result=row_ref(RESULTS, row), told=None if row.key in own else row)


def _with_decided(windows: list[Window], agenda: Agenda) -> Iterator[Window]:
    """Each window with what was decided at it: a decision belongs to the nearest one within reach of each
    department that it concerns, as a result does."""
    taken: dict[int, list[Point]] = {}
    made = [point for point in agenda.decisions if point.source_window]
    of_owner: dict[tuple[Department, ...], list[Window]] = {}
    for window in windows if made else ():
        of_owner.setdefault(window.departments, []).append(window)
    for point in made:
        for mine in of_owner.values():
            near = [w for w in mine if _concerns(w, point) and _is_near(w.when.day, point.source_window)]
            if near:
                nearest = min(near, key=lambda w: (_apart(w.when.day, point.source_window), w.number))
                taken.setdefault(nearest.number, []).append(point)
    for window in windows:
        yield replace(window, decided=tuple(taken.get(window.number, ())))


def _finished(frame: Frame, window: Window, agenda: Agenda) -> Window:
    """The window with its status, and what waits to be settled (specifikation.md 3.4 and 3.5)."""
    if window.result:
        return replace(window, status=HELD)
    day = window.when.day
    waiting = tuple(
        point
        for point in agenda.decisions
        if not point.settled
        and point not in window.decided
        and _concerns(window, point)
        and _is_before(point.source_window, day)
    )
    passed = frame.today and day and day < frame.today
    status = "" if frame.today is None else MISSED if passed else COMING
    return replace(window, status=status, open_decisions=waiting)


def _concerns(window: Window, point: Point | Trial) -> bool:
    return not window.departments or any(point.covers(one.key) for one in window.departments)


def _apart(day: date | None, other: date | None) -> int:
    return _REACH_DAYS + 1 if day is None or other is None else abs((day - other).days)


def _is_near(day: date | None, other: date | None) -> bool:
    return _apart(day, other) <= _REACH_DAYS


def _is_before(made: date | None, day: date | None) -> bool:
    return made is None or day is None or made < day


def _by_date(window: Window) -> tuple[date, int]:
    return window.when.day or date.max, window.weeks[0] if window.weeks else 0


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What may come up at the windows of one go-live date. `values`: what was measured, by goal."""

    goals: list[Focus]
    values: Mapping[AnswerRef, tuple[Measured, ...]]
    trials: tuple[Trial, ...]


def _series(frame: Frame, owner: tuple[Department, ...], anchor: Anchor, looks: LookedAt) -> list[Window]:
    """The windows of one department, each with what it looks at."""
    series: list[Window] = []
    for week in rhythm(frame.answers):
        window = Window(at(anchor, week, frame.window), (week,), owner)
        if series and window.when.day is not None and series[-1].when.day == window.when.day:
            series[-1] = replace(series[-1], weeks=(*series[-1].weeks, week))
        else:
            series.append(window)
    return list(_with_focus(series, anchor, looks))


def _with_focus(series: list[Window], anchor: Anchor, looks: LookedAt) -> Iterator[Window]:
    trials = [trial for trial in looks.trials if series and _concerns(series[0], trial)]
    before = float("-inf")
    for window in series:
        until = float("inf") if window is series[-1] else _position(window.when, anchor)
        so_far = [
            _with_value(window, goal, looks) for goal in looks.goals if _position(goal.when, anchor) <= until
        ]
        yield replace(
            window,
            goals=tuple(goal for goal in so_far if before < _position(goal.when, anchor)),
            trials=tuple(trial for trial in trials if before < _position(trial.evaluated, anchor) <= until),
            goals_so_far=tuple(so_far),
        )
        before = until


def _with_value(window: Window, goal: Focus, looks: LookedAt) -> Focus:
    value = _value_at(window, looks.values.get(goal.row, ()))
    return replace(goal, measured=value) if value else goal


def _position(when: When, anchor: Anchor) -> float:
    """Days after a go-live, before any move where that date is unknown; what has no date comes first."""
    if when.day is not None and anchor.day is not None:
        return (when.day - anchor.day).days
    return float("-inf") if when.weeks is None else 7 * when.weeks


def _value_at(window: Window, values: tuple[Measured, ...]) -> Measured | None:
    """What was measured of a goal at a window: the nearest value within reach."""
    near = [
        value
        for value in values
        if _is_near(window.when.day, value.day) and (not value.department or _is_of(window, value))
    ]
    return min(near, key=lambda value: _apart(window.when.day, value.day), default=None)


def _is_of(window: Window, value: Measured) -> bool:
    names = {part.strip() for part in value.department.split(";")}
    return "alle" in names or not window.departments or any(one.key in names for one in window.departments)


def _goals(frame: Frame, anchor: Anchor) -> list[Focus]:
    """The goals that have a week, by week."""
    found = [
        Focus(cell(GOALS, row, "maal"), row_ref(GOALS, row), week, at(anchor, week, frame.meeting))
        for row in frame.answers.rows(GOALS)
        if (week := number(row, "maales_uge")) is not None
    ]
    return sorted(found, key=lambda focus: focus.weeks)


def _matched(windows: list[Window], results: dict[int, Row]) -> dict[int, int]:
    """Index of a window → number of the result that belongs to it: the nearest window within reach, the
    earliest when two are as near. Of several results for one window the nearest keeps it."""
    near: list[tuple[int, int, int]] = []
    for number_of_row, row in results.items():
        day = row.get("dato")
        written = day if isinstance(day, date) else None
        distances = [(_apart(window.when.day, written), index) for index, window in enumerate(windows)]
        distance, index = min(distances, default=(_REACH_DAYS + 1, 0))
        if distance <= _REACH_DAYS:
            near.append((distance, number_of_row, index))
    taken: dict[int, int] = {}
    for _, number_of_row, index in sorted(near):
        taken.setdefault(index, number_of_row)
    return taken


def _extra_window(frame: Frame, row: Row, owners: tuple[Department, ...]) -> Window:
    day = row.get("dato")
    anchor = owners[0].anchor if len(owners) == 1 else frame.own
    when = on(day if isinstance(day, date) else None, anchor)
    so_far = [goal for goal in _goals(frame, anchor) if _is_past(when, goal.weeks)]
    return Window(when, (), owners, goals_so_far=tuple(so_far))


def _is_past(when: When, week: float) -> bool:
    weeks = when.nearest_weeks
    return weeks is not None and week <= weeks
