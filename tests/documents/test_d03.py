"""D03 Kravspecifikation in its four variants (specifikation.md 4.2)."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from typing import Any

import pytest
from docx import Document

from plangen.rendering.subject import Subject
from plangen.texts.values import Passage
from tests.support.cases import each
from tests.support.projection import Item, html_projection
from tests.support.variants import (
    Tree,
    answers_of,
    file_of,
    headings,
    items_of,
    said_in,
    section,
    subject_from,
)

INTRODUCTION, PURPOSE, USERS, USE, CONTENT, INTEGRATION = (
    "Indledning og læsevejledning",
    "Formål og baggrund",
    "Målgrupper",
    "Anvendelse",
    "Minimumsindhold",
    "Integration og login",
)
REQUIREMENTS, PROTECTION, SUPPORT, EFFECTS, OFFERS, FORM = (
    "Krav",
    "Databeskyttelse, sikkerhed og tilgængelighed",
    "Onboarding, undervisning, support og samarbejde",
    "Forventede effekter",
    "Tilbud og vurdering",
    "Leverandørens oplysninger og priser",
)
BEFORE = [INTRODUCTION, PURPOSE, USERS, USE, CONTENT, INTEGRATION]
AFTER = [PROTECTION, SUPPORT, EFFECTS]
END = "Om dokumentet"
HEAD_TO_ANSWER = ["Nr.", "Krav", "Type", "Svar", "Leverandørens beskrivelse"]


@cache
def subject_by(name: str, form: str | None) -> Subject:
    tree = answers_of(name, "D03")
    tree["svar"]["anskaffelsesform"] = form
    return subject_from(tree)


@cache
def word_by(name: str, form: str | None) -> bytes:
    """D03 of an example with another form of acquisition."""
    return file_of(subject_by(name, form), "D03", "docx")


@cache
def by(name: str, form: str | None) -> list[Item]:
    return said_in(subject_by(name, form), "D03")


@cache
def plain(name: str) -> list[Item]:
    return items_of(name, "D03")


def with_answers(form: str, **svar: Any) -> list[Item]:
    return items_of("jobcenter", "D03", lambda tree: tree.update(anskaffelsesform=form, **svar))


def texts(items: list[Item]) -> list[str]:
    return [text for _, text in items]


def said(items: list[Item], heading: str) -> str:
    return "\n".join(section(items, heading))


# --- the four variants ----------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["udbud", "forhandling", "rammeaftale", "under_taerskel"])
def test_suppliers_get_all_sections(form: str) -> None:
    items = by("jobcenter", form)
    assert headings(items) == [*BEFORE, REQUIREMENTS, *AFTER, OFFERS, FORM, END]


@pytest.mark.parametrize("form", ["faelleskommunal", "anskaffet", "uafklaret"])
def test_without_offers_nothing_is_to_be_answered(form: str) -> None:
    items = by("jobcenter", form)
    assert [h for h in headings(items) if h != "Åbne punkter"] == [*BEFORE, REQUIREMENTS, *AFTER, END]
    assert section(items, REQUIREMENTS)[:3] == ["Nr.", "Ønske/krav", "Type"]
    assert not any("☐" in text for text in texts(items))
    assert "Vigtige datoer" not in texts(items)


def test_what_offers_would_compete_on_is_a_wish_where_there_are_none() -> None:
    assert "Konkurrencekrav (ønske, der vurderes)" in section(by("jobcenter", "udbud"), REQUIREMENTS)
    for form in ("faelleskommunal", "anskaffet", "uafklaret"):
        shown = section(by("jobcenter", form), REQUIREMENTS)
        assert "Ønske" in shown and "Mindstekrav" in shown
        assert not [text for text in texts(by("jobcenter", form)) if "onkurrencekrav" in text]


def test_what_is_bought_has_requirements_only_when_they_are_written() -> None:
    items = items_of(
        "jobcenter", "D03", lambda svar: (svar.update(anskaffelsesform="anskaffet"), svar.pop("krav"))
    )
    assert headings(items) == [*BEFORE, *AFTER, "Åbne punkter", END]
    assert "Tekniske krav" not in said(items, "Åbne punkter")


@pytest.mark.parametrize(
    ("form", "title", "passage"),
    [
        ("udbud", "Kravspecifikation", "ST-07"),
        ("faelleskommunal", "Ønsker og krav til den fælleskommunale løsning", "ST-75"),
        ("anskaffet", "Løsningen og aftalen", "ST-32"),
        ("uafklaret", "Ønsker og krav", "ST-07"),
        (None, "Ønsker og krav", "ST-07"),
    ],
)
def test_each_variant_has_its_title_and_introduction(form: str | None, title: str, passage: str) -> None:
    subject, data, items = subject_by("jobcenter", form), word_by("jobcenter", form), by("jobcenter", form)
    document = next(one for one in subject.documents if one.id == "D03")
    assert document.title == title
    assert (items[1][1], items[3][1]) == (title, INTRODUCTION)
    opening = subject.context["st"][passage]
    assert isinstance(opening, Passage)
    assert section(items, INTRODUCTION)[0] == str(opening)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert f"<dc:title>{title} – " in package.read("docProps/core.xml").decode("utf-8")
        headers = b"".join(package.read(name) for name in package.namelist() if "header" in name)
    assert title in headers.decode("utf-8")
    assert ("Anskaffelsesform: [Udfyldes: Anskaffelsesform]" in section(items, INTRODUCTION)) == (
        form is None
    )


def test_only_the_answer_table_lies_on_its_side() -> None:
    def sections_in(form: str) -> int:
        with zipfile.ZipFile(io.BytesIO(word_by("jobcenter", form))) as package:
            return package.read("word/document.xml").count(b"<w:sectPr")

    assert [sections_in(form) for form in ("udbud", "faelleskommunal")] == [3, 1]


@pytest.mark.parametrize(("form", "sections"), [("udbud", 3), ("faelleskommunal", 1)])
def test_the_first_page_has_no_running_header_where_libreoffice_keeps_that(form: str, sections: int) -> None:
    """Where a page on its side follows a section of one page, LibreOffice saves one header for both."""
    document = Document(io.BytesIO(word_by("jobcenter", form)))
    assert len(document.sections) == sections
    first = document.sections[0]
    assert first.different_first_page_header_footer is (sections == 1)
    assert " · " in "".join(p.text for p in first.header.paragraphs)
    if sections == 1:
        assert not "".join(p.text for p in first.first_page_header.paragraphs).strip()


def test_a_supplier_is_named_where_it_is_chosen() -> None:
    for form, printed in (
        ("faelleskommunal", True),
        ("anskaffet", True),
        ("udbud", False),
        ("uafklaret", False),
    ):
        items = items_of(
            "fortroligt",
            "D03",
            lambda svar, f=form: svar.update(anskaffelsesform=f, leverandoer="Løsning ApS"),
        )
        assert ("Leverandør: Løsning ApS" in section(items, INTRODUCTION)) == printed
    assert "Leverandør: [Udfyldes: Leverandør]" in section(by("jobcenter", "anskaffet"), INTRODUCTION)
    assert not any(text.startswith("Leverandør:") for text in texts(by("jobcenter", "faelleskommunal")))


# --- the introduction to suppliers ----------------------------------------------------------------------
def test_only_the_types_that_occur_are_explained() -> None:
    told = said(plain("jobcenter"), INTRODUCTION)
    assert "Mindstekrav skal være opfyldt fuldt ud." in told
    assert "Konkurrencekrav er ønsker" in told
    assert "Optioner kan tilvælges." in told
    assert "Oplysninger indgår ikke" not in told
    assert "Oplysninger indgår ikke i vurderingen." in said(plain("fortroligt"), INTRODUCTION)


def test_the_dates_of_the_tender_stand_in_a_box() -> None:
    cells = section(plain("jobcenter"), INTRODUCTION)
    at = cells.index("Vigtige datoer")
    assert cells[at - 1] == "Anskaffelsesform: Tilbudsindhentning under tærskelværdien"
    assert cells[at + 1 :] == [
        "Kravspecifikationen udsendes", "mandag den 15. marts 2027",
        "Frist for spørgsmål", "tirsdag den 30. marts 2027",
        "Tilbudsfrist", "mandag den 12. april 2027",
        "Tilbud afleveres", "Kommunens tilbudsportal som PDF",
        "Kontakt i udbudsperioden", "Indkøbskonsulent i Egelund Kommune, indkoeb@egelund.example",
        "Afprøvning og præsentation", "19. april-12. maj 2027",
        "Bilag", "Kontraktudkast med databehandleraftale; prisskema",
    ]  # fmt: skip


def test_a_date_that_is_missing_is_asked_for_and_one_that_may_be_is_left_out() -> None:
    tilbud = {"kontakt": "Indkøb", "tilbudsfrist": date(2027, 4, 12), "aflevering": "Portalen"}
    cells = section(items_of("jobcenter", "D03", lambda svar: svar.update(tilbud=tilbud)), INTRODUCTION)
    assert cells[cells.index("Frist for spørgsmål") + 1].startswith("[Udfyldes: ")
    assert {"Kravspecifikationen udsendes", "Bilag", "Afprøvning og præsentation"}.isdisjoint(cells)


def test_without_any_date_there_is_a_sentence_and_no_box() -> None:
    cells = section(items_of("jobcenter", "D03", lambda svar: svar.pop("tilbud")), INTRODUCTION)
    assert cells[-1] == "Tidsplanen for tilbud fastlægges sammen med indkøb."
    assert "Vigtige datoer" not in cells


def test_the_form_of_a_framework_agreement_is_told() -> None:
    tilbud = {**answers_of("jobcenter")["svar"]["tilbud"], "form": "miniudbud"}
    told = section(with_answers("rammeaftale", tilbud=tilbud), INTRODUCTION)
    assert "Anskaffelsesform: Rammeaftale (Miniudbud)" in told
    assert "Anskaffelsesform: Offentligt/begrænset udbud" in section(
        with_answers("udbud", tilbud=tilbud), INTRODUCTION
    )


# --- who and what ---------------------------------------------------------------------------------------
def test_who_uses_the_solution() -> None:
    cells = section(plain("jobcenter"), USERS)
    at = cells.index("Afdeling")
    assert cells[at : at + 4] == ["Afdeling", "Medarbejdere", "Jobindsats", "24"]
    assert any(text.startswith("Borgernes parathed: Omkring fire ud af fem") for text in cells)
    assert any(text.startswith("Hjælp til borgere, der ikke er digitale: Receptionen") for text in cells)
    told = said(items_of("jobcenter", "D03", lambda svar: svar.pop("borgerparathed")), USERS)
    assert "Borgernes parathed" not in told
    assert "Hjælp til borgere, der ikke er digitale: Receptionen" in told
    assert "[Udfyldes: Hjælp til borgere, der ikke er digitale]" in said(
        items_of("jobcenter", "D03", lambda svar: svar.pop("borgere_alternativ")), USERS
    )


@pytest.mark.parametrize(
    ("answer", "beginning"),
    [
        ("Booke og flytte samtaler.", "Løsningen skal bruges til at: Booke og"),
        ("Overblik over sager.", "Løsningen skal bruges til følgende: Overblik"),
        ("Brugere ser egne sager.", "Løsningen skal bruges til følgende: Brugere"),
    ],
)
def test_the_lead_in_agrees_with_what_the_solution_is_used_for(answer: str, beginning: str) -> None:
    items = items_of("fortroligt", "D03", lambda svar: svar.update(anvendelse=answer))
    assert section(items, USE)[0].startswith(beginning)


def test_what_it_holds_and_what_not() -> None:
    first, last = section(plain("jobcenter"), CONTENT)
    assert first.startswith("Løsningen skal mindst indeholde: Booking, beskeder")
    assert last.startswith("Indgår ikke: Sanktionsvarsler")


def test_a_method_is_a_column_only_when_one_is_given() -> None:
    cells = section(plain("jobcenter"), INTEGRATION)
    assert cells[:8] == [
        "System",
        "Data og retning",
        "Metode",
        "Ved start",
        "MitID",
        "Login (ind)",
        "OIOSAML",
        "Ja",
    ]
    assert cells[-1].startswith("Brugernes øvrige systemer og login: Borgeren møder")
    assert section(plain("sagsoverblik"), INTEGRATION)[:3] == [
        "System",
        "Data og retning",
        "Ved start",
    ]
    assert "Der er ingen integrationer i første trin." in texts(plain("fortroligt"))


# --- requirements ---------------------------------------------------------------------------------------
def test_requirements_are_numbered_as_they_are_shown() -> None:
    cells = section(plain("jobcenter"), REQUIREMENTS)
    assert cells[:5] == HEAD_TO_ANSWER
    numbers = [cell for cell in cells if cell.startswith("K-")]
    assert numbers == [f"K-{n:02}" for n in range(1, 15)]
    added = {"kategori": "faglig", "tekst": "Nyt krav.", "kravtype": "option"}
    later = section(items_of("jobcenter", "D03", lambda svar: svar["krav"].append(added)), REQUIREMENTS)
    at = next(n for n, cell in enumerate(later) if cell.startswith("Nyt krav."))
    assert later[at - 1] == "K-03", "after the two of its category"


def test_a_category_is_a_heading_from_two_requirements() -> None:
    cells = section(plain("jobcenter"), REQUIREMENTS)
    assert cells[5:7] == ["Faglige krav", "K-01"]
    single = next(cell for cell in cells if "inden for 15 minutter" in cell)
    assert single.startswith("Integration")
    assert "Integration" not in cells


def test_a_supplier_ticks_what_is_met_and_a_minimum_is_not_met_in_part() -> None:
    cells = section(plain("jobcenter"), REQUIREMENTS)
    rows = [cells[n + 1 : n + 5] for n, cell in enumerate(cells) if cell.startswith("K-")]
    assert {(row[1] == "Mindstekrav", " ".join(row[2].split())) for row in rows} == {
        (True, "☐ opfyldes ☐ ikke"),
        (False, "☐ opfyldes ☐ delvist ☐ ikke"),
    }
    assert {row[3] for row in rows} == {""}, "to be written in"


def test_why_and_how_it_is_shown_stand_below_the_requirement() -> None:
    cells = section(plain("fortroligt"), REQUIREMENTS)
    first = cells[cells.index("K-01") + 1]
    assert "Begrundelse: Ansøgninger ligger i ferier" in first
    assert "Dokumentation: Demonstration" in first
    short = cells[cells.index("K-03") + 1]
    assert "Begrundelse" not in short
    assert "Dokumentation" not in short


def without_technical(svar: Tree) -> None:
    svar["krav"] = [row for row in svar["krav"] if row["kategori"] != "teknisk"]


@each(("form", "asked"), [("udbud", True), ("uafklaret", True), ("faelleskommunal", False)])
def test_an_obligatory_category_without_requirements_is_an_open_point(form: str, asked: bool) -> None:
    items = items_of(
        "fortroligt", "D03", lambda svar: (svar.update(anskaffelsesform=form), without_technical(svar))
    )
    assert ("[Udfyldes: Tekniske krav]" in section(items, REQUIREMENTS)) == asked
    assert ("Tekniske krav" in section(items, "Åbne punkter")) == asked


def test_a_joint_agreement_without_requirements_has_one_marker() -> None:
    cells = section(items_of("sagsoverblik", "D03", lambda svar: svar.pop("krav")), REQUIREMENTS)
    assert cells[-1] == "[Udfyldes: Ønsker og krav]"
    assert sum(cell.startswith("[Udfyldes") for cell in cells) == 1


# --- data protection, support ---------------------------------------------------------------------------
def test_assessments_are_named_unless_irrelevant() -> None:
    cells = section(plain("jobcenter"), PROTECTION)
    assert cells[:2] == [
        "Løsningen behandler: Følsomme oplysninger",
        "Kommunen og leverandøren skal inden idriftsættelsen have følgende på plads:",
    ]
    assert "Databehandleraftale" in cells
    assert not any("AI-forordningen" in cell for cell in cells), "said to be irrelevant"
    assert "Risikovurdering" in section(plain("fortroligt"), PROTECTION), "without a status"


def test_unanswered_assessments_are_one_open_point() -> None:
    items = items_of("fortroligt", "D03", lambda svar: svar.pop("compliance"))
    assert section(items, PROTECTION)[1:] == ["Vurderinger og aftaler: [Udfyldes: Vurderinger og aftaler]"]
    assert section(items, "Åbne punkter").count("Vurderinger og aftaler") == 1


def test_no_assessments_when_all_are_irrelevant() -> None:
    def irrelevant(svar: Tree) -> None:
        svar["compliance"] = {name: {"status": "ikke_relevant"} for name in svar["compliance"]}

    assert section(items_of("jobcenter", "D03", irrelevant), PROTECTION) == [
        "Løsningen behandler: Følsomme oplysninger"
    ]


@each(
    ("form", "lead_in", "described"),
    [
        ("udbud", "Aftalen skal dække: Onboarding", True),
        ("faelleskommunal", "Aftalen skal dække: Onboarding", True),
        ("anskaffet", "Aftalen dækker: Onboarding", False),
        ("uafklaret", "Aftalen skal dække: Onboarding", False),
    ],
)
def test_what_the_agreement_covers(form: str, lead_in: str, described: bool) -> None:
    cells = section(by("jobcenter", form), SUPPORT)
    assert cells[0].startswith(lead_in)
    assert cells[1].startswith("Support: Telefon og sagsportal")
    assert any(cell.startswith("Leverandøren beskriver, hvordan samarbejdet") for cell in cells) == described


# --- effects, offers, the supplier's own page -----------------------------------------------------------
def test_effects_are_told_without_amounts() -> None:
    cells = section(plain("fortroligt"), EFFECTS)
    assert cells == [
        "Kommunen forventer at måle følgende effekter:",
        "Mål", "Indikator", "Målværdi",
        "Kortere ventetid", "Dage til svar", "7 dage",
    ]  # fmt: skip


def test_without_effects_to_tell_there_is_no_section() -> None:
    def money(svar: Tree) -> None:
        for row in svar["maal"]:
            row["gevinsttype"] = "oekonomi"

    assert EFFECTS not in headings(items_of("jobcenter", "D03", money))
    assert EFFECTS not in headings(items_of("jobcenter", "D03", lambda svar: svar.pop("maal")))


def test_how_offers_are_judged_and_tried() -> None:
    cells = section(plain("jobcenter"), OFFERS)
    assert cells[:6] == [
        "Kriterium", "Vægt", "Vurderes på",
        "Kvalitet og brugervenlighed", "45 pct.", "Brugertest med borgere og medarbejdere",
    ]  # fmt: skip
    assert cells[-1] == (
        "Før valget skal medarbejdere og borgere kunne prøve løsningen. Leverandøren stiller testadgang til "
        "rådighed for 14 personer og bruger eksempler fra kommunens egne opgaver."
    )


@pytest.mark.parametrize(
    ("numbers", "told"), [({}, "for de deltagende og"), ({"borgere": 1}, "for 1 person og")]
)
def test_how_many_try_it_may_be_unknown(numbers: dict[str, int], told: str) -> None:
    trial = {"beskrivelse": "Demo", **numbers}
    assert told in said(
        items_of("fortroligt", "D03", lambda svar: svar.update(afproevning_foer_valg=trial)), OFFERS
    )
    assert "medarbejdere og slutbrugere kunne prøve" in said(plain("fortroligt"), OFFERS)


@pytest.mark.parametrize("answer", [None, "ingen"])
def test_criteria_that_are_not_chosen_yet_come_with_the_tender(answer: str | None) -> None:
    items = items_of("fortroligt", "D03", lambda svar: svar.update(tildelingskriterier=answer))
    cells = section(items, OFFERS)
    assert cells[0] == "Tildelingskriterierne oplyses sammen med udbudsmaterialet."
    assert len(cells) == 2


def test_the_supplier_has_a_page_to_fill_in() -> None:
    cells = section(plain("jobcenter"), FORM)
    assert cells == [
        "Virksomhed", "", "CVR-nummer", "", "Kontaktperson", "", "Referencer fra kommuner", "",
        "Priser i kroner uden moms", "Post", "Engang", "Pr. år",
        "Opsætning", "", "", "Integration", "", "", "Undervisning", "", "",
        "Licens pr. år", "–", "", "Support", "", "", "Optioner", "", "",
    ]  # fmt: skip


# --- closing --------------------------------------------------------------------------------------------
def test_open_points_say_first_that_it_is_not_ready_for_suppliers() -> None:
    cells = section(items_of("fortroligt", "D03", lambda svar: svar.pop("problem")), "Åbne punkter")
    assert cells[0] == "Dokumentet er først klar til leverandører, når de åbne punkter er besvaret."


def test_only_its_own_version_is_told() -> None:
    """Notes on versions are about the whole pack (»konsekvensanalyse afsluttet«)."""
    items = texts(plain("sagsoverblik"))
    assert "Revisionshistorik" not in items
    assert any("Version: 1.3" in text for text in items)
    assert not any("1.2" in text for text in items)


@each("form", ["udbud", "faelleskommunal", "anskaffet", "uafklaret"])
def test_both_formats_say_the_same(form: str) -> None:
    page = file_of(subject_by("jobcenter", form), "D03", "html").decode("utf-8")
    assert html_projection(page) == by("jobcenter", form)
