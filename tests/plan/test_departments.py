"""What follows the common go-live date, and what a department's own."""

from __future__ import annotations

from datetime import date
from typing import Any

from plangen.answers.project import Project
from plangen.catalog import Catalog
from plangen.plan import compute_plan
from plangen.plan.card import Card
from tests.plan.building import answers_of
from tests.pulling.making import ANSWERS, project_of
from tests.support.cases import each

COMMON, LATER = date(2027, 9, 6), date(2027, 10, 4)
SVAR: dict[str, Any] = {
    "projektstart": date(2026, 12, 7),
    "idriftsaettelsesdato": COMMON,
    "afdelinger": [
        {"afdeling_id": "a", "navn": "A"},
        {"afdeling_id": "b", "navn": "B", "idriftsaettelse": LATER},
    ],
}


def own_card(department: str | None, **task: Any) -> Card:
    row = {"opgave_id": "LOK-01", "titel": "Noget", "slutdato_uger": 4, **task}
    card = compute_plan(answers_of({**SVAR, "opgaver": [row]}, department=department)).card("LOK-01")
    assert card is not None
    return card


def test_what_a_department_carries_out_itself(catalog: Catalog) -> None:
    """Work flows, superusers, access, presentation, training, go-live, support, dialogue, method, trials,
    evaluation, MUS, new colleagues and follow-up; everything else is the project's."""
    own = {card.id[-2:] for card in catalog.cards.values() if card.follows == "afdeling"}
    assert own == {
        *("09", "15", "18", "20", "21", "22", "23", "24", "25", "26", "27", "28", "31", "32", "34", "36")
    }
    last = {card.id[-2:] for card in catalog.cards.values() if card.follows == "sidste"}
    assert last == {"29", "30"}


def test_in_a_departments_pack_each_card_follows_its_mark(jobcenter: Project, catalog: Catalog) -> None:
    plan = compute_plan(jobcenter.departments["ungeindsats"])
    common = compute_plan(jobcenter.base)
    assert plan.go_live == LATER
    for card in plan.cards:
        mark = catalog.cards[card.id].follows if card.id in catalog.cards else "faelles"
        assert card.follows == mark
        assert card.go_live == (COMMON if mark == "faelles" else LATER)
        if mark != "afdeling":
            same = common.card(card.id)
            assert same is not None
            assert (same.start.day, same.end.day) == (card.start.day, card.end.day)


def test_words_say_which_date_is_meant(jobcenter: Project) -> None:
    plan = compute_plan(jobcenter.departments["ungeindsats"])
    guidelines, training = plan.card("OPG-01"), plan.card("OPG-22")
    assert guidelines is not None
    assert training is not None
    assert guidelines.end_text == "mandag den 4. januar 2027 (35 uger før den fælles idriftsættelse)"
    assert training.end_text == "mandag den 18. oktober 2027 (2 uger efter idriftsættelsen)"
    first_wave = compute_plan(jobcenter.departments["jobindsats"]).card("OPG-01")
    assert first_wave is not None
    assert "fælles" not in first_wave.end_text


@each(
    ("department", "task", "go_live"),
    [
        (None, {"afdeling": "b"}, LATER),  # names exactly one department: its date, in every pack
        ("b", {"afdeling": "b"}, LATER),
        (None, {"afdeling": "a; b"}, COMMON),
        ("b", {"afdeling": "a; b"}, COMMON),
        ("b", {}, COMMON),
        ("b", {"afdeling": "alle", "tema": "kompetencer"}, COMMON),
        ("b", {"opgave_id": "OPG-16", "tema": "kompetencer"}, COMMON),  # a replaced card keeps its mark
        ("b", {"opgave_id": "OPG-22", "tema": "anskaffelse"}, LATER),
    ],
)
def test_own_tasks(department: str | None, task: dict[str, Any], go_live: date) -> None:
    row = {"opgave_id": "LOK-01", "titel": "Noget", "slutdato_uger": 4, **task}
    plan = compute_plan(answers_of({**SVAR, "opgaver": [row]}, department=department))
    card = plan.card(row["opgave_id"])
    assert card is not None
    assert card.go_live == go_live


def test_words_in_the_pack_of_all_name_the_departments_date() -> None:
    card = own_card(None, afdeling="b")
    assert card.end_text == "mandag den 1. november 2027 (4 uger efter afdelingens idriftsættelse)"


def test_rows_of_other_departments_are_left_out() -> None:
    svar = {**SVAR, "opgaver": [{"opgave_id": "LOK-01", "slutdato_uger": 4, "afdeling": "a"}]}
    assert compute_plan(answers_of(svar, department="b")).card("LOK-01") is None
    assert [d.key for d in compute_plan(answers_of(svar, department="b")).departments] == ["b"]


def test_departments_know_whether_the_date_is_their_own() -> None:
    plan = compute_plan(answers_of(SVAR))
    assert [(d.key, d.go_live, d.own_date) for d in plan.departments] == [
        ("a", COMMON, False),
        ("b", LATER, True),
    ]


def test_the_working_group_is_the_projects() -> None:
    group = compute_plan(answers_of(SVAR, department="b")).group
    assert group.end.day == date(2028, 1, 3)  # twelve weeks after the latest go-live, which Christmas moves
    assert group.end.moved_from == 52


def test_steps_have_a_date_for_each_go_live() -> None:
    svar = {**SVAR, "ibrugtagning_trin": [{"del": "Booking", "uge": 0, "afdeling": "alle"}]}
    (step,) = compute_plan(answers_of(svar)).steps
    assert [(d.when.day, [o.key for o in d.departments]) for d in step.dates] == [
        (COMMON, ["a"]),
        (LATER, ["b"]),
    ]
    (own,) = compute_plan(answers_of(svar, department="b")).steps
    assert [d.when.day for d in own.dates] == [LATER]


def test_an_unknown_department_gets_the_common_date() -> None:
    assert compute_plan(answers_of(SVAR, department="findes_ikke")).go_live == COMMON


REPORT = "svar:\n  opgave_tilpasning:\n    - {kort: OPG-24, status: %s, slut: 20}\n"


@each(
    ("own", "status"),
    [
        ({}, "planlagt"),
        ({"nord": "afsluttet"}, "i_gang"),
        ({"nord": "afsluttet", "syd": "i_gang"}, "i_gang"),
        ({"nord": "afsluttet", "syd": "afsluttet"}, "afsluttet"),
    ],
)
def test_what_departments_report_in_their_own_files_counts_in_the_project(
    own: dict[str, str], status: str
) -> None:
    project = project_of(ANSWERS, {key: REPORT % said for key, said in own.items()})[1]
    card, untold = (compute_plan(one).card("OPG-24") for one in (project.base, project_of(ANSWERS)[1].base))
    assert card and untold
    assert card.status == status
    assert card.end == untold.end  # a date that a department moves is its own
    assert not project.base.rows("opgave_tilpasning")  # and no row of the project's
    for key, said in own.items():
        theirs = compute_plan(project.answers_of(key)).card("OPG-24")
        assert theirs and theirs.status == said


OWN = """\
svar:
  maalinger:
    - {maal: Kortere ventetid, dato: 2027-10-01, vaerdi: 12 dage, bemaerkning: Optalt i nord}
  beslutninger:
    - {hvad: Flere kurser, ansvarlig: Teamleder, frist: 2027-11-01}
"""


def test_what_departments_measure_and_decide_in_their_own_files_stands_in_the_project_s_plan() -> None:
    project = project_of(ANSWERS, {"nord": OWN})[1]
    plan = compute_plan(project.base)
    goal, *others = plan.goals
    assert not any(one.values for one in others)
    assert [(str(one.text), one.day, one.department, one.note) for one in goal.values] == [
        ("12 dage", date(2027, 10, 1), "nord", "Optalt i nord")
    ]
    assert goal.status == "Målt"
    (decision,) = plan.decisions
    assert (str(decision.what), decision.departments, decision.due.day) == (
        "Flere kurser",
        ("nord",),
        date(2027, 11, 1),
    )
    for question in ("maalinger", "beslutninger"):
        assert not project.base.rows(question), "they are no rows of the project's"
    other = compute_plan(project.answers_of("syd"))
    assert (other.goals[0].values, other.decisions) == ((), ())
    (own,) = compute_plan(project.answers_of("nord")).decisions
    assert str(own.what) == "Flere kurser"


def test_a_measurement_that_both_files_have_counts_once() -> None:
    both = ANSWERS + OWN.removeprefix("svar:\n").partition("  beslutninger")[0]
    goal, *_ = compute_plan(project_of(both, {"nord": OWN})[1].base).goals
    assert [str(one.text) for one in goal.values] == ["12 dage"]


def test_what_a_department_writes_about_a_window_in_its_own_file_stands_in_the_project_s_plan() -> None:
    """Both departments stop on 20 September 2027; nord has written about it, and about a day of its own."""
    own = """\
svar:
  evalueringsresultater:
    - {dato: 2027-09-21, gik_godt: Færre opkald.}
    - {dato: 2028-01-20, bedre: Julen ramte os.}
"""
    project = project_of(ANSWERS.replace("2027-01-04", "2027-09-30"), {"nord": own})[1]
    plan = compute_plan(project.base)
    first = {one.departments[0].key: one for one in plan.windows if one.when.day == date(2027, 9, 20)}
    assert {key: one.status for key, one in first.items()} == {"nord": "Afholdt", "syd": "Resultat mangler"}
    assert first["nord"].told and first["nord"].told.text("gik_godt") == "Færre opkald."
    assert first["syd"].told is None
    extra = [one for one in plan.windows if one.extra]
    assert [(one.when.day, [d.key for d in one.departments]) for one in extra] == [
        (date(2028, 1, 20), ["nord"])
    ]
    assert not project.base.rows("evalueringsresultater"), "they are no rows of the project's"
    mine = [one for one in compute_plan(project.answers_of("nord")).windows if one.result]
    assert [one.told for one in mine] == [None, None], "in its own pack they are answers"
