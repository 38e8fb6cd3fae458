"""The guide to the sheets, F6 Læringscirkel og kæde, F8 Evalueringsrytme, F9 Fra idé til tryghed,
F10 Tre trin til en beslutning."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.pictures.figures.decision import DecisionStep, decision_picture
from plangen.pictures.figures.guide import GuideStep, guide_picture
from plangen.pictures.figures.learning import learning_picture
from plangen.pictures.figures.rhythm import Evaluation, rhythm_picture
from plangen.pictures.figures.safety import safety_picture
from plangen.texts.values import Picture
from tests.support.drawn import faults, root, words
from tests.support.names import titles

GO_LIVE = date(2027, 9, 6)


def evaluations(weeks: list[int], moved: tuple[int, ...] = ()) -> list[Evaluation]:
    return [Evaluation((week,), GO_LIVE + timedelta(weeks=week), week in moved) for week in weeks]


def middles(drawn: Picture) -> list[float]:
    """Where the points of the rhythm stand: open circles have an outline."""
    return [float(one.get("cx", "")) for one in root(drawn).iter("{*}circle") if one.get("stroke")]


# --- the guide ----------------------------------------------------------------------------------------------
def test_the_guide_leads_from_step_to_step_with_the_sheets_of_each() -> None:
    steps = [GuideStep("1. Formål", ("1 Formålet",)), GuideStep("2. Ønsker", ("3 Ønsker", "8 Arbejdsgangen"))]
    drawn = guide_picture(steps)
    assert faults(drawn) == []
    assert words(drawn) == ["1. Formål", "1 Formålet", "2. Ønsker", "3 Ønsker", "8 Arbejdsgangen"]
    assert drawn.alt == "Vejen gennem arkene. 1. Formål: 1 Formålet. 2. Ønsker: 3 Ønsker og 8 Arbejdsgangen."


# --- F6 -----------------------------------------------------------------------------------------------------
def test_the_circle_has_four_steps_and_each_round_stands_higher_than_the_one_before() -> None:
    drawn = learning_picture()
    assert words(drawn) == [
        *("Planlæg", "Udfør", "Evaluér", "Tilpas"),
        *("Runde 1", "Runde 2", "Runde 3", "Hver runde bygger på den forrige"),
    ]
    assert drawn.alt.startswith("Cirkel med fire trin: planlæg, udfør, evaluér, tilpas. Tre cirkler")
    rounds = [(float(one.get("cx", "")), float(one.get("cy", ""))) for one in root(drawn).iter("{*}circle")]
    assert rounds == sorted(rounds)
    assert [y for _, y in rounds] == sorted((y for _, y in rounds), reverse=True)
    assert len(list(root(drawn).iter("{*}polygon"))) == 4 + 2, "an arrow from each step and between rounds"
    assert faults(drawn) == []


# --- F8 -----------------------------------------------------------------------------------------------------
def test_the_rhythm_names_its_weeks_and_days_and_stands_closest_at_first() -> None:
    drawn = rhythm_picture(evaluations([2, 4, 8, 12, 26, 52]), GO_LIVE)
    assert drawn.alt == "Evaluering efter 2, 4, 8, 12, 26 og 52 uger"
    assert words(drawn)[:4] == ["Idriftsættelse", "06.09.2027", "2 uger", "20.09.2027"]
    steps = [b - a for a, b in zip(middles(drawn), middles(drawn)[1:], strict=False)]
    assert len(steps) == 5
    assert steps[0] < steps[1] <= steps[2] + 0.5 < steps[3] < steps[4]
    assert faults(drawn) == []


def test_a_moved_window_has_another_shape_and_the_word() -> None:
    drawn = rhythm_picture(evaluations([2, 8, 26], moved=(8,)), GO_LIVE)
    assert len(middles(drawn)) == 2
    assert len(list(root(drawn).iter("{*}polygon"))) == 1
    assert [text for text in words(drawn) if "flyttet" in text] == ["01.11.2027, flyttet"]
    assert drawn.alt == "Evaluering efter 2, 8 og 26 uger. Flyttet på grund af ferie: 8 uger."


def test_without_a_common_day_it_shows_the_weeks_alone() -> None:
    drawn = rhythm_picture([Evaluation((1,)), Evaluation((4,))])
    assert words(drawn) == ["Idriftsættelse", "1 uge", "4 uger"]
    assert rhythm_picture([Evaluation((1,))]).alt == "Evaluering efter 1 uge"


def test_windows_that_fell_together_are_named_together() -> None:
    drawn = rhythm_picture([Evaluation((2, 4), GO_LIVE + timedelta(weeks=5), True)], GO_LIVE)
    assert "2 og 4 uger" in words(drawn)


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(1, 300), min_size=1, max_size=60), st.booleans(), st.sets(st.integers(1, 300)))
def test_any_rhythm_can_be_read(weeks: set[int], dated: bool, moved: set[int]) -> None:
    shown = evaluations(sorted(weeks), tuple(moved))
    drawn = rhythm_picture(
        shown if dated else [Evaluation(e.weeks) for e in shown], GO_LIVE if dated else None
    )
    assert faults(drawn) == []
    assert sum(text.endswith((" uge", " uger")) for text in words(drawn)) == len(weeks)


# --- F9 -----------------------------------------------------------------------------------------------------
def test_four_arrows_lead_from_idea_to_safety() -> None:
    drawn = safety_picture("En sætning")
    assert words(drawn) == ["Idé", "Prioritering", "Formål", "Tryghed"]
    assert (drawn.alt, len(list(root(drawn).iter("{*}polygon")))) == ("En sætning", 4)
    assert faults(drawn) == []


# --- F10 ----------------------------------------------------------------------------------------------------
def test_the_steps_to_a_decision_stand_in_order() -> None:
    drawn = decision_picture(
        [DecisionStep("Arbejdsgruppen", "indstiller"), DecisionStep("Projektejeren", "beslutter")]
    )
    assert words(drawn) == ["Arbejdsgruppen", "indstiller", "Projektejeren", "beslutter"]
    assert drawn.alt == "Arbejdsgruppen indstiller og Projektejeren beslutter."


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(DecisionStep, titles(120), titles(60)), min_size=1, max_size=3))
def test_any_names_of_steps_can_be_read(steps: list[DecisionStep]) -> None:
    assert faults(decision_picture(steps)) == []


def test_the_same_steps_give_the_same_bytes() -> None:
    steps = [DecisionStep("Arbejdsgruppen", "indstiller")]
    assert decision_picture(steps) == decision_picture(steps)
