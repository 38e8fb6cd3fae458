"""The dated things of one pack as a calendar has them: each with an identity that stays when it moves."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from plangen.answers.identity import KEPT, Very
from plangen.answers.model import Answers
from plangen.catalog import Document
from plangen.exports.places import place_of
from plangen.ooxml.characters import clean
from plangen.plan.departments import Department
from plangen.plan.entry import EntryKind, PlanEntry
from plangen.plan.model import Plan
from plangen.plan.refs import NO_TEXT
from plangen.plan.timeline import timeline
from plangen.texts.danish import names

TITLE_AT_MOST = 120
"""Characters of a title; the description holds all of it."""
CATEGORIES: Final[dict[EntryKind, str]] = {
    "Opgave begynder": "Opgave",
    "Opgave slutter": "Opgave",
    "Frist for potentiale": "Frist",
    "Frist for barriere": "Frist",
    "Frist for beslutning": "Frist",
    "Krav til brugen gælder fra": "Ibrugtagning",
    "Retningslinje gælder fra": "Ibrugtagning",
    "Arbejdsgang gælder fra": "Ibrugtagning",
    "Prøvehandling begynder": "Prøvehandling",
    "Prøvehandling evalueres": "Prøvehandling",
    "Læseadgang til det gamle system slutter": "Frist",
    "Det gamle system lukkes": "Frist",
}
"""Kind of a dated thing → its category in a calendar; the others are their own."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A day in a calendar. `identity`: within its pack, and never made of the day or the title alone;
    `description`: lines; `thing`: what all days of the same thing have in common; `whose`: the keys of all
    departments that have this day, none where the pack names no department."""

    identity: str
    day: date
    title: str
    category: str
    description: tuple[str, ...] = ()
    thing: str = ""
    whose: tuple[str, ...] = ()


def agenda(answers: Answers, plan: Plan, documents: Sequence[Document]) -> tuple[CalendarEvent, ...]:
    """Everything in a pack's plan that has a day, by day. `answers`: those that the plan was computed from;
    `documents`: the pack's. Whether a calendar is out of date is asked of every pack by every command, so the
    last ones are kept."""
    return _agenda(Very(answers), Very(plan), tuple(documents))


@lru_cache(maxsize=KEPT)
def _agenda(
    of: Very[Answers], planned: Very[Plan], documents: tuple[Document, ...]
) -> tuple[CalendarEvent, ...]:
    answers, plan = of.value, planned.value
    things: dict[str, list[PlanEntry]] = {}
    for entry in timeline(answers, plan):
        things.setdefault("/".join(entry.thing), []).append(entry)
    everybody = tuple(owner.key for owner in plan.departments)
    events = [
        CalendarEvent(
            identity,
            one.day,
            _title(one),
            _category(one),
            tuple(_lines(one, plan, answers, documents)),
            thing,
            tuple(owner.key for owner in one.departments) or everybody,
        )
        for thing, entries in things.items()
        for identity, one in _apart(thing, entries, plan.departments)
    ]
    return tuple(sorted(events, key=lambda event: (event.day, event.identity)))


def _apart(
    thing: str, entries: Iterable[PlanEntry], owners: Sequence[Department]
) -> Iterator[tuple[str, PlanEntry]]:
    """One thing as an event for each of its days, each for the departments that have that day.

    What each suggests to be known by: that of the departments without a date of their own by the thing, else
    that of the first department; the others by their first department. A calendar that has told of the thing
    before goes by what it told (`plangen.exports.identities`).
    """
    order = {department.key: place for place, department in enumerate(owners)}
    days: dict[date, PlanEntry] = {}
    for entry in entries:
        known = days.get(entry.day)
        days[entry.day] = _for_both(known, entry, order) if known else entry
    groups = sorted(days.values(), key=lambda one: [order.get(owner.key, 0) for owner in one.departments])
    common = (one for one in groups if any(not owner.own_date for owner in one.departments or owners))
    main = next(common, groups[0])
    for n, one in enumerate(groups):
        whose = () if len(one.departments) == len(owners) else one.departments
        suggested = thing if one is main else f"{thing}/@{_whose(one, n)}"
        yield suggested, replace(one, departments=whose)


def _whose(entry: PlanEntry, number: int) -> str:
    return entry.departments[0].key if entry.departments else str(number)


def _for_both(one: PlanEntry, other: PlanEntry, order: dict[str, int]) -> PlanEntry:
    """Two entries of a thing on one day as one; for everybody when one of them is."""
    if not one.departments or not other.departments:
        return replace(one, departments=())
    both = {owner.key: owner for owner in (*one.departments, *other.departments)}
    return replace(one, departments=tuple(sorted(both.values(), key=lambda owner: order.get(owner.key, 0))))


def _category(entry: PlanEntry) -> str:
    return CATEGORIES.get(entry.kind, entry.kind)


def _title(entry: PlanEntry) -> str:
    """»Frist: Skriv retningslinjer (Ungeindsatsen)«. The number of a card is no part of it: it may change
    when other cards move."""
    what = one_line(entry.what.text)
    if entry.kind == "Evaluering":
        said = f"{what}, {entry.when.relative}" if entry.when.relative else what
    elif entry.kind == "Milepæl":
        said = what
    else:
        said = f"{'Frist' if entry.card else entry.kind}: {what}"
    whose = f" ({names([str(owner.name) for owner in entry.departments])})" if entry.departments else ""
    return textwrap.shorten(said + whose, TITLE_AT_MOST, placeholder=" …")


def _lines(entry: PlanEntry, plan: Plan, answers: Answers, documents: Sequence[Document]) -> Iterator[str]:
    """What a calendar says besides the title: what a document prints of it, and which one does."""
    number = f"Opgave {entry.card.number}: " if entry.card else ""
    yield f"{number}{one_line(entry.what.text)}"
    yield from (f"Milepæl: {title}" for title in _milestones(entry, plan))
    message, to = (more.text for more in entry.more or (NO_TEXT, NO_TEXT))
    said = {
        "Budskab": "" if message == entry.what.text else message,
        "Til": to,
        "Hvem": entry.who.text,
        "Afdelinger": names([str(owner.name) for owner in entry.departments]),
        "Dato": entry.when.phrase,
        "Status": entry.status,
        "Står i": place_of(entry, answers, documents),
    }
    yield from (f"{name}: {one_line(text)}" for name, text in said.items() if text)


def _milestones(entry: PlanEntry, plan: Plan) -> Iterator[str]:
    """The milestones that fall on the day of a task, because it is their slut."""
    for stone in plan.milestones if entry.card else ():
        if stone.card and entry.card and stone.card.id == entry.card.id and stone.when.day == entry.when.day:
            yield one_line(stone.title.text)


def one_line(text: str) -> str:
    """A text of the answers on one line, without what no file can hold."""
    return " ".join(clean(text).split())
