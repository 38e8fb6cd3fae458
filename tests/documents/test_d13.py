"""D13 Status- og afslutningsnotat (specifikation.md 4.2)."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from plangen.catalog import builtin_catalog
from tests.pulling.making import ANSWERS
from tests.support.cases import each
from tests.support.cli import run
from tests.support.packs import rendered
from tests.support.projection import Item, html_projection, word_projection
from tests.support.variants import Tree, answers_of, headings, said_in, section, subject_from

D13 = builtin_catalog().documents["D13"]
SECTIONS = [
    "Kort sagt",
    "Mål",
    "Taget i brug",
    "Evalueringer og beslutninger",
    "Åbne punkter og risici",
    "Læring",
    "Anbefaling",
]
HANDED_OVER = {"kort": "OPG-30", "status": "afsluttet"}


@cache
def items(name: str) -> list[Item]:
    return word_projection(rendered(name, None, D13, "docx"))


def changed(name: str, today: str | None = None, department: str | None = None, **answers: Any) -> list[Item]:
    """The note with these answers; None takes one away, and `today` is the date of the pack."""
    return said_in(subject_from(tree_of(name, today, **answers), department), "D13")


def tree_of(name: str, today: str | None, **answers: Any) -> Tree:
    tree = answers_of(name)
    tree["pakke"] |= {"dato": date.fromisoformat(today)} if today else {}
    if today == "":
        del tree["pakke"]["dato"]
    for key, value in answers.items():
        tree["svar"].pop(key, None)
        tree["svar"] |= {} if value is None else {key: value}
    return tree


def table(texts: list[str], last_head: str, width: int) -> list[list[str]]:
    """The rows of a table below its head."""
    cells = texts[texts.index(last_head) + 1 :]
    return [cells[at : at + width] for at in range(0, len(cells) - width + 1, width)]


# --- what it is called and has ------------------------------------------------------------------------------
@each("name", ["jobcenter", "sagsoverblik", "tom"])
def test_it_has_every_heading_of_the_outline(name: str) -> None:
    assert [text for text in headings(items(name)) if text != "Åbne punkter"] == [*SECTIONS, "Om dokumentet"]


def test_it_says_first_what_it_is_made_of() -> None:
    texts = [text for _, text in items("jobcenter")]
    said = texts[texts.index("Kort sagt") - 1]
    assert said.startswith("Notatet er dannet af det, der er meldt tilbage i pakken.")
    assert said.endswith("Det, der ikke er meldt, står som »ikke meldt«.")


def test_it_is_the_closing_note_once_the_handover_is_reported() -> None:
    def note(row: Tree) -> tuple[str, list[str]]:
        subject = subject_from(tree_of("jobcenter", None, opgave_tilpasning=[row]))
        (document,) = (one for one in subject.documents if one.id == "D13")
        said = said_in(subject, "D13")
        titles = [text for kind, text in said if kind == "titel" or text == document.title]
        return titles[0], section(said, "Anbefaling")

    under_way = note({**HANDED_OVER, "status": "i_gang"})
    assert under_way == ("Statusnotat", [""])
    title, texts = note(HANDED_OVER)
    assert title == "Afslutningsnotat"
    assert texts[1:4] == [
        "Projektet indstilles hermed til afslutning.",
        "Foreløbig effektvurdering: Gevinstansvarlig i uge 12",
        "Driftsansvarlig: Afdelingsleder for Jobcenter",
    ]
    assert [text for text in texts if text in ("Projektejer", "Driftsansvarlig")] == [
        "Projektejer",
        "Driftsansvarlig",
    ]


# --- in short -----------------------------------------------------------------------------------------------
def test_in_short_it_counts_what_was_reported() -> None:
    assert section(items("sagsoverblik"), "Kort sagt") == [
        "Taget i brug: i 3 af 3 afdelinger",
        "Opgaver: 12 af 33 meldt afsluttet, 7 frister passeret uden status",
        "Evalueringer: 1 afholdt",
        "Beslutninger: 2 åbne",
    ]
    assert section(items("jobcenter"), "Kort sagt") == [
        "Taget i brug: i ingen af 4 afdelinger",
        "Opgaver: ingen af 37 meldt afsluttet, ingen frister passeret uden status",
        "Evalueringer: ikke meldt",
        "Beslutninger: 1 åben",
    ]


def test_without_a_date_nothing_is_said_to_be_past() -> None:
    said = changed("sagsoverblik", "")
    assert section(said, "Kort sagt")[0] == "Opgaver: 12 af 33 meldt afsluttet"
    assert section(said, "Taget i brug")[:4] == ["Afdeling", "Trin", "Dato", "[Udfyldes: Dato]"]
    assert section(said, "Åbne punkter og risici")[-1] == "[Udfyldes: Dato]"
    assert "Dato" in section(said, "Åbne punkter")


# --- goals --------------------------------------------------------------------------------------------------
def test_each_goal_stands_with_its_latest_value_its_day_and_its_status() -> None:
    rows = table(section(items("sagsoverblik"), "Mål"), "Status", 5)
    assert rows == [
        [
            "Rettidig behandling af adviser",
            "61 pct. (oktober 2026)",
            "68 pct. (16.04.2027)",
            "90 pct.",
            "På vej",
        ],
        ["Mindre søgetid", "–", "Ikke målt", "Højst 3 minutter", "Ikke målt"],
        ["Bedre arbejdsro", "3,1 af 5", "Ikke målt", "3,8", "Ikke målt"],
    ]


def test_a_goal_that_was_to_be_measured_is_not_said_to_be() -> None:
    rows = table(section(changed("sagsoverblik", "2027-09-10"), "Mål"), "Status", 5)
    assert rows[1][2:] == ["Ikke målt", "Højst 3 minutter", "Skulle være målt den 05.07.2027"]


# --- taken into use -----------------------------------------------------------------------------------------
def test_go_lives_and_steps_stand_once_their_date_has_come() -> None:
    texts = section(changed("sagsoverblik", "2027-05-10"), "Taget i brug")
    rows = table(texts[: texts.index("Parathed, første og seneste måling")], "Dato", 3)
    assert rows == [
        ["Alle afdelinger", "Idriftsættelse", "12.04.2027"],
        ["Alle afdelinger", "Overblik og egne sager", "12.04.2027"],
        ["Alle afdelinger", "Adviser", "26.04.2027"],
        ["Borgerservice", "Opslag i skranken", "10.05.2027"],
    ]
    before = section(changed("sagsoverblik", "2027-04-11"), "Taget i brug")
    assert before[:4] == ["Afdeling", "Trin", "Dato", "Ikke taget i brug endnu"]


def test_departments_that_go_live_at_different_times_are_counted_and_named() -> None:
    said = changed("jobcenter", "2027-09-13")
    first, *_ = table(section(said, "Taget i brug"), "Dato", 3)
    assert first[1:] == ["Idriftsættelse", "06.09.2027"]
    assert first[0] != "Alle afdelinger"
    count = len(first[0].replace(" og ", ", ").split(", "))
    assert section(said, "Kort sagt")[0] == f"Taget i brug: i {count} af 4 afdelinger"


def test_readiness_is_that_of_the_first_and_the_latest_measurement() -> None:
    values = {"svar": 40, "forstaar": 4, "vil": 4, "ved": 4, "kan": 4, "stoette": 4}
    measured = [{"dato": date(2027, month, 15), **values, "svar": month} for month in (5, 2, 3)]
    texts = section(changed("sagsoverblik", parathed=measured), "Taget i brug")
    rows = table(texts, "Får støtte", 7)
    assert [row[:2] for row in rows] == [["15.02.2027", "2"], ["15.05.2027", "5"]]
    assert "Parathed: ikke meldt" in section(items("jobcenter"), "Taget i brug")


# --- evaluations and decisions ------------------------------------------------------------------------------
def test_a_held_window_has_two_lines_and_open_decisions_stand_first() -> None:
    given = answers_of("sagsoverblik")["svar"]["beslutninger"]
    decided = [{"hvad": "Skærm i hjørnet", "status": "loest"}, *given, {"hvad": "Nyt skilt"}]
    texts = section(changed("sagsoverblik", beslutninger=decided), "Evalueringer og beslutninger")
    assert texts[:2] == [
        "19.04.2027, Myndighed Voksne – det gik godt: Overblik over egne sager virker.",
        "Det kunne gå bedre: To rettigheder mangler.",
    ]
    rows = table(texts, "Status", 4)
    assert [(row[0][:12], row[3]) for row in rows] == [
        ("Ret de to ma", "Frist passeret – status ikke meldt"),
        ("Advisfordeli", "I gang"),
        ("Nyt skilt", "Ikke meldt"),
        ("Skærm i hjør", "Løst"),
    ]
    assert rows[0][1:3] == ["Rettighedsadministrator", "20.04.2027"]


OWN = """\
svar:
  evalueringsresultater:
    - {dato: 2027-09-21, gik_godt: "Færre opkald, **og** roligere morgener."}
"""


def test_what_a_department_writes_in_its_own_file_stands_in_the_project_s_documents(tmp_path: Path) -> None:
    """As text: a word that is changed there is no edit of an answer, for the project has none."""
    answers, out = tmp_path / "inputs" / "p.yaml", tmp_path / "out"
    (answers.parent / "p").mkdir(parents=True)
    answers.write_text(ANSWERS.replace("2027-01-04", "2027-10-01"), "utf-8")
    (answers.parent / "p" / "nord.yaml").write_text(OWN, "utf-8")
    parts = [part for document in ("D00", "D09", "D13") for part in ("--document", document)]
    run("build", answers, "--out", out, "--format", "docx", "--department", "faelles", *parts)
    overview, windows, note = (
        word_projection(next((out / "p" / "faelles").glob(f"{number}_*.docx")).read_bytes())
        for number in ("00", "09", "13")
    )
    assert section(note, "Evalueringer og beslutninger")[:2] == [
        "21.09.2027, Nord – det gik godt: Færre opkald, og roligere morgener.",
        "Det kunne gå bedre: –",
    ]
    assert "Evalueringer: 1 afholdt" in section(note, "Kort sagt")
    (missed,) = [text for text in section(overview, "Sådan går det") if "Resultatet mangler" in text]
    assert "20.09.2027 (Børn og Unge)" in missed
    rows = table(section(windows, "Plan for evalueringer"), "Status", 5)
    first = {row[2]: row[4] for row in rows if row[0] == "Mandag 20.09.2027"}
    assert first == {"Nord": "Afholdt", "Børn og Unge": "Resultat mangler"}
    told = json.loads(run("status", out / "p", "--format", "json").out)
    states = {one["dokument"]: one["tilstand"] for one in told["dokumenter"] if one["afdeling"] == "faelles"}
    assert {key: states[key] for key in ("D00", "D09", "D13")} == dict.fromkeys(
        ("D00", "D09", "D13"), "uændret"
    )


def test_what_is_not_reported_is_said_not_to_be() -> None:
    texts = section(items("tom"), "Evalueringer og beslutninger")
    assert (texts[0], texts[-1]) == ("Evalueringer: ikke meldt", "Ikke meldt")


# --- open ---------------------------------------------------------------------------------------------------
def test_open_are_cards_without_status_points_not_settled_and_high_risks() -> None:
    risk = {"haandtering": "Følges", "ejer": "projektleder"}
    risks = [
        {"risiko": "Lav", "sandsynlighed": 3, "konsekvens": 3, **risk},
        {"risiko": "Høj", "sandsynlighed": 2, "konsekvens": 5, **risk},
        {"risiko": "Lukket", "sandsynlighed": 5, "konsekvens": 5, "status": "lukket", **risk},
    ]
    texts = section(changed("sagsoverblik", risici=risks), "Åbne punkter og risici")[3:]
    cards = texts.index("Opgaver – frist passeret, status ikke meldt")
    points = texts.index("Potentialer og barrierer – frist passeret, ikke løst")
    high = texts.index("Risici med tallet 10 eller mere")
    assert (cards, points) == (0, 22)
    assert texts[10:13] == ["A10 Afdæk ønsker og skriv kravspecifikation", "Arbejdsgruppen", "04.01.2027"]
    assert texts[points + 1 : high] == ["Træthed efter tidligere systemskift", "HR-partner", "22.03.2027"]
    assert texts[high + 1 :] == ["10: Høj", "Projektleder for fælleskommunale løsninger", "–"]


def test_without_any_it_says_that_nothing_is_open() -> None:
    texts = section(changed("jobcenter", risici="ingen"), "Åbne punkter og risici")
    assert texts == ["Punkt", "Hvem", "Frist", "Ingen åbne punkter."]


# --- what was learned ---------------------------------------------------------------------------------------
def test_evaluated_trials_say_what_is_changed_and_decided() -> None:
    trials = answers_of("sagsoverblik")["svar"]["proevehandlinger"]
    trials[0] |= {"resultat": "Ja", "justering": "Runden flyttes til kl. 9.", "beslutning": "tilpas"}
    texts = section(changed("sagsoverblik", proevehandlinger=trials), "Læring")
    assert table(texts, "Beslutning", 3)[0] == ["Advisrunde kl. 8.30", "Runden flyttes til kl. 9.", "Tilpas"]
    assert section(items("sagsoverblik"), "Læring") == [
        "Læring samles op: Projektleder for fælleskommunale løsninger i uge 12",
        "Det har vi lært",
        "",
    ]


@each("name", ["jobcenter", "sagsoverblik", "tom"])
def test_both_formats_say_the_same(name: str) -> None:
    page = html_projection(rendered(name, None, D13, "html").decode("utf-8"))
    assert headings(page) == headings(items(name))
