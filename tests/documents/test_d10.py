"""D10 Forankrings- og opfølgningsplan (specifikation.md 4.2)."""

from __future__ import annotations

from functools import cache

import pytest

from plangen.catalog import builtin_catalog
from tests.support.packs import rendered, subject
from tests.support.projection import Item, html_projection, word_projection
from tests.support.variants import (
    Tree,
    answers_of,
    headings,
    items_of,
    said_in,
    section,
    subject_from,
)

D10 = builtin_catalog().documents["D10"]
STANDARD = [
    "Hvorfor forankring",
    "Hvem følger op på hvad",
    "Årshjul",
    "Mål og gevinster",
    "MUS og ledelsestilsyn",
    "I hverdagen",
    "Forbedringer og udvidelser",
    "Overdragelse til drift",
]
FULL = [*STANDARD[:4], "Tegn på tilbagefald", "Data, vi taler om", *STANDARD[4:]]
YEAR = ["Måned", "Hvad og hvem"]


@cache
def items(name: str) -> list[Item]:
    return word_projection(rendered(name, None, D10, "docx"))


def changed(name: str = "jobcenter", profile: str = "fuld", **answers: object) -> list[Item]:
    """The document with these answers; None takes one away."""
    tree = answers_of(name, "D10")
    tree.setdefault("pakke", {})["omfang"] = profile
    for key, value in answers.items():
        tree["svar"].pop(key, None)
        tree["svar"] |= {} if value is None else {key: value}
    return said_in(subject_from(tree), "D10")


# --- which sections -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik"])
def test_it_has_every_heading_of_the_outline(name: str) -> None:
    assert [text for text in headings(items(name)) if text != "Åbne punkter"] == [*FULL, "Om dokumentet"]


def test_a_standard_project_has_no_signs_data_or_rows_for_ideas() -> None:
    said = changed(profile="standard", data_dialog=None, tilbagefald=None)
    assert [text for text in headings(said) if text != "Åbne punkter"] == [*STANDARD, "Om dokumentet"]
    assert "Idé" not in section(said, "Forbedringer og udvidelser")


def test_without_answers_it_has_markers_places_and_no_statement() -> None:
    said = items("tom")
    sections = [text for text in FULL if text != "Data, vi taler om"]
    assert headings(said) == [*sections, "Åbne punkter", "Om dokumentet"]
    assert section(said, "Hvem følger op på hvad")[-1] == "[Udfyldes: Opfølgning]"
    assert section(said, "Årshjul") == ["Årshjulet måned for måned", *YEAR, "[Udfyldes: Idriftsættelsesdato]"]
    assert section(said, "Mål og gevinster")[0] == "[Udfyldes: Mål og gevinster]"
    signs = section(said, "Tegn på tilbagefald")
    assert signs[0] == "Tegn på tilbagefald aftales, når løsningen har været i brug nogle uger."
    assert signs[4:] == [""] * 6


# --- who follows up on what ---------------------------------------------------------------------------------
def test_the_areas_of_every_project_stand_first_with_how_often_and_from_when() -> None:
    rows = section(items("jobcenter"), "Hvem følger op på hvad")[5:]
    assert rows[::5] == ["Løsningen", "Kompetencer", "Gevinster", "Anvendelse", "Borgernes oplevelse"]
    assert rows[:5] == [
        "Løsningen",
        "Drift og fejl",
        "Månedlig driftsrapport",
        "Systemkonsulent",
        "Hver 4. uge fra 04.10.2027",
    ]
    assert rows[19] == "Hver uge fra 13.09.2027"


def test_an_area_that_nobody_follows_up_on_has_a_marker_and_an_open_point() -> None:
    def without_benefits(svar: Tree) -> None:
        svar["opfoelgning"] = [row for row in svar["opfoelgning"] if row["omraade"] != "gevinster"]

    said = items_of("jobcenter", "D10", without_benefits)
    rows = section(said, "Hvem følger op på hvad")
    assert "Gevinster [Udfyldes: Opfølgning på gevinster]" in rows
    assert "Opfølgning på gevinster" in section(said, "Åbne punkter")


# --- the year -----------------------------------------------------------------------------------------------
def test_the_table_of_the_year_says_the_same_as_the_wheel() -> None:
    alt = subject("jobcenter", None).context["figur"].F7.alt
    texts = section(items("jobcenter"), "Årshjul")
    table = texts[texts.index("Hvad og hvem") + 1 :]
    assert alt.startswith("Årshjul fra oktober 2027 til september 2028. Oktober 2027: evaluering 4. og 25.")
    assert table[:2] == [
        "Oktober 2027",
        "Evaluering den 4. og 25. (Teamlederen) · Opfølgning den 4.: Drift og fejl (Systemkonsulent)",
    ]
    assert len(table) == 2 * 13, "a row for each month, and one for what is too frequent"
    assert "Måling den 1.: Platformen tilbydes systematisk (Teamleder i Sygedagpenge)" in table[3]
    assert "Overdragelse den 10.: Overdrag til drift og luk projektet (Digitaliseringskonsulent)" in table[7]
    assert table[-2:] == ["Hele året", "Hver uge: Brug pr. team (Teamledere)"]


# --- goals --------------------------------------------------------------------------------------------------
def test_each_goal_has_its_figure_its_facts_its_measurements_and_a_place_to_write() -> None:
    texts = section(items("jobcenter"), "Mål og gevinster")
    assert texts[0] == "Færre aflyste og flyttede samtaler"
    facts = dict(zip(texts[1:27:2], texts[2:27:2], strict=True))
    expected = {
        "Type": "Kvalitet for borgeren",
        "Ejer": "Teamleder i Jobindsats",
        "Måles den": "29.11.2027 (12 uger efter)",
        "Delmål": "12 pct. i uge 4",
        "Målt 30.11.2026": "14 pct. · Udgangspunkt for hele 2025",
        "Målt nu": "",
    }
    assert {label: facts[label] for label in expected} == expected
    assert texts.count("Målt nu") == 4


def test_the_status_of_a_goal_never_comes_from_the_calendar_alone() -> None:
    tree = answers_of("jobcenter", "D10")
    tree["pakke"]["dato"] = "2028-01-03"
    texts = section(said_in(subject_from(tree), "D10"), "Mål og gevinster")
    statuses = [texts[at + 1] for at, text in enumerate(texts) if text == "Status"]
    assert statuses == ["Målt", "Skulle være målt den 01.11.2027", "Ikke målt", "Målt"]


# --- the rest -----------------------------------------------------------------------------------------------
def test_outside_casework_it_is_called_professional_follow_up() -> None:
    def label(kind: str) -> str:
        return section(changed(loesningstype=kind), "MUS og ledelsestilsyn")[1].split(":")[0]

    assert (label("fagsystem"), label("intern_hr")) == ("Ledelsestilsyn", "Faglig opfølgning")


def test_what_is_open_at_the_handover_is_listed() -> None:
    texts = section(items("jobcenter"), "Overdragelse til drift")
    assert texts[1] == "Overdrages: 14 uger efter den sidste idriftsættelse, i planen 10.01.2028"
    at = texts.index("Åbent lige nu")
    assert texts[at + 4 : at + 7] == [
        "Borgerpanelet får tilbudt dækning af transport",
        "Digitaliseringskonsulent",
        "22.01.2027",
    ]
    late = answers_of("jobcenter", "D10")
    late["pakke"]["dato"] = "2027-02-15"
    texts = section(said_in(subject_from(late), "D10"), "Overdragelse til drift")
    assert any(text.startswith("A") and text.endswith("(status ikke meldt)") for text in texts)


@pytest.mark.parametrize("name", ["jobcenter", "tom"])
def test_both_formats_say_the_same(name: str) -> None:
    page = html_projection(rendered(name, None, D10, "html").decode("utf-8"))
    assert headings(page) == headings(items(name))
