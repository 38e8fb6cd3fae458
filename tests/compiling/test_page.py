"""A page compiled from a Word template: what Word says, in the words of HTML."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import page as pdf_checker
import pikepdf
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from lxml import html as lxml_html
from PIL import Image

from plangen.compiling.page import page_source
from plangen.documents.printing import Printing
from plangen.findings import TemplateError
from plangen.texts.records import Record
from plangen.texts.values import ContentsList
from plangen.web.page import Page, PageTemplates
from plangen.web.pdf import write_pdf
from tests.support.cases import each
from tests.support.projection import html_projection, word_projection
from tests.web.sample import load, nameless
from tests.word.building import changed, docx, hidden, markdown, missing, render_file, rows, text

NAME = "prøve.html"


def page_of(data: bytes, **context: object) -> Page:
    """The page of a template, as it comes out of the compiler and the page engine."""
    source = page_source("prøve.docx", data)

    def read(name: str) -> str:
        return source.text if name == "proeve.html" else load(name)

    def place(name: str, line: int) -> tuple[str, str]:
        return "prøve.docx", str(source.at(line))

    context.setdefault("dokument", Record({"fuld_titel": "Prøve"}))
    context.setdefault("indhold", ContentsList())
    return PageTemplates(read, place).render("proeve.html", context, Printing())


def main_of(data: bytes, **context: object) -> str:
    """What stands in the page's main part, on one line."""
    body = nameless(page_of(data, **context).html).split("<main>")[1].split("</main>")[0]
    return re.sub(r"\s*\n\s*", "", body)


def edited(source: str, change: Callable[[Any], None]) -> bytes:
    """The template of the notation, changed with python-docx."""
    document = Document(io.BytesIO(docx(source)))
    change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def set_on(element: Any, xml: str) -> None:
    element.append(parse_xml(xml.replace("/>", f" {nsdecls('w')}/>", 1)))


# --- a municipality's own template --------------------------------------------------------------------------


def own_template() -> bytes:
    """A template that python-docx makes from nothing but its own default styles and Word's ordinary means."""

    def fill(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Vestby Kommune\t\t{{ sag }}"
        red = document.styles.add_style("Vestby fremhævet", 1)
        red.font.size, red.font.color.rgb, red.font.bold = Pt(14), RGBColor(0xB0, 0x10, 0x20), True
        document.add_paragraph("Mål: {{ maal_i_alt }}", style="Vestby fremhævet")
        picture = io.BytesIO()
        Image.new("RGB", (40, 20), "red").save(picture, "PNG")
        drawn = document.add_picture(io.BytesIO(picture.getvalue()), width=Mm(20))
        drawn._inline.docPr.set("descr", "Byvåben for {{ sag }}")
        section = document.add_section()
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
        document.add_paragraph("På tværs")

    return edited(
        """
        [Title] Vores plan
        # Hvorfor
        {{ problem }}
        Kort: {{ problem }} og mere
        # Mål
        | Mål | Hvem |
        | {%tr for r in maal %} | |
        | {{ r.a }} | {{ r.b }} |
        | {%tr endfor %} | |
        {%p for r in maal %}
        [List Bullet] {{ r.a }}
        {%p endfor %}
        """,
        fill,
    )


OWN: dict[str, object] = {
    "sag": text("Sag 7"),
    "maal_i_alt": text("to"),
    "problem": markdown("Et.\n\n- a\n- b"),
    "maal": rows(
        {"a": text("Færre fejl"), "b": text("Teamet")}, {"a": text("Mere tid"), "b": missing("Hvem")}
    ),
}


def test_a_template_of_ones_own_says_the_same_in_word_and_on_the_page() -> None:
    word = word_projection(render_file(own_template(), **OWN))
    assert html_projection(page_of(own_template(), **OWN).html) == word
    assert ("celle", "Færre fejl") in word and ("punkt", "Mere tid") in word


def test_a_template_of_ones_own_gives_an_accessible_pdf() -> None:
    page = page_of(own_template(), **OWN)
    assert [missing.id for missing in page.missing] == ["svar"]
    found = write_pdf(page.html)
    report = pdf_checker.validate_pdf_bytes(found.content, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    with pikepdf.open(io.BytesIO(found.content)) as pdf:
        boxes = [[float(side) for side in page.MediaBox[2:]] for page in pdf.pages]
    assert [width > height for width, height in boxes] == [False, True]


def test_looks_of_a_style_that_the_house_does_not_know_come_along() -> None:
    found = main_of(own_template(), **OWN)
    assert re.search(r'<p style="font-weight: bold; color: #B01020; font-size: 14pt">Mål: to</p>', found), (
        found
    )
    assert 'alt="Byvåben for Sag 7" style="width: 20.0mm; height: 10.0mm"' in found


def test_looks_come_along_into_cells_too() -> None:
    def change(document: Any) -> None:
        style = document.styles.add_style("Beløb", 1)
        style.font.italic = True
        style.paragraph_format.alignment = 2
        document.tables[0].cell(1, 0).paragraphs[0].style = style

    found = main_of(edited("| k | l |\n| a | b |", change))
    assert '<td style="text-align: right; font-style: italic">a</td><td>b</td>' in found


# --- tags ---------------------------------------------------------------------------------------------------


def test_statements_over_several_looks_leave_no_element_open() -> None:
    source = "{% if x %}a‖**b{% endif %}c**"
    assert main_of(docx(source), x=text("ja")) == "<p>a<strong>b</strong><strong>c</strong></p>"
    assert main_of(docx(source), x=hidden()) == "<p><strong>c</strong></p>"


def test_what_prints_nothing_leaves_no_paragraph() -> None:
    found = main_of(docx("a\n{{ x }}\n[List Bullet] {{ x }}\n{# note #}\nb"), x=hidden())
    assert found == "<p>a</p><p>b</p>"


@each(
    ("cells", "expected"),
    [
        ("| {% colspan n %}{{ x }} | b |", '<td colspan="2">v</td><td>b</td>'),
        ("| {% cellbg c %}{{ x }} | b |", '<td style="background-color: #FFEE00">v</td><td>b</td>'),
        ("| {%tc for i in ns %} | {{ i }} | {%tc endfor %} | b |", "<td>1</td><td>2</td><td>b</td>"),
        (
            "| {%tc for i in ns %} | {% hm %}{{ x }} | {%tc endfor %} | b |",
            '<td colspan="2">v</td><td>b</td>',
        ),
    ],
    ids=["colspan", "cellbg", "cells in a loop", "merged across"],
)
def test_tags_of_cells(cells: str, expected: str) -> None:
    found = main_of(
        docx(f"| {' | '.join('k' * (cells.count('|') - 1))} |\n{cells}"), x="v", n=2, c="FFEE00", ns=[1, 2]
    )
    assert f'<tbody><tr class="delelig">{expected}</tr></tbody>' in found


def test_columns_that_tags_make_are_as_wide_as_the_cells_of_the_first_row() -> None:
    def widths(document: Any) -> None:
        for row in document.tables[0].rows:
            for cell, width in zip(row.cells, ("1500", "850", "850", "850"), strict=True):
                given = cell._tc.get_or_add_tcPr().get_or_add_tcW()
                given.set(qn("w:w"), width)
                given.set(qn("w:type"), "pct")

    row = "| {} | {{%tc for i in ns %}} | {{{{ i }}}} | {{%tc endfor %}} |"
    source = edited(f"{row.format('Trin')}\n{row.format('a')}", widths)
    assert columns(main_of(source, ns=[1])) == [63.83, 36.17]
    assert columns(main_of(source, ns=[1, 2, 3])) == [37.04, 20.99, 20.99, 20.99]


def columns(page: str) -> list[float]:
    return [float(width) for width in re.findall(r'<col style="width: ([\d.]+)%"', page)]


def test_cells_merged_downwards_take_the_rows_that_are_printed() -> None:
    source = (
        "| k | l |\n| {%tr for r in x %} | |\n| {% vm %}Gruppe | {{ r.a }} |\n| {%tr endfor %} | |\n| c | d |"
    )
    found = main_of(docx(source), x=rows({"a": text("1")}, {"a": text("2")}, {"a": text("3")}))
    assert (
        '<tr><td rowspan="3">Gruppe</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr>'
        "<tr><td>c</td><td>d</td></tr>"
    ) in found.replace(' class="delelig"', "")


def test_cells_that_word_merges_take_the_rows_that_are_printed() -> None:
    def merge(document: Any) -> None:
        table = document.tables[0]
        table.cell(1, 0).merge(table.cell(4, 0))

    source = "| k | l |\n| a | 1 |\n| | {%tr if x %} |\n| | 2 |\n| | {%tr endif %} |"
    data = edited(source, merge)
    for value, span in ((text("ja"), ' rowspan="2"'), (hidden(), "")):
        found = main_of(data, x=value)
        assert f"<td{span}><p>a</p>" in found or f"<td{span}>a</td>" in found


def test_a_mistake_while_printing_is_named_with_its_place_in_word() -> None:
    with pytest.raises(TemplateError) as caught:
        page_of(docx("# Formål\n{{ x.findes_ikke }}"), x=Record({}))
    assert "prøve.docx" in caught.value.message and "x.findes_ikke" in caught.value.message


def test_broken_tags_are_refused_as_for_the_word_file() -> None:
    with pytest.raises(TemplateError, match="»if« bliver aldrig afsluttet med »endif«"):
        page_of(docx("{%p if x %}\na"), x=1)


def test_text_is_never_a_tag_or_markup() -> None:
    found = page_of(docx("A <b>& } { B"), x=1)
    assert "A &lt;b&gt;&amp; } { B" in found.html


def test_a_template_is_compiled_once() -> None:
    data = docx("{{ x }}")
    assert page_source("a.docx", data) is page_source("a.docx", bytes(data))


# --- lists --------------------------------------------------------------------------------------------------


def test_items_of_loops_and_depths_become_lists() -> None:
    source = """
        {%p for r in x %}
        [List Number] {{ r.a }}
        [List Bullet 2] under
        {%p endfor %}
        Imellem
        [List Number] sidst
    """

    def number(document: Any) -> None:
        for paragraph in document.paragraphs:
            if paragraph.style.name == "List Bullet 2":
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 1, 1

    found = main_of(edited(source, number), x=rows({"a": text("A")}, {"a": text("B")}))
    assert found == (
        "<ol><li>A<ul><li>under</li></ul></li><li>B<ul><li>under</li></ul></li></ol>"
        '<p>Imellem</p><ol start="3"><li>sidst</li></ol>'
    )


# --- pages --------------------------------------------------------------------------------------------------


def two_sections() -> bytes:
    """An upright part and, if »x«, a landscape part between."""

    def change(document: Any) -> None:
        for start, size in (("før", (11906, 16838)), ("tværs", (16838, 11906))):
            paragraph = next(p for p in document.paragraphs if p.text == start)
            page = f'<w:pgSz w:w="{size[0]}" w:h="{size[1]}"/>'
            margins = '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/>'
            section = f"<w:pPr><w:sectPr>{page}{margins}</w:sectPr></w:pPr>"
            mark = f"<w:p {nsdecls('w')}>{section}</w:p>"
            paragraph._p.addnext(parse_xml(mark))

    return edited("a\n{%p if x %}\nfør\ntværs\n{%p endif %}\nefter", change)


def test_sections_are_parted_as_they_are_printed() -> None:
    found = lxml_html.fragment_fromstring(main_of(two_sections(), x=text("ja")), create_parent="main")
    assert [(s.get("class"), s.text_content()) for s in found] == [
        ("side-210-297-20-20-20-20 ny", "afør"),
        ("side-297-210-20-20-20-20 ny", "tværs"),
        (found[2].get("class"), "efter"),
    ]
    page = page_of(two_sections(), x=text("ja")).html
    assert "@page side-297-210-20-20-20-20 { size: 297mm 210mm; margin: 20mm 20mm 20mm 20mm; }" in page


def test_section_breaks_that_are_left_out_part_nothing() -> None:
    assert main_of(two_sections(), x=hidden()) == "<p>a</p><p>efter</p>"


def test_breaks_between_pages() -> None:
    def change(document: Any) -> None:
        document.paragraphs[0].add_run().add_break(WD_BREAK.PAGE)
        document.paragraphs[2].paragraph_format.page_break_before = True
        document.paragraphs[1].paragraph_format.keep_with_next = True

    found = main_of(edited("a\nb\nc", change))
    assert found == '<p>a</p><div class="sideskift"></div><p class="hold">b</p><p class="nyside">c</p>'


def test_header_and_footer_stand_in_the_margins() -> None:
    def change(document: Any) -> None:
        footer = document.sections[0].footer.paragraphs[0]
        for kind, code in (("begin", ""), ("", " PAGE "), ("separate", ""), ("", "3"), ("end", "")):
            run = footer.add_run("" if code == " PAGE " else code)
            if kind:
                set_on(run._r, f'<w:fldChar w:fldCharType="{kind}"/>')
            elif code == " PAGE ":
                run._r.append(parse_xml(f"<w:instrText {nsdecls('w')}> PAGE </w:instrText>"))

    data = edited("sidehoved: {{ x }}\t\tUdkast\nsidefod: Side \na", change)
    found = nameless(page_of(data, x=text("Vestby")).html)
    assert (
        '<header class="sidehoved"><p class="tredelt"><span>Vestby</span><span class="i_midten"></span>'
        '<span class="til_hoejre">Udkast</span></p></header>' in found
    )
    assert '<footer class="sidefod"><p><span>Side<span class="sidetal"></span></span></p></footer>' in found


def test_what_is_missing_in_the_margins_is_missing_last() -> None:
    data = docx("sidehoved: {{ x }}\n# Formål\n{{ y }}")
    found = page_of(data, x=missing("Kommune"), y=missing("Formål")).missing
    assert [(one.label, one.heading) for one in found] == [("Formål", "Formål"), ("Kommune", "")]


def test_a_margin_has_room_for_a_few_lines() -> None:
    found = page_of(docx("sidehoved: {{ x }}\tUdkast\na"), x=text("ord " * 500)).html
    header = lxml_html.document_fromstring(found).find(".//header/p")
    assert len(header[0].text_content()) < 160 and header[1].text_content() == "Udkast"


NOTE_PART = f"""<w:footnotes {nsdecls("w")}><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>
<w:r><w:t>Kilde: {{{{ x }}}}</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def test_footnotes_stand_at_the_end_and_are_led_to() -> None:
    def change(document: Any) -> None:
        for paragraph in document.paragraphs:
            set_on(paragraph.add_run()._r, '<w:footnoteReference w:id="7"/>')

    wml = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    data = changed(
        edited("a\nb", change),
        {
            "word/footnotes.xml": NOTE_PART.encode(),
            "word/_rels/document.xml.rels": (
                "</Relationships>",
                f'<Relationship Id="rId99" Type="{office}/footnotes" Target="footnotes.xml"/>'
                "</Relationships>",
            ),
            "[Content_Types].xml": (
                "</Types>",
                f'<Override PartName="/word/footnotes.xml" ContentType="{wml}.footnotes+xml"/></Types>',
            ),
        },
    )
    assert main_of(data, x=text("KL")) == (
        '<p>a<sup><a href="#note-1">1</a></sup></p><p>b<sup><a href="#note-1">1</a></sup></p>'
        '<p class="tabeltitel">Noter</p><ol class="noter"><li id="note-1"><p>Kilde: KL</p></li></ol>'
    )


# --- what a page cannot show --------------------------------------------------------------------------------


def test_a_picture_of_another_kind_is_refused_with_its_place() -> None:
    def change(document: Any) -> None:
        file = io.BytesIO()
        Image.new("RGB", (4, 4)).save(file, "BMP")
        document.add_picture(io.BytesIO(file.getvalue()))

    with pytest.raises(
        TemplateError, match=r"afsnit 2.*billedet er af en slags, som PDF-filen ikke kan vise"
    ):
        page_of(edited("a", change))


def test_a_heading_of_the_contents_list_is_the_templates_own() -> None:
    headings = "\n".join(f"# Afsnit {n}" for n in range(14))
    found = page_of(docx(f"{{{{ indhold }}}}\n{headings}")).html
    nav = lxml_html.document_fromstring(found).find(".//nav")
    assert nav.getparent().tag == "main"
    assert [link.text for link in nav.iter("a")] == [f"Afsnit {n}" for n in range(14)]
