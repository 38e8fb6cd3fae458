"""The structure check finds each of its problems in a sound file that was damaged in one place."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from tests.support.cases import each
from tests.support.structure.check import check_structure
from tests.word.building import changed, markdown, member, names, render
from tests.word.test_pictures import LOGO

DOCUMENT = "word/document.xml"
SOUND = render(
    "{{ indhold }}\n" + "# A\n## B\n" * 7 + "{{ logo }}\n{{ logo }}\n{{ x }}\n| a | b |\n| c | d |\nslut\n"
    "sidehoved: tekst {{ y }}",
    logo=LOGO,
    y="z",
    x=markdown("1. a\n2. b\n\n[link](https://kl.dk)\n\n| c |\n|---|\n| d |"),
)


def test_a_rendered_file_is_sound() -> None:
    assert check_structure(SOUND) == []


# Damage in the document: what to replace, by what, and the problem it makes.
DAMAGE = [
    (r"</w:body>", "", "word/document.xml er ikke velformet XML"),
    (r'r:embed="\w+"', 'r:embed="rId999"', "rId999 er ikke en af delens relationer"),
    ("<w:headerReference [^>]*/>", "", "hører ikke til nogen sektion"),
    (r'<wp:docPr id="2"', '<wp:docPr id="1"', "tegningens id 1 er brugt flere gange"),
    (r'<w:bookmarkStart w:id="2"', '<w:bookmarkStart w:id="1"', "bogmærkets id 1 er brugt flere gange"),
    (
        r'w:name="_Toc000000002"',
        'w:name="_Toc000000001"',
        "bogmærkets navn _toc000000001 er brugt flere gange",
    ),
    (r'<w:bookmarkEnd w:id="3"/>', "", "bogmærke 3 har kun den ene ende"),
    (r'w:anchor="_Toc000000001"', 'w:anchor="_Toc9"', "peger på bogmærket _Toc9"),
    (r"<w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc>", "</w:tc>", "en celle slutter ikke med et afsnit"),
    (r"</w:tbl>", "</w:tbl><w:tbl><w:tblPr/><w:tblGrid/></w:tbl>", "to tabeller står lige efter hinanden"),
    (r"</w:tbl>", "</w:tbl><w:tbl><w:tblPr/><w:tblGrid/></w:tbl>", "har ingen rækker"),
    (r'<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Ukendt"/>', "typografien Ukendt er ikke defineret"),
    (
        r'<w:pStyle w:val="Heading2"/>',
        '<w:pStyle w:val="Mangler"/>',
        "typografien Mangler er af en anden slags",
    ),
    (r'<w:numId w:val="3"/>', '<w:numId w:val="99"/>', "listen 99 er ikke defineret"),
    (r'<w:ilvl w:val="0"/>', '<w:ilvl w:val="12"/>', "listen 3 har intet niveau 12"),
    (r"<w:gridCol [^>]*/>", "", "kolonner, tabellen har"),
    (r"<w:tblHeader/>", "", "overskriftsrækken gentages ikke"),
    (r'<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading3"/>', "»B« springer fra niveau 1 til 3"),
    (r'<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>', "»A« springer fra niveau 0 til 2"),
    (r"<w:t>B</w:t></w:r><w:bookmarkEnd", "</w:r><w:bookmarkEnd", "en overskrift på niveau 2 er tom"),
    (r'<wp:docPr ([^>]*) descr="[^"]*"', r'<wp:docPr \1 descr=" "', "har ingen alternativ tekst"),
    (r'w:fldCharType="begin"', 'w:fldCharType="separate"', "et felt slutter uden at begynde"),
    (r'w:fldCharType="separate"', 'w:fldCharType="begin"', "et felt har intet resultat"),
    (r'<w:r><w:fldChar w:fldCharType="end"/></w:r>', "", "et felt slutter aldrig"),
    (r"<w:t>slut", '<w:fldSimple w:instr=" PAGE "/><w:t>slut', "feltet PAGE har intet resultat"),
    (r"<w:t>slut", "<w:t>slut \ue0005\ue001", "plangens egne mærker: U+E000, U+E001"),
    (r"<w:t>slut", "<w:t>slut \x7f", "styretegn: U+007F"),
    (r"<w:t>slut", "<w:t>slut {{ tag }}", "skabelonens tag {{ tag }} er ikke udfyldt"),
    (r"<w:sectPr.*</w:sectPr>", "", "dokumentet slutter ikke med sin sidste sektion"),
]


@each(("old", "new", "problem"), DAMAGE)
def test_damage_in_the_text_is_found(old: str, new: str, problem: str) -> None:
    damaged, count = re.subn(old, new, member(SOUND), count=1, flags=re.DOTALL)
    assert count == 1
    found = check_structure(changed(SOUND, {DOCUMENT: damaged.encode()}), tags=["{{ tag }}"])
    assert any(problem in line for line in found), found


def _without(part: str, pattern: str) -> dict[str, bytes]:
    text, count = re.subn(pattern, "", member(SOUND, part))
    assert count
    return {part: text.encode()}


PACKAGE = [
    ({"word/media/logo.png": None}, "peger på media/logo.png, som ikke findes"),
    ({"word/theme/theme1.xml": None}, "[Content_Types].xml nævner word/theme/theme1.xml, som ikke findes"),
    ({"[Content_Types].xml": None}, "[Content_Types].xml mangler"),
    ({"word/ukendt.bin": b"x"}, "word/ukendt.bin har ingen indholdstype"),
    ({"word/document.xml": None}, "word/document.xml mangler"),
    ({"docProps/core.xml": None}, "titlen mangler"),
    (_without("docProps/core.xml", "<dc:title>.*</dc:title>"), "titlen mangler"),
    ({"word/settings.xml": ("<w:zoom", '<w:updateFields w:val="true"/><w:zoom')}, "opdatere felter"),
    ({"word/styles.xml": ('w:lang w:val="da-DK"', 'w:lang w:val="en-US"')}, "sproget er »en-US«"),
    ({"word/styles.xml": ('w:basedOn w:val="Normal"', 'w:basedOn w:val="Væk"')}, "bygger på Væk"),
    ({"word/numbering.xml": ('w:abstractNumId w:val="2"', 'w:abstractNumId w:val="9"')}, "er ikke defineret"),
    (
        {
            "word/_rels/document.xml.rels": (
                "</Rel",
                '<Relationship Id="rId77" Type="x" Target="styles.xml"/>' * 2 + "</Rel",
            )
        },
        "rId77 findes flere gange",
    ),
]  # fmt: skip


@each(("changes", "problem"), PACKAGE)
def test_damage_in_the_package_is_found(
    changes: dict[str, tuple[str, str] | bytes | None], problem: str
) -> None:
    found = check_structure(changed(SOUND, changes))
    assert any(problem in line for line in found), found


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_stands_twice_is_found() -> None:
    file = BytesIO(SOUND)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/styles.xml", member(SOUND, "word/styles.xml"))
    assert "word/styles.xml står to gange i filen" in check_structure(file.getvalue())


def test_the_same_id_in_two_controls_is_found() -> None:
    control = '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    found = check_structure(changed(SOUND, {DOCUMENT: ("<w:body>", f"<w:body>{control}{control}")}))
    assert found == ["indholdskontrollens id 5 er brugt flere gange"]


def test_the_same_drawing_id_in_header_and_document_is_found() -> None:
    header = next(name for name in names(SOUND) if re.fullmatch(r"word/header\d+\.xml", name))
    drawing = '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    drawing += (
        'wordprocessingDrawing"><wp:docPr id="1" name="a" descr="a"/></wp:inline></w:drawing></w:r></w:p>'
    )
    found = check_structure(changed(SOUND, {header: ("</w:p>", drawing)}))
    assert found == ["tegningens id 1 er brugt flere gange"]


def test_what_is_no_file_at_all() -> None:
    assert check_structure(b"tekst") == ["filen er ikke en zip-fil"]
