"""D05 Kommunikationsplan (specifikation.md 4.2)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from plangen.catalog import builtin_catalog
from plangen.documents.overview import pack_overview
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from plangen.rendering.document import find_open_points
from plangen.rendering.subject import subject_of
from tests.support.packs import example_path, rendered
from tests.support.projection import Item, word_projection
from tests.support.rendering import render

DOCUMENT = builtin_catalog().documents["D05"]
PASSAGES = builtin_catalog().passages
COLUMNS = [
    "Tidspunkt",
    "Interessent",
    "Anledning",
    "Budskab",
    "Kanal",
    "Form",
    "Afsender",
    "Ansvarlig",
    "Ønsket effekt",
]


def items(name: str, department: str | None = None) -> list[Item]:
    return word_projection(rendered(name, department, DOCUMENT, "docx"))


def texts(name: str, department: str | None = None) -> list[str]:
    return [text for _, text in items(name, department)]


def headings(found: list[Item]) -> list[str]:
    return [text for kind, text in found if kind == "overskrift 1" and text != "Åbne punkter"]


def items_of(folder: Path, answers: str) -> list[Item]:
    """The document of an answer file given as text."""
    path = folder / "svar.yaml"
    path.write_text(answers, "utf-8")
    subject = subject_of(read_project(path, shipped_library()), None)
    overview = pack_overview(subject, {})
    points = find_open_points(DOCUMENT, subject, overview)
    return word_projection(render(DOCUMENT, subject, points, overview, "docx"))


@pytest.mark.parametrize(
    ("name", "efficiency"), [("jobcenter", True), ("sagsoverblik", False), ("tom", False)]
)
def test_every_heading_of_the_outline_is_there_when_it_has_content(name: str, efficiency: bool) -> None:
    assert headings(items(name)) == [
        "Kernebudskab",
        "Interessenter",
        "Plan for kommunikation",
        "Præsentation af løsningen",
        *(["Når projektet skal frigøre tid eller penge"] if efficiency else []),
        "Dialog, spørgsmål og feedback",
        "Ofte stillede spørgsmål",
        "Grundlag",
    ]


def test_models_of_change_are_printed_only_on_request(tmp_path: Path) -> None:
    wanted = (
        example_path("jobcenter").read_text("utf-8").replace("pakke:\n", "pakke:\n  vis_modeller: ja\n", 1)
    )
    found = items_of(tmp_path, wanted)
    at = found.index(("overskrift 1", "Forandringens faser (hjælp)"))
    assert found[at + 1 : at + 4] == [("punkt", PASSAGES[f"ST-{number}"]) for number in (39, 40, 41)]
    assert PASSAGES["ST-39"] not in texts("jobcenter")


def test_the_matrix_places_every_stakeholder_by_influence_and_effect() -> None:
    found = texts("jobcenter")
    at = found.index("Interessentmatrix")
    assert found[at + 1 : at + 10] == [
        "Indflydelse", "Berøres mindre", "Berøres meget",
        "Større indflydelse", "Hold tilfreds Arbejdsmarkedsudvalget Digitalisering",
        "Hold tæt involveret Rådgivere og konsulenter Teamledere Ledige og sygemeldte",
        "Mindre indflydelse", "Informér Lokal-MED A-kasser", "Inddrag –",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "rows"), [("jobcenter", 19), ("sagsoverblik", 8)])
def test_the_calendar_has_nine_columns_and_is_in_the_order_of_the_dates(name: str, rows: int) -> None:
    found = texts(name)
    at = found.index("Plan for kommunikation") + 1
    assert found[at : at + 9] == COLUMNS
    cells = found[at + 9 : found.index("Præsentation af løsningen")]
    times = [text.removeprefix("fra ")[:10] for text in cells[::9]]
    assert len(cells) == 9 * rows
    assert times == sorted(times, key=lambda text: datetime.strptime(text, "%d.%m.%Y"))


def test_the_presentation_answers_four_questions() -> None:
    found = texts("jobcenter")
    at = found.index("Præsentationens fire punkter")
    points = dict(zip(found[at + 1 : at + 9 : 2], found[at + 2 : at + 9 : 2], strict=True))
    assert list(points) == ["Hvorfor", "Ny hverdag", "Proces", "Forventning og udbytte"]
    assert (
        points["Hvorfor"].startswith("Borgerne skal hurtigere") and "Rådgiveren slipper" in points["Hvorfor"]
    )
    assert points["Ny hverdag"].startswith("Hver rådgiver tilbyder platformen")
    assert points["Proces"].startswith("16.06.2027 – Oplæring: Superbrugerforløb (Alle afdelinger)")
    assert "22.06.2027 – Oplæring: Lederforløb om opfølgning (Alle afdelinger)" in points["Proces"]
    assert "04.10.2027 – Tages i brug: Booking og beskeder (Ungeindsatsen" in points["Proces"]
    assert points["Forventning og udbytte"].startswith(points["Ny hverdag"])
    assert points["Forventning og udbytte"].endswith("hvad borgeren har arbejdet med.")


def test_the_process_of_a_department_has_its_own_dates() -> None:
    process = next(text for text in texts("jobcenter", "ungeindsats") if "Tages i brug" in text)
    assert "04.10.2027 – Tages i brug: Booking og beskeder" in process
    assert "(" not in process  # it is all the department's own
    assert "Gruppeforløb for sygemeldte" not in process


@pytest.mark.parametrize(("name", "citizens"), [("jobcenter", True), ("sagsoverblik", False)])
def test_questions_have_an_empty_cell_for_the_answer(name: str, citizens: bool) -> None:
    found = texts(name)
    at = found.index("Svar")
    asked = [33, 34, 35, 36, *([37] if citizens else []), 38]
    assert found[at + 1 : at + 1 + 2 * len(asked)] == [
        text for number in asked for text in (PASSAGES[f"ST-{number}"], "")
    ]


def test_a_missing_time_is_a_marker(tmp_path: Path) -> None:
    answers = """
svar:
  idriftsaettelsesdato: 2027-09-06
  kommunikation: [{interessent: alle, budskab: Nyt}]
  oplaering: [{aktivitet: Kursus, afdeling: alle}]
  praesentation: {form: Temadag}
"""
    found = [text for _, text in items_of(tmp_path, answers)]
    markers = [text for text in found if text.startswith("[Udfyldes:") and "idspunkt" in text]
    assert markers[0].startswith("[Udfyldes: Kommunikationsaktiviteter, række 1: Tidspunkt]")
    assert markers[1].startswith("[Udfyldes: Præsentation af løsningen, Tidspunkt]")
    assert markers[2].startswith("[Udfyldes: Oplæring, række 1: Tidspunkt")
