"""About a hundred kinds of edit that people make in Word beside typing, one function each.

Each is done to a Word file of a pack, in its raw XML, without regard to how plangen reads it.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.support.package_edits import NAMESPACES, OFFICE, Package, fragment, on_package, properties, w

Change = Callable[[Package], object]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "050001a5f645400000000049454e44ae426082"
)
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RUN = "<w:r><w:t>Egne ord</w:t></w:r>"
_PARAGRAPH = f"<w:p>{_RUN}</w:p>"


# --- properties of text, paragraphs, tables and sections ----------------------------------------------------
def of_run(xml: str) -> Change:
    return lambda package: properties(package.free_run(), "rPr").append(fragment(xml))


def of_paragraph(xml: str) -> Change:
    return lambda package: properties(package.plain_paragraph(), "pPr").append(fragment(xml))


def of_cell(xml: str) -> Change:
    return lambda package: properties(package.cell(), "tcPr").append(fragment(xml))


def of_row(xml: str) -> Change:
    return lambda package: properties(package.cell().getparent(), "trPr").append(fragment(xml))


def of_table(xml: str) -> Change:
    return lambda package: properties(next(package.root().iter(w("tbl"))), "tblPr").append(fragment(xml))


def of_section(xml: str) -> Change:
    def change(package: Package) -> None:
        new = fragment(xml)
        for old in package.section().findall(new.tag):
            package.section().remove(old)
        package.section().append(new)

    return change


def setting(xml: str) -> Change:
    def change(package: Package) -> None:
        new = fragment(xml)
        for old in package.root("word/settings.xml").findall(new.tag):
            package.root("word/settings.xml").remove(old)
        package.root("word/settings.xml").append(new)

    return change


def core(namespace: str, name: str, text: str) -> Change:
    def change(package: Package) -> None:
        root = package.root("docProps/core.xml")
        found = root.find(f"{{{namespace}}}{name}")
        if found is None:
            found = root.makeelement(f"{{{namespace}}}{name}")
            root.append(found)
        found.text = text

    return change


# --- what stands in the text --------------------------------------------------------------------------------
def in_text(xml: str) -> Change:
    """Something in a paragraph of running text."""
    return lambda package: package.free_paragraph().append(fragment(xml))


def after_text(xml: str) -> Change:
    """A block after a paragraph of running text."""
    return lambda package: package.free_paragraph().addnext(fragment(xml))


def around_run(xml: str) -> Change:
    """An element around a run."""

    def change(package: Package) -> None:
        run, outer = package.free_run(), fragment(xml)
        run.addprevious(outer)
        (outer[-1] if len(outer) else outer).append(run)

    return change


def field(code: str) -> str:
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    coded = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return f"<w:ins>{marks['begin']}{coded}{marks['separate']}{_RUN}{marks['end']}</w:ins>"


def complex_field(code: str) -> Change:
    def change(package: Package) -> None:
        for part in fragment(field(code)):
            package.free_paragraph().append(part)

    return change


def alt_chunk(name: str, content: str | bytes, type: str) -> Change:
    def change(package: Package) -> None:
        id = package.add(f"word/{name}", content, "aFChunk", type=type)
        package.free_paragraph().addnext(fragment(f'<w:altChunk r:id="{id}"/>'))

    return change


def _picture(id: str, descr: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="99000" cy="99000"/>'
        f'<wp:docPr id="99" name="b" descr="{descr}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def add_picture(package: Package) -> None:
    id = package.add("word/media/nyt.png", PNG, "image", type="image/png")
    package.free_paragraph().append(fragment(_picture(id)))


def replace_picture(package: Package) -> None:
    package.members["word/media/tidslinje.png"] = PNG


def other_alternative_text(package: Package) -> None:
    next(package.root().iter(f"{{{NAMESPACES['wp']}}}docPr")).set("descr", "Egen beskrivelse")


def ole_object(package: Package) -> None:
    id = package.add("word/embeddings/ark.xlsx", b"PK\x03\x04ark", "package")
    drawn = f'<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="{id}"/></w:object></w:r>'
    package.free_paragraph().append(fragment(drawn))


def graphic(uri: str, inner: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="99" cy="99"/><wp:docPr id="99" name="d"/><a:graphic>'
        f'<a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def chart(package: Package) -> None:
    xml = f'<c:chartSpace xmlns:c="{NAMESPACES["c"]}"><c:v>Brugere i alt</c:v></c:chartSpace>'
    id = package.add("word/charts/chart1.xml", f"<?xml version='1.0'?>{xml}", "chart", type="application/xml")
    package.free_paragraph().append(fragment(graphic(NAMESPACES["c"], f'<c:chart r:id="{id}"/>')))


def smart_art(package: Package) -> None:
    text = f'<x xmlns:a="{NAMESPACES["a"]}"><a:p><a:r><a:t>Trin et</a:t></a:r></a:p></x>'
    package.add(
        "word/diagrams/data1.xml", f"<?xml version='1.0'?>{text}", "diagramData", type="application/xml"
    )
    package.free_paragraph().append(
        fragment(graphic("http://schemas.openxmlformats.org/drawingml/2006/diagram", ""))
    )


def text_box(package: Package) -> None:
    box = f"<wps:wsp><wps:txbx><w:txbxContent>{_PARAGRAPH}</w:txbxContent></wps:txbx></wps:wsp>"
    package.free_paragraph().append(fragment(graphic(NAMESPACES["wps"], box)))


def text_on_background(package: Package) -> None:
    """A picture with words behind all pages."""
    shape = f"<v:background><v:textbox><w:txbxContent>{_PARAGRAPH}</w:txbxContent></v:textbox></v:background>"
    package.root().insert(0, fragment(f'<w:background w:color="FFFFFF">{shape}</w:background>'))


def watermark(package: Package) -> None:
    shape = '<w:r><w:pict><v:shape id="WM"><v:textpath string="KLADDE"/></v:shape></w:pict></w:r>'
    next(package.root("word/header.xml").iter(w("p"))).append(fragment(shape))


def note(kind: str) -> Change:
    def change(package: Package) -> None:
        xml = f'<w:{kind}s xmlns:w="{NAMESPACES["w"]}"><w:{kind} w:id="2">{_PARAGRAPH}</w:{kind}></w:{kind}s>'
        package.add(f"word/{kind}s.xml", f"<?xml version='1.0'?>{xml}", f"{kind}s", type="application/xml")
        package.free_paragraph().append(fragment(f'<w:r><w:{kind}Reference w:id="2"/></w:r>'))

    return change


def comment(package: Package) -> None:
    xml = f'<w:comments xmlns:w="{NAMESPACES["w"]}"><w:comment w:id="1">{_PARAGRAPH}</w:comment></w:comments>'
    package.add("word/comments.xml", f"<?xml version='1.0'?>{xml}", "comments", type="application/xml")
    package.free_paragraph().append(fragment('<w:r><w:commentReference w:id="1"/></w:r>'))


def link(package: Package) -> None:
    id = package.relate("hyperlink", "https://intranet.egelund.dk/vejledning", external=True)
    around_run(f'<w:hyperlink r:id="{id}"/>')(package)


# --- other parts --------------------------------------------------------------------------------------------
def header(kind: str, referenced: bool = True) -> Change:
    def change(package: Package) -> None:
        xml = f"<?xml version='1.0'?><w:hdr xmlns:w=\"{NAMESPACES['w']}\">{_PARAGRAPH}</w:hdr>"
        id = package.add("word/headerNy.xml", xml, "header", type=f"{_WORD_TYPE}.header+xml")
        if referenced:
            package.section().insert(0, fragment(f'<w:headerReference w:type="{kind}" r:id="{id}"/>'))
            if kind == "first":
                package.section().append(fragment("<w:titlePg/>"))

    return change


def in_contents_list(package: Package) -> None:
    lists = (c for c in package.root().iter(w("sdt")) if next(c.iter(w("docPartObj")), None) is not None)
    next(lists).find(w("sdtContent")).append(fragment(_PARAGRAPH))


def building_block(package: Package) -> None:
    part = '<w:docPart><w:docPartPr><w:name w:val="Hilsen"/></w:docPartPr>'
    part += f"<w:docPartBody>{_PARAGRAPH}</w:docPartBody></w:docPart>"
    opened = f'<w:glossaryDocument xmlns:w="{NAMESPACES["w"]}">'
    xml = f"{opened}<w:docParts>{part}</w:docParts></w:glossaryDocument>"
    package.add("word/glossary/document.xml", f"<?xml version='1.0'?>{xml}", "glossaryDocument")


def custom_property(package: Package) -> None:
    xml = (
        f'<property xmlns="{_CUSTOM}" xmlns:vt="{_VT}" pid="9"'
        ' fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" name="Sagsnummer">'
        "<vt:lpwstr>26/01234</vt:lpwstr></property>"
    )
    package.root("docProps/custom.xml").append(fragment(xml))


def manager(package: Package) -> None:
    root = package.root("docProps/app.xml")
    root.append(fragment(f'<Manager xmlns="{root.tag[1:].partition("}")[0]}">Centerchef Bodil</Manager>'))


def custom_xml(package: Package) -> None:
    package.add(
        "customXml/item9.xml", "<?xml version='1.0'?><sag><titel>Egen titel</titel></sag>", "customXml"
    )


def citation(package: Package) -> None:
    uri = f"{OFFICE.rpartition('/')[0]}/bibliography"
    xml = f'<b:Sources xmlns:b="{uri}"><b:Source><b:Title>Digital velfærd</b:Title></b:Source></b:Sources>'
    package.add("customXml/item8.xml", f"<?xml version='1.0'?>{xml}", "customXml")


def signature(package: Package) -> None:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    package.add("_xmlsignatures/origin.sigs", b"", kind, to="")
    xml = "<?xml version='1.0'?><Signature xmlns='http://www.w3.org/2000/09/xmldsig#'>MIIB</Signature>"
    package.members["_xmlsignatures/sig1.xml"] = xml.encode()


def macros(package: Package) -> None:
    package.add(
        "word/vbaProject.bin", b"makro", "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    )


def ink(package: Package) -> None:
    package.add(
        "word/ink/ink1.xml",
        "<?xml version='1.0'?><ink xmlns='http://www.w3.org/2003/InkML'>1 2</ink>",
        "customXml",
    )


def attached_template(package: Package) -> None:
    id = package.relate("attachedTemplate", "file:///H:/Brev.dotx", external=True, to="word/settings.xml")
    package.root("word/settings.xml").insert(0, fragment(f'<w:attachedTemplate r:id="{id}"/>'))


def mail_merge(package: Package) -> None:
    id = package.relate("mailMergeSource", "file:///H:/liste.xlsx", external=True, to="word/settings.xml")
    xml = f'<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataSource r:id="{id}"/></w:mailMerge>'
    package.root("word/settings.xml").append(fragment(xml))


def web_extension(package: Package) -> None:
    kind = "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes"
    package.add("word/webextensions/taskpanes.xml", "<?xml version='1.0'?><t xmlns='urn:t'/>", kind, to="")


def header_tabs(package: Package) -> None:
    header = package.root(next(name for name in package.members if name.startswith("word/header")))
    tabs = '<w:tabs><w:tab w:val="clear" w:pos="9184"/><w:tab w:val="right" w:pos="7000"/></w:tabs>'
    properties(next(header.iter(w("p"))), "pPr").append(fragment(tabs))


def new_style(package: Package) -> None:
    xml = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Egen"><w:name w:val="Egen stil"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:keepLines/></w:pPr></w:style>'
    )
    package.root("word/styles.xml").append(fragment(xml))
    properties(package.free_paragraph(), "pPr").insert(0, fragment('<w:pStyle w:val="Egen"/>'))


def theme_colours(package: Package) -> None:
    for colour in package.root("word/theme/theme1.xml").iter(f"{{{NAMESPACES['a']}}}srgbClr"):
        colour.set("val", "AA0000")


def list_numbers(package: Package) -> None:
    for level in package.root("word/numbering.xml").iter(w("start")):
        level.set(w("val"), "7")


def other_choices(package: Package) -> None:
    next(package.root().iter(w("listItem"))).set(w("displayText"), "Egen valgmulighed")


def answers_control(xml: str) -> Change:
    """A property of the first answer's control."""
    return lambda package: next(
        pr for pr in package.root().iter(w("sdtPr")) if pr.find(w("tag")) is not None
    ).append(fragment(xml))


def joined_cells(package: Package) -> None:
    rows = (row for row in package.root().iter(w("tr")) if len(row.findall(w("tc"))) > 1)
    first, second = (row := next(rows)).findall(w("tc"))[:2]
    properties(first, "tcPr").append(fragment('<w:gridSpan w:val="2"/>'))
    for paragraph in second.findall(w("p")):
        first.append(paragraph)
    row.remove(second)


def merged_down(package: Package) -> None:
    rows = next(package.root().iter(w("tbl"))).findall(w("tr"))
    for row, value in ((rows[1], "restart"), (rows[2], "continue")):
        properties(row.find(w("tc")), "tcPr").append(fragment(f'<w:vMerge w:val="{value}"/>'))


def no_repeated_header(package: Package) -> None:
    for mark in list(package.root().iter(w("tblHeader"))):
        mark.getparent().remove(mark)


def bookmark(package: Package) -> None:
    package.free_paragraph().append(fragment('<w:bookmarkStart w:id="990" w:name="Vigtigt"/>'))
    package.free_paragraph().append(fragment('<w:bookmarkEnd w:id="990"/>'))


def word_in_wrapper(element: str) -> Change:
    return in_text(f'<w:{element} w:element="a" w:uri="urn:a">{_RUN}</w:{element}>')


_SETTINGS: dict[str, Change] = {
    "beskyttelse": setting('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
    "skrivebeskyttelse": setting('<w:writeProtection w:recommended="1"/>'),
    "registrer ændringer": setting("<w:trackRevisions/>"),
    "lige og ulige sidehoveder": setting("<w:evenAndOddHeaders/>"),
    "spejlvendte margener": setting("<w:mirrorMargins/>"),
    "automatisk orddeling": setting('<w:autoHyphenation w:val="0"/>'),
    "tabulatorafstand": setting('<w:defaultTabStop w:val="600"/>'),
    "dokumentvariabel": setting('<w:docVars><w:docVar w:name="sag" w:val="26/01234"/></w:docVars>'),
    "indbinding foroven": setting("<w:gutterAtTop/>"),
    "folderudskrift": setting("<w:bookFoldPrinting/>"),
    "fodnoters nummerering": setting('<w:footnotePr><w:numFmt w:val="upperRoman"/></w:footnotePr>'),
    "tilknyttet skabelon": attached_template,
    "brevfletning": mail_merge,
}
_PROPERTIES: dict[str, Change] = {
    "titel": core(_DC, "title", "Egen titel"),
    "forfatter": core(_DC, "creator", "Bodil Berg"),
    "nøgleord": core(_CORE, "keywords", "egne, nøgleord"),
    "kategori": core(_CORE, "category", "Høringssvar"),
    "status": core(_CORE, "contentStatus", "Endelig"),
    "bemærkninger": core(_DC, "description", "Husk bilaget"),
    "sagsnummer": custom_property,
    "leder": manager,
}
_SECTIONS: dict[str, Change] = {
    "sidekanter": of_section('<w:pgBorders><w:top w:val="single" w:sz="4"/></w:pgBorders>'),
    "linjenumre": of_section('<w:lnNumType w:countBy="1"/>'),
    "sidetal fra": of_section('<w:pgNumType w:start="5"/>'),
    "lodret midt": of_section('<w:vAlign w:val="center"/>'),
    "sektionens skriveretning": of_section('<w:textDirection w:val="tbRl"/>'),
    "fortløbende": of_section('<w:type w:val="continuous"/>'),
    "sektionens fodnoter": of_section('<w:footnotePr><w:pos w:val="beneathText"/></w:footnotePr>'),
    "streg mellem spalter": of_section('<w:cols w:sep="1" w:space="720"/>'),
    "papirbakke": of_section('<w:paperSrc w:first="4"/>'),
    "anden forside": header("first"),
    "lige sidehoved": header("even"),
    "sidehoved uden henvisning": header("default", referenced=False),
    "sidefarve": lambda package: package.root().insert(0, fragment('<w:background w:color="FFEECC"/>')),
    "tekst på sidens baggrund": text_on_background,
    "vandmærke": watermark,
}
_TEXTS: dict[str, Change] = {
    "hævet": of_run('<w:vertAlign w:val="superscript"/>'),
    "sænket": of_run('<w:vertAlign w:val="subscript"/>'),
    "løftet": of_run('<w:position w:val="6"/>'),
    "tegnafstand": of_run('<w:spacing w:val="40"/>'),
    "bogstavbredde": of_run('<w:w w:val="150"/>'),
    "knibning": of_run('<w:kern w:val="28"/>'),
    "kant om tekst": of_run('<w:bdr w:val="single" w:sz="4"/>'),
    "relief": of_run("<w:emboss/>"),
    "kontur": of_run("<w:outline/>"),
    "skygge": of_run("<w:shadow/>"),
    "prikker over": of_run('<w:em w:val="dot"/>'),
    "tilpasset bredde": of_run('<w:fitText w:val="900" w:id="1"/>'),
    "glød": of_run('<w14:glow w14:rad="99"><w14:srgbClr w14:val="FF0000"/></w14:glow>'),
    "ligaturer": of_run('<w14:ligatures w14:val="all"/>'),
    "dobbelt understreget": of_run('<w:u w:val="double"/>'),
    "fremhævet": of_run('<w:highlight w:val="yellow"/>'),
    "skjult": of_run("<w:vanish/>"),
}
_PARAGRAPHS: dict[str, Change] = {
    "hold sammen med næste": of_paragraph("<w:keepNext/>"),
    "hold linjer samlet": of_paragraph("<w:keepLines/>"),
    "enkelte linjer": of_paragraph('<w:widowControl w:val="0"/>'),
    "tabulatorer": of_paragraph('<w:tabs><w:tab w:val="left" w:pos="999"/></w:tabs>'),
    "kant om afsnit": of_paragraph('<w:pBdr><w:top w:val="single" w:sz="8" w:space="1"/></w:pBdr>'),
    "sidehovedets tabulatorer": header_tabs,
    "ramme": of_paragraph('<w:framePr w:w="2000" w:hSpace="141"/>'),
    "dispositionsniveau": of_paragraph('<w:outlineLvl w:val="2"/>'),
    "ingen afstand mellem ens": of_paragraph("<w:contextualSpacing/>"),
    "uden linjenumre": of_paragraph("<w:suppressLineNumbers/>"),
    "uden orddeling": of_paragraph("<w:suppressAutoHyphens/>"),
    "lodret i linjen": of_paragraph('<w:textAlignment w:val="top"/>'),
    "fra højre": of_paragraph("<w:bidi/>"),
    "spejlvendte indryk": of_paragraph("<w:mirrorIndents/>"),
    "ny typografi": new_style,
    "listens tal": list_numbers,
    "temaets farver": theme_colours,
}
_TABLES: dict[str, Change] = {
    "celle skriveretning": of_cell('<w:textDirection w:val="btLr"/>'),
    "celle uden ombrydning": of_cell("<w:noWrap/>"),
    "celle margener": of_cell('<w:tcMar><w:left w:w="400" w:type="dxa"/></w:tcMar>'),
    "celle tilpasset": of_cell("<w:tcFitText/>"),
    "celle midt for": of_cell('<w:vAlign w:val="center"/>'),
    "celle kant": of_cell('<w:tcBorders><w:top w:val="double" w:sz="8"/></w:tcBorders>'),
    "celler lagt sammen": joined_cells,
    "celler lagt sammen nedad": merged_down,
    "skjult række": of_row("<w:hidden/>"),
    "række indrykket": of_row('<w:wBefore w:w="500" w:type="dxa"/>'),
    "overskrift ikke gentaget": no_repeated_header,
    "tabel midtstillet": of_table('<w:jc w:val="center"/>'),
    "tabel indrykket": of_table('<w:tblInd w:w="900" w:type="dxa"/>'),
    "tabel flydende": of_table('<w:tblpPr w:vertAnchor="page" w:tblpY="900"/>'),
    "tabel cellemargener": of_table('<w:tblCellMar><w:left w:w="300" w:type="dxa"/></w:tblCellMar>'),
    "tabel kanter": of_table('<w:tblBorders><w:top w:val="double" w:sz="24"/></w:tblBorders>'),
    "tabel alternativ tekst": of_table('<w:tblDescription w:val="Egen beskrivelse"/>'),
}
_CONTENT: dict[str, Change] = {
    "indsat webside": alt_chunk("afchunk.htm", "<html><body>Indsat bilag</body></html>", "text/html"),
    "indsat RTF": alt_chunk("afchunk.rtf", r"{\rtf1 Indsat bilag}", "application/rtf"),
    "indsat tekstfil": alt_chunk("afchunk.txt", "Indsat bilag", "text/plain"),
    "indsat Word-fil": alt_chunk("afchunk.docx", b"PK\x03\x04bilag", f"{_WORD_TYPE}.document.main+xml"),
    "regneark": ole_object,
    "billede": add_picture,
    "andet billede": replace_picture,
    "billedets beskrivelse": other_alternative_text,
    "diagram": chart,
    "SmartArt": smart_art,
    "tekstboks": text_box,
    "fodnote": note("footnote"),
    "slutnote": note("endnote"),
    "kommentar": comment,
    "link": link,
    "felt med dato": complex_field(r'DATE \@ "d. MMMM"'),
    "felt der spørger": complex_field("FILLIN Hvad?"),
    "krydshenvisning": complex_field(r"REF _Ref1 \h"),
    "registerord": in_text('<w:fldSimple w:instr=" XE &quot;Borgere&quot; "/>'),
    "formel": in_text("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"),
    "ord i indholdsfortegnelsen": in_contents_list,
    "byggeklods": building_block,
    "egne data": custom_xml,
    "kilde": citation,
    "underskrift": signature,
    "makroer": macros,
    "håndskrift": ink,
    "tilføjelsesprogram": web_extension,
    "bogmærke": bookmark,
    "sideskift": in_text('<w:r><w:br w:type="page"/></w:r>'),
    "spalteskift": in_text('<w:r><w:br w:type="column"/></w:r>'),
    "andre valgmuligheder": other_choices,
    "låst svar": answers_control('<w:lock w:val="sdtContentLocked"/>'),
    "ny kontrol": around_run("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent/></w:sdt>"),
    "lydskrift": in_text(f"<w:r><w:ruby><w:rt>{_RUN}</w:rt><w:rubyBase>{_RUN}</w:rubyBase></w:ruby></w:r>"),
    "må rettes af": around_run('<w:permStart w:id="1" w:edGrp="everyone"/>'),
    "retning": around_run('<w:bdo w:val="rtl"/>'),
    "ord i smartTag": word_in_wrapper("smartTag"),
    "ord i customXml": word_in_wrapper("customXml"),
    "slettet med sporing": in_text("<w:del><w:r><w:delText>Slettede ord</w:delText></w:r></w:del>"),
    "tegn": in_text('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'),
    "underdokument": lambda package: package.free_paragraph().addnext(
        fragment(f'<w:subDoc r:id="{package.relate("subDocument", "bilag.docx", external=True)}"/>')
    ),
}
LOOKS = (*_TEXTS, *_PARAGRAPHS, *_TABLES)
"""The kinds that are looks."""
STRANGE: dict[str, Callable[[bytes], bytes]] = {
    name: on_package(change)
    for kinds in (_SETTINGS, _PROPERTIES, _SECTIONS, _TEXTS, _PARAGRAPHS, _TABLES, _CONTENT)
    for name, change in kinds.items()
}
"""Kind → the edit."""
