"""The workshop sheets (specifikation.md 4.4): what stands on them, in both formats."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

import page as pdf_checker
import pikepdf
import pytest
from lxml import etree

from plangen.catalog import Document, Sheet, builtin_catalog
from plangen.catalog.address import Address, of_tick
from tests.support import word_edits as word
from tests.support.cases import each
from tests.support.packs import context_id
from tests.support.projection import html_projection, word_projection
from tests.support.samples import sampled
from tests.support.sheets import SHEETS, sheet, sheet_file
from tests.support.structure.check import check_structure

CATALOG = builtin_catalog()
FILES = [("tom", None), ("jobcenter", "jobindsats"), ("lang", None)]
"""Whose sheets are looked at: of no answers, of a department, and of very long answers."""
RAW = re.compile(r"\b(None|nan|hoej|fagligt_|ARK\d)\b|\{\{|\{%|Udfyldes:")
OF = {"ids": context_id}
PRINTED = sampled(SHEETS, every=3)


each_file = pytest.mark.parametrize(
    ("name", "department", "document"),
    sampled(((*one, sheet) for sheet in SHEETS for one in FILES), every=2),
    **OF,
)


@each_file
def test_word_and_page_say_the_same(name: str, department: str | None, document: Document) -> None:
    printed = word_projection(sheet_file(name, department, document, "docx"))
    page = html_projection(sheet_file(name, department, document, "html").decode("utf-8"))
    assert printed == [("overskrift 1" if kind == "titel" else kind, text) for kind, text in page]
    assert [text for _, text in printed if RAW.search(text)] == []


@each_file
def test_word_files_are_sound(name: str, department: str | None, document: Document) -> None:
    assert check_structure(sheet_file(name, department, document, "docx")) == []


@pytest.mark.parametrize("document", PRINTED, **OF)
def test_pdf_files_are_pdf_ua(document: Document) -> None:
    report = pdf_checker.validate_pdf_bytes(sheet_file("jobcenter", None, document, "pdf"), profile="ua1")
    assert report.is_compliant, report.to_json()


@pytest.mark.parametrize("document", PRINTED, **OF)
def test_the_sheet_is_on_its_first_page_and_how_to_use_it_on_the_second(document: Document) -> None:
    with pikepdf.open(io.BytesIO(sheet_file("jobcenter", None, document, "pdf"))) as pdf:
        pages = {str(item.title): _page_of(pdf, item) for item in pdf.open_outline().root}
    assert list(pages.items())[:2] == [(document.title, 1), ("Drejebog", 2)]


def _page_of(pdf: pikepdf.Pdf, item: pikepdf.OutlineItem) -> int:
    assert item.destination is not None
    return int(pikepdf.Page(item.destination[0]).index) + 1


@each("one", CATALOG.sheets.values(), ids=lambda one: one.id)
def test_what_it_says_of_its_use(one: Sheet) -> None:
    printed = [text for _, text in word_projection(sheet_file("jobcenter", None, sheet(one.number), "docx"))]
    said = (one.title, one.purpose, one.participants, one.materials, *one.steps)
    assert [text for text in said if text not in printed] == []
    assert f"{one.minutes} minutter" in printed
    labels = [CATALOG.questions[id].short for id in one.questions]
    assert [label for label in labels if not any(text.startswith(f"»{label}« (") for text in printed)] == []


@each("one", CATALOG.sheets.values(), ids=lambda one: one.id)
def test_every_field_stands_on_it_with_a_place_to_write(one: Sheet) -> None:
    data = sheet_file("tom", None, sheet(one.number), "docx")
    texts = " ".join(text for _, text in word_projection(data))
    assert [field.text for field in one.fields if field.text not in texts] == []
    places = {(a.question, a.column) for a in (Address.parse(of_tick(id)[0]) for id in word.ids(data))}
    wanted = {
        (address.question, column)
        for field in one.fields
        if field.answer
        for address in [Address.parse(field.answer)]
        for column in (field.columns or (address.column,))
    }
    assert wanted - places == set()
    assert [id for id, times in Counter(word.ids(data)).items() if times > 1] == []


def test_the_strip_says_project_purpose_team_and_date() -> None:
    strip = word_projection(sheet_file("jobcenter", "jobindsats", sheet(7), "docx"))[2:6]
    projekt, formaal, team, dato = (text for _, text in strip)
    assert projekt.startswith("Projekt: ")
    assert formaal.startswith("Formål: ") and len(formaal) > 40
    assert (team, dato) == ("Team: Jobindsats", "Dato: 11.12.2026")
    only = word_projection(sheet_file("koerebog", None, sheet(7), "docx"))
    assert "Team: Vej og Park" in [text for _, text in only], "the only department of the project"
    blank = word_projection(sheet_file("tom", None, sheet(7), "docx"))[2:6]
    assert [text for _, text in blank] == ["Projekt:", "Formål:", "Team: Alle afdelinger", "Dato:"]


def test_figures_stand_on_the_sheets_that_have_them() -> None:
    drawn = {one.id: _drawings(sheet_file("jobcenter", None, one, "docx")) for one in SHEETS}
    assert {id for id, count in drawn.items() if count} == {"ARK00", "ARK02", "ARK06", "ARK07"}


def _drawings(data: bytes) -> int:
    return sum(1 for element in _document(data).iter() if str(element.tag).endswith("}docPr"))


def test_the_sixteen_pitfalls_have_a_question_in_front_and_help_behind_from_right_to_left() -> None:
    printed = [text for _, text in word_projection(sheet_file("tom", None, sheet(10), "docx"))]
    fronts = [text for text in printed if text.startswith("Faldgrube ")]
    backs = [text for text in printed if text.startswith("Modtræk ")]
    pitfalls = list(CATALOG.guidance.pitfalls.values())
    assert fronts == [f"Faldgrube {one.title} {one.ask}" for one in pitfalls]
    first_row = [f"Modtræk {one.title} {one.remedy}" for one in pitfalls[:4]]
    assert (len(backs), backs[:4]) == (16, first_row[::-1])


def test_the_thirty_cards_are_eight_a_page() -> None:
    printed = word_projection(sheet_file("tom", None, sheet(4), "docx"))
    assert [text for kind, text in printed if kind == "overskrift 1"][2:] == [
        "Kort 1–8 af 30",
        "Kort 9–16 af 30",
        "Kort 17–24 af 30",
        "Kort 25–30 af 30",
    ]
    cells = [text for _, text in printed if text.startswith(("Barriere · ", "Potentiale · "))]
    assert len(cells) == len(CATALOG.point_cards) == 30
    assert all("Det kan I gøre: " in text for text in cells)
    with pikepdf.open(io.BytesIO(sheet_file("jobcenter", None, sheet(4), "pdf"))) as pdf:
        assert len(pdf.pages) == 6


def test_members_stand_in_the_bubble_of_their_kind_and_the_others_are_blank() -> None:
    ids = word.ids(sheet_file("jobcenter", None, sheet(2), "docx"))
    kinds = {Address.parse(id).key.startswith("+") for id in ids if id.startswith("arbejdsgruppe_medlemmer")}
    assert kinds == {True, False}
    printed = [text for _, text in word_projection(sheet_file("jobcenter", None, sheet(2), "docx"))]
    assert next(text for text in printed if text.startswith("Medarbejder Hvem: ")).endswith("og 3 til")


def test_larger_paper_has_larger_fields() -> None:
    small, large = (sheet_file("tom", None, one, "docx") for one in (sheet(1), sheet(1).on_paper("A3")))
    assert _size(large) == (23811, 16838) and _size(small) == (16838, 11906)
    assert sum(_heights(large)) > 1.6 * sum(_heights(small))
    with pikepdf.open(io.BytesIO(sheet_file("tom", None, sheet(9).on_paper("A3"), "pdf"))) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [1191, 842]


def _document(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _size(data: bytes) -> tuple[int, int]:
    page = next(_document(data).iter(f"{word.W}pgSz"))
    return int(page.get(f"{word.W}w")), int(page.get(f"{word.W}h"))


def _heights(data: bytes) -> list[int]:
    return [int(one.get(f"{word.W}val")) for one in _document(data).iter(f"{word.W}trHeight")]
