"""What a file has that is neither text nor look: parts, settings and properties, each as a fact in Danish.

What is not known to be harmless counts. Known are the things that Word and LibreOffice write on their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plangen.ooxml.ns import A, Element, local_name, w
from plangen.ooxml.properties import EDITION, is_by_program
from plangen.word.reading.sections import SECTION, described, sections
from plangen.word.reading.uncommon import uncommon
from plangen.word.reading.word_file import TextPart, WordFile

SETTING, PROPERTY = "indstilling: ", "egenskab: "
SETTINGS = (SETTING, SECTION)
"""How facts begin that hold for a whole document or section; Word never drops them itself."""

# Kinds of relationship that say nothing of their own: what they lead to is read elsewhere, or is a program's.
_PLAIN_RELATIONS: Final = frozenset(
    {
        *("officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail"),
        *("styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme"),
        *("themeOverride", "numbering", "header", "footer", "footnotes", "endnotes", "comments"),
        *("commentsExtended", "people", "commentsIds", "commentsExtensible", "image", "hyperlink"),
        *("customXml", "customXmlProps", "font", "glossaryDocument", "printerSettings"),
        *("classificationlabels", "documenttasks"),
    }
)
_RELATIONS: Final = {
    "attachedTemplate": "tilknyttet skabelon",
    "aFChunk": "indsat fil",
    "oleObject": "indlejret objekt",
    "package": "indlejret fil",
    "chart": "diagram",
    "diagramData": "SmartArt",
    "vbaProject": "makroer",
    "control": "ActiveX-kontrol",
    "origin": "digital underskrift",
    "mailMergeSource": "datakilde til brevfletning",
    "mailMergeHeaderSource": "datakilde til brevfletning",
    "recipientData": "modtagere af brevfletning",
    "subDocument": "underdokument",
    "webextensiontaskpanes": "tilføjelsesprogram",
    "video": "video",
    "frame": "ramme",
}
# Settings that programs write or that steer only how a file is shown or saved.
_PLAIN_SETTINGS: Final = frozenset(
    {
        *("zoom", "view", "rsids", "proofState", "characterSpacingControl", "compat", "themeFontLang"),
        *("clrSchemeMapping", "decimalSymbol", "listSeparator", "shapeDefaults", "hdrShapeDefaults"),
        *("mathPr", "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle"),
        *("attachedTemplate", "stylePaneFormatFilter", "stylePaneSortMethod", "defaultTableStyle"),
        *("saveSubsetFonts", "embedSystemFonts", "embedTrueTypeFonts", "doNotEmbedSmartTags"),
        *("savePreviewPicture", "captions", "useXSLTWhenSaving", "saveInvalidXml"),
        *("ignoreMixedContent", "alwaysShowPlaceholderText", "alwaysMergeEmptyNamespace"),
        *("noLineBreaksAfter", "noLineBreaksBefore", "uiCompat97To2003", "docId", "conflictMode"),
        *("chartTrackingRefBased", "discardImageEditingData", "defaultImageDpi", "schemaLibrary"),
        *("drawingGridHorizontalSpacing", "drawingGridVerticalSpacing", "drawingGridHorizontalOrigin"),
        *("displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery"),
        *("drawingGridVerticalOrigin", "doNotUseMarginsForDrawingGridOrigin", "doNotShadeFormData"),
        *("noPunctuationKerning", "attachedSchema", "removePersonalInformation", "removeDateAndTime"),
        *("revisionView", "smartTagType", "updateFields", "hyphenationZone", "consecutiveHyphenLimit"),
        *("doNotHyphenateCaps", "doNotTrackMoves", "showXMLTags", "showEnvelope", "forceUpgrade"),
        *("readModeInkLockDown", "saveThroughXslt", "linkStyles", "printPostScriptOverText"),
        *("printFractionalCharacterWidth", "printFormsData", "doNotTrackFormatting"),
    }
)
_SETTINGS: Final = {
    "documentProtection": "dokumentet er beskyttet mod ændringer",
    "writeProtection": "filen er skrivebeskyttet",
    "trackRevisions": "ændringer registreres",
    "evenAndOddHeaders": "forskellige sidehoveder på lige og ulige sider",
    "mirrorMargins": "spejlvendte margener",
    "autoHyphenation": "automatisk orddeling",
    "defaultTabStop": "tabulatorafstand",
    "mailMerge": "brevfletning",
    "docVars": "dokumentvariable",
    "footnotePr": "fodnoter",
    "endnotePr": "slutnoter",
    "displayBackgroundShape": "sidens baggrund vises",
    "gutterAtTop": "indbinding foroven",
    "bookFoldPrinting": "udskrift som folder",
}
# LibreOffice writes these anew from what it understands of a document.
_NOT_AFTER_LIBREOFFICE: Final = frozenset({"autoHyphenation", "footnotePr", "endnotePr"})
_CORE: Final = {
    "title": "titel",
    "subject": "emne",
    "creator": "forfatter",
    "keywords": "nøgleord",
    "description": "bemærkninger",
    "category": "kategori",
    "contentStatus": "status",
    "contentType": "indholdstype",
    "identifier": "id",
}
_APP: Final = {"Manager": "leder", "HyperlinkBase": "basis for links"}


def extras(file: WordFile, parts: list[TextPart], exact: bool) -> tuple[str, ...]:
    """The facts of a file, each once. `exact`: no program has written it anew, as LibreOffice does."""
    found = [
        *_relations(file),
        *_settings(file, exact),
        *_properties(file),
        *_background(parts[0].root),
        *sections(parts[0].root, exact),
        *uncommon(file, parts, exact),
        *_theme(file),
    ]
    return tuple(dict.fromkeys(found))


def _relations(file: WordFile) -> Iterator[str]:
    for name in file.members:
        if name.endswith(".rels"):
            folder, _, stem = name.rpartition("_rels/")
            for item in file.relationships(folder + stem.removesuffix(".rels")):
                kind = item.type.rpartition("/")[2]
                if kind not in _PLAIN_RELATIONS:
                    said = _RELATIONS.get(kind, f"indhold af typen {kind}")
                    yield f"{said} ({item.target.rpartition('/')[2]})"


def _settings(file: WordFile, exact: bool) -> Iterator[str]:
    root = file.related("settings")
    for one in () if root is None else root:
        name = local_name(one.tag)
        if name in _PLAIN_SETTINGS or (not exact and name in _NOT_AFTER_LIBREOFFICE):
            continue
        value = described(one)
        if value != "fra":
            yield SETTING + f"{_SETTINGS.get(name, name)} {value}".rstrip()


def _properties(file: WordFile) -> Iterator[str]:
    core, custom, app = (
        file.related(kind, "") for kind in ("core-properties", "custom-properties", "extended-properties")
    )
    for root, names in ((core, _CORE), (app, _APP)):
        for one in () if root is None else root:
            name = names.get(local_name(one.tag), "")
            # LibreOffice takes the commas between keywords away.
            value = " ".join(re.sub("[,;]", " ", one.text or "").split())
            if name and value:
                yield f"{PROPERTY}{name} »{value}«"
    for one in () if custom is None else custom:
        name, value = one.get("name", ""), "".join(one.itertext()).strip()
        if name != EDITION and not is_by_program(name):
            yield f"{PROPERTY}{name} »{value}«"


def _background(root: Element) -> Iterator[str]:
    background = root.find(w("background"))
    if background is not None:
        yield f"sidefarve {background.get(w('color'), '')}".rstrip()


def _theme(file: WordFile) -> Iterator[str]:
    theme = file.related("theme")
    scheme = None if theme is None else theme.find(f".//{{{A}}}clrScheme")
    if scheme is not None:
        colours = [one.get("lastClr", one.get("val")) for one in scheme.iter() if one.get("val")]
        yield f"temaets farver {' '.join(colours)}"
