"""The expected dates of the examples, kept in `golden/*.tsv` (computed twice by independent programs)."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from plangen.plan import Plan, compute_plan
from plangen.plan.calendar import free_days, is_working_day
from plangen.plan.departments import Split
from tests.conftest import load_example

EXAMPLES = ("jobcenter", "sagsoverblik", "koerebog")


def golden(name: str, example: str = "") -> list[dict[str, str]]:
    """The lines of one table, of one example if it has several."""
    path = Path(__file__).parent / "golden" / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [line for line in lines if not example or line["example"] == example]


@cache
def plan_of(example: str, department: str | None = None) -> Plan:
    answers = load_example(example).base
    return compute_plan(replace(answers, department=department))


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def plan(example: str) -> Plan:
    return plan_of(example)


def shown(value: object) -> str:
    return "–" if value is None else str(value)


def test_project_dates_lead_phase_model_and_group(example: str, plan: Plan) -> None:
    (line,) = golden("projects", example)
    assert str(plan.project_start) == line["projektstart"]
    assert str(plan.go_live) == line["idriftsaettelsesdato"]
    assert str(plan.latest_go_live) == line["sidste"]
    assert plan.lead == int(line["lead"])
    assert plan.phase_model == line["fasemodel"]
    if line["gruppe_fra"] != "–":
        assert str(plan.group.start.day) == line["gruppe_fra"]
    assert str(plan.group.end.day) == line["gruppe_til"]


def test_cards_have_their_numbers_phases_and_dates(example: str, plan: Plan) -> None:
    columns = ("number", "card", "title", "phase", "follows", "start", "slut", "moved_from")
    expected = [tuple(line[column] for column in columns) for line in golden("cards", example)]
    assert expected == [
        (
            *(card.number, card.id, card.title.text, card.phase, card.follows),
            *(str(card.start.day), str(card.end.day), shown(card.end.moved_from)),
        )
        for card in plan.cards
    ]


def test_what_decides_the_slut(example: str, plan: Plan) -> None:
    expected = {line["card"]: line["decided_by"] for line in golden("cards", example)}
    assert expected == {card.id: card.end_decided_by for card in plan.cards}


def test_scaled_offsets(example: str, plan: Plan) -> None:
    """Where nothing but the offset decides, the weeks are the scaled ones."""
    for line in golden("cards", example):
        card = plan.card(line["card"])
        assert card is not None
        if line["decided_by"] == "offset" and card.start.weeks is not None and card.id != "OPG-29":
            assert (card.start.weeks, card.end.weeks) == (int(line["start_weeks"]), int(line["slut_weeks"]))


def test_cards_of_every_department(example: str, plan: Plan) -> None:
    """Where a department's dates differ from the project's they are these; all others are the project's."""
    different: dict[str, dict[str, tuple[str, str, str, str]]] = defaultdict(dict)
    for line in golden("department_cards", example):
        cells = (line["number"], line["start"], line["slut"], line["moved"])
        different[line["department"]][line["card"]] = cells
    common = {card.id: card for card in plan.cards}
    for department in plan.departments:
        own = plan_of(example, department.key)
        assert [card.number for card in own.cards] == [card.number for card in plan.cards]
        for card in own.cards:
            moved = "nej" if card.end.moved_from is None else "ja"
            expected = different[department.key].pop(card.id, None)
            if expected is None:
                same = common[card.id]
                assert (card.start.day, card.end.day) == (same.start.day, same.end.day), card.id
            else:
                assert (card.number, str(card.start.day), str(card.end.day), moved) == expected
    assert not any(different.values())


def test_every_evaluation_window(example: str, plan: Plan) -> None:
    columns = ("department", "go_live", "week", "date", "nominal", "moved_from")
    expected = {tuple(line[column] for column in columns) for line in golden("windows", example)}
    found = {
        (
            *(d.name.text, str(d.go_live), str(week), str(window.when.day), str(window.when.nominal)),
            shown(window.when.moved_from),
        )
        for window in plan.windows
        for d in window.departments
        for week in window.weeks
    }
    assert found == expected
    assert len(plan.windows) == len(expected)


def test_presentation_decision_and_training(example: str, plan: Plan) -> None:
    """In the project's plan each date with the departments it is for, and the same in their own plans."""
    everybody = {department.key for department in plan.departments}
    for (question, what, written, day), keys in _expected(example, everybody).items():
        dates = [one for one in _dates(plan, question, what, written) if str(one.when.day) == day]
        named = {department.key for one in dates for department in one.departments}
        # Of what all departments have, one department stands for those with the same date.
        assert named == keys if question == "oplaering" else keys <= named, (what, day)
        for key in everybody:
            own = [str(one.when.day) for one in _dates(plan_of(example, key), question, what, written)]
            assert (day in own) == (key in named), (what, day, key)


def _expected(example: str, everybody: set[str]) -> dict[tuple[str, str, str, str], set[str]]:
    found: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for line in golden("answers", example):
        keys = everybody if line["departments"] == "alle" else set(line["departments"].split(", "))
        found[line["question"], line["what"], line["tidspunkt"], line["date"]] |= keys
    return found


def _dates(plan: Plan, question: str, what: str, written: str) -> list[Split]:
    match question:
        case "praesentation":
            return list(plan.presentation.dates)
        case "igangsaettelse":
            stones = [stone for stone in plan.milestones if stone.kind == "igangsaettelse"]
            return [Split(s.when, s.departments or plan.departments, not s.departments) for s in stones]
    sessions: list[Any] = [session for session in plan.sessions if session.activity.text == what]
    return [one for session in sessions for one in session.dates if _is(one, written)]


def _is(one: Split, written: str) -> bool:
    return str(one.when.day) == written if one.when.absolute else one.when.weeks == float(written)


def test_free_days() -> None:
    expected = {date.fromisoformat(line["day"]) for line in golden("free_days")}
    weekdays = {day for year in (2026, 2027, 2028) for day in free_days(year) if day.weekday() < 5}
    assert weekdays == expected
    assert not any(is_working_day(day) for day in expected)
