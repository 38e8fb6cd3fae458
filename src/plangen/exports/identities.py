"""Which event of a new calendar is which of those that the one before it told.

A thing that several departments share is one event for each of its days. When the departments' days part or
meet, the days alone do not say which event is the old one: the departments do. What most of an event's
departments have now is that event, moved or not; a department that goes its own way gets an event of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from plangen.exports.agenda import CalendarEvent
from plangen.exports.history import Calendar


def identified(earlier: Calendar, events: Iterable[CalendarEvent]) -> tuple[CalendarEvent, ...]:
    """The events, each with the identity that its departments' event had before. Those that nothing is
    remembered of keep the identity that they suggest, unless another event has it. The same events once more
    get the same identities."""
    things: dict[str, list[CalendarEvent]] = {}
    for event in events:
        things.setdefault(event.thing, []).append(event)
    remembered: dict[str, list[str]] = {}
    for identity in earlier:
        remembered.setdefault(_thing(identity), []).append(identity)
    found = [
        replace(event, identity=identity)
        for thing, group in things.items()
        for event, identity in _named(group, earlier, remembered.get(thing, ()))
    ]
    return tuple(sorted(found, key=lambda event: (event.day, event.identity)))


def own_identity(thing: str, whose: str) -> str:
    """The identity of an event of a thing that other departments have on another day."""
    return f"{thing}/@{whose}"


def _thing(identity: str) -> str:
    return identity.rpartition("/@")[0] or identity


def _named(
    events: Sequence[CalendarEvent], earlier: Calendar, remembered: Sequence[str]
) -> Iterator[tuple[CalendarEvent, str]]:
    """The events of one thing with their identities. The pair that has most in common is chosen first."""
    pairs = [
        (_distance(event, identity, earlier), place, identity)
        for place, event in enumerate(events)
        for identity in remembered
        if _related(event, identity, earlier)
    ]
    taken: dict[int, str] = {}
    for _, place, identity in sorted(pairs):
        if place not in taken and identity not in taken.values():
            taken[place] = identity
    used = {*remembered, *taken.values()}
    for place, event in enumerate(events):
        identity = taken.get(place) or next(name for name in _names(event) if name not in used)
        used.add(identity)
        yield event, identity


def _related(event: CalendarEvent, identity: str, earlier: Calendar) -> bool:
    return identity == event.identity or not set(event.whose).isdisjoint(earlier[identity].whose)


def _distance(event: CalendarEvent, identity: str, earlier: Calendar) -> tuple[bool, int, bool, bool]:
    """How little an event has in common with one that was told: one that stands is preferred to one that is
    cancelled, then the one with most of its departments, then the same day, then the same name."""
    told = earlier[identity]
    common = len(set(event.whose) & set(told.whose))
    return told.gone, -common, event.day != told.day, identity != event.identity


def _names(event: CalendarEvent) -> Iterator[str]:
    """What a new event may be called: as it suggests, by a department that has it, or with a number."""
    yield event.identity
    for key in event.whose:
        yield own_identity(event.thing, key)
    for number in count(2):
        yield own_identity(event.thing, f"{number}")
