"""What staff learn and who helps them: needs and the training that meets them, superusers, extra support, and
when readiness is measured (specifikation.md 3.5, D07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from plangen.answers.model import Row
from plangen.plan.card import Card
from plangen.plan.departments import EVERYBODY, Department, Split, by_go_live, split, split_by_go_live
from plangen.plan.frame import Frame, day_or_weeks, finite
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import same

NEEDS, SUPERUSERS, TRAINING = "kompetencebehov", "superbrugere", "oplaering"
BEFORE_OTHERS: Final = ("superbrugerforloeb", "ledersparring")
"""The forms of training for those who help the others."""
READINESS_WEEKS: Final = (-8, 4, 26)
_LEADERSHIP, _FOR_LEADERS, _ALL = "ledelse", "ledersparring", "alle"
_SUPPORT = "OPG-24"


@dataclass(frozen=True, slots=True)
class Need:
    """A row of `kompetencebehov`. `met_by`: the activities of `oplaering` that cover the group, each once."""

    row: AnswerRef
    met_by: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Superuser:
    """A row of `superbrugere`; when the role is learned, for each go-live date it hangs on."""

    row: AnswerRef
    ready: tuple[Split, ...]


@dataclass(frozen=True, slots=True)
class Training:
    """`needs` by department and group, `superusers` in the order of the answers; `support`: until when there
    is extra help, none when that is not said; `readiness`: each of the measurements, by go-live date."""

    needs: tuple[Need, ...]
    superusers: tuple[Superuser, ...]
    support: tuple[Split, ...]
    readiness: tuple[tuple[Split, ...], ...]


def training(frame: Frame, owners: tuple[Department, ...], cards: tuple[Card, ...]) -> Training:
    """All of it for one pack. `owners`: the departments that the pack shows."""
    return Training(
        _needs(frame, owners),
        tuple(
            Superuser(row_ref(SUPERUSERS, row), _ready(frame, owners, row))
            for row in frame.answers.rows(SUPERUSERS)
        ),
        _support(frame, owners, cards),
        tuple(split_by_go_live(frame, owners, owners, weeks, frame.meeting) for weeks in READINESS_WEEKS),
    )


def _ready(frame: Frame, owners: tuple[Department, ...], row: Row) -> tuple[Split, ...]:
    raw: date | float | None = day_or_weeks(row.get("klaedt_paa_tid"))
    return () if raw is None else split(frame, owners, row, raw, frame.deadline)


def _support(frame: Frame, owners: tuple[Department, ...], cards: tuple[Card, ...]) -> tuple[Split, ...]:
    """The end of the card about it where there is one date; else the weeks from each go-live."""
    card = next((card for card in cards if card.id == _SUPPORT), None)
    if card is not None and len(by_go_live(owners)) < 2:
        return (Split(card.end, owners),)
    weeks = finite(frame.given("support_drift", "ekstra_til_uge"))
    return () if weeks is None else split_by_go_live(frame, owners, owners, weeks, frame.deadline)


def _needs(frame: Frame, owners: tuple[Department, ...]) -> tuple[Need, ...]:
    """By department, those of all last, and then by group, in the order in which each is named first."""
    rows = frame.answers.rows(NEEDS)
    departments = {department.key: number for number, department in enumerate(owners)}
    groups = list(dict.fromkeys(same(row.text("gruppe")) for row in rows))

    def place(row: Row) -> tuple[int, int]:
        first = min(departments.get(key, len(owners)) for key in row.departments())
        return first, groups.index(same(row.text("gruppe")))

    return tuple(Need(row_ref(NEEDS, row), _met_by(frame, row)) for row in sorted(rows, key=place))


def _met_by(frame: Frame, need: Row) -> tuple[Text, ...]:
    found = {
        same(row.text("aktivitet")): cell(TRAINING, row, "aktivitet")
        for row in reversed(frame.answers.rows(TRAINING))
        if _is_for(row, need) and row.text("aktivitet")
    }
    return tuple(reversed(found.values()))


def _is_for(session: Row, need: Row) -> bool:
    """Whether training is for the group of a need. »alle« are the staff; leaders have their own."""
    theirs = EVERYBODY[0] in (*session.departments(), *need.departments())
    if not theirs and not {*session.departments()} & {*need.departments()}:
        return False
    group = same(session.text("gruppe"))
    if need.get("art") == _LEADERSHIP:
        return session.get("form") == _FOR_LEADERS or group == same(need.text("gruppe"))
    return group in (_ALL, same(need.text("gruppe")))
