"""What holds for every plan: relative dates follow go-live, phase models only regroup, nothing raises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.answers.model import Answers
from plangen.catalog import Column, Question, builtin_catalog
from plangen.plan import Plan, compute_plan
from plangen.plan.moving import closing_of
from plangen.plan.when import When
from tests.conftest import load_example
from tests.plan.building import answers_of, at_day, changed
from tests.plan.walking import moments, texts
from tests.support.cases import each
from tests.support.samples import examples

CATALOG = builtin_catalog()
NAMES = ["jobcenter", "sagsoverblik", "koerebog"]
EXAMPLES = st.sampled_from(NAMES)


@cache
def example(name: str) -> Answers:
    return load_example(name).base


# --- go-live -------------------------------------------------------------------------------------------
def is_long(when: When, answers: Answers) -> bool:
    """Whether the last weeks before the go-live stay as the catalogue has them (specifikation.md 3.3)."""
    start = answers.date("projektstart")
    assert start is not None
    assert when.anchor.day is not None
    return (when.anchor.day - start).days // 7 >= 18


@settings(max_examples=examples(40))
@given(EXAMPLES, st.integers(0, 40))
def test_go_live_moves_every_relative_date_and_no_absolute_one(name: str, weeks: int) -> None:
    answers, shift = example(name), timedelta(weeks=weeks)
    go_live = answers.go_live()
    assert go_live is not None
    before = moments(compute_plan(answers))
    after = moments(compute_plan(changed(answers, idriftsaettelsesdato=go_live + shift)))
    both = before.keys() & after.keys()
    assert len(both) >= 0.8 * len(before)  # neighbouring windows may melt together in the summer
    for what in both:
        old, new = before[what], after[what]
        if old.absolute:
            assert new.day == old.day, what
        elif old.weeks is not None and old.nominal and new.nominal and old.anchor.day and new.anchor.day:
            moved = new.anchor.day - old.anchor.day  # nothing for a department's own go-live
            if old.weeks == new.weeks:
                assert new.nominal == old.nominal + moved, what
            elif old.weeks < 0:  # a longer lead stretches what comes early
                assert new.nominal <= old.nominal + moved, what
                if is_long(old, answers) == is_long(new, answers):  # and within one rule nothing moves back
                    assert old.nominal <= new.nominal, what


@settings(max_examples=examples(12))
@given(EXAMPLES, st.integers(-60, 60))
def test_nothing_computed_is_on_a_closed_day(name: str, weeks: int) -> None:
    """Only the go-live itself, a date that is written as a date, and what is held then may be."""
    answers = example(name)
    go_live = answers.go_live()
    assert go_live is not None
    closing = closing_of(CATALOG.lists)
    for key in (None, *answers.department_keys()):
        moved = changed(answers, idriftsaettelsesdato=go_live + timedelta(weeks=weeks))
        for what, when in moments(compute_plan(replace(moved, department=key))).items():
            if when.day and not when.absolute and when.day != when.anchor.day:
                assert closing.is_open(when.day), what
                assert (when.moved_from is not None) >= closing.has(when.nominal or when.day), what


@settings(max_examples=examples(40))
@given(EXAMPLES, st.integers(-200, 200))
def test_weeks_always_count_from_the_date_they_follow(name: str, days: int) -> None:
    go_live = example(name).go_live()
    assert go_live is not None
    plan = compute_plan(changed(example(name), idriftsaettelsesdato=go_live + timedelta(days=days)))
    for what, when in moments(plan).items():
        if when.weeks is not None:
            assert when.anchor.day is not None
            assert when.nominal == when.anchor.day + timedelta(weeks=when.weeks), what


def test_a_departments_own_date_moves_only_what_follows_it() -> None:
    answers = example("jobcenter")
    rows = tuple(
        replace(
            row, cells={**row.cells, "idriftsaettelse": replace(row.cells["navn"], raw=date(2027, 11, 1))}
        )
        if row.key == "ungeindsats"
        else row
        for row in answers.rows("afdelinger")
    )
    moved = replace(answers, values={**answers.values, "afdelinger": rows}, department="ungeindsats")
    before, after = compute_plan(replace(answers, department="ungeindsats")), compute_plan(moved)
    for old in before.cards:
        new = after.card(old.id)
        assert new is not None
        if old.follows == "faelles":
            assert (new.start.day, new.end.day) == (old.start.day, old.end.day)
        else:
            assert new.end.day != old.end.day or old.end.absolute, old.id


# --- phase model ---------------------------------------------------------------------------------------
def without_phases(plan: Plan) -> list[Any]:
    """Everything of a plan but grouping, numbers and labels of phases."""
    cards = [replace(c, number="", phase="", phase_label="", follow_up=False) for c in plan.cards]
    stones = [(s.kind, s.title, s.when, s.responsible) for s in plan.milestones]
    rest = (plan.windows, plan.communication, plan.goals, plan.steps, plan.sessions, plan.hours, plan.dated)
    coming = sorted((item.day, item.kind, item.what.text) for item in plan.upcoming or ())
    return [sorted(cards, key=lambda c: (c.place, c.title.text)), stones, rest, coming]


@each("model", list(CATALOG.phase_models))
@each("name", NAMES)
def test_the_phase_model_changes_only_grouping_numbers_and_labels(name: str, model: str) -> None:
    before = compute_plan(example(name))
    after = compute_plan(changed(example(name), fasemodel=model))
    assert without_phases(before) == without_phases(after)
    assert [card for phase in after.phases for card in (*phase.cards, *phase.follow_up)] == list(after.cards)
    assert [phase.label for phase in after.phases] == list(CATALOG.phase_models[model].values())


# --- anything goes -------------------------------------------------------------------------------------
TEXTS = st.sampled_from(
    [
        "",
        "alle",
        "a",
        "b",
        "a; b",
        "ukendt",
        "projektejer",
        "Chef",
        "Chef og ukendt",
        "superbrugere",
        "OPG-13",
        "OPG-99",
        "LOK-01",
        "hver 1. uge",
        "hver 99. uge",
        "implementering",
        "drift",
        "Ærø <b>&",
    ]
)
NUMBERS = st.one_of(
    st.integers(-60, 60), st.integers(-10_000, 10_000), st.floats(), st.just(10**400), st.just(-(10**18))
)
DATES = st.one_of(st.dates(), st.dates(date(2026, 1, 1), date(2028, 12, 31)))


def cell(column: Column) -> st.SearchStrategy[Any]:
    match column.type:
        case "date":
            return DATES
        case "date_or_week":
            return st.one_of(DATES, NUMBERS)
        case "number":
            return NUMBERS
        case "choice":
            return st.one_of(st.sampled_from([*column.options, "ukendt"]), TEXTS)
        case "multi":
            return st.lists(st.sampled_from([*column.options, "ukendt"]))
        case "tal_liste":
            return st.lists(st.integers(-5, 10_000) | st.just(10**400), max_size=5)
    return TEXTS


def record(question: Question) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={column.id: cell(column) for column in question.columns})


def answer(question: Question) -> st.SearchStrategy[Any]:
    match question.type:
        case "table":
            return st.lists(record(question), max_size=3)
        case "fixed":
            return st.fixed_dictionaries({}, optional=dict.fromkeys(question.rows, record(question)))
        case "group":
            return record(question)
        case "date":
            return DATES
        case "multi":
            return st.lists(st.sampled_from([*question.options, "ukendt"]), max_size=4)
        case "choice":
            codes = st.sampled_from([*question.options, "ukendt"])
            extra = {column.id: cell(column) for column in question.columns}
            return st.fixed_dictionaries({"valg": codes}, optional=extra) if extra else codes
    return TEXTS


# The questions that the plan reads.
READ = (
    *("afdelinger", "anskaffelsesform", "arbejdsgange", "arbejdsgruppe_medlemmer", "arbejdsgruppe_moeder"),
    *(
        "arbejdsgruppe_opgaver",
        "barrierer",
        "beslutninger",
        "brugskrav",
        "compliance",
        "evaluering_ramme",
        "evaluering_rytme",
    ),
    *("evalueringsresultater", "fasemodel", "feedback", "ibrugtagning_trin", "idriftsaettelsesdato"),
    *("igangsaettelse", "integrationer", "interessenter", "kommunikation", "maal", "med", "milepaele"),
    *("omkostninger", "opfoelgning", "opgaver", "oplaering", "overdragelse", "pilot", "potentialer"),
    *("praesentation", "proevehandlinger", "projektstart", "retningslinjer", "risici", "roller"),
    *("opgave_tilpasning", "maalinger", "proevehandling_log", "retningslinje_elementer", "tilbud"),
    *("standardopgaver_fravalg", "styregruppe", "superbrugere", "support_drift", "udskiftning"),
)
ABSURD = st.builds(
    answers_of,
    st.fixed_dictionaries({}, optional={key: answer(CATALOG.questions[key]) for key in READ}),
    st.fixed_dictionaries(
        {}, optional={"dato": DATES, "omfang": st.sampled_from(["let", "standard", "fuld", "ukendt"])}
    ),
    st.sampled_from([None, "a", "ukendt"]),
)


@settings(max_examples=examples(60))
@given(ABSURD)
def test_whatever_the_answers_are_there_is_a_plan(answers: Answers) -> None:
    plan = compute_plan(answers)
    assert all(isinstance(text, str) for text in texts(plan))
    for card in plan.cards:
        assert card.start.day is None or card.end.day is None or card.start.day <= card.end.day
    assert len({card.number for card in plan.cards}) == len(plan.cards)
    assert sum(phase.count for phase in plan.phases) == len(plan.cards)


@each(
    "svar",
    [
        {},
        {"projektstart": date(2027, 9, 6), "idriftsaettelsesdato": date(2026, 1, 1)},
        {"projektstart": date.min, "idriftsaettelsesdato": date.max},
        {"projektstart": date.max, "idriftsaettelsesdato": date.min},
        {"idriftsaettelsesdato": date(9999, 12, 31), "kommunikation": [{"tidspunkt": 10_000}]},
        {
            "idriftsaettelsesdato": date.max,
            "kommunikation": [{"tidspunkt": date.min, "gentages": "hver 1. uge"}],
        },
    ],
)
@each("today", [None, date.min, date.max])
def test_the_ends_of_time(svar: dict[str, Any], today: date | None) -> None:
    assert compute_plan(at_day(answers_of(svar), today)).cards


def test_an_empty_file_has_all_that_needs_no_answer() -> None:
    plan = compute_plan(load_example("tom").base)
    assert len(plan.cards) == 34
    assert plan.phase_model == "proces_4"
    assert [window.weeks for window in plan.windows] == [(2,), (4,), (8,), (12,), (26,), (52,)]
    assert plan.upcoming is None


def test_the_same_answers_give_the_same_plan() -> None:
    one, other = compute_plan(example("jobcenter")), compute_plan(example("jobcenter"))
    assert one == other
    assert hash(one) == hash(other)
