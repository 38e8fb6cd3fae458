"""Calendars of the examples, made in memory and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from icalendar import Calendar

from plangen.exports.agenda import agenda
from plangen.exports.history import ToldEvent, continued
from plangen.exports.ics import About, calendar_file, uid
from plangen.exports.identities import identified
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import LoadedProject, read_project
from plangen.rendering.subject import Subject


@dataclass(frozen=True)
class Read:
    """An event as another program reads it."""

    day: date
    sequence: int
    status: str
    title: str
    category: str
    description: str


def events_in(data: bytes) -> dict[str, Read]:
    """UID → event."""
    return {
        str(event["uid"]): Read(
            event.decoded("dtstart"),
            int(event["sequence"]),
            str(event["status"]),
            str(event["summary"]),
            str(event["categories"].cats[0]),
            str(event.get("description", "")),
        )
        for event in Calendar.from_ical(data).walk("VEVENT")
    }


def calendar(
    subject: Subject, earlier: Mapping[str, ToldEvent] | None = None
) -> tuple[bytes, dict[str, ToldEvent]]:
    """The calendar of a pack and what is remembered of it. `earlier`: the same of the one before."""
    suggested = agenda(subject.answers, subject.plan, subject.documents)
    events = identified(earlier or {}, suggested)
    told = continued(earlier or {}, events, subject.plan.today)
    return calendar_file(about(subject), events, told, subject.plan.today), told


def about(subject: Subject) -> About:
    return About(subject.answers.project, subject.key, subject.name)


def uid_of(subject: Subject, *thing: str) -> str:
    return uid(about(subject), "/".join(thing))


@cache
def changed(folder: Path, example: Path, old: str, new: str) -> LoadedProject:
    """An example with one text of its answer file replaced."""
    text = example.read_text("utf-8")
    assert old in text
    path = folder / example.name
    path.write_text(text.replace(old, new), "utf-8")
    return read_project(path, shipped_library())
