"""Elements and properties of the text that neither the looks nor the layout describe, as facts in Danish.

The second net: whatever stands in a file that did not stand in it when it was made, and is not known to come
from Word or LibreOffice, is told, if only by its name. A fact is told once however often it holds, because
rows come and go with the answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from plangen.ooxml.ns import BOOKMARK, ROW, SDT_PR, TABLE, VAL, Element, local_name, val, w
from plangen.ooxml.places import text_of
from plangen.ooxml.styles import Styles
from plangen.word.reading.looks import has_header_look
from plangen.word.reading.sections import described
from plangen.word.reading.word_file import TextPart, WordFile

# Properties by what holds them: those that are described elsewhere, and those that programs write.
_KNOWN: Final = {
    "rPr": frozenset(
        {
            *("b", "bCs", "i", "iCs", "strike", "dstrike", "caps", "smallCaps", "vanish", "u", "color"),
            *("sz", "szCs", "highlight", "shd", "rFonts", "rStyle", "lang", "noProof", "webHidden", "cs"),
            *("ins", "del", "moveFrom", "moveTo", "rPrChange", "snapToGrid", "oMath"),
        }
    ),
    "pPr": frozenset(
        {
            *("pStyle", "jc", "ind", "spacing", "shd", "pBdr", "numPr", "pageBreakBefore", "rPr", "sectPr"),
            *("pPrChange", "cnfStyle", "divId", "snapToGrid", "adjustRightInd", "autoSpaceDE", "autoSpaceDN"),
        }
    ),
    "tcPr": frozenset(
        {*("tcW", "shd", "tcBorders", "vAlign", "cnfStyle", "tcPrChange", "cellIns", "cellDel", "hideMark")}
    ),
    "trPr": frozenset({*("trHeight", "tblHeader", "cnfStyle", "ins", "del", "trPrChange", "divId")}),
    "tblPr": frozenset(
        {*("tblStyle", "tblW", "tblBorders", "tblLook", "tblPrChange", "tblCaption", "tblDescription")}
    ),
    "sdtPr": frozenset(
        {
            *("rPr", "alias", "tag", "id", "placeholder", "showingPlcHdr", "text", "date", "dropDownList"),
            *("comboBox", "temporary", "docPartObj", "richText", "group", "bibliography", "citation"),
            "checkbox",
        }
    ),
}
_KNOWN_TAGS: Final = {holder: frozenset(map(w, names)) for holder, names in _KNOWN.items()}
_STYLE_NAMES: Final = {"rPr": "rStyle", "pPr": "pStyle", "tblPr": "tblStyle"}
_NAMES: Final = {
    "vertAlign": "hævet eller sænket tekst",
    "position": "tekst løftet fra linjen",
    "spacing": "tegnafstand",
    "kern": "knibning",
    "w": "bogstavbredde",
    "bdr": "kant om tekst",
    "emboss": "relief",
    "imprint": "indgraveret",
    "outline": "kontur",
    "shadow": "skygge",
    "em": "betoningstegn",
    "keepNext": "hold sammen med næste",
    "keepLines": "hold linjer samlet",
    "widowControl": "enkelte linjer",
    "tabs": "tabulatorer",
    "framePr": "ramme",
    "outlineLvl": "dispositionsniveau",
    "contextualSpacing": "ingen afstand mellem ens afsnit",
    "cantSplit": "række deles ikke",
    "gridSpan": "celler lagt sammen",
    "vMerge": "celler lagt sammen nedad",
    "noWrap": "celle uden ombrydning",
    "textDirection": "skriveretning",
    "tcMar": "cellens margener",
    "tblCellMar": "cellernes margener",
    "tblInd": "tabel indrykket",
    "tblpPr": "flydende tabel",
    "tblLayout": "faste kolonner",
    "hidden": "skjult række",
    "lock": "låst felt",
    "ruby": "lydskrift",
    "permStart": "område, der må rettes",
    "altChunk": "indsat fil",
    "object": "indlejret objekt",
    "oMath": "formel",
    "footnoteReference": "fodnote",
    "endnoteReference": "slutnote",
}
# Elements that any text has once programs have saved it.
_PLAIN: Final = frozenset(
    {
        *("document", "body", "hdr", "ftr", "footnotes", "endnotes", "footnote", "endnote", "p", "r", "t"),
        *("tbl", "tr", "tc", "tblGrid", "gridCol", "tblPrEx", "sdt", "sdtContent", "sdtEndPr", "sectPr"),
        *("bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak", "softHyphen", "noBreakHyphen"),
        *("fldChar", "fldSimple", "instrText", "tab", "br", "cr", "hyperlink", "separator", "footnoteRef"),
        *("continuationSeparator", "commentRangeStart", "commentRangeEnd", "commentReference", "endnoteRef"),
        *("ins", "del", "delText", "delInstrText", "moveFrom", "moveTo", "moveFromRangeStart", "customXml"),
        *("moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "smartTag", "annotationRef", "drawing"),
        *("AlternateContent", "Choice", "Fallback", "background", "permEnd", "pict"),
    }
)
# Properties that LibreOffice writes of its own accord, by what holds them. Those of paragraphs are compared
# as they hold (`layout`).
_BY_LIBREOFFICE: Final = frozenset(
    {
        *(("pPr", name) for name in ("keepNext", "keepLines", "widowControl", "contextualSpacing")),
        *(("pPr", name) for name in ("suppressLineNumbers", "suppressAutoHyphens", "tabs")),
        *(("tblPr", name) for name in ("tblLayout", "tblCellMar")),
    }
)
_TABLE_DEFAULTS: Final = {"jc": ("left", "start"), "tblInd": ("0.0 mm",)}
# Styles that Word brings along when somebody makes a list or a comment.
_ADDED_BY_WORD: Final = frozenset(
    {
        *("list paragraph", "annotation text", "annotation reference", "annotation subject", "balloon text"),
        *("footnote text", "footnote reference", "endnote text", "endnote reference", "placeholder text"),
        *("hyperlink", "followedhyperlink", "unresolved mention", "revision", "table grid", "normal table"),
    }
)
_CLOSED: Final = frozenset({"sectPr", "drawing", "pict", "object"})
"""What stands in these is told elsewhere."""


def uncommon(file: WordFile, parts: Sequence[TextPart], exact: bool) -> Iterator[str]:
    """The facts, with repeats. `exact`: no program has written the file anew, as LibreOffice does."""
    used = {file.styles.id_of("Normal"): None}
    for part in parts:
        yield from _of_story(part.root, file.styles, exact, used)
    if exact:
        for style in {style.id: style for id in used for style in file.styles.chain(id)}.values():
            yield from _of_style(style.element, style.name)
    yield from _lists(file)


def _of_story(root: Element, styles: Styles, exact: bool, used: dict[str, None]) -> Iterator[str]:
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        tag = element.tag
        name = local_name(tag)
        if name in _KNOWN:
            walker.skip_subtree()
            used[_style_of(element, name, styles)] = None
            for fact in _of_properties(element, name, exact):
                yield f"{fact}{_whose(element, name, styles)}"
            yield from _of_control(element) if tag == SDT_PR and exact else ()
        elif tag == TABLE and exact:
            yield from _unrepeated_header(element)
        elif tag == BOOKMARK and not element.get(w("name"), "_").startswith("_"):
            yield f"bogmærke »{element.get(w('name'))}«"
        elif name in _CLOSED or name not in _PLAIN:
            walker.skip_subtree()
            yield from () if name in _PLAIN or name == "sectPr" else [_NAMES.get(name, f"element {name}")]


def _style_of(properties: Element, holder: str, styles: Styles) -> str:
    """The id of the style that the properties of a text, a paragraph or a table name; else empty."""
    named = val(properties, _STYLE_NAMES[holder]) if holder in _STYLE_NAMES else ""
    return styles.id_of("Normal") if holder == "pPr" and not named else named


def _whose(properties: Element, holder: str, styles: Styles) -> str:
    """The name of the style of the paragraph, or table, that properties belong to, in brackets after a fact;
    empty for those of text."""
    if holder == "rPr":
        return ""
    table = next(properties.iterancestors(TABLE), None)
    id = _style_of(properties, holder, styles) if holder == "pPr" else val(table, "tblPr/tblStyle")
    name = styles.by_id[id].name.lower() if id in styles.by_id else ""
    return f" ({name})" if name else ""


def _of_properties(properties: Element, holder: str, exact: bool) -> Iterator[str]:
    """What properties say that is told nowhere else."""
    known = _KNOWN_TAGS[holder]
    for one in properties:
        if one.tag in known:
            continue
        name = local_name(one.tag)
        if name in _KNOWN[holder] or (not exact and (holder, name) in _BY_LIBREOFFICE):
            continue
        value = described(one)
        default = holder == "tblPr" and value in _TABLE_DEFAULTS.get(name, ())
        off = value == "fra" and (holder == "rPr" or name == "bidi")  # LibreOffice writes what is not so
        if not (default or off):
            yield f"{_NAMES.get(name, name)} {value}".rstrip()


def _of_control(properties: Element) -> Iterator[str]:
    """Choices of a list, and controls that plangen has not made."""
    for item in properties.iter(w("listItem")):
        yield f"valgmulighed »{item.get(w('displayText'), '')}«"
    plain = any(properties.find(w(name)) is not None for name in ("tag", "temporary", "docPartObj"))
    if not plain:
        yield f"indholdskontrol »{val(properties, 'alias')}«"


def _unrepeated_header(table: Element) -> Iterator[str]:
    row = next(table.iter(ROW), None)
    if row is not None and has_header_look(table) and row.find(f"{w('trPr')}/{w('tblHeader')}") is None:
        yield f"overskriften i tabellen »{text_of(row)[:40]}« gentages ikke"


def _of_style(style: Element, name: str) -> Iterator[str]:
    if name.lower() in _ADDED_BY_WORD:
        return
    for properties in style.iter(*(w(holder) for holder in _KNOWN)):
        holder = local_name(properties.tag)
        for fact in _of_properties(properties, holder, exact=True):
            yield f"typografien »{name}«: {fact}"


def _lists(file: WordFile) -> Iterator[str]:
    """Lists that begin with another number than 1."""
    root = file.related("numbering")
    for start in () if root is None else root.iter(w("start"), w("startOverride")):
        if start.get(VAL, "1") not in ("0", "1"):
            yield f"liste, der begynder ved {start.get(VAL)}"
