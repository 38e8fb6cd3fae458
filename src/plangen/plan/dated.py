"""Rows of the answers that have a date of their own, in one form (specifikation.md 2.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import Literal

from plangen.answers.model import Row
from plangen.catalog import Question
from plangen.plan.calendar import Move, back, forward
from plangen.plan.frame import Frame, day_or_weeks, number
from plangen.plan.refs import AnswerRef, Text, cell
from plangen.plan.roles import Role, responsible
from plangen.plan.when import When, at, moment

DatedKind = Literal[
    "Frist",
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
    one that says it otherwise), and which way the date moves."""

    question: str
    column: str
    kind: DatedKind
    who: str
    move: Move = forward
    else_who: str = ""


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A row of the answers at a point in time."""

    kind: DatedKind
    what: Text
    who: Role
    when: When
    row: AnswerRef


# Deadlines move back, what people do together and what begins moves forward.
DATED_COLUMNS = (
    DatedColumn("potentialer", "deadline", "Frist", "ansvarlig", back),
    DatedColumn("barrierer", "deadline", "Frist", "ansvarlig", back),
    DatedColumn("compliance", "dato", "Frist", "ansvarlig", back),
    DatedColumn("arbejdsgange", "fra_uge", "Arbejdsgang gælder fra", "ansvarlig"),
    DatedColumn("oplaering", "tidspunkt", "Oplæring", "ansvarlig", forward, "underviser"),
    DatedColumn("proevehandlinger", "start_uge", "Prøvehandling begynder", "ansvarlig"),
    DatedColumn("proevehandlinger", "evaluer_uge", "Prøvehandling evalueres", "ansvarlig"),
    DatedColumn("maal", "maales_uge", "Måling", "gevinstejer"),
    DatedColumn(
        "udskiftning", "laeseadgang_til", "Læseadgang til det gamle system slutter", "ansvarlig", back
    ),
    DatedColumn("udskiftning", "lukkes", "Det gamle system lukkes", "ansvarlig", back),
)

# A deadline of `compliance` with one of these is no longer waited for.
_SETTLED = ("faerdig", "ikke_relevant")
FOLLOW_UP = "opfoelgning"


def dated_rows(frame: Frame) -> Iterator[DatedRow]:
    """Every row with a date in one of `DATED_COLUMNS` that still matters, also when the day cannot be
    computed yet."""
    for dated in DATED_COLUMNS:
        for row in records(frame, dated.question):
            raw = day_or_weeks(row.get(dated.column))
            if raw is not None and row.text("status") not in _SETTLED:
                yield DatedRow(
                    kind=dated.kind,
                    what=row_name(frame, dated.question, row),
                    who=responsible(frame, dated.question, row, dated.who, dated.else_who),
                    when=moment(frame.of_row(row), raw, dated.move),
                    row=AnswerRef(dated.question, row.key),
                )


def follow_ups(frame: Frame, first: date, last: date) -> Iterator[DatedRow]:
    """The occurrences of `opfoelgning` from `first` to `last`: every `frekvens_uger` weeks from
    `foerste_uge`, which is `frekvens_uger` when it is not given (R90)."""
    for row in frame.answers.rows(FOLLOW_UP):
        every = number(row, "frekvens_uger")
        begins = number(row, "foerste_uge")
        for weeks in _occurrences(frame.own.day, every if begins is None else begins, every, first, last):
            when = at(frame.own, weeks, forward)
            if when.day is not None and first <= when.day <= last:
                who = responsible(frame, FOLLOW_UP, row, "hvem")
                what = row_name(frame, FOLLOW_UP, row)
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
    if frame.catalog.questions[question].type == "group":
        return (frame.answers.group(question),)
    return frame.answers.rows(question)


def row_name(frame: Frame, question: str, row: Row) -> Text:
    """What a row is called: a preset row's name, a group's short name, else the first cell with free text."""
    definition = frame.catalog.questions[question]
    if row.key in definition.rows:
        return Text(definition.rows[row.key])
    if definition.type == "group":
        return Text(definition.short)
    return next((text for name in _naming(definition) if (text := cell(question, row, name))), Text(""))


def _naming(question: Question) -> Iterator[str]:
    return (c.id for c in question.columns if c.type in ("text", "markdown") and not c.refers)
