"""F1 Projektet på én side, put together: which lanes there are, and what stands in each (specifikation.md
4.3).

The project's figure has a lane for what is common and one for each department; departments of which a lane
would say the same share one, and many departments share a lane for each go-live date. With one department
the lanes are kinds of happenings. A department's figure has its own lane first, and the others thin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from plangen.answers.model import Answers, Row
from plangen.pictures.figures.course import Course, Event, Period
from plangen.pictures.figures.project import GoLiveTold, project_picture
from plangen.plan.departments import Department
from plangen.plan.frame import frame_of
from plangen.plan.milestone import OF_STAFF, Milestone, MilestoneKind
from plangen.plan.model import Plan
from plangen.plan.rhythm import rhythm
from plangen.plan.when import Anchor, at
from plangen.texts.danish import counted, short_date
from plangen.texts.values import Picture

MOST_LANES: Final = 12
MOST_NAMES: Final = 3  # of departments beside one lane
CHANGES: Final = "andre_forandringer"
# Shown by other marks than a dot with a name.
_MARKED: Final[frozenset[MilestoneKind]] = frozenset({"idriftsaettelse", "sidste_evaluering"})
_OF_STAFF: Final[frozenset[MilestoneKind]] = frozenset({"praesentation", "oplaering"})
_AFTERWARDS: Final[frozenset[MilestoneKind]] = frozenset({"effektvurdering", "overdragelse"})
_SHORT: Final[dict[MilestoneKind, str]] = {"praesentation": "Præsentation"}


def project_figure(answers: Answers, plan: Plan) -> Picture | None:
    """The figure of a pack; None without a go-live date, because nothing can be placed.

    `answers`: with the rows of all departments. `plan`: of the pack.
    """
    dated = [department for department in plan.departments if department.go_live]
    if not dated and plan.go_live is None:
        return None
    phases = [Period(p.label or "Uden fase", p.start, p.end) for p in plan.phases if p.start and p.end]
    others = _others(answers, plan) if plan.department else []
    if others:
        courses = [_own_lane(answers, plan), *(replace(course, thin=True) for course, _ in others)]
    elif len(plan.departments) > 1:
        courses = [_common_lane(answers, plan), *_department_lanes(answers, plan)]
    else:
        courses = _kinds_of_happenings(answers, plan)
    told = [_told(plan, one.name.text or one.key, one.go_live, one) for one in dated if one.go_live]
    if not dated and plan.go_live:
        told = [_told(plan, "Projektet", plan.go_live, None)]
    return project_picture(
        phases, courses, plan.today, [*told, *(one for _, those in others for one in those)]
    )


# --- lanes --------------------------------------------------------------------------------------------------
def _common_lane(answers: Answers, plan: Plan) -> Course:
    """What concerns all departments."""
    common = [milestone for milestone in plan.milestones if not milestone.departments]
    changes = [row for row in answers.rows(CHANGES) if "alle" in row.departments()]
    return Course("Fælles", tuple(_events(common)), (), tuple(_changes(changes)))


def _department_lanes(answers: Answers, plan: Plan) -> list[Course]:
    """One for each department that has a date, the same for those with the same days; in a project of many,
    one for each date."""
    dated = [department for department in plan.departments if department.go_live]
    if len(dated) <= MOST_LANES:
        alike: dict[Course, list[str]] = {}
        for department in dated:
            lane = _lane(answers, plan, [department])
            alike.setdefault(replace(lane, name=""), []).append(lane.name)
        return [replace(lane, name=_shared(names, "afdelinger")) for lane, names in alike.items()]
    days = sorted({department.go_live for department in dated if department.go_live})
    return [_lane(answers, plan, [one for one in dated if one.go_live == day]) for day in days]


def _shared(names: Sequence[str], many: str) -> str:
    """What a lane is called: its departments, or how many there are."""
    return "; ".join(names) if len(names) <= MOST_NAMES else f"{len(names)} {many}"


def _lane(answers: Answers, plan: Plan, departments: Sequence[Department]) -> Course:
    """The lane of departments that go live on one day."""
    first = departments[0]
    alone = len(departments) == 1
    name = first.name.text or first.key if alone else counted(len(departments), "afdeling", "afdelinger")
    keys = {department.key for department in departments}
    mine = [m for m in plan.milestones if keys & {department.key for department in m.departments}]
    rows = [row for row in answers.rows(CHANGES) if keys & set(row.departments())]
    return Course(
        name,
        (*_go_live(first.go_live), *_events(mine)),
        _evaluations(plan, first),
        tuple(_changes(rows)),
    )


def _own_lane(answers: Answers, plan: Plan) -> Course:
    """What everybody in the department asks for."""
    rows = [row for row in answers.rows(CHANGES) if row.covers(plan.department or "")]
    own = next(iter(plan.departments), None)
    name = own.name.text or own.key if own else plan.department or ""
    own_dates = [milestone for milestone in plan.milestones if milestone.kind in OF_STAFF]
    events = (*_go_live(plan.go_live), *_events(own_dates))
    return Course(name, events, _evaluations(plan, own), tuple(_changes(rows)))


def _others(answers: Answers, plan: Plan) -> list[tuple[Course, list[GoLiveTold]]]:
    """The other departments of the project: a lane for each go-live date, with its evaluations."""
    project = replace(answers, department=None)
    frame = frame_of(project)
    days = {key: project.go_live(key) for key in project.department_keys() if key != plan.department}
    names = {row.key: row.text("navn") or row.key for row in project.rows("afdelinger") if row.key}
    dated = [(names.get(key, key), day) for key, day in days.items() if day]
    shown = []
    for day in dict.fromkeys(day for _, day in dated):
        whens = (at(Anchor(day), week, frame.window).day for week in rhythm(project))
        evaluations = tuple(dict.fromkeys(when for when in whens if when))
        same = [name for name, its_day in dated if its_day == day]
        name = _shared(same, "andre afdelinger")
        told = same if len(dated) < MOST_LANES else [name]
        lane = Course(name, tuple(_go_live(day)), evaluations)
        shown.append((lane, [GoLiveTold(one, day, evaluations) for one in told]))
    return shown


def _kinds_of_happenings(answers: Answers, plan: Plan) -> list[Course]:
    """The lanes of a project with one department."""
    afterwards = [m for m in plan.milestones if m.kind in _AFTERWARDS]
    staff = [m for m in plan.milestones if m.kind in _OF_STAFF]
    tasks = [m for m in plan.milestones if m.kind not in _AFTERWARDS | _OF_STAFF]
    go_live = next((one.go_live for one in plan.departments if one.go_live), plan.go_live)
    evaluations = _evaluations(plan, next(iter(plan.departments), None))
    changes = tuple(_changes(answers.rows(CHANGES)))
    return [
        Course("Opgaver", tuple(_events(tasks))),
        Course("Medarbejdere", (*_go_live(go_live), *_events(staff)), (), changes),
        Course("Opfølgning", tuple(_events(afterwards)), evaluations),
    ]


# --- what stands in them ------------------------------------------------------------------------------------
def _go_live(day: date | None) -> Iterator[Event]:
    if day:
        yield Event(f"Idriftsættelse {short_date(day)}", day, go_live=True)


def _events(milestones: Sequence[Milestone]) -> Iterator[Event]:
    for milestone in milestones:
        name = _SHORT.get(milestone.kind) or milestone.title.text
        if milestone.when.day and name and milestone.kind not in _MARKED:
            yield Event(name, milestone.when.day)


def _changes(rows: Sequence[Row]) -> Iterator[Period]:
    """Without an end a change is drawn where it begins."""
    for row in rows:
        start, end = row.get("fra"), row.get("til")
        if isinstance(start, date) and row.text("hvad"):
            yield Period(row.text("hvad"), start, end if isinstance(end, date) else start)


def _evaluations(plan: Plan, department: Department | None) -> tuple[date, ...]:
    """The days of the windows of a department; of all when the project names none."""
    owner = (department,) if department else ()
    days = (w.when.day for w in plan.windows if w.departments == owner and not w.extra)
    return tuple(dict.fromkeys(day for day in days if day))


def _told(plan: Plan, name: str, go_live: date, department: Department | None) -> GoLiveTold:
    return GoLiveTold(name, go_live, _evaluations(plan, department))
