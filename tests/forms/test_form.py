"""The form model: everything that the catalog asks, once; what a profile asks; how far a project is."""

from __future__ import annotations

import pytest

from plangen.answers.asking import Reach, progress
from plangen.answers.options import as_column, options_of, preset_rows
from plangen.catalog import SCOPES, builtin_catalog
from plangen.checks.judging import judge
from plangen.forms.model import SETTINGS_PAGE, STATE_PAGE, FormQuestion, QuestionForm, form_of
from plangen.forms.progress import progress_of
from plangen.plan import compute_plan
from tests.answers.reading import svar
from tests.conftest import load_example
from tests.support.cases import each

CATALOG = builtin_catalog()
FORMS = {profile: form_of(CATALOG, Reach(profile)) for profile in SCOPES}
FULL = FORMS[SCOPES[-1]]


def question(form: QuestionForm, id: str) -> FormQuestion:
    return next(one for one in form.questions() if one.id == id)


@each("profile", SCOPES)
def test_every_question_setting_column_and_option_stands_once(profile: str) -> None:
    form = FORMS[profile]
    whole = [str(one.address) for one in form.questions()]
    assert len(whole) == len(set(whole))
    assert set(whole) == {*CATALOG.questions, *(f"pakke.{key}" for key in CATALOG.package)}
    for one in form.questions():
        known = (CATALOG.package if one.part == "pakke" else CATALOG.questions)[one.id]
        assert [field.id for field in one.fields] == [column.id for column in known.columns]
        for field, column in zip(one.fields, known.columns, strict=True):
            chosen = column.type in ("choice", "multi")
            assert (field.type, field.label) == (column.type, column.label)
            assert dict(field.choices) == (dict(options_of(CATALOG, column)) if chosen else {})
        if known.type in ("choice", "multi"):
            assert dict(one.choices) == dict(options_of(CATALOG, as_column(known)))
        assert (one.field is None) == (known.type in ("table", "fixed", "group"))
        assert dict(one.rows) == dict(preset_rows(CATALOG, known) if known.type == "fixed" else {})


def test_pages_are_the_settings_the_sections_and_what_comes_underway() -> None:
    pages = [page.id for page in FULL.pages]
    assert pages == [SETTINGS_PAGE, *(section.id for section in CATALOG.sections), STATE_PAGE]
    for page in FULL.pages[1:-1]:
        assert {CATALOG.questions[one.id].section for one in page.questions} == {page.id}
        assert not any(one.state for one in page.questions)
    assert all(one.state for one in FULL.page(STATE_PAGE).questions)
    with pytest.raises(KeyError):
        FULL.page("findes_ikke")


@each("profile", SCOPES)
def test_as_many_are_asked_as_the_profile_says(profile: str) -> None:
    asked = [one for one in FORMS[profile].questions() if one.asked and not one.state and one.part == "svar"]
    always = [one for one in asked if not one.shown_if]
    assert len(always) == CATALOG.lists.profiles[profile].questions


def test_an_added_document_brings_its_questions() -> None:
    added = form_of(CATALOG, Reach("let", frozenset({"D05"})))
    more = [one for one in added.questions() if one.asked and not question(FORMS["let"], one.id).asked]
    assert more
    assert all("D05" in one.documents for one in more)


def test_what_a_question_says_of_itself() -> None:
    one = question(FULL, "problem")
    assert one.why == CATALOG.questions["problem"].consequence != ""
    assert one.used_in.startswith("Bruges i: ")
    assert one.requirement == "skal besvares"
    hidden = next(one for one in FULL.questions() if one.shown_if)
    assert hidden.when
    weeks = next(f for f in question(FULL, "arbejdsgange").fields if f.id == "fra_uge")
    assert weeks.counts_weeks
    risk = next(f for f in question(FULL, "risici").fields if f.id == "sandsynlighed")
    assert risk.range == "fra 1 til 5"


@each("name", ["jobcenter", "koerebog", "sagsoverblik", "tom"])
def test_progress_of_pages_adds_up_to_that_of_the_project(name: str) -> None:
    project = load_example(name)
    answers = project.base
    judgement = judge(answers, compute_plan(answers), project.findings)
    form = form_of(CATALOG, answers.reach)
    pages = progress_of(form, answers, [*project.findings, *judgement.findings]).values()
    asked = [id for page in pages for id in page.asked]
    answered = {id for page in pages for id in page.answered}
    assert (len(answered & set(asked)), len(asked)) == progress(answers)


def test_a_page_tells_what_is_answered_missing_and_to_be_mended() -> None:
    project = svar("""
        projekt_titel: Prøve
        projektstart: 15. marts 2027
        idriftsaettelsesdato: snart
        afdelinger: [{navn: Nord}]
    """)
    answers = project.base
    judgement = judge(answers, compute_plan(answers), project.findings)
    form = form_of(CATALOG, answers.reach)
    page = progress_of(form, answers, [*project.findings, *judgement.findings])["stamdata"]
    assert page.answered == ("projekt_titel", "afdelinger", "projektstart")
    assert page.to_mend == ("idriftsaettelsesdato",)
    assert "afdelinger" in page.missing, "a row of it lacks what is required"
    assert "kommune_navn" in page.missing
    assert "projektstart" not in page.missing, "what is written in another form is answered"
