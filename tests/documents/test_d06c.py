"""D06c Planen på én side (specifikation.md 4.2)."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pytest

from plangen.catalog import builtin_catalog
from tests.support.packs import example, rendered
from tests.support.projection import Item, html_projection, word_projection
from tests.support.samples import sampled
from tests.support.variants import Tree, answers_of, headings, said_in, section, subject_from

D06C = builtin_catalog().documents["D06c"]
PASSAGES = builtin_catalog().passages
BLOCKS = [
    "Hvorfor",
    "Hvornår sker hvad for dig",
    "Det forventer vi, og det får du",
    "De vigtigste retningslinjer",
    "Hvem spørger du",
    "Har du brug for mere tid?",
]
OF_DEPARTMENTS = [
    (name, department)
    for name in ("jobcenter", "sagsoverblik")
    for department in example(name).project.departments
]


@cache
def items(name: str, department: str | None) -> list[Item]:
    return word_projection(rendered(name, department, D06C, "docx"))


def changed(department: str, **answers: object) -> list[Item]:
    tree: Tree = answers_of("jobcenter", "D06c")
    tree["svar"].update(answers)
    return said_in(subject_from(tree, department), "D06c")


@pytest.mark.parametrize(("name", "department"), sampled(OF_DEPARTMENTS, every=4))
def test_it_is_one_page_with_every_block(name: str, department: str) -> None:
    assert headings(items(name, department)) == BLOCKS
    page = html_projection(rendered(name, department, D06C, "html").decode("utf-8"))
    assert headings(page) == BLOCKS
    with pikepdf.open(io.BytesIO(rendered(name, department, D06C, "pdf"))) as pdf:
        assert len(pdf.pages) == 1


def test_the_dates_are_the_departments_own_with_their_weekdays() -> None:
    assert section(items("jobcenter", "ungeindsats"), "Hvornår sker hvad for dig") == [
        "Idriftsættelse: mandag den 4. oktober 2027",
        "Mandag 06.09.2027: Præsentation",
        "Mandag 20.09.2027: Oplæring: Skriv til borgeren",
        "Torsdag 23.09.2027: Oplæring: Introduktion bølge 2",
        "Mandag 04.10.2027: Ibrugtagning: Booking og beskeder (Jobparate ledige)",
        "Mandag 11.10.2027: Oplæring: Sidemandsoplæring",
        "Mandag 25.10.2027: Evaluering i teamet (flyttet fra uge 42 pga. ferie), igen 01.11.2027",
        "Mandag 01.11.2027: Ibrugtagning: Vejledningsforløb (Alle målgrupper)",
        "Mandag 29.11.2027: Ekstra støtte til og med denne dag",
    ]


def test_training_of_some_says_for_whom() -> None:
    rows = [
        row
        for row in answers_of("jobcenter")["svar"]["oplaering"]
        if row["aktivitet"] == "Skriv til borgeren"
    ]
    said = changed(
        "jobindsats", oplaering=[{**row, "gruppe": "Jobkonsulenter", "afdeling": "alle"} for row in rows]
    )
    told = [text for text in section(said, "Hvornår sker hvad for dig") if "Skriv til borgeren" in text]
    assert told and all(text.endswith("(Jobkonsulenter)") for text in told)


def test_it_says_whom_to_ask_in_the_department() -> None:
    assert section(items("jobcenter", "ungeindsats"), "Hvem spørger du") == [
        "Superbrugere og ambassadører: Ungevejleder (superbruger)",
        "Støtte: Superbruger i teamet · Derefter: Systemkonsulent og leverandør · Åbent: Hverdage 8-16",
        "Kontakt: Arbejdsgruppens side på intranettet med rolle og lokalnummer",
        "Spørgsmål og forslag: Fælles kanal i Teams og seddel ved kaffemaskinen (svar inden 5 arbejdsdage)",
    ]


def test_what_is_expected_is_a_sentence_and_the_demands_are_those_of_the_department() -> None:
    said = section(items("jobcenter", "integration"), "Det forventer vi, og det får du")
    assert said[0].startswith("Vi forventer, at du har prøvet")
    assert said[1].startswith("Du får bedre forberedte samtaler")
    assert "Alle bør bruge løsningen" in said[2] and "04.10.2027" in said[2]
    assert len(said) == 3


def test_a_block_without_answers_is_left_out_without_a_mark() -> None:
    bare = changed("jobindsats", saerlig_stoette="", retningslinjer={}, formaal_kort="")
    assert headings(bare) == [BLOCKS[1], BLOCKS[2], BLOCKS[4]]
    said = items("tom", None)
    assert headings(said) == []
    assert PASSAGES["ST-138"] in [text for _, text in said]
    assert PASSAGES["ST-138"] not in [text for _, text in bare]
    assert not [text for _, text in (*bare, *said) if "[Udfyldes" in text]


def test_the_only_department_has_it_in_the_projects_pack() -> None:
    said = section(items("koerebog", None), "Hvornår sker hvad for dig")
    assert said[:3] == [
        "Idriftsættelse: mandag den 12. april 2027",
        "Mandag 15.03.2027: Præsentation",
        "Tirsdag 30.03.2027: Oplæring: Øvelse på egne opgaver",
    ]
