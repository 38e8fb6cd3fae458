"""F2 Interessenter, F3 Arbejdsgruppens cirkel and F4 Mål."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plangen.pictures.figures.circle import Seat, circle_picture
from plangen.pictures.figures.goals import NO_BASELINE, Goal, Reading, goal_picture, goals_picture
from plangen.pictures.figures.house import TALLEST
from plangen.pictures.figures.stakeholders import STEPS, StakeholderPoint, stakeholders_picture
from plangen.texts.danish import upper_first
from plangen.texts.values import Picture
from tests.support.cases import each
from tests.support.drawn import Box, boxes, faults, root, words
from tests.support.names import titles
from tests.support.samples import MORE

MANY = settings(max_examples=8 * MORE, deadline=None, phases=(Phase.explicit, Phase.generate))
SEATS = (
    "Leder",
    "Medarbejder",
    "Team",
    "Fagkoordinator",
    "It",
    "Intern samarbejdspartner",
    "Borger",
    "Leverandør",
)
DAY = date(2027, 11, 1)


def box(drawn: Picture, text: str) -> Box:
    return next(one for one in boxes(drawn) if one.text == text)


def circles(drawn: Picture) -> list[tuple[float, str]]:
    """How far to the right each circle stands, and its fill."""
    return [(float(one.get("cx", "")), one.get("fill", "")) for one in root(drawn).iter("{*}circle")]


# --- F2 -----------------------------------------------------------------------------------------------------
def test_stakeholders_stand_at_their_step_with_how_they_take_part() -> None:
    drawn = stakeholders_picture(
        [
            StakeholderPoint("Ledere", "hoej", "hoej", "Inddrages"),
            StakeholderPoint("Borgere", "hoej", "lav", "Høres"),
            StakeholderPoint("Leverandør", "lav", "hoej"),
        ]
    )
    leaders, citizens, supplier = (box(drawn, name) for name in ("Ledere", "Borgere", "Leverandør"))
    assert citizens.left < leaders.left == supplier.left, "influence grows to the right"
    assert max(leaders.top, citizens.top) + 20 < supplier.top, "those who are affected most stand highest"
    assert {"Påvirkning", "Indflydelse", "Lav", "Middel", "Høj", "Inddrages", "Høres"} <= set(words(drawn))
    assert drawn.alt == (
        "Ledere: påvirkning høj, indflydelse høj, inddrages. "
        "Borgere: påvirkning høj, indflydelse lav, høres. Leverandør: påvirkning lav, indflydelse høj."
    )


def test_several_on_a_step_stand_side_by_side() -> None:
    drawn = stakeholders_picture([StakeholderPoint(name, "hoej", "hoej") for name in ("Et", "To")])
    assert box(drawn, "Et").top < box(drawn, "To").bottom
    assert box(drawn, "Et").right < box(drawn, "To").left


STAKEHOLDERS = st.builds(
    StakeholderPoint,
    titles(40),
    st.sampled_from(STEPS),
    st.sampled_from(STEPS),
    st.sampled_from(["", "Høres", "Er med til at udvikle"]),
)


@MANY
@given(st.lists(STAKEHOLDERS, min_size=1, max_size=20))
def test_any_stakeholders_can_be_read_and_keep_to_a_page(stakeholders: list[StakeholderPoint]) -> None:
    drawn = stakeholders_picture(stakeholders)
    assert faults(drawn) == []
    assert drawn.height_mm <= TALLEST
    assert len(circles(drawn)) == len(stakeholders)


@each("step", STEPS)
def test_twenty_on_one_step_can_be_read(step: str) -> None:
    names = [f"Interessent nummer {n} med et langt navn" for n in range(20)]
    drawn = stakeholders_picture(
        [StakeholderPoint(name, step, step, "Er med til at udvikle") for name in names]
    )
    assert faults(drawn) == []
    assert drawn.height_mm <= TALLEST


# --- F3 -----------------------------------------------------------------------------------------------------
def seats(**roles: tuple[str, ...]) -> list[Seat]:
    return [Seat(name, roles.get(name, ()), after_choice=name == "Leverandør") for name in SEATS]


def test_who_is_there_who_is_missing_and_who_comes_later_differ_in_shape_and_word() -> None:
    drawn = circle_picture(seats(Leder=("Teamleder",), It=("It-arkitekt",)), ["Tillidsrepræsentant"])
    assert words(drawn).count("mangler") == 5
    assert words(drawn).count("efter valget") == 1
    dashed = [one for one in root(drawn).iter("{*}rect") if one.get("stroke-dasharray")]
    assert [one.get("fill") for one in dashed] == ["#FFFFFF"] * 5
    assert {"Arbejdsgruppe", "Teamleder", "It-arkitekt", "Også med: Tillidsrepræsentant"} <= set(words(drawn))
    assert drawn.alt == (
        "Med: Leder (Teamleder); It (It-arkitekt); Tillidsrepræsentant. Mangler: Medarbejder, Team, "
        "Fagkoordinator, Intern samarbejdspartner og Borger. Efter valget: Leverandør."
    )


def test_a_group_where_nobody_is_missing_says_so_by_leaving_it_out() -> None:
    assert circle_picture([Seat(name, ("X",)) for name in SEATS]).alt.startswith("Med: Leder (X); ")
    assert "Mangler" not in circle_picture([Seat(name, ("X",)) for name in SEATS]).alt
    assert circle_picture([Seat("Leder")]).alt == "Med: ingen. Mangler: Leder."


def test_every_seat_has_a_line_to_the_middle_that_touches_it() -> None:
    for shown in (seats(), seats()[:7]):
        drawn = circle_picture(shown)
        assert len(list(root(drawn).iter("{*}line"))) == len(shown)


def test_no_line_crosses_a_high_bubble_at_the_side() -> None:
    long = ("It", "i", "af 7. af Informationssikkerhedskoordinat")
    assert faults(circle_picture(seats(It=long, Medarbejder=("Leder", "Team")))) == []
    assert faults(circle_picture(seats(Fagkoordinator=(*long, *long)))) == []


ROLES = st.lists(st.tuples(st.sampled_from([*SEATS, ""]), titles(40)), max_size=15)


@MANY
@given(ROLES, st.booleans(), st.booleans())
def test_any_group_can_be_read_and_keeps_to_a_page(
    members: list[tuple[str, str]], without_citizens: bool, chosen: bool
) -> None:
    shown = [
        Seat(name, tuple(role for seat, role in members if seat == name), name == "Leverandør" and not chosen)
        for name in SEATS
        if not (without_citizens and name == "Borger")
    ]
    drawn = circle_picture(shown, [role for seat, role in members if not seat])
    assert faults(drawn) == []
    assert drawn.height_mm <= TALLEST


# --- F4 -----------------------------------------------------------------------------------------------------
def goal(latest: float | None) -> Goal:
    now = None if latest is None else Reading(f"{latest} dage", latest)
    return Goal("Ventetid", Reading("12 dage", 12), Reading("8 dage", 8), now, DAY if now else None)


@each(("latest", "reached"), [(12, 0), (11, 0.25), (8, 1), (14, -0.5), (6, 1.5)])
def test_the_latest_stands_as_far_as_the_goal_is_reached(latest: float, reached: float) -> None:
    drawn = goals_picture([goal(latest)])
    target = next(
        float(one.get("x1", ""))
        for one in root(drawn).iter("{*}line")
        if one.get("x1") == one.get("x2") and one.get("stroke-width") == "0.9"
    )
    (begin, _), (now, fill) = circles(drawn)[:2]
    assert fill != "#FFFFFF"
    assert (now - begin) / (target - begin) == pytest.approx(reached, abs=0.01)
    assert faults(drawn) == []


def test_values_stand_in_words_and_the_marks_are_explained() -> None:
    drawn = goals_picture([goal(11), goal(None)])
    assert {"Ventetid", "12 dage", "8 dage", "Senest 11 dage (01.11.2027)"} <= set(words(drawn))
    assert words(drawn)[-3:] == ["Udgangspunkt", "Seneste måling", "Målværdi"]
    assert drawn.alt.startswith("Ventetid: fra 12 dage til 8 dage; senest 11 dage den 01.11.2027.")


def test_an_only_goal_has_its_words_at_the_bar_and_no_legend() -> None:
    assert words(goals_picture([goal(11)])) == [
        "Ventetid",
        "Senest 11 dage (01.11.2027)",
        "Udgangspunkt: 12 dage",
        "Målværdi: 8 dage",
    ]


def test_bars_stand_below_each_other_between_their_values() -> None:
    long = Goal("Svar", Reading("3,4 (måling november 2026)", 3.4), Reading("mindst 4", 4))
    drawn = goals_picture([goal(None), long])
    begins = [x for x, _ in circles(drawn)[:2]]
    assert begins[0] == begins[1]
    assert faults(drawn) == []


def test_without_a_starting_point_it_says_that_it_will_be_measured() -> None:
    drawn = goals_picture([Goal("Trivsel", None, Reading("4,2", 4.2))])
    assert (upper_first(NO_BASELINE) in words(drawn), circles(drawn)) == (True, [])
    assert drawn.alt == "Trivsel: udgangspunkt måles, til 4,2."


def test_values_without_a_number_are_text_without_a_bar() -> None:
    drawn = goals_picture([Goal("Trivsel", Reading("god"), Reading("bedre"), Reading("uændret"), DAY)])
    assert words(drawn) == ["Trivsel", "Fra god til bedre", "Senest uændret (01.11.2027)"]
    assert circles(drawn) == []


def test_the_same_number_at_both_ends_has_no_bar() -> None:
    assert (
        circles(goals_picture([Goal("Trivsel", Reading("4", 4), Reading("mindst 4", 4), Reading("4", 4))]))
        == []
    )


NUMBERS = st.none() | st.floats(-1e6, 1e6)
VALUES = st.builds(Reading, titles(40), NUMBERS)


@MANY
@given(
    st.lists(
        st.builds(Goal, titles(60), VALUES | st.none(), VALUES, VALUES | st.none(), st.just(DAY) | st.none()),
        min_size=1,
        max_size=10,
    )
)
def test_any_goals_can_be_read_and_keep_to_a_page(goals: list[Goal]) -> None:
    drawn = goals_picture(goals)
    assert faults(drawn) == []
    assert drawn.height_mm <= TALLEST


def test_a_goal_alone_says_at_its_line_what_each_value_is() -> None:
    alone = goal_picture(
        Goal("Ventetid", Reading("20 dage", 20), Reading("10 dage", 10), Reading("15 dage", 15)), 1
    )
    assert faults(alone) == []
    assert words(alone) == ["Senest 15 dage", "Udgangspunkt: 20 dage", "Målværdi: 10 dage"]
    assert alone.alt == "Ventetid: fra 20 dage til 10 dage; senest 15 dage."
    unknown = goal_picture(Goal("Trivsel", None, Reading("4,2", 4.2)), 2)
    assert words(unknown) == ["Udgangspunkt måles", "Målværdi: 4,2"]
    assert alone.name != unknown.name
