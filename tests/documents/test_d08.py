"""D08 Prøvehandlinger (specifikation.md 4.2)."""

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
from tests.support.packs import EVERY_PACK, context_id, rendered, subject
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

D08 = builtin_catalog().documents["D08"]
FRONT = ["Sådan bruger vi prøvehandlinger", "Oversigt"]
PLAN = [
    "Hvad skal afprøves?",
    "Hvordan gør vi det?",
    "Har vi redskaberne (it, skemaer)?",
    "Hvem: udvalgte forløb eller medarbejdere, eller alle?",
    "Hvad forventer vi?",
    "Hvordan evaluerer vi?",
]
STUDY = [
    "Gjorde vi det aftalte? Nåede vi det, vi håbede? Hvad skal forbedres?",
    "Hvad gik godt?",
    "Hvorfor gik det godt?",
    "Hvad kunne gå bedre?",
    "Hvad ville I gøre anderledes?",
]
ADAPT = (
    "Hvad gør vi anderledes, og hvorfor? Hvordan bringer det os nærmere målet?"
    " Hvilke erfaringer handler vi på?"
)
HOLD_ON = (
    "Gør det, I har aftalt, i hele perioden, og notér løbende, hvad I ser. Ændringer venter til evalueringen."
)
LOG = ["Dato", "Hvad så vi?", "Hvem"]
BLANK_LOG = [""] * 18
ROUND = "Advisrunde kl. 8.30"


@cache
def items(name: str, department: str | None = None) -> list[Item]:
    return word_projection(rendered(name, department, D08, "docx"))


def trials(said: list[Item]) -> list[str]:
    return [text for text in headings(said) if text.startswith("Prøvehandling ")]


def overview(said: list[Item]) -> list[list[str]]:
    """The rows of the overview, without its heads."""
    texts = section(said, "Oversigt")
    wide = texts.index("Status") + 1
    return [texts[at : at + wide] for at in range(wide, len(texts), wide)]


def log_of(said: list[Item], heading: str) -> list[str]:
    texts = section(said, heading)
    return texts[texts.index("Hvem") + 1 : texts.index("Evaluér")]


def changed(name: str, rows: Tree, department: str | None = None, **package: object) -> list[Item]:
    """The document with these answers in place of the example's."""
    tree = answers_of(name, "D08")
    tree["svar"].update(rows)
    tree["pakke"].update(package)
    return said_in(subject_from(tree, department), "D08")


def trial(**cells: object) -> Tree:
    """The trial of »sagsoverblik«, changed."""
    return {**answers_of("sagsoverblik")["svar"]["proevehandlinger"][0], **cells}


# --- which sections, where ----------------------------------------------------------------------------------
@each(("name", "department"), EVERY_PACK, ids=context_id)
def test_it_has_every_heading_of_the_outline(name: str, department: str | None) -> None:
    said, plan = items(name, department), subject(name, department).context["plan"]
    sheets = [f"Prøvehandling {p.nr}: {' '.join(p.titel.split())}" for p in plan.proevehandlinger]
    points = [text for text in headings(said) if text == "Åbne punkter"]
    contents = headings(said)[:1] if headings(said)[0] not in FRONT else []
    assert headings(said) == [*contents, *FRONT, *points, "Om dokumentet", *sheets, "Tomt ark"]


@pytest.mark.parametrize("format", ["docx", "html"])
def test_the_beginning_says_what_a_trial_is_with_the_figure(format: str) -> None:
    file = rendered("jobcenter", None, D08, format)
    said = word_projection(file) if format == "docx" else html_projection(file.decode("utf-8"))
    texts = section(said, FRONT[0])
    assert [text.split(".")[0] for text in texts[-3:]] == [
        "En prøvehandling er en lille, afgrænset afprøvning",
        "Gode prøvehandlinger er små, korte, målbare og ufarlige",
        "Afslut afprøvningen: behold, tilpas, stop eller udbred",
    ]
    assert "laeringscirkel" in str(subject("jobcenter", None).context["figur"].F6.name)
    assert b"Cirkel med fire trin" in (file if format == "html" else _document_xml(file))


def _document_xml(file: bytes) -> bytes:
    part = Document(io.BytesIO(file)).part
    return bytes(part.blob)


def test_a_department_has_its_own_trials_by_their_numbers_in_the_project() -> None:
    assert trials(items("jobcenter")) == [
        "Prøvehandling 1: Digital forberedelse før første samtale",
        "Prøvehandling 2: Ugentlig opfølgningsbesked til sygemeldte",
        "Prøvehandling 3: Billedbaseret vejledning",
    ]
    assert trials(items("jobcenter", "integration")) == ["Prøvehandling 3: Billedbaseret vejledning"]
    assert trials(items("jobcenter", "ungeindsats")) == []
    others = [text for _, text in items("jobcenter", "integration") if "Ugentlig" in text]
    assert not others


def test_without_trials_it_says_so_and_has_the_blank_sheet() -> None:
    said = items_of("jobcenter", "D08", lambda svar: svar.pop("proevehandlinger"))
    assert section(said, "Oversigt") == ["Der er ingen prøvehandlinger endnu. Brug det tomme ark."]
    assert headings(said) == [*FRONT, "Om dokumentet", "Tomt ark"]


# --- the overview -------------------------------------------------------------------------------------------
def test_the_overview_says_what_comes_next_and_who_does_it() -> None:
    said = items("jobcenter")
    assert section(said, "Oversigt")[:6] == [
        *("Nr.", "Prøvehandling", "Afdeling", "Næste dato", "Ansvarlig", "Status"),
    ]
    assert overview(said)[0] == [
        *("1", "Digital forberedelse før første samtale", "Jobindsats", "27.09.2027 (start)"),
        *("Beskæftigelsesrådgiver (superbruger)", "Planlagt"),
    ]
    # In a department's pack nobody asks whose it is.
    (own,) = overview(items("sagsoverblik", "myndighed_voksen"))
    assert own == ["1", ROUND, "18.05.2027 (evaluering)", "Socialrådgiver (superbruger voksne)", "I gang"]


def test_those_under_way_stand_first_and_those_decided_last() -> None:
    rows = [
        trial(titel="Besluttet", beslutning="udbred"),
        trial(titel="Evalueret", resultat="Vi gjorde det aftalte."),
        trial(titel="Senere", start=date(2027, 6, 1), evalueres=date(2027, 6, 29)),
        trial(titel="Før", start=date(2027, 5, 3), evalueres=date(2027, 6, 30)),
        trial(titel="Overskredet", start=date(2027, 4, 12), evalueres=date(2027, 4, 20)),
        trial(),
    ]
    said = overview(changed("sagsoverblik", {"proevehandlinger": rows}))
    assert [(row[0], row[1], row[3], row[-1]) for row in said] == [
        ("6", ROUND, "18.05.2027 (evaluering)", "I gang"),
        ("5", "Overskredet", "20.04.2027 (evaluering)", "Mangler evaluering"),
        ("4", "Før", "03.05.2027 (start)", "Planlagt"),
        ("3", "Senere", "01.06.2027 (start)", "Planlagt"),
        ("2", "Evalueret", "–", "Evalueret"),
        ("1", "Besluttet", "–", "Udbred"),
    ]


# --- a sheet ------------------------------------------------------------------------------------------------
def test_a_sheet_has_strip_plan_log_evaluation_and_what_is_changed() -> None:
    said = items("jobcenter")
    assert section(said, trials(said)[0]) == [
        "Afdeling Jobindsats",
        "Ansvarlig Beskæftigelsesrådgiver (superbruger)",
        *("Start 27.09.2027", "Evalueres 18.10.2027", "Runde 1"),
        *("Skal bringe os nærmere målet Platformen tilbydes systematisk", "Bygger på"),
        "Planlæg",
        f"{PLAN[0]} Borgeren udfylder tre spørgsmål før samtalen",
        f"{PLAN[1]} Sendes fem dage før",
        f"{PLAN[2]} Skabelon i JobVejen",
        f"{PLAN[3]} Fire rådgivere og deres nye borgere",
        f"{PLAN[4]} Kortere opstart og mere fokus",
        f"{PLAN[5]} Evalueringsvindue med de fire rådgivere",
        *("Udfør", HOLD_ON, *LOG, *BLANK_LOG),
        *("Evaluér", *STUDY),
        *(
            "Tilpas",
            ADAPT,
            "Beslutning ☐ Behold ☐ Tilpas ☐ Stop ☐ Udbred",
            "Redskaber, der skal justeres",
        ),
    ]


def test_the_blank_sheet_is_the_same_with_a_title_to_write() -> None:
    said = items("jobcenter")
    texts = section(said, "Tomt ark")
    strip = ["Titel", "Afdeling", "Ansvarlig", "Start", "Evalueres", "Runde"]
    assert texts[: len(strip)] == strip
    assert texts[8:15] == ["Planlæg", *PLAN]
    assert log_of(said, "Tomt ark") == BLANK_LOG


def test_the_log_stands_by_date_above_lines_to_write_on() -> None:
    row = {"proevehandling": ROUND.upper(), "dato": date(2027, 4, 13), "iagttagelse": "Først."}
    log = [*answers_of("sagsoverblik")["svar"]["proevehandling_log"], row]
    said = changed("sagsoverblik", {"proevehandling_log": log}, "myndighed_voksen")
    assert log_of(said, trials(said)[0]) == [
        *("13.04.2027", "Først.", ""),
        *("19.04.2027", "Ni minutter. Fire gamle adviser lukket.", "Socialrådgiver (superbruger voksne)"),
        *("20.04.2027", "To kom for sent; listen blev gennemgået uden dem."),
        *("Socialrådgiver (superbruger voksne)", *[""] * 9),
    ]


def test_a_line_without_a_trial_stands_on_the_blank_sheet() -> None:
    said = changed("jobcenter", {"proevehandling_log": [{"iagttagelse": "Uden titel."}]})
    assert log_of(said, "Tomt ark") == ["", "Uden titel.", "", *BLANK_LOG[3:]]


def test_a_longer_log_goes_on_after_the_sheet_with_more_lines() -> None:
    row = {"proevehandling": ROUND, "iagttagelse": "Set."}
    log = [{**row, "dato": date(2027, 4, day)} for day in range(1, 9)]
    said = changed("sagsoverblik", {"proevehandling_log": log})
    assert log_of(said, trials(said)[0])[::3] == [f"0{day}.04.2027" for day in range(1, 7)]
    texts = section(said, trials(said)[0])
    more = texts[texts.index("Mere til loggen") + 1 :]
    assert more[3::3] == ["07.04.2027", "08.04.2027", "", "", "", ""]


def test_experience_stands_in_the_log_while_nothing_is_logged() -> None:
    rows = {"proevehandlinger": [trial(erfaringer="Det gik let.")]}
    said = changed("sagsoverblik", {**rows, "proevehandling_log": []})
    assert log_of(said, trials(said)[0])[:2] == ["Erfaringer undervejs: Det gik let.", ""]
    there = changed("sagsoverblik", rows)
    assert not [text for _, text in there if "Det gik let." in text]


def test_rounds_of_the_same_title_have_their_own_lines() -> None:
    rounds = [
        trial(start=date(2027, 4, 19), evalueres=date(2027, 5, 10)),
        trial(runde=2, bygger_paa=ROUND, start=date(2027, 5, 17), evalueres=date(2027, 6, 7)),
    ]
    row = {"proevehandling": ROUND, "dato": date(2027, 5, 18), "iagttagelse": "Nu går det."}
    log = [*answers_of("sagsoverblik")["svar"]["proevehandling_log"], row]
    said = changed("sagsoverblik", {"proevehandlinger": rounds, "proevehandling_log": log})
    first, second = trials(said)
    assert log_of(said, first)[::3] == ["19.04.2027", "20.04.2027", *[""] * 4]
    assert log_of(said, second)[::3] == ["18.05.2027", *[""] * 5]
    assert section(said, second)[4:7] == [
        "Runde 2",
        "Skal bringe os nærmere målet Rettidig behandling af adviser",
        f"Bygger på {ROUND}",
    ]


def test_what_was_decided_is_ticked() -> None:
    rows = [
        trial(resultat="Ja.", justering="Kun om mandagen.", beslutning="tilpas", redskaber_justeres="Skærm")
    ]
    texts = section(changed("sagsoverblik", {"proevehandlinger": rows}), f"Prøvehandling 1: {ROUND}")
    assert texts[-3:] == [
        f"{ADAPT} Kun om mandagen.",
        "Beslutning ☐ Behold ☒ Tilpas ☐ Stop ☐ Udbred",
        "Redskaber, der skal justeres Skærm",
    ]


def test_a_plan_without_answers_is_room_to_write_and_no_open_point() -> None:
    said = changed("sagsoverblik", {"proevehandlinger": [{"titel": "Ny", "afdeling": "alle"}]})
    texts = section(said, "Prøvehandling 1: Ny")
    assert texts[8:14] == PLAN
    assert texts[1:4] == ["Ansvarlig", "Start", "Evalueres"]
    assert not any("[Udfyldes" in text or text == "Åbne punkter" for _, text in said)


# --- geometry -----------------------------------------------------------------------------------------------
def test_the_fields_have_the_same_room_on_every_sheet() -> None:
    document = Document(io.BytesIO(rendered("jobcenter", None, D08, "docx")))
    by_first: dict[str, set[tuple[int, ...]]] = {}
    for table in document.tables:
        first = table.rows[0].cells[0].text.strip().split("\n")[0]
        by_first.setdefault(first, set()).add(tuple(row.height or 0 for row in table.rows))
    for first, rows, least in ((PLAN[0], 2, 21), (STUDY[0], 2, 18)):
        (heights,) = by_first[first]
        assert len(heights) == rows
        assert min(heights) >= Mm(least) - 400
    ((_, *lines),) = by_first["Dato"]
    assert len(lines) == 6
    assert min(lines) >= Mm(7) - 400


@pytest.mark.parametrize(
    ("name", "department", "sheets"),
    [
        ("jobcenter", None, 4),
        ("jobcenter", "integration", 2),
        pytest.param("sagsoverblik", "myndighed_voksen", 2, marks=pytest.mark.long),
    ],
)
def test_each_sheet_keeps_to_one_page(name: str, department: str | None, sheets: int) -> None:
    """After the page with the overview, which the colophon ends."""
    with pikepdf.open(io.BytesIO(rendered(name, department, D08, "pdf"))) as pdf:
        assert len(pdf.pages) == 1 + sheets
