"""Takes out of a template what Word keeps there about its author, its editing and its surroundings.

Nothing of it shows on a page, so it goes without a word; what shows and may not pass is refused (`refusals`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree

from plangen.ooxml.ns import BOOKMARK, W14, WP, Element, W, drop, local_name, parse, serialise, w

# Traces of editing, notes to colleagues, who may edit what, and ties to data that the template had.
_TRACES = frozenset(
    w(name)
    for name in (
        *("proofErr", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd", "commentReference"),
        *("permStart", "permEnd", "rsid", "smartTagPr", "customXmlPr"),
    )
)
_WRAPPERS = (w("smartTag"), w("customXml"))
_WP14 = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
_TRACE_ATTRIBUTES = (
    *(f"{{{W14}}}{name}" for name in ("paraId", "textId")),
    *(f"{{{_WP14}}}{name}" for name in ("anchorId", "editId")),
)
_RSID = f"{{{W}}}rsid"
# Data stores that every document has: its own properties.
_OWN_STORES = frozenset({"{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", "{6668398D-A668-4E3E-A5EB-62B293D839F1}"})
# The settings that say how the document looks and is edited; the others tell of the template and its author.
_SETTINGS = frozenset(
    w(name)
    for name in (
        *("view", "zoom", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader"),
        *("bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors"),
        *("trackRevisions", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone"),
        *("doNotHyphenateCaps", "evenAndOddHeaders", "bookFoldRevPrinting", "bookFoldPrinting"),
        *("bookFoldPrintingSheets", "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing"),
        *("displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery", "characterSpacingControl"),
        *("printTwoOnOne", "strictFirstAndLastChars", "noLineBreaksAfter", "noLineBreaksBefore"),
        *("doNotUseMarginsForDrawingGridOrigin", "drawingGridHorizontalOrigin", "drawingGridVerticalOrigin"),
        *("doNotShadeFormData", "noPunctuationKerning", "footnotePr", "endnotePr", "compat", "themeFontLang"),
        *("clrSchemeMapping", "displayBackgroundShape", "shapeDefaults", "hdrShapeDefaults", "decimalSymbol"),
        *("listSeparator", "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "defaultTableStyle"),
        *("stylePaneFormatFilter", "stylePaneSortMethod", "proofState", "doNotTrackMoves"),
        *("doNotTrackFormatting", "updateFields", "removePersonalInformation", "removeDateAndTime"),
    )
) | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"}
_PATH = re.compile(r"^(?:[A-Za-z]:[\\/]|\\\\|file:).*[\\/]", re.IGNORECASE)
_NAMED = frozenset({f"{{{WP}}}docPr", "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"})
# Labels of sensitivity, which whole organisations put on their files; without the person who set them.
_LABEL = re.compile(
    r"MSIP_Label_(?!.*_(?:Owner|ActionId)$)|(?:Klassifi|Classifi|Følsomhed|Sensitivity|Fortrolighed)",
    re.IGNORECASE,
)

_LABELS = "http://schemas.microsoft.com/office/2020/mipLabelMetadata"  # [MS-OFFCRYPTO] 2.6
_LABEL_ATTRIBUTES = frozenset({"id", "enabled", "method", "siteId", "contentBits", "removed"})
_LABEL_VALUE = re.compile(r"[0-9A-Za-z{}-]{1,40}")


def cleaned(data: bytes, clean: Callable[[Element], bool]) -> bytes:
    """A part after `clean`; the same bytes when that changed nothing."""
    root = parse(data)
    return serialise(root) if clean(root) else data


def strip_traces(root: Element) -> bool:
    """Removes what Word notes about editing, from a story or from the styles; ids among it would be repeated
    in loops. Says whether anything was."""
    elements = [e for e in root.iter(etree.Element) if e.tag in _TRACES]
    elements += [e for e in root.iter(BOOKMARK) if e.get(w("name")) == "_GoBack"]
    elements += [e for e in root.iter(etree.Element) if _is_tie(e)]
    for element in elements:
        drop(element)
    wrappers = list(root.iter(*_WRAPPERS))
    for wrapper in wrappers:
        unwrap(wrapper)
    beside = root.getprevious() is not None or root.getnext() is not None  # those are not written
    notes = next(root.iter(etree.Comment, etree.ProcessingInstruction), None) is not None
    if notes:
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    attributes = [_strip_attributes(element) for element in root.iter(etree.Element)]
    return bool(elements or wrappers or notes or beside) or any(attributes)


def strip_settings(root: Element) -> bool:
    """Removes the settings that are not about the document: where its template lies, what it was merged with,
    who may edit it, its variables, its schemas."""
    return _drop_all(e for e in root.iterchildren(etree.Element) if e.tag not in _SETTINGS)


def strip_custom(root: Element) -> bool:
    """Removes all properties of the author's but labels of sensitivity."""
    return _drop_all(
        e
        for e in root.iterchildren(etree.Element)
        if not _LABEL.match(e.get("name", "")) or "linkTarget" in e.attrib
    )


def is_label_list(root: Element) -> bool:
    """Whether a part is a list of labels of sensitivity, as Office keeps them beside the document."""
    return bool(root.tag == f"{{{_LABELS}}}labelList")


def strip_labels(root: Element) -> bool:
    """Leaves of such a list the labels alone: which label of which organisation, and how it was set."""
    before = etree.tostring(root)
    for other in [e for e in root if e.tag != f"{{{_LABELS}}}label"]:
        root.remove(other)
    for label in root:
        for child in [*label]:
            label.remove(child)
        for name, value in [*label.attrib.items()]:
            if name not in _LABEL_ATTRIBUTES or not _LABEL_VALUE.fullmatch(value):
                del label.attrib[name]
    for element in root.iter():
        element.text = element.tail = None
    return bool(before != etree.tostring(root))


def unwrap(element: Element) -> None:
    """Puts what an element holds in its place."""
    for child in [*element]:
        element.addprevious(child)
    drop(element)


def _is_tie(element: Element) -> bool:
    """Whether the element ties a control to data outside of the document's own properties."""
    return (
        local_name(element.tag) == "dataBinding"
        and element.get(w("storeItemID"), "").upper() not in _OWN_STORES
    )


def _strip_attributes(element: Element) -> bool:
    names = [n for n in element.attrib if n in _TRACE_ATTRIBUTES or n.startswith(_RSID)]
    for name in names:
        del element.attrib[name]
    path = _PATH.match(element.get("name", "")) if element.tag in _NAMED else None
    if path is not None:
        element.set("name", element.get("name")[path.end() :])
    return bool(names or path)


def _drop_all(elements: Iterable[Element]) -> bool:
    found = list(elements)
    for element in found:
        drop(element)
    return bool(found)
