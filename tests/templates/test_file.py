"""The file itself: the same bytes each time, properties, and what is not inherited from the template."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO

from plangen.documents.printing import Printing
from plangen.ooxml.properties import CoreProperties
from tests.support.reading import read_word
from tests.support.structure.check import check_structure
from tests.support.tools import ROOT
from tests.word.building import (
    changed,
    compiled,
    docx,
    markdown,
    member,
    names,
    outline,
    render,
    render_file,
)
from tests.word.test_pictures import LOGO

TEMPLATE = "# A\n{{ logo }}\n{{ x }}\n| {{ x }} |\nsidehoved: {{ x }}"
SOURCE = "1. a\n2. [b](https://kl.dk)\n\n| c |\n|---|\n| d |"


def test_the_same_arguments_give_the_same_bytes() -> None:
    first = render(TEMPLATE, x=markdown(SOURCE), logo=LOGO)
    assert render(TEMPLATE, x=markdown(SOURCE), logo=LOGO) == first


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import sys; from tests.templates.test_file import *;"
        "sys.stdout.buffer.write(render(TEMPLATE, x=markdown(SOURCE), logo=LOGO))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert other.stdout == render(TEMPLATE, x=markdown(SOURCE), logo=LOGO)


def test_no_member_stands_twice_and_no_clock_is_read() -> None:
    with zipfile.ZipFile(BytesIO(render(TEMPLATE, x=markdown(SOURCE), logo=LOGO))) as archive:
        infos = archive.infolist()
        assert archive.testzip() is None
    assert infos[0].filename == "[Content_Types].xml"
    assert len({info.filename for info in infos}) == len(infos)
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_core_properties() -> None:
    properties = CoreProperties("Titel", "Emne", "Forfatter", "a, b", date(2026, 12, 11))
    core = member(compiled("x").render({}, properties, Printing()), "docProps/core.xml")
    for expected in (
        "<dc:title>Titel</dc:title>",
        "<dc:subject>Emne</dc:subject>",
        "<dc:creator>Forfatter</dc:creator>",
        "<cp:keywords>a, b</cp:keywords>",
        "<dc:language>da-DK</dc:language>",
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-12-11T00:00:00Z</dcterms:created>',
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-12-11T00:00:00Z</dcterms:modified>',
    ):
        assert expected in core


def test_without_a_date_the_file_names_none() -> None:
    assert "dcterms:created" not in member(render("x"), "docProps/core.xml")


def test_a_template_without_properties_gets_them() -> None:
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    rels += '<Relationship Id="a" '
    rels += 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    rels += 'Target="/word/document.xml"/></Relationships>'
    data = changed(
        docx("# A"), {"docProps/core.xml": None, "docProps/app.xml": None, "_rels/.rels": rels.encode()}
    )
    assert check_structure(render_file(data)) == []


def test_a_file_names_its_edition_and_keeps_the_templates_own_properties() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006"
    own = (
        f'<Properties xmlns="{kind}/custom-properties" xmlns:vt="{kind}/docPropsVTypes"><property'
        ' fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="4" name="Klassifikation">'
        "<vt:lpwstr>Intern</vt:lpwstr></property></Properties>"
    )
    relation = f'<Relationship Id="rId98" Type="{kind}/relationships/custom-properties"'
    relation += ' Target="docProps/custom.xml"/>'
    members: dict[str, tuple[str, str] | bytes | None] = {
        "docProps/custom.xml": own.encode(),
        "_rels/.rels": ("</Relationships>", f"{relation}</Relationships>"),
    }
    template = changed(docx("{{ x }}"), members)
    out = render_file(template, x="a")
    assert "Intern" in member(out, "docProps/custom.xml")
    assert 'pid="5"' in member(out, "docProps/custom.xml")
    assert check_structure(out) == []
    edition = read_word(out).edition
    assert edition
    assert (
        read_word(render_file(template, x="a")).edition
        == edition
        != read_word(render_file(template, x="b")).edition
    )


def test_the_authors_notes_and_the_templates_thumbnail_are_not_passed_on() -> None:
    note = '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>a</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    note += '<w:r><w:commentReference w:id="0"/></w:r></w:p><w:p><w:r>'
    comments = '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    )
    relation += 'comments" Target="comments.xml"/></Relationships>'
    data = changed(
        docx("x"),
        {
            "word/document.xml": ("<w:p><w:r>", note),
            "word/comments.xml": comments.encode(),
            "word/_rels/document.xml.rels": ("</Relationships>", relation),
        },
    )
    out = render_file(data)
    assert "comment" not in member(out)
    assert "comments" not in member(out, "word/_rels/document.xml.rels")
    assert {"word/comments.xml", "docProps/thumbnail.jpeg"}.isdisjoint(names(out))


def test_parts_without_tags_are_copied_as_they_are() -> None:
    data = docx("{{ x }}")
    out = render_file(data, x="a")
    for name in ("word/theme/theme1.xml", "word/fontTable.xml", "word/numbering.xml"):
        assert member(out, name) == member(data, name)


def test_a_header_without_tags_is_copied_too() -> None:
    data = docx("{{ x }}\nsidehoved: Fast tekst")
    out = render_file(data, x="a")
    header = next(name for name in names(out) if name.startswith("word/header"))
    assert member(out, header) == member(data, header)


def test_drawings_of_a_header_without_tags_share_no_id_with_those_of_answers() -> None:
    name = "word/header1.xml"
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="1" name="Våben"/></wp:inline></w:drawing></w:r></w:p>'
    )
    data = changed(docx("{{ logo }}\nsidehoved: Fast tekst"), {name: ("</w:p>", drawing)})
    out = render_file(data, logo=LOGO)
    ids = [re.findall(r'docPr id="(\d+)"', member(out, part)) for part in ("word/document.xml", name)]
    assert ids == [["2"], ["1"]]


def test_a_template_without_tags() -> None:
    assert outline(render("# A\nb")) == ["[heading 1] A", "b"]


def test_editing_ids_of_word_are_not_repeated_by_loops() -> None:
    paragraph = '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777" w:rsidR="00AA11BB"><w:r>'
    data = changed(
        docx("{% for i in range(3) %}{{ i }}{% endfor %}"), {"word/document.xml": ("<w:p><w:r>", paragraph)}
    )
    xml = member(render_file(data))
    assert "paraId" not in xml
    assert "rsid" not in xml


def test_braces_in_plain_text_are_plain_text() -> None:
    assert outline(render("a {b} } {1, 2‖} {{ x }} {‖a} 7 %", x="X")) == ["a {b} } {1, 2} X {a} 7 %"]
    assert outline(render("slut {\n{{ x }}\n} mere", x="X")) == ["slut {", "X", "} mere"]
