"""Who does what: everything that a role owns (specifikation.md 3.5; 002,
»Vigtige roller i forandringer«)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from plangen.plan.card import Card
from plangen.plan.dated import records, row_name
from plangen.plan.frame import Frame
from plangen.plan.refs import AnswerRef, Text, cell
from plangen.plan.roles import ROLES, Role, known_titles, resolve, role_of_key, same
from plangen.plan.tasks import OWN_TASKS

CARDS = "Opgavekort"
# R93: a cell may name several roles.
_SEPARATORS = re.compile(r",\s+|/|\s+og\s+")


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a role owns. `card` is set for a card, `row` for a row of the answers."""

    what: Text
    day: date | None
    card: Card | None = None
    row: AnswerRef | None = None


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """The things of one kind: `label` is »Opgavekort« or the short name of a question."""

    label: str
    question: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class RoleOverview:
    """A title and all it owns. `labels`: the Danish names of the roles that have this title; empty for a
    title that is no role of `roller`."""

    role: Role
    labels: tuple[str, ...]
    groups: tuple[DutyGroup, ...]


@dataclass(slots=True)
class _Collected:
    role: Role
    labels: list[str] = field(default_factory=list)
    duties: dict[str, list[Duty]] = field(default_factory=dict)


def role_overview(
    frame: Frame, cards: tuple[Card, ...], days: Mapping[AnswerRef, date | None]
) -> tuple[RoleOverview, ...]:
    """Every title that owns something: first the roles of `roller`, then the other titles that the answers
    name, then whoever else is named. Roles with the same title are one. `days`: the day of each row."""
    people = _known(frame)
    for card in cards:
        for owner in _owners(people, card.performer):
            _give(people, owner, CARDS, Duty(card.title, card.end.day, card, card.row))
    for question, owner, duty in _duties(frame, days):
        for one in _owners(people, owner):
            _give(people, one, question, duty)
    return tuple(_overview(frame, person) for person in people.values() if person.duties)


def _known(frame: Frame) -> dict[str, _Collected]:
    people: dict[str, _Collected] = {}
    for row in frame.project.rows(ROLES):
        if row.text("rolle"):
            role = role_of_key(frame.project, row.key)
            people.setdefault(same(role.text), _Collected(role)).labels.append(role.label)
    for title in known_titles(frame.project):
        people.setdefault(same(title.text), _Collected(Role(title.text, source=title.source)))
    return people


def _owners(people: dict[str, _Collected], named: Role) -> list[Role]:
    """The role that is named as a whole; else its parts when one of them is known; else the whole."""
    if not named or same(named.text) in people:
        return [named] if named else []
    parts = [part for part in _SEPARATORS.split(named.text) if part.strip()]
    if any(same(part) in people for part in parts):
        return [Role(part.strip()) for part in parts]
    return [named]


def _give(people: dict[str, _Collected], owner: Role, kind: str, duty: Duty) -> None:
    person = people.setdefault(same(owner.text), _Collected(owner))
    person.duties.setdefault(kind, []).append(duty)


def _duties(frame: Frame, days: Mapping[AnswerRef, date | None]) -> Iterator[tuple[str, Role, Duty]]:
    """Every row with a cell that refers to a role: question id, whom it names, and the row as a duty."""
    for question in frame.catalog.questions.values():
        columns = [column.id for column in question.columns if column.refers == "rolle"]
        if not columns or question.id == OWN_TASKS:  # own tasks are cards
            continue
        for row in records(frame, question.id):
            named = {same(text.text): text for c in columns if (text := cell(question.id, row, c))}
            ref = AnswerRef(question.id, row.key)
            duty = Duty(row_name(frame, question.id, row), days.get(ref), row=ref)
            for text in named.values():
                yield question.id, resolve(frame.project, text), duty


def _overview(frame: Frame, person: _Collected) -> RoleOverview:
    groups = (
        DutyGroup(_label(frame, kind), "" if kind == CARDS else kind, tuple(_by_day(duties)))
        for kind, duties in person.duties.items()
    )
    return RoleOverview(person.role, tuple(person.labels), tuple(groups))


def _label(frame: Frame, kind: str) -> str:
    return kind if kind == CARDS else frame.catalog.questions[kind].short


def _by_day(duties: Iterable[Duty]) -> list[Duty]:
    return sorted(duties, key=lambda duty: duty.day or date.max)
