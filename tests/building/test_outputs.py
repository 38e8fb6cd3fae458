"""The table of outputs: each row's names are told apart, and builds write what the rows say and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plangen.catalog import builtin_catalog
from plangen.rendering import outputs
from plangen.rendering.outputs import (
    ALWAYS,
    BUNDLE,
    OUTPUTS,
    PROJECT_OUTPUTS,
    Form,
    Output,
    OutputScope,
    output_named,
    own_files,
)
from plangen.web import pdf
from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.packs import ROOT, example_path

CATALOG = builtin_catalog()


def test_a_name_belongs_to_one_row() -> None:
    rows = [(row, name) for row in OUTPUTS for name in row.names("faelles", CATALOG.documents.values())]
    assert len(rows) == len({name for _, name in rows})
    assert all(output_named(CATALOG, name, "faelles") is row for row, name in rows)
    assert output_named(CATALOG, "noter.docx", "faelles") is None
    assert len({row.id for row in (*OUTPUTS, *PROJECT_OUTPUTS)}) == len(OUTPUTS) + len(PROJECT_OUTPUTS)


def test_a_build_writes_what_the_rows_say(tmp_path: Path) -> None:
    formats = ",".join(sorted({row.asked_by for row in OUTPUTS} - {ALWAYS, BUNDLE}))
    asked = ("--format", formats, "--samlet", "--document", "D01", "--department", "faelles")
    run("build", ROOT / "inputs" / "koerebog.yaml", "--out", tmp_path, *asked)
    there = {
        path.relative_to(tmp_path / "koerebog").as_posix()
        for path in (tmp_path / "koerebog").rglob("*")
        if path.is_file() and ".plangen" not in path.parts
    }
    d01 = CATALOG.documents["D01"]
    said = {f"faelles/{row.name('faelles', d01)}" for row in OUTPUTS}
    assert there == said | {row.file for row in PROJECT_OUTPUTS}
    folder = tmp_path / "koerebog" / "faelles"
    assert {path.name for path in own_files(CATALOG, folder, "faelles")} == {Path(name).name for name in said}
    assert all(path.suffix != ".docx" for path in own_files(CATALOG, folder, "faelles", by_staff=False))


@pytest.mark.usefixtures("laid_out")
def test_page_numbers_are_those_of_the_pdf_whether_one_is_made_or_not(tmp_path: Path) -> None:
    """Nothing is known of the page in either folder: one build has them from the PDF, one from a layout."""
    files = []
    for formats in ("docx,pdf", "docx"):
        asked = ("--format", formats, "--document", "D06", "--department", "faelles")
        run("build", example_path("tom"), "--out", tmp_path / formats, *asked)
        (path,) = (tmp_path / formats / "tom" / "faelles").glob("06_*.docx")
        files.append(path.read_bytes())
    assert files[0] == files[1]
    body = "".join(word.stories(files[0])["word/document.xml"].itertext())
    pages = [int(page) for page in re.findall(r"PAGEREF \S+ \\h (\d+)", body)]
    assert pages[0] == 1
    assert pages == sorted(pages)
    assert len({*pages}) > 1


def test_what_people_write_in_is_no_page() -> None:
    assert all(row.form is Form.FILE for row in OUTPUTS if row.by_staff)


def test_a_file_made_of_the_plan_is_asked_for_by_its_format_and_known_when_it_is_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = Output(
        id="dag",
        scope=OutputScope.PACK,
        asked_by="dag",
        file="dag_{pack}.txt",
        title="dag",
        reads="the plan",
        form=Form.FILE,
        make=lambda making: f"{making.now.subject.plan.go_live}\n",
    )
    monkeypatch.setattr(outputs, "OUTPUTS", (*OUTPUTS, row))
    monkeypatch.setattr(outputs, "FORMATS", (*outputs.FORMATS, "dag"))
    answers = tmp_path / "koerebog.yaml"
    answers.write_bytes((ROOT / "inputs" / "koerebog.yaml").read_bytes())
    asked = ("build", answers, "--out", tmp_path / "out", "--department", "faelles", "--format")
    made = run(*asked, "dag")
    path = tmp_path / "out" / "koerebog" / "faelles" / "dag_faelles.txt"
    assert path.read_text() == "2027-04-12\n"
    assert "interne bilag" not in made.err, "it holds no documents"
    answers.write_text(answers.read_text("utf-8").replace("2027-04-12", "2027-04-19"), "utf-8")
    renewed = run(*asked, "html", "--document", "D01")
    assert f"{path} er slettet: svarene er ændret, siden den blev dannet." in renewed.err


# --- a system without Pango ---------------------------------------------------------------------------------
@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: the libraries that set the text of a PDF are not there."""
    monkeypatch.setattr(pdf, "_found_engine", lambda: None)


def test_without_pango_word_files_are_made_and_it_is_said_once(no_pango: None, tmp_path: Path) -> None:
    asked = ["build", example_path("koerebog"), "--out", tmp_path, "--document", "D01", "--document", "D05"]
    made = run(*asked)
    assert made.code == 0
    assert (
        made.err.count("PDF-filerne er udeladt, fordi systemet mangler Pango. Word-filerne er dannet.") == 1
    )
    assert "docs/windows.md" in made.err
    assert sorted(path.suffix for path in (tmp_path / "koerebog" / "faelles").glob("0*")) == [".docx"] * 2
    assert "Intet er ændret siden sidst" in run(*asked).out
    alone = run(*asked, "--format", "pdf")
    assert alone.code == 1 and "PDF-filerne kan ikke laves" in alone.err
