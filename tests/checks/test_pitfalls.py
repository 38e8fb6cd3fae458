"""The 16 pitfalls: not relevant, not described, described, or handled (specifikation.md 3.5)."""

from __future__ import annotations

from typing import Any

import pytest

from plangen.catalog import builtin_catalog
from plangen.checks.judging import judge
from plangen.checks.pitfalls import JudgedPitfall, judged_pitfalls
from plangen.plan import compute_plan
from tests.checks.examples import Example, changed
from tests.support.cases import each

PITFALLS = builtin_catalog().guidance.pitfalls
# What makes them all relevant, and what takes the description of each away, in »jobcenter«.
RELEVANT: dict[str, Any] = {"projekttype": "opgradering"}
NOT_DESCRIBED: dict[str, dict[str, Any]] = {
    "F1.1": {"projekttype": "udbredelse", "erfaringer_udefra": None},
    "F1.2": {"pilot": {"status": "planlagt"}},
    "F1.3": {"projekttype": "opgradering", "kompetencebehov": None},
    "F1.4": {"tidligere_forloeb": "ved ikke"},
    "F2.1": {"praesentation": None},
    "F2.2": {"faglighed_paavirkning": None},
    "F2.3": {"her_og_nu_fordele": None},
    "F2.4": {"bekymringer_opsoeges": None},
    "F3.1": {"kommunikation": None},
    "F3.2": {"arbejdsgruppe_medlemmer": None},
    "F3.3": {"foerstelinjeledere": None},
    "F3.4": {"med": None},
    "F4.1": {"saerlig_stoette": None},
    "F4.2": {"ibrugtagning_trin": None},
    "F4.3": {"afgraensning": None},
    "F4.4": {"pilot": None},
}
# What makes one irrelevant by itself; the others only when somebody says so.
IRRELEVANT: dict[str, dict[str, Any]] = {
    "F1.1": {"erfaringer_udefra": "ingen"},
    "F1.2": {"pilot.status": "ingen"},
    "F1.3": {"projekttype": "ny_anskaffelse"},
}


def pitfalls(changes: dict[str, Any], base: str = "jobcenter") -> dict[str, JudgedPitfall]:
    answers, read = changed(Example("", "", changes, base=base))
    plan = compute_plan(answers)
    return {one.pitfall.id: one for one in judged_pitfalls(answers, plan, judge(answers, plan, read))}


def statuses(changes: dict[str, Any]) -> dict[str, str]:
    """The status of each where all of them are relevant."""
    return {id: one.status for id, one in pitfalls({**RELEVANT, **changes}).items()}


def said(**cells: str) -> dict[str, Any]:
    """The same assessment of every pitfall."""
    return {"faldgrube_vurdering": dict.fromkeys(PITFALLS, cells)}


@each("id", PITFALLS)
def test_what_nobody_has_answered_is_not_described(id: str) -> None:
    assert pitfalls(NOT_DESCRIBED[id])[id].status == "ikke_beskrevet"


def test_each_pitfall_has_each_other_status() -> None:
    assert statuses({}) == dict.fromkeys(PITFALLS, "beskrevet")
    handled = said(status="haandteret", note="Aftalt i styregruppen")
    assert statuses(handled) == dict.fromkeys(PITFALLS, "haandteret")
    assert statuses(said(status="ikke_relevant")) == dict.fromkeys(PITFALLS, "ikke_relevant")
    for id, changes in IRRELEVANT.items():
        assert pitfalls(changes)[id].status == "ikke_relevant"


def test_what_somebody_has_said_is_not_taken_for_handled() -> None:
    for cells in ({"status": "opmaerksomhed"}, {"note": "Vi har talt om det."}):
        found = pitfalls({**RELEVANT, **said(**cells)})
        assert {(one.status, one.assessed) for one in found.values()} == {("beskrevet", True)}


@pytest.mark.parametrize("base", ["jobcenter", "sagsoverblik"])
def test_in_the_examples_all_are_to_be_talked_about_but_the_upgrade(base: str) -> None:
    statuses = {id: one.status for id, one in pitfalls({}, base).items()}
    assert statuses == {id: "ikke_relevant" if id == "F1.3" else "beskrevet" for id in PITFALLS}


def test_without_a_pilot_only_what_it_would_have_shown_is_to_be_talked_about() -> None:
    found = pitfalls({"pilot.status": "ingen"})
    assert found["F1.2"].status == "ikke_relevant"
    assert (found["F4.4"].status, found["F4.4"].broken) == ("beskrevet", ("R35",))


def test_rules_in_breach_say_what_to_talk_about_and_information_does_not() -> None:
    found = pitfalls({}, "sagsoverblik")
    assert found["F4.4"].broken == ("R34", "R114")
    assert found["F4.4"].messages == (
        "Pilottesten dækker ét sted eller kun gode vilkår.",
        "Piloten har kun én runde.",
    )
    assert found["F1.1"].broken == (), "one place that was asked (R32) is information only"


def test_a_pitfall_none_of_whose_questions_is_asked_is_not_described() -> None:
    assert pitfalls({}, "koerebog")["F4.1"].status == "ikke_beskrevet"
