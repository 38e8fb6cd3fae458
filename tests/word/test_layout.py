"""What staff do to the layout of a file is seen, also after LibreOffice has saved it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from plangen.catalog import builtin_catalog
from plangen.differences.comparison import Difference, compare
from plangen.ooxml.ns import PPR, ROW, TABLE, WP, Element, P, add, make, w
from plangen.ooxml.opening import opened
from tests.support.packs import rendered
from tests.support.reading import read_word
from tests.support.samples import some
from tests.support.word_edits import stories, with_parts
from tests.word.building import render
from tests.word.libreoffice import resaved

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
FREE = "Løsningen er et middel"
Edit = Callable[[Element], None]


@pytest.fixture(scope="module")
def made() -> bytes:
    return rendered("jobcenter", None, builtin_catalog().documents["D01"], "docx")


def paragraph(root: Element) -> Element:
    """A paragraph of free text."""
    return next(p for p in root.iter(P) if FREE in "".join(p.itertext()))


def goals(root: Element) -> Element:
    """The table of goals."""
    return next(t for t in root.iter(TABLE) if "Målværdi" in "".join(t.itertext()))


def in_paragraph(name: str, **attributes: str) -> Edit:
    def edit(root: Element) -> None:
        one = paragraph(root)
        properties = one.find(PPR)
        if properties is None:
            properties = make("pPr")
            one.insert(0, properties)
        add(properties, name, **attributes)

    return edit


def boxed(root: Element) -> None:
    in_paragraph("pBdr")(root)
    add(paragraph(root).find(PPR)[-1], "top", val="single", sz="8", space="1", color="FF0000")


def listed(root: Element) -> None:
    in_paragraph("numPr")(root)
    numbering = paragraph(root).find(PPR)[-1]
    add(numbering, "ilvl", val="0")
    add(numbering, "numId", val="1")


def empty_line(root: Element) -> None:
    paragraph(root).addnext(make("p"))


def shaded_cell(root: Element) -> None:
    properties = list(goals(root).iter(w("tcPr")))[4]
    add(properties, "shd", val="clear", color="auto", fill="FFFF00")


def wider_column(root: Element) -> None:
    """As a program does when somebody moves an edge."""
    widths = ("3500", "1500", "1500", "1500", "1000")
    for column, width in zip(goals(root).iter(w("gridCol")), widths, strict=True):
        column.set(w("w"), width)
    for row in goals(root).iter(ROW):
        for size, width in zip(row.iter(w("tcW")), widths, strict=True):
            size.set(w("w"), width)
            size.set(w("type"), "dxa")


def higher_row(root: Element) -> None:
    row = list(goals(root).iter(ROW))[1]
    properties = row.find(w("trPr"))
    if properties is None:
        properties = make("trPr")
        row.insert(0, properties)
    add(properties, "trHeight", val="1500", hRule="atLeast")


def thick_edges(root: Element) -> None:
    borders = make("tblBorders")
    add(borders, "top", val="double", sz="24", space="0", color="FF0000")
    goals(root).find(w("tblPr")).find(w("tblStyle")).addnext(borders)


def no_contents(root: Element) -> None:
    part = next(root.iter(w("docPartObj")))
    control = part.getparent().getparent()
    control.getparent().remove(control)


def two_columns(root: Element) -> None:
    for section in root.iter(w("sectPr")):
        for old in section.findall(w("cols")):
            section.remove(old)
        columns = make("cols", num="2", space="708")
        section.find(w("pgMar")).addnext(columns)


EDITS: dict[str, Edit] = {
    "indent": in_paragraph("ind", left="720"),
    "space below": in_paragraph("spacing", after="600"),
    "a little more space below": in_paragraph("spacing", after="160"),
    "space between lines": in_paragraph("spacing", line="480", lineRule="auto"),
    "background": in_paragraph("shd", val="clear", color="auto", fill="FFFF00"),
    "box": boxed,
    "item of a list": listed,
    "empty line": empty_line,
    "background of a cell": shaded_cell,
    "widths of columns": wider_column,
    "height of a row": higher_row,
    "edges of a table": thick_edges,
    "columns of the page": two_columns,
}


def edited(data: bytes, edit: Edit) -> bytes:
    parts = stories(data)
    edit(parts[DOCUMENT])
    return with_parts(
        data, {DOCUMENT: etree.tostring(parts[DOCUMENT], encoding="UTF-8", xml_declaration=True)}
    )


def only_looks(difference: Difference) -> bool:
    return not (difference.answers or difference.rows or difference.lost or difference.comments)


def test_a_contents_list_that_is_removed_is_an_edit() -> None:
    headings = "\n".join(f"# Afsnit {number}" for number in range(14))
    long = render(f"{{{{ indhold }}}}\n{headings}")
    difference = compare(read_word(long), read_word(edited(long, no_contents)))
    assert difference.edited and only_looks(difference)


@pytest.mark.parametrize("name", EDITS)
def test_a_change_of_layout_is_an_edit(made: bytes, name: str) -> None:
    difference = compare(read_word(made), read_word(edited(made, EDITS[name])))
    assert difference.edited
    assert only_looks(difference)
    assert len(difference.looks) + len(difference.free) == 1


@pytest.mark.long
def test_changes_of_layout_are_edits_after_libreoffice_has_saved_them(made: bytes, tmp_path: Path) -> None:
    files = {name: edited(made, EDITS[name]) for name in some(EDITS, every=3)}
    for name, data in resaved({**files, "none": made}, tmp_path).items():
        assert compare(read_word(made), read_word(data)).edited == (name != "none"), name


@pytest.fixture(scope="module")
def timeline() -> bytes:
    """A document with a picture."""
    return rendered("jobcenter", None, builtin_catalog().documents["D00"], "docx")


def test_another_size_of_a_picture_is_an_edit(timeline: bytes) -> None:
    def smaller(root: Element) -> None:
        for extent in root.iter(f"{{{WP}}}extent"):
            extent.set("cx", str(int(extent.get("cx")) // 2))

    assert compare(read_word(timeline), read_word(edited(timeline, smaller))).looks


def test_another_picture_in_its_place_is_an_edit(timeline: bytes) -> None:
    name = next(n for n in opened(timeline) if n.endswith(".png"))
    for picture, seen in ((Image.open(BytesIO(opened(timeline)[name])), False), (halves(), True)):
        file = BytesIO()
        picture.convert("RGB").resize((700, 280)).save(file, "PNG")
        changed = with_parts(timeline, {name: file.getvalue()})
        assert compare(read_word(timeline), read_word(changed)).edited == seen


def halves() -> Image.Image:
    """A picture that is black on the left."""
    picture = Image.new("RGB", (100, 100), "white")
    picture.paste("black", (0, 0, 50, 100))
    return picture


def test_widths_that_word_has_computed_are_no_edit(made: bytes) -> None:
    def computed(root: Element) -> None:
        for column, width in zip(
            goals(root).iter(w("gridCol")), ("2800", "1500", "1500", "1500", "1800"), strict=True
        ):
            column.set(w("w"), width)

    assert not compare(read_word(made), read_word(edited(made, computed))).edited


def test_another_look_of_a_style_is_an_edit(made: bytes) -> None:
    styles = etree.fromstring(opened(made)[STYLES])
    normal = next(s for s in styles.iter(w("style")) if s.get(w("styleId")) == "Normal")
    properties = normal.find(PPR)
    add(add(normal, "pPr") if properties is None else properties, "spacing", after="600")
    data = with_parts(made, {STYLES: etree.tostring(styles, encoding="UTF-8", xml_declaration=True)})
    difference = compare(read_word(made), read_word(data))
    assert difference.looks
    assert only_looks(difference)
