"""The examples of the table of rules (`eksempler.yaml`): small changes of an example project, their outcome.

A change is an address and what then stands there: `maal.2.baseline: "?"`, `maal.*.maales_uge: 30`,
`pakke.dato: 2027-08-30`; null takes it away. `tekst` is a whole answer file instead. `fil` is the example
that it is laid over, else jobcenter.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML

from plangen.answers.defaults import with_defaults
from plangen.answers.model import Answers
from plangen.checks.judging import judge
from plangen.checks.registry import AFTER_OTHERS, Judgement
from plangen.findings import Finding
from plangen.plan import compute_plan
from plangen.plan.frame import frame_of
from plangen.plan.model import Plan
from tests.answers.reading import load
from tests.conftest import load_example
from tests.support.variants import answers_of, project_from

FILE = Path(__file__).parent / "eksempler.yaml"


@dataclass(frozen=True)
class Example:
    """One example of a rule. `outcome`: brudt, ok or gaelder_ikke; `message`: what a breach says."""

    code: str
    outcome: str
    changes: dict[str, Any]
    message: str = ""
    base: str = "jobcenter"
    text: str = ""


def examples() -> list[Example]:
    """Every example of the file."""
    return [
        _example(code, outcome, case)
        for code, outcomes in _yaml().items()
        for outcome, cases in outcomes.items()
        for case in cases
    ]


@cache
def _yaml() -> dict[str, dict[str, list[dict[str, Any]]]]:
    data = YAML(typ="safe").load(FILE.read_text("utf-8"))
    assert isinstance(data, dict)
    return data


def _example(code: str, outcome: str, case: dict[str, Any]) -> Example:
    changes = {key: value for key, value in case.items() if key not in ("besked", "fil", "tekst")}
    return Example(
        code, outcome, changes, case.get("besked", ""), case.get("fil", "jobcenter"), case.get("tekst", "")
    )


def judged(example: Example) -> tuple[Judgement, list[Finding]]:
    """The outcome of the example's rule, alone of all but those whose outcomes it goes by, and everything
    that is found in it."""
    answers, read = changed(example)
    if example.code not in AFTER_OTHERS:
        rules = {example.code: answers.catalog.rules[example.code]}
        answers = replace(answers, catalog=replace(answers.catalog, rules=rules))
    judgement = judge(answers, cast(Plan, _PlanWhenAsked(answers)), read)
    return judgement, [*read, *judgement.findings]


class _PlanWhenAsked:
    """The plan of answers, which takes longer than to judge a rule, and which few rules look at. What all
    conditions may name is worked out alone."""

    def __init__(self, answers: Answers) -> None:
        frame = frame_of(answers)
        self.lead = frame.lead(frame.own)
        self._answers = answers

    @cached_property
    def _plan(self) -> Plan:
        plan = compute_plan(self._answers)
        assert plan.lead == self.lead
        return plan

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plan, name)


def changed(example: Example) -> tuple[Answers, tuple[Finding, ...]]:
    """The answers of an example's project with its changes, and what is found in reading them."""
    if example.text:
        project = load(example.text)
        return project.base, project.findings
    base = load_example_once(example.base)
    tree = _tree(example.base)
    parts = {address.split(".")[0] for address in example.changes}
    svar = {key: deepcopy(tree["svar"].get(key)) for key in sorted({*parts, "afdelinger"} - {"pakke"})}
    everything = {"pakke": dict(tree["pakke"]), "svar": svar}
    for address, value in example.changes.items():
        steps = address.split(".")
        _change(everything if steps[0] == "pakke" else svar, steps, value)
    read = project_from(everything)
    kept = {key: value for key, value in base.values.items() if key not in parts}
    new = {key: value for key, value in read.base.values.items() if key in parts}
    answers = replace(
        base,
        values={**kept, **new},
        package=read.base.package,
        invalid=read.base.invalid,
        names={**base.names, **read.base.names},
    )
    return with_defaults(answers), read.findings


@cache
def load_example_once(name: str) -> Answers:
    return load_example(name).base


@cache
def _tree(name: str) -> dict[str, Any]:
    return answers_of(name)


def _change(node: Any, steps: list[str], value: Any) -> None:
    """Puts a value at an address; `*` is every row."""
    head, rest = steps[0], steps[1:]
    if head == "*":
        for row in node:
            _change(row, rest, value)
        return
    key: Any = int(head) - 1 if isinstance(node, list) else head
    if rest:
        if not isinstance(node, list) and node.get(key) is None:
            node[key] = {}
        _change(node[key], rest, value)
    elif value is None and isinstance(node, dict):
        node.pop(key, None)
    elif value is None:
        del node[key]
    elif isinstance(node, list) and key == len(node):
        node.append(value)
    else:
        node[key] = value
