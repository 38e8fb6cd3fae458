"""Values as people write them: each type, every column of the questionnaire, and what is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plangen.answers.options import as_column, is_open, options_of
from plangen.answers.scalars import Refused, holds_weeks, parse_scalar
from plangen.answers.spelling.canonical import canonical_text, doubt, items_in
from plangen.answers.spelling.names import KnownNames
from plangen.catalog import Column, builtin_catalog
from plangen.findings import Severity
from tests.answers.reading import brief, load, only, svar
from tests.support.cases import each
from tests.support.spellings import spellings

CATALOG = builtin_catalog()
NAMES = KnownNames(
    {
        "afdeling": {"Nord og Vest": "nord", "nord": "nord", "Syd": "syd", "syd": "syd"},
        "interessent": {"Borgere over 65": "borgere", "borgere": "borgere"},
    },
    {"projektejer": "Jobcenterchef"},
    CATALOG.questions["roller"].rows,
)


def columns() -> Iterator[tuple[str, Column]]:
    """Every question with a single value, and every column."""
    for question in (*CATALOG.questions.values(), *CATALOG.package.values()):
        if question.type not in ("table", "fixed", "group"):
            yield question.id, as_column(question)
        for column in question.columns:
            yield f"{question.id}.{column.id}", column


COLUMNS = dict(columns())


def read(where: str, text: str) -> str:
    """What a text is understood as in a column; empty when it is canonical, or cannot be understood."""
    return canonical_text(CATALOG, COLUMNS[where], text, NAMES)


WRITTEN = [
    # dates
    ("projektstart", "15. marts 2027", "2027-03-15"),
    ("projektstart", "den 15. marts 2027", "2027-03-15"),
    ("projektstart", "mandag den 15. marts 2027", "2027-03-15"),
    ("projektstart", "15. mar. 2027", "2027-03-15"),
    ("projektstart", "15/3-2027", "2027-03-15"),
    ("projektstart", "15/3 2027", "2027-03-15"),
    ("projektstart", "15.03.2027", "2027-03-15"),
    ("projektstart", "15-03-2027", "2027-03-15"),
    ("projektstart", "15/3-27", "2027-03-15"),
    ("projektstart", "2027-3-15", "2027-03-15"),
    ("projektstart", "2027/03/15", "2027-03-15"),
    ("projektstart", "\u00bb15.\u00a0marts\u00a02027\u00ab", "2027-03-15"),
    ("projektstart", "uge 20, 2027", "2027-05-17"),
    ("projektstart", "Uge 20 2027", "2027-05-17"),
    ("projektstart", "mandag i uge 20, 2027", "2027-05-17"),
    ("projektstart", "uge 53, 2026", "2026-12-28"),
    # dates or weeks from go-live
    ("potentialer.deadline", "12 uger før", "-12"),
    ("potentialer.deadline", "12 uger før idriftsættelse", "-12"),
    ("potentialer.deadline", "Tolv uger inden idriftsættelsen", "-12"),
    ("potentialer.deadline", "1 uge efter go-live", "1"),
    ("potentialer.deadline", "ved idriftsættelsen", "0"),
    ("potentialer.deadline", "uge -4", "-4"),
    ("potentialer.deadline", "uge 20, 2027", "2027-05-17"),
    ("potentialer.deadline", "1. juni 2027", "2027-06-01"),
    # weeks as numbers
    ("arbejdsgange.fra_uge", "4 uger før idriftsættelse", "-4"),
    ("maal.maales_uge", "26 uger efter", "26"),
    ("maal.maales_uge", "26 uger", "26"),
    ("opfoelgning.frekvens_uger", "12 uger", "12"),
    ("kommunikation.gentages", "hver uge", "hver 1. uge"),
    ("kommunikation.gentages", "Hver fjerde uge", "hver 4. uge"),
    ("kommunikation.gentages", "hver 4 uge", "hver 4. uge"),
    # numbers
    ("omkostninger.engang", "410.400", "410400"),
    ("omkostninger.engang", "396.000 kr.", "396000"),
    ("omkostninger.engang", "396.000,50 kr.", "396000,50"),
    ("omkostninger.engang", "396 000", "396000"),
    ("omkostninger.engang", "1.644.638", "1644638"),
    ("omkostninger.engang", "1,2 mio.", "1200000"),
    ("omkostninger.engang", "1.2 mio. kr.", "1200000"),
    ("omkostninger.engang", "450 t.kr.", "450000"),
    ("omkostninger.engang", "450 tusind kroner", "450000"),
    ("omkostninger.engang", "500,-", "500"),
    ("tildelingskriterier.vaegt", "12,5 %", "12,5"),
    ("tildelingskriterier.vaegt", "40 pct.", "40"),
    ("afdelinger.medarbejdere", "1.200", "1200"),
    ("afdelinger.medarbejdere", "24 medarbejdere", "24"),
    ("superbrugere.timer_uge", "4 timer", "4"),
    ("superbrugere.timer_uge", "4 t.", "4"),
    ("feedback.svarfrist_dage", "5 arbejdsdage", "5"),
    # choices
    ("loesningstype", "Borgervendt", "borgervendt"),
    ("loesningstype", "FAGSYSTEM", "fagsystem"),
    ("projekttype", "Ny anskaffelse", "ny_anskaffelse"),
    ("superbrugere.art", "Ambassadør", "ambassadoer"),
    ("superbrugere.art", "ambassadør", "ambassadoer"),
    ("pilot.udfordrende_sted", "Ja", "ja"),
    ("pilot.udfordrende_sted", "true", "ja"),
    ("pilot.udfordrende_sted", "x", "ja"),
    ("pilot.udfordrende_sted", "false", "nej"),
    ("omfang", "Fuld", "fuld"),
    # points
    ("problem", "Vi vil:\n\u2022 det ene\n\u2022\tdet andet", "Vi vil:\n- det ene\n- det andet"),
    ("problem", "\u2013 det ene\n  \uf0b7 deraf\n\u2013 det andet", "- det ene\n  - deraf\n- det andet"),
    ("problem", "Vi vil:\n\u2014 det ene", "Vi vil:\n- det ene"),
    # names
    ("arbejdsgange.afdeling", "Nord og Vest", "nord"),
    ("arbejdsgange.afdeling", "nord og vest og SYD", "nord; syd"),
    ("arbejdsgange.afdeling", "nord, syd", "nord; syd"),
    ("arbejdsgange.afdeling", "Alle afdelinger", "alle"),
    ("kommunikation.interessent", "borgere over 65", "borgere"),
    ("maal.gevinstejer", "Jobcenterchef (projektejer)", "projektejer"),
    ("maal.gevinstejer", CATALOG.questions["roller"].rows["projektejer"], "projektejer"),
    ("potentialer.kort", "opg-15", "OPG-15"),
    ("potentialer.kort", CATALOG.cards["OPG-15"].title, "OPG-15"),
]


@each(("where", "written", "canonical"), WRITTEN)
def test_what_people_write(where: str, written: str, canonical: str) -> None:
    assert read(where, written) == canonical
    assert read(where, canonical) == ""


@each(
    ("where", "written"),
    [
        ("projektstart", "snart"),
        ("projektstart", "marts 2027"),
        ("projektstart", "31. april 2027"),
        ("projektstart", "uge 54, 2027"),
        ("projektstart", "12 uger før"),
        ("projektstart", "tirsdag den 15. marts 2027"),
        ("potentialer.deadline", "uge 20"),
        ("potentialer.deadline", "nogle uger før"),
        ("arbejdsgange.fra_uge", "uge 20"),
        ("maal.maales_uge", "4 uger før"),
        ("opfoelgning.frekvens_uger", "4 uger før"),
        ("superbrugere.timer_uge", "1.234"),
        ("superbrugere.timer_uge", "4 kr."),
        ("omkostninger.engang", "12 %"),
        ("omkostninger.engang", "ca. 400.000"),
        ("omkostninger.engang", "3-4 mio."),
        ("omkostninger.engang", "1.250 mio."),
        ("omkostninger.engang", "410,400.00"),
        ("afdelinger.medarbejdere", "12,5 medarbejdere"),
        ("loesningstype", "borger"),
        ("loesningstype", "ja"),
        ("arbejdsgange.afdeling", "Nord og Øst"),
        ("maal.gevinstejer", "Jobcenterchef"),
        ("maal.gevinstejer", "Direktør (projektejer)"),
        ("kommunikation.gentages", "hver måned"),
        ("problem", "\u2013 sagde han, og gik."),
        ("problem", "Det ene \u2013 og\ndet andet \u2013 er dyrt."),
    ],
)
def test_what_is_not_guessed(where: str, written: str) -> None:
    assert read(where, written) == ""


@each(
    ("where", "written", "asks"),
    [
        ("superbrugere.timer_uge", "1.234", "Skriv 1234, hvis det er 1.234, ellers 1,234 med komma."),
        ("projektstart", "15. marts", "Skriv året med"),
        ("projektstart", "15/3", "Skriv året med"),
        ("projektstart", "uge 20", "Skriv ugen med årstal, fx uge 20, 2027."),
        ("potentialer.deadline", "uge 4", "eller fra idriftsættelsen, fx 4 uger efter"),
        ("projektstart", "tirsdag den 15. marts 2027", "Den dag er en mandag."),
        ("projektstart", "uge 54, 2027", "Kontrollér ugens nummer"),
    ],
)
def test_what_could_mean_two_things_is_asked_about(where: str, written: str, asks: str) -> None:
    refused = doubt(COLUMNS[where], written)
    assert isinstance(refused, Refused)
    assert asks in refused.hint


# --- every column -------------------------------------------------------------------------------------------
def values(column: Column) -> st.SearchStrategy[Any]:
    """Canonical values of a column with dates or numbers."""
    days = st.dates(date(2000, 1, 3), date(2099, 12, 27))
    low = -520 if column.at_least is None else int(column.at_least)
    high = 520 if holds_weeks(column) else 10**8
    numbers = st.integers(low, high if column.at_most is None else int(min(column.at_most, high)))
    return {"date": days, "number": numbers, "date_or_week": days | st.integers(-520, 520)}[column.type]


NUMBERS = {where: one for where, one in COLUMNS.items() if one.type in ("date", "number", "date_or_week")}


@given(st.data())
def test_every_date_and_number_in_every_column_reads_as_its_value(data: st.DataObject) -> None:
    column = NUMBERS[data.draw(st.sampled_from(sorted(NUMBERS)))]
    value = data.draw(values(column))
    plain = value.isoformat() if isinstance(value, date) else str(value)
    assert canonical_text(CATALOG, column, plain, NAMES) == ""
    for text in spellings(column, value):
        form = canonical_text(CATALOG, column, text, NAMES) or text
        assert parse_scalar(CATALOG, column, form) == value, (column.id, text)


def test_every_option_of_every_choice_is_read_by_its_label_too() -> None:
    seen = 0
    for where, column in COLUMNS.items():
        options = options_of(CATALOG, column) if column.type in ("choice", "multi") else {}
        for code, label in options.items():
            for text in (label, label.upper(), label.lower(), code.upper(), label.replace(" ", "\u00a0")):
                if text in options:
                    continue
                if column.type == "multi":
                    assert items_in(CATALOG, column, text) == [code], (where, text)
                else:
                    assert canonical_text(CATALOG, column, text, NAMES) == code, (where, text)
                seen += 1
            assert is_open(column) or column.type == "multi" or read(where, code) == "", where
    assert seen > 1000


# --- what is told -------------------------------------------------------------------------------------------
def test_what_was_understood_is_told_once_and_counts_as_answered() -> None:
    project = svar("loesningstype: Borgervendt\nprojektstart: uge 20, 2027")
    assert brief(project) == [
        "V08 2:18 Løsningstype: »Borgervendt« er læst som »borgervendt«.",
        "V08 3:17 Projektstart: »uge 20, 2027« er læst som »2027-05-17« (ugens mandag).",
    ]
    assert {finding.severity for finding in project.findings} == {Severity.INFO}
    assert project.base.raw("loesningstype") == "borgervendt"
    assert project.base.date("projektstart") == date(2027, 5, 17)
    assert not project.base.invalid


def test_a_list_that_is_written_as_a_text_and_a_text_that_is_written_as_a_list() -> None:
    project = svar("""
        formaal_typer: Kvalitet, fleksibilitet
        afdelinger: [{afdeling_id: a, navn: Ada}, {afdeling_id: b, navn: Bo og Co}]
        andre_forandringer: [{hvad: x, afdeling: [Ada, b]}]
        evaluering_rytme: {valg: Egen, egne_uger: "2, 4 og 8"}
    """)
    assert [line for line in brief(project) if line[:3] not in ("V02", "V03")] == [
        "V08 2:18 Formål i spil: »Kvalitet, fleksibilitet« er læst som »[kvalitet, fleksibilitet]«.",
        "V08 4:44 Andre forandringer, række 1, Afdeling: »[Ada, b]« er læst som »a; b«.",
        "V08 5:28 Evalueringsrytme: »Egen« er læst som »egen«; 1 svar mere i spørgsmålet er skrevet i en "
        "anden form.",
    ]
    assert project.base.chosen("formaal_typer") == ("kvalitet", "fleksibilitet")
    assert project.base.rows("andre_forandringer")[0].departments() == ("a", "b")
    assert project.base.group("evaluering_rytme").get("egne_uger") == (2, 4, 8)


def test_a_name_that_two_departments_have_is_not_guessed() -> None:
    project = svar("""
        afdelinger: [{afdeling_id: a, navn: Nord}, {afdeling_id: b, navn: Nord}]
        andre_forandringer: [{hvad: x, afdeling: Nord}]
    """)
    assert [line for line in brief(project) if line.startswith(("R94", "V08"))] == [
        "R94 3:44 Ukendt afdelingsnøgle »Nord« i Andre forandringer, række 1, Afdeling."
    ]


def test_a_department_s_own_file_knows_the_names_of_the_project() -> None:
    main = """
        svar:
          afdelinger: [{afdeling_id: a, navn: Nord og Vest, leder: L, medarbejdere: 4, medarbejdergrupper: S}]
          omkostninger: [{post: Kurser, engang: 5000}]
    """
    own = """
        svar:
          andre_forandringer: [{hvad: x, afdeling: nord og vest}]
          omkostninger: {ændr: [{raekke: Kurser, engang: "6.000 kr."}]}
    """
    project = load(main, {"a": own})
    told = [finding.message for finding in project.findings if finding.code == "V08"]
    assert told == [
        "Andre forandringer, række 1, Afdeling: »nord og vest« er læst som »a«.",
        "Omkostninger, ændr, række 1, Engangsbeløb: »6.000 kr.« er læst som »6000«.",
    ]
    assert project.departments["a"].rows("omkostninger")[0].get("engang") == 6000


def test_a_number_with_two_meanings_is_refused_with_both() -> None:
    project = svar("superbrugere: [{betegnelse: A, timer_uge: 1.234}]")
    refused = [finding for finding in project.findings if finding.code == "V05"]
    assert [finding.hint for finding in refused] == ["Skriv 1234, hvis det er 1.234, ellers 1,234 med komma."]


def test_ingen_with_a_full_stop() -> None:
    assert only(svar("integrationer: Ingen.")).message == "Integrationer: »Ingen.« er læst som »ingen«."
