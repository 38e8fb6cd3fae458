"""D09 Evalueringsvinduer (specifikation.md 4.2)."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import pikepdf
import pytest
from docx import Document
from docx.shared import Mm

from plangen.catalog import builtin_catalog
from tests.support.cases import each
from tests.support.packs import EVERY_PACK, context_id, departments, rendered, subject
from tests.support.projection import Item, word_projection
from tests.support.variants import Tree, answers_of, headings, said_in, section, subject_from

D09 = builtin_catalog().documents["D09"]
QUESTIONS = [
    "Hvad gik godt?",
    "Hvorfor gik det godt?",
    "Hvad kunne gå bedre?",
    "Hvad ville I gøre anderledes?",
]
DECISIONS = ["Beslutninger (højst tre)", "Ansvarlig", "Frist"]
NO_DECISIONS = [""] * 9
NOTHING_SINCE = "Siden sidst"
DUE = "Mål (udgangspunkt – målværdi – målt nu) og prøvehandlinger"
NOTHING_DUE = DUE


@cache
def items(name: str, department: str | None = None) -> list[Item]:
    return word_projection(rendered(name, department, D09, "docx"))


def titles(said: list[Item]) -> list[str]:
    """The titles of the sheets."""
    return [text for text in headings(said) if text.startswith("Evalueringsvindue ") or text == "Tomt ark"]


def sheet(said: list[Item], title: str) -> list[str]:
    """The texts of a sheet, title first."""
    found = next(text for text in titles(said) if text.startswith(title))
    return [found, *section(said, found)]


def window(said: list[Item], number: int) -> list[str]:
    return sheet(said, f"Evalueringsvindue {number} –")


def changed(department: str, **rows: list[Tree]) -> list[Item]:
    """The sheets of a department of »sagsoverblik« with these tables, each in place of its own."""
    tree = answers_of("sagsoverblik", "D09")
    tree["svar"].update(rows)
    return said_in(subject_from(tree, department), "D09")


# --- which sections, where ----------------------------------------------------------------------------------
@each(("name", "department"), EVERY_PACK, ids=context_id)
def test_it_has_every_heading_of_the_outline(name: str, department: str | None) -> None:
    said, plan = items(name, department), subject(name, department).context["plan"]
    windows = [f"Evalueringsvindue {v.nr} – {v.dato_lang}" for v in plan.vinduer]
    for_all = department is None and len(departments(name)) > 1
    sheets = ["Tomt ark"] if for_all else windows
    if name == "koerebog":
        assert headings(said) == windows, "in let the sheets stand alone"
        return
    points = [text for text in headings(said) if text == "Åbne punkter"]
    assert headings(said) == ["Plan for evalueringer", "Sådan gør I", *points, "Om dokumentet", *sheets]


def test_the_pack_of_all_departments_says_where_their_windows_are() -> None:
    told = "Afdelingernes egne vinduer står i afdelingernes pakker."
    assert told in " ".join(section(items("jobcenter"), "Sådan gør I"))
    assert told not in " ".join(section(items("jobcenter", "jobindsats"), "Sådan gør I"))


def test_a_light_project_has_a_page_for_each_window_and_no_more() -> None:
    said = items("koerebog")
    assert (
        headings(said)
        == titles(said)
        == [
            "Evalueringsvindue 1 – mandag den 26. april 2027",
            "Evalueringsvindue 2 – mandag den 7. juni 2027",
            "Evalueringsvindue 3 – mandag den 11. oktober 2027",
        ]
    )
    assert not any(text.startswith("Mødeleder") for _, text in said)
    with pikepdf.open(io.BytesIO(rendered("koerebog", None, D09, "pdf"))) as file:
        assert len(file.pages) == 3


def test_a_light_project_without_windows_has_the_plan_that_says_so() -> None:
    """A page with only the front would say nothing."""
    tree = answers_of("koerebog", "D09")
    tree["svar"]["evaluering_rytme"] = {"valg": "egen"}
    said = said_in(subject_from(tree), "D09")
    assert (headings(said)[0], headings(said)[-1]) == ("Plan for evalueringer", "Om dokumentet")


# --- the plan -----------------------------------------------------------------------------------------------
def test_the_plan_says_what_each_window_looks_at_and_who_takes_part() -> None:
    plan = section(items("jobcenter", "jobindsats"), "Plan for evalueringer")
    assert plan[1:5] == ["Dato", "Uger efter idriftsættelsen", "Særligt fokus", "Status"]
    at = plan.index("Mandag 01.11.2027")
    trial = "Prøvehandling: Digital forberedelse før første samtale"
    focus = f"Måles: Platformen tilbydes systematisk {trial}"
    assert plan[at : at + 4] == ["Mandag 01.11.2027", "8", focus, "Kommende"]
    how, who = section(items("jobcenter", "jobindsats"), "Sådan gør I")
    assert "Brug 45 minutter" in how
    assert who == (
        "Deltagere: Hele teamet og superbruger · Mødeleder: Teamlederen "
        "Resultatet går til: Arbejdsgruppen og jobcenterchefen"
    )


def test_the_plan_of_all_goes_by_department_and_says_which_windows_are_moved() -> None:
    plan = section(items("jobcenter"), "Plan for evalueringer")
    at = plan.index("Mandag 25.10.2027")
    moved = "2 (flyttet fra uge 42 pga. ferie)"
    assert plan[at + 1 : at + 5] == [moved, "Ungeindsatsen; Integration og sprog", "", "Kommende"]


# --- the sheets ---------------------------------------------------------------------------------------------
def test_a_department_sees_its_own_windows_by_its_own_date() -> None:
    """The dates of golden.md."""
    assert titles(items("jobcenter", "ungeindsats")) == [
        "Evalueringsvindue 1 – mandag den 25. oktober 2027",
        "Evalueringsvindue 2 – mandag den 1. november 2027",
        "Evalueringsvindue 3 – mandag den 29. november 2027",
        "Evalueringsvindue 4 – mandag den 10. januar 2028",
        "Evalueringsvindue 5 – mandag den 3. april 2028",
        "Evalueringsvindue 6 – mandag den 2. oktober 2028",
    ]


def test_an_empty_window_has_three_strips_four_fields_and_three_decisions() -> None:
    assert window(items("koerebog"), 1)[1:] == [
        *["Afholdt den:", "Deltagere:", "Referent:", NOTHING_SINCE, NOTHING_DUE],
        *[*QUESTIONS, *DECISIONS, *NO_DECISIONS],
    ]


def test_the_blank_sheet_asks_for_the_department_and_has_no_strips_filled_in() -> None:
    assert sheet(items("jobcenter"), "Tomt ark")[1:] == [
        *["Afholdt den:", "Afdeling:", "Deltagere:", "Referent:"],
        *[*QUESTIONS, *DECISIONS, *NO_DECISIONS],
    ]


def test_goals_and_trials_that_are_due_stand_on_the_sheet() -> None:
    due = window(items("jobcenter", "jobindsats"), 3)[5]
    assert due == (
        f"{DUE} Platformen tilbydes systematisk: 0 pct. – 60 pct. – målt"
        " nu: Prøvehandling, der skal evalueres: Digital forberedelse før første samtale (brug arket i"
        " Prøvehandlinger)"
    )
    with_milestone = window(items("jobcenter", "jobindsats"), 4)[5]
    assert ": 14 pct. (2025) – højst 9 pct. (delmål 12 pct. i uge 4) – målt nu:" in with_milestone


def test_a_result_fills_in_the_window_of_its_department() -> None:
    texts = window(items("sagsoverblik", "myndighed_voksen"), 1)
    assert texts[1:4] == [
        "Afholdt den: 19.04.2027",
        "Deltagere: 12 af 31 og superbruger",
        "Referent: Myndighedsleder",
    ]
    assert texts[6] == "Hvad gik godt? Overblik over egne sager virker."
    assert texts[9].endswith("Vente med advisfordeling, til rettighederne er på plads.")
    assert window(items("sagsoverblik", "borgerservice"), 1)[6:10] == QUESTIONS


def test_what_was_decided_stands_under_siden_sidst_of_the_windows_after_until_it_is_done() -> None:
    row = {"afdeling": "myndighed_voksen", "kilde": "vindue", "vindue": date(2027, 4, 26)}
    said = changed(
        "myndighed_voksen",
        evalueringsresultater=[],
        beslutninger=[{**row, "hvad": "Ringe først"}, {**row, "hvad": "Øve i par", "status": "loest"}],
    )
    assert window(said, 1)[4] == NOTHING_SINCE
    assert window(said, 2)[4] == NOTHING_SINCE
    assert {"Ringe først", "Øve i par"} <= {*window(said, 2)}
    assert window(said, 3)[4].startswith("Siden sidst Ringe først · status:")
    assert "Øve i par" not in window(said, 3)[4]


def test_a_result_far_from_every_window_is_an_extra_one_and_its_empty_fields_room_to_write() -> None:
    row = {"dato": date(2027, 8, 30), "afdeling": "borgerservice", "gik_godt": "Alt."}
    said = changed("borgerservice", evalueringsresultater=[row])
    last = titles(said)[-1]
    assert last.endswith(" – mandag den 30. august 2027")
    assert sheet(said, last)[6:10] == ["Hvad gik godt? Alt.", *QUESTIONS[1:]]
    assert "Ekstra vindue" in section(said, "Plan for evalueringer")


def test_more_than_three_decisions_go_on_after_the_fields() -> None:
    row = {"afdeling": "myndighed_voksen", "kilde": "vindue", "vindue": date(2027, 4, 26)}
    said = changed("myndighed_voksen", beslutninger=[{**row, "hvad": f"Nr. {n}"} for n in range(1, 6)])
    texts = window(said, 2)
    at = texts.index("Mere til vinduet")
    assert [text for text in texts[:at] if "Nr. " in text] == ["Nr. 1", "Nr. 2", "Nr. 3"]
    assert [text[:17] for text in texts[at + 1 :]] == ["Beslutning: Nr. 4", "Beslutning: Nr. 5"]


# --- geometry -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("name", "department"), [("jobcenter", None), ("jobcenter", "ungeindsats")])
def test_every_field_is_at_least_60_by_45_millimetres(name: str, department: str | None) -> None:
    document = Document(io.BytesIO(rendered(name, department, D09, "docx")))
    page = document.sections[-1]
    assert page.page_width and page.left_margin and page.right_margin
    room = page.page_width - page.left_margin - page.right_margin
    sheets = [table for table in document.tables if QUESTIONS[0] in table._element.xpath("string(.)")]
    assert len(sheets) == len(titles(items(name, department)))
    for table in sheets:
        rows = [row for row in table.rows if any(row.cells[0].text.startswith(q) for q in QUESTIONS)]
        assert len(rows) == 2
        assert all((row.height or 0) >= Mm(45) for row in rows)
        assert all(len(row._tr.tc_lst) == 2 for row in rows), "two fields side by side"
        assert room / 2 >= Mm(60)


@pytest.mark.parametrize(
    ("name", "department", "before"),
    [("jobcenter", None, 2), ("jobcenter", "jobindsats", 1), ("koerebog", None, 0)],
)
def test_each_sheet_keeps_to_one_page(name: str, department: str | None, before: int) -> None:
    """The plan with what closes it, and the sheets, which come last."""
    sheets = len(titles(items(name, department)))
    with pikepdf.open(io.BytesIO(rendered(name, department, D09, "pdf"))) as pdf:
        assert len(pdf.pages) == before + sheets
