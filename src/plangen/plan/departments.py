"""The departments of a pack with their go-live dates (specifikation.md 3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plangen.plan.frame import Frame
from plangen.plan.refs import Text
from plangen.plan.when import Anchor


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
    return tuple(_department(frame, key, anchor) for key, anchor in frame.departments.items())


def _department(frame: Frame, key: str, anchor: Anchor) -> Department:
    row = frame.project.row("afdelinger", key)
    own_date = row is not None and isinstance(row.get("idriftsaettelse"), date)
    return Department(key, frame.department_name(key), anchor.day, own_date, anchor)


def by_go_live(all_departments: tuple[Department, ...]) -> dict[Anchor, tuple[Department, ...]]:
    """The departments grouped by the date they go live."""
    anchors = dict.fromkeys(department.anchor for department in all_departments)
    return {anchor: tuple(d for d in all_departments if d.anchor == anchor) for anchor in anchors}
