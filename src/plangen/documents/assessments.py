"""The assessments and agreements of `compliance`: D03 shows them by name only, because it leaves the house;
their status stands in D12 (specifikation.md 4.2, D03 8, D12 1)."""

from __future__ import annotations

from datetime import date

from plangen.catalog import Question
from plangen.documents.display import marker
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer

_IRRELEVANT = "ikke_relevant"


def concerning_the_solution(assessments: Record, question: Question) -> Rows:
    """Those that are not said to be irrelevant, each with `navn`.

    One without a status is among them: whether it is relevant is still open. `ellers` is the marker of the
    question, for when nothing at all is answered.
    """
    rows = [Record({"navn": row.label}, key=row.key) for row in assessments if row.status.raw != _IRRELEVANT]
    missing = Answer(marker(question.short), id=question.id, label=question.short, status="missing")
    return Rows(rows, missing)


def by_deadline(assessments: Record) -> list[Record]:
    """All of them, the earliest deadline first; those without one last, in the catalog's order."""
    return sorted(assessments, key=lambda row: row.dato.raw or date.max)
