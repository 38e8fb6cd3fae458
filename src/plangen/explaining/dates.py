"""The dated things of a plan, each with how its dates come about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from plangen.catalog import Catalog
from plangen.explaining.account import Account
from plangen.explaining.steps import step_data, told
from plangen.plan import When
from plangen.plan.card import Card
from plangen.plan.entry import PlanEntry
from plangen.plan.timeline import timeline
from plangen.plan.windows import Window
from plangen.rendering.subject import Subject
from plangen.texts.danish import joined, long_date, short_date

_NUMBER = re.compile(r"A(\d{1,3})", re.IGNORECASE)
_WINDOW = re.compile(r"(?:evaluerings)?vindue (\d{1,3})", re.IGNORECASE)
_DATES = (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})"))


def of_card(subject: Subject, what: str) -> list[Account]:
    """The card with that number (»A13«) or id (»OPG-15«); none when there is none."""
    number = _NUMBER.fullmatch(what)
    wanted = f"A{int(number[1]):02d}" if number else what.upper()
    return [_card(card, subject) for card in subject.plan.cards if wanted in (card.number, card.id.upper())]


def of_window(subject: Subject, what: str) -> list[Account]:
    """The evaluation window with that number (»vindue 2«)."""
    match = _WINDOW.fullmatch(what)
    windows = subject.plan.windows if match else ()
    return [_window(one, subject) for one in windows if match and one.number == int(match[1])]


def of_day(subject: Subject, what: str) -> list[Account]:
    """Everything on one day: cards that begin, and all that the plan has there."""
    day = as_day(what)
    if day is None:
        return []
    begin = [_begins(card, subject) for card in subject.plan.cards if card.start.day == day]
    group = [account for when, account in _of_group(subject) if when.day == day]
    return [*begin, *(_entry(one, subject) for one in _entries(subject) if one.when.day == day), *group]


def of_text(subject: Subject, what: str) -> list[Account]:
    """The dated things that are called so."""
    wanted = what.casefold()
    cards = [_card(card, subject) for card in subject.plan.cards if wanted in card.title.text.casefold()]
    others = (one for one in _entries(subject) if one.card is None)
    group = [account for _, account in _of_group(subject) if wanted in account.title.casefold()]
    return [*cards, *(_entry(one, subject) for one in others if wanted in one.what.text.casefold()), *group]


def as_day(what: str) -> date | None:
    """»2027-08-09« and »09.08.2027« as a day; None for anything else."""
    for number, form in enumerate(_DATES):
        if match := form.fullmatch(what):
            year, month, day = (
                int(part) for part in (match.groups() if number == 0 else match.groups()[::-1])
            )
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None


def _entries(subject: Subject) -> Iterator[PlanEntry]:
    """What has a day, of a department's pack also the milestones that it shares with the project."""
    known = set[tuple[str, str, date | None]]()
    shared = (PlanEntry(one.when, "Milepæl", one.title) for one in subject.plan.milestones)
    for one in (*timeline(subject.answers, subject.plan), *shared):
        told = (one.kind, one.what.text, one.when.day)
        if told not in known:
            known.add(told)
            yield one


def _of_group(subject: Subject) -> Iterator[tuple[When, Account]]:
    """What the working group delivers at a time, and its period."""
    group = subject.plan.group
    tasks = [(f"Arbejdsgruppens opgave: {one.text}", one.due) for one in group.tasks if one.due]
    period = [("Arbejdsgruppen begynder", group.start), ("Arbejdsgruppen slutter", group.end)]
    for title, when in (*tasks, *period):
        if when.day:
            yield when, _account(title, (("Dato", when),), subject, {"slags": "Arbejdsgruppe"})


def _card(card: Card, subject: Subject) -> Account:
    parts = (("Start", card.start), ("Slut", card.end))
    return _account(
        f"{card.number} {card.title} ({card.id})", parts, subject, {"kort": card.id, "nr": card.number}
    )


def _begins(card: Card, subject: Subject) -> Account:
    title = f"{card.number} {card.title} ({card.id}) begynder"
    return _account(title, (("Start", card.start),), subject, {"kort": card.id, "nr": card.number})


def _window(window: Window, subject: Subject) -> Account:
    names = joined([one.name.text for one in window.departments])
    title = f"Evalueringsvindue {window.number}{f' ({names})' if names else ''}"
    return _account(title, (("Dato", window.when),), subject, {"vindue": window.number})


def _entry(entry: PlanEntry, subject: Subject) -> Account:
    names = joined([one.name.text for one in entry.departments])
    name = f"{entry.card.number} {entry.what}" if entry.card else str(entry.what)
    title = f"{entry.kind}: {name}{f' ({names})' if names else ''}"
    return _account(title, (("Dato", entry.when),), subject, {"slags": entry.kind})


def _account(
    title: str, parts: tuple[tuple[str, When], ...], subject: Subject, more: dict[str, object]
) -> Account:
    catalog: Catalog = subject.library.catalog
    lines: list[tuple[int, str]] = []
    for name, when in parts:
        day = long_date(when.day) if when.day else "ukendt"
        lines.append((1, f"{name}: {day}"))
        lines += [(2, line) for line in told(when, catalog)]
    dates = {
        name.lower(): {
            "dato": when.day.isoformat() if when.day else None,
            "vist": short_date(when.day) if when.day else "",
            "trin": [step_data(step) for step in when.steps],
            "forklaring": list(told(when, catalog)),
        }
        for name, when in parts
    }
    return Account(title, tuple(lines), {"emne": "dato", "hvad": title, **more, "datoer": dates})
