"""D01 Formålsbeskrivelse and D01b Formålet på én side (specifikation.md 4.2)."""

from __future__ import annotations

import pytest

from plangen.catalog import Document, builtin_catalog
from tests.support.cases import each
from tests.support.packs import rendered
from tests.support.projection import Item, html_projection, word_projection

PURPOSE, NOTICE = (builtin_catalog().documents[id] for id in ("D01", "D01b"))
PASSAGES = builtin_catalog().passages
HEADINGS = [
    "Formål",
    "Baggrund og problem",
    "Hvorfor giver det mening?",
    "Mål og prioritering",
    "Fordele fra første dag",
    "Den nye hverdag",
    "Faglighed, roller og relationer",
    "Hvad den frigjorte tid bruges til",
    "Sammenhæng og tidspunkt",
    "Afgrænsning",
    "Sådan er formålet blevet til",
]
NOT_IN_LET = {"Den nye hverdag", "Faglighed, roller og relationer", "Sammenhæng og tidspunkt"}
AIM = "Borgerne skal hurtigere og mere fleksibelt få hjælp til at komme i job"


def items(name: str, document: str = "D01") -> list[Item]:
    return word_projection(rendered(name, None, builtin_catalog().documents[document], "docx"))


def texts(name: str, document: str = "D01") -> list[str]:
    return [text for _, text in items(name, document)]


def headings(name: str, document: str = "D01") -> list[str]:
    found = [text for kind, text in items(name, document) if kind == "overskrift 1"]
    return [text for text in found if text not in ("Åbne punkter", "Om dokumentet")]


def after(found: list[str], text: str, count: int = 1) -> list[str]:
    at = found.index(text)
    return found[at + 1 : at + 1 + count]


# --- D01 ----------------------------------------------------------------------------------------------------


@each(
    ("name", "left_out"),
    [
        ("jobcenter", set()),
        ("sagsoverblik", {"Hvad den frigjorte tid bruges til"}),
        ("tom", {"Hvad den frigjorte tid bruges til"}),
        ("koerebog", NOT_IN_LET),
    ],
)
def test_the_headings_are_those_of_the_outline_and_the_profile(name: str, left_out: set[str]) -> None:
    assert headings(name) == [heading for heading in HEADINGS if heading not in left_out]


def test_the_aim_stands_once() -> None:
    assert sum(AIM in text for text in texts("jobcenter")) == 1


def test_the_solution_is_named_and_described_in_one_paragraph() -> None:
    described = next(text for text in texts("jobcenter") if text.startswith("Løsningen hedder JobVejen."))
    assert "Kort fortalt: En borgervendt platform" in described
    light = next(text for text in texts("koerebog") if text.startswith("Løsningen hedder"))
    told = "Løsningen hedder Kørebogen. Strategi: Følger serviceløftet"
    assert light.startswith(told), "the description is not asked in the profile let"


def test_each_group_has_its_reason_and_example_in_its_box() -> None:
    boxes = [text for kind, text in items("jobcenter") if kind == "celle"]
    citizens = next(text for text in boxes if text.startswith("Borgerne"))
    assert "Eksempel: En sygemeldt booker selv" in citizens
    assert "Hjælp til borgere, der ikke er digitale: Receptionen" in citizens
    empty = " ".join(texts("tom"))
    for group in ("Borgerne", "Medarbejderne", "Lederne", "Politikerne"):
        assert f"[Udfyldes: Mening for de fire grupper, {group}: Det giver mening, fordi]" in empty


def test_goals_have_their_starting_point_and_the_purposes_their_order() -> None:
    found = texts("jobcenter")
    assert after(found, "Færre aflyste og flyttede samtaler", 4) == [
        "14 pct. (2025)",
        "Højst 9 pct.",
        "29.11.2027",
        "Teamleder i Jobindsats",
    ]
    purposes = next(text for text in found if text.startswith(PASSAGES["ST-91"]))
    assert (
        purposes.index("Bedre kvalitet")
        < purposes.index("frigjort tid")
        < purposes.index("styrket faglighed")
    )
    because = "Fleksibel hjælp til borgeren vejer tungest. Frigjort tid følger efter og bliver i jobcentret."
    first = f"Vigtigste formål: Mere fleksibel adgang til hjælp. Derfor: {because}"
    assert any(first in text for text in found)
    assert "[Udfyldes: Mål og gevinster]" in texts("tom")


def test_other_changes_are_a_table_or_the_sentence_that_none_is_known() -> None:
    found = texts("jobcenter")
    assert after(found, "Nyt økonomisystem", 2) == ["Alle afdelinger", "04.01.2027–26.02.2027"]
    assert PASSAGES["ST-72"] not in found and PASSAGES["ST-72"] in texts("tom")


def test_in_let_the_context_stands_with_the_problem() -> None:
    found = texts("koerebog")
    at = found.index("Baggrund og problem")
    told = next(text for text in found[at : at + 6] if "Strategi: Følger serviceløftet" in text)
    assert " Andre systemer: " in told and " Tidspunkt: Ingen andre forandringer i foråret." in told


def test_what_is_optional_and_not_given_is_left_out() -> None:
    found = texts("tom")
    said = " ".join(found)
    for label in ("Idéen kommer fra", "Vi holder op med", "Sådan beslutter vi en udvidelse", "Relationer"):
        assert label not in said, label
    assert PASSAGES["ST-92"] in " ".join(texts("jobcenter")) and PASSAGES["ST-92"] not in said


@pytest.mark.parametrize(("name", "whole"), [("jobcenter", True), ("koerebog", False)])
def test_in_let_only_the_discussion_is_told_of_how_it_came_about(name: str, whole: bool) -> None:
    found = texts(name)
    discussed = "Planlagt i Lokal-MED for Jobcenter tirsdag den 19. januar 2027." in found
    assert discussed is whole
    assert ("MED: Planlagt onsdag den 27. januar 2027." in found) is not whole
    assert ("Nærmeste ledere" in found) is whole
    assert (PASSAGES["ST-93"] in found) is whole
    assert any(text.startswith("Formålet er udgangspunktet for alle beslutninger") for text in found) is whole


# --- D01b ---------------------------------------------------------------------------------------------------


def test_there_is_a_notice_for_users_and_one_for_citizens() -> None:
    titles = [text for kind, text in items("jobcenter", "D01b") if kind == "titel"]
    assert titles == ["Til dig, der skal bruge JobVejen", "Til borgerne"]
    assert headings("jobcenter", "D01b") == [
        "Det får du fra første dag",
        "Sådan bliver hverdagen",
        "Det forventer vi, og det får du",
        "Det begynder",
        "Spørg",
        "Det ændrer sig for dig",
        "Du kan stadig …",
        "Hvis du ikke bruger digitale løsninger",
        "Her får du hjælp",
    ]
    assert "Til borgerne" not in texts("sagsoverblik", "D01b"), "no citizens use it"


def test_the_notice_says_when_it_begins_where_and_whom_to_ask() -> None:
    found = texts("jobcenter", "D01b")
    assert after(found, "Det begynder", 2) == [
        "Mandag den 6. september 2027: Jobindsats; Sygedagpenge og jobfastholdelse",
        "Mandag den 4. oktober 2027: Ungeindsatsen; Integration og sprog",
    ]
    assert "Ungevejleder (superbruger), Ungeindsatsen" in after(found, "Spørg")[0]
    assert "Spørgsmål og forslag: Fælles kanal i Teams og seddel ved kaffemaskinen" in found


def test_a_notice_leaves_out_what_is_missing_and_all_that_is_about_the_pack() -> None:
    assert texts("tom", "D01b") == ["Til dig, der skal bruge løsningen", PASSAGES["ST-137"]]
    assert PASSAGES["ST-137"] not in texts("jobcenter", "D01b")
    whole = " ".join(texts("jobcenter", "D01b"))
    for unwanted in ("[Udfyldes", "Åbne punkter", "Om dokumentet", "Version", "0.9", "Lokal-MED"):
        assert unwanted not in whole
    assert not [kind for kind, _ in items("jobcenter", "D01b") if kind == "celle"]


@pytest.mark.parametrize("document", [PURPOSE, NOTICE], ids=["D01", "D01b"])
def test_the_page_says_the_same(document: Document) -> None:
    page = html_projection(rendered("jobcenter", None, document, "html").decode("utf-8"))
    assert page == items("jobcenter", document.id)
