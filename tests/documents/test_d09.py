"""D09 Evalueringsvinduer (specifikation.md 4.2)."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import pikepdf
import pytest

from plangen.catalog import builtin_catalog
from tests.support.packs import CONTEXTS, context_id, rendered, subject
from tests.support.projection import Item, word_projection
from tests.support.variants import Tree, answers_of, file_of, headings, items_of, section, subject_from

D09 = builtin_catalog().documents["D09"]
QUESTIONS = [
    "Hvad gik godt?",
    "Hvorfor gik det godt?",
    "Hvad kunne gå bedre?",
    "Hvad ville du/I gøre anderledes?",
]

HELD = " · Afholdt den · Deltagere · Referent"  # and room to write


@cache
def items(name: str, department: str | None = None) -> list[Item]:
    return word_projection(rendered(name, department, D09, "docx"))


def window(said: list[Item], number: int) -> list[str]:
    """The texts of one window, heading first."""
    at = next(n for n, (_, text) in enumerate(said) if text.startswith(f"Evalueringsvindue {number} –"))
    texts = [said[at][1]]
    for kind, text in said[at + 1 :]:
        if kind in ("overskrift 1", "overskrift 2"):
            break
        texts.append(text)
    return texts


@pytest.mark.parametrize(("name", "department"), CONTEXTS, ids=context_id)
def test_it_has_every_heading_of_the_outline(name: str, department: str | None) -> None:
    said = items(name, department)
    expected = ["Plan for evalueringer", "Sådan gør I", "Åbne punkter", "Om dokumentet"]
    assert [text for text in expected if text in headings(said)] == headings(said)
    windows = subject(name, department).context["plan"].vinduer
    assert headings(said, 2) == [f"Evalueringsvindue {v.nr} – {v.dato_lang}" for v in windows]
    assert headings(said, 3).count("Mål til drøftelse") == sum(bool(v.maal_hidtil) for v in windows)


def test_a_department_sees_its_own_windows_by_its_own_date() -> None:
    """The dates of golden.md."""
    assert headings(items("jobcenter", "ungeindsats"), 2) == [
        "Evalueringsvindue 1 – mandag den 25. oktober 2027",
        "Evalueringsvindue 2 – mandag den 1. november 2027",
        "Evalueringsvindue 3 – mandag den 29. november 2027",
        "Evalueringsvindue 4 – mandag den 10. januar 2028",
        "Evalueringsvindue 5 – mandag den 3. april 2028",
        "Evalueringsvindue 6 – mandag den 2. oktober 2028",
    ]


def test_the_plan_says_who_takes_part_and_what_each_window_looks_at() -> None:
    plan = section(items("jobcenter", "ungeindsats"), "Plan for evalueringer")
    assert plan[:4] == ["Deltagere", "Mødeleder", "Varighed", "Resultatet går til"]
    assert plan[4:8] == [
        "Hele teamet og superbruger",
        "Teamlederen",
        "45 minutter",
        "Arbejdsgruppen og jobcenterchefen",
    ]
    at = plan.index("mandag 29.11.2027")
    assert plan[at - 1 : at + 3] == [
        "3",
        "mandag 29.11.2027",
        "8",
        "Måles: Platformen tilbydes systematisk",
    ]


def test_departments_with_the_same_day_share_a_page_in_the_pack_of_all() -> None:
    said = items("jobcenter")
    shared = "2 uger efter idriftsættelse · Jobindsats; Sygedagpenge og jobfastholdelse"
    assert window(said, 1)[1] == f"{shared}{HELD}"
    assert len(headings(said, 2)) == 12, "two dates of go-live, six windows each"
    shared = "Afdelinger, der evaluerer samme dag, deler side her."
    assert any(text.startswith(shared) for text in section(said, "Sådan gør I"))
    assert not any(text.startswith(shared) for _, text in items("jobcenter", "jobindsats"))
    plan = section(said, "Plan for evalueringer")
    assert any("Digital forberedelse før første samtale (Jobindsats)" in text for text in plan)


def test_an_empty_window_has_four_fields_three_decisions_and_no_goals_yet() -> None:
    texts = window(items("jobcenter", "jobindsats"), 1)
    assert texts[2:] == [*QUESTIONS, "Beslutninger (højst tre)", "Hvad", "Ansvarlig", "Frist", *[""] * 9]


def test_goals_are_discussed_from_the_window_where_they_are_measured() -> None:
    texts = window(items("jobcenter", "jobindsats"), 4)
    at = texts.index("Mål til drøftelse")
    assert texts[at + 1 : at + 5] == ["Mål", "Målværdi", "Seneste måling", "Målt nu"]
    assert texts[at + 5 :: 4] == ["Platformen tilbydes systematisk", "Færre aflyste og flyttede samtaler"]


def test_a_result_fills_in_the_window_of_its_department() -> None:
    texts = window(items("sagsoverblik", "myndighed_voksen"), 1)
    assert texts[2] == "Hvad gik godt? Overblik over egne sager virker."
    assert texts[5].endswith("Vente med advisfordeling, til rettighederne er på plads.")
    assert window(items("sagsoverblik", "borgerservice"), 1)[2:6] == QUESTIONS
    together = items("sagsoverblik")
    held = "Afholdt den 19.04.2027 · Deltagere 12 af 31 og superbruger · Referent Myndighedsleder"
    assert window(together, 1)[1].endswith(f" · Myndighed Voksne · {held}")
    assert window(together, 2)[2:6] == QUESTIONS


def results(*rows: Tree) -> list[Item]:
    def change(svar: Tree) -> None:
        svar["evalueringsresultater"] = list(rows)

    return items_of("sagsoverblik", "D09", change)


def test_a_result_far_from_every_window_is_an_extra_one_and_its_empty_fields_room_to_write() -> None:
    said = results({"dato": date(2027, 8, 30), "afdeling": "borgerservice", "gik_godt": "Alt."})
    last = headings(said, 2)[-1]
    assert last == "Evalueringsvindue 9 – mandag den 30. august 2027"
    texts = window(said, 9)
    assert texts[1] == "Ekstra vindue · Borgerservice · Afholdt den 30.08.2027 · Deltagere · Referent"
    assert texts[2:6] == ["Hvad gik godt? Alt.", *QUESTIONS[1:]]
    assert "Ekstra vindue" in section(said, "Plan for evalueringer")


def test_a_result_of_an_unknown_department_is_printed_under_its_own_word() -> None:
    said = results({"dato": date(2027, 5, 10), "afdeling": "ukendt", "gik_godt": "Alt."})
    assert window(said, 9)[1].startswith("Ekstra vindue · ukendt · ")


@pytest.mark.parametrize(
    ("name", "department"),
    [context for context in CONTEXTS if context[0] in ("jobcenter", "sagsoverblik", "tom")],
    ids=context_id,
)
def test_each_window_keeps_to_one_page(name: str, department: str | None) -> None:
    """Front, plan, the windows, and a page for the open points when there are any."""
    windows = len(subject(name, department).context["plan"].vinduer)
    more = "Åbne punkter" in headings(items(name, department))
    with pikepdf.open(io.BytesIO(rendered(name, department, D09, "pdf"))) as pdf:
        assert len(pdf.pages) == 2 + windows + more


def test_a_window_with_much_written_keeps_to_its_page() -> None:
    tree = answers_of("sagsoverblik")
    much = "Rettighederne på tværs af afdelinger driller stadig. " * 12
    fields = dict.fromkeys(("gik_godt", "hvorfor", "bedre", "anderledes"), much)
    tree["svar"]["evalueringsresultater"] = [{"dato": date(2027, 6, 7), "afdeling": "alle", **fields}]
    with pikepdf.open(io.BytesIO(file_of(subject_from(tree), "D09", "pdf"))) as pdf:
        assert len(pdf.pages) == 2 + 8
