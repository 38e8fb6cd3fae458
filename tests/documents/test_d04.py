"""D04 Potentiale- og barriereplan (specifikation.md 4.2)."""

from __future__ import annotations

from functools import cache

import pytest

from plangen.catalog import builtin_catalog
from tests.support.packs import rendered
from tests.support.projection import Item, html_projection, word_projection
from tests.support.variants import (
    Tree,
    answers_of,
    headings,
    items_of,
    said_in,
    section,
    subject_from,
)

D04 = builtin_catalog().documents["D04"]
TABLE = ["Perspektiv", "Potentiale", "Hvordan støttes det", "Ansvarlig", "Deadline", "Status"]
FIELDS = ["Perspektiv (● vægt 1–3)", "Potentialer", "Barrierer"]
SECTIONS = [
    "Overblik",
    "Potentialer",
    "Barrierer",
    "Næste skridt",
    "Ikke valgt denne gang",
    "Sådan er planen blevet til",
    "Arbejdsark",
]
ASK = builtin_catalog().passages["ST-104"]


@cache
def items(name: str, department: str | None = None) -> list[Item]:
    return word_projection(rendered(name, department, D04, "docx"))


def rows_of(texts: list[str], columns: int) -> list[list[str]]:
    """The rows of the table that a section is, its heads first."""
    return [texts[at : at + columns] for at in range(0, len(texts), columns)]


def of_department(department: str, **tables: list[Tree]) -> list[Item]:
    tree = answers_of("jobcenter", "D04")
    tree["svar"].update(tables)
    return said_in(subject_from(tree, department), "D04")


@pytest.mark.parametrize("department", [None, "ungeindsats"])
def test_it_has_every_heading_of_the_outline_in_both_formats(department: str | None) -> None:
    assert headings(items("jobcenter", department)) == [*SECTIONS, "Om dokumentet"]
    page = html_projection(rendered("jobcenter", department, D04, "html").decode("utf-8"))
    assert headings(page) == [*SECTIONS, "Om dokumentet"]


# --- overview and tables ------------------------------------------------------------------------------------
def test_the_grid_has_each_point_in_its_field_with_its_weight() -> None:
    grid = rows_of(section(items("jobcenter"), "Overblik"), 3)
    assert grid[0] == FIELDS
    assert [row[0].split(" ")[0] for row in grid[1:]] == ["Fagligt", "Personligt", "Organisatorisk"]
    assert grid[2] == [
        f"Personligt {ASK}",
        "Nye kompetencer og variation ● 1",
        "Bekymring for jobbet ● 3 Usikkerhed om egne evner ● 2",
    ]


def test_a_field_without_points_is_a_place_to_write() -> None:
    def one(svar: Tree) -> None:
        svar["potentialer"] = [row for row in svar["potentialer"] if row["perspektiv"] == "fagligt"]

    grid = rows_of(section(items_of("jobcenter", "D04", one), "Overblik"), 3)
    assert [row[1] for row in grid[2:]] == ["", ""]


def test_points_go_by_perspective_weight_and_deadline() -> None:
    def more(svar: Tree) -> None:
        svar["potentialer"].append(
            {**svar["potentialer"][1], "potentiale": "Bedre notater", "deadline": "2027-03-01", "vaegt": 2}
        )

    said = rows_of(section(items_of("jobcenter", "D04", more), "Potentialer"), 6)
    assert said[0] == TABLE
    assert [(row[0], row[1]) for row in said[1:]] == [
        ("Fagligt", "Bedre forberedte samtaler"),
        ("Fagligt", "Bedre notater"),
        ("Fagligt", "Fælles materialer på tværs af teams"),
        ("Personligt", "Nye kompetencer og variation"),
        ("Organisatorisk", "Mere tid til borgere med særlige behov"),
        ("Organisatorisk", "Fleksibilitet for borgerne"),
    ]


def test_a_barrier_has_its_action_with_the_task_and_what_was_reported() -> None:
    said = rows_of(section(items("jobcenter"), "Barrierer"), 6)
    assert said[0][2] == "Hvordan afbødes den"
    assert said[1] == [
        "Fagligt",
        "Frygt for dårligere relation",
        "Månedlig sagsdrøftelse; personlig samtale kan altid vælges Opgave A24",
        "Faglig koordinator",
        "09.08.2027",
        "Åben",
    ]
    assert [row[5] for row in said if row[1] == "Bekymring for jobbet"] == ["I gang"]


def test_no_status_comes_of_the_calendar() -> None:
    said = rows_of(section(items("sagsoverblik"), "Barrierer"), 6)
    assert [row[4:] for row in said if row[1] == "Træthed efter tidligere systemskift"] == [
        ["22.03.2027", "Frist passeret – status ikke meldt"]
    ]


def test_a_point_of_some_departments_says_whose_it_is_in_the_pack_of_all() -> None:
    points = answers_of("jobcenter")["svar"]["potentialer"]
    points[0]["afdeling"] = "ungeindsats"
    (said,) = [
        text
        for text in section(of_department("ungeindsats", potentialer=points), "Potentialer")
        if "samtaler" in text
    ]
    assert said == "Bedre forberedte samtaler"
    tree = answers_of("jobcenter", "D04")
    tree["svar"]["potentialer"] = points
    said_to_all = section(said_in(subject_from(tree), "D04"), "Potentialer")
    assert "Bedre forberedte samtaler (Ungeindsatsen)" in said_to_all
    assert "Bedre forberedte samtaler" not in section(
        of_department("jobindsats", potentialer=points), "Potentialer"
    )


# --- what is missing ----------------------------------------------------------------------------------------
def test_a_perspective_that_nobody_has_thought_of_is_marked() -> None:
    def less(svar: Tree) -> None:
        svar["barrierer"] = [row for row in svar["barrierer"] if row["perspektiv"] != "personligt"]

    said = items_of("jobcenter", "D04", less)
    assert section(said, "Barrierer")[-2:] == ["Personligt", "[Udfyldes: Barrierer, personligt]"]
    assert "Barrierer, personligt" in section(said, "Åbne punkter")


def test_a_department_that_no_point_concerns_has_no_table_and_no_marker() -> None:
    points = answers_of("jobcenter")["svar"]["potentialer"]
    for point in points:
        point["afdeling"] = "jobindsats"
    said = of_department("ungeindsats", potentialer=points)
    assert "Potentialer" not in headings(said)
    assert not [text for _, text in said if "[Udfyldes" in text]


def test_without_answers_there_are_markers_and_nothing_is_claimed() -> None:
    said = items("tom")
    assert section(said, "Potentialer") == [*TABLE, "[Udfyldes: Potentialer]"]
    assert "Næste skridt" not in headings(said)
    told = " ".join(section(said, "Sådan er planen blevet til"))
    assert "[Udfyldes: Bekymringer og kritiske spørgsmål]" in told
    assert "Planen bygger på åbne drøftelser" not in told and "–" not in told


# --- what happens next --------------------------------------------------------------------------------------
def test_the_next_steps_are_those_of_eight_weeks_and_those_that_are_late() -> None:
    said = rows_of(section(items("sagsoverblik"), "Næste skridt"), 4)
    assert [(row[0], row[3]) for row in said[1:]] == [
        ("22.03.2027", "Frist passeret – status ikke meldt"),
        ("10.05.2027", "Åben"),
        ("14.05.2027", "I gang"),
        ("07.06.2027", "I gang"),
    ]
    assert said[2][1] == "Mere arbejdsro Advisregler og puls"


def test_without_any_deadline_in_the_period_that_is_said_and_without_a_date_it_is_marked() -> None:
    def late(svar: Tree) -> None:
        for row in (*svar["potentialer"], *svar["barrierer"]):
            row["deadline"] = "2028-06-01"

    assert section(items_of("jobcenter", "D04", late), "Næste skridt")[-1] == "Ingen frister i perioden."
    tree = answers_of("jobcenter", "D04")
    del tree["pakke"]["dato"]
    said = said_in(subject_from(tree), "D04")
    assert section(said, "Næste skridt")[-1].startswith("[Udfyldes:")


def test_what_was_not_chosen_is_kept_with_two_blank_rows() -> None:
    said = section(items("jobcenter"), "Ikke valgt denne gang")
    assert said == [
        "Det, der ikke er valgt, er skrevet ned og tages op i næste runde.",
        *("Art", "Punkt", "Hvorfor"),
        *(
            "Potentiale",
            "Videomøder med virksomheder (Jobindsats)",
            "Tages op ved uge 26, når booking sidder fast",
        ),
        *[""] * 6,
    ]
    blank = section(
        items_of("jobcenter", "D04", lambda svar: svar.pop("input_parkeret")), "Ikke valgt denne gang"
    )
    assert blank == ["Art", "Punkt", "Hvorfor", *[""] * 6]


def test_in_standard_it_is_not_asked_and_has_no_section() -> None:
    tree = answers_of("jobcenter", "D04")
    tree["pakke"]["omfang"] = "standard"
    tree["svar"].pop("input_parkeret")
    said = said_in(subject_from(tree), "D04")
    assert headings(said) == [
        text for text in (*SECTIONS, "Om dokumentet") if text != "Ikke valgt denne gang"
    ]


def test_the_rounds_have_the_dates_of_the_plan() -> None:
    told = " ".join(section(items("jobcenter"), "Sådan er planen blevet til"))
    assert "Før valget: Drøft potentialer og barrierer før valget (A11), 01.03.2027–22.03.2027" in told
    moved = "14.06.2027–09.08.2027 (flyttet fra uge 28 pga. ferie)"
    assert f"Før idriftsættelsen: Gennemfør potentiale- og barrierearbejde (A19), {moved}" in told
    own = " ".join(section(items("jobcenter", "ungeindsats"), "Sådan er planen blevet til"))
    assert "Efter seks uger: Tag en ny runde om potentialer og barrierer (A33), 15.11.2027–29.11.2027" in own


def test_the_work_sheet_is_blank_in_every_pack() -> None:
    for said in (items("jobcenter"), items("tom"), items("jobcenter", "ungeindsats")):
        sheet = section(said, "Arbejdsark")
        assert sheet[0].startswith("Sådan gør I (60 minutter)")
        assert sheet[1:4] == ["Perspektiv", "Potentialer", "Barrierer"]
        assert sheet[4::7] == ["Fagligt", "Personligt", "Organisatorisk"]
        assert not any(text for at, text in enumerate(sheet[4:]) if at % 7)
