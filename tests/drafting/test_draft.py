"""A new template from headings and question ids: it holds at once, in Word and as a page."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from plangen.catalog import builtin_catalog
from plangen.compiling.page import page_source
from plangen.documents.context import for_document
from plangen.documents.printing import Printing
from plangen.drafting.__main__ import main
from plangen.drafting.draft import Draft
from plangen.ooxml.properties import CoreProperties
from plangen.web.page import PageTemplates
from plangen.word.engine import WordTemplate
from tests.support.cases import each
from tests.support.packs import DOCUMENTS, overview, subject
from tests.support.projection import Item, html_projection, word_projection
from tests.support.validators import word_errors
from tests.web.sample import load

EVERY_KIND = {question.type: question.id for question in builtin_catalog().questions.values()}
SECTIONS = (
    *("--afsnit", "Baggrund: problem, borgere_alternativ, formaal_primaert, med, afgraensning"),
    *("--liggende", "Krav: integrationer, figur.F1, roller"),
    *("--afsnit", f"Resten: {', '.join(EVERY_KIND.values())}"),
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ny") / "13_logbog.docx"
    assert main([str(path), "Logbog", *SECTIONS]) == 0
    return path


def both(draft: Path, name: str) -> tuple[bytes, str]:
    """What the draft becomes with the answers of an example: a Word file and a page."""
    one = subject(name, None)
    context = for_document(one.context, one.answers, DOCUMENTS[1], (), overview(name, None))
    word = WordTemplate(draft.name, draft.read_bytes()).render(context, CoreProperties(title="x"), Printing())
    source = page_source(draft.name, draft.read_bytes()).text
    pages = PageTemplates(lambda name: source if name == "ny.html" else load(name))
    return word, pages.render("ny.html", context, Printing()).html


@pytest.mark.parametrize("name", ["jobcenter", "tom"])
def test_the_draft_says_the_same_in_word_and_on_the_page(draft: Path, name: str) -> None:
    data, html = both(draft, name)
    word: list[Item] = word_projection(data)
    assert word == html_projection(html)
    headings = [text for kind, text in word if kind == "overskrift 1"]
    assert headings == ["Baggrund", "Krav", "Resten", "Om dokumentet"]
    assert all("{" not in text for _, text in word)


def test_the_first_page_keeps_a_header_of_its_own_when_content_is_written_again(draft: Path) -> None:
    again = Draft(draft.read_bytes())
    with again.landscape():
        again.heading("Krav")
    sections = Document(io.BytesIO(again.data())).sections
    assert [one.different_first_page_header_footer for one in sections] == [True, False, False]
    assert "kommune_navn" in _said(sections[0].header)
    assert "kommune_navn" not in _said(sections[0].first_page_header)


@each("path", sorted(Path("templates/docx").glob("*.docx")), ids=lambda path: path.stem)
def test_no_template_has_the_running_header_on_its_first_page(path: Path) -> None:
    """Only on its first: a section that follows goes on with the header of the pages."""
    first, *others = Document(str(path)).sections
    assert first.different_first_page_header_footer
    assert "dokument.titel" not in _said(first.first_page_header)
    assert not [one for one in others if one.different_first_page_header_footer]


def _said(story: Any) -> str:
    return "".join(paragraph.text for paragraph in story.paragraphs)


@pytest.mark.parametrize(("name", "drawn"), [("jobcenter", True), ("tom", False)])
def test_a_figure_stands_where_it_can_be_drawn(draft: Path, name: str, drawn: bool) -> None:
    word, page = both(draft, name)
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        text = package.read("word/document.xml").decode()
    assert ("Tidslinje fra" in text, "Tidslinje fra" in page) == (drawn, drawn)


def test_the_draft_is_a_sound_word_file(draft: Path) -> None:
    assert word_errors(draft) == []


def test_landscape_pages_have_header_and_footer_of_their_own(draft: Path) -> None:
    with zipfile.ZipFile(draft) as package:
        headers = [package.read(name).decode() for name in package.namelist() if "word/header" in name]
    assert sorted('w:pos="14570"' in header for header in headers) == [
        False,
        False,
        True,
    ]  # that of the first page is the first


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        (("--afsnit", "Mål: maaal"), "Spørgsmålet »maaal« findes ikke."),
        (("--afsnit", "Mål: maal"), "findes i forvejen"),
    ],
)
def test_nothing_is_written_over_or_guessed(
    sections: tuple[str, str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.docx"
    if "forvejen" in message:
        path.write_bytes(b"min egen")
    assert main([str(path), "X", *sections]) == 2
    assert message in capsys.readouterr().err
    assert not path.exists() or path.read_bytes() == b"min egen"


def test_the_same_draft_twice_has_the_same_parts(draft: Path, tmp_path: Path) -> None:
    again = tmp_path / "igen.docx"
    main([str(again), "Logbog", *SECTIONS])
    packages = [zipfile.ZipFile(io.BytesIO(path.read_bytes())) for path in (draft, again)]
    parts = [{name: one.read(name) for name in one.namelist()} for one in packages]
    assert parts[0] == parts[1]
