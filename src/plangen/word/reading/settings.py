"""Settings of text, paragraphs, cells, rows and tables that nobody resolves one by one, in words.

Whatever a program writes there counts, also what is not known here: it is said by its own name. Left out is
what is read elsewhere, what only steers proofing or East Asian text, and what says no more than the default.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plangen.ooxml.ns import VAL, Element, local_name
from plangen.word.reading.measures import measure

TEXT, PARAGRAPH, CELL, ROW, TABLE = "tekst", "afsnit", "celle", "række", "tabel"
_TRACES: Final = frozenset({"cnfStyle", "divId", "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"})
_NAMES: Final = {
    TEXT: """rStyle b bCs i iCs strike dstrike caps smallCaps vanish u color sz szCs highlight shd rFonts
        lang noProof webHidden cs rtl kern snapToGrid oMath eastAsianLayout ligatures cntxtAlts numForm
        numSpacing""",
    PARAGRAPH: """pStyle ind spacing shd pBdr numPr jc rPr sectPr kinsoku wordWrap overflowPunct topLinePunct
        autoSpaceDE autoSpaceDN adjustRightInd snapToGrid suppressAutoHyphens textAlignment""",
    CELL: "tcW tcBorders shd vAlign hideMark",
    ROW: "trHeight wBefore wAfter",
    TABLE: "tblStyle tblBorders tblW tblLook tblLayout tblCellMar",
}
_ELSEWHERE: Final = {kind: frozenset(names.split()) for kind, names in _NAMES.items()}
_DEFAULTS: Final = {
    "vertAlign": "baseline",
    "w": "100",
    "jc": "left",
    "outlineLvl": "9",
    "textDirection": "lrTb",
    "gridSpan": "1",
    "hRule": "auto",
}
_OFF: Final = frozenset({"", "0", "false", "off", "none", "nil", "auto", "default"})
_WORDS: Final = {
    "bdr": "kant om teksten",
    "cantSplit": "deles ikke",
    "contextualSpacing": "ingen afstand mellem ens afsnit",
    "framePr": "ramme",
    "gridSpan": "kolonner flettet",
    "jc": "placering",
    "keepLines": "linjer holdes samlet",
    "keepNext": "holdes sammen med næste",
    "outlineLvl": "dispositionsniveau",
    "pageBreakBefore": "sideskift før",
    "position": "løftet",
    "spacing": "tegnafstand",
    "tabs": "tabulatorer",
    "tcMar": "margener",
    "tblHeader": "gentages på hver side",
    "tblInd": "indrykket",
    "tblpPr": "flyder",
    "textDirection": "tekstretning",
    "vMerge": "flettet lodret",
    "vertAlign": "hævet eller sænket",
    "w": "tegnbredde",
    "widowControl": "enlige linjer",
}
_TWINS: Final = {"start": "left", "end": "right"}


def settings(properties: Element | None, kind: str) -> Iterator[tuple[str, str]]:
    """Name and value of each setting that `kind` has no other place for; an empty value is the default."""
    for child in () if properties is None else properties:
        if not isinstance(child.tag, str):
            continue
        name = local_name(child.tag)
        if name in _ELSEWHERE[kind] or name in _TRACES or name.endswith("Change"):
            continue
        yield name, _value(child, name)


def facts(properties: Element | None, kind: str) -> list[str]:
    """The settings that are no defaults, in words and in one order, which programs change."""
    return sorted(said(kind, name, value) for name, value in settings(properties, kind) if value)


def said(kind: str, name: str, value: str) -> str:
    """A setting in words: »afsnit holdes sammen med næste«. A semicolon parts one setting from the next, so
    none stands in a text that somebody has written, such as a table's description."""
    shown = "" if value == "1" and name != "outlineLvl" else value.replace(";", ",")
    return " ".join(filter(None, (kind, _WORDS.get(name, name), shown)))


OF_PLACE: Final = frozenset({"widowControl"})
"""Settings of paragraphs that mean something else in a cell."""
ANEW: Final = (
    said(PARAGRAPH, "pageBreakBefore", "1"),
    said(CELL, "widowControl", "1"),
    said(ROW, "tblHeader", "1"),
    f"{TABLE} tblCaption",
    f"{TABLE} tblDescription",
)
"""How settings begin that LibreOffice writes anew, or loses."""


def _value(element: Element, name: str) -> str:
    if name == "tabs":
        return "/".join(sorted(filter(None, map(_tab, element))))
    if name == "vMerge":
        return str(element.get(VAL, "continue"))
    if said := measure(element):
        return "" if name == "tblInd" and said == "0.0 mm" else said
    value = _plain(str(element.get(VAL, "" if len(element) or element.attrib else "1")))
    others = [f"{_local(key)}={text}" for key, text in sorted(element.attrib.items()) if key != VAL]
    inner = [_inner(child) for child in element if isinstance(child.tag, str)]
    if name == "widowControl":
        return "" if value == "1" else "fra"
    is_default = value in _OFF or value == _DEFAULTS.get(name)
    if (value and is_default and not inner) or not (value or others or inner):
        return ""
    return " ".join(filter(None, (value, *others, *inner)))


def _inner(child: Element) -> str:
    return measure(child) or f"{_local(child.tag)}({_value(child, '')})"


def _plain(value: str) -> str:
    return "1" if value in ("true", "on") else _TWINS.get(value, value)


def _tab(element: Element) -> str:
    """A tab stop; empty for one that clears another."""
    kind = element.get(VAL, "left")
    return "" if kind in ("clear", "num") else measure(element)


def _local(name: str) -> str:
    return _plain(local_name(name))
