"""The milestone plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from plangen.answers.project import Project
from plangen.plan import Plan, compute_plan
from plangen.plan.milestone import Milestone
from tests.plan.building import answers_of
from tests.support.cases import each

DATES = {"projektstart": date(2027, 1, 4), "idriftsaettelsesdato": date(2027, 9, 6)}


def plan_of(**svar: Any) -> Plan:
    return compute_plan(answers_of({**DATES, **svar}))


def of_kind(plan: Plan, kind: str) -> list[Milestone]:
    return [stone for stone in plan.milestones if stone.kind == kind]


def test_the_fixed_milestones_come_by_date(jobcenter: Project) -> None:
    plan = compute_plan(jobcenter.base)
    days = [stone.when.day for stone in plan.milestones]
    assert days == sorted(days, key=str)
    assert [stone.title.text for stone in plan.milestones[:10]] == [
        "Projektstart",
        "Drøftelse i MED",
        "Kommissorium godkendt",
        "Udsendelse af kravspecifikation",
        "Tilbudsfrist",
        "Afprøvning og vurdering afsluttet",
        "Kontraktunderskrift",
        "Retningslinjer godkendt",
        "Præsentation for medarbejderne",
        "Beslutning om idriftsættelse",
    ]


def test_each_go_live_date_has_milestones_of_its_own(jobcenter: Project) -> None:
    plan = compute_plan(jobcenter.base)
    kinds = ("praesentation", "igangsaettelse", "idriftsaettelse")
    days = {kind: [(str(s.when.day), len(s.departments)) for s in of_kind(plan, kind)] for kind in kinds}
    assert days == {
        "praesentation": [("2027-08-09", 2), ("2027-09-06", 2)],
        "igangsaettelse": [("2027-08-30", 2), ("2027-09-27", 2)],
        "idriftsaettelse": [("2027-09-06", 2), ("2027-10-04", 2)],
    }
    assert all((s.of_go_live is not None) == (s.kind in kinds or s.kind in OTHERS) for s in plan.milestones)


OTHERS = ("oplaering", "sidste_evaluering")


def test_who_answers_for_the_fixed_milestones() -> None:
    roles = {"projektejer": {"rolle": "Jobcenterchef"}}
    plan = plan_of(roller=roles)
    for kind in ("projektstart", "kommissorium", "kontrakt", "retningslinjer", "igangsaettelse"):
        assert [s.responsible.text for s in of_kind(plan, kind)] == ["Jobcenterchef"], kind
    named = plan_of(roller=roles, retningslinjer={"godkender": "Chef"}, igangsaettelse={"beslutter": "Råd"})
    assert [s.responsible.text for s in of_kind(named, "retningslinjer")] == ["Chef"]
    assert [s.responsible.text for s in of_kind(named, "igangsaettelse")] == ["Råd"]


@each(
    ("form", "sent", "titles"),
    [
        ("udbud", None, ["Krav udsendt"]),
        ("udbud", date(2027, 3, 1), ["Krav udsendt"]),
        ("faelleskommunal", None, ["Ønsker og krav beskrevet"]),
        ("uafklaret", None, ["Ønsker og krav beskrevet"]),
        ("anskaffet", None, []),
    ],
)
def test_what_the_requirements_are_called(form: str, sent: date | None, titles: list[str]) -> None:
    plan = plan_of(anskaffelsesform=form, tilbud={"udsendes": sent} if sent else {})
    stones = of_kind(plan, "krav")
    assert [stone.title.text for stone in stones] == titles
    if sent:
        assert stones[0].when.day == sent


@each(
    ("today", "reported", "label"),
    [
        (date(2027, 6, 1), None, "Planlagt"),
        (date(2027, 6, 2), None, "Frist passeret – status ikke meldt"),
        (date(2027, 6, 2), "naaet", "Nået"),
        (None, None, ""),
    ],
)
def test_status_of_a_milestone_is_reported(today: date | None, reported: str | None, label: str) -> None:
    row = {"titel": "Budget", "tidspunkt": date(2027, 6, 1)} | ({"status": reported} if reported else {})
    answers = answers_of({**DATES, "milepaele": [row]}, {"dato": today} if today else {})
    (stone,) = of_kind(compute_plan(answers), "egen")
    assert stone.status == label


def test_a_milestone_that_controls_a_card_stands_in_its_place(jobcenter: Project) -> None:
    plan = compute_plan(jobcenter.base)
    assert of_kind(plan, "krav") == of_kind(plan, "kontrakt") == []
    contract = next(s for s in plan.milestones if s.title.text == "Kontraktunderskrift")
    assert contract.card is not None
    assert contract.card.id == "OPG-13"
    assert contract.title.source is not None


def test_without_the_card_there_is_no_milestone_unless_an_answer_gives_the_date() -> None:
    away = [{"opgave": card} for card in ("OPG-05", "OPG-06", "OPG-21", "OPG-29", "OPG-30")]
    plan = plan_of(
        standardopgaver_fravalg=away, med={"dato": date(2027, 3, 1)}, praesentation={"tidspunkt": -5}
    )
    assert not of_kind(plan, "kommissorium")
    assert not of_kind(plan, "effektvurdering")
    assert not of_kind(plan, "overdragelse")
    assert [s.when.day for s in of_kind(plan, "med")] == [date(2027, 3, 1)]
    assert [s.when.day for s in of_kind(plan, "praesentation")] == [date(2027, 8, 9)]  # out of week 31


def test_what_the_profile_does_not_ask_for_is_no_milestone() -> None:
    """Neither has an answer in the smallest profile, but both have a default."""
    kinds = {stone.kind for stone in compute_plan(answers_of(DATES, {"omfang": "let"})).milestones}
    assert not kinds & {"retningslinjer", "igangsaettelse"}
    assert {"idriftsaettelse", "praesentation", "overdragelse"} <= kinds


def test_med_is_left_out_when_it_is_not_relevant() -> None:
    assert of_kind(plan_of(), "med")
    assert not of_kind(plan_of(med={"status": "ikke_relevant"}), "med")


def test_joining_a_common_agreement_is_called_so() -> None:
    (stone,) = of_kind(plan_of(anskaffelsesform="faelleskommunal"), "kontrakt")
    assert stone.title.text == "Tilslutning besluttet"


def test_go_live_and_evaluations_name_their_departments(jobcenter: Project) -> None:
    plan = compute_plan(jobcenter.base)
    waves = [[d.key for d in stone.departments] for stone in of_kind(plan, "idriftsaettelse")]
    assert waves == [["jobindsats", "sygedagpenge"], ["ungeindsats", "integration"]]
    last = of_kind(plan, "sidste_evaluering")
    assert {stone.title.text for stone in last} == {"Sidste evaluering efter 52 uger"}
    assert [stone.when.day for stone in last] == [date(2028, 9, 4), date(2028, 10, 2)]
    own = compute_plan(jobcenter.departments["ungeindsats"])
    assert [stone.departments for stone in of_kind(own, "idriftsaettelse")] == [()]


def test_training_ends_with_its_last_session(jobcenter: Project) -> None:
    stones = of_kind(compute_plan(jobcenter.base), "oplaering")
    assert [stone.when.day for stone in stones] == [date(2027, 9, 13), date(2027, 10, 11)]


def test_weeks_of_a_milestone_are_a_deadline() -> None:
    rows = [{"titel": "Budget", "tidspunkt": -16}]  # 2. pinsedag
    (stone,) = of_kind(plan_of(milepaele=rows), "egen")
    assert stone.when.day == date(2027, 5, 14)


def test_a_milestone_of_the_project_follows_the_common_date_in_every_pack() -> None:
    svar = {
        **DATES,
        "afdelinger": [{"afdeling_id": "b", "idriftsaettelse": date(2027, 10, 4)}],
        "milepaele": [
            {"titel": "Budget", "tidspunkt": -4},
            {"titel": "Øvet", "tidspunkt": 2, "opgave": "OPG-22"},
        ],
    }
    plan = compute_plan(answers_of(svar, department="b"))
    days = {stone.title.text: stone.when.day for stone in of_kind(plan, "egen")}
    assert days == {"Budget": date(2027, 8, 9), "Øvet": date(2027, 10, 18)}


def test_without_dates_the_milestones_are_still_listed() -> None:
    plan = compute_plan(answers_of())
    assert {"projektstart", "kommissorium", "idriftsaettelse", "sidste_evaluering"} <= {
        s.kind for s in plan.milestones
    }
    assert all(stone.when.day is None for stone in plan.milestones)
