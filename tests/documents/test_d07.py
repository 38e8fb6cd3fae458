"""D07 Kompetence- og oplæringsplan (specifikation.md 4.2)."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from plangen.catalog import builtin_catalog
from tests.support.packs import rendered
from tests.support.projection import Item, html_projection, word_projection
from tests.support.variants import Tree, answers_of, headings, said_in, section, subject_from

D07 = builtin_catalog().documents["D07"]
STANDARD = [
    "Principper",
    "Kompetencebehov",
    "Oplæringsplan",
    "Dækning",
    "Superbrugere og ambassadører",
    "Støtte i hverdagen",
    "Ny kollega",
    "Kompetencer i MUS",
]
FULL = [
    *STANDARD[:6],
    "Faglig metode og faglig identitet",
    "Ny kollega",
    "Vejledning af borgere",
    "Parathed",
    "Kompetencer i MUS",
]
PLAN_HEADS = ["Dato", "Aktivitet", "For hvem", "Timer", "Underviser", "Opgaverne dækkes af"]
BEFORE, ALL = "Før de andre", "For alle"


@cache
def items(name: str, department: str | None = None, format: str = "docx") -> list[Item]:
    file = rendered(name, department, D07, format)
    return word_projection(file) if format == "docx" else html_projection(file.decode("utf-8"))


def changed(name: str, svar: Tree, department: str | None = None, **package: object) -> list[Item]:
    """The document with these answers in place of the example's; None takes an answer away."""
    tree = answers_of(name, "D07")
    tree["svar"].update(svar)
    tree["svar"] = {key: value for key, value in tree["svar"].items() if value is not None}
    tree["pakke"].update(package)
    return said_in(subject_from(tree, department), "D07")


def rows(said: list[Item], heading: str, columns: int) -> list[list[str]]:
    """The rows of the table under a heading, as wide as that many columns."""
    inside, cells = False, []
    for kind, text in said:
        inside = text == heading if kind == "overskrift 1" else inside
        cells += [text] if inside and kind == "celle" and text not in (BEFORE, ALL) else []
    return [cells[at : at + columns] for at in range(0, len(cells), columns)]


# --- which sections, where ----------------------------------------------------------------------------------
@pytest.mark.parametrize("format", ["docx", "html"])
def test_a_full_pack_has_every_section(format: str) -> None:
    assert headings(items("jobcenter", None, format)) == [*FULL, "Om dokumentet"]
    assert headings(items("jobcenter", "ungeindsats", format)) == [*FULL, "Om dokumentet"]


def test_the_profile_standard_leaves_out_those_of_the_full_one() -> None:
    said = changed("jobcenter", {"undervisning_planlaegning": None}, omfang="standard")
    assert headings(said) == [*STANDARD, "Om dokumentet"]
    assert not any("planlægge" in text for text in section(said, "Principper"))


def test_guidance_of_citizens_stands_where_citizens_use_the_solution() -> None:
    assert "Vejledning af borgere" not in headings(items("sagsoverblik"))
    assert section(items("jobcenter"), "Vejledning af borgere")[1:] == [
        "Borgernes parathed: Omkring fire ud af fem borgere bruger i forvejen MitID jævnligt (skøn fra"
        " receptionen). Sprog er den største hindring i Integration.",
        "Beskæftigelsesrådgivere: Vejlede borgere i at bruge platformen",
    ]


def test_what_is_missing_has_its_marker_and_no_statement_in_its_place() -> None:
    said = items("tom")
    printed = [text for _, text in said if text.startswith("[Udfyldes") or ": [Udfyldes" in text]
    for label in ("Kompetencebehov", "Oplæring", "Superbrugere og ambassadører", "MUS"):
        assert f"[Udfyldes: {label}]" in printed
    assert "Særlig støtte: [Udfyldes: Særlig støtte]" in printed
    assert not any("overbevist" in text for _, text in said), "it is not known whose the solution is"
    assert not any(text.startswith(("Måles 8", "Måles 4", "Ekstra støtte")) for _, text in said)
    assert "Dækning" not in headings(said)


# --- needs and training -------------------------------------------------------------------------------------
def test_needs_stand_by_department_with_the_training_that_meets_them() -> None:
    found = rows(items("jobcenter"), "Kompetencebehov", 6)
    assert found[0] == ["Gruppe", "Art", "Behov", "I dag", "Ønsket", "Dækkes af"]
    assert found[1] == [
        "Beskæftigelsesrådgivere Jobindsats",
        "Vejledning af borgere",
        "Vejlede borgere i at bruge platformen",
        "Middel",
        "Kan vejlede andre",
        "Introduktion og første øvelse Skriv til borgeren Sidemandsoplæring",
    ]
    assert [row[0] for row in found[-2:]] == [
        "Integrationsrådgivere Integration og sprog",
        "Teamledere Alle afdelinger",
    ]
    assert found[-1][-1] == "Lederforløb om opfølgning", "training for all is not for leaders"


def test_a_need_that_no_training_meets_is_not_planned() -> None:
    assert rows(items("sagsoverblik"), "Kompetencebehov", 6)[-1] == [
        *(
            "Afdelingsledere Alle afdelinger",
            "Ledelse",
            "Følge op på adviser og log",
            "Lavt",
            "Kan selv",
        ),
        "Ikke planlagt",
    ]
    unplanned = rows(changed("sagsoverblik", {"oplaering": None}), "Kompetencebehov", 5)
    assert unplanned[0] == ["Gruppe", "Art", "Behov", "I dag", "Ønsket"], (
        "nothing is said while no training is"
    )


def test_those_who_help_the_others_learn_first() -> None:
    said = items("jobcenter")
    texts = section(said, "Oplæringsplan")
    found = rows(said, "Oplæringsplan", 6)
    assert found[0] == PLAN_HEADS
    before = texts[texts.index(BEFORE) : texts.index(ALL)]
    assert [text for text in before if text in ("16.06.2027", "22.06.2027", "09.08.2027")] == [
        "16.06.2027",
        "22.06.2027",
    ]
    assert found[1] == [
        "16.06.2027",
        "Superbrugerforløb Superbrugerforløb · Funktioner og arbejdsgang Sag: Egne sager fra piloten",
        "Superbrugere Alle afdelinger",
        "12",
        "Leverandør Ansvarlig: HR-konsulent",
        "Vikar fra projektet",
    ]
    days = [row[0][:10] for row in found[3:]]
    assert days == sorted(days, key=lambda day: (day[6:], day[3:5], day[:2]))


def test_training_of_several_departments_has_a_date_for_each_go_live() -> None:
    workshop = next(row for row in rows(items("jobcenter"), "Oplæringsplan", 6) if "Skriv til" in row[1])
    assert workshop[0] == (
        "23.08.2027 (Jobindsats; Sygedagpenge og jobfastholdelse)"
        " 20.09.2027 (Ungeindsatsen; Integration og sprog)"
    )
    assert workshop[2] == "Alle medarbejdere Alle afdelinger"
    own = next(
        row for row in rows(items("jobcenter", "integration"), "Oplæringsplan", 6) if "Skriv til" in row[1]
    )
    assert own[:3] == ["20.09.2027", workshop[1], "Alle medarbejdere"]


def test_whose_tasks_nobody_covers_is_a_place_to_write() -> None:
    assert [row[-1] for row in rows(items("sagsoverblik"), "Oplæringsplan", 6)[1:]] == ["", "", ""]


def test_coverage_tells_hours_for_each_group_and_what_is_set_aside() -> None:
    assert rows(items("jobcenter"), "Dækning", 2)[:2] == [
        ["Afdeling", "Planlagte timer pr. medarbejdergruppe"],
        ["Jobindsats", "Beskæftigelsesrådgivere: 10 t. · Virksomhedskonsulenter: 10 t."],
    ]
    assert (
        section(items("jobcenter"), "Dækning")[-1] == "Timerne gælder for én medarbejder. Der er afsat 10 t."
    )
    training = answers_of("jobcenter")["svar"]["oplaering"]
    only = [row for row in training if row["afdeling"] in ("jobindsats", "sygedagpenge")]
    said = rows(changed("jobcenter", {"oplaering": only}, "integration"), "Dækning", 1)
    assert said[1:] == [["Integrationsrådgivere: mangler · Sprogvejledere: mangler"]]


# --- those who help -----------------------------------------------------------------------------------------
def test_superusers_have_hours_and_a_date_to_be_ready_by() -> None:
    found = rows(items("jobcenter"), "Superbrugere og ambassadører", 5)
    assert found[0] == ["Rolle", "Afdeling", "Timer/uge", "Frigøres fra", "Klædes på, senest"]
    assert found[1][-1] == "To dages superbrugerforløb Senest 17.06.2027"
    assert (
        "Aftalearkene står i afdelingernes pakker."
        in section(items("jobcenter"), "Superbrugere og ambassadører")[-1]
    )


def test_a_department_has_an_agreement_to_sign_for_each_superuser() -> None:
    texts = section(items("jobcenter", "jobindsats"), "Superbrugere og ambassadører")
    assert [text for text in texts if text.startswith("Aftale: ")] == [
        "Aftale: Beskæftigelsesrådgiver (superbruger)"
    ]
    at = texts.index("Superbruger og leder aftaler skriftligt:")
    assert texts[-1] == "De tomme felter udfyldes i hånden og bliver ikke en del af planen."
    assert texts[at + 1 : -1] == [
        *("Opgaver", "", "Timer pr. uge", "4", "Fritages for", "Vagttelefon onsdag"),
        *(
            "Klædes på gennem",
            "To dages superbrugerforløb",
            "Senest",
            "17.06.2027",
            "Kontakt",
            "",
            "Netværk",
            "",
        ),
        *("Rolle", "Navn", "Dato", "Underskrift", "Superbruger", "", "", "", "Leder", "", "", ""),
    ]


def test_support_has_the_supplier_only_once_it_is_chosen() -> None:
    assert rows(items("jobcenter"), "Støtte i hverdagen", 2) == [
        ["1. Spørg først", "2. Derefter"],
        ["Superbruger i teamet Åbent: Hverdage 8-16", "Systemkonsulent og leverandør"],
    ]
    assert rows(items("sagsoverblik"), "Støtte i hverdagen", 3)[1][2] == "Fælleskommunal leverandør"


def test_extra_support_ends_by_each_go_live() -> None:
    assert section(items("jobcenter"), "Støtte i hverdagen")[4] == (
        "Ekstra støtte til og med: 01.11.2027 (Jobindsats; Sygedagpenge og jobfastholdelse);"
        " 29.11.2027 (Ungeindsatsen; Integration og sprog)"
    )
    assert (
        section(items("jobcenter", "ungeindsats"), "Støtte i hverdagen")[4]
        == "Ekstra støtte til og med: 29.11.2027"
    )


# --- readiness ----------------------------------------------------------------------------------------------
def test_readiness_has_what_was_measured_and_three_rows_more() -> None:
    found = rows(items("sagsoverblik"), "Parathed", 7)
    assert found[1] == ["15.02.2027", "64", "3,9", "3,4", "2,6", "2,4", "3,2"]
    assert found[2:] == [[""] * 7] * 3
    early = {"dato": date(2027, 2, 1), "afdeling": "boern_unge", "svar": 20}
    there = [early, *answers_of("sagsoverblik")["svar"]["parathed"]]
    assert rows(changed("sagsoverblik", {"parathed": there}), "Parathed", 7)[1][:2] == [
        "01.02.2027 Børn og Unge – Myndighed",
        "20",
    ]


def test_the_next_measurements_are_dated_and_say_when_they_are_moved() -> None:
    assert section(items("jobcenter"), "Parathed")[-3:-1] == [
        "Måles 8 uger før idriftsættelsen: 09.08.2027 (flyttet fra uge 28 pga. ferie)",
        "Måles 4 uger efter idriftsættelsen: 04.10.2027 (Jobindsats; Sygedagpenge og jobfastholdelse);"
        " 01.11.2027 (Ungeindsatsen; Integration og sprog)",
    ]
    assert section(items("sagsoverblik"), "Parathed")[-2:] == [
        "Måles 4 uger efter idriftsættelsen: 10.05.2027",
        "Måles 26 uger efter idriftsættelsen: 11.10.2027",
    ]
