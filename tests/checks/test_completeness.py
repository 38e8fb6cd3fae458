"""V01: what is required and wholly unanswered."""

from __future__ import annotations

import pytest

from plangen.answers.conditions import shown
from plangen.answers.defaults import wholly_unanswered
from plangen.answers.project import Project
from plangen.catalog import Catalog
from plangen.checks.judging import judge
from plangen.findings import Finding, Severity
from plangen.plan import compute_plan
from tests.answers.reading import load, svar
from tests.support.cases import each


def _missing(project: Project) -> set[str]:
    return {finding.question for finding in _found(project)}


def _found(project: Project) -> list[Finding]:
    judgement = judge(project.base, compute_plan(project.base), project.findings)
    return [finding for finding in judgement.findings if finding.code == "V01"]


def test_everything_required_and_shown_is_missing_in_an_empty_file(
    empty_project: Project, catalog: Catalog
) -> None:
    expected = {
        q.id for q in catalog.questions.values() if q.required != "nej" and shown(empty_project.base, q.id)
    }
    assert _missing(empty_project) == expected
    assert {"kommune_navn", "krav", "compliance"} <= expected
    assert not {"leverandoer", "borgerinddragelse", "effektivisering_konsekvens"} & expected


@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik"])
def test_the_examples_are_complete(name: str, request: pytest.FixtureRequest) -> None:
    assert not _missing(request.getfixturevalue(name))


def test_the_finding() -> None:
    finding = _found(load("pakke:\n  version: x\nsvar:\n  mus: x\n"))[0]
    assert (finding.code, finding.severity) == ("V01", Severity.ERROR)
    assert finding.message == "Kommune er ikke besvaret. Navnet står i sidehoved og titel i alle dokumenter."
    assert finding.hint == "Hvilken kommune udarbejdes planpakken for? Skriv svaret under »kommune_navn«."
    assert (str(finding.place), finding.question, finding.where) == ("p.yaml:3:1", "kommune_navn", "Kommune")


def test_the_place_is_the_name_of_the_question_when_it_is_there() -> None:
    found = {f.question: str(f.place) for f in _found(load("svar:\n  mus:\n\n  med: {}\n"))}
    assert (found["mus"], found["med"], found["kommune_navn"]) == ("p.yaml:2:3", "p.yaml:4:3", "p.yaml:1:1")


@each(
    ("text", "question", "missing"),
    [
        ("mus: Indgår i samtalen", "mus", False),
        ("mus: '  '", "mus", True),
        ("mus: [x]", "mus", False),
        ("projektstart: i morgen", "projektstart", False),
        ("overdragelse: {uge: 16}", "overdragelse", True),
        ("overdragelse: {uge: 17}", "overdragelse", False),
        ("overdragelse: {uge: snart}", "overdragelse", False),
        ("retningslinjer: {godkendes_uge: -4}", "retningslinjer", True),
        ("arbejdsgruppe_moeder: {til_uge: 12}", "arbejdsgruppe_moeder", True),
        ("arbejdsgruppe_moeder: {til_uge: 13}", "arbejdsgruppe_moeder", False),
        ("evaluering_ramme: {varighed: 40 minutter}", "evaluering_ramme", True),
        ("praesentation: {tidspunkt: -6}", "praesentation", True),
        ("integrationer: ingen", "integrationer", False),
        ("integrationer: [{system: }]", "integrationer", True),
        ("opfoelgning: [{omraade: loesning, frekvens_uger: 4, foerste_uge: 4}]", "opfoelgning", True),
        ("opfoelgning: [{omraade: loesning, frekvens_uger: 4}]", "opfoelgning", False),
        ("formaal_typer: [ukendt]", "formaal_typer", False),
        ("loesningstype: borgervendt", "borgere_alternativ", True),
        ("loesningstype: fagsystem", "borgere_alternativ", False),
    ],
)
def test_wholly_unanswered(text: str, question: str, missing: bool, catalog: Catalog) -> None:
    project = svar(text)
    assert (question in _missing(project)) is missing


def test_defaults_that_apply_do_not_answer_a_question(catalog: Catalog) -> None:
    base = load("").base
    for question in (
        "fasemodel",
        "evaluering_rytme",
        "arbejdsgruppe_moeder",
        "retningslinjer",
        "igangsaettelse",
    ):
        assert question in base.values
        assert wholly_unanswered(base, catalog.questions[question])


@each(
    ("day", "severity"), [("2027-08-08", Severity.INFO), ("2027-08-09", Severity.ERROR), ("", Severity.ERROR)]
)
def test_what_is_not_due_yet_is_only_info(day: str, severity: Severity) -> None:
    dates = "{projektstart: 2026-12-07, idriftsaettelsesdato: 2027-09-06}"
    found = {f.question: f for f in _found(load(f"pakke: {{dato: {day}}}\nsvar: {dates}"))}
    due = found["retningslinjer"]
    assert due.severity is severity
    if severity is Severity.INFO:
        number = due.message.partition("(")[2].split()[0]
        title = "Lav oplæg til retningslinjer for brugen, og få dem godkendt"
        assert due.message == f"Retningslinjer for brugen: udfyldes senest 09.08.2027 ({number} {title})."
    assert found["kommune_navn"].severity is Severity.ERROR, "it is needed at once"


# --- answers that say next to nothing -----------------------------------------------------------------------
def _about(project: Project, question: str) -> list[tuple[str, str]]:
    return [(f.severity.value, f.message) for f in _found(project) if f.question == question]


@each("said", ["nej", "ved ikke", "Ukendt.", "ikke afklaret", "lidt tid"])
def test_a_long_text_that_says_next_to_nothing_is_a_warning(said: str, catalog: Catalog) -> None:
    question = catalog.questions["bekymringer_opsoeges"]
    message = f"{question.short} er kun kort besvaret. {question.consequence}"
    assert _about(svar(f"bekymringer_opsoeges: {said}"), question.id) == [("advarsel", message)]


@each(
    "text",
    [
        "kommune_navn: X-by",
        "bekymringer_opsoeges: På hvert teammøde",
        "leverandoer: nej",
        "bekymringer_opsoeges: [x]",
    ],
)
def test_what_is_enough_free_or_refused_is_not_called_short(text: str) -> None:
    assert not _about(svar(text), text.partition(":")[0])


def test_a_field_with_a_consequence_that_is_given_without_an_answer_is_a_warning() -> None:
    text = "afgraensning: {minimal: ved ikke, fravalg: ingen, udvidelse: '?'}"
    found = [f for f in _found(svar(text)) if f.question == "afgraensning"]
    assert [(f.severity.value, f.message) for f in found] == [
        (
            "advarsel",
            "Afgrænsning, Vi begynder med er kun kort besvaret. "
            "Den mindste meningsfulde ibrugtagning er ikke beskrevet.",
        )
    ], "»ingen« is an answer there, and the others have no consequence"


def test_a_field_with_a_consequence_that_is_missing_says_it() -> None:
    found = svar("afgraensning: {minimal: Dagens opgaver}").findings
    assert [f.message for f in found] == [
        "Afgrænsning: Bruges foreløbig ikke til mangler. "
        "Det er ikke beskrevet, hvad løsningen foreløbig ikke bruges til."
    ]


@each(
    ("said", "day", "severity"),
    [("nej", "2027-01-04", "info"), ("nej", "2028-01-03", "advarsel"), ("", "2027-01-04", "info")],
)
def test_a_short_answer_is_only_told_when_it_is_due(said: str, day: str, severity: str) -> None:
    dates = "projektstart: 2026-12-07, idriftsaettelsesdato: 2027-09-06"
    project = load(f"pakke: {{dato: {day}}}\nsvar: {{{dates}, foerstelinjeledere: '{said}'}}")
    (found,) = _about(project, "foerstelinjeledere")
    assert found[0] == severity
    assert ("udfyldes senest" in found[1]) is (severity == "info")


def test_what_should_be_answered_is_a_warning_when_it_is_missing() -> None:
    assert [severity for severity, _ in _about(load(""), "brugskrav")] == ["advarsel"]
    assert not _about(svar("andre_forandringer: ingen"), "andre_forandringer")
