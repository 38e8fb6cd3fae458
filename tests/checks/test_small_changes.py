"""Small changes of the examples, and what is said of them: findings of reading, and of what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from plangen.answers.project import Project
from plangen.checks.judging import judge
from plangen.findings import Finding
from plangen.plan import compute_plan
from tests.support.variants import Tree, answers_of, project_from

Change = Callable[[Tree], Any]


def changed(name: str, change: Change) -> Project:
    tree = answers_of(name)
    change(tree)
    return project_from(tree)


def read_findings(project: Project) -> list[Finding]:
    """The findings with a code V."""
    judgement = judge(project.base, compute_plan(project.base), project.findings)
    return [f for f in (*project.findings, *judgement.findings) if f.code.startswith("V")]


def brief(found: list[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.severity.value, finding.question) for finding in found]


@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik", "koerebog"])
def test_the_examples_are_complete_in_their_profile(name: str) -> None:
    assert read_findings(changed(name, lambda tree: None)) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            lambda t: t["svar"]["mening"].pop("politikere"), ("V02", "fejl", "mening"), id="a preset row"
        ),
        pytest.param(
            lambda t: t["svar"].update(formaal_typer=[]), ("V01", "fejl", "formaal_typer"), id="a choice"
        ),
        pytest.param(
            lambda t: t["svar"].update(bekymringer_opsoeges="ikke afklaret"),
            ("V01", "advarsel", "bekymringer_opsoeges"),
            id="a word",
        ),
        pytest.param(lambda t: t["svar"].pop("opfoelgning"), ("V01", "info", "opfoelgning"), id="not due"),
        pytest.param(
            lambda t: (t["svar"].pop("opfoelgning"), t["pakke"].pop("dato")),
            ("V01", "fejl", "opfoelgning"),
            id="due at once without a today",
        ),
        pytest.param(
            lambda t: t["svar"].pop("brugskrav"), ("V01", "info", "brugskrav"), id="wanted, not due"
        ),
        pytest.param(
            lambda t: (t["svar"].pop("brugskrav"), t["pakke"].pop("dato")),
            ("V01", "advarsel", "brugskrav"),
            id="wanted and due",
        ),
        pytest.param(
            lambda t: t["pakke"].update(omfang="normal"), ("V07", "info", "pakke.omfang"), id="an old value"
        ),
    ],
)
def test_a_small_change_of_jobcenter(change: Change, expected: tuple[str, str, str]) -> None:
    assert brief(read_findings(changed("jobcenter", change))) == [expected]


def test_what_hangs_on_an_emptied_answer_is_not_asked() -> None:
    def emptied(tree: Tree) -> None:
        tree["svar"]["formaal_typer"] = []
        del tree["svar"]["effektivisering_konsekvens"]

    project = changed("jobcenter", emptied)
    assert not project.base.asked("effektivisering_konsekvens")
    assert [f.question for f in read_findings(project)] == ["formaal_typer"]


def test_a_smaller_profile_says_nothing_of_what_is_answered_beyond_it() -> None:
    project = changed("jobcenter", lambda tree: tree["pakke"].update(omfang="standard"))
    assert project.base.asked("krav"), "it is answered"
    assert read_findings(project) == []


@pytest.mark.parametrize("profile", ["let", "standard"])
def test_a_smaller_profile_never_misses_more(profile: str) -> None:
    """What a larger one does not say, a smaller one does not say either."""

    def without(tree: Tree) -> None:
        for question in ("forvaltning", "leverandoer", "mus", "barrierer", "krav"):
            tree["svar"].pop(question, None)

    def smaller(tree: Tree) -> None:
        without(tree)
        tree["pakke"]["omfang"] = profile

    all_of_it = {f.question for f in read_findings(changed("jobcenter", without))}
    of_profile = {f.question for f in read_findings(changed("jobcenter", smaller))}
    assert of_profile <= all_of_it
    assert ("mus" in of_profile) is (profile == "standard")
    assert "barrierer" in of_profile and "forvaltning" not in of_profile
