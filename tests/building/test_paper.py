"""A document on larger paper: a file of its own, read back and cleaned up like any other."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from plangen.building.build import build_project
from plangen.building.outcome import BuildOutcome, BuildRequest
from plangen.findings import UsageError
from plangen.library import Library
from plangen.ooxml.paper import on_paper
from plangen.projects.shipped import shipped_library, template_folder
from plangen.projects.sources import read_project
from plangen.pulling.wishes import Choices
from plangen.wordfiles.pull import pull_pack
from plangen.wordfiles.scope import open_pack
from plangen.wordfiles.status import UNCHANGED, Fresh, stale_of, status_of
from tests.support import word_edits as word
from tests.support.projection import html_projection, word_projection
from tests.support.structure.check import check_structure

ANSWERS = """\
pakke: {dato: 2026-12-11, omfang: let}
svar:
  projekt_titel: Fælles kalender
  idriftsaettelsesdato: 2027-09-06
"""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def library() -> Library:
    """The library that plangen ships; D09 can be made on A3, too."""
    shipped = shipped_library()
    documents = shipped.catalog.documents
    catalog = replace(
        shipped.catalog, documents={**documents, "D09": replace(documents["D09"], papers=("A4", "A3"))}
    )
    return replace(shipped, catalog=catalog)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "kalender.yaml"
    path.write_text(ANSWERS, "utf-8")
    return path


def build(answers: Path, library: Library, *documents: str, paper: str = "A4") -> BuildOutcome:
    request = BuildRequest(answers.parent / "out", (), documents, ("docx", "html"), paper=paper)
    return build_project(read_project(answers, library), request, lambda *_: None)


def file(answers: Path, name: str) -> Path:
    return answers.parent / "out" / "kalender" / "faelles" / f"{name}_faelles.docx"


def part(data: bytes, name: str = "document") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


@pytest.mark.parametrize(
    ("name", "size"), [("09_evalueringsvinduer", (23811, 16838)), ("05_kommunikationsplan", (16838, 23811))]
)
def test_pages_and_places_to_write_grow_and_text_does_not(name: str, size: tuple[int, int]) -> None:
    small = (template_folder() / "docx" / f"{name}.docx").read_bytes()
    large = on_paper(small, "A3")
    page = next(part(large).iter(f"{W}pgSz"))
    assert (int(page.get(f"{W}w")), int(page.get(f"{W}h"))) == size
    rows, taller = ([number(row) for row in part(data).iter(f"{W}trHeight")] for data in (small, large))
    assert rows and [round(new / old, 1) for old, new in zip(rows, taller, strict=True)] == [1.4] * len(rows)
    sizes = [[number(one) for one in part(data, "styles").iter(f"{W}sz")] for data in (small, large)]
    assert sizes[0] == sizes[1]


def number(element: etree._Element) -> int:
    return int(element.get(f"{W}val", ""))


def body_indent(data: bytes) -> int:
    styles = part(data, "styles")
    body = next(s for s in styles.iter(f"{W}style") if s.find(f"{W}name").get(f"{W}val") == "Body Text")
    return int(body.find(f"{W}pPr/{W}ind").get(f"{W}right"))


def test_running_text_keeps_its_width() -> None:
    small = (template_folder() / "docx" / "09_evalueringsvinduer.docx").read_bytes()
    assert body_indent(on_paper(small, "A3")) - body_indent(small) == 23811 - 16838


def test_the_large_file_says_the_same_and_lies_beside_the_usual_one(answers: Path, library: Library) -> None:
    build(answers, library, "D09")
    usual = file(answers, "09_evalueringsvinduer").read_bytes()
    assert build(answers, library, "D09", paper="A3").failures == []
    large = file(answers, "09_evalueringsvinduer_a3")
    assert file(answers, "09_evalueringsvinduer").read_bytes() == usual
    assert word_projection(large.read_bytes()) == word_projection(usual)
    assert check_structure(large.read_bytes()) == []
    page = large.with_suffix(".html").read_text("utf-8")
    assert "size: 420mm 297mm" in page
    assert html_projection(page) == html_projection(
        file(answers, "09_evalueringsvinduer").with_suffix(".html").read_text("utf-8")
    )


def test_a_later_build_keeps_the_large_file_and_says_when_it_is_old(answers: Path, library: Library) -> None:
    build(answers, library, "D09", paper="A3")
    large = file(answers, "09_evalueringsvinduer_a3")
    again = build(answers, library)
    assert (large.exists(), large.with_suffix(".html").exists(), again.notes) == (True, True, [])
    answers.write_text(ANSWERS.replace("2027-09-06", "2027-10-04"), "utf-8")
    notes = build(answers, library).notes
    assert [note for note in notes if note.startswith(str(large))] == [
        f"{large} er fra før, svarene blev ændret, og er ikke dannet igen."
    ]
    assert large.exists() and not large.with_suffix(".html").exists()


def test_what_is_written_in_the_large_file_comes_back(answers: Path, library: Library) -> None:
    build(answers, library, "D09")
    build(answers, library, "D09", paper="A3")
    large = file(answers, "09_evalueringsvinduer_a3")
    place = next(id for id in word.ids(large.read_bytes()) if id.endswith(".gik_godt"))
    large.write_bytes(word.set_text(large.read_bytes(), place, "Alle kom med."))
    pack = open_pack(large.parent.parent, answers, library)
    assert [one.state for one in status_of(pack, Fresh(pack)) if one.file.endswith("_a3_faelles.docx")] == [
        "rettet"
    ]
    pull_pack(pack, Choices(), apply=True)
    assert "gik_godt: Alle kom med." in answers.read_text("utf-8")
    assert build(answers, library, "D09", paper="A3").failures == []
    pack = open_pack(large.parent.parent, answers, library)
    assert {one.state for one in status_of(pack, Fresh(pack)) if one.file.endswith("_a3_faelles.docx")} == {
        UNCHANGED
    }
    assert [one for one in stale_of(pack, Fresh(pack)) if one.path.stem == large.stem] == []


def test_paper_that_no_document_is_made_on_is_refused(answers: Path, library: Library) -> None:
    with pytest.raises(UsageError, match="Ingen af de valgte dokumenter kan dannes i A3"):
        build(answers, library, "D01", paper="A3")
