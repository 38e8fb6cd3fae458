"""Builds the first version of a plangen Word template. Every function returns a piece of document.xml.

A tag always stands in one run. `{%p … %}` stands alone in its paragraph (style Skabelonkode: small and grey, so that
staff can tell machinery from text), `{%tr … %}` alone in a row.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import house
from house import HEAD, R, W

# Pages in twentieths of a point: width, height, margins top, right, bottom, left (25/24/22/24 mm; 22/20/20/20 mm).
PORTRAIT = (11906, 16838, 1417, 1361, 1247, 1361)
LANDSCAPE = (16838, 11906, 1247, 1134, 1134, 1134)
HEADER_AT, FOOTER_AT = 680, 624  # 12 and 11 mm


def text_width(page: tuple[int, ...]) -> int:
    return page[0] - page[3] - page[5]


# ---------------------------------------------------------------- text


@dataclass(frozen=True)
class Run:
    text: str
    style: str = ""


def b(text: str) -> Run:
    return Run(text, "Strong")


def em(text: str) -> Run:
    return Run(text, "Emphasis")


TAB = Run("\t")


def run(part: str | Run) -> str:
    part = Run(part) if isinstance(part, str) else part
    rpr = f'<w:rPr><w:rStyle w:val="{part.style}"/></w:rPr>' if part.style else ""
    if part is TAB:
        return "<w:r><w:tab/></w:r>"
    space = ' xml:space="preserve"' if part.text != part.text.strip() else ""
    return f"<w:r>{rpr}<w:t{space}>{escape(part.text)}</w:t></w:r>"


def p(*parts: str | Run, style: str = "", keep: bool = False) -> str:
    """A paragraph; Normal without `style`. `keep`: together with the next one."""
    ppr = (f'<w:pStyle w:val="{style}"/>' if style else "") + ("<w:keepNext/>" if keep else "")
    return "<w:p>" + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "") + "".join(map(run, parts)) + "</w:p>"


def h1(text: str) -> str:
    return p(text, style="Heading1")


def h2(text: str) -> str:
    return p(text, style="Heading2")


def h3(text: str) -> str:
    return p(text, style="Heading3")


def code(tag: str) -> str:
    """`code("if x")` → a paragraph `{%p if x %}` that disappears."""
    return p(f"{{%p {tag} %}}", style="Skabelonkode")


def when(condition: str, *pieces: str) -> str:
    """Pieces that are printed only if the condition holds."""
    return code(f"if {condition}") + "".join(pieces) + code("endif")


def loop(head: str, *pieces: str) -> str:
    """Pieces that are printed for every item: `loop("k in plan.kort", …)`."""
    return code(f"for {head}") + "".join(pieces) + code("endfor")


def page_break_before(paragraph: str) -> str:
    """The same paragraph (with a style) on a new page."""
    return paragraph.replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1).replace(
        "<w:keepNext/><w:pageBreakBefore/>", "<w:pageBreakBefore/><w:keepNext/>", 1
    )


# ---------------------------------------------------------------- tables

Content = str | Run | Sequence[str]


def cell_paragraphs(content: Content, style: str) -> str:
    """A text, a run, or ready-made paragraphs."""
    if isinstance(content, (str, Run)):
        content = [content]
    return "".join(c if isinstance(c, str) and c.startswith("<w:p>") else p(c, style=style) for c in content)


def tc(inner: str, percent: float, span: int = 1) -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{round(percent * 50)}" w:type="pct"/>{grid}</w:tcPr>{inner}</w:tc>'


def tr(*cells: str, header: bool = False, height_mm: float = 0) -> str:
    height = f'<w:trHeight w:val="{round(height_mm * 56.7)}" w:hRule="atLeast"/>' if height_mm else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{'<w:tblHeader/>' if header else ''}</w:trPr>{''.join(cells)}</w:tr>"


def row_code(tag: str, columns: int) -> str:
    """`row_code("for m in maal", 3)` → a row `{%tr for m in maal %}` that disappears."""
    return tr(tc(p(f"{{%tr {tag} %}}", style="Skabelonkode"), 100, columns))


TIGHT = '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/></w:tblCellMar>'


def tbl(
    rows: str, widths: Sequence[float], *, style: str, caption: str, description: str, page: tuple[int, ...] = PORTRAIT,
    first_row: bool = False, first_column: bool = False, tight: bool = False,
) -> str:  # fmt: skip
    """`tight`: less room above and below each row, for long tables."""
    assert abs(sum(widths) - 100) < 0.01, f"widths are {sum(widths)} %"
    look = 0x0600 | (0x0020 if first_row else 0) | (0x0080 if first_column else 0)
    grid = "".join(f'<w:gridCol w:w="{round(text_width(page) * w / 100)}"/>' for w in widths)
    margins = TIGHT if tight else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/>{margins}<w:tblLook w:val="{look:04X}"'
        f' w:firstRow="{int(first_row)}" w:lastRow="0" w:firstColumn="{int(first_column)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(caption)}/><w:tblDescription w:val={quoteattr(description)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


@dataclass(frozen=True)
class Col:
    head: str
    width: float  # per cent
    content: Content


def table(
    caption: str, columns: Sequence[Col], each: str, *, otherwise: str = "", title: bool = True, description: str = "",
    page: tuple[int, ...] = PORTRAIT, height_mm: float = 0, extra: str = "", group: tuple[str, str] | None = None,
    small: bool = False, tight: bool = False,
) -> str:  # fmt: skip
    """A table with a repeated header row and one row per item of `each` (»m in maal«). `otherwise` is printed in a row
    over all columns when there is none (»{{ maal.ellers }}«). `title`: print the caption above it. `extra`: rows after the
    loop (sums). `small`: small text, for many columns; `tight`: less room between its rows. `group`: an outer loop and what the row above each group says (»g in krav_grupper«, »{{ g.navn }}«);
    then `otherwise` is the outer loop's."""
    widths = [c.width for c in columns]
    n = len(columns)
    size = "Smal" if small else ""
    head = tr(*(tc(p(c.head, style=f"Tabeloverskrift{size}"), c.width) for c in columns), header=True)
    body = tr(
        *(tc(cell_paragraphs(c.content, f"Tabeltekst{size}"), c.width) for c in columns), height_mm=height_mm
    )
    rows = [head, row_code(f"for {each}", n), body]
    if group:
        group_row = tr(tc(p(group[1], style="Tabeletiket", keep=True), 100, n))
        inner = [row_code(f"for {each}", n), body, row_code("endfor", n)]
        rows = [head, row_code(f"for {group[0]}", n), group_row, *inner]
    if otherwise:
        rows += [row_code("else", n), tr(tc(p(otherwise, style=f"Tabeltekst{size}"), 100, n))]
    rows += [row_code("endfor", n), extra]
    description = description or f"Kolonner: {', '.join(c.head for c in columns)}."
    return (p(caption, style="Tabeltitel") if title else "") + tbl(
        "".join(rows),
        widths,
        style="Plangentabel",
        caption=caption,
        description=description,
        page=page,
        first_row=True,
        tight=tight,
    )


@dataclass(frozen=True)
class Fact:
    label: str
    content: Content
    when: str = ""


def facts(
    caption: str, rows: Sequence[Fact], *, title: bool = True, description: str = "", page: tuple[int, ...] = PORTRAIT,
    label_width: float = 30, heights_mm: float = 0, together: bool = True,
) -> str:  # fmt: skip
    """A table of labels and values. A fact with `when` has its row only if the condition holds.
    `together`: on one page (for long tables False)."""
    out = []
    for fact in rows:
        row = tr(
            tc(p(fact.label, style="Tabeletiket", keep=together and fact is not rows[-1]), label_width),
            tc(cell_paragraphs(fact.content, "Tabeltekst"), 100 - label_width),
            height_mm=heights_mm,
        )
        out.append(row_code(f"if {fact.when}", 2) + row + row_code("endif", 2) if fact.when else row)
    description = description or f"Oplysninger: {', '.join(f.label for f in rows)}."
    return (p(caption, style="Tabeltitel") if title else "") + tbl(
        "".join(out), [label_width, 100 - label_width], style="Plangenoplysninger", caption=caption,
        description=description, page=page, first_column=True,
    )  # fmt: skip


def sheet(
    caption: str, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[Content]], *, title: bool = True, height_mm: float = 12,
    description: str = "", page: tuple[int, ...] = PORTRAIT,
) -> str:  # fmt: skip
    """A table with fixed rows, e.g. to write in by hand; an empty cell is ""."""
    head = tr(*(tc(p(h, style="Tabeloverskrift"), w) for h, w in columns), header=True)
    body = "".join(
        tr(
            *(tc(cell_paragraphs(c, "Skrivefelt"), w) for c, (_, w) in zip(row, columns, strict=True)),
            height_mm=height_mm,
        )
        for row in rows
    )
    description = description or f"Kolonner: {', '.join(h for h, _ in columns)}."
    return (p(caption, style="Tabeltitel") if title else "") + tbl(
        head + body,
        [w for _, w in columns],
        style="Plangentabel",
        caption=caption,
        description=description,
        page=page,
        first_row=True,
    )


def grid(
    caption: str, rows: Sequence[Sequence[tuple[str, Content]]], *, height_mm: float, title: bool = False, description: str = "",
    page: tuple[int, ...] = PORTRAIT, widths: Sequence[float] = (),
) -> str:  # fmt: skip
    """Fields of equal width, each a label and room to write (evalueringsvindue 2×2, interessentmatrix, 3×2 sheets)."""
    columns = max(map(len, rows))
    widths = widths or [100 / columns] * columns
    body = "".join(
        tr(
            *(
                tc(p(label, style="Tabeloverskrift") + cell_paragraphs(content, "Skrivefelt"), w)
                for (label, content), w in zip(row, widths, strict=True)
            ),
            height_mm=height_mm,
        )
        for row in rows
    )
    labels = ", ".join(label for row in rows for label, _ in row)
    return (p(caption, style="Tabeltitel") if title else "") + tbl(
        body,
        widths,
        style="Plangengitter",
        caption=caption,
        description=description or f"Felter: {labels}.",
        page=page,
    )


def writing_lines(count: int) -> str:
    """Ruled lines to write on."""
    return p(style="Skrivelinje") * count


# ---------------------------------------------------------------- blocks that every document has


def logo() -> str:
    """The logo in a paragraph frame at the right margin, the title beside it. A frame is no text box: its paragraph is
    read in its place. It stands in the paragraph and not in the style, because LibreOffice overlooks it there."""
    frame = '<w:framePr w:w="2892" w:hSpace="227" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="right" w:y="1"/>'
    return p("{{ logo }}", style="Logo").replace(
        '<w:pStyle w:val="Logo"/>', f'<w:pStyle w:val="Logo"/>{frame}'
    )


def fact_pairs(
    caption: str, rows: Sequence[tuple[Fact, Fact]], last: Fact, *, page: tuple[int, ...] = LANDSCAPE
) -> str:
    """Two facts beside each other; `last` (with `when`) has a row of its own."""
    widths = (13, 37, 13, 37) if page is LANDSCAPE else (15, 35, 15, 35)
    tint = '<w:shd w:val="clear" w:color="auto" w:fill="E8F0F2" w:themeFill="background2"/>'

    def cells(*facts: Fact, span: int = 1) -> str:
        out = ""
        for at, fact in enumerate(facts):
            label = tc(p(fact.label, style="Tabeletiket", keep=True), widths[2 * at])
            out += label.replace("</w:tcPr>", f"{tint}</w:tcPr>", 1)
            out += tc(
                cell_paragraphs(fact.content, "Tabeltekst"), sum(widths[2 * at + 1 : 2 * at + 1 + span]), span
            )
        return tr(out)

    body = "".join(cells(*pair) for pair in rows)
    body += row_code(f"if {last.when}", 4) + cells(last, span=3) + row_code("endif", 4)
    labels = ", ".join(fact.label for fact in (*(f for pair in rows for f in pair), last))
    return p(caption, style="Tabeltitel") + tbl(
        body, widths, style="Plangenoplysninger", caption=caption, description=f"Oplysninger: {labels}.", page=page,
        first_column=True, tight=True,
    )  # fmt: skip


def document_facts(page: tuple[int, ...]) -> str:
    facts_ = [
        Fact("Projekt", "{{ projekt_titel }}"),
        Fact("Dokument", "{{ dokument.titel }}"),
        Fact("Afdeling", "{{ dokument.afdeling }}"),
        Fact("Sagsnr.", "{{ pakke.sagsnummer }}"),
        Fact("Version", "{{ pakke.version }}"),
        Fact("Status", "{{ pakke.status }}"),
        Fact("Dato", "{{ pakke.dato }}"),
        Fact("Udarbejdet af", "{{ pakke.udarbejdet_af }}"),
    ]
    approved = Fact("Godkendt af", "{{ pakke.godkendt_af }}", when="pakke.status.raw == 'godkendt'")
    pairs = list(zip(facts_[::2], facts_[1::2], strict=True))
    return fact_pairs("Dokumentoplysninger", pairs, approved, page=page)


def front(
    *, purpose: bool = True, page: tuple[int, ...] = PORTRAIT, contents: str = p("{{ indhold }}")
) -> str:
    """Logo, title, project, purpose (all but D01), Dokumentoplysninger, Revisionshistorik, contents list."""
    return "".join(
        [
            when("logo", logo()),
            p("{{ dokument.titel }}", style="Title"),
            p("{{ formaal_kort }}", style="Formaalslinje") if purpose else "",
            p("{{ projekt_titel }}", style="Subtitle"),
            p("{{ kommune_navn }} · {{ dokument.afdeling }}", style="Sted"),
            document_facts(page),
            table(
                "Revisionshistorik",
                [
                    Col("Version", 12, "{{ r.version }}"),
                    Col("Dato", 14, "{{ r.dato }}"),
                    Col("Udarbejdet/revideret af", 26, "{{ r.af }}"),
                    Col("Ændringer", 48, "{{ r.aendringer }}"),
                ],
                "r in pakke.revisioner",
                page=page,
                tight=True,
            ),
            contents,
        ]
    )


def end(*, page: tuple[int, ...] = PORTRAIT) -> str:
    """Åbne punkter (when there are any) and Grundlag."""
    return (
        when(
            "aabne_punkter",
            h1("Åbne punkter"),
            table(
                "Åbne punkter",
                [
                    Col("Afsnit", 24, "{{ punkt.afsnit }}"),
                    Col("Hvad mangler", 32, "{{ punkt.mangler }}"),
                    Col("Hvem kan svare", 27, "{{ punkt.kan_svare }}"),
                    Col("Senest", 17, "{{ punkt.senest }}"),
                ],
                "punkt in aabne_punkter",
                title=False,
                description="Spørgsmål, der endnu ikke er besvaret i dette dokument. Kolonner: Afsnit, Hvad mangler, Hvem kan svare, Senest.",
                page=page,
            ),
        )
        + h1("Grundlag")
        + p("{{ dokument.grundlag }}", style="Note")
    )


# ---------------------------------------------------------------- sections and package

HEADER_LEFT = "{{ kommune_navn }} · {{ dokument.titel }}"
HEADER_RIGHT = (
    Run("{% if dokument.udkast %}Udkast{% endif %}", "Maerke"),
    Run("{% if dokument.udkast and dokument.internt %} · {% endif %}", "Maerke"),
    Run("{% if dokument.internt %}Intern{% endif %}", "Maerke"),
)
FOOTER_LEFT = (
    "{% if pakke.version %}Version {{ pakke.version }}{% endif %}",
    "{% if pakke.version and pakke.dato %} · {% endif %}",
    "{% if pakke.dato %}{{ pakke.dato }}{% endif %}",
)


def field(instruction: str, cached: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>{cached}</w:t></w:r></w:fldSimple>'


def tabs(page: tuple[int, ...]) -> str:
    """A right tab at the margin of a landscape page (the styles have the one of a portrait page)."""
    if page is PORTRAIT:
        return ""
    return f'<w:tabs><w:tab w:val="clear" w:pos="{text_width(PORTRAIT)}"/><w:tab w:val="right" w:pos="{text_width(page)}"/></w:tabs>'


def header(page: tuple[int, ...]) -> str:
    runs = run(HEADER_LEFT) + run(TAB) + "".join(map(run, HEADER_RIGHT))
    return f'{HEAD}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/>{tabs(page)}</w:pPr>{runs}</w:p></w:hdr>'


def footer(page: tuple[int, ...]) -> str:
    number = run("Side ") + field("PAGE", "1") + run(" af ") + field("NUMPAGES", "1")
    runs = "".join(map(run, FOOTER_LEFT)) + run(TAB) + number
    return f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/>{tabs(page)}</w:pPr>{runs}</w:p></w:ftr>'


def section(page: tuple[int, ...]) -> str:
    kind = "Landscape" if page is LANDSCAPE else "Portrait"
    width, height, top, right, bottom, left = page
    orient = ' w:orient="landscape"' if page is LANDSCAPE else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="header{kind}"/><w:footerReference w:type="default" r:id="footer{kind}"/>'
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{orient}/><w:pgMar w:top="{top}" w:right="{right}"'
        f' w:bottom="{bottom}" w:left="{left}" w:header="{HEADER_AT}" w:footer="{FOOTER_AT}" w:gutter="0"/></w:sectPr>'
    )


def end_section(page: tuple[int, ...]) -> str:
    """Ends the pages before it, which are portrait or landscape; what follows begins on a new page."""
    return f'<w:p><w:pPr><w:pStyle w:val="Sektionsskift"/>{section(page)}</w:pPr></w:p>'


def landscape(*pieces: str) -> str:
    """Landscape pages between portrait pages: ends the portrait section before and its own."""
    return end_section(PORTRAIT) + "".join(pieces) + end_section(LANDSCAPE)


def write(path: Path, title: str, *pieces: str, page: tuple[int, ...] = PORTRAIT) -> None:
    """The .docx. `page` is the last section's (or the only one's)."""
    body = "".join(pieces) + section(page)
    parts = {
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": house.styles(small="TabeltekstSmal" in body),
        "word/numbering.xml": house.numbering(),
        "word/settings.xml": house.settings(),
        "word/fontTable.xml": house.font_table(),
        "word/theme/theme1.xml": house.theme(),
    }
    rels = [(n, n, f"{n}.xml") for n in ("styles", "numbering", "settings", "fontTable")] + [
        ("theme", "theme", "theme/theme1.xml")
    ]
    kinds = [k for k in ("Portrait", "Landscape") if f'"header{k}"' in body]
    for kind in kinds:
        size = LANDSCAPE if kind == "Landscape" else PORTRAIT
        for what, make in (("header", header), ("footer", footer)):
            name = what if len(kinds) == 1 else f"{what}_{'liggende' if kind == 'Landscape' else 'staaende'}"
            parts[f"word/{name}.xml"] = make(size)
            rels.append((f"{what}{kind}", what, f"{name}.xml"))
    ids = {name: f"rId{n}" for n, (name, _, _) in enumerate(rels, 1)}
    for name, number in ids.items():
        parts["word/document.xml"] = parts["word/document.xml"].replace(f'r:id="{name}"', f'r:id="{number}"')
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["word/_rels/document.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{relations}">'
        + "".join(
            f'<Relationship Id="{ids[i]}" Type="{office}/{t}" Target="{target}"/>' for i, t, target in rels
        )
        + "</Relationships>"
    )
    parts["_rels/.rels"] = (
        f'{HEAD}<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"'
        f' Target="docProps/core.xml"/><Relationship Id="rId3" Type="{office}/extended-properties" Target="docProps/app.xml"/></Relationships>'
    )
    parts["docProps/core.xml"] = (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(title)}</dc:title><dc:creator>plangen</dc:creator>'
        "<dc:language>da-DK</dc:language></cp:coreProperties>"
    )
    parts["docProps/app.xml"] = (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Office Word'
        "</Application><AppVersion>16.0000</AppVersion></Properties>"
    )
    wml = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = {
        "word/document.xml": f"{wml}.document.main+xml",
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    for name in parts:
        stem = name.removeprefix("word/").split("_")[0].removesuffix(".xml")
        if stem in ("styles", "numbering", "settings", "fontTable", "header", "footer"):
            types[name] = f"{wml}.{stem}+xml"
    content_types = (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="svg" ContentType="image/svg+xml"/>'
        + "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in sorted(types.items()))
        + "</Types>"
    )
    order = [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        *sorted(set(parts) - {"_rels/.rels", "word/document.xml"}),
    ]
    parts["[Content_Types].xml"] = content_types
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name in order:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            package.writestr(info, parts[name].encode("utf-8"))
