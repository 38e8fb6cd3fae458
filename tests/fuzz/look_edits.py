"""Edits of how things look, and of the file as a whole. Each writes a value that stands nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from tests.fuzz import places
from tests.fuzz.object_edits import _anywhere
from tests.fuzz.package import Element, Package, element, w
from tests.fuzz.traces import Trace

Edit = Callable[[Package], list[Trace]]


def _on(
    name: str, target: Callable[[Package], Element], xml: str, mark: str, numbers: tuple[int, int] = (31, 89)
) -> Edit:
    """An edit that sets a property; `{n}` in it is a number by chance."""

    def edit(package: Package) -> list[Trace]:
        number = package.chance.randrange(*numbers)
        node = target(package)
        before = _count(package, mark.format(n=number))
        places.set_property(node, xml.format(n=number))
        times = _count(package, mark.format(n=number))
        place = (_answer_of(node), 0)
        return [Trace(mark=mark.format(n=number), times=times, place=place)] if times > before else []

    edit.__name__ = name
    return edit


def _count(package: Package, mark: str) -> int:
    return len(re.findall(mark, etree.tostring(package.root("word/document.xml"), encoding="unicode")))


def _answer_of(node: Element) -> str:
    """The first answer in the row that a node stands in, or is."""
    row = next(node.iterancestors(w("tr")), node)
    tag = next(row.iter(w("tag")), None) if row.tag == w("tr") else None
    return "" if tag is None else tag.get(w("val"), "")


def _run(package: Package) -> Element:
    return _anywhere(package)


def _paragraph(package: Package) -> Element:
    run = _anywhere(package)
    return next(run.iterancestors(w("p")))


def _cell(package: Package) -> Element:
    return package.pick(places.cells(package))


def _row(package: Package) -> Element:
    return package.pick(package.body.iter(w("tr")))


def _table(package: Package) -> Element:
    return package.pick(package.body.iter(w("tbl")))


_LOOKS = (
    _on("raised", _run, '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="superscript"'),
    _on("position", _run, '<w:position w:val="{n}"/>', '<w:position w:val="{n}"'),
    _on("character_spacing", _run, '<w:spacing w:val="{n}"/>', '<w:spacing w:val="{n}"'),
    _on("character_width", _run, '<w:w w:val="1{n}"/>', '<w:w w:val="1{n}"'),
    _on("kerning", _run, '<w:kern w:val="{n}"/>', '<w:kern w:val="{n}"'),
    _on("colour", _run, '<w:color w:val="AA{n}11"/>', '<w:color w:val="AA{n}11"'),
    _on("size", _run, '<w:sz w:val="{n}"/>', '<w:sz w:val="{n}"'),
    _on("highlight", _run, '<w:highlight w:val="cyan"/>', '<w:highlight w:val="cyan"'),
    _on("hidden", _run, "<w:vanish/>", "<w:vanish"),
    _on("struck", _run, "<w:strike/>", "<w:strike"),
    _on("italic", _run, "<w:i/>", "<w:i/>"),
    _on("underlined", _run, '<w:u w:val="wave"/>', '<w:u w:val="wave"'),
    _on(
        "boxed_text",
        _run,
        '<w:bdr w:val="single" w:sz="{n}" w:space="0" w:color="auto"/>',
        '<w:bdr [^>]*w:sz="{n}"',
    ),
    _on("embossed", _run, "<w:emboss/>", "<w:emboss"),
    _on("emphasis_mark", _run, '<w:em w:val="dot"/>', '<w:em w:val="dot"'),
    _on("indent", _paragraph, '<w:ind w:left="9{n}"/>', '<w:ind w:left="9{n}"'),
    _on("spacing", _paragraph, '<w:spacing w:before="7{n}"/>', '<w:spacing w:before="7{n}"'),
    _on("alignment", _paragraph, '<w:jc w:val="right"/>', '<w:jc w:val="right"'),
    _on("keep_with_next", _paragraph, "<w:keepNext/>", "<w:keepNext"),
    _on("keep_lines", _paragraph, "<w:keepLines/>", "<w:keepLines"),
    _on("page_break_before", _paragraph, "<w:pageBreakBefore/>", "<w:pageBreakBefore"),
    _on("tab_stop", _paragraph, '<w:tabs><w:tab w:val="left" w:pos="4{n}"/></w:tabs>', 'w:pos="4{n}"'),
    _on(
        "paragraph_border",
        _paragraph,
        '<w:pBdr><w:top w:val="single" w:sz="{n}" w:space="1" w:color="auto"/></w:pBdr>',
        '<w:top w:val="single" w:sz="{n}"',
    ),
    _on("paragraph_shading", _paragraph, '<w:shd w:val="clear" w:color="auto" w:fill="BB{n}22"/>', "BB{n}22"),
    _on(
        "frame", _paragraph, '<w:framePr w:w="3{n}" w:hSpace="141" w:wrap="around" w:x="5{n}"/>', 'w:w="3{n}"'
    ),
    _on("outline_level", _paragraph, '<w:outlineLvl w:val="7"/>', '<w:outlineLvl w:val="7"'),
    _on("cell_shading", _cell, '<w:shd w:val="clear" w:color="auto" w:fill="CC{n}33"/>', "CC{n}33"),
    _on("cell_width", _cell, '<w:tcW w:w="2{n}" w:type="pct"/>', '<w:tcW w:w="2{n}"', (500, 900)),
    # Not »bottom«: that holds for the head of a table as it is.
    _on("cell_alignment", _cell, '<w:vAlign w:val="center"/>', '<w:vAlign w:val="center"'),
    _on("cell_direction", _cell, '<w:textDirection w:val="btLr"/>', '<w:textDirection w:val="btLr"'),
    _on("merged_down", _cell, '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="restart"'),
    _on(
        "cell_border",
        _cell,
        '<w:tcBorders><w:top w:val="double" w:sz="{n}" w:space="0" w:color="auto"/></w:tcBorders>',
        '<w:top w:val="double" w:sz="{n}"',
    ),
    _on("row_height", _row, '<w:trHeight w:val="13{n}"/>', '<w:trHeight w:val="13{n}"'),
    _on("row_repeats", _row, "<w:tblHeader/>", "<w:tblHeader"),
    _on("table_indent", _table, '<w:tblInd w:w="3{n}" w:type="dxa"/>', '<w:tblInd w:w="3{n}"'),
    _on("table_alignment", _table, '<w:jc w:val="center"/>', '<w:jc w:val="center"'),
)


def column_break(package: Package) -> list[Trace]:
    _anywhere(package).addnext(element('<w:r><w:br w:type="column"/></w:r>'))
    mark = '<w:br w:type="column"'
    return [Trace(mark=mark, times=_count(package, mark))]


# --- the file -----------------------------------------------------------------------------------------------
def _section(name: str, xml: str, mark: str) -> Edit:
    def edit(package: Package) -> list[Trace]:
        number = package.chance.randrange(11, 31)
        section = package.pick(package.body.iter(w("sectPr")))
        section.append(element(xml.format(n=number)))
        return [Trace(mark=mark.format(n=number))]

    edit.__name__ = name
    return edit


def case_number(package: Package) -> list[Trace]:
    """A property of the file that a case system has set."""
    word, root = package.word(), package.root("docProps/custom.xml")
    kind = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
    own = root.makeelement(kind, fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", pid="9", name="Sagsnummer")
    value = own.makeelement("{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr")
    value.text = word
    own.append(value)
    root.append(own)
    return [Trace(word=word)]


def title(package: Package) -> list[Trace]:
    word, root = package.word(), package.root("docProps/core.xml")
    root.find("{http://purl.org/dc/elements/1.1/}title").text = word
    return [Trace(word=word)]


def protection(package: Package) -> list[Trace]:
    package.root("word/settings.xml").insert(
        0, element('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>')
    )
    return [Trace(mark="<w:documentProtection [^>]*readOnly")]


def style(package: Package) -> list[Trace]:
    """The ordinary style, changed for the whole document."""
    number, root = package.chance.randrange(31, 59), package.root("word/styles.xml")
    normal = next(
        one
        for one in root.iter(w("style"))
        if one.get(w("default")) == "1" and one.get(w("type")) == "paragraph"
    )
    own = normal.find(w("rPr"))
    if own is None:
        own = element("<w:rPr/>")
        normal.append(own)
    for old in own.findall(w("color")):
        own.remove(old)
    own.append(element(f'<w:color w:val="DD{number}44"/>'))
    return [Trace(mark=f"DD{number}44")]


def custom_data(package: Package) -> list[Trace]:
    """Data that a case system keeps in the file."""
    word, number = package.word(), package.number()
    content = f"<sag xmlns='urn:sag'>{word}</sag>".encode()
    package.members[f"customXml/item{number}.xml"] = content
    package.relate("customXml", f"../customXml/item{number}.xml")
    return [Trace(word=word)]


def signature(package: Package) -> list[Trace]:
    number = package.number()
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    content_type = "application/vnd.openxmlformats-package.digital-signature-origin"
    package.add_default("sigs", content_type)
    package.members[f"_xmlsignatures/origin{number}.sigs"] = b""
    package.members[f"_xmlsignatures/sig{number}.xml"] = (
        b"<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/>"
    )
    package.relate(kind, f"_xmlsignatures/origin{number}.sigs", to="_rels/.rels")
    return [Trace(mark="xmldsig#")]


def page_colour(package: Package) -> list[Trace]:
    """It stands before the body."""
    colour = f"EE{package.chance.randrange(31, 59)}55"
    package.body.addprevious(element(f'<w:background w:color="{colour}"/>'))
    return [Trace(mark=colour)]


def watermark(package: Package) -> list[Trace]:
    word = package.word()
    name = package.chance.choice([n for n in package.members if n.startswith("word/header")])
    package.root(name).append(
        element(
            f'<w:p><w:r><w:pict><v:shape id="WaterMark{package.number()}" type="#_x0000_t136" style="width:400pt;'
            f'height:90pt"><v:textpath style="font-family:Calibri" string="{word}"/></v:shape></w:pict></w:r></w:p>'
        )
    )
    return [Trace(word=word)]


EDITS = (
    *_LOOKS,
    column_break,
    _section(
        "page_border",
        '<w:pgBorders><w:top w:val="single" w:sz="{n}"/></w:pgBorders>',
        '<w:top [^>]*w:sz="{n}"',
    ),
    _section("line_numbers", '<w:lnNumType w:countBy="{n}"/>', '<w:lnNumType w:countBy="{n}"'),
    _section("page_numbers", '<w:pgNumType w:start="{n}"/>', '<w:pgNumType [^>]*w:start="{n}"'),
    case_number,
    title,
    protection,
    style,
    custom_data,
    signature,
    watermark,
    page_colour,
)
