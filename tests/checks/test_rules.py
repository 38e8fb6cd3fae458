"""The table of rules: every rule that is judged has a row and examples, and judges them as they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import plangen
from plangen.answers.expressions import compiled, loop
from plangen.catalog import Rule, builtin_catalog
from plangen.catalog.rules import NOT_IN_LET
from plangen.checks.judging import judge
from plangen.checks.registry import JUDGES, Outcome
from plangen.findings import Finding
from plangen.plan import compute_plan
from tests.answers.reading import load
from tests.checks.examples import Example, examples, judged
from tests.conftest import load_example
from tests.support.cases import each
from tests.support.samples import sampled

SOURCES = Path(plangen.__file__).parent
RULES = builtin_catalog().rules
BUILT = [rule for rule in RULES.values() if rule.built]
OUTCOMES = {"brudt": Outcome.BROKEN, "ok": Outcome.MET, "gaelder_ikke": Outcome.NOT_APPLICABLE}
ALL = examples()


def _id(value: object) -> str:
    return f"{value.code}-{value.outcome}" if isinstance(value, Example) else str(value)


@pytest.mark.heavy
@each("example", sampled(ALL, every=2), ids=_id)
def test_a_rule_judges_its_examples(example: Example) -> None:
    judgement, findings = judged(example)
    assert judgement.outcomes[example.code] is OUTCOMES[example.outcome]
    said = [finding for finding in findings if finding.code == example.code]
    if example.outcome == "brudt":
        assert example.message in [finding.message for finding in said]
        assert all(_is_complete(finding, RULES[example.code]) for finding in said)
    else:
        assert not said


def _is_complete(finding: Finding, rule: Rule) -> bool:
    """Level, place and message; of a rule that judges the answers also what to do, and the source."""
    sound = finding.severity in {demand.severity for demand in rule.demands} and finding.place is not None
    if rule.made == "laesning":
        return sound
    return bool(sound and finding.hint and finding.source == rule.source) and "{" not in str(finding)


@each("rule", BUILT, ids=lambda rule: rule.code)
def test_every_rule_has_an_example_of_each_outcome(rule: Rule) -> None:
    mine = [example for example in ALL if example.code == rule.code]
    always = not (rule.applies or rule.questions or rule.in_let == NOT_IN_LET)
    outcomes = {"brudt", "ok"} if always else {*OUTCOMES}
    assert outcomes <= {example.outcome for example in mine}
    if rule.made == "laesning":
        return
    messages = [example.message for example in mine if example.outcome == "brudt"]
    for demand in rule.demands:
        pattern = re.sub(r"\\\{[^{}]*?\\\}", ".+", re.escape(demand.message))
        assert any(re.fullmatch(pattern, message) for message in messages), demand.message


def test_no_example_is_about_a_rule_that_is_not_judged() -> None:
    assert {example.code for example in ALL} == {rule.code for rule in BUILT}


def test_every_code_in_the_source_has_a_row() -> None:
    found = set()
    for path in SOURCES.rglob("*.py"):
        found |= set(re.findall(r'"([VR]\d{2,3})"', path.read_text("utf-8")))
    assert found <= set(RULES)
    read = {rule.code for rule in BUILT if rule.made in ("laesning", "funktion")}
    assert read <= found, "a rule that code judges is in the code"


def test_every_function_has_a_row_and_every_row_its_judge() -> None:
    assert set(JUDGES) == {rule.code for rule in BUILT if rule.made == "funktion"}
    for rule in BUILT:
        by_code = [demand for demand in rule.demands if not demand.holds]
        assert bool(by_code) is (rule.made in ("funktion", "laesning")), rule.code


def test_the_table_lists_what_is_not_judged_yet() -> None:
    rows = re.findall(r"^([VR]\d+):", (SOURCES / "catalog/data/regler.yaml").read_text("utf-8"), re.M)
    waiting = [rule for rule in RULES.values() if not rule.built]
    assert list(RULES) == rows and all(rule.waits_for for rule in waiting)
    answers = load_example("jobcenter").base
    assert not judge(answers, compute_plan(answers)).outcomes.keys() & {rule.code for rule in waiting}


@each("rule", BUILT, ids=lambda rule: rule.code)
def test_every_expression_of_a_row_can_be_read(rule: Rule) -> None:
    if rule.applies:
        compiled(rule.applies)
    for demand in rule.demands:
        if demand.holds:
            compiled(demand.holds)
        if demand.each:
            loop(demand.each)


def test_a_rule_that_does_not_apply_is_not_met() -> None:
    base = load("").base
    judgement = judge(base, compute_plan(base))
    assert judgement.outcomes["R94"] is Outcome.NOT_APPLICABLE
    assert "R94" not in judgement.made and "V05" in judgement.made
