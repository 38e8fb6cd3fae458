"""What of a template reaches the files that are made of it: what is known and wanted, and nothing else.

What does not show on a page is taken out; what shows and may not pass is refused by name.
"""

# ruff: noqa: E501 - markup reads best on one line

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image, PngImagePlugin

from plangen.ooxml.problems import WordTemplateError
from plangen.word.engine import WordTemplate
from tests.support.cases import each
from tests.support.structure.check import check_structure
from tests.templates.template_parts import (
    MICROSOFT,
    OFFICE,
    everything_in,
    with_external,
    with_markup,
    with_part,
)
from tests.word.building import NAME, changed, docx, member, names, outline, render_file

RUN = "<w:r><w:t>ord</w:t></w:r>"
BY = 'w:id="1" w:author="Anne Ansat" w:date="2026-01-01T00:00:00Z"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"


def problems(data: bytes) -> str:
    """What a template is refused for."""
    with pytest.raises(WordTemplateError) as caught:
        WordTemplate(NAME, data)
    return caught.value.message


# --- refused by name ----------------------------------------------------------------------------------------

TRACKED = [
    f"<w:p><w:ins {BY}>{RUN}</w:ins></w:p>",
    f"<w:p><w:del {BY}><w:r><w:delText>hemmeligt</w:delText></w:r></w:del></w:p>",
    f"<w:p><w:moveFrom {BY}>{RUN}</w:moveFrom></w:p>",
    f"<w:p><w:pPr><w:rPr><w:ins {BY}/></w:rPr></w:pPr>{RUN}</w:p>",
    f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>ord</w:t></w:r></w:p>",
    f"<w:p><w:pPr><w:pPrChange {BY}><w:pPr/></w:pPrChange></w:pPr>{RUN}</w:p>",
    f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc><w:p>{RUN}</w:p></w:tc></w:tr>"
    "</w:tbl><w:p/>",
]


@each("markup", TRACKED)
def test_tracked_changes(markup: str) -> None:
    message = problems(with_markup(markup))
    assert message.startswith(NAME)
    assert "skabelonen har sporede ændringer; accepter eller afvis dem" in message


def test_tracked_changes_of_styles() -> None:
    change = f"<w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr></w:rPrDefault>"
    data = changed(docx("x"), {"word/styles.xml": ("</w:rPr></w:rPrDefault>", change)})
    assert "typografierne: skabelonen har sporede ændringer" in problems(data)


FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def field(*codes: str) -> str:
    """A field whose code is split over runs."""
    return FIELD.format("".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes))


FETCHING = [
    (field(" DDEAUTO excel "), "feltet »DDEAUTO excel«"),
    (field(" DDE", "AUTO c:\\\\cmd.exe "), "feltet »DDEAUTO c:\\\\cmd.exe«"),
    (field(" INCLUDETEXT ", '"\\\\\\\\server\\\\x.docx"'), "feltet »INCLUDETEXT"),
    (field(" includepicture x "), "feltet »includepicture x«"),
    (field(" LINK Excel.Sheet x "), "feltet »LINK"),
    (field(" MERGEFIELD Navn "), "feltet »MERGEFIELD Navn«"),
    (field(" MACROBUTTON Kør x "), "feltet »MACROBUTTON"),
    (field(" DATABASE x "), "feltet »DATABASE x«"),
    (field(" USERNAME "), "feltet »USERNAME«"),
    (field(" ADDIN ZOTERO_ITEM x "), "feltet »ADDIN"),
    (field(" FILENAME \\p "), "brug det uden \\p"),
    (field(' HYPERLINK "file:///c:/x" '), "linket til »file:///c:/x«"),
    (FIELD.format(field(" QUOTE 68 ")[5:-6]), "et felt uden navn"),
    (
        '<w:p><w:fldSimple w:instr=" DDEAUTO x "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>',
        "feltet »DDEAUTO x«",
    ),
]


@each(("markup", "message"), FETCHING)
def test_fields_that_fetch_or_run_something_or_name_a_person(markup: str, message: str) -> None:
    found = problems(with_markup(markup))
    assert message in found
    assert "afsnit 1" in found


OBJECTS = [
    ('<w:p><w:r><w:object><o:OLEObject r:id="rId900"/></w:object></w:r></w:p>', "oleObject", "et indlejret objekt (OLE)"),
    ('<w:p><w:r><w:object><w:control r:id="rId900"/></w:object></w:r></w:p>', "control", "et ActiveX-objekt"),
    ('<w:altChunk r:id="rId900"/>', "aFChunk", "en indlejret fil (altChunk)"),
    ('<w:p><w:subDoc r:id="rId900"/></w:p>', "subDocument", "et underdokument"),
    ('<w:p><w:r><w14:contentPart r:id="rId900"/></w:r></w:p>', "customXml", "håndskrift"),
    ('<w:p><w:r><w:drawing><a:ukendt r:id="rId900"/></w:drawing></w:r></w:p>', "nyttUkendt", "»nyttUkendt« kan ikke følge med"),
]  # fmt: skip


@each(("markup", "kind", "message"), OBJECTS)
def test_objects(markup: str, kind: str, message: str) -> None:
    data = with_part(with_markup(markup), "word/embeddings/del.bin", b"x", f"{OFFICE}/{kind}")
    assert message in problems(data)


@pytest.mark.parametrize("kind", ["vbaProject", "attachedToolbars"])
def test_macros(kind: str) -> None:
    data = with_part(docx("x"), "word/vbaProject.bin", b"x", f"{MICROSOFT}/2006/relationships/{kind}")
    assert "med makroer" in problems(data) or "makroer (VBA)" in problems(data)


@pytest.mark.parametrize("kind", ["document", "template"])
def test_macro_enabled_kinds_of_files(kind: str) -> None:
    wanted = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = {
        "document": "application/vnd.ms-word.document.macroEnabled.main+xml",
        "template": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    }[kind]
    data = changed(docx("x"), {"[Content_Types].xml": (wanted, macro)})
    assert "makroer (VBA); gem skabelonen som almindeligt Word-dokument (*.docx)" in problems(data)


LINK = '<w:p><w:hyperlink r:id="rId900"><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>'


@each(
    "target",
    ["file:///C:/Users/anne/x.docx", "\\\\server\\deling", "ftp://x.dk", "javascript:x", "naboen.docx"],
)
def test_links_to_anything_but_pages_and_mailboxes(target: str) -> None:
    data = with_external(with_markup(LINK), target, "hyperlink")
    assert "kun http-, https- og mailto-adresser kan" in problems(data)


@each("target", ["https://kl.dk/a?b=c", "http://kl.dk", "mailto:a@kl.dk"])
def test_links_to_pages_and_mailboxes_pass(target: str) -> None:
    out = render_file(with_external(with_markup(LINK), target, "hyperlink"))
    assert f'Target="{target}"' in member(out, "word/_rels/document.xml.rels")
    assert outline(out)[0] == "link"


@each("target", ["https://{{ borgerside }}", "%7B%7B%20borgerside%20%7D%7D", "{% if x %}a"])
def test_a_tag_in_an_address_is_named(target: str) -> None:
    data = with_external(with_markup(LINK), target, "hyperlink")
    assert "et tag kan ikke stå i et links adresse" in problems(data)


def test_pictures_from_outside() -> None:
    picture = '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="rId900"/></v:shape></w:pict></w:r></w:p>'
    data = with_external(with_markup(picture), "https://spor.dk/pixel.png", "image")
    assert "indhold hentes fra »https://spor.dk/pixel.png«" in problems(data)


def test_a_picture_that_starts_another_program() -> None:
    picture = '<w:p><w:r><w:drawing><a:blip r:embed="rId900"/></w:drawing></w:r></w:p>'
    data = with_part(with_markup(picture), "word/media/logo.png", b"%!PS-Adobe-3.0 EPSF", f"{OFFICE}/image")
    assert "billedet er af en slags, der ikke kan følge med" in problems(data)


def test_a_picture_keeps_to_itself_who_made_it() -> None:
    told, png = PngImagePlugin.PngInfo(), BytesIO()
    told.add_text("Author", "Anne Ansat")
    Image.new("RGB", (20, 20), "red").save(png, "PNG", pnginfo=told)
    picture = '<w:p><w:r><w:drawing><a:blip r:embed="rId900"/></w:drawing></w:r></w:p>'
    out = render_file(
        with_part(with_markup(picture), "word/media/logo.png", png.getvalue(), f"{OFFICE}/image")
    )
    with ZipFile(BytesIO(out)) as package:
        there = package.read("word/media/logo.png")
    assert b"Anne Ansat" not in there
    with Image.open(BytesIO(there)) as image:
        assert image.getpixel((3, 3)) == (255, 0, 0)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{}</svg>'
DRAWINGS = [
    (SVG.format("<g>" * 100 + "</g>" * 100), "har figurer inden i hinanden i for mange lag"),
    (SVG.format('<rect width="1" height="1"/>' * 30_000), "er for tungt at tegne"),
    (SVG.format("<script>alert(1)</script>"), "indeholder scripts"),
    (SVG.format('<image href="https://spor.dk/x.png"/>'), "henviser til noget uden for filen"),
    ("<svg", "er hverken PNG eller SVG"),
]


@pytest.mark.parametrize(("drawing", "message"), DRAWINGS)
def test_a_drawing_that_is_too_much_or_reaches_outside(drawing: str, message: str) -> None:
    picture = '<w:p><w:r><w:drawing><a:blip r:embed="rId900"/></w:drawing></w:r></w:p>'
    data = with_part(with_markup(picture), "word/media/tegning.svg", drawing.encode(), f"{OFFICE}/image")
    told = problems(data)
    assert told.startswith(NAME)
    assert "billedet (tegning.svg)" in told
    assert message in told


@pytest.mark.parametrize(
    ("part", "old", "new", "place"),
    [
        ("word/styles.xml", 'w:val="Normal"', 'w:val="{{ navn }}"', "typografierne"),
        ("word/numbering.xml", '<w:lvlText w:val="', '<w:lvlText w:val="{{ nr }}', "listerne"),
    ],
)
def test_a_tag_where_nothing_is_filled_in(part: str, old: str, new: str, place: str) -> None:
    told = problems(changed(docx("- punkt"), {part: (old, new)}))
    assert "et tag kan ikke stå her; fjern det" in told
    assert place in told


def test_a_number_in_braces_is_no_tag() -> None:
    data = changed(docx("- punkt"), {"word/numbering.xml": ('<w:lvlText w:val="', '<w:lvlText w:val="{%1}')})
    assert WordTemplate(NAME, data).tags == ()


def test_an_alt_text_that_is_a_path_on_somebodys_computer() -> None:
    picture = '<w:p><w:r><w:drawing><wp:docPr id="1" name="a" descr="C:\\Users\\anne\\logo.png"/></w:drawing></w:r></w:p>'
    assert "den alternative tekst er navnet på en fil" in problems(with_markup(picture))


@each("part", ["word/styles.xml", "word/numbering.xml", "word/header1.xml"])
def test_the_message_names_the_part(part: str) -> None:
    data = docx("x\nsidehoved: hoved")
    root = {
        "word/styles.xml": "</w:styles>",
        "word/numbering.xml": "</w:numbering>",
        "word/header1.xml": "</w:hdr>",
    }
    field_in_part = field(" DDE x ")
    message = problems(changed(data, {part: (root[part], f"{field_in_part}{root[part]}")}))
    assert {"word/styles.xml": "typografierne", "word/numbering.xml": "listerne"}.get(
        part, "sidehoved"
    ) in message


# --- taken out ----------------------------------------------------------------------------------------------


def secret_template() -> bytes:
    """A template whose every silent place says »Hemmelig«."""
    data = with_markup(
        '<w:p w:rsidR="00Hemmelig" w14:paraId="0Hemmelig"><w:permStart w:id="3" w:ed="Hemmelig@kommune.dk"/>'
        '<w:smartTag w:uri="Hemmelig" w:element="x"><w:smartTagPr><w:attr w:name="Hemmelig"/></w:smartTagPr>'
        "<w:r><w:t>mærket </w:t></w:r></w:smartTag>"
        '<w:customXml w:uri="Hemmelig" w:element="y"><w:r><w:t>ord</w:t></w:r></w:customXml>'
        '<w:permEnd w:id="3"/><w:sdt><w:sdtPr><w:dataBinding w:xpath="/Hemmelig" w:storeItemID="{1}"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>!</w:t></w:r></w:sdtContent></w:sdt><!-- Hemmelig --></w:p>"
        '<w:p><w:r><w:drawing><wp:docPr id="1" name="C:\\Users\\Hemmelig\\logo.png" descr="Logo"/></w:drawing></w:r></w:p>',
        "{{ x }}\nsidehoved: hoved",
    )
    settings = (
        '<w:attachedTemplate r:id="rId1"/><w:mailMerge><w:query w:val="SELECT Hemmelig"/></w:mailMerge>'
        '<w:docVars><w:docVar w:name="a" w:val="Hemmelig"/></w:docVars><w:rsids><w:rsid w:val="00Hemmelig"/></w:rsids>'
        '<w:documentProtection w:hash="Hemmelig"/><w:attachedSchema w:val="Hemmelig"/></w:settings>'
    )
    xml = member(data, "word/settings.xml")
    declared = "" if "xmlns:r=" in xml else f' xmlns:r="{OFFICE}"'
    xml = xml.replace("<w:settings ", f"<w:settings{declared} ", 1).replace("</w:settings>", settings)
    header = member(data, "word/header1.xml").replace("<w:p>", '<w:p w:rsidR="00Hemmelig"><!--Hemmelig-->', 1)
    styles = member(data, "word/styles.xml").replace(
        "</w:style>", '<w:rsid w:val="00Hemmelig"/></w:style>', 1
    )
    custom = (
        f'<Properties xmlns="{OFFICE.replace("relationships", "custom-properties")}" xmlns:vt="x"><property fmtid="a"'
        ' pid="2" name="Sagsbehandler"><vt:lpwstr>Hemmelig</vt:lpwstr></property><property fmtid="a" pid="3"'
        ' name="MSIP_Label_1_Owner"><vt:lpwstr>Hemmelig</vt:lpwstr></property><property fmtid="a" pid="4"'
        ' name="MSIP_Label_1_Name"><vt:lpwstr>Intern</vt:lpwstr></property></Properties>'
    )
    data = changed(
        data,
        {
            "word/settings.xml": xml.encode(),
            "word/header1.xml": header.encode(),
            "word/styles.xml": styles.encode(),
        },
    )
    data = with_external(
        data,
        "file:///C:/Users/Hemmelig/Normal.dotm",
        "attachedTemplate",
        id="rId1",
        source="word/settings.xml",
    )
    data = with_external(
        data, "file:///C:/Hemmelig.xlsx", "mailMergeSource", id="rId2", source="word/settings.xml"
    )
    data = with_part(data, "docProps/custom.xml", custom.encode(), f"{OFFICE}/custom-properties", source="")
    data = with_part(
        data,
        "docMetadata/LabelInfo.xml",
        b"<x>Hemmelig</x>",
        f"{MICROSOFT}/2020/02/relationships/classificationlabels",
        id="rId901",
        source="",
    )
    for number, (name, kind) in enumerate(
        [
            ("customXml/item9.xml", f"{OFFICE}/customXml"),
            ("word/comments.xml", f"{OFFICE}/comments"),
            ("word/people.xml", f"{MICROSOFT}/2011/relationships/people"),
            ("word/glossary/document.xml", f"{OFFICE}/glossaryDocument"),
            ("word/webSettings.xml", f"{OFFICE}/webSettings"),
            ("word/printerSettings1.bin", f"{OFFICE}/printerSettings"),
            ("word/recipientData.xml", f"{OFFICE}/recipientData"),
            ("word/heltnyt.xml", f"{MICROSOFT}/2031/relationships/heltnyt"),
        ]
    ):
        data = with_part(data, name, b"<x>Hemmelig</x>", kind, id=f"rId91{number}")
    return changed(
        data,
        {
            "word/forladt.xml": b"<x>Hemmelig</x>",
            "docProps/core.xml": ("<dc:creator>", "<dc:creator>Hemmelig "),
        },
    )


def test_nothing_silent_of_the_template_passes() -> None:
    out = render_file(secret_template(), x="svar")
    assert "Hemmelig" not in everything_in(out)
    assert outline(out)[:1] == ["mærket ord!"]
    assert "Intern" in member(out, "docProps/custom.xml")
    assert check_structure(out) == []


def test_every_member_of_the_file_is_known() -> None:
    out = render_file(secret_template(), x="svar")
    known = {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
    }
    known |= {
        f"word/{name}.xml" for name in ("document", "styles", "numbering", "settings", "fontTable", "header1")
    }
    assert set(names(out)) - known <= {
        "word/theme/theme1.xml",
        "word/_rels/document.xml.rels",
        "word/_rels/settings.xml.rels",
    }
    assert "TargetMode" not in everything_in(out)
