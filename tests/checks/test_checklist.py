"""The checklist: ja, delvist or nej by what is answered and reported (specifikation.md 3.5)."""

from __future__ import annotations

from typing import Any

from plangen.answers.conditions import holds
from plangen.checks.checklist import checklist
from plangen.checks.judging import judge
from plangen.checks.registry import Judgement, Outcome
from plangen.plan import compute_plan
from tests.answers.reading import load
from tests.checks.examples import Example, changed
from tests.support.cases import each
from tests.support.samples import sampled


def verdicts(changes: dict[str, Any], base: str = "jobcenter") -> dict[str, str]:
    answers, read = changed(Example("", "", changes, base=base))
    plan = compute_plan(answers)
    return {one.point.id: one.verdict for one in checklist(answers, plan, judge(answers, plan, read))}


def reported(**cards: str) -> dict[str, Any]:
    rows = [{"kort": kort.replace("_", "-"), "status": status} for kort, status in cards.items()]
    return {"opgave_tilpasning": rows}


CASES: list[tuple[str, dict[str, Any], str]] = [
    # The first four, which D06 prints.
    ("TJ-01", {}, "ja"),
    ("TJ-01", {"loesning_brugere": None}, "delvist"),
    ("TJ-01", {"loesning_brugere": None, "problem": None}, "nej"),
    ("TJ-01", {"problem": "ved ikke"}, "delvist"),
    ("TJ-02", {"muligheder_begraensninger": "For lidt"}, "delvist"),
    ("TJ-02", {"muligheder_begraensninger": None}, "nej"),
    ("TJ-03", {"implementeringsressourcer": {"projektleder_timer": 8}}, "delvist"),
    ("TJ-03", {"implementeringsressourcer": None}, "nej"),
    ("TJ-04", {"arbejdsgange": None}, "nej"),
    ("TJ-04", {"arbejdsgange.1.beslutning": None}, "delvist"),
    # »Ja« only when it has happened.
    ("TJ-06", {"superbrugere": None}, "nej"),
    ("TJ-07", {"retningslinjer.status": "oplaeg"}, "ja"),
    ("TJ-08", {"retningslinjer.status": "i_dialog"}, "delvist"),
    ("TJ-08", {"retningslinjer.status": "godkendt"}, "ja"),
    ("TJ-11", {}, "delvist"),
    ("TJ-11", reported(OPG_21="afsluttet"), "ja"),
    ("TJ-12", reported(OPG_22="i_gang"), "delvist"),
    ("TJ-12", reported(OPG_22="afsluttet"), "ja"),
    ("TJ-13", reported(OPG_25="i_gang"), "ja"),
    ("TJ-15", reported(OPG_31="ikke_begyndt"), "delvist"),
    ("TJ-16", reported(OPG_31="i_gang"), "ja"),
    ("TJ-22", {**reported(OPG_22="afsluttet"), "pilot.status": "planlagt"}, "delvist"),
    ("TJ-22", {**reported(OPG_22="afsluttet"), "pilot.status": "gennemfoert"}, "ja"),
    ("TJ-23", reported(OPG_29="afsluttet"), "delvist"),
    ("TJ-23", reported(OPG_29="afsluttet", OPG_30="afsluttet"), "ja"),
    ("TJ-23", {"overdragelse": None}, "nej"),
    ("TJ-29", reported(OPG_12="afsluttet"), "ja"),
    # Measured: what is due, and something at all.
    ("TJ-17", {"maalinger": None}, "delvist"),
    ("TJ-17", {"maal": None, "maalinger": None}, "nej"),
    ("TJ-28", {"integrationer": "ingen"}, "ja"),
    ("TJ-28", {"anvendelse": None}, "delvist"),
    # Rules that say it.
    ("TJ-27", {}, "delvist"),
    ("TJ-27", {"arbejdsgruppe_medlemmer.2.gruppe": "Beskæftigelsesrådgivere; virksomhedskonsulenter"}, "ja"),
    ("TJ-31", {"potentialer.1.deadline": "2026-12-01", "potentialer.1.status": "i_gang"}, "delvist"),
]  # fmt: skip


@each(("point", "changes", "verdict"), sampled(CASES, every=2))
def test_a_point_is_judged_by_answers_and_state(point: str, changes: dict[str, Any], verdict: str) -> None:
    assert verdicts(changes)[point] == verdict


def test_a_goal_that_should_have_been_measured_counts() -> None:
    done = {"pakke.dato": "2029-01-08"}
    goals = changed(Example("", "", {}))[0].rows("maal")
    rows = [{"maal": row.text("maal"), "dato": "2028-01-10", "vaerdi": "4"} for row in goals]
    assert verdicts({**done, "maalinger": rows})["TJ-17"] == "ja"
    assert verdicts({**done, "maalinger": rows[:1]})["TJ-17"] == "delvist"


def test_the_points_are_those_of_the_phase_model_and_of_the_four_phases() -> None:
    own = {f"TJ-{number}" for number in range(25, 33)}
    assert own <= set(verdicts({}))
    assert not own & set(verdicts({}, "sagsoverblik"))
    assert len(verdicts({})) == 32 and len(verdicts({}, "sagsoverblik")) == 24


def test_a_point_about_what_is_not_asked_is_left_out() -> None:
    assert "TJ-02" not in verdicts({}, "koerebog")
    assert {"TJ-01", "TJ-05"} <= set(verdicts({}, "koerebog"))


def test_an_empty_file_has_no_point_that_is_met() -> None:
    base = load("").base
    plan = compute_plan(base)
    judged = checklist(base, plan, Judgement())
    assert len(judged) == 24 and {one.verdict for one in judged} == {"nej"}


def test_every_demand_can_be_evaluated() -> None:
    """A word that there is not would raise; here all that a demand may ask for says no."""
    base = load("").base
    plan = compute_plan(base)
    broken = Judgement(dict.fromkeys(base.catalog.rules, Outcome.BROKEN))
    assert {one.verdict for one in checklist(base, plan, broken)} == {"nej"}
    assert holds("", {})
