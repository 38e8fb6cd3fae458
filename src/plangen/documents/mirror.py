"""What the plan is mirrored in, as D11 and D06 print it: pitfalls, themes and recommendations, the checklist
(specifikation.md 3.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from plangen.answers.model import Answers
from plangen.answers.packs import documents_of, prints_sections_of
from plangen.catalog import Document
from plangen.catalog.guidance import Places
from plangen.checks.checklist import JudgedPoint, checklist
from plangen.checks.pitfalls import ASSESSMENT, JudgedPitfall, judged_pitfalls
from plangen.checks.registry import Judgement
from plangen.documents.display import BLANK
from plangen.plan.model import Plan
from plangen.plan.phases import FOLLOW_UP_LABEL, is_follow_up, phase_in
from plangen.texts import danish
from plangen.texts.records import Record

_OPEN: Final = ("ikke_beskrevet", "beskrevet")
"""The statuses of a pitfall that is still to be talked about, the most urgent first."""
_FIRST: Final = 5


def mirrored(
    context: Mapping[str, Any], answers: Answers, plan: Plan, judgement: Judgement
) -> dict[str, Any]:
    """The fields `faldgruber`, `bygger_paa` and `tjekliste` of the template context. `context`: its answers'
    part; `answers`: with all rows; `judgement`: what became of the rules."""
    pack = MirroredPack(answers, documents_of(answers))
    return {
        "faldgruber": _pitfalls(context[ASSESSMENT], pack, judged_pitfalls(answers, plan, judgement)),
        "bygger_paa": _basis(pack),
        "tjekliste": _checklist(pack, plan, judgement),
    }


@dataclass(frozen=True, slots=True)
class MirroredPack:
    """The answers and the documents of the pack that it is mirrored in."""

    answers: Answers
    documents: tuple[Document, ...]

    def place(self, places: Places) -> str:
        """Where something stands, as staff find it: »Kommissorium for arbejdsgruppen, »Sammensætning««. Only
        documents that the pack has, and sections that they print in it; empty for nowhere."""
        found = []
        for document in self.documents:
            if document.id in places:
                scopes = dict(document.sections)
                headings = [
                    heading
                    for heading in places[document.id]
                    if prints_sections_of(self.answers, document, scopes[heading])
                ]
                found.append(", ".join([document.title, *([_spanned(headings)] if headings else [])]))
        return "; ".join(found)


def _spanned(headings: list[str]) -> str:
    quoted = [f"»{heading}«" for heading in headings]
    return danish.joined(quoted) if len(quoted) < 3 else f"{quoted[0]} til {quoted[-1]}"


# --- pitfalls -----------------------------------------------------------------------------------------------
def _pitfalls(assessed: Record, pack: MirroredPack, judged: tuple[JudgedPitfall, ...]) -> Record:
    """`temaer` (their names), `gitter` (rows with one pitfall of each theme), `tal_om` (those to talk about
    first), `fem` (whether they are five), `beskrevet` (whether any is described), `raekker` (those that are
    relevant, or that somebody has said something about: it stays where it was written), `ikke_relevante` (the
    titles of the others, as words).
    """
    rows = {one.pitfall.id: _pitfall(one, assessed, pack) for one in judged}
    themes = [theme for theme in pack.answers.catalog.guidance.recommendations.values() if theme.is_theme]
    columns = [[rows[one.pitfall.id] for one in judged if one.pitfall.theme == t.id] for t in themes]
    first = [rows[one.pitfall.id] for one in _to_talk_about(judged)]
    left_out = [one for one in judged if one.status == "ikke_relevant" and not one.assessed]
    return Record(
        {
            "temaer": tuple(theme.title for theme in themes),
            "gitter": tuple(zip(*columns, strict=True)),
            "tal_om": first,
            "fem": len(first) == _FIRST,
            "beskrevet": any(one.status == "beskrevet" for one in judged),
            "raekker": [rows[one.pitfall.id] for one in judged if one not in left_out],
            "ikke_relevante": danish.joined([f"»{one.pitfall.title}«" for one in left_out]),
        }
    )


def _pitfall(one: JudgedPitfall, assessed: Record, pack: MirroredPack) -> Record:
    """A pitfall: its words, where the plan has it, its status with what to talk about, and the places for
    what staff say of it (`vurdering`, `note`)."""
    said, pitfall = getattr(assessed, one.pitfall.id), one.pitfall
    status = pack.answers.catalog.lists.pitfall_status[one.status]
    return Record(
        {
            "titel": pitfall.title,
            "beskrivelse": pitfall.description,
            "spoerg": pitfall.ask,
            "modtraek": pitfall.remedy,
            "sted": pack.place(pitfall.places),
            "status": status,
            "beskrevet": one.status == "beskrevet",
            "status_er_vurdering": str(said.status) == status,
            "droeft": " ".join(one.messages) if one.status in _OPEN else "",
            "vurdering": said.status,
            "note": said.note,
        },
        key=pitfall.id,
    )


def _to_talk_about(judged: tuple[JudgedPitfall, ...]) -> list[JudgedPitfall]:
    """At most five of those that nobody has found handled: first what is not described, then what rules
    find fault with, then by order."""
    still_open = (one for one in judged if one.status in _OPEN)
    return sorted(still_open, key=lambda one: (_OPEN.index(one.status), not one.broken))[:_FIRST]


# --- what the plan builds on --------------------------------------------------------------------------------
def _basis(pack: MirroredPack) -> Record:
    """`temaer`: each with its insights (`indsigter`); `anbefalinger`."""
    guidance = pack.answers.catalog.guidance
    rows: dict[bool, list[Record]] = {True: [], False: []}
    for one in guidance.recommendations.values():
        insights = [
            Record({"tekst": insight.text, "sted": pack.place(insight.places) or BLANK})
            for insight in guidance.insights_of(one.id)
        ]
        sted = pack.place(one.places) or BLANK
        rows[one.is_theme].append(Record({"titel": one.title, "sted": sted, "indsigter": insights}))
    return Record({"temaer": rows[True], "anbefalinger": rows[False]})


# --- the checklist ------------------------------------------------------------------------------------------
def _checklist(pack: MirroredPack, plan: Plan, judgement: Judgement) -> Record:
    """`faser`: the points in the phases of the chosen model (`navn`, `punkter`); and each point by its id,
    `TJ_01`, falsy when it is none of this project's."""
    answers = pack.answers
    judged = checklist(answers, plan, judgement)
    points = {one.point.id: _point(one, pack) for one in judged}
    by_id = {
        id.replace("-", "_"): points.get(id, Record({"tekst": "", "svar": "", "sted": ""}))
        for id in answers.catalog.guidance.checklist
    }
    return Record({"faser": _phases(answers, plan, judged, points), **by_id})


def _point(judged: JudgedPoint, pack: MirroredPack) -> Record:
    return Record(
        {
            "tekst": judged.point.text,
            "svar": judged.verdict.capitalize(),
            "sted": pack.place(judged.point.places) or BLANK,
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
