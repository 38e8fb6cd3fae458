"""What the stylesheet takes for granted about a template's looks, and what a template has otherwise.

The stylesheet has the house's own looks. A template in which somebody has given »Overskrift 1« another
colour, or that has other theme colours, says so itself; only that is written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from plangen.compiling import looks
from plangen.ooxml.ns import RPR, A, parse, val, w
from plangen.ooxml.styles import Styles

ACCENT: Final = "#1B4F63"
TONE: Final = "#E8F0F2"
_TEXT: Final = "#1E2427"
_MUTED: Final = "#55636A"
BODY_SIZE: Final = "11pt"
SMALLEST: Final = "9.5pt"
_ENOUGH_CONTRAST: Final = 4.5  # WCAG AA for running text

_BOLD: Final = {"font-weight": "bold", "color": ACCENT}
# Styles by their names in lower case: what plangen.css and the templates in templates/docx both have.
LOOKS: Final[Mapping[str, Mapping[str, str]]] = {
    "title": {**_BOLD, "font-size": "26pt"},
    "heading 1": {**_BOLD, "font-size": "16pt"},
    "heading 2": {**_BOLD, "font-size": "11pt"},
    "heading 3": {"font-weight": "bold", "color": _TEXT, "font-size": "11pt"},
    "subtitle": {"color": _MUTED},
    "frontlinje": {"color": _MUTED, "font-size": SMALLEST},
    "formålsboks": {"background-color": TONE, "font-size": "11pt"},
    "opslagstekst": {"font-size": "13pt"},
    "opslagsboks": {"background-color": TONE, "font-size": "13pt"},
    "tabeltitel": {**_BOLD},
    "note": {"color": _MUTED, "font-size": SMALLEST},
    "kolofon": {"color": _MUTED, "font-size": SMALLEST},
}
_WITHOUT: Final = {
    "font-weight": "normal",
    "font-style": "normal",
    "color": "inherit",
    "background-color": "transparent",
    "text-align": "left",
}
_COMPARED: Final = (*_WITHOUT, "font-size")


def otherwise(styles: Styles, style_id: str) -> dict[str, str]:
    """What a style that the stylesheet knows has in this template and not there."""
    house = LOOKS.get(looks.style_name(styles, style_id))
    if house is None:
        return {}
    own = own_looks(styles, style_id)
    missing = {name: _WITHOUT[name] for name in house if name not in own and name in _WITHOUT}
    return missing | {name: value for name, value in own.items() if house.get(name) != value}


def own_looks(styles: Styles, style_id: str) -> dict[str, str]:
    """What a style says of colour, size and weight, beyond »Normal«."""
    found: dict[str, str] = {}
    for style in reversed(styles.chain(style_id)):
        if style.name.lower() != "normal":
            found |= looks.style_css(style)
    return {name: found[name] for name in _COMPARED if name in found}


def page_looks(styles: Styles, theme: bytes | None) -> Iterator[str]:
    """What holds for the whole page: the colour that leads, and the size of running text."""
    accent = _theme_accent(theme)
    if accent and accent != ACCENT and contrast(accent, TONE) >= _ENOUGH_CONTRAST:
        yield f"--accent: {accent}"
    normal = next((s.id for s in styles.by_id.values() if s.name.lower() == "normal"), "")
    defaults = (
        None if styles.root is None else styles.root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}")
    )
    size = styles.inherited(normal, "rPr/sz") or val(defaults, "sz")
    if size.isdigit() and (written := f"{int(size) / 2:g}pt") != BODY_SIZE and 12 <= int(size) <= 48:
        yield f"--brod: {written}"


def contrast(one: str, other: str) -> float:
    """How much lighter one colour is than another, as WCAG reckons."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _theme_accent(theme: bytes | None) -> str:
    found = None if theme is None else parse(theme).find(f".//{{{A}}}accent1/{{{A}}}srgbClr")
    code = "" if found is None else str(found.get("val", ""))
    return f"#{code.upper()}" if re.fullmatch(r"[0-9A-Fa-f]{6}", code) else ""
