"""What a project is asked: its profile, the documents added to it, and what it answers anyway."""

from __future__ import annotations

import pytest

from plangen.answers.defaults import wholly_unanswered
from plangen.answers.model import Answers
from plangen.answers.project import Project
from plangen.catalog import SCOPES, Catalog
from plangen.checks.judging import judge
from plangen.checks.registry import Outcome
from plangen.findings import Finding, Severity
from plangen.plan import compute_plan
from tests.answers.reading import brief, load
from tests.support.cases import each


def of(profile: str, svar: str = "{}", more: str = "") -> Project:
    """A project of a profile. `more`: further settings."""
    return load(f"pakke: {{omfang: {profile}{more}}}\nsvar: {svar}\n")


def asked(answers: Answers, *, state: bool = False) -> list[str]:
    questions = answers.catalog.questions.values()
    return [q.id for q in questions if q.state is state and answers.asked(q.id)]


def findings(project: Project) -> list[Finding]:
    judgement = judge(project.base, compute_plan(project.base), project.findings)
    return [*project.findings, *judgement.findings]


# --- the profile --------------------------------------------------------------------------------------------
@each("profile", SCOPES)
def test_the_profile_is_the_one_in_the_file(profile: str) -> None:
    assert of(profile).base.profile == profile


@each("text", ["", "svar: {}", "pakke: {version: '1'}", "pakke: {omfang: }"])
def test_without_a_profile_everything_is_asked(text: str) -> None:
    assert load(text).base.profile == "fuld"


@pytest.mark.parametrize(("old", "new"), [("normal", "fuld"), ("lille", "standard")])
def test_an_earlier_value_is_read_as_the_new_one(old: str, new: str) -> None:
    project = of(old)
    assert project.base.profile == new
    assert brief(project) == [f"V07 1:17 pakke, Omfang: »{old}« læses som »{new}«."]
    assert project.findings[0].severity is Severity.INFO


@each("wrong", ["stor", "Lille", "3", "[let]"])
def test_any_other_value_is_wrong_and_counts_as_none(wrong: str) -> None:
    project = of(wrong)
    assert [finding.code for finding in project.findings] == ["V05"]
    assert project.base.profile == "fuld"


@each("profile", SCOPES)
def test_the_numbers_that_are_told_are_those_of_the_questionnaire(profile: str, catalog: Catalog) -> None:
    always = [q for q in asked(of(profile).base) if not catalog.questions[q].shown_if]
    assert len(always) == catalog.lists.profiles[profile].questions


def test_a_larger_profile_asks_all_that_a_smaller_does() -> None:
    let, standard, fuld = (set(asked(of(profile).base)) for profile in SCOPES)
    assert let < standard < fuld


def test_state_is_asked_in_every_profile() -> None:
    state = [asked(of(profile).base, state=True) for profile in SCOPES]
    assert state[0] == state[1] == state[2] != []


# --- documents that are added -------------------------------------------------------------------------------
def test_a_document_that_is_added_asks_its_questions(catalog: Catalog) -> None:
    before, after = of("let").base, of("let", more=", dokumenter: [D02]").base
    new = set(asked(after)) - set(asked(before))
    assert new == {
        q.id
        for q in catalog.questions.values()
        if "D02" in q.documents and q.scope != "let" and not (q.state or q.shown_if)
    }
    assert {"arbejdsgruppe_medlemmer", "styregruppe"} <= new


def test_a_document_that_is_added_asks_the_columns_of_its_questions() -> None:
    before, after = of("let").base, of("let", more=", dokumenter: [D12]").base
    assert not before.asked("maal", "datakilde")
    assert after.asked("maal", "datakilde")


def test_a_document_that_the_profile_has_anyway_adds_nothing() -> None:
    assert asked(of("let", more=", dokumenter: [D01, D05]").base) == asked(of("let").base)


def test_a_question_of_an_added_document_is_missing() -> None:
    missing = {f.question for f in findings(of("let", more=", dokumenter: [D02]")) if f.code == "V01"}
    assert "arbejdsgruppe_medlemmer" in missing
    assert "arbejdsgruppe_medlemmer" not in {f.question for f in findings(of("let"))}


def test_a_document_that_does_not_exist_is_named() -> None:
    project = of("let", more=", dokumenter: [D02, D99]")
    assert [finding.code for finding in project.findings] == ["V05"]
    assert project.base.reach.documents == {"D02"}


# --- answers that are given anyway --------------------------------------------------------------------------
def test_an_answer_beyond_the_profile_is_used_and_asked() -> None:
    project = of("let", "{leverandoer: Firma A/S}")
    assert project.findings == ()
    assert project.base.text("leverandoer") == "Firma A/S"
    assert project.base.asked("leverandoer")
    assert not project.base.asked("forvaltning")


def test_an_answer_beyond_the_profile_is_validated() -> None:
    project = of("let", "{andre_forandringer: [{hvad: Flytning, afdeling: alle, fra: i morgen}]}")
    assert [finding.code for finding in project.findings] == ["V05"], brief(project)
    assert project.base.asked("andre_forandringer")


def test_a_required_column_of_such_an_answer_is_missing_and_one_beyond_is_not() -> None:
    project = of("let", "{risici: [{risiko: Få hænder}], maal: [{maal: Svar samme dag}]}")
    said = {finding.message for finding in project.findings if finding.code == "V02"}
    assert "Risici, række 1: Håndtering mangler." in said, "all of it is beyond let, and it is answered"
    assert "Mål og gevinster, række 1: Indikator mangler." in said
    assert not [message for message in said if "Datakilde" in message or "Type" in message]


def test_what_only_holds_a_default_is_not_answered(catalog: Catalog) -> None:
    base = of("let").base
    assert "fasemodel" in base.values
    assert not base.asked("fasemodel")


def test_a_hidden_question_is_not_asked_in_any_profile() -> None:
    assert not of("fuld", "{borgerside: {stadig: x}, loesningstype: fagsystem}").base.asked("borgerside")
    assert of("fuld", "{loesningstype: borgervendt}").base.asked("borgerside")


# --- columns ------------------------------------------------------------------------------------------------
def test_a_column_of_a_larger_profile_is_not_missing() -> None:
    row = "{navn: Vej, leder: Driftsleder, medarbejdere: 18}"
    assert of("let", f"{{afdelinger: [{row}]}}").findings == ()
    assert brief(of("standard", f"{{afdelinger: [{row}]}}")) == [
        "V02 2:21 Afdelinger, række 1: Medarbejdergrupper mangler."
    ]


def test_a_column_that_one_row_answers_is_asked_but_missing_nowhere() -> None:
    rows = "{navn: A, leder: L, medarbejdere: 1, medarbejdergrupper: x}, {navn: B, leder: L, medarbejdere: 1}"
    project = of("let", f"{{afdelinger: [{rows}]}}")
    assert project.findings == ()
    assert project.base.asked("afdelinger", "medarbejdergrupper")
    assert not project.base.asked("afdelinger", "boelge")


def test_a_column_without_a_profile_of_its_own_follows_its_question() -> None:
    assert of("let", "{risici: [{risiko: Få hænder}]}").base.asked("risici", "haandtering")
    assert not of("let").base.asked("risici", "haandtering")
    assert of("standard").base.asked("faglighed_paavirkning", "bivirkninger")
    assert not of("standard").base.asked("faglighed_paavirkning", "rutiner")


# --- what let takes for granted -----------------------------------------------------------------------------
@each(("profile", "form"), [("let", "anskaffet"), ("standard", ""), ("fuld", "")])
def test_in_let_the_solution_is_bought_when_nothing_is_said(
    profile: str, form: str, catalog: Catalog
) -> None:
    base = of(profile).base
    assert base.text("anskaffelsesform") == form
    assert wholly_unanswered(base, catalog.questions["anskaffelsesform"])


def test_in_let_an_answer_about_buying_counts() -> None:
    base = of("let", "{anskaffelsesform: anskaffet}").base
    assert base.asked("anskaffelsesform")
    assert of("let", "{anskaffelsesform: udbud}").base.text("anskaffelsesform") == "udbud"


@each(
    ("profile", "svar", "rhythm"),
    [
        ("let", "{}", "kort"),
        ("standard", "{}", "standard"),
        ("fuld", "{}", "standard"),
        ("let", "{evaluering_rytme: standard}", "standard"),
        ("fuld", "{evaluering_rytme: kort}", "kort"),
    ],
)
def test_the_rhythm_without_an_answer(profile: str, svar: str, rhythm: str) -> None:
    assert of(profile, svar).base.text("evaluering_rytme") == rhythm


# --- findings -----------------------------------------------------------------------------------------------
def test_an_empty_file_in_let_has_29_errors_and_one_warning() -> None:
    found = findings(of("let"))
    assert {finding.code for finding in found} == {"V01"}
    errors = [f.question for f in found if f.severity is Severity.ERROR]
    assert (len(errors), len(found)) == (29, 30)
    assert [f.question for f in found if f.severity is Severity.WARNING] == ["brugskrav"]


def test_an_empty_file_in_fuld_misses_all_that_is_required(catalog: Catalog) -> None:
    found = findings(load(""))
    base = load("").base
    by_severity = {severity: {f.question for f in found if f.severity is severity} for severity in Severity}
    required = {q.id: q.required for q in catalog.questions.values() if base.asked(q.id)}
    assert by_severity[Severity.ERROR] == {q for q, how in required.items() if how in ("ja", "betinget")}
    assert by_severity[Severity.WARNING] == {q for q, how in required.items() if how == "boer"}
    assert by_severity[Severity.INFO] == {"faldgrube_vurdering"}, "no pitfall has been talked about"


def test_too_few_rows_are_not_said_in_let() -> None:
    rows = "{barrierer: [{perspektiv: fagligt, barriere: x, afboedes: y, ansvarlig: z, deadline: 1}]}"
    assert [f.code for f in of("fuld", rows).findings] == ["V03"]
    assert of("let", rows).findings == ()


def test_a_rule_none_of_whose_questions_is_asked_does_not_apply() -> None:
    group = "{arbejdsgruppe_medlemmer: [{rolle: Leder, kategori: leder}]}"
    outcomes = judge(of("standard").base, compute_plan(of("standard").base)).outcomes
    assert outcomes["R20"] is Outcome.NOT_APPLICABLE, "arbejdsgruppe_tilgange is of fuld"
    answered = load(f"pakke: {{omfang: standard}}\nsvar: {group}").base
    assert answered.asked("arbejdsgruppe_medlemmer")


@pytest.mark.parametrize(("profile", "severity"), [("let", "info"), ("standard", "advarsel")])
def test_a_rule_is_at_most_as_severe_as_let_allows(profile: str, severity: str) -> None:
    said = {f.code: f for f in findings(of(profile, "{formaal_kort: Vi skal indføre et nyt system.}"))}
    assert said["R03"].severity == severity


def test_a_rule_that_let_does_not_have_is_not_judged() -> None:
    chosen = "{formaal_inddraget: [direktion]}"
    for profile, outcome in (("let", Outcome.NOT_APPLICABLE), ("standard", Outcome.BROKEN)):
        base = of(profile, chosen).base
        assert judge(base, compute_plan(base)).outcomes["R11"] is outcome


# --- rows that count without an answer ----------------------------------------------------------------------
def test_the_standard_rows_count_where_a_table_has_no_answer(catalog: Catalog) -> None:
    base = load("").base
    keys = [row.key for row in base.rows("interessenter")]
    assert keys == [row["interessent_id"] for row in catalog.questions["interessenter"].default]
    assert wholly_unanswered(base, catalog.questions["interessenter"])
    assert [r.key for r in load("svar: {interessenter: [{navn: Naboer}]}").base.rows("interessenter")] == [
        "naboer"
    ]


def test_a_department_can_say_what_is_different_in_a_standard_row() -> None:
    department = "{afdeling_id: nord, navn: N, leder: L, medarbejdere: 1, medarbejdergrupper: x}"
    own = "svar: {interessenter: {aendr: [{raekke: med, indflydelse: hoej}]}}"
    project = load(f"svar: {{afdelinger: [{department}]}}", {"nord": own})
    assert project.findings == ()
    row = project.departments["nord"].row("interessenter", "med")
    assert row and row.text("indflydelse") == "hoej"


def test_a_standard_cell_counts_in_the_rows_that_are_given_and_makes_none() -> None:
    assert load("svar: {proevehandlinger: [{titel: , runde: 1}]}").base.rows("proevehandlinger") == ()
    row = "{titel: A, afdeling: alle, hvad: x, start: 1, evalueres: 4}"
    assert load(f"svar: {{proevehandlinger: [{row}]}}").base.rows("proevehandlinger")[0].get("runde") == 1


# --- keys that are not given --------------------------------------------------------------------------------
@each(
    ("name", "key"),
    [
        ("Vej og Park", "vej_og_park"),
        ("Børn, Unge & Ældre på Åen", "boern_unge_aeldre_paa_aaen"),
        ("Myndighed for voksne med særlige behov", "myndighed_for_voksne_med_saerl"),
        ("Alle", "alle_2"),
        ("3. kontor", "x_3_kontor"),
    ],
)
def test_the_key_of_a_department_is_made_of_its_name(name: str, key: str) -> None:
    rows = f"{{afdelinger: [{{navn: '{name}', leder: L, medarbejdere: 1}}]}}"
    project = of("let", rows)
    assert list(project.departments) == [key]
    assert project.findings == ()


def test_departments_of_the_same_name_have_keys_of_their_own() -> None:
    row = "{navn: Team, leder: L, medarbejdere: 1}"
    assert list(of("let", f"{{afdelinger: [{row}, {row}]}}").departments) == ["team", "team_2"]


def test_a_key_that_is_made_is_not_that_of_another_department_in_other_letters() -> None:
    """They become folders, and a drive may not tell the case of letters apart."""
    rows = "{navn: Nord, leder: L}, {afdeling_id: NORD, navn: Nordlige, leder: L}"
    assert list(of("let", f"{{afdelinger: [{rows}]}}").departments) == ["nord_2", "NORD"]


@each("wrong", ["{afdeling_id: Nord!, navn: Nord}", "{afdeling_id: con, navn: Nord}", "{leder: L}"])
def test_no_key_is_guessed_for_one_that_cannot_be_used(wrong: str) -> None:
    assert not of("let", f"{{afdelinger: [{wrong}]}}").departments


def test_a_cell_may_name_a_department_by_the_key_of_its_name() -> None:
    department = "{navn: Vej og Park, leder: L, medarbejdere: 1}"
    user = "{betegnelse: S, art: superbruger, afdeling: vej_og_park}"
    assert of("let", f"{{afdelinger: [{department}], superbrugere: [{user}]}}").findings == ()
