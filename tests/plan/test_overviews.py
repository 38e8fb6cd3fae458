"""The working group, sums, goals by date, and the next four weeks."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plangen.answers.model import Answers
from plangen.answers.project import Project
from plangen.plan import Plan, compute_plan
from plangen.plan.dated import follow_ups
from plangen.plan.frame import frame_of
from plangen.plan.sums import Economy
from tests.conftest import load_example
from tests.plan.building import answers_of, at_day

DATES = {"projektstart": date(2027, 1, 4), "idriftsaettelsesdato": date(2027, 9, 6)}


def plan_of(today: date | None = None, **svar: Any) -> Plan:
    return compute_plan(answers_of({**DATES, **svar}, {"dato": today} if today else {}))


# --- the working group ---------------------------------------------------------------------------------
def test_tasks_of_the_working_group_have_a_document_and_a_deadline(jobcenter: Project) -> None:
    tasks = compute_plan(jobcenter.base).group.tasks
    assert len(tasks) == 10
    demand = tasks[1]
    assert (demand.text.text, demand.document) == ("Afdække ønsker og krav", "D03")
    assert {task.code: task.due.day for task in tasks if task.due} == {
        "kvalificere_formaal": date(2027, 2, 15),  # two weeks after the group's beginning
        "afdaekke_oensker": date(2027, 3, 15),
        "erfaringer": date(2027, 3, 22),
        "afproeve": date(2027, 5, 14),
        "beslutningsgrundlag": date(2027, 5, 14),  # the start of OPG-13
        "potentiale_barriere": date(2027, 8, 9),
        "planlaegge_oplaering": date(2027, 8, 9),
    }
    assert {task.code for task in tasks if task.all_along} == {"formidle", "proevehandlinger"}
    own = tasks[-1]
    assert (own.code, own.document, own.due) == ("", "", None)
    assert own.text.source is not None


def test_a_task_whose_card_is_not_in_the_plan_has_no_deadline() -> None:
    (task,) = plan_of(anskaffelsesform="anskaffet", arbejdsgruppe_opgaver=["afproeve"]).group.tasks
    assert (task.document, task.due) == ("D12", None)


def test_the_timetable_holds_the_cards_that_concern_the_group(jobcenter: Project) -> None:
    timetable = compute_plan(jobcenter.base).group.timetable
    assert {card.id for card in timetable} == {
        *("OPG-07", "OPG-08", "OPG-10", "OPG-12", "OPG-17", "OPG-19", "OPG-35")
    }
    starts = [card.start.day for card in timetable]
    assert starts == sorted(starts, key=str)


def test_the_period_of_the_group() -> None:
    group = plan_of(arbejdsgruppe_moeder={"til_uge": 10}).group
    assert group.end.day == date(2027, 11, 15)
    assert plan_of().group.end.weeks == 12
    without = plan_of(standardopgaver_fravalg=[{"opgave": "OPG-05"}]).group
    assert without.start.day == DATES["projektstart"]


# --- sums ----------------------------------------------------------------------------------------------
def test_hours_and_money(jobcenter: Project) -> None:
    plan = compute_plan(jobcenter.base)
    assert plan.hours.working_group == 69
    assert plan.hours.superusers == 15
    assert {row.hours for row in plan.hours.training} == {10}
    assert len(plan.hours.training) == 8
    assert plan.economy == Economy(485_000, 345_000, 1_865_000)


def test_training_counts_for_the_groups_and_departments_that_it_names() -> None:
    plan = plan_of(
        afdelinger=[
            {"afdeling_id": "a", "medarbejdergrupper": "Rådgivere; Vejledere "},
            {"afdeling_id": "b"},
        ],
        oplaering=[
            {"gruppe": "alle", "afdeling": "alle", "timer": 2},
            {"gruppe": "RÅDGIVERE", "afdeling": "a", "timer": 1.5},
            {"gruppe": "Vejledere", "afdeling": "b", "timer": 8},
        ],
    )
    assert [(row.group, row.hours) for row in plan.hours.training] == [("Rådgivere", 3.5), ("Vejledere", 2)]


def test_sums_without_rows_are_unknown() -> None:
    plan = plan_of(omkostninger=[{"post": "Licens", "aarlig": 10}])
    assert plan.economy == Economy(None, 10, 40)
    assert plan_of().economy == Economy(None, None, None)
    assert plan_of().hours.working_group is None


def test_goals_come_by_the_week_they_are_measured() -> None:
    rows = [{"maal": "Sent", "maales_uge": 26}, {"maal": "Uden"}, {"maal": "Tidligt", "maales_uge": 8}]
    found = plan_of(maal=rows).benefits
    assert [(b.goal.text, b.when.day) for b in found] == [
        ("Tidligt", date(2027, 11, 1)),
        ("Sent", date(2028, 3, 6)),
        ("Uden", None),
    ]


# --- the presentation ----------------------------------------------------------------------------------
def test_the_presentation_has_its_own_date_and_the_dates_of_the_process(jobcenter: Project) -> None:
    presentation = compute_plan(jobcenter.base).presentation
    assert presentation.when.day == date(2027, 8, 9)
    assert len(presentation.steps) == 3
    texting = next(s for s in presentation.sessions if s.activity.text == "Skriv til borgeren")
    assert [(one.when.day, len(one.departments)) for one in texting.dates] == [
        (date(2027, 8, 23), 2),
        (date(2027, 9, 20), 2),
    ]
    assert texting.responsible.text == "Faglig koordinator"  # underviser: nobody else named


# --- the next four weeks -------------------------------------------------------------------------------
def test_without_the_date_of_the_pack_there_are_no_next_weeks() -> None:
    plan = plan_of()
    assert plan.upcoming is None
    assert plan.upcoming_until is None


def test_a_start_is_coming_up_only_when_the_card_is_obligatory() -> None:
    plan = plan_of(date(2027, 7, 13))
    begins = {card.id: card.priority for card in plan.cards if card.start.day == date(2027, 8, 9)}
    assert set(begins.values()) == {"obligatorisk", "anbefalet"}
    begun = {i.card.id for i in plan.upcoming or () if i.kind == "Opgave begynder" and i.card}
    assert begun == {card_id for card_id, priority in begins.items() if priority == "obligatorisk"} - {
        card.id for card in plan.cards if card.start.day == card.end.day
    }


def test_equal_lines_are_one() -> None:
    row = {"anledning": "Nyt", "budskab": "Hej", "tidspunkt": date(2027, 3, 2)}
    items = plan_of(date(2027, 3, 1), kommunikation=[row, row]).upcoming or ()
    assert [item.what.text for item in items if item.kind == "Kommunikation"] == ["Nyt"]


def test_departments_with_the_same_line_share_it() -> None:
    """Repeats that end at different go-live dates fall on the same days before that."""
    svar: dict[str, Any] = {
        "afdelinger": [{"afdeling_id": "a"}, {"afdeling_id": "b", "idriftsaettelse": date(2027, 10, 4)}],
        "interessenter": [{"interessent_id": "t", "navn": "Team", "gruppe": "medarbejdere"}],
        "kommunikation": [{"interessent": "t", "tidspunkt": date(2027, 3, 2), "gentages": "hver 4. uge"}],
    }
    items = plan_of(date(2027, 3, 1), **svar).upcoming or ()
    assert [i.departments for i in items if i.kind == "Kommunikation"] == [()]


def test_both_ends_of_the_four_weeks_are_included() -> None:
    first, last = date(2027, 3, 1), date(2027, 3, 29)
    rows = [
        {"titel": str(n), "tidspunkt": day}
        for n, day in enumerate((first - timedelta(1), first, last, last + timedelta(1)))
    ]
    plan = plan_of(first, milepaele=rows)
    assert plan.upcoming_until == last
    assert [item.what.text for item in plan.upcoming or () if item.kind == "Milepæl"] == ["1", "2"]


def test_what_the_next_weeks_hold(sagsoverblik: Project) -> None:
    plan = compute_plan(sagsoverblik.base)
    kinds = {item.kind for item in plan.upcoming or ()}
    assert kinds == {
        "Opgave begynder",
        "Opgave slutter",
        "Evaluering",
        "Kommunikation",
        "Oplæring",
        "Frist for barriere",
        "Frist for beslutning",
        "Frist for potentiale",
    }, "what holds from a day, and follow-up, is nobody's to do in these weeks"
    days = [item.day for item in plan.upcoming or ()]
    assert days == sorted(days)
    deadlines = {
        item.what.text: item.status for item in plan.upcoming or () if item.kind.startswith("Frist for")
    }
    assert (
        deadlines["Mere arbejdsro"] == "Åben" and deadlines["To systemer på samme tid i fem uger"] == "I gang"
    )
    assert all(item.status for item in plan.upcoming or () if item.kind == "Opgave begynder")


def test_nothing_is_said_twice() -> None:
    rows = [{"titel": "Underskrift", "tidspunkt": date(2027, 6, 1), "opgave": "OPG-13"}]
    items = plan_of(date(2027, 5, 25), milepaele=rows).upcoming or ()
    assert [item.what.text for item in items if item.day == date(2027, 6, 1)] == [
        "Beslut anskaffelse eller tilslutning, og aftal onboarding og support"
    ]


def test_a_deadline_that_is_met_is_not_coming_up() -> None:
    compliance = {
        "dpia": {"status": "faerdig", "dato": date(2027, 3, 5)},
        "arkiv": {"status": "mangler", "dato": date(2027, 3, 5)},
    }
    items = plan_of(date(2027, 3, 1), compliance=compliance).upcoming or ()
    assert [item.what.text for item in items if item.kind == "Frist"] == [
        "Arkivering, journalisering og ophør/exit"
    ]


def test_follow_up_goes_on_in_its_rhythm() -> None:
    rows = [{"hvad": "Drift", "hvem": "projektejer", "frekvens_uger": 2}]
    frame = frame_of(answers_of({**DATES, "opfoelgning": rows}))
    later = follow_ups(frame, frame.answers.rows("opfoelgning"), date(2028, 2, 1), date(2028, 2, 29))
    assert [one.when.day for one in later] == [date(2028, 2, 7), date(2028, 2, 21)]
    first = follow_ups(frame, frame.answers.rows("opfoelgning"), date(2027, 9, 10), date(2027, 10, 8))
    assert [one.when.day for one in first] == [date(2027, 9, 20), date(2027, 10, 4)]


@given(st.dates(date(2026, 6, 1), date(2029, 1, 1)))
def test_every_item_lies_in_the_four_weeks(today: date) -> None:
    plan = compute_plan(at_day(example(), today))
    assert plan.upcoming is not None
    assert all(0 <= (item.day - today).days <= 28 and item.what for item in plan.upcoming)


@cache
def example() -> Answers:
    return load_example("jobcenter").base
