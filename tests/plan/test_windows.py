"""Evaluation windows: rhythm, holidays, what they look at, and the results that fill them in."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plangen.catalog import builtin_catalog
from plangen.plan import Plan, compute_plan
from plangen.plan.calendar import is_working_day, iso_week
from plangen.plan.rhythm import rhythm
from plangen.plan.state import read_number
from plangen.plan.windows import Window
from tests.plan.building import answers_of
from tests.support.cases import each

GO_LIVE = date(2027, 9, 6)
TWO = [{"afdeling_id": "a", "navn": "A"}, {"afdeling_id": "b", "navn": "B"}]
HOLIDAY_WEEKS = builtin_catalog().lists.holiday_weeks


def plan_of(go_live: date | None = GO_LIVE, **svar: Any) -> Plan:
    return compute_plan(answers_of({"idriftsaettelsesdato": go_live, **svar}))


def own(*weeks: int) -> dict[str, Any]:
    return {"valg": "egen", "egne_uger": list(weeks)}


def of(plan: Plan, department: str) -> list[Window]:
    return [w for w in plan.windows if department in [d.key for d in w.departments]]


@each(
    ("answer", "weeks"),
    [
        (None, (2, 4, 8, 12, 26, 52)),
        ("standard", (2, 4, 8, 12, 26, 52)),
        ({"valg": "taet"}, (1, 2, 4, 6, 8, 12, 26, 52)),
        ("let", (4, 12, 26, 52)),
        (own(3, 9), (3, 9)),
        (own(9, 3, 3, -2, 0), (3, 9)),
        ({"valg": "egen"}, ()),
        ("ukendt", (2, 4, 8, 12, 26, 52)),
    ],
)
def test_rhythm(answer: Any, weeks: tuple[int, ...]) -> None:
    assert rhythm(answers_of({} if answer is None else {"evaluering_rytme": answer})) == weeks


@given(
    st.dates(date(2024, 1, 1), date(2039, 1, 1)),
    st.lists(st.integers(1, 80), min_size=1, max_size=10, unique=True),
    st.lists(st.integers(0, 100), max_size=8),
)
def test_windows_fall_on_working_days_in_order_and_share_out_the_goals(
    go_live: date, weeks: list[int], measured: list[int]
) -> None:
    maal = [{"maal": f"Mål {n}", "maales_uge": week} for n, week in enumerate(measured)]
    windows = plan_of(go_live, evaluering_rytme=own(*weeks), maal=maal).windows
    days = [window.when.day for window in windows]
    assert all(day and is_working_day(day) and iso_week(day) not in HOLIDAY_WEEKS for day in days)
    assert all(a and b and a < b for a, b in pairwise(days))
    assert [week for window in windows for week in window.weeks] == sorted(weeks)
    assert [window.number for window in windows] == list(range(1, len(windows) + 1))
    for window in windows:
        assert window.when.nominal == go_live + timedelta(weeks=window.weeks[0])
        assert window.when.nominal <= (window.when.day or date.min)
        assert window.goals_so_far[len(window.goals_so_far) - len(window.goals) :] == window.goals
    given_out = sorted(goal.weeks for window in windows for goal in window.goals)
    assert given_out == sorted(measured)


def test_neighbours_on_the_same_day_are_one_window() -> None:
    """After a go-live at the end of June, weeks 2 and 4 both wait for the end of the summer holidays."""
    windows = plan_of(date(2027, 6, 28)).windows
    assert windows[0].weeks == (2, 4)
    assert windows[0].when.day == date(2027, 8, 9)
    assert windows[0].moved
    assert [window.weeks for window in windows[1:]] == [(8,), (12,), (26,), (52,)]


def test_goals_and_trials_go_with_the_window_that_looks_at_them() -> None:
    plan = plan_of(
        afdelinger=TWO,
        evaluering_rytme=own(4, 12),
        maal=[
            {"maal": "Sent", "maales_uge": 30},
            {"maal": "Tidligt", "maales_uge": 4},
            {"maal": "Uden uge"},
        ],
        proevehandlinger=[{"titel": "Prøve", "afdeling": "a", "evalueres": 5}],
    )
    first, last = of(plan, "a")
    assert [goal.text.text for goal in first.goals] == ["Tidligt"]
    assert [goal.text.text for goal in last.goals] == ["Sent"]
    assert [goal.text.text for goal in last.goals_so_far] == ["Tidligt", "Sent"]
    assert [trial.title.text for trial in last.trials] == ["Prøve"]
    assert [window.trials for window in of(plan, "b")] == [(), ()]


@each(
    ("day", "week"),
    [
        (date(2027, 9, 20), 2),
        (date(2027, 9, 10), 2),  # ten days before
        (date(2027, 9, 27), 2),  # as near to week 2 as to week 4: the earliest
        (date(2027, 9, 28), 4),
        (date(2027, 9, 9), None),
    ],
)
def test_a_result_belongs_to_the_nearest_window_within_ten_days(day: date, week: int | None) -> None:
    rows = [{"dato": day, "gik_godt": "Det meste"}]
    windows = plan_of(evalueringsresultater=rows).windows
    (filled,) = [window for window in windows if window.result]
    assert filled.result is not None
    assert filled.result.question == "evalueringsresultater"
    if week is None:
        assert filled.extra
        assert filled.number == len(windows) == 7
        assert filled.when.absolute
    else:
        assert filled.weeks == (week,)


def test_of_two_results_the_nearest_fills_the_window_and_the_other_is_extra() -> None:
    rows = [{"dato": date(2027, 9, 15)}, {"dato": date(2027, 9, 21)}]
    windows = plan_of(evalueringsresultater=rows).windows
    assert windows[0].result is not None
    assert windows[0].result.row_key == "r2"
    assert windows[-1].extra
    assert windows[-1].when.day == date(2027, 9, 15)


def test_results_belong_to_the_departments_they_name() -> None:
    rows = [
        {"dato": date(2027, 9, 20), "afdeling": "a"},
        {"dato": date(2028, 1, 3), "afdeling": "alle"},
        {"dato": date(2027, 10, 4), "afdeling": "nedlagt"},
    ]
    plan = plan_of(afdelinger=TWO, evalueringsresultater=rows)
    assert [window.result for window in of(plan, "b") if window.result and not window.extra] == []
    assert of(plan, "a")[0].result is not None
    extra = [window for window in plan.windows if window.extra]
    assert [[d.key for d in window.departments] for window in extra] == [[], ["a", "b"]]


def test_a_result_without_a_date_is_kept() -> None:
    windows = plan_of(evalueringsresultater=[{"gik_godt": "Alt"}]).windows
    assert windows[-1].extra
    assert windows[-1].when.day is None


def test_without_go_live_the_windows_have_only_their_weeks() -> None:
    windows = plan_of(None).windows
    assert [(window.weeks, window.when.day) for window in windows][:2] == [((2,), None), ((4,), None)]
    assert windows[0].when.relative == "2 uger efter idriftsættelsen"


# --- decisions, measurements, status -------------------------------------------------------------------
def test_open_decisions_wait_at_the_windows_after_the_one_they_were_made_at() -> None:
    rows = [
        {"hvad": "Ny vagt", "vindue": date(2027, 10, 4), "afdeling": "a"},
        {"hvad": "Skilte", "vindue": date(2027, 9, 20), "status": "loest"},
        {"hvad": "Fra ledelsen"},
    ]
    plan = plan_of(afdelinger=TWO, evaluering_rytme=own(2, 4, 8), beslutninger=rows)
    waiting = {
        key: [[p.what.text for p in window.open_decisions] for window in of(plan, key)] for key in "ab"
    }
    assert waiting == {
        "a": [["Fra ledelsen"], ["Fra ledelsen"], ["Ny vagt", "Fra ledelsen"]],
        "b": [["Fra ledelsen"], ["Fra ledelsen"], ["Fra ledelsen"]],
    }
    decided = {key: [[p.what.text for p in window.decided] for window in of(plan, key)] for key in "ab"}
    assert decided == {"a": [["Skilte"], ["Ny vagt"], []], "b": [["Skilte"], [], []]}


def test_a_decision_belongs_to_one_window_of_windows_a_week_apart() -> None:
    plan = plan_of(
        evaluering_rytme=own(1, 2), beslutninger=[{"hvad": "Ny vagt", "vindue": date(2027, 9, 14)}]
    )
    assert [[p.what.text for p in window.decided] for window in plan.windows] == [["Ny vagt"], []]


def test_a_window_has_what_was_measured_at_it() -> None:
    plan = plan_of(
        afdelinger=TWO,
        evaluering_rytme=own(4, 8),
        maal=[{"maal": "Kø", "maales_uge": 4}],
        maalinger=[
            {"maal": "Kø", "dato": date(2027, 10, 6), "vaerdi": "31 pct.", "afdeling": "a"},
            {"maal": "Kø", "dato": date(2027, 12, 6), "vaerdi": "20 pct."},
        ],
    )
    measured = {key: [goal.measured for goal in of(plan, key)[0].goals] for key in "ab"}
    assert [value and value.text.text for value in measured["a"]] == ["31 pct."]
    assert measured["b"] == [None]


@each(
    ("today", "status"),
    [
        (None, ["", ""]),
        (date(2027, 9, 20), ["Kommende"] * 2),
        (date(2027, 9, 21), ["Resultat mangler", "Kommende"]),
    ],
)
def test_status_of_a_window(today: date | None, status: list[str]) -> None:
    svar = {"idriftsaettelsesdato": GO_LIVE, "evaluering_rytme": own(2, 4)}
    plan = compute_plan(answers_of(svar, {"dato": today} if today else {}))
    assert [window.status for window in plan.windows] == status
    held = {**svar, "evalueringsresultater": [{"dato": date(2027, 9, 20), "gik_godt": "Alt"}]}
    assert compute_plan(answers_of(held)).windows[0].status == "Afholdt"


def test_a_trial_goes_with_the_window_after_its_date() -> None:
    """It counts from the one department that it names, else from the common date."""
    later = [TWO[0], {**TWO[1], "idriftsaettelse": date(2027, 10, 4)}]
    rows = [
        {"titel": "Kun b", "afdeling": "b", "evalueres": 4},
        {"titel": "Alle", "afdeling": "alle", "evalueres": 6},
        {"titel": "Dato", "afdeling": "a", "evalueres": date(2027, 9, 15)},
    ]
    plan = plan_of(afdelinger=later, evaluering_rytme=own(2, 4, 8), proevehandlinger=rows)
    trials = {key: [[t.title.text for t in window.trials] for window in of(plan, key)] for key in "ab"}
    assert trials == {"a": [["Dato"], [], ["Alle"]], "b": [["Alle"], ["Kun b"], []]}


# --- trials and goals ----------------------------------------------------------------------------------
@each(
    ("cells", "logged", "status"),
    [
        ({"beslutning": "udbred", "resultat": "Godt"}, False, "Udbred"),
        ({"resultat": "Godt"}, False, "Evalueret"),
        ({"evalueres": date(2027, 9, 30)}, True, "Mangler evaluering"),
        ({"evalueres": date(2027, 11, 30)}, True, "I gang"),
        ({"evalueres": date(2027, 11, 30)}, False, "Planlagt"),
    ],
)
def test_status_of_a_trial(cells: dict[str, Any], logged: bool, status: str) -> None:
    log = [{"proevehandling": "prøve ", "dato": date(2027, 9, 20), "iagttagelse": "Gik"}] if logged else []
    svar = {"proevehandlinger": [{"titel": "Prøve", **cells}], "proevehandling_log": log}
    (trial,) = compute_plan(answers_of(svar, {"dato": date(2027, 10, 15)})).trials
    assert trial.status == status


@each(
    ("text", "number"),
    [
        ("12,5 pct.", 12.5),
        ("1.644.638 kr.", 1_644_638),
        ("mindst 4", 4),
        ("-3 grader", -3),
        ("14 pct. (2025)", 14),
        ("ukendt", None),
        ("", None),
    ],
)
def test_the_first_number_of_a_text(text: str, number: float | None) -> None:
    assert read_number(text) == number


@each(
    ("today", "measured", "reported", "status"),
    [
        (date(2027, 10, 1), False, "", "Ikke målt"),
        (date(2027, 11, 2), False, "", "Skulle være målt den 01.11.2027"),
        (date(2027, 11, 2), True, "", "Målt"),
        (date(2027, 11, 2), True, "naaet", "Nået"),
    ],
)
def test_status_of_a_goal(today: date, measured: bool, reported: str, status: str) -> None:
    svar: dict[str, Any] = {
        "idriftsaettelsesdato": GO_LIVE,
        "maal": [{"maal": "Kø", "maales_uge": 8} | ({"status": reported} if reported else {})],
        "maalinger": [{"maal": "Kø", "dato": date(2027, 10, 30), "vaerdi": "3"}] if measured else [],
    }
    (goal,) = compute_plan(answers_of(svar, {"dato": today})).goals
    assert goal.status == status
