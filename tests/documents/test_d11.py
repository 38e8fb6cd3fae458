"""D11 Faldgrubetjek og tjekliste (specifikation.md 4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from plangen.answers.packs import documents_of
from plangen.catalog import builtin_catalog
from plangen.documents.mirror import MirroredPack
from plangen.rendering.subject import Subject
from plangen.texts.records import Record
from tests.support.packs import rendered, subject
from tests.support.projection import Item, html_projection, word_projection
from tests.support.variants import Tree, answers_of, headings, said_in, section, subject_from

CATALOG = builtin_catalog()
D11 = CATALOG.documents["D11"]
PASSAGES = CATALOG.passages
OUTLINE = [
    "Overblik",
    "De 16 faldgruber",
    "Det bygger planen på",
    "Tjekliste",
    "To erfaringer",
    "Kvalitetstjek",
    "Om dokumentet",
]
TITLES = [pitfall.title for pitfall in CATALOG.guidance.pitfalls.values()]


@cache
def items(name: str) -> list[Item]:
    return word_projection(rendered(name, None, D11, "docx"))


def made(name: str = "jobcenter", package: Tree | None = None, **svar: Any) -> list[Item]:
    """The document of an example with these answers in place of its own."""
    tree = answers_of(name)
    tree["svar"] = {**(tree["svar"] or {}), **svar}
    tree["pakke"] = {**(tree.get("pakke") or {}), **(package or {})}
    return said_in(subject_from(tree), "D11")


def after(texts: list[str], text: str, count: int) -> list[str]:
    at = texts.index(text) + 1
    return texts[at : at + count]


# --- the outline --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik", "tom"])
def test_both_formats_have_the_sections_of_the_outline(name: str) -> None:
    page = html_projection(rendered(name, None, D11, "html").decode("utf-8"))
    points = ["Åbne punkter"] if name == "tom" else []
    assert headings(items(name)) == headings(page) == [*OUTLINE[:-1], *points, OUTLINE[-1]]


def test_it_is_the_projects_alone_and_of_fuld() -> None:
    assert "D11" not in {document.id for document in subject("jobcenter", "ungeindsats").documents}
    small = subject_from({**answers_of("jobcenter"), "pakke": {"omfang": "standard"}})
    assert "D11" not in {document.id for document in small.documents}


# --- 1 Overblik ---------------------------------------------------------------------------------------------
def test_the_overview_has_the_four_themes_with_their_pitfalls_and_statuses() -> None:
    texts = section(items("jobcenter"), "Overblik")
    assert texts[0] == PASSAGES["ST-21"]
    themes = [one.title for one in CATALOG.guidance.recommendations.values() if one.is_theme]
    title = "De 16 faldgruber: status er »Beskrevet – drøft«, hvor ingen anden står"
    assert after(texts, title, 4) == themes
    statuses = [" ".join(text.split()) for text in texts[6:22]]
    by_row = [TITLES[theme * 4 + row] for row in range(4) for theme in range(4)]
    only = {"Det er kun en opgradering": " Ikke relevant"}
    assert statuses == [f"{title}{only.get(title, '')}" for title in by_row]
    empty = section(items("tom"), "Overblik")
    assert "De 16 faldgruber og deres status" in empty
    assert any(text.endswith(" Ikke beskrevet") for text in empty)


def test_the_five_to_talk_about_are_those_in_need_of_it() -> None:
    texts = section(made(med=None, tidligere_forloeb=None), "Overblik")
    first = [text.split(":")[0] for text in after(texts, "De fem at tale om nu", 5)]
    assert first == [
        "Det gik fint sidst",
        "MED og arbejdsmiljøorganisation er ikke i spil",
        "Det er altid de samme, der er med",
        "Andre har haft held med det",
        "Piloten gik godt",
    ]
    assert after(texts, "De fem at tale om nu", 1) == [
        "Det gik fint sidst: Hvad husker medarbejderne fra sidst?"
    ]


def test_what_is_handled_is_not_to_be_talked_about() -> None:
    done = {id: {"status": "haandteret"} for id in CATALOG.guidance.pitfalls}
    texts = section(made(faldgrube_vurdering=done), "Overblik")
    assert not [text for text in texts if "tale om" in text]
    few = {id: {"status": "haandteret"} for id in list(done)[2:]}
    texts = section(made(faldgrube_vurdering=few), "Overblik")
    assert len(after(texts, "At tale om nu", 9)) == 2


# --- 2 De 16 faldgruber -------------------------------------------------------------------------------------
def row_of(said: list[Item], title: str) -> list[str]:
    """The cells of a pitfall's row."""
    texts = section(said, "De 16 faldgruber")
    at = next(n for n, text in enumerate(texts) if text.startswith(title))
    return texts[at : at + 3]


def test_a_pitfall_has_its_words_its_place_and_its_status() -> None:
    pitfall = CATALOG.guidance.pitfalls["F3.2"]
    row = row_of(items("jobcenter"), pitfall.title)
    asked = f"{pitfall.description} {pitfall.ask} Drøft især: Medarbejdergrupper uden repræsentant"
    assert row[0].startswith(f"{pitfall.title}: {asked}")
    assert row[1] == f"{pitfall.remedy} I planen: Kommissorium for arbejdsgruppen, »Sammensætning«"
    assert row[2].startswith("Beskrevet – drøft")


def test_what_is_not_relevant_stands_in_one_line_at_the_end() -> None:
    texts = section(items("jobcenter"), "De 16 faldgruber")
    assert texts[-1] == "Ikke relevant i jeres projekt: »Det er kun en opgradering«"
    assert not [text for text in texts[:-1] if text.startswith("Det er kun en opgradering")]


def test_what_staff_have_said_is_printed_and_its_words_stay() -> None:
    said = made(
        faldgrube_vurdering={
            "F3.2": {"status": "haandteret", "note": "To konsulenter er med nu."},
            "F3.3": {"status": "opmaerksomhed", "note": "Tages i marts."},
            "F4.3": {"status": "ikke_relevant", "note": "Vi bruger alt fra dag ét."},
        }
    )
    handled = row_of(said, "Det er altid de samme, der er med")
    assert handled[2].count("Vurderet håndteret") == 1 and "Drøft især" not in handled[0]
    assert "To konsulenter er med nu." in handled[2]
    row = row_of(said, "De nærmeste ledere er ikke med")[2]
    assert row.startswith("Beskrevet – drøft") and "Skal drøftes" in row and "Tages i marts." in row
    irrelevant = row_of(said, "Brugen breder sig uden plan")[2]
    assert irrelevant.count("Ikke relevant") == 1 and "Vi bruger alt fra dag ét." in irrelevant


# --- 3 Det bygger planen på ---------------------------------------------------------------------------------
def test_the_plan_builds_on_themes_with_insights_and_recommendations() -> None:
    texts = section(items("jobcenter"), "Det bygger planen på")
    guidance = CATALOG.guidance
    for one in guidance.recommendations.values():
        assert any(text.startswith(f"{one.title}: ") for text in texts)
        for insight in guidance.insights_of(one.id):
            assert insight.text in texts
    assert (
        "Sammenhæng til strategi og andre initiativer: Formålsbeskrivelse, »Sammenhæng og tidspunkt«" in texts
    )


def place_in_pack(pack: Subject, places: Mapping[str, tuple[str, ...]]) -> str:
    return MirroredPack(pack.answers, documents_of(pack.answers)).place(places)


def test_only_documents_and_sections_of_the_pack_are_named() -> None:
    places = {"D01": ("Formål", "Den nye hverdag"), "D12": ("Afprøvning og erfaringer",)}
    tree = answers_of("jobcenter")
    whole = place_in_pack(subject_from(tree), places)
    assert whole == (
        "Formålsbeskrivelse, »Formål« og »Den nye hverdag«; "
        "Internt bilag til kravspecifikationen, »Afprøvning og erfaringer«"
    )
    tree["pakke"] = {"omfang": "let"}
    assert place_in_pack(subject_from(tree), places) == "Formålsbeskrivelse, »Formål«"
    assert place_in_pack(subject_from(tree), {"D12": ()}) == ""
    assert place_in_pack(subject_from(tree), {"D01": ("Den nye hverdag",)}) == "Formålsbeskrivelse"


def test_several_sections_in_a_row_are_named_by_the_first_and_the_last() -> None:
    places = CATALOG.guidance.recommendations["A1"].places
    place = place_in_pack(subject("jobcenter", None), places)
    assert place == "Formålsbeskrivelse, »Formål« til »Hvorfor giver det mening?«"


# --- 4 Tjekliste --------------------------------------------------------------------------------------------
def test_the_checklist_stands_by_the_phases_of_the_model() -> None:
    texts = section(items("jobcenter"), "Tjekliste")
    phases = ["Idé", "Forberedelse", "Anskaffelse", "Implementering", "Fasthold og følg op"]
    assert [text for text in texts if text in phases] == phases
    assert after(texts, "Idé", 2) == [
        "Ja",
        "Giver formålet mening for alle fire grupper? – Formålsbeskrivelse, »Hvorfor giver det mening?«",
    ]
    last = texts.index("Fasthold og følg op")
    assert any(text.startswith("Indgår brug og kompetencer i MUS?") for text in texts[last:])
    assert {text for text in texts if text in ("Ja", "Delvist", "Nej")} == {"Ja", "Delvist"}


def test_every_point_stands_once_in_each_model() -> None:
    for model, count in (("proces_4", 24), ("projektmodel_5", 24), ("digitale_veje_4", 32)):
        texts = section(made(fasemodel=model), "Tjekliste")
        said = [text.split(" – ")[0] for text in texts]
        points = [one.text for one in CATALOG.guidance.checklist.values() if one.text in said]
        assert len(points) == count and all(said.count(point) == 1 for point in points)


def test_the_points_of_d06_are_known_by_their_ids() -> None:
    points = subject("jobcenter", None).context["tjekliste"]
    assert [getattr(points, f"TJ_0{number}").svar for number in range(1, 5)] == ["Ja"] * 4
    without = subject_from({"pakke": {"omfang": "let"}, "svar": {}}).context["tjekliste"]
    assert isinstance(without.TJ_02, Record) and not without.TJ_02
    assert without.TJ_01.svar == "Nej"


# --- 5 and 6 ------------------------------------------------------------------------------------------------
def test_two_experiences_are_told() -> None:
    assert section(items("jobcenter"), "To erfaringer") == [PASSAGES["ST-130"]]


def test_every_error_and_warning_stands_with_place_and_what_to_do() -> None:
    texts = section(items("sagsoverblik"), "Kvalitetstjek")
    assert texts[0].endswith("gælder ikke for jeres projekt.")
    found = [f for f in subject("sagsoverblik", None).findings if f.severity != "info"]
    shown = [finding for finding in found if CATALOG.rules[finding.code].documents]
    assert after(texts, "Advarsler", 2) == ["Hvad, og hvad I kan gøre", "Sted"] and "Fejl" not in texts
    assert len(texts[4:]) == 2 * len(shown) == 28
    message = next(text for text in texts if text.startswith("Lederne har et behov"))
    assert message.endswith("Tilføj en aktivitet med formen »Ledersparring« eller med ledernes gruppe.")
    assert after(texts, message, 1) == ["Kompetencebehov"]
    one_place = next(text for text in texts if text.startswith("Pilottesten dækker"))
    assert after(texts, one_place, 1) == ["Pilottest"], "»Pilottesten« does not say where"


def test_errors_come_first_and_no_id_or_information_is_shown() -> None:
    texts = section(made(mus=None, package={"dato": None}), "Kvalitetstjek")
    assert [text for text in texts if text in ("Fejl", "Advarsler", "Info")] == ["Fejl", "Advarsler"]
    missing = next(text for text in texts if text.startswith("MUS er ikke besvaret."))
    assert "»MUS«" in missing and "»mus«" not in missing


def test_that_nothing_was_found_is_said_only_when_all_is_well() -> None:
    members = [dict(row) for row in answers_of("jobcenter")["svar"]["arbejdsgruppe_medlemmer"]]
    members[1]["gruppe"] = "Beskæftigelsesrådgivere; virksomhedskonsulenter"
    texts = section(made(arbejdsgruppe_medlemmer=members), "Kvalitetstjek")
    assert texts[1:] == [PASSAGES["ST-57"]]
    assert PASSAGES["ST-57"] not in section(items("jobcenter"), "Kvalitetstjek")


def test_an_empty_file_says_no_to_everything() -> None:
    said = items("tom")
    texts = section(said, "Tjekliste")
    at = next(n for n, text in enumerate(texts) if text.startswith("Er kommunens behov beskrevet?"))
    assert texts[at - 1] == "Nej"
    statuses = [text for text in section(said, "Overblik") if "Beskrevet – drøft" in text]
    assert statuses == [PASSAGES["ST-21"]], "only the sentence that explains the words"
