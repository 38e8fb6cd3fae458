"""The page with all departments that every build writes beside the packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.store.base import BaseStore
from plangen.store.overviews import read_overviews
from tests.cli.test_dates import Project
from tests.exports.test_overview import tables
from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.edit_cases import typed

pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents("D05", "D06")]

FORMATS = ("--format", "docx,html")


@pytest.fixture(scope="module")
def built(everywhere: None, tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("bygget") / "projekt")
    project.build(*FORMATS)
    return project


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    """The project with its packs, as they were built."""
    return built.copy(tmp_path / "projekt")


def said(project: Project, table: str) -> list[list[str]]:
    return tables((project.out / "oversigt.html").read_text("utf-8")).get(table, [])


def plan(project: Project, pack: str, ending: str = "docx") -> Path:
    return project.out / pack / f"05_kommunikationsplan_{pack}.{ending}"


def test_it_tells_of_all_packs_whichever_are_built(project: Project) -> None:
    first = said(project, "afdelinger")
    assert [line[0] for line in first] == ["Alle afdelinger", "Nord", "Vest"]
    whole = [(project.out / f"oversigt.{ending}").read_bytes() for ending in ("html", "xlsx")]
    project.build(*FORMATS, "--department", "vest")
    assert [(project.out / f"oversigt.{ending}").read_bytes() for ending in ("html", "xlsx")] == whole
    before = said(project, "aabne-punkter")
    project.build(*FORMATS, "--document", "D06", "--department", "vest")
    documents = {line[3] for line in said(project, "aabne-punkter")}
    assert len(said(project, "aabne-punkter")) >= len(before)
    assert any("Implementeringsplan" in one for one in documents)
    assert any("Kommunikationsplan" in one for one in documents), "what was not made now is as it was"


def test_it_names_edits_in_word_and_leads_to_the_files(project: Project) -> None:
    path = plan(project, "nord")
    path.write_bytes(word.add_paragraph(path.read_bytes(), "Vores egen bemærkning"))
    path = plan(project, "vest")
    path.write_bytes(typed("kommune_navn", "Nyby Kommune")(path.read_bytes()))
    plan(project, "nord", "pdf").write_bytes(b"%PDF")
    project.build("--format", "docx", "--department", "nord", "--department", "vest")
    assert said(project, "word") == [
        [
            "Nord",
            "Kommunikationsplan",
            "andet end svar er rettet",
            "viser ikke rettelserne",
            plan(project, "nord").name,
        ],
        [
            "Vest",
            "Kommunikationsplan",
            "svar er rettet og ikke ført tilbage",
            "–",
            plan(project, "vest").name,
        ],
    ]
    row = next(line for line in said(project, "afdelinger") if line[0] == "Nord")
    assert row[6:9] == ["1", "0", "1"]
    page = (project.out / "oversigt.html").read_text("utf-8")
    assert f'href="nord/{plan(project, "nord").name}"' in page
    assert 'href="nord/kalender.ics"' in page


def test_an_edit_against_a_changed_answer_is_a_conflict(project: Project) -> None:
    path = plan(project, "faelles")
    path.write_bytes(typed("kommune_navn", "Nyby Kommune")(path.read_bytes()))
    text = project.answers.read_text("utf-8")
    project.write(text.replace("Egelund Kommune", "Søby Kommune"))
    project.build("--format", "docx", "--department", "faelles")
    (line,) = said(project, "word")
    assert line[2].endswith(
        "konflikt med svarfilen; begge tekster står i filen; tag stilling under »Om dokumentet«"
    )
    assert next(row[7] for row in said(project, "afdelinger")) == "1"


def test_departments_that_are_gone_and_damaged_memories_are_left_out(project: Project) -> None:
    text = project.answers.read_text("utf-8")
    project.write("".join(line for line in text.splitlines(keepends=True) if "vest" not in line))
    project.build(*FORMATS)
    assert [line[0] for line in said(project, "afdelinger")] == ["Nord"]
    for damage in (b"{", b"[]", b'{"version": 1, "pakker": [{"key": 1}]}'):
        (project.out / ".plangen" / "oversigt.json").write_bytes(damage)
        assert read_overviews(BaseStore(project.out)) == {}
    project.build(*FORMATS)
    assert [line[0] for line in said(project, "afdelinger")] == ["Nord"]


def test_it_tells_what_has_changed_since_the_edition_before(tmp_path: Path) -> None:
    project = Project(tmp_path)
    whole = ("build", project.answers, "--out", project.out.parent, "--format", "html")
    project.write(project.answers.read_text("utf-8").replace('version: "1"', 'version: "1", omfang: let'))
    run(*whole)
    assert said(project, "aendringer") == []
    text = project.answers.read_text("utf-8")
    project.write(text.replace('version: "1"', 'version: "2"').replace("2027-09-06", "2027-09-13"))
    run(*whole)
    lines = said(project, "aendringer")
    assert {line[3] for line in lines} == {"version 1, 04.01.2027"}
    moved = next(line for line in lines if line[1] == "Idriftsættelse")
    assert moved[0] == "Flyttet"
    assert (moved[2], moved[5]) == ("06.09.2027 → 13.09.2027", "Alle")
    run(*whole, "--document", "D05")
    assert said(project, "aendringer") == lines, "what is not looked at is as it was told"
