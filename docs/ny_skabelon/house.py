"""House style of the thirteen documents: theme, styles, numbering, settings, header and footer, as XML parts.

The numbers are those at the top of templates/html/plangen.css; change both or neither.
CSS line heights are multiples of the font size, Word's of the font's own line (Calibri: 1.22 × size),
so CSS 1.35 = w:line 264 (1.1), CSS 1.3 = 256, CSS 1.2-1.25 = 240.
"""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

ACCENT, TINT, RULE, TEXT, MUTED, MISSING = "1B4F63", "E8F0F2", "B9CBD1", "1E2427", "55636A", "FFF2B3"
# The same colours as places in the theme, so that a municipality's own theme recolours everything.
ACCENT_X = f'w:val="{ACCENT}" w:themeColor="accent1"'
TEXT_X = f'w:val="{TEXT}" w:themeColor="text1"'
MUTED_X = f'w:val="{MUTED}" w:themeColor="text2"'
TINT_X = f'w:val="clear" w:color="auto" w:fill="{TINT}" w:themeFill="background2"'


def border(side: str, size: int, colour: str = RULE, space: int = 0) -> str:
    theme = {
        ACCENT: ' w:themeColor="accent1"',
        TINT: ' w:themeColor="background2"',
        RULE: ' w:themeColor="accent2"',
    }
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"{theme.get(colour, "")}/>'


# ---------------------------------------------------------------- theme


def theme() -> str:
    colours = {
        "dk1": TEXT, "lt1": "FFFFFF", "dk2": MUTED, "lt2": TINT, "accent1": ACCENT, "accent2": RULE,
        "accent3": "4F7F93", "accent4": "8A6D1D", "accent5": "8C3B3B", "accent6": "5B7553",
        "hlink": ACCENT, "folHlink": MUTED,
    }  # fmt: skip
    scheme = "".join(f'<a:{k}><a:srgbClr val="{v}"/></a:{k}>' for k, v in colours.items())
    fonts = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Plangen">'
        f'<a:themeElements><a:clrScheme name="Plangen">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Plangen"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Plangen"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


# ---------------------------------------------------------------- styles


def font(which: str) -> str:
    name = f"{which}HAnsi"
    return f'<w:rFonts w:asciiTheme="{name}" w:eastAsiaTheme="{which}EastAsia" w:hAnsiTheme="{name}" w:cstheme="{which}Bidi"/>'


def spacing(before: float = 0, after: float = 0, line: int | None = None, rule: str = "auto") -> str:
    height = f' w:line="{line}" w:lineRule="{rule}"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{height}/>'


def size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def paragraph_style(
    id: str, name: str, *, based: str | None = "Normal", next: str | None = None, link: str | None = None,
    ui: int = 99, gallery: bool = False, hidden: bool = False, ppr: str = "", rpr: str = "", default: bool = False,
    custom: bool = False,
) -> str:  # fmt: skip
    return (
        f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}'
        f'{" w:customStyle=" + chr(34) + "1" + chr(34) if custom else ""} w:styleId="{id}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{next}"/>' if next else "")
        + (f'<w:link w:val="{link}"/>' if link else "")
        + f'<w:uiPriority w:val="{ui}"/>'
        + ("<w:semiHidden/>" if hidden else "")
        + ("<w:qFormat/>" if gallery else "")
        + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + "</w:style>"
    )


def character_style(
    id: str, name: str, rpr: str, *, ui: int = 99, gallery: bool = False, custom: bool = False
) -> str:
    return (
        f'<w:style w:type="character"{" w:customStyle=" + chr(34) + "1" + chr(34) if custom else ""} w:styleId="{id}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="{ui}"/>'
        + ("<w:qFormat/>" if gallery else "")
        + f"<w:rPr>{rpr}</w:rPr></w:style>"
    )


def table_style(
    id: str, name: str, *, based: str = "TableNormal", ui: int = 50, custom: bool = True, ppr: str = "", rpr: str = "",
    tblpr: str = "", trpr: str = "", parts: str = "",
) -> str:  # fmt: skip
    return (
        f'<w:style w:type="table"{" w:customStyle=" + chr(34) + "1" + chr(34) if custom else ""} w:styleId="{id}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="{based}"/><w:uiPriority w:val="{ui}"/>'
        + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + f"<w:tblPr>{tblpr}</w:tblPr>"
        + (f"<w:trPr>{trpr}</w:trPr>" if trpr else "")
        + parts
        + "</w:style>"
    )


KEEP = "<w:keepNext/><w:keepLines/>"


def margins(vertical: int, horizontal: int) -> str:
    sides = [("top", vertical), ("left", horizontal), ("bottom", vertical), ("right", horizontal)]
    return (
        "<w:tblCellMar>" + "".join(f'<w:{s} w:w="{n}" w:type="dxa"/>' for s, n in sides) + "</w:tblCellMar>"
    )


MARGINS = margins(60, 100)
CELL_TEXT = (spacing(0, 0, 256), size(9.5))

# name, priority, in the gallery: the styles that Word shows; every other built-in style stays out of the way.
LATENT = [
    ("Normal", 0, 1), ("heading 1", 9, 1), ("heading 2", 9, 1), ("heading 3", 9, 1), ("toc 1", 39, 0), ("toc 2", 39, 0),
    ("toc 3", 39, 0), ("header", 99, 0), ("footer", 99, 0), ("caption", 35, 1), ("List Bullet", 10, 1),
    ("List Number", 10, 1), ("Title", 1, 1), ("Subtitle", 2, 1), ("Strong", 22, 1), ("Emphasis", 20, 1),
    ("Hyperlink", 99, 0), ("Table Grid", 39, 0), ("Default Paragraph Font", 1, 0), ("List Paragraph", 34, 1),
]  # fmt: skip


def latent() -> str:
    rows = "".join(
        f'<w:lsdException w:name="{n}" w:semiHidden="0" w:uiPriority="{ui}" w:unhideWhenUsed="0"'
        + (' w:qFormat="1"' if q else "")
        + "/>"
        for n, ui, q in LATENT
    )
    return (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
        f' w:defQFormat="0" w:count="376">{rows}</w:latentStyles>'
    )


def list_style(kind: str, level: int) -> str:
    suffix = "" if level == 1 else f" {level}"
    numbering = "" if level == 1 else f'<w:ilvl w:val="{level - 1}"/>'
    num = 1 if kind == "Bullet" else 2
    return paragraph_style(
        f"List{kind}{suffix.strip()}", f"List {kind}{suffix}", ui=10, gallery=level == 1,
        ppr=f'<w:numPr>{numbering}<w:numId w:val="{num}"/></w:numPr>{spacing(0, 3)}',
    )  # fmt: skip


def styles(small: bool = False) -> str:
    """`small`: with the styles of tables with many columns (CSS: class smal)."""
    out = [
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{font("minor")}<w:color {TEXT_X}/>{size(10.5)}'
        '<w:lang w:val="da-DK" w:eastAsia="da-DK" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing(0, 6, 264)}</w:pPr></w:pPrDefault></w:docDefaults>",
        latent(),
        # Normal carries nothing, so that a table style can set size and spacing of plain paragraphs in its cells.
        paragraph_style(
            "Normal", "Normal", based=None, ui=0, gallery=True, default=True, ppr="<w:widowControl/>"
        ),
    ]
    heading = f"{font('major')}<w:b/><w:bCs/>"
    headings = [
        (1, 15, 16, 6, ACCENT_X),
        (2, 12, 12, 4, ACCENT_X),
        (3, 11, 8, 2, TEXT_X),
    ]
    for level, points, before, after, colour in headings:
        out.append(
            paragraph_style(
                f"Heading{level}",
                f"heading {level}",
                next="Normal",
                ui=9,
                gallery=True,
                ppr=f'{KEEP}<w:suppressAutoHyphens/>{spacing(before, after, 240)}<w:outlineLvl w:val="{level - 1}"/>',
                rpr=f"{heading}<w:color {colour}/>{size(points)}",
            )
        )
    out += [
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
        "<w:semiHidden/><w:unhideWhenUsed/></w:style>",
        paragraph_style(
            "Title", "Title", next="Subtitle", ui=1, gallery=True,
            ppr=f"{KEEP}<w:suppressAutoHyphens/>{spacing(0, 4, 240)}", rpr=f"{heading}<w:color {ACCENT_X}/>{size(24)}",
        ),
        paragraph_style(
            "Subtitle", "Subtitle", next="Normal", ui=2, gallery=True,
            ppr=f"<w:keepNext/><w:suppressAutoHyphens/>{spacing(0, 0)}", rpr="<w:b/><w:bCs/>",
        ),
        paragraph_style("Sted", "Sted", next="Normal", ui=3, custom=True, ppr=f"<w:suppressAutoHyphens/>{spacing(0, 12)}"),
        paragraph_style(
            "Formaalslinje", "Formålslinje", next="Normal", ui=3, gallery=True, custom=True,
            ppr=spacing(0, 10), rpr=f"<w:i/><w:iCs/><w:color {MUTED_X}/>{size(12)}",
        ),
        paragraph_style(
            "Formaalsboks", "Formålsboks", next="Normal", ui=4, gallery=True, custom=True,
            ppr="<w:keepLines/><w:pBdr>" + border("top", 4, TINT, 8) + border("left", 24, ACCENT, 12)
            + border("bottom", 4, TINT, 8) + border("right", 4, TINT, 12)
            + f'</w:pBdr><w:shd {TINT_X}/>{spacing(8, 10)}<w:ind w:left="300" w:right="250"/>',
            rpr=size(13),
        ),
        list_style("Bullet", 1), list_style("Bullet", 2), list_style("Bullet", 3),
        list_style("Number", 1), list_style("Number", 2), list_style("Number", 3),
        *(
            paragraph_style(
                f"ListContinue{n if n > 1 else ''}", f"List Continue{f' {n}' if n > 1 else ''}", ui=11,
                ppr=f'{spacing(0, 3)}<w:ind w:left="{280 * n}"/>',
            )
            for n in (1, 2, 3)
        ),
        paragraph_style("ListParagraph", "List Paragraph", ui=34, gallery=True, ppr='<w:ind w:left="280"/><w:contextualSpacing/>'),
        # tables
        paragraph_style("Tabeltitel", "Tabeltitel", next="Normal", ui=12, gallery=True, custom=True,
            ppr=f"{KEEP}<w:suppressAutoHyphens/>{spacing(12, 6)}", rpr=f"<w:b/><w:bCs/><w:color {ACCENT_X}/>"),
        paragraph_style("Tabeltekst", "Tabeltekst", ui=13, gallery=True, custom=True,
            ppr=f"<w:suppressAutoHyphens/>{CELL_TEXT[0]}", rpr=CELL_TEXT[1]),
        paragraph_style("Tabeloverskrift", "Tabeloverskrift", based="Tabeltekst", ui=13, gallery=True, custom=True,
            ppr="<w:keepNext/>", rpr=f"<w:b/><w:bCs/><w:color {ACCENT_X}/>"),
        paragraph_style("Tabeletiket", "Tabeletiket", based="Tabeltekst", ui=13, gallery=True, custom=True,
            rpr=f"<w:b/><w:bCs/><w:color {ACCENT_X}/>"),
        *([
            paragraph_style("TabeltekstSmal", "Tabeltekst smal", based="Tabeltekst", ui=13, gallery=True, custom=True, rpr=size(8.5)),
            paragraph_style("TabeloverskriftSmal", "Tabeloverskrift smal", based="Tabeloverskrift", ui=13, gallery=True,
                custom=True, rpr=size(8.5)),
        ] if small else []),
        paragraph_style("EfterTabel", "Efter tabel", next="Normal", ui=14, gallery=True, custom=True, ppr=spacing(12, 6)),
        paragraph_style("Note", "Note", ui=15, gallery=True, custom=True,
            rpr=f"<w:color {MUTED_X}/>{size(9.5)}"),
        paragraph_style("Skrivefelt", "Skrivefelt", based="Tabeltekst", ui=16, gallery=True, custom=True, ppr=spacing(2, 2, 300)),
        paragraph_style("Skrivelinje", "Skrivelinje", ui=16, gallery=True, custom=True,
            ppr="<w:pBdr>" + border("bottom", 4, RULE, 1) + border("between", 4, RULE, 1)
            + f"</w:pBdr>{spacing(0, 0, 440, 'exact')}"),
        paragraph_style("Logo", "Logo", ui=17, custom=True, ppr=f'{spacing(0, 0, 240)}<w:jc w:val="right"/>'),
        paragraph_style("Skabelonkode", "Skabelonkode", ui=98, custom=True, next="Normal",
            ppr=f"<w:keepNext/>{spacing(0, 2, 240)}", rpr=f"<w:noProof/><w:color {MUTED_X}/>{size(8)}"),
        paragraph_style("Sektionsskift", "Sektionsskift", ui=98, custom=True, ppr=spacing(0, 0, 20, "exact"), rpr=size(1)),
        # contents list, header and footer
        paragraph_style("TOCHeading", "TOC Heading", next="Normal", ui=39,
            ppr=f"{KEEP}{spacing(18, 4, 240)}", rpr=f"<w:b/><w:bCs/><w:color {ACCENT_X}/>{size(12)}"),
        *(
            paragraph_style(f"TOC{n}", f"toc {n}", next="Normal", ui=39,
                ppr=f'<w:suppressAutoHyphens/>{spacing(0, 1, 240)}<w:ind w:left="{280 * (n - 1)}" w:right="567"/>', rpr=size(10))
            for n in (1, 2, 3)
        ),
        paragraph_style("Header", "header",
            ppr="<w:pBdr>" + border("bottom", 4, RULE, 4) + '</w:pBdr><w:tabs><w:tab w:val="right" w:pos="9184"/></w:tabs>'
            + f"<w:suppressAutoHyphens/>{spacing(0, 0, 240)}", rpr=f"<w:color {MUTED_X}/>{size(8.5)}"),
        paragraph_style("Footer", "footer",
            ppr="<w:pBdr>" + border("top", 4, RULE, 4) + '</w:pBdr><w:tabs><w:tab w:val="right" w:pos="9184"/></w:tabs>'
            + f"<w:suppressAutoHyphens/>{spacing(0, 0, 240)}", rpr=f"<w:color {MUTED_X}/>{size(8.5)}"),
        # characters
        character_style("Strong", "Strong", "<w:b/><w:bCs/>", ui=22, gallery=True),
        character_style("Emphasis", "Emphasis", "<w:i/><w:iCs/>", ui=20, gallery=True),
        character_style("Hyperlink", "Hyperlink", f'<w:color w:val="{ACCENT}" w:themeColor="hyperlink"/><w:u w:val="single"/>'),
        character_style("Mangler", "Mangler", f'<w:shd w:val="clear" w:color="auto" w:fill="{MISSING}"/>', ui=18, gallery=True, custom=True),
        character_style("Maerke", "Mærke", f"<w:b/><w:bCs/><w:color {ACCENT_X}/>", custom=True),  # Udkast, Intern; status words
        character_style("PlaceholderText", "Placeholder Text", f"<w:color {MUTED_X}/>"),
        # tables
        table_style("TableGrid", "Table Grid", ui=39, custom=False, ppr=spacing(0, 0, 240),
            tblpr="<w:tblBorders>" + "".join(border(s, 4) for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
            + f"</w:tblBorders>{MARGINS}"),
        table_style("Plangentabel", "Plangentabel", ppr=CELL_TEXT[0], rpr=CELL_TEXT[1],
            tblpr="<w:tblBorders>" + border("top", 4) + border("bottom", 4) + border("insideH", 4) + f"</w:tblBorders>{MARGINS}",
            parts=f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color {ACCENT_X}/></w:rPr><w:tblPr/>'
            f'<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr><w:tcPr><w:tcBorders>{border("bottom", 8, ACCENT)}</w:tcBorders>'
            f'<w:shd {TINT_X}/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'),
        table_style("Plangenoplysninger", "Plangenoplysninger", ppr=CELL_TEXT[0], rpr=CELL_TEXT[1],
            tblpr="<w:tblBorders>" + border("top", 4) + border("bottom", 4) + border("insideH", 4) + f"</w:tblBorders>{MARGINS}",
            parts=f'<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/><w:color {ACCENT_X}/></w:rPr><w:tblPr/>'
            f'<w:tcPr><w:shd {TINT_X}/></w:tcPr></w:tblStylePr>'),
        table_style("Plangengitter", "Plangengitter", ppr=CELL_TEXT[0], rpr=CELL_TEXT[1],
            tblpr="<w:tblBorders>" + "".join(border(s, 4) for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
            + f"</w:tblBorders>{margins(100, 140)}",
            parts=f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color {ACCENT_X}/></w:rPr><w:tblPr/>'
            f'<w:tcPr><w:shd {TINT_X}/></w:tcPr></w:tblStylePr>'),
        "</w:styles>",
    ]  # fmt: skip
    return "".join(out)


# ---------------------------------------------------------------- numbering


def numbering() -> str:
    def levels(kind: str, marks: list[tuple[str, str]]) -> str:
        out = []
        for n in range(9):
            fmt, text = marks[n % 3]
            text = text.replace("%", f"%{n + 1}")
            style = f'<w:pStyle w:val="List{kind}{n + 1 if n else ""}"/>' if n < 3 else ""
            rpr = (
                '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:hint="default"/>'
                if kind == "Bullet"
                else ""
            )
            out.append(
                f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{style}<w:lvlText w:val="{text}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{280 * (n + 1)}" w:hanging="280"/></w:pPr>'
                f"<w:rPr>{rpr}<w:color {ACCENT_X}/></w:rPr></w:lvl>"
            )
        return "".join(out)

    bullets = levels("Bullet", [("bullet", "•"), ("bullet", "–"), ("bullet", "•")])
    numbers = levels("Number", [("decimal", "%."), ("lowerLetter", "%."), ("lowerRoman", "%.")])
    return (
        f'{HEAD}<w:numbering xmlns:w="{W}">'
        '<w:abstractNum w:abstractNumId="0"><w:nsid w:val="1B4F6301"/><w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="1B4F6311"/>{bullets}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:nsid w:val="1B4F6302"/><w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="1B4F6312"/>{numbers}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>"
    )


# ---------------------------------------------------------------- settings and small parts


def settings() -> str:
    uri = 'w:uri="http://schemas.microsoft.com/office/word"'
    compat = "".join(
        f'<w:compatSetting w:name="{n}" {uri} w:val="{v}"/>'
        for n, v in [
            ("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1), ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1), ("differentiateMultirowTableHeaders", 1), ("useWord2013TrackBottomHyphenation", 0),
        ]
    )  # fmt: skip
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="1304"/>'
        '<w:autoHyphenation w:val="0"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="da-DK"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2"'
        ' w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"'
        ' w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def font_table() -> str:
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="Calibri"><w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
