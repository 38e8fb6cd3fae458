"""What a pack's calendar has said before, so that the next one can say what moved and what went (RFC 5545,
3.8.7.4 SEQUENCE and 3.8.1.11 STATUS)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plangen.exports.agenda import CalendarEvent

CANCELLED_FOR = timedelta(days=365)
"""How long an event that is gone is told as cancelled."""


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """What a calendar says of one event: its day, how often that has changed, and its words. `gone`: it is
    cancelled; `since`: the date of the pack in which it was first missed, None when that has none; `whose`:
    the keys of the departments that it was told of."""

    day: date
    sequence: int
    title: str
    category: str
    gone: bool = False
    since: date | None = None
    whose: tuple[str, ...] = ()


Calendar = Mapping[str, ToldEvent]
"""Identity of an event → what is told of it."""


def continued(earlier: Calendar, events: Iterable[CalendarEvent], today: date | None) -> dict[str, ToldEvent]:
    """What is told now. Its sequence rises when the day of an event changes, when an event goes and when it
    comes back. The same events once more change nothing. `today`: the date of the pack."""
    now = {event.identity: _next(earlier.get(event.identity), event) for event in events}
    return now | dict(_gone(earlier, now, today))


def _next(before: ToldEvent | None, event: CalendarEvent) -> ToldEvent:
    told = ToldEvent(event.day, 0, event.title, event.category, whose=event.whose)
    if before is None:
        return told
    changed = before.gone or before.day != event.day
    return replace(told, sequence=before.sequence + changed)


def _gone(earlier: Calendar, now: Calendar, today: date | None) -> Iterator[tuple[str, ToldEvent]]:
    for identity, before in earlier.items():
        if identity in now:
            continue
        if not before.gone:
            yield identity, replace(before, gone=True, sequence=before.sequence + 1, since=today)
        elif not (today and before.since and today - before.since >= CANCELLED_FOR):
            yield identity, replace(before, since=before.since or today)
