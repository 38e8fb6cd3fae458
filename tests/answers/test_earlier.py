"""Files of an earlier questionnaire: read as they are, and each earlier form is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.answers.project import Project
from plangen.catalog import Catalog, builtin_catalog
from plangen.checks.judging import judge
from plangen.findings import Finding, Severity
from plangen.forms.project import SourceFile, load_project
from plangen.plan import compute_plan
from tests.answers.reading import brief, load, svar
from tests.support.cases import each

VERSION_1 = Path(__file__).parent.parent / "data" / "version1"


def findings(project: Project) -> list[Finding]:
    judgement = judge(project.base, compute_plan(project.base), project.findings)
    return [*project.findings, *judgement.findings]


# --- single forms -------------------------------------------------------------------------------------------
@each(
    ("question", "column", "label"),
    [
        ("faglighed_paavirkning", "samlet", "Kort fortalt"),
        ("implementeringsressourcer", "beskrivelse", "Kort fortalt"),
        ("afproevning_foer_valg", "beskrivelse", "Sådan prøves løsningen"),
    ],
)
def test_a_bare_text_is_read_as_a_field(question: str, column: str, label: str, catalog: Catalog) -> None:
    project = svar(f"{question}: Mere tid til samtalen")
    row = project.base.group(question)
    assert {name: cell.raw for name, cell in row.cells.items()} == {column: "Mere tid til samtalen"}
    short = catalog.questions[question].short
    start = len(question) + 5
    assert brief(project) == [f"V07 2:{start} {short}: »Mere tid til samtalen« læses som »{label}«."]
    assert str(row.cells[column].place) == f"p.yaml:2:{start}"


def test_columns_by_the_names_they_had() -> None:
    project = svar("""
        proevehandlinger:
          - titel: To skærme
            hvad: x
            start_uge: 2
            evaluer_uge: 6
          - titel: Korte møder
            hvad: y
            start: 3
            evaluer_uge: 8
    """)
    rows = project.base.rows("proevehandlinger")
    assert [(row.get("start"), row.get("evalueres")) for row in rows] == [(2, 6), (3, 8)]
    told = [line for line in brief(project) if line.startswith("V07")]
    assert told == [
        "V07 5:7 Prøvehandlinger: »start_uge« læses som »start«.",
        "V07 6:7 Prøvehandlinger: »evaluer_uge« læses som »evalueres«.",
    ], "each once, where it stands first"


def test_a_column_by_both_names_is_an_unknown_name() -> None:
    project = svar("proevehandlinger: [{titel: x, start: 2, start_uge: 4}]")
    assert project.base.rows("proevehandlinger")[0].get("start") == 2
    assert [f.code for f in project.findings if f.code in ("V04", "V07")] == ["V04"]


def test_an_option_by_the_name_it_had() -> None:
    project = svar("faldgrube_vurdering: {F1.1: {status: aaben}, F1.2: {status: aaben}}")
    assert [row.get("status") for row in project.base.rows("faldgrube_vurdering")] == ["opmaerksomhed"] * 2
    assert len(brief(project)) == 1
    assert brief(project)[0].endswith(", Vurdering: »aaben« læses som »opmaerksomhed«.")


def test_a_department_says_it_in_the_earlier_form_too() -> None:
    department = "{afdeling_id: nord, navn: N, leder: L, medarbejdere: 1, medarbejdergrupper: x}"
    base = f"svar:\n  afdelinger: [{department}]\n"
    trial = "  proevehandlinger: [{titel: To skærme, hvad: x, start: 2, evalueres: 6}]\n"
    own = "svar:\n  proevehandlinger: {aendr: [{raekke: To skærme, evaluer_uge: 9}]}\n"
    project = load(base + trial, {"nord": own})
    assert project.departments["nord"].rows("proevehandlinger")[0].get("evalueres") == 9
    assert project.base.rows("proevehandlinger")[0].get("evalueres") == 6
    told = [finding for finding in project.findings if finding.code == "V07"]
    assert [str(finding.place) for finding in told] == ["p/nord.yaml:2:50"]


@each("text", ["faglighed_paavirkning:", "faglighed_paavirkning: ''", "faglighed_paavirkning: {samlet: x}"])
def test_what_is_of_today_or_empty_is_not_told(text: str) -> None:
    project = svar(text)
    assert project.findings == ()
    assert not project.base.earlier


def test_a_text_with_a_refused_number_is_not_used() -> None:
    project = svar("faglighed_paavirkning: Borger 010190-1234 ringer")
    assert not project.base.group("faglighed_paavirkning").cells
    assert [finding.code for finding in project.findings] == ["R92"]


# --- whole files --------------------------------------------------------------------------------------------
@pytest.fixture(scope="module", params=["jobcenter", "sagsoverblik"])
def old_file(request: pytest.FixtureRequest) -> Project:
    data = (VERSION_1 / f"{request.param}.yaml").read_bytes()
    name: str = request.param
    return load_project(name, SourceFile(f"{name}.yaml", name, data), [], builtin_catalog())


def test_a_file_of_version_1_is_read_without_an_error(old_file: Project) -> None:
    found = findings(old_file)
    assert [str(f) for f in found if f.severity is Severity.ERROR] == []
    assert {f.code for f in old_file.findings} == {"V07"}
    assert old_file.base.earlier and old_file.base.profile == "fuld"
    assert all(row.get("start") is not None for row in old_file.base.rows("proevehandlinger"))


def test_what_version_1_did_not_require_is_a_warning_in_its_files(catalog: Catalog) -> None:
    """What it did not ask, or did not require, cannot be an error in a file that was complete then."""
    new = {q.id for q in catalog.questions.values() if q.newly_required}
    assert new == {"faglighed_paavirkning", "igangsaettelse", "brug_i_dag", "tilbud"}
    for text, severity in (("omfang: normal", Severity.WARNING), ("omfang: fuld", Severity.ERROR)):
        project = load(
            f"pakke: {{{text}}}\nsvar: {{projekttype: bedre_ibrugtagning, anskaffelsesform: udbud}}"
        )
        said = {f.question: f.severity for f in findings(project) if f.code == "V01"}
        assert {said[question] for question in new} == {severity}
        assert said["kommune_navn"] is Severity.ERROR
