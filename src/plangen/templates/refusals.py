"""What stands in a template and may not reach the files that are made of it, named with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from plangen.ooxml.fields import fields_of
from plangen.ooxml.ns import Element, W, local_name, w
from plangen.ooxml.places import excerpt
from plangen.ooxml.problems import Problem

Place = Callable[[Element], str]
"""Where an element stands, in words."""

# Words of the markup for changes that wait for somebody to accept them; and every …Change.
_TRACKED: Final = frozenset(
    {
        *("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "delText"),
        *("delInstrText", "cellIns", "cellDel", "cellMerge", "customXmlInsRangeStart"),
        *("customXmlDelRangeStart", "customXmlMoveFromRangeStart", "customXmlMoveToRangeStart"),
        *("conflictIns", "conflictDel", "customXmlConflictInsRangeStart", "customXmlConflictDelRangeStart"),
    }
)
_OBJECTS: Final = {
    "object": "et indlejret objekt (OLE)",
    "OLEObject": "et indlejret objekt (OLE)",
    "control": "et ActiveX-objekt",
    "altChunk": "en indlejret fil (altChunk)",
    "subDoc": "et underdokument",
    "movie": "en film",
    "webVideoPr": "en onlinevideo",
    "contentPart": "håndskrift (blæk)",
    "chart": "et diagram med sit regneark",
    "relIds": "en SmartArt-figur",
}
# Fields that show what the document itself holds; the others fetch files, run something, or tell of a person.
_FIELDS: Final = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ"),
        *("TOC", "TC", "XE", "INDEX", "HYPERLINK", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE"),
        *(
            "TITLE",
            "SUBJECT",
            "KEYWORDS",
            "AUTHOR",
            "DOCPROPERTY",
            "INFO",
            "FILENAME",
            "NUMWORDS",
            "NUMCHARS",
        ),
        *("REVNUM", "FILESIZE", "IF", "=", "COMPARE", "QUOTE", "SYMBOL", "EQ", "ADVANCE", "LISTNUM"),
        *("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "FILLIN"),
        *("ASK", "SET", "SHAPE", "TA", "TOA"),
    }
)
_ADDRESS: Final = re.compile(r"https?://|mailto:|#", re.IGNORECASE)
_QUOTED: Final = re.compile(r'HYPERLINK\s+(?!\\l)"?([^"\s]*)', re.IGNORECASE)
_PATH: Final = re.compile(r"[A-Za-z]:[\\/]|\\\\|file:", re.IGNORECASE)
_DESCRIBED: Final = ("descr", "title", "alt")
_VML: Final = ("{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}")
_WORDS: Final = f"{{{W}}}"


def refusals(root: Element, place: Place) -> Iterator[Problem]:
    """All of it in one part. `root` is not changed."""
    yield from _tracked(root, place)
    for element in root.iter(etree.Element):
        name = local_name(element.tag)
        if name in _OBJECTS:
            yield Problem(
                f"{_OBJECTS[name]} kan ikke følge med; slet det, eller sæt det ind som billede",
                place(element),
            )
        yield from _attributes(element, place)
    yield from _fields(root, place)


def is_address(target: str) -> bool:
    """Whether a link may lead there: to a page or a mailbox, never to a file or a program."""
    return _ADDRESS.match(target.strip()) is not None


def _tracked(root: Element, place: Place) -> Iterator[Problem]:
    """One problem for a part, at the first change."""
    for element in root.iter(etree.Element):
        own = element.tag.endswith("Change") and element.tag.startswith(_WORDS)
        if own or local_name(element.tag) in _TRACKED:
            words = excerpt("".join(element.itertext()))
            yield Problem(
                "skabelonen har sporede ændringer; accepter eller afvis dem alle i Word (fanen Gennemse)",
                place(element),
                f"»{words}«" if words else "",
            )
            return


def _attributes(element: Element, place: Place) -> Iterator[Problem]:
    """Addresses of drawings, and alt texts that are paths, as older versions of Word wrote them."""
    drawn = element.tag.startswith(_VML)
    for name, value in element.attrib.items():
        said = local_name(name)
        if drawn and said in ("href", "src") and not is_address(value):
            yield Problem(refused_link(value), place(element))
        elif said == "action" and value.startswith("ppaction"):
            yield Problem("en handling på en figur kan ikke følge med; fjern den", place(element))
        elif said in _DESCRIBED and _PATH.match(value):
            yield Problem(
                "den alternative tekst er navnet på en fil; skriv, hvad billedet viser",
                place(element),
                excerpt(value),
            )


def _fields(root: Element, place: Place) -> Iterator[Problem]:
    found = [(one.code, one.codes[0] if one.codes else one.paragraph) for one in fields_of(root)]
    found += [(simple.get(w("instr"), ""), simple) for simple in root.iter(w("fldSimple"))]
    for code, element in found:
        kind = next(iter(code.split()), "").upper()
        where = "" if element is None else place(element)
        if kind not in _FIELDS and not kind.startswith("="):
            what = f"feltet »{excerpt(code)}«" if kind else "et felt uden navn"
            yield Problem(f"{what} kan ikke følge med; slet det, eller skriv teksten selv", where)
        elif (
            kind == "HYPERLINK" and (match := _QUOTED.search(code)) and match[1] and not is_address(match[1])
        ):
            yield Problem(refused_link(match[1]), where)
        elif kind == "FILENAME" and "\\p" in code.lower():
            yield Problem("feltet »FILENAME« med sti kan ikke følge med; brug det uden \\p", where)


def refused_link(target: str) -> str:
    """What is said of a link that may not pass."""
    return f"linket til »{excerpt(target)}« kan ikke følge med; kun http-, https- og mailto-adresser kan"
