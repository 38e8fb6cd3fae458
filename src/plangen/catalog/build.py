"""Turns the catalog's plain data into the typed `Catalog`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plangen.catalog.attributes import Record, read_record
from plangen.catalog.document import SCOPES, Document
from plangen.catalog.guidance import ChecklistPoint, Guidance, Insight, Pitfall, Recommendation
from plangen.catalog.model import Catalog, Lists, Profile, Question, Section, TaskCard
from plangen.catalog.rules import rules
from plangen.catalog.sheets import PointCard, Sheet

# A card or task of one phase model shown in another (specifikation.md 3.6).
CROSSWALK: dict[str, dict[str, dict[str, str]]] = {
    "proces_4": {
        "digitale_veje_4": {
            "afklaring": "forberedelse",
            "beslutning": "anskaffelse",
            "implementering": "implementering",
            "forankring": "implementering",
        },
        "projektmodel_5": {
            "afklaring": "foranalyse",
            "beslutning": "planlaegning",
            "implementering": "gennemfoerelse",
            "forankring": "drift",
        },
    },
    "digitale_veje_4": {
        "proces_4": {
            "ide": "afklaring",
            "forberedelse": "afklaring",
            "anskaffelse": "beslutning",
            "implementering": "implementering",
        },
        "projektmodel_5": {
            "ide": "foranalyse",
            "forberedelse": "planlaegning",
            "anskaffelse": "planlaegning",
            "implementering": "gennemfoerelse",
        },
    },
    "projektmodel_5": {
        "proces_4": {
            "foranalyse": "afklaring",
            "planlaegning": "beslutning",
            "gennemfoerelse": "implementering",
            "overdragelse": "forankring",
            "drift": "forankring",
        },
        "digitale_veje_4": {
            "foranalyse": "ide",
            "planlaegning": "forberedelse",
            "gennemfoerelse": "implementering",
            "overdragelse": "implementering",
            "drift": "implementering",
        },
    },
}


def package_entry(key: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """A setting under `pakke:` with what it has in common with all of them, as an entry of a question."""
    common = {
        "id": key,
        "s": "pakke",
        "req": "nej",
        "omfang": "let",
        "mangler": "M",
        "kort": data.get("tekst"),
    }
    return {**data, **common}


def _lists(data: Mapping[str, Any]) -> Lists:
    return Lists(
        patterns=data["moenstre"],
        empty_answers=tuple(data["tomme_svar"]),
        empty_statements=tuple(data["tomme_udsagn"]),
        min_length=data["mindste_laengde"],
        holiday_weeks=tuple(data["ferieuger"]),
        closed_weeks=tuple(data["lukkeuger"]),
        group_words=tuple(data["gruppeord"]),
        closed_days=(data["lukkedage"]["fra"], data["lukkedage"]["til"]),
        template_roles=data["skabelonroller"],
        goals_of_purpose={purpose: tuple(kinds) for purpose, kinds in data["formaal_maal"].items()},
        performers=data["udfoerere"],
        raci_words=data["raci_ord"],
        themes=data["temaer"],
        package_status=data["pakke_status"],
        profiles=_by_id(Profile, data["profiler"]),
        profile_unanswered=data["profil_uden_svar"],
        priorities=data["prioriteter"],
        card_status=data["kort_status"],
        point_status=data["punkt_status"],
        pitfall_status=data["faldgrube_status"],
        requirements_title=data["d03_titel"],
        phase_done=data["fase_faerdig"],
        leader_points=tuple(data["lederens_overblik"]),
        group_task_delivery={k: (v[0], v[1]) for k, v in data["arbejdsgruppe_opgave_til"].items()},
        can_answer=data["kan_svare"],
        sources=data["kilder"],
    )


def _by_id(record: type[Record], entries: Mapping[str, Any]) -> dict[str, Record]:
    return {key: read_record(record, {"id": key, **entry}) for key, entry in entries.items()}


def _as_document(sheet: Sheet) -> Document:
    """A sheet as a document that is in no pack, but is made, kept and read back as any other."""
    return Document(
        id=sheet.id,
        file=sheet.file,
        title=sheet.title,
        purpose=sheet.purpose,
        owner="projektleder",
        level="begge",
        scope=SCOPES[0],
        pages=(0,) * len(SCOPES),
        basis="",
        landscape=True,
        template="ark",
        papers=sheet.papers,
    )


def build_catalog(data: Mapping[str, Any]) -> Catalog:
    """The typed catalog from the plain data of `read_source` (or of the generated JSON)."""
    questions = data["spoergsmaal"]
    documents = _by_id(Document, data["dokumenter"])
    return Catalog(
        sections=tuple(read_record(Section, section) for section in questions["sections"]),
        questions={entry["id"]: read_record(Question, entry) for entry in questions["questions"]},
        phase_models=questions["fasemodeller"],
        phase_crosswalk=CROSSWALK,
        cards=_by_id(TaskCard, data["opgavekort"]),
        documents={id: document for id, document in documents.items() if document.made},
        titles={id: document.title for id, document in documents.items()},
        passages=data["tekster"],
        package={
            key: read_record(Question, package_entry(key, entry)) for key, entry in data["pakke"].items()
        },
        lists=_lists(data["lister"]),
        rules=rules(data["regler"]),
        guidance=Guidance(
            recommendations=_by_id(Recommendation, data["anbefalinger"]),
            insights=_by_id(Insight, data["indsigter"]),
            pitfalls=_by_id(Pitfall, data["faldgruber"]),
            checklist=_by_id(ChecklistPoint, data["tjekliste"]),
        ),
        sheets=(sheets := _by_id(Sheet, data["ark"])),
        sheet_documents={id: _as_document(sheet) for id, sheet in sheets.items()},
        point_cards=_by_id(PointCard, data["barrierekort"]),
    )
