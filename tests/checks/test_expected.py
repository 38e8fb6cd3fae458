"""What is found in the three examples as a whole, and what small changes of them bring (`forventet.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from plangen.checks.judging import judge
from plangen.checks.registry import Judgement, Outcome
from plangen.findings import Finding
from plangen.plan import compute_plan
from tests.checks.examples import Example, changed
from tests.conftest import load_example
from tests.support.cases import each

EXPECTED = YAML(typ="safe").load((Path(__file__).parent / "forventet.yaml").read_text("utf-8"))


@cache
def _example(name: str) -> tuple[Judgement, list[str]]:
    project = load_example(name)
    judgement = judge(project.base, compute_plan(project.base), project.findings)
    return judgement, _said([*project.findings, *judgement.findings])


def _said(findings: Iterable[Finding]) -> list[str]:
    return sorted(f"{finding.severity} {finding.code}: {finding.message}" for finding in findings)


@each("name", EXPECTED["eksempler"])
def test_what_is_found_in_an_example(name: str) -> None:
    judgement, found = _example(name)
    expected: dict[str, Any] = EXPECTED["eksempler"][name]
    assert found == sorted(expected["fund"])
    if "gaelder_ikke" in expected:
        assert {
            code
            for code, outcome in judgement.outcomes.items()
            if outcome is Outcome.NOT_APPLICABLE and code.startswith("R")
        } == set(expected["gaelder_ikke"])


@each("case", EXPECTED["aendringer"], ids=lambda case: next(iter(case["aendring"])))
def test_what_a_small_change_brings_and_no_more(case: dict[str, Any]) -> None:
    answers, read = changed(Example("", "", case["aendring"]))
    found = _said([*read, *judge(answers, compute_plan(answers), read).findings])
    before = _example("jobcenter")[1]
    assert [one for one in found if one not in before] == sorted(case["nye"])
    assert [one for one in before if one not in found] == sorted(case.get("vaek", []))
    assert len(found) == len(set(found))
    assert "ikke_stillet" not in case or not answers.asked(case["ikke_stillet"])
