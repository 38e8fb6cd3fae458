"""How days, numbers and departments of the plan are shown."""

from __future__ import annotations

from datetime import date

from plangen.documents.display import BLANK
from plangen.plan.departments import Department
from plangen.plan.when import When
from plangen.texts import danish


def short(day: date | None) -> str:
    """»06.09.2027«, or »–«."""
    return danish.short_date(day) if day else BLANK


def moment(when: When) -> str:
    """The day, else the relative words, else »–«."""
    return danish.short_date(when.day) if when.day else when.relative or BLANK


def long_moment(when: When) -> str:
    """»mandag den 6. september 2027«, else the relative words, else »–«."""
    return danish.long_date(when.day) if when.day else moment(when)


def hours(number: float | None) -> str:
    """»7,5«, or »–«."""
    return BLANK if number is None else danish.number(number)


def departments(names: tuple[Department, ...], nobody: str = BLANK) -> str:
    """The departments by name; `nobody` for none."""
    return danish.names([str(department.name) for department in names]) or nobody
