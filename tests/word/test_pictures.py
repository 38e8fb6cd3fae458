"""Pictures: drawing, files, relationships, content types, alt text."""

from __future__ import annotations

import re

from plangen.texts.values import Picture
from tests.support.structure.check import check_structure
from tests.templates.template_parts import OFFICE, with_part
from tests.word.building import (
    HOUSE_TEMPLATE,
    changed,
    docx,
    emptied,
    member,
    names,
    outline,
    render,
    render_file,
)

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
LOGO = Picture("logo", "Logo for »Egelund« & <co>", 40, 10.5, PNG, SVG)


def test_a_picture_is_a_drawing_with_svg_png_and_alt_text() -> None:
    out = render("# A\n{{ logo }}", logo=LOGO)
    xml = member(out)
    assert '<wp:extent cx="1440000" cy="378000"/>' in xml
    assert 'descr="Logo for »Egelund« &amp; &lt;co&gt;"' in xml
    assert "asvg:svgBlip" in xml
    assert {"word/media/logo.png", "word/media/logo.svg"} <= set(names(out))
    types = member(out, "[Content_Types].xml")
    assert 'Extension="png" ContentType="image/png"' in types
    assert 'Extension="svg" ContentType="image/svg+xml"' in types
    assert check_structure(out) == []


def test_a_picture_with_only_a_png() -> None:
    out = render("# A\n{{ logo }}", logo=Picture("logo", "Logo", 10, 10, PNG))
    assert "svg" not in member(out)
    assert check_structure(out) == []


def test_the_same_picture_is_stored_once_and_every_drawing_has_an_id_of_its_own() -> None:
    out = render("# A\n{{ logo }} og {{ logo }}\nsidehoved: {{ logo }}", logo=LOGO)
    assert [name for name in names(out) if name.startswith("word/media/")] == [
        "word/media/logo.png",
        "word/media/logo.svg",
    ]
    header = next(name for name in names(out) if re.fullmatch(r"word/header\d+\.xml", name))
    ids = re.findall(r'<wp:docPr id="(\d+)"', member(out) + member(out, header))
    assert ids == ["1", "2", "3"]
    assert "media/logo.png" in member(out, f"word/_rels/{header.removeprefix('word/')}.rels")
    assert check_structure(out) == []


def test_different_pictures_of_the_same_name_are_both_kept() -> None:
    other = Picture("logo", "Et andet", 10, 10, PNG + b"x")
    out = render("# A\n{{ a }}{{ b }}", a=LOGO, b=other)
    assert {"word/media/logo.png", "word/media/logo_2.png"} <= set(names(out))


def test_a_picture_that_is_not_there() -> None:
    template = "{%p if logo %}\n{{ logo }}\n{%p endif %}\nslut"
    assert outline(render(template, logo=None)) == ["slut"]
    assert outline(render(template, logo=LOGO)) == ["", "slut"]


def test_a_name_that_a_file_cannot_have() -> None:
    out = render("# A\n{{ logo }}", logo=Picture("../../x y", "Logo", 10, 10, PNG))
    assert "word/media/_x_y.png" in names(out)


def test_a_picture_of_the_template_keeps_its_place() -> None:
    base = emptied(HOUSE_TEMPLATE.read_bytes())
    own = '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" r:id="rId900" xmlns:r='
    own += f'"{OFFICE}"/></w:pict></w:r></w:p>'
    data = changed(docx("# A\n{{ logo }}", base), {"word/document.xml": ("<w:body>", f"<w:body>{own}")})
    data = with_part(data, "word/media/logo.png", b"\x89PNG\r\n\x1a\nskabelonens eget", f"{OFFICE}/image")
    out = render_file(data, logo=LOGO)
    assert {"word/media/logo.png", "word/media/logo_2.png"} <= set(names(out))
