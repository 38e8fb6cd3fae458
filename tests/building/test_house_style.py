"""One house style: the Word templates share theme and styles, so that all documents are siblings."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from pathlib import Path

from lxml import etree

from plangen.catalog import builtin_catalog
from plangen.projects.shipped import template_folder
from tests.support.cases import each

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEMPLATES = sorted((template_folder() / "docx").glob("*.docx"))
FIRST = TEMPLATES[0]
WITHOUT_TABLES = ("01b_formaalet_paa_en_side", "06c_planen_paa_en_side")


@cache
def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as package:
        return etree.tostring(etree.fromstring(package.read(name)), method="c14n")


@cache
def styles(path: Path) -> dict[str, bytes]:
    """Each style as it is, but for its right indent, which is wider on wider pages."""
    root = etree.fromstring(part(path, "word/styles.xml"))
    for indent in list(root.iter(f"{W}ind")):
        indent.attrib.pop(f"{W}right", None)
        properties = indent.getparent()
        if not indent.attrib:
            properties.remove(indent)
        if not len(properties):
            properties.getparent().remove(properties)
    for tab in list(root.iter(f"{W}tab")):
        tab.attrib.pop(f"{W}pos", None)
    return {style.get(f"{W}styleId"): etree.tostring(style) for style in root.iter(f"{W}style")}


def test_every_document_has_its_template() -> None:
    catalog = builtin_catalog()
    documents = (*catalog.documents.values(), *catalog.sheet_documents.values())
    known = {name for one in documents for name in one.template_files}
    assert {path.stem for path in TEMPLATES} == known | {"spoergeskema"}


@each("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_share_the_theme(path: Path) -> None:
    assert part(path, "word/theme/theme1.xml") == part(FIRST, "word/theme/theme1.xml")


@each("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_style_is_the_same_in_every_template_that_has_it(path: Path) -> None:
    differing = [
        name
        for other in TEMPLATES
        for name in styles(path).keys() & styles(other).keys()
        if styles(path)[name] != styles(other)[name]
    ]
    assert differing == []


RUNNING_TEXT = ("BodyText", "ListBullet", "ListNumber", "ListContinue", "EfterTabel", "Subtitle")


@each("path", TEMPLATES, ids=lambda path: path.stem)
def test_running_text_stands_in_a_column_of_80_characters(path: Path) -> None:
    """380 points, upright and landscape, as in the stylesheet; measured in test_type.py."""
    section = next(etree.fromstring(part(path, "word/document.xml")).iter(f"{W}sectPr"))
    margins = section.find(f"{W}pgMar")
    page = int(section.find(f"{W}pgSz").get(f"{W}w"))
    text = page - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
    root = etree.fromstring(part(path, "word/styles.xml"))
    right = {s.get(f"{W}styleId"): s.find(f"{W}pPr/{W}ind") for s in root.iter(f"{W}style")}
    columns = {name: text - int(right[name].get(f"{W}right")) for name in RUNNING_TEXT}
    assert columns == dict.fromkeys(RUNNING_TEXT, 380 * 20)
    assert text - int(right["Note"].get(f"{W}right")) == 288 * 20  # 9.5 points


@each("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_uses_the_houses_sizes_and_no_other(path: Path) -> None:
    """Half points: 26 (20 on sheets, 13 on notices), 16, 11 and 9.5; none set by hand (documents 4.1)."""
    root = etree.fromstring(part(path, "word/styles.xml"))
    sizes = {int(size.get(f"{W}val")) for size in root.iter(f"{W}sz")}
    assert sizes == {52, 40, 32, 26, 22, 19}
    with zipfile.ZipFile(path) as package:
        stories = [name for name in package.namelist() if re.match(r"word/(document|header|footer)", name)]
    assert [name for name in stories if b"<w:sz " in part(path, name)] == []


@each("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_row_is_split_and_word_hyphenates_in_danish(path: Path) -> None:
    rows = list(etree.fromstring(part(path, "word/document.xml")).iter(f"{W}tr"))
    assert rows or path.stem in WITHOUT_TABLES
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    settings = etree.fromstring(part(path, "word/settings.xml"))
    assert settings.find(f"{W}autoHyphenation").get(f"{W}val") == "1"
    assert settings.find(f"{W}themeFontLang").get(f"{W}val") == "da-DK"


@each("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_are_open_for_staff(path: Path) -> None:
    """No text boxes and no protection: staff change the templates in Word."""
    document = part(path, "word/document.xml")
    assert b"txbxContent" not in document
    assert b"documentProtection" not in part(path, "word/settings.xml")


@each("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_lines_of_the_colophon_keep_together(path: Path) -> None:
    root = etree.fromstring(part(path, "word/styles.xml"))
    (colophon,) = (style for style in root.iter(f"{W}style") if style.get(f"{W}styleId") == "Kolofon")
    assert colophon.find(f"{W}pPr/{W}keepLines") is not None
