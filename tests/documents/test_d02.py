"""D02 Kommissorium for arbejdsgruppen (specifikation.md 4.2)."""

from __future__ import annotations

import pytest

from plangen.catalog import builtin_catalog
from tests.checks.examples import Example, changed
from tests.support.packs import rendered
from tests.support.projection import Item, word_projection

DOCUMENT = builtin_catalog().documents["D02"]
PASSAGES = builtin_catalog().passages
HEADINGS = [
    "Baggrund og formål",
    "Opgaver, leverancer og frister",
    "Sammensætning",
    "Mandat og beslutningskompetence",
    "Møder, periode og ressourcer",
    "Afrapportering og kontakt",
    "MED og arbejdsmiljø",
    "Inddragelse af borgere og slutbrugere",
    "Tidsplan",
    "Roller og ansvar",
    "Godkendelse",
]


def items(name: str) -> list[Item]:
    return word_projection(rendered(name, None, DOCUMENT, "docx"))


def texts(name: str) -> list[str]:
    return [text for _, text in items(name)]


def after(found: list[str], text: str, count: int = 1) -> list[str]:
    at = found.index(text)
    return found[at + 1 : at + 1 + count]


@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik"])
def test_every_heading_of_the_outline_is_there(name: str) -> None:
    headings = [text for kind, text in items(name) if kind == "overskrift 1"]
    assert [h for h in headings if h not in ("Åbne punkter", "Om dokumentet")] == HEADINGS


def test_nothing_is_said_of_citizens_before_the_kind_of_solution_is_known() -> None:
    assert "Inddragelse af borgere og slutbrugere" not in texts("tom")


def test_tasks_have_their_document_and_deadline() -> None:
    found = texts("jobcenter")
    assert after(found, "Afdække ønsker og krav", 2) == ["Kravspecifikation", "15.03.2027"]
    assert after(found, "Kvalificere formålet", 2) == ["Formålsbeskrivelse", "15.02.2027"]
    assert after(found, "Formidle løbende til kolleger", 2) == ["Kommunikationsplan", "Løbende"]
    own = "Følge borgere, der ikke bruger digitale løsninger, og pege på alternativer"
    assert after(found, own, 2) == ["–", "–"]


def test_members_have_their_group_and_their_hours_are_summed() -> None:
    found = texts("jobcenter")
    assert "Sagsbehandler i Sygedagpenge" in found
    assert after(found, "Sagsbehandler i Sygedagpenge") == [
        "Sagsbehandlere (Sygedagpenge og jobfastholdelse)"
    ]
    assert after(found, "It-arkitekt") == ["Alle afdelinger"]
    assert "Medlemmerne bruger i alt 69 timer pr. måned." in found


def test_approaches_are_told_in_one_sentence_of_the_group_and_never_of_a_person() -> None:
    options = builtin_catalog().questions["arbejdsgruppe_tilgange"].options.values()
    found = texts("jobcenter")
    told = f"{PASSAGES['ST-05']} {PASSAGES['ST-74']}"
    assert told in found
    assert not [text for text in found if text != told and any(option in text for option in options)]
    assert not [text for text in texts("tom") if PASSAGES["ST-74"] in text]


@pytest.mark.parametrize(("name", "represented"), [("jobcenter", True), ("tom", False)])
def test_representation_is_claimed_only_when_it_is_true(name: str, represented: bool) -> None:
    assert any(PASSAGES["ST-05"] in text for text in texts(name)) is represented


def test_roles_and_those_near_by_stand_in_one_table_each_with_what_it_does() -> None:
    found = texts("jobcenter")
    assert after(found, "Gevinstansvarlig", 2) == [
        "Afdelingsleder for Jobcenter",
        PASSAGES["ST-48"],
    ]
    assert after(found, "Superbrugere og ambassadører") == [
        f"5 i alt; de står i »Kompetence- og oplæringsplan«. {PASSAGES['ST-46']}"
    ]
    assert "Jobindsats: Teamleder i Jobindsats" in after(found, "Nærmeste ledere")[0]
    assert "Leverandørens projektleder" not in found, "a role that nobody has is not shown"
    assert after(texts("tom"), "Hvad") == ["[Udfyldes: Roller]"]


def test_a_steering_group_is_a_table_and_none_is_no_statement() -> None:
    assert after(texts("sagsoverblik"), "Ansvar", 3) == [
        "Chef for Social og Myndighed",
        "Social og Sundhed",
        "Formand",
    ]
    for name in ("jobcenter", "tom"):
        assert "Styregruppe" not in texts(name)
        assert not [text for text in texts(name) if "ikke nedsat en styregruppe" in text]


def test_the_answer_none_is_a_sentence() -> None:
    answers, found = changed(Example("", "", {"styregruppe": "ingen"}))
    assert not found and answers.rows("styregruppe") == ()


@pytest.mark.parametrize(("name", "said"), [("jobcenter", False), ("sagsoverblik", True)])
def test_employees_alone_as_users_is_said(name: str, said: bool) -> None:
    assert (PASSAGES["ST-31"] in texts(name)) is said


def test_the_period_follows_the_latest_go_live_and_says_when_it_was_moved() -> None:
    period = next(text for text in texts("jobcenter") if text.startswith("Periode:"))
    assert period == (
        "Periode: 01.02.2027–03.01.2028 "
        "(12 uger efter den sidste idriftsættelse; flyttet fra uge 52 pga. ferie)"
    )


def test_med_is_one_sentence() -> None:
    med = "MED: Drøftet i Område-MED Social og Sundhed onsdag den 18. november 2026."
    assert med in texts("sagsoverblik")


def test_the_leaders_take_over_when_the_group_ends_before_its_tasks() -> None:
    assert PASSAGES["ST-95"] not in texts("jobcenter")


def test_there_is_room_for_signatures() -> None:
    found = items("jobcenter")
    at = found.index(("celle", "Underskrift"))
    blank = [("celle", "")] * 3
    rows = [("celle", "Projektejer"), *blank, ("celle", "Projektleder"), *blank]
    assert found[at + 1 : at + 9] == rows
    assert found[at + 9] == ("celle", "Lokal-MED for Jobcenter")
