"""D02 Kommissorium for arbejdsgruppen (specifikation.md 4.2)."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from plangen.catalog import builtin_catalog
from tests.support.packs import rendered
from tests.support.projection import Item, word_projection

DOCUMENT = builtin_catalog().documents["D02"]
PASSAGES = builtin_catalog().passages
HEADINGS = [
    "Baggrund og formål",
    "Opgaver og leverancer",
    "Sammensætning",
    "Roller og ansvar",
    "Organisering og beslutningskompetence",
    "Møder og periode",
    "Ressourcer",
    "Afrapportering og kommunikation",
    "Inddragelse af borgere og slutbrugere",
    "MED og arbejdsmiljø",
    "Tidsplan",
    "Godkendelse",
]


def items(name: str, department: str | None = None) -> list[Item]:
    return word_projection(rendered(name, department, DOCUMENT, "docx"))


def texts(name: str, department: str | None = None) -> list[str]:
    return [text for _, text in items(name, department)]


@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik", "tom"])
def test_every_heading_of_the_outline_is_there(name: str) -> None:
    headings = [text for kind, text in items(name) if kind == "overskrift 1"]
    assert [heading for heading in headings if heading != "Åbne punkter"] == [*HEADINGS, "Om dokumentet"]


def test_only_the_first_paragraph_of_the_problem_is_printed_and_its_markdown_is_rendered() -> None:
    found = texts("fjendtlig")
    at = found.index("{% for x in range(10) %}{{ x }}{% endfor %}")
    assert found[at + 1] == PASSAGES["ST-04"]


def test_tasks_have_their_document_and_the_deadline_of_their_card() -> None:
    found = texts("jobcenter")
    at = found.index("Afdække ønsker og krav")
    assert found[at : at + 3] == ["Afdække ønsker og krav", "Ønsker og kravspecifikation", "15.03.2027"]
    own = found.index("Følge borgere, der ikke bruger digitale løsninger, og pege på alternativer")
    assert found[own + 1 : own + 3] == ["", ""]


def test_the_groups_approaches_to_technology_are_never_printed() -> None:
    options = builtin_catalog().questions["arbejdsgruppe_tilgange"].options.values()
    assert not [text for text in texts("jobcenter") if any(option in text for option in options)]


@pytest.mark.parametrize(("name", "represented"), [("jobcenter", True), ("tom", False)])
def test_representation_is_claimed_only_when_it_is_true(name: str, represented: bool) -> None:
    assert (PASSAGES["ST-05"] in texts(name)) is represented


@pytest.mark.parametrize("name", ["jobcenter", "tom"])
def test_all_definitions_of_roles_are_printed(name: str) -> None:
    definitions = [("punkt", PASSAGES[f"ST-{number}"]) for number in range(44, 51)]
    found = items(name)
    at = found.index(definitions[0])
    assert found[at : at + 7] == definitions


def test_a_steering_group_is_a_table_and_none_is_a_sentence() -> None:
    without = next(
        text for text in texts("jobcenter") if text.startswith("Der er ikke nedsat en styregruppe")
    )
    assert "Jobcenterchef" in without
    found = texts("sagsoverblik")
    at = found.index("Styregruppe")
    assert found[at + 1 : at + 7] == [
        "Rolle", "Enhed", "Særligt ansvar", "Chef for Social og Myndighed", "Social og Sundhed", "Formand",
    ]  # fmt: skip


def test_citizens_are_mentioned_also_when_the_question_is_not_shown() -> None:
    assert PASSAGES["ST-31"] in texts("sagsoverblik")
    assert PASSAGES["ST-31"] not in texts("jobcenter")


def test_the_period_is_told_in_weeks_and_dates() -> None:
    found = texts("jobcenter")
    at = found.index("Gruppen ophører")
    assert found[at + 1] == "12 uger efter idriftsættelsesdato (mandag den 29. november 2027)"


def test_the_hours_are_those_of_the_members_that_are_shown() -> None:
    label = "Medlemmernes timer pr. måned i alt (jf. Sammensætning):"
    assert f"{label} 69" in texts("jobcenter")
    assert f"{label} 29" in texts("jobcenter", "ungeindsats")
    assert PASSAGES["ST-65"] in texts("jobcenter", "ungeindsats")
    assert PASSAGES["ST-65"] not in texts("jobcenter")


def test_there_is_room_for_two_signatures() -> None:
    found = items("jobcenter")
    at = found.index(("celle", "Underskrift"))
    assert found[at + 1 : at + 7] == [
        ("celle", "Projektejer Jobcenterchef"), ("celle", ""), ("celle", ""),
        ("celle", "Projektleder Digitaliseringskonsulent"), ("celle", ""), ("celle", ""),
    ]  # fmt: skip


def test_roles_without_any_answer_are_one_marker_row() -> None:
    found = texts("tom")
    at = found.index("Afsat tid")
    assert found[at + 1 : at + 3] == ["[Udfyldes: Roller]", "Superbrugere og ambassadører"]


@pytest.mark.parametrize(("name", "footer"), [("jobcenter", "Version 0.9 · 11.12.2026"), ("tom", "")])
def test_the_footer_leaves_out_a_missing_version_and_date(name: str, footer: str) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(name, None, DOCUMENT, "docx"))) as package:
        printed = re.sub("<[^>]+>", "", package.read("word/footer.xml").decode("utf-8").split("<w:tab/>")[0])
    assert printed.split("?>")[-1].strip() == footer
