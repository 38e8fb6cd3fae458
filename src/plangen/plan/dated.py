"""Rows of the answers that have a date of their own, in one form (specifikation.md 2.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import floor
from typing import Literal

from plangen.answers.model import Row
from plangen.answers.options import options_of
from plangen.catalog import Question
from plangen.plan.departments import Department, split
from plangen.plan.frame import Frame, day_or_weeks, number
from plangen.plan.refs import AnswerRef, Text, cell
from plangen.plan.roles import NOBODY, Role, responsible
from plangen.plan.when import When, at, moment

DatedKind = Literal[
    "Frist",
    "Frist for potentiale",
    "Frist for barriere",
    "Frist for beslutning",
    "Krav til brugen gælder fra",
    "Retningslinje gælder fra",
    "Arbejdsgang gælder fra",
    "Oplæring",
    "Prøvehandling begynder",
    "Prøvehandling evalueres",
    "Måling",
    "Læseadgang til det gamle system slutter",
    "Det gamle system lukkes",
    "Opfølgning",
]
"""What a row with a date is called in a list of dates."""


@dataclass(frozen=True, slots=True)
class DatedColumn:
    """A column with a date: what it is called in a list of dates, the column that says who does it (and the
    one that says it otherwise), whether it is a deadline, and whether each department has its own date."""

    question: str
    column: str
    kind: DatedKind
    who: str
    deadline: bool = False
    else_who: str = ""
    split: bool = False


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A row of the answers at a point in time. `departments`: for which it is that day; none for the row of
    a whole project without departments. `everybody`: all that the pack shows."""

    kind: DatedKind
    what: Text
    who: Role
    when: When
    row: AnswerRef
    departments: tuple[Department, ...] = ()
    everybody: bool = True
    status: str = ""


DATED_COLUMNS = (
    DatedColumn("potentialer", "deadline", "Frist for potentiale", "ansvarlig", deadline=True),
    DatedColumn("barrierer", "deadline", "Frist for barriere", "ansvarlig", deadline=True),
    DatedColumn("beslutninger", "frist", "Frist for beslutning", "ansvarlig", deadline=True),
    DatedColumn("compliance", "dato", "Frist", "ansvarlig", deadline=True),
    DatedColumn("arbejdsgange", "fra_uge", "Arbejdsgang gælder fra", "ansvarlig", split=True),
    DatedColumn("brugskrav", "fra", "Krav til brugen gælder fra", "", split=True),
    DatedColumn("retningslinje_elementer", "fra", "Retningslinje gælder fra", ""),
    DatedColumn("oplaering", "tidspunkt", "Oplæring", "ansvarlig", else_who="underviser", split=True),
    DatedColumn("proevehandlinger", "start", "Prøvehandling begynder", "ansvarlig"),
    DatedColumn("proevehandlinger", "evalueres", "Prøvehandling evalueres", "ansvarlig"),
    DatedColumn("maal", "maales_uge", "Måling", "gevinstejer"),
    DatedColumn(
        "udskiftning", "laeseadgang_til", "Læseadgang til det gamle system slutter", "ansvarlig", True
    ),
    DatedColumn("udskiftning", "lukkes", "Det gamle system lukkes", "ansvarlig", True),
)

# Tables whose first cell does not tell their rows apart: the same staff group stands in many.
_NAMED_BY = {"brugskrav": "til"}
# A deadline with one of these is no longer waited for.
_OPEN, _SETTLED = "aaben", ("faerdig", "ikke_relevant", "loest", "bortfaldet")
FOLLOW_UP = "opfoelgning"


def dated_rows(frame: Frame, owners: tuple[Department, ...]) -> Iterator[DatedRow]:
    """Every row with a date in one of `DATED_COLUMNS` that still matters, also when the day cannot be
    computed yet. `owners`: the departments that the pack shows."""
    for dated in DATED_COLUMNS:
        for row in records(frame, dated.question):
            raw = day_or_weeks(row.get(dated.column))
            if raw is not None and row.text("status") not in _SETTLED:
                yield from _dates(frame, owners, dated, row, raw)


def _dates(
    frame: Frame, owners: tuple[Department, ...], dated: DatedColumn, row: Row, raw: date | float
) -> Iterator[DatedRow]:
    move = frame.deadline if dated.deadline else frame.meeting
    made = partial(
        DatedRow,
        dated.kind,
        row_name(frame, dated.question, row),
        responsible(frame, dated.question, row, dated.who, dated.else_who) if dated.who else NOBODY,
        row=AnswerRef(dated.question, row.key),
        status=_status(frame, dated.question, row),
    )
    if dated.split:
        for one in split(frame, owners, row, raw, move):
            yield made(when=one.when, departments=one.departments, everybody=one.everybody)
    else:
        covered = tuple(owner for owner in owners if row.covers(owner.key))
        anchor = frame.own if dated.question == "maal" else frame.of_row(row)
        when = moment(anchor, raw, move)
        yield made(when=when, departments=covered, everybody=len(covered) == len(owners))


def _status(frame: Frame, question: str, row: Row) -> str:
    """What is reported of it, in words; a point that nobody reported on is open (specifikation.md 3.4)."""
    for column in frame.catalog.questions[question].columns:
        if column.id == "status":
            options = options_of(frame.catalog, column)
            return options.get(row.text("status") or _OPEN, "")
    return ""


def follow_ups(frame: Frame, rows: Iterable[Row], first: date, last: date) -> Iterator[DatedRow]:
    """The occurrences of these rows of `opfoelgning` from `first` to `last`: every `frekvens_uger` weeks from
    `foerste_uge`, which is `frekvens_uger` when it is not given (R90)."""
    for row in rows:
        who, what = responsible(frame, FOLLOW_UP, row, "hvem"), row_name(frame, FOLLOW_UP, row)
        every = number(row, "frekvens_uger")
        begins = number(row, "foerste_uge")
        for weeks in _occurrences(frame.own.day, every if begins is None else begins, every, first, last):
            when = at(frame.own, weeks, frame.meeting)
            if when.day is not None and first <= when.day <= last:
                yield DatedRow("Opfølgning", what, who, when, AnswerRef(FOLLOW_UP, row.key))


def _occurrences(
    go_live: date | None, begins: float | None, every: float | None, first: date, last: date
) -> Iterator[float]:
    """The weeks of a repeated thing that may fall in a period; the one before it may be moved into it."""
    if go_live is None or begins is None:
        return
    if not every or every < 1:
        yield begins
        return
    earliest = (first - go_live).days / 7 - begins
    skipped = max(floor(earliest / every), 0)
    for n in range(skipped, skipped + (last - first).days // 7 + 3):
        yield begins + every * n


def records(frame: Frame, question: str) -> tuple[Row, ...]:
    """The rows of a table, the preset rows, or a group's one record."""
    definition = frame.catalog.questions.get(question)
    if definition is None:
        return ()
    if definition.type == "group":
        return (frame.answers.group(question),)
    return frame.answers.rows(question)


def row_name(frame: Frame, question: str, row: Row) -> Text:
    """What a row is called: a preset row's name, a group's short name, else what its question is about, or
    the first cell with free text."""
    definition = frame.catalog.questions[question]
    if row.key in definition.rows:
        return Text(definition.rows[row.key])
    if definition.type == "group":
        return Text(definition.short)
    named = [_NAMED_BY[question]] if question in _NAMED_BY else _naming(definition)
    return next((text for name in named if (text := cell(question, row, name))), Text(""))


def _naming(question: Question) -> Iterator[str]:
    return (c.id for c in question.columns if c.type in ("text", "markdown") and not c.refers)
