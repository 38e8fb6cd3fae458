"""F1 Projektet på én side: phases, and a lane for each department, over months (specifikation.md 4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plangen.pictures.figures.course import Course, Event, Period
from plangen.pictures.figures.house import PORTRAIT, TALLEST, picture
from plangen.pictures.figures.months import Axis
from plangen.pictures.figures.swimlanes import LEFT, RIGHT, Swimlanes
from plangen.texts.danish import counted, short_date
from plangen.texts.values import Picture


@dataclass(frozen=True, slots=True)
class GoLiveTold:
    """What the alt text says of a department."""

    name: str
    go_live: date
    evaluations: tuple[date, ...] = ()


def project_picture(
    phases: Sequence[Period], courses: Sequence[Course], today: date | None, told: Sequence[GoLiveTold]
) -> Picture:
    """The project over months. At least one day is given. What there is no room for on a page is left to the
    table beside the figure: first long names, then all names of milestones, at last whatever the lanes below
    the first hold beside go-live and evaluations."""
    days = list(_days(phases, courses))
    axis = Axis.around(days, LEFT, RIGHT)
    nameless = [replace(course, events=tuple(_nameless(course.events))) for course in courses]
    bare = [*nameless[:1], *map(_bare, nameless[1:])]
    tries = ((courses, False), (courses, True), (nameless, True), (bare, True))
    drawings = (Swimlanes(axis, phases, lanes, today, one_line=one_line) for lanes, one_line in tries)
    drawing = next(drawings)
    while drawing.height > TALLEST and (less := next(drawings, None)):
        drawing = less
    alt = " ".join([f"Tidslinje fra {short_date(min(days))} til {short_date(max(days))}.", *map(_said, told)])
    return picture("projektet_paa_en_side", alt, PORTRAIT, drawing.height, list(drawing.elements()))


def _said(one: GoLiveTold) -> str:
    said = f"{one.name} idriftsætter {short_date(one.go_live)}"
    if not one.evaluations:
        return f"{said}."
    times = counted(len(one.evaluations), "evaluering", "evalueringer")
    return f"{said}; {times} til {short_date(max(one.evaluations))}."


def _days(phases: Sequence[Period], courses: Sequence[Course]) -> Iterator[date]:
    for span in (*phases, *(change for course in courses for change in course.changes)):
        yield from (span.start, span.end)
    for course in courses:
        yield from (event.day for event in course.events)
        yield from course.evaluations


def _nameless(events: Sequence[Event]) -> Iterator[Event]:
    """The go-lives with their names, and one dot for each other day."""
    yield from (event for event in events if event.go_live)
    yield from (Event("", day) for day in dict.fromkeys(e.day for e in events if not e.go_live))


def _bare(course: Course) -> Course:
    return replace(course, events=tuple(e for e in course.events if e.go_live), changes=())
