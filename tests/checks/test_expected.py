"""What is found in the three examples as a whole, and what small changes of them bring (`forventet.yaml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from plangen.checks.judging import judge
from plangen.checks.registry import Judgement, Outcome
from plangen.findings import Finding, Severity
from plangen.plan import compute_plan
from tests.checks.examples import Example, changed
from tests.conftest import load_example

EXPECTED = YAML(typ="safe", pure=True).load((Path(__file__).parent / "forventet.yaml").read_text("utf-8"))
LEVELS = {"fejl": Severity.ERROR, "advarsel": Severity.WARNING, "info": Severity.INFO}


@cache
def _example(name: str) -> tuple[Judgement, list[Finding]]:
    project = load_example(name)
    judgement = judge(project.base, compute_plan(project.base), project.findings)
    return judgement, [*project.findings, *judgement.findings]


def _found(findings: list[Finding]) -> set[tuple[Severity, str]]:
    return {(finding.severity, finding.code) for finding in findings}


@pytest.mark.parametrize("name", EXPECTED["eksempler"])
def test_what_is_found_in_an_example(name: str) -> None:
    judgement, findings = _example(name)
    expected: dict[str, Any] = EXPECTED["eksempler"][name]
    by_level = {LEVELS[level]: expected.get(level, {}) for level in LEVELS}
    assert _found(findings) == {(level, code) for level, codes in by_level.items() for code in codes}
    for codes in by_level.values():
        for code, part in codes.items():
            messages = [finding.message for finding in findings if finding.code == code]
            assert any(part in message for message in messages), (code, messages)
    if "gaelder_ikke" in expected:
        assert {
            code
            for code, outcome in judgement.outcomes.items()
            if outcome is Outcome.NOT_APPLICABLE and code.startswith("R")
        } == set(expected["gaelder_ikke"])


def _changes() -> list[dict[str, Any]]:
    return list(EXPECTED["aendringer"])


@pytest.mark.parametrize("case", _changes(), ids=lambda case: next(iter(case)))
def test_what_a_small_change_brings(case: dict[str, Any]) -> None:
    notes = {"findes", "besked", "ikke_spoergsmaal", "niveau", *LEVELS}
    changes = {address: value for address, value in case.items() if address not in notes}
    answers, read = changed(Example("", "", changes))
    findings = [*read, *judge(answers, compute_plan(answers), read).findings]
    new = [finding for finding in findings if finding not in _example("jobcenter")[1]]
    for level in LEVELS.keys() & case.keys():
        assert (LEVELS[level], case[level]) in _found(new)
    for code in case.get("findes", ()):
        assert code in {finding.code for finding in new}
    if "niveau" in case:
        assert {finding.severity for finding in new} == {LEVELS[case["niveau"]]}
    if "besked" in case:
        assert any(case["besked"] in str(finding) for finding in new)
    assert case.get("ikke_spoergsmaal", "-") not in {finding.question for finding in new}
