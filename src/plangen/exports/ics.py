"""`kalender.ics`: the dated things of a pack for Outlook and other calendars (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from uuid import UUID, uuid5

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from plangen.exports.agenda import CalendarEvent
from plangen.exports.history import ToldEvent

UNDATED: Final = date(2000, 1, 1)
"""The day of the calendar's making (DTSTAMP) of a pack without `pakke.dato`: nothing reads the clock."""
ZONE: Final = "Europe/Copenhagen"
CANCELLED: Final = "Udgår"
_NAMES: Final = UUID("7c1ff0a6-5d0b-4f0e-9d57-6a3b1c9b2f41")
"""The namespace of the events' UIDs."""
_END: Final = b"END:VCALENDAR\r\n"
_SINCE_1996 = datetime(1996, 1, 1)


@dataclass(frozen=True, slots=True)
class About:
    """Whose calendar it is: the project's name and the pack's key, which its UIDs are made of, and what it is
    called."""

    project: str
    pack: str
    title: str


def calendar_file(
    about: About, events: Iterable[CalendarEvent], told: Mapping[str, ToldEvent], today: date | None
) -> bytes:
    """The calendar. `told`: what it says of each event, also of those that are gone."""
    calendar = Calendar()
    calendar.add("prodid", "-//plangen//kalender//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", about.title)
    calendar.add("x-wr-calname", about.title)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add_component(_zone())
    lines = {event.identity: tuple(event.description) for event in events}
    stamp = datetime.combine(today or UNDATED, time(), UTC)
    written = (
        _written(uid(about, identity), one, lines.get(identity, ()), stamp)
        for identity, one in sorted(told.items(), key=lambda item: (item[1].day, item[0]))
    )
    return bytes(calendar.to_ical()).replace(_END, b"".join((*written, _END)))


def uid(about: About, identity: str) -> str:
    """The UID of an event: of project, pack and the thing itself, never of its day or title."""
    return str(uuid5(_NAMES, "/".join((about.project, about.pack, identity))))


@lru_cache(maxsize=10_000)
def _written(uid: str, told: ToldEvent, lines: tuple[str, ...], stamp: datetime) -> bytes:
    """The lines of an event; most are as they were in the pack or the build before."""
    return bytes(_event(uid, told, lines, stamp).to_ical())


def _event(uid: str, told: ToldEvent, lines: Iterable[str], stamp: datetime) -> Event:
    """A whole day. It takes nobody's time: the plan says when, people's own calendars at what hour."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", told.day)
    event.add("dtend", _day_after(told.day))
    event.add("sequence", told.sequence)
    event.add("status", "CANCELLED" if told.gone else "CONFIRMED")
    event.add("summary", f"{CANCELLED}: {told.title}" if told.gone else told.title)
    event.add("categories", [told.category])
    event.add("transp", "TRANSPARENT")
    if description := "\n".join(lines):
        event.add("description", description)
    return event


def _day_after(day: date) -> date:
    """The day before which a whole day ends; the last day that there is ends with itself."""
    return day + timedelta(days=1) if day < date.max else day


def _zone() -> Timezone:
    """Danish time by its rules: what people put a clock time on stands right in winter and summer."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    for part in _halves():
        zone.add_component(part)
    return zone


def _halves() -> Iterator[TimezoneStandard | TimezoneDaylight]:
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    for half, name, month, hour, before, after in (
        (TimezoneStandard(), "CET", 10, 3, summer, winter),
        (TimezoneDaylight(), "CEST", 3, 2, winter, summer),
    ):
        half.add("tzname", name)
        half.add("tzoffsetfrom", before)
        half.add("tzoffsetto", after)
        half.add("dtstart", _last_sunday(month, hour))
        half.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        yield half


def _last_sunday(month: int, hour: int) -> datetime:
    """The first time that the clock was changed in this month by the rules of now."""
    last = _SINCE_1996.replace(month=month, day=31, hour=hour)
    return last - timedelta(days=(last.weekday() + 1) % 7)
