"""The starter file: everything is in it, and it says nothing yet."""

from __future__ import annotations

import re

import pytest

from plangen.answers.asking import Reach
from plangen.answers.options import options_of, preset_rows
from plangen.answers.project import Project
from plangen.catalog import SCOPES, Catalog
from plangen.checks.judging import judge
from plangen.forms.project import SourceFile, load_project
from plangen.forms.requirement import condition_text, question_requirement
from plangen.forms.used_in import used_in
from plangen.forms.yaml.blank import starter_text
from plangen.plan import compute_plan
from tests.support.cases import each


@pytest.fixture(scope="module")
def text(catalog: Catalog) -> str:
    return starter_text(catalog, "nyt_projekt", "plangen.schema.json")


def _load(text: str, catalog: Catalog) -> Project:
    return load_project("p", SourceFile("p.yaml", "p", text.encode()), [], catalog)


def _said(project: Project) -> set[tuple[str, str]]:
    found = judge(project.base, compute_plan(project.base), project.findings).findings
    return {(finding.code, finding.message) for finding in found}


def test_an_untouched_starter_file_says_the_same_as_an_empty_one(
    text: str, catalog: Catalog, empty_project: Project
) -> None:
    project = _load(text, catalog)
    assert project.findings == ()
    assert _said(project) == _said(empty_project) != set()
    raws = {key: project.base.raw(key) for key in project.base.values}
    assert raws == {key: empty_project.base.raw(key) for key in empty_project.base.values}


def test_every_question_is_there_with_text_help_options_and_fields(text: str, catalog: Catalog) -> None:
    words = " ".join(re.sub(r"^ *# ?", "", line) for line in text.splitlines())
    for question in catalog.questions.values():
        assert f"\n  {question.id}:" in text
        for part in (question.short, question.text, question.help):
            assert part in words
        for code, label in options_of(catalog, question).items():
            assert f"{code} = {label}" in text or f"- {code}  # {label}" in text
        for column in question.columns:
            assert re.search(rf"^ +(- )?{column.id}:", text, re.MULTILINE)
            assert column.label in words
            for code, label in options_of(catalog, column).items():
                assert f"{code} = {label}" in words
        for code, label in preset_rows(catalog, question).items():
            assert f"\n    {code}:  # {label}\n" in text
    for section in catalog.sections:
        assert f"{section.title} ({section.setting}, {section.minutes} minutter)" in text
    for key in catalog.package:
        assert f"\n  {key}:" in text


def test_the_form_of_the_file(text: str) -> None:
    lines = text.splitlines()
    assert lines[0] == "# yaml-language-server: $schema=plangen.schema.json"
    assert "nyt_projekt" in text
    assert not [line for line in lines if re.match(r"[^#]*[{[]", line)], "block style only"
    assert max(map(len, lines)) <= 110
    assert "\t" not in text and text.endswith("\n") and not text.endswith("\n\n")


@each(
    "line",
    [
        "  fasemodel: proces_4",
        "    valg: standard",
        "    til_uge: 12  # Ophører (uger efter sidste idriftsættelse). Antal hele uger mindst 0",
        "    varighed: 40 minutter  # Varighed",
        "    - interessent_id: ledere",
        "      tidspunkt: -11",
        "      gentages: hver 4. uge",
        "  # Er der ingen, så skriv ordet ingen efter kolonet, og slet rækken under det.",
        "  # Afdelinger (skal besvares)",
    ],
)
def test_defaults_and_explanations(text: str, line: str) -> None:
    assert line in text.splitlines()


def test_a_filled_in_starter_file_is_read(text: str, catalog: Catalog) -> None:
    filled = text.replace("  problem:", "  problem: Det er svært").replace(
        "    # - kvalitet  #", "    - kvalitet  #", 1
    )
    project = _load(filled.replace("  loesningstype:", "  loesningstype: andet"), catalog)
    assert project.findings == ()
    assert project.base.text("problem") == "Det er svært"
    assert project.base.chosen("formaal_typer") == ("kvalitet",)


def test_a_hostile_project_name_stays_a_comment(catalog: Catalog) -> None:
    text = starter_text(catalog, "x\nsvar: [", "a\nb")
    assert text.splitlines()[0] == "# yaml-language-server: $schema=a b"
    assert _load(text, catalog).findings == ()


# --- profiles -----------------------------------------------------------------------------------------------
@pytest.fixture(scope="module", params=SCOPES)
def profile(request: pytest.FixtureRequest) -> str:
    scope: str = request.param
    return scope


def _starter(catalog: Catalog, profile: str) -> str:
    return starter_text(catalog, "nyt_projekt", "plangen.schema.json", profile)


def _given(text: str) -> set[str]:
    """The names right under `svar:` that are no comments."""
    return set(re.findall(r"^  ([a-z_]+):", text.partition("\nsvar:\n")[2], re.MULTILINE))


def test_a_starter_file_has_its_profiles_questions_and_all_state(catalog: Catalog, profile: str) -> None:
    reach = Reach(profile)
    expected = {q.id for q in catalog.questions.values() if q.state or reach.asks(q)}
    assert _given(_starter(catalog, profile)) == expected


def test_what_a_larger_profile_asks_is_one_line_that_can_be_used(catalog: Catalog, profile: str) -> None:
    text = _starter(catalog, profile)
    larger = [q for q in catalog.questions.values() if not (q.state or Reach(profile).asks(q))]
    listed = text.partition("Spørgsmål i et større omfang")[2]
    for question in larger:
        assert listed.count(f"\n  # {question.id}:  # {question.short} ({question.scope})\n") == 1
    used = text
    for question in larger:
        used = used.replace(f"\n  # {question.id}:  #", f"\n  {question.id}:  #")
    assert _load(used, catalog).findings == ()
    assert bool(listed) is (profile != "fuld")


def test_an_untouched_starter_file_of_a_profile_says_the_same_as_an_empty_one(
    catalog: Catalog, profile: str
) -> None:
    project = _load(_starter(catalog, profile), catalog)
    empty = _load(f"pakke: {{omfang: {profile}}}", catalog)
    assert project.base.profile == profile
    assert project.findings == ()
    assert _said(project) == _said(empty) != set()
    assert [q for q in catalog.questions if project.base.asked(q)] == [
        q for q in catalog.questions if empty.base.asked(q)
    ]


def test_columns_of_a_larger_profile_are_not_in_the_file(catalog: Catalog) -> None:
    let, standard = (_starter(catalog, profile) for profile in ("let", "standard"))
    assert "    medarbejdergrupper:" not in let
    assert "      medarbejdergrupper:" in standard


def test_state_comes_last_and_is_empty(catalog: Catalog) -> None:
    text = _starter(catalog, "let")
    state = text.partition("  # Undervejs\n")[2]
    state = state.partition("Spørgsmål i et større omfang")[0]
    assert _given("\nsvar:\n" + state) == {q.id for q in catalog.questions.values() if q.state}
    assert not [line for line in state.splitlines() if re.match(r" +(- )?[a-z_]+: *[^ #]", line)]


def test_a_question_says_which_documents_print_it(catalog: Catalog) -> None:
    text = _starter(catalog, "fuld")
    assert "\n  # Bruges i: Formålsbeskrivelse, Kommunikationsplan" in text
    titles = {document.title for document in catalog.documents.values()}
    for line in re.findall(r"# Bruges i: (.*(?:\n  # [^\n:]*$)?)", text):
        assert line == "alle dokumenter" or set(line.split(", ")) & titles, line


@each(
    ("question", "words"),
    [
        ("kommune_navn", "skal besvares"),
        ("leverandoer", "kan udelades"),
        ("brugskrav", "bør besvares"),
        ("maalinger", "udfyldes undervejs"),
        (
            "borgerside",
            "bør besvares, når »Løsningstype« er »Borgervendt digital løsning« eller »Velfærdsteknologi«",
        ),
        ("maal", "skal besvares"),
        ("potentialer", "skal besvares; mindst 3 rækker"),
        ("borgere_alternativ", "skal besvares, når »Løsningstype« er »Borgervendt digital løsning«"),
        (
            "krav",
            "skal besvares, når »Anskaffelsesform« ikke er »Allerede anskaffet« "
            "eller »Ønsker og krav« har rækker",
        ),
        (
            "effektivisering_konsekvens",
            "skal besvares, når »Formål i spil« omfatter »Økonomisk besparelse« eller "
            "»Frigjort tid til andre opgaver«",
        ),
        (
            "afproevning_foer_valg",
            "skal besvares, når »Anskaffelsesform« ikke er »Allerede anskaffet« "
            "eller »Fælleskommunal aftale«",
        ),
    ],
)
def test_when_an_answer_is_needed(question: str, words: str, catalog: Catalog) -> None:
    assert question_requirement(catalog, catalog.questions[question]) == words


def test_a_condition_without_words(catalog: Catalog) -> None:
    assert condition_text(catalog, "any(a.x == 'y' for a in maal)", {}) == "i nogle projekter"


def test_only_documents_of_the_profile_are_named(catalog: Catalog) -> None:
    question = catalog.questions["sammenhaeng"]
    assert used_in(catalog, question, Reach("let")) == "Bruges i: Formålsbeskrivelse"
    assert used_in(catalog, question, Reach("let", frozenset({"D03"}))) == used_in(catalog, question, Reach())
    assert used_in(catalog, question, Reach()) == "Bruges i: Formålsbeskrivelse, Kravspecifikation"
