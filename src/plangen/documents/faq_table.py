"""The questions that staff ask most, as D05 prints them (specifikation.md 4.2, D05 7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from plangen.answers.model import Answers
from plangen.documents.blanks import BlankRows
from plangen.documents.faq import AnswerSource, built_answers, groups_of_others, requirements
from plangen.documents.plan_view.printed import Printed
from plangen.plan.model import Plan
from plangen.texts.records import Record
from plangen.texts.values import Answer, Status

_FAQ, _OWN, _BLANK_ROWS = "faq", "faq_egne", 2
# About citizens only where they use the solution; who is registered, only where that is known.
_FOR_CITIZENS: Final = ("borgervendt", "velfaerdsteknologi")
_OF_CITIZENS: Final = ("borgervendt", "fagsystem", "sagsoverblik")
_CITIZENS, _RECORDED = "borgere", "registreres"
_RECORDED_OF_CITIZENS: Final = "Hvad registreres der om mig og om borgeren, og hvem kan se det?"
# In let they stand on the sheet of the presentation, one section above.
_SAID_ABOVE: Final = ("anderledes", "skal_jeg")
_MOST_IN_LET: Final = 5


def questions_and_answers(
    context: Mapping[str, Any], answers: Answers, project: Answers, plan: Plan, blanks: BlankRows
) -> Record:
    """The record `ofte_stillede`.

    `raekker`: every question with its answer, the given one, else the built one, else a place to write;
    `besvarede`: the first five with an answer, for let; `tomme`: rows for questions of one's own;
    `brugskrav`: sentences. `answers`: the rows that the pack prints; `project`: those of all departments.
    """
    source = AnswerSource(
        answers, plan, Printed(context, plan), groups_of_others(project, answers.department)
    )
    rows = _rows(context[_FAQ], source)
    told = [row for row in rows if row.svar and row.key not in _SAID_ABOVE]
    return Record(
        {
            "raekker": rows,
            "besvarede": told[:_MOST_IN_LET],
            "tomme": blanks.some(_OWN, count=_BLANK_ROWS),
            "brugskrav": requirements(source),
        }
    )


def _rows(asked: Record, source: AnswerSource) -> list[Record]:
    built = built_answers(source)
    kind = source.answers.raw("loesningstype")
    labels = dict(source.answers.catalog.questions[_FAQ].rows)
    if kind in _OF_CITIZENS and source.answers.raw("persondata") not in (None, "ingen"):
        labels[_RECORDED] = _RECORDED_OF_CITIZENS
    rows = []
    for key, label in labels.items():
        given = getattr(asked, key).svar
        if given or key != _CITIZENS or kind in _FOR_CITIZENS:
            rows.append(Record({"spoergsmaal": label, "svar": _answer(given, built[key])}, key=key))
    return rows


def _answer(given: Answer, built: str) -> Answer:
    """The answer, or a place for it, whatever the profile asks: in the document staff may always write it."""
    if given:
        return given
    status: Status = "default" if built else "to_write"
    return Answer(built, id=given.id, label=given.label, kind="markdown", status=status)
