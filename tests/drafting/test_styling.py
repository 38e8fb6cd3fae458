"""One house style: the command lays it over a template, and every template has it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt, Twips

from plangen.drafting import styling
from plangen.drafting.draft import Draft
from tests.support.cases import each

TEMPLATES = Path(__file__).parents[2] / "templates" / "docx"
MODEL = (TEMPLATES / styling.MODEL).read_bytes()
COLUMN = 380
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def saved(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


@each("path", sorted(TEMPLATES.glob("*.docx")), ids=lambda path: path.stem)
def test_every_template_has_the_houses_styles(path: Path) -> None:
    """Else: python -m plangen.drafting.styling templates/docx/*.docx."""
    template = path.read_bytes()
    assert styling.styled(template, MODEL) == template


def test_a_template_with_looks_of_its_own_gets_the_houses_and_keeps_its_content() -> None:
    draft = Draft(MODEL)
    draft.heading("Formål")
    with draft.landscape():
        draft.paragraph("Bred")
    document: Any = Document(BytesIO(draft.data()))
    document.styles["Heading 1"].paragraph_format.space_before = Pt(40)
    document.styles["Body Text"].paragraph_format.right_indent = Mm(60)
    document.styles.add_style("Egen", WD_STYLE_TYPE.PARAGRAPH)
    document.sections[0].top_margin = Mm(40)

    result = styling.styled(saved(document), MODEL)

    styled: Any = Document(BytesIO(result))
    assert styled.styles["Heading 1"].paragraph_format.space_before == Pt(7)
    assert styled.styles["Body Text"].paragraph_format.right_indent == Twips(9184) - Pt(COLUMN)
    assert "Egen" in styled.styles
    assert [section.top_margin for section in styled.sections] == [Twips(1021)] * 3
    assert [p.text for p in styled.paragraphs] == [p.text for p in document.paragraphs]
    assert styling.styled(result, MODEL) == result


def test_a_line_is_as_long_on_landscape_pages() -> None:
    document: Any = Document(BytesIO(MODEL))
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)

    styled: Any = Document(BytesIO(styling.styled(saved(document), MODEL)))

    section = styled.sections[0]
    text = section.page_width - section.left_margin - section.right_margin
    column = text - styled.styles["Body Text"].paragraph_format.right_indent
    assert column == pytest.approx(Pt(COLUMN), abs=Twips(2))


def test_the_command_writes_what_changes_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same, other = tmp_path / "ens.docx", tmp_path / "anden.docx"
    document: Any = Document(BytesIO(MODEL))
    document.styles["Note"].font.size = Pt(14)
    same.write_bytes(MODEL)
    other.write_bytes(saved(document))

    assert styling.main([str(same), str(other)]) == 0

    assert capsys.readouterr().out == f"{other} har fået husets typografier.\n"
    assert same.read_bytes() == MODEL
    with zipfile.ZipFile(other) as archive:
        assert b'<w:sz w:val="28"/>' not in archive.read("word/styles.xml")


@each("path", sorted(TEMPLATES.glob("*.docx")), ids=lambda path: path.stem)
def test_the_line_of_a_figure_is_as_high_as_the_figure(path: Path) -> None:
    """Where lines are set tighter than the typeface's own, a picture in one is cut off at the top."""
    document: Any = Document(str(path))
    defaults = document.styles.element.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}spacing")
    tags = ("{{ figur.", "{{ figur_", "{{ ark.figur }}")
    drawn = [p for p in document.paragraphs if p.text.startswith(tags)]
    assert {p.style.name for p in drawn} <= {"Normal"}
    assert document.styles["Normal"].paragraph_format.line_spacing is None
    assert int(defaults.get(f"{W}line")) >= 240
