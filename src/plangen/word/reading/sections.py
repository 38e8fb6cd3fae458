"""What the sections of a document are beside the size of their pages, as facts in Danish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plangen.ooxml.ns import Element, local_name, w
from plangen.word.reading.measures import measure

SECTION = "sektion "
_OFF: Final = frozenset({"0", "false", "off", "none"})
_ON: Final = frozenset({"1", "true", "on"})
_NAMES: Final = {
    "pgBorders": "sidekanter",
    "lnNumType": "linjenumre",
    "pgNumType": "sidetal",
    "titlePg": "anden forside",
    "vAlign": "lodret placering",
    "textDirection": "skriveretning",
    "type": "begynder",
    "footnotePr": "fodnoter",
    "endnotePr": "slutnoter",
    "cols": "spalter",
    "paperSrc": "papirbakke",
    "formProt": "beskyttet formular",
    "bidi": "fra højre mod venstre",
    "rtlGutter": "indbinding til højre",
    "noEndnote": "uden slutnoter",
}
# Read as pages (`document`), or written by programs on their own.
_KNOWN: Final = frozenset(
    {"headerReference", "footerReference", "pgSz", "docGrid", "rsid", "printerSettings"}
)
# What holds when nothing is said.
_DEFAULTS: Final = {
    "type": "nextPage",
    "pgNumType": "fmt decimal",
    "textDirection": "lrTb",
    "vAlign": "top",
}
_SPACE: Final = frozenset({"space", "num", "equalWidth"})
# LibreOffice writes these in every section, or loses them.
_NOT_AFTER_LIBREOFFICE: Final = frozenset({"type", "footnotePr", "endnotePr", "paperSrc"})


def sections(root: Element, exact: bool) -> Iterator[str]:
    """Facts of each section, in order. `exact`: no program has written them anew, as LibreOffice does."""
    for number, section in enumerate(root.iter(w("sectPr")), 1):
        for one in section:
            name = local_name(one.tag)
            if name in _KNOWN or (not exact and name in _NOT_AFTER_LIBREOFFICE):
                continue
            value = _value(name, one)
            if value not in ("fra", _DEFAULTS.get(name)):
                yield f"{SECTION}{number}: {_NAMES.get(name, name)} {value}".rstrip()


def _value(name: str, element: Element) -> str:
    if name == "pgMar":
        gutter = element.get(w("gutter"), "0")
        return "fra" if gutter == "0" else f"indbinding {gutter}"
    if name == "cols":
        own = {key: value for key, value in _attributes(element).items() if key not in _SPACE}
        return " ".join(f"{key} {value}" for key, value in own.items() if value not in _OFF) or "fra"
    return described(element)


def described(element: Element) -> str:
    """The attributes of an element and of those in it; »fra« for one that is switched off, or empty in a way
    that says nothing."""
    said = [_said(one) for one in element.iter() if local_name(one.tag) not in ("footnote", "endnote")]
    value = " ".join(filter(None, said))
    if element.get(w("val"), "") in _OFF:
        return "fra"
    notes = element.tag in (w("footnotePr"), w("endnotePr"))
    return "fra" if notes and not value else value


def _said(element: Element) -> str:
    if known := measure(element):
        return known
    values = sorted(_attributes(element).items())
    return " ".join(value if key == "val" else f"{key} {value}" for key, value in values if value not in _ON)


def _attributes(element: Element) -> dict[str, str]:
    implied = {"val": "continue"} if element.tag == w("vMerge") else {}
    return implied | {local_name(key): value for key, value in element.attrib.items()}
