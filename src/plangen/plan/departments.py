"""The departments of a pack with their go-live dates, and rows split by them (specifikation.md 3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plangen.answers.model import Row
from plangen.plan.frame import Frame
from plangen.plan.moving import Move
from plangen.plan.refs import Text
from plangen.plan.when import Anchor, When, at, moment

EVERYBODY = ("alle",)


@dataclass(frozen=True, slots=True)
class Department:
    """A department and the date it goes live; `own_date`: it has a date of its own in the answers."""

    key: str
    name: Text
    go_live: date | None
    own_date: bool
    anchor: Anchor


def departments(frame: Frame) -> tuple[Department, ...]:
    """The departments that the pack shows, in the order of `afdelinger`."""
    return _departments(frame, frame.departments)


def other_departments(frame: Frame) -> tuple[Department, ...]:
    """The departments of the project that the pack does not show, in the order of `afdelinger`."""
    others = (key for key in frame.project.department_keys() if key not in frame.departments)
    return _departments(frame, {key: frame.of_department(key) for key in others})


def _departments(frame: Frame, anchors: Mapping[str, Anchor]) -> tuple[Department, ...]:
    with_date = {row.key for row in frame.project.rows("afdelinger") if row.get("idriftsaettelse")}
    return tuple(
        Department(key, frame.department_names.get(key, Text(key)), anchor.day, key in with_date, anchor)
        for key, anchor in anchors.items()
    )


def by_go_live(all_departments: tuple[Department, ...]) -> dict[Anchor, tuple[Department, ...]]:
    """The departments grouped by the date they go live."""
    groups: dict[Anchor, list[Department]] = {}
    for department in all_departments:
        groups.setdefault(department.anchor, []).append(department)
    return {anchor: tuple(group) for anchor, group in groups.items()}


@dataclass(frozen=True, slots=True)
class Split:
    """A point in time, and the departments for which it is that; none when the pack names no department.
    `everybody`: all departments that the pack shows."""

    when: When
    departments: tuple[Department, ...] = ()
    everybody: bool = True


def split(
    frame: Frame, owners: tuple[Department, ...], row: Row, raw: date | float | None, move: Move
) -> tuple[Split, ...]:
    """When a row takes place, one for each date (specifikation.md 3.2): its weeks count from the go-live of
    each department that it covers. `owners`: the departments that the pack shows."""
    covered = owners if row.departments() == EVERYBODY else tuple(o for o in owners if row.covers(o.key))
    return split_by_go_live(frame, owners, covered, raw, move)


def split_by_go_live(
    frame: Frame,
    owners: tuple[Department, ...],
    covered: tuple[Department, ...],
    raw: date | float | None,
    move: Move,
) -> tuple[Split, ...]:
    """When something takes place for these departments, one for each date."""
    if isinstance(raw, date) or raw is None or not covered:
        anchors = by_go_live(covered) or {frame.own: ()}
        anchor = next(iter(anchors)) if len(anchors) == 1 else frame.common
        return (Split(moment(anchor, raw, move), covered, len(covered) == len(owners)),)
    dates: dict[date | None, tuple[When, tuple[Department, ...]]] = {}
    for anchor, group in by_go_live(covered).items():
        when = at(anchor, raw, move)
        first, before = dates.get(when.day, (when, ()))
        dates[when.day] = (first, (*before, *group))
    return tuple(Split(when, group, len(group) == len(owners)) for when, group in dates.values())
