"""One house style: the Word templates share theme and styles, so that all documents are siblings."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from plangen.catalog import builtin_catalog
from plangen.projects.shipped import template_folder

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEMPLATES = sorted((template_folder() / "docx").glob("*.docx"))
FIRST = TEMPLATES[0]


@cache
def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as package:
        return etree.tostring(etree.fromstring(package.read(name)), method="c14n")


@cache
def styles(path: Path) -> dict[str, bytes]:
    root = etree.fromstring(part(path, "word/styles.xml"))
    return {style.get(f"{W}styleId"): etree.tostring(style) for style in root.iter(f"{W}style")}


def test_every_document_has_its_template() -> None:
    documents = builtin_catalog().documents.values()
    assert {path.stem for path in TEMPLATES} == {name for one in documents for name in one.template_files}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_share_the_theme(path: Path) -> None:
    assert part(path, "word/theme/theme1.xml") == part(FIRST, "word/theme/theme1.xml")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_style_is_the_same_in_every_template_that_has_it(path: Path) -> None:
    differing = [
        name
        for other in TEMPLATES
        for name in styles(path).keys() & styles(other).keys()
        if styles(path)[name] != styles(other)[name]
    ]
    assert differing == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_are_open_for_staff(path: Path) -> None:
    """No text boxes and no protection: staff change the templates in Word."""
    document = part(path, "word/document.xml")
    assert b"txbxContent" not in document
    assert b"documentProtection" not in part(path, "word/settings.xml")
