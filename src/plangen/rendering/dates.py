"""The calendar and the task list of one pack, as they are now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from plangen.exports.history import continued
from plangen.exports.identities import identified
from plangen.exports.tasks import task_sheet
from plangen.rendering.document import pack_properties
from plangen.rendering.now import PackNow
from plangen.store.base import BaseStore
from plangen.store.calendars import read_calendar, write_calendar


def calendar_of(now: PackNow, project: Path) -> bytes:
    """The calendar, which goes on from what the one before it said. `project`: the project's folder."""
    # Imported here: commands that write no calendar should not pay.
    from plangen.exports.ics import About, calendar_file

    subject = now.subject
    answers, plan = subject.answers, subject.plan
    earlier = read_calendar(BaseStore(project), subject.key)
    events = identified(earlier, now.agenda)
    told = continued(earlier, events, plan.today)
    title = answers.text("projekt_titel") or answers.project
    about = About(answers.project, subject.key, f"{title} – {subject.name}")
    return calendar_file(about, events, told, plan.today)


def remember_calendar(now: PackNow, project: Path) -> None:
    """Remembers what the calendar is about to say. Raises what `write_atomically` raises."""
    store, subject = BaseStore(project), now.subject
    earlier = read_calendar(store, subject.key)
    told = continued(earlier, identified(earlier, now.agenda), subject.plan.today)
    write_calendar(store, subject.key, told)


def task_list_of(now: PackNow) -> bytes:
    """The tasks of the pack."""
    from plangen.exports.workbook import workbook

    subject = now.subject
    properties = replace(pack_properties(subject), title=f"Opgaver – {subject.name}")
    return workbook(properties, [task_sheet(subject.plan)])
