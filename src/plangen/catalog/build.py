"""Turns the catalog's plain data into the typed `Catalog`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plangen.catalog.model import Catalog, Column, Document, Lists, Question, Section, TaskCard
from plangen.catalog.rules import rules

# A card or task of one phase model shown in another (documents.md 2.4, »Phase ids and crosswalk«).
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


def _column(data: Mapping[str, Any]) -> Column:
    return Column(
        id=data["id"],
        type=data["type"],
        label=data["tekst"],
        required=data["req"],
        help=data.get("hjaelp", ""),
        options=data.get("valg", {}),
        options_from=data.get("valg_fra", ""),
        refers=data.get("er", ""),
        pattern=data.get("moenster", ""),
        required_if=data.get("kraeves_hvis", ""),
        default=data.get("standard"),
        default_applies=data.get("standard_gaelder") == "ja",
        at_least=data.get("mindst"),
        at_most=data.get("hoejst"),
        whole=data.get("hele") == "ja",
        longest=data.get("laengde", 0),
    )


def _question(data: Mapping[str, Any]) -> Question:
    return Question(
        id=data["id"],
        section=data["s"],
        type=data["type"],
        required=data["req"],
        level=data["niveau"],
        missing=data["mangler"],
        short=data["kort"],
        text=data["tekst"],
        help=data.get("hjaelp", ""),
        source=data.get("kilde", ""),
        passage=data.get("st", ""),
        shown_if=data.get("vis_hvis", ""),
        due_card=data.get("faellig", ""),
        min_rows=data.get("min", 0),
        none_allowed=data.get("ingen") == "ja",
        state=data.get("tilstand") == "ja",
        own_items=data.get("egne") == "ja",
        options=data.get("valg", {}),
        options_from=data.get("valg_fra", ""),
        rows=data.get("raekker", {}),
        rows_from=data.get("raekker_fra", ""),
        rows_required=data.get("raekker_paakraevet") != "nej",
        columns=tuple(_column(c) for c in [*data.get("kolonner", []), *data.get("felter", [])]),
        default=data.get("standard"),
        default_applies=data.get("standard_gaelder") == "ja",
        longest=data.get("laengde", 0),
    )


def _package_setting(key: str, data: Mapping[str, Any]) -> Question:
    fixed = {"id": key, "s": "pakke", "req": "nej", "niveau": "U", "mangler": "M", "kort": data["tekst"]}
    return _question({**data, **fixed})


def _card(card_id: str, data: Mapping[str, Any]) -> TaskCard:
    priority_if = next(iter(data["prioritet_hvis"].items())) if "prioritet_hvis" in data else None
    return TaskCard(
        id=card_id,
        title=data["titel"],
        theme=data["tema"],
        priority=data["prioritet"],
        phases=data["faser"],
        start=data["start"],
        end=data["slut"],
        follows=data["foelger"],
        goal=data["maal"],
        description=data["beskrivelse"],
        method=data["metode"],
        result=data["resultat"],
        performer=data["udfoerer"],
        involved=data["involverede"],
        quality=data["kvalitet"],
        documents=tuple(data["dok"]),
        source=data["kilde"],
        priority_if=priority_if,
        end_from=data.get("slut_fra", ""),
        shown_if=data.get("vis_hvis", ""),
    )


def _document(document_id: str, data: Mapping[str, Any]) -> Document:
    return Document(
        id=document_id,
        file=data["fil"],
        title=data["titel"],
        purpose=data["formaal"],
        owner=data["ejer"],
        basis=data["grundlag"],
        landscape=data.get("liggende") == "ja",
        internal=data.get("internt") == "ja",
        for_suppliers=data.get("til_leverandoerer") == "ja",
    )


def _lists(data: Mapping[str, Any]) -> Lists:
    return Lists(
        patterns=data["moenstre"],
        empty_answers=tuple(data["tomme_svar"]),
        empty_statements=tuple(data["tomme_udsagn"]),
        min_length=data["mindste_laengde"],
        holiday_weeks=tuple(data["ferieuger"]),
        closed_weeks=tuple(data["lukkeuger"]),
        group_words=tuple(data["gruppeord"]),
        template_roles=tuple(data["skabelonroller"]),
        performers=data["udfoerere"],
        raci_words=data["raci_ord"],
        themes=data["temaer"],
        package_status=data["pakke_status"],
        package_scope=data["pakke_omfang"],
        priorities=data["prioriteter"],
        card_status=data["kort_status"],
        pitfall_status=data["faldgrube_status"],
        group_task_delivery={k: (v[0], v[1]) for k, v in data["arbejdsgruppe_opgave_til"].items()},
        can_answer=data["kan_svare"],
        pitfalls=data["faldgruber"],
    )


def build_catalog(data: Mapping[str, Any]) -> Catalog:
    """The typed catalog from the plain data of `read_source` (or of the generated JSON)."""
    questions = data["spoergsmaal"]
    return Catalog(
        sections=tuple(
            Section(s["id"], s["titel"], s["forloeb"], s["minutter"]) for s in questions["sections"]
        ),
        questions={q["id"]: _question(q) for q in questions["questions"]},
        phase_models=questions["fasemodeller"],
        phase_crosswalk=CROSSWALK,
        cards={key: _card(key, card) for key, card in data["opgavekort"].items()},
        documents={key: _document(key, document) for key, document in data["dokumenter"].items()},
        passages=data["tekster"],
        package={key: _package_setting(key, setting) for key, setting in data["pakke"].items()},
        lists=_lists(data["lister"]),
        rules=rules(data["regler"]),
    )
