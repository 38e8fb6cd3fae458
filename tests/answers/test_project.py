"""A project's file and the departments' own files together."""

from __future__ import annotations

from datetime import date

import pytest

from plangen.answers.project import Project
from plangen.catalog import Catalog
from plangen.catalog.address import Address
from plangen.findings import Severity
from tests.answers.reading import brief, load

BASE = """
pakke:
  dato: 2027-01-01
svar:
  afdelinger:
    - {afdeling_id: nord, navn: Nord, leder: L, medarbejdere: 4, medarbejdergrupper: G}
    - {afdeling_id: syd, navn: Syd, leder: L, medarbejdere: 4, medarbejdergrupper: G}
  problem: Fælles problem for alle afdelinger
  mus: Fælles
  afgraensning: {minimal: m, fravalg: f, udvidelse: u}
  omkostninger: [{post: a}, {post: b}]
"""


def test_an_own_file_replaces_whole_answers() -> None:
    own = "svar: {mus: Egen, afgraensning: {minimal: x, fravalg: y}, omkostninger: [{post: c}]}"
    project = load(BASE, {"nord": own})
    nord, syd = project.departments["nord"], project.departments["syd"]
    assert not project.findings
    assert list(project.departments) == ["nord", "syd"]
    assert (nord.department, syd.department, project.base.department) == ("nord", "syd", None)
    assert (nord.text("mus"), nord.text("problem")) == ("Egen", "Fælles problem for alle afdelinger")
    assert nord.group("afgraensning").get("udvidelse") is None
    assert [row.text("post") for row in nord.rows("omkostninger")] == ["c"]
    assert str(nord.values["mus"].place) == "p/nord.yaml:1:13"
    assert syd.text("mus") == project.base.text("mus") == "Fælles"
    assert len(nord.rows("afdelinger")) == 2, "rows are filtered later"
    assert nord.today == date(2027, 1, 1)


def test_what_is_empty_in_an_own_file_changes_nothing() -> None:
    project = load(BASE, {"nord": "svar: {mus: '', omkostninger: [], afgraensning: }"})
    assert project.departments["nord"].values == project.departments["syd"].values


def test_a_refused_answer_in_an_own_file_counts_as_missing() -> None:
    project = load(BASE, {"nord": "svar: {omkostninger: dyrt}"})
    nord = project.departments["nord"]
    assert "omkostninger" not in nord.values and Address("omkostninger") in nord.invalid
    assert Address("omkostninger") not in project.base.invalid
    assert [(str(f.place), f.code) for f in project.findings_of("nord")] == [("p/nord.yaml:1:22", "V05")]
    assert not project.findings_of("syd") and not project.findings_of(None)
    assert project.findings == project.findings_of("nord")


def test_own_passages() -> None:
    project = load(BASE + "tekster: {ST-03: Fælles., ST-04: Også.}", {"nord": "tekster: {ST-03: Egen.}"})
    assert project.departments["nord"].passages == {"ST-03": "Egen.", "ST-04": "Også."}


@pytest.mark.parametrize(
    ("stem", "hint"),
    [
        ("nrod", "Mente du »nord«? Så omdøb filen til nord.yaml."),
        ("borgerservice", "Projektets afdelinger: nord, syd."),
    ],
)
def test_a_file_of_no_department(stem: str, hint: str) -> None:
    project = load(BASE, {stem: "svar: {mus: Egen}"})
    finding = project.findings[0]
    assert (finding.code, finding.severity, str(finding.place)) == (
        "V04",
        Severity.ERROR,
        f"p/{stem}.yaml:1:1",
    )
    assert finding.message == f"Svarfilen hører til afdelingen »{stem}«, som projektet ikke har."
    assert hint in finding.hint
    assert project.departments["nord"].text("mus") == "Fælles"


def test_a_project_without_departments_has_no_own_files() -> None:
    project = load("svar: {mus: x}", {"nord": "svar: {mus: Egen}"})
    assert [f.code for f in project.findings] == ["V04"]
    assert "under »afdelinger«" in project.findings[0].hint


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (
            "pakke: {version: '2'}",
            "V04 1:1 »pakke:« kan ikke stå i en afdelings egen svarfil og er sprunget over.",
        ),
        (
            "svar: {afdelinger: [{afdeling_id: x}]}",
            "V04 1:8 »afdelinger« kan ikke stå i en afdelings egen svarfil og er sprunget over.",
        ),
    ],
)
def test_what_only_the_project_can_say(own: str, expected: str) -> None:
    project = load(BASE, {"nord": own})
    assert brief(project) == [expected]
    assert list(project.departments) == ["nord", "syd"]
    assert project.departments["nord"].package == project.base.package


def test_cells_of_an_own_file_name_the_projects_departments() -> None:
    row = "{navn: n, beslutning: ny, ansvarlig: a, afdeling: %s}"
    own = f"svar: {{arbejdsgange: [{row % 'syd'}, {row % 'vest'}]}}"
    assert [f.code for f in load(BASE, {"nord": own}).findings] == ["R94"]


def test_an_unreadable_project_file_stops_the_project() -> None:
    project = load("svar: [", {"nord": "svar: {mus: x}"})
    assert not project.readable() and not project.readable("nord")
    assert not project.departments
    assert [f.code for f in project.findings] == ["V06"]
    assert project.base.raw("fasemodel") == "proces_4", "the rest of the program still has answers to look at"


def test_an_unreadable_own_file_stops_that_department() -> None:
    project = load(BASE, {"nord": "svar: ["})
    assert project.readable() and project.readable("syd") and not project.readable("nord")
    assert [f.code for f in project.findings_of("nord")] == ["V06"]
    assert not project.findings_of("syd")


def test_what_is_hidden_is_decided_for_each_department() -> None:
    base = BASE + "  anskaffelsesform: anskaffet\n  tildelingskriterier: [{vaegt: 4}]\n"
    project = load(base, {"nord": "svar: {anskaffelsesform: udbud}"})
    assert not project.findings_of(None) and not project.findings_of("syd")
    assert [f.message for f in project.findings_of("nord")] == [
        "Tildelingskriterier, række 1: Kriterium mangler."
    ]
    assert project.findings == project.findings_of("nord")


def test_findings_about_a_replaced_answer_do_not_concern_the_department() -> None:
    project = load(BASE.replace("mus: Fælles", "mus: [x]"), {"nord": "svar: {mus: Egen}"})
    assert [f.code for f in project.findings_of("syd")] == ["V05"]
    assert not project.findings_of("nord")
    assert len(project.findings) == 1


def test_the_date_of_one_run() -> None:
    project = load(BASE, {"nord": ""}, day=date(2030, 5, 1))
    assert project.base.today == project.departments["nord"].today == date(2030, 5, 1)
    assert load("", day=date(2030, 5, 1)).base.today == date(2030, 5, 1)


def test_empty_files_are_all_the_same(catalog: Catalog) -> None:
    projects = [load(text) for text in ("", "svar: {}", "svar:", "pakke:\nsvar:\ntekster:\n", "# tom")]
    assert all(not project.findings for project in projects)
    assert all(project.base.values == projects[0].base.values for project in projects)


def test_findings_come_in_the_order_of_the_file() -> None:
    project = load("svar:\n  mus: [a]\n  ukendt_x: y\npakke:\n  dato: i dag\n")
    assert [f.place.line for f in project.findings] == [2, 3, 5]


@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik"])
def test_the_examples_have_no_findings(name: str, request: pytest.FixtureRequest) -> None:
    project: Project = request.getfixturevalue(name)
    assert brief(project) == []
    assert len(project.departments) >= 3
    assert len(project.base.values) > 80
