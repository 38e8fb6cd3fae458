"""A rule that the project's answers and departments' own answers breach is told of once, with their names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli import run
from tests.support.packs import example_path

OWN = """\
svar:
  support_drift:
    foerste_linje: Superbruger
    anden_linje: Systemkonsulent
    ekstra_til_uge: {}
"""
STOPS = "Den ekstra støtte stopper før uge 5."


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "jobcenter.yaml"
    path.write_text(example_path("jobcenter").read_text("utf-8"), "utf-8")
    return path


def own(answers: Path, department: str, week: int) -> Path:
    path = answers.with_suffix("") / f"{department}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(OWN.format(week), "utf-8")
    return path


def common(answers: Path, week: int) -> None:
    text = answers.read_text("utf-8")
    assert "ekstra_til_uge: 8" in text
    answers.write_text(text.replace("ekstra_til_uge: 8", f"ekstra_til_uge: {week}"), "utf-8")


def found(answers: Path) -> list[dict[str, Any]]:
    told = json.loads(run("check", answers, "--format", "json").out)
    return [one for one in told["projekter"][0]["fund"] if one["kode"] == "R78"]


def test_a_breach_of_the_project_and_of_a_department_is_one_finding(answers: Path) -> None:
    common(answers, 3)
    own(answers, "ungeindsats", 4)
    (one,) = found(answers)
    assert one["besked"] == f"{STOPS} Det samme gælder de egne svar fra Ungeindsatsen."
    assert one["sted"]["fil"] == str(answers)


def test_a_breach_of_departments_alone_names_them(answers: Path) -> None:
    first = own(answers, "ungeindsats", 4)
    own(answers, "integration", 3)
    (one,) = found(answers)
    assert one["besked"] == f"{STOPS} Det gælder de egne svar fra Ungeindsatsen; Integration og sprog."
    assert one["sted"]["fil"] == str(first)


def test_own_answers_that_meet_the_rule_are_not_named(answers: Path) -> None:
    common(answers, 3)
    own(answers, "ungeindsats", 8)
    (one,) = found(answers)
    assert one["besked"] == STOPS
