"""The calendar and the task list of one pack, as they are now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from plangen.exports.agenda import CalendarEvent
from plangen.exports.history import ToldEvent, continued
from plangen.exports.identities import identified
from plangen.exports.tasks import task_sheet
from plangen.ooxml.properties import CoreProperties
from plangen.rendering.document import pack_properties
from plangen.rendering.now import PackNow
from plangen.store.base import BaseStore
from plangen.store.calendars import read_calendar, write_calendar
from plangen.store.memory import sha256

if TYPE_CHECKING:
    from plangen.exports.workbook import BookSheet


def calendar_of(now: PackNow, project: Path) -> bytes:
    """The calendar, which goes on from what the one before it said. `project`: the project's folder."""
    # Imported here: commands that write no calendar should not pay.
    from plangen.exports.ics import About, calendar_file

    subject = now.subject
    events, told = _continued(now, project)
    about = About(subject.answers.project, subject.key, _title(now))
    return calendar_file(about, events, told, subject.plan.today)


def calendar_mark(now: PackNow, project: Path) -> str:
    """What tells one calendar from another, without making it."""
    subject = now.subject
    told = (subject.answers.project, subject.key, _title(now), subject.plan.today, *_continued(now, project))
    return sha256(repr(told).encode("utf-8"))


def remember_calendar(now: PackNow, project: Path) -> None:
    """Remembers what the calendar is about to say. Raises what `write_atomically` raises."""
    write_calendar(BaseStore(project), now.subject.key, _continued(now, project)[1])


def _continued(now: PackNow, project: Path) -> tuple[tuple[CalendarEvent, ...], dict[str, ToldEvent]]:
    """The events of the calendar, and what it says of each and of those that are gone."""
    earlier = read_calendar(BaseStore(project), now.subject.key)
    events = tuple(identified(earlier, now.agenda))
    return events, dict(sorted(continued(earlier, events, now.subject.plan.today).items()))


def _title(now: PackNow) -> str:
    answers = now.subject.answers
    return f"{answers.text('projekt_titel') or answers.project} – {now.subject.name}"


def task_list_of(now: PackNow) -> bytes:
    """The tasks of the pack."""
    from plangen.exports.workbook import workbook

    return workbook(*_tasks(now))


def task_list_mark(now: PackNow) -> str:
    """What tells one task list from another, without making it."""
    return sha256(repr(_tasks(now)).encode("utf-8"))


def _tasks(now: PackNow) -> tuple[CoreProperties, list[BookSheet]]:
    subject = now.subject
    properties = replace(pack_properties(subject), title=f"Opgaver – {subject.name}")
    return properties, [task_sheet(subject.plan)]
