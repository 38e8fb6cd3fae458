"""The stylesheet's looks are those of the house's Word templates, and a template with others gets those."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from docx.shared import Pt, RGBColor

from plangen.compiling import house
from plangen.ooxml.ns import PPR, w
from plangen.ooxml.styles import Styles
from plangen.templates.file import TemplateFile
from tests.compiling.test_page import edited, main_of, page_of
from tests.support.cases import each
from tests.web.sample import load
from tests.word.building import HOUSE_TEMPLATE, changed, docx, emptied

TEMPLATES = sorted((Path(__file__).parents[2] / "templates" / "docx").glob("*.docx"))


@each("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_houses_templates_have_the_houses_looks(path: Path) -> None:
    file = TemplateFile.read(path.name, path.read_bytes())
    styles = Styles(file.members[file.related("styles")])
    found = {
        style.name.lower(): house.own_looks(styles, style.id)
        for style in styles.by_id.values()
        if style.name.lower() in house.LOOKS
    }
    assert found == {name: look for name, look in house.LOOKS.items() if name in found}
    assert {"title", "heading 1", "heading 2", "note"} <= set(found)
    assert list(house.page_looks(styles, file.members[file.related("theme")])) == []


def test_the_stylesheet_has_the_same_numbers() -> None:
    stylesheet = load("plangen.css")
    assert f"--accent: {house.ACCENT}" in stylesheet and f"--brod: {house.BODY_SIZE}" in stylesheet
    for element, style in (("h1", "title"), ("h2", "heading 1"), ("h3", "heading 2"), ("h4", "heading 3")):
        rule = re.search(rf"^{element} {{ font-size: (.*?);", stylesheet, re.MULTILINE)
        assert rule and rule[1] == house.LOOKS[style]["font-size"]


AIR = {"h1": "Title", "h2": "Heading1", "h3": "Heading2", "h4": "Heading3", ".frontlinje": "Frontlinje"}


@each(("rule", "style"), AIR.items(), ids=AIR)
def test_the_stylesheet_has_the_same_air(rule: str, style: str) -> None:
    margin = re.search(
        rf"^{re.escape(rule)} {{[^}}]*margin: (\d+)(?:pt)? 0 (\d+)pt", load("plangen.css"), re.MULTILINE
    )
    file = TemplateFile.read("x", HOUSE_TEMPLATE.read_bytes())
    styles = Styles(file.members[file.related("styles")])
    spacing = styles.by_id[style].element.find(f"{PPR}/{w('spacing')}")
    assert margin and [int(one) * 20 for one in margin.groups()] == [
        int(spacing.get(w(side))) for side in ("before", "after")
    ]


def test_a_style_that_somebody_has_changed_is_changed_on_the_page() -> None:
    def change(document: Any) -> None:
        font = document.styles["Heading 1"].font
        font.size, font.color.rgb, font.bold = Pt(18), RGBColor(0x70, 0x10, 0x60), False

    found = main_of(edited("# Formål", change))
    assert found == (
        '<h2 style="font-weight: normal; color: #701060; font-size: 18pt" id="formaal">Formål</h2>'
    )


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("702060", "--accent: #702060"), ("FFD54A", "")],
    ids=["a colour that can be read", "a colour too light to be read"],
)
def test_the_leading_colour_is_the_themes(colour: str, expected: str) -> None:
    house_style = docx("a", emptied(HOUSE_TEMPLATE.read_bytes()))
    own = changed(house_style, {"word/theme/theme1.xml": (house.ACCENT[1:], colour)})
    body = page_of(own).html.split("<body")[1].split(">")[0]
    assert body == (f' style="{expected}"' if expected else "")
