"""What the plan is mirrored in, as D11 and D06 print it: pitfalls, themes and recommendations, the checklist
(specifikation.md 3.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plangen.answers.model import Answers
from plangen.answers.packs import documents_of, prints_sections_of
from plangen.catalog.guidance import Places
from plangen.checks.checklist import JudgedPoint, checklist
from plangen.checks.registry import Judgement
from plangen.plan.model import Plan
from plangen.plan.phases import FOLLOW_UP_LABEL, is_follow_up, phase_in
from plangen.texts import danish
from plangen.texts.values import Record


def mirrored(answers: Answers, plan: Plan, judgement: Judgement) -> dict[str, Any]:
    """The fields `tjekliste` of the template context. `answers`: with all rows; `judgement`: what became of
    the rules."""
    return {"tjekliste": _checklist(answers, plan, judgement)}


def places_in_pack(places: Places, answers: Answers) -> tuple[str, ...]:
    """Where something stands, as staff find it: »Kommissorium for arbejdsgruppen, »Sammensætning««. Only
    documents that the pack has, and sections that they print in it."""
    found = []
    for document in documents_of(answers):
        if document.id in places:
            scopes = dict(document.sections)
            headings = [
                heading
                for heading in places[document.id]
                if prints_sections_of(answers, document, scopes[heading])
            ]
            found.append(", ".join([document.title, *([_spanned(headings)] if headings else [])]))
    return tuple(found)


def _spanned(headings: list[str]) -> str:
    quoted = [f"»{heading}«" for heading in headings]
    return danish.joined(quoted) if len(quoted) < 3 else f"{quoted[0]} til {quoted[-1]}"


# --- the checklist ------------------------------------------------------------------------------------------
def _checklist(answers: Answers, plan: Plan, judgement: Judgement) -> Record:
    """`faser`: the points in the phases of the chosen model (`navn`, `punkter`); and each point by its id,
    `TJ_01`, falsy when it is none of this project's."""
    judged = checklist(answers, plan, judgement)
    points = {one.point.id: _point(one, answers) for one in judged}
    by_id = {
        id.replace("-", "_"): points.get(id, Record({"tekst": "", "svar": "", "steder": ()}))
        for id in answers.catalog.guidance.checklist
    }
    return Record({"faser": _phases(answers, plan, judged, points), **by_id})


def _point(judged: JudgedPoint, answers: Answers) -> Record:
    return Record(
        {
            "tekst": judged.point.text,
            "svar": judged.verdict.capitalize(),
            "steder": places_in_pack(judged.point.places, answers),
        }
    )


def _phases(
    answers: Answers, plan: Plan, judged: tuple[JudgedPoint, ...], points: Mapping[str, Record]
) -> list[Record]:
    """The points by phase, those of the chosen model first in each; what follows the last phase comes under
    a heading of its own, as the cards do."""
    catalog, model = answers.catalog, plan.phase_model
    labels = {**catalog.phase_models[model], "": FOLLOW_UP_LABEL}
    by_phase: dict[str, list[Record]] = {phase: [] for phase in labels}
    for one in sorted(judged, key=lambda one: one.point.model != model):
        later = is_follow_up(catalog, model, one.point.phase) and one.point.model != model
        phase = "" if later else phase_in(catalog, model, one.point.phase)
        by_phase[phase].append(points[one.point.id])
    return [Record({"navn": labels[phase], "punkter": rows}) for phase, rows in by_phase.items() if rows]
