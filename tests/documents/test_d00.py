"""D00 Pakkeoversigt (specifikation.md 4.2)."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import PurePosixPath

import pytest
from lxml import etree

from plangen.catalog import builtin_catalog
from plangen.documents.overview import pack_overview
from plangen.findings import Severity
from plangen.pictures.raster import png_from_svg
from plangen.rendering.document import find_open_points
from plangen.rendering.subject import Subject
from tests.support.drawn import words
from tests.support.packs import CONTEXTS, EXAMPLES, context_id, overview, rendered, subject
from tests.support.projection import Item, html_projection, word_projection
from tests.support.rendering import render
from tests.support.variants import Tree, answers_of, headings, section, subject_from

OUTLINE = [
    "Projektet kort",
    "Pakkens dokumenter",
    "Tidslinje",
    "De næste fire uger",
    "Hvem gør hvad",
    "Kvalitetstjek",
    "Åbne punkter",
    "Videre læsning",
    "Om dokumentet",
]
OF_DEPARTMENT = [
    "Jeres datoer",
    "De næste fire uger",
    "Hvem spørger I",
    "Pakkens dokumenter",
    "Åbne punkter",
    "Om dokumentet",
]
D00 = builtin_catalog().documents["D00"]


@cache
def items(name: str, department: str | None = None) -> list[Item]:
    return word_projection(rendered(name, department, D00, "docx"))


def rows(name: str, heading: str, columns: int, department: str | None = None) -> list[list[str]]:
    """The cells under a heading, by row."""
    found = section([item for item in items(name, department) if item[0] != "afsnit"], heading)
    return [found[at : at + columns] for at in range(0, len(found), columns)]


@pytest.mark.parametrize(("name", "department"), CONTEXTS, ids=context_id)
def test_it_has_every_heading_of_the_outline(name: str, department: str | None) -> None:
    assert headings(items(name, department)) == (OF_DEPARTMENT if department else OUTLINE)
    title = next(text for kind, text in items(name, department) if kind == "titel")
    assert title == (f"Jeres del – {subject(name, department).name}" if department else "Overblik")


def test_it_tells_what_the_project_is() -> None:
    told = section(items("jobcenter"), "Projektet kort")
    for answer in (
        "JobVejen",
        "Borgervendt digital løsning",
        "Ny anskaffelse",
        "Arbejdsmarkedsforvaltningen",
        "07.12.2026",
        "06.09.2027",
        "Jobcenterchef",
        "Digitaliseringskonsulent",
    ):
        assert answer in told
    at = told.index("Ungeindsatsen")
    assert told[at : at + 5] == ["Ungeindsatsen", "Teamleder i Ungeindsatsen", "16", "2", "04.10.2027"]
    at = told.index("Jobindsats")
    assert told[at + 4] == "06.09.2027", "without a date of its own it follows the common one"


def test_it_lists_every_other_document_with_its_file_and_status() -> None:
    listed = rows("tom", "Pakkens dokumenter", 4)
    documents = [document for document in builtin_catalog().documents.values() if document.id != "D00"]
    assert listed[0] == ["Dokument og filnavn", "Formål", "Ejer", "Status"]
    assert [row[0] for row in listed[1:]] == [f"{d.title} {d.file}_faelles" for d in documents]
    assert all(row[3].endswith(" svar mangler") for row in listed[1:])
    assert {row[3] for row in rows("sagsoverblik", "Pakkens dokumenter", 4)[1:]} == {"Godkendt"}
    own = [row[0] for row in rows("jobcenter", "Pakkens dokumenter", 4, "integration")[1:]]
    assert own == [
        "Kommunikationsplan 05_kommunikationsplan_integration",
        "Evalueringsvinduer 09_evalueringsvinduer_integration",
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_milestones_of_the_table_are_named_in_the_drawing(name: str) -> None:
    table = rows(name, "Tidslinje", 4)[1:]
    context = subject(name, None).context
    assert [row[1] for row in table] == [stone.dato for stone in context["plan"].milepaele]
    drawing = context["figur"].F1
    if drawing is None:
        assert name == "tom" or "idriftsaettelsesdato" not in subject(name, None).answers.values
        return
    drawn = " ".join(words(drawing))
    titles = {row[2].partition(" (")[0] for row in table if row[1][-1].isdigit()}
    ticked = {title for title in titles if title.startswith(("Evaluering", "Sidste evaluering"))}
    named = titles - ticked - {"Præsentation for medarbejderne"}
    assert len(named) > 2
    assert [title for title in named if title not in drawn] == []


@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik"])
def test_the_drawing_stands_in_both_formats_with_the_same_alt_text(name: str) -> None:
    drawing = subject(name, None).context["figur"].F1
    with zipfile.ZipFile(io.BytesIO(rendered(name, None, D00, "docx"))) as package:
        files = {
            PurePosixPath(file).suffix: package.read(file) for file in package.namelist() if "media" in file
        }
        document = etree.fromstring(package.read("word/document.xml"))
    assert files[".png"] == png_from_svg(drawing.svg.decode(), drawing.width_mm)
    assert files[".svg"] == drawing.svg
    described = [element.get("descr") for element in document.iter("{*}docPr")]
    page = etree.fromstring(rendered(name, None, D00, "html"), etree.HTMLParser(encoding="utf-8"))
    assert drawing.alt in described
    assert [image.get("alt") for image in page.iter("img")] == [drawing.alt]


def test_the_next_four_weeks_begin_with_the_date_of_the_pack() -> None:
    told = section(items("jobcenter"), "De næste fire uger")
    assert told[0] == "Periode: 11.12.2026–08.01.2027"
    assert rows("jobcenter", "De næste fire uger", 4)[1] == [
        "15.12.2026",
        "Kommunikation",
        "Projektet begynder: Hvorfor vi gør det, hvem der sidder i gruppen, og hvad der sker nu, "
        "Rådgivere og konsulenter (Alle afdelinger)",
        "Digitaliseringskonsulent",
    ]
    assert section(items("tom"), "De næste fire uger")[-1] == "[Udfyldes: Dato]"


def test_who_does_what_names_each_duty_once() -> None:
    owner = dict(rows("jobcenter", "Hvem gør hvad", 2))["Jobcenterchef Projektejer"]
    assert owner.startswith("Opgavekort: A01 Formulér formål og problem; ")
    assert "Igangsættelse og nødplan. " in owner, "a group of questions is named once"
    for _, duties in rows("jobcenter", "Hvem gør hvad", 2):
        for group in duties.split(". "):
            names = group.rpartition(": ")[2].split("; ")
            assert len(names) == len(set(names)), group


def test_every_open_point_of_the_pack_stands_once_and_only_here() -> None:
    listed = rows("tom", "Åbne punkter", 5)
    assert listed[0] == ["Dokument", "Afsnit", "Hvad mangler", "Hvem kan svare", "Senest"]
    assert len({(row[1], row[2]) for row in listed}) == len(listed)
    number = next(row for row in listed if row[2] == "Sagsnr.")
    others = len(builtin_catalog().documents) - 1
    assert number[:2] == [f"Pakkeoversigt og {others} andre", "Om dokumentet"]
    assert headings(items("tom")).count("Åbne punkter") == 1
    assert section(items("jobcenter"), "Åbne punkter") == ["Ingen åbne punkter."]
    printed = {text for _, text in items("tom") if text.startswith("[Udfyldes: ") and text.endswith("]")}
    assert {text.removeprefix("[Udfyldes: ").removesuffix("]") for text in printed} <= {r[2] for r in listed}


def test_quality_shows_findings_by_document_and_the_most_important_ones() -> None:
    assert section(items("jobcenter"), "Kvalitetstjek") == [
        f"{len(subject('jobcenter', None).checks)} kontroller er udført: 0 fejl og 0 advarsler."
    ]
    told = section(items("tom"), "Kvalitetstjek")
    errors = len([f for f in subject("tom", None).findings if f.severity is Severity.ERROR])
    made = subject("tom", None).checks
    assert told[0] == f"{len(made)} kontroller er udført: {errors} fejl og 0 advarsler."
    assert "R94" not in made < subject("jobcenter", None).checks, "there are no departments to name"
    assert told[1:4] == ["Dokument", "Fejl", "Advarsler"]
    assert told.count("Fejl") == 1 + 5, "the five most important ones"
    assert not any("Faldgrubetjek" in text for text in told), "the pack has no such document yet"


def changed(change: Tree) -> Subject:
    tree = answers_of("jobcenter")
    tree["svar"].update(change)
    return subject_from(tree)


def test_opted_out_cards_are_listed_with_their_reason() -> None:
    one = changed(
        {
            "standardopgaver_fravalg": [
                {"opgave": "OPG-19", "begrundelse": "Løsningen er afprøvet andetsteds."}
            ]
        }
    )
    points = find_open_points(D00, one, pack_overview(one, {}))
    told = pack_overview(one, {"D00": points})
    file = render(D00, one, points, told, "docx")
    listed = word_projection(file)
    title = builtin_catalog().cards["OPG-19"].title
    assert section(listed, "Fravalgte standardopgaver")[2:] == [title, "Løsningen er afprøvet andetsteds."]
    assert headings(listed) == [*OUTLINE[:-1], "Fravalgte standardopgaver", OUTLINE[-1]]


def test_it_ends_with_one_section_of_sources() -> None:
    texts = section(items("sagsoverblik"), "Videre læsning")
    assert texts[0] == D00.basis
    assert len(texts) == 2
    assert "Teknologiradar" in texts[1]
    assert "Grundlag" not in headings(
        html_projection(rendered("sagsoverblik", None, D00, "html").decode("utf-8"))
    )


def test_the_overview_of_the_packs_knows_its_own_points_too() -> None:
    assert "Overblik" in {row.dokument.split(" og ")[0] for row in overview("tom", None).aabne_punkter}
