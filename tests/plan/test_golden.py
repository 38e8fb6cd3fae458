"""The expected dates of both examples, kept in `golden/*.tsv` (computed twice by independent programs)."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from plangen.answers.project import Project
from plangen.plan import Plan, compute_plan
from plangen.plan.calendar import free_days, is_working_day

EXAMPLES = ("jobcenter", "sagsoverblik")


def golden(name: str, example: str = "") -> list[dict[str, str]]:
    """The lines of one table, of one example if it has several."""
    path = Path(__file__).parent / "golden" / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t"))
    return [line for line in lines if not example or line["example"] == example]


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def plan(example: str, request: pytest.FixtureRequest) -> Plan:
    project: Project = request.getfixturevalue(example)
    return compute_plan(project.base)


def test_project_dates_lead_and_phase_model(example: str, plan: Plan) -> None:
    (line,) = golden("projects", example)
    assert str(plan.project_start) == line["projektstart"]
    assert str(plan.go_live) == line["idriftsaettelsesdato"]
    assert plan.lead == int(line["lead"])
    assert plan.phase_model == line["fasemodel"]


def test_cards_have_their_numbers_phases_and_dates(example: str, plan: Plan) -> None:
    expected = [
        (line["number"], line["card"], line["title"], line["phase"], line["start"], line["slut"])
        for line in golden("cards", example)
    ]
    assert expected == [
        (c.number, c.id, c.title.text, c.phase, str(c.start.day), str(c.end.day)) for c in plan.cards
    ]


def test_what_decides_the_slut(example: str, plan: Plan) -> None:
    expected = {line["card"]: line["decided_by"] for line in golden("cards", example)}
    assert expected == {card.id: card.end_decided_by for card in plan.cards}


def test_scaled_offsets(example: str, plan: Plan) -> None:
    """Where nothing but the offset decides, the weeks are the scaled ones."""
    for line in golden("cards", example):
        card = plan.card(line["card"])
        assert card is not None
        if line["decided_by"] == "offset":
            assert (card.start.weeks, card.end.weeks) == (int(line["start_weeks"]), int(line["slut_weeks"]))


def test_every_evaluation_window(example: str, plan: Plan) -> None:
    expected = {
        (line["department"], line["go_live"], int(line["week"]), line["date"], line["nominal"])
        for line in golden("windows", example)
    }
    found = {
        (d.name.text, str(d.go_live), week, str(window.when.day), str(window.when.nominal))
        for window in plan.windows
        for d in window.departments
        for week in window.weeks
    }
    assert found == expected
    assert len(plan.windows) == len(expected)


def test_free_days() -> None:
    expected = {date.fromisoformat(line["day"]) for line in golden("free_days")}
    weekdays = {day for year in (2026, 2027, 2028) for day in free_days(year) if day.weekday() < 5}
    assert weekdays == expected
    assert not any(is_working_day(day) for day in expected)
