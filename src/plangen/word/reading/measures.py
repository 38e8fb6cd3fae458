"""Widths and places in millimetres, where a Word file counts twentieths of a point."""

from __future__ import annotations

from typing import Final

from plangen.ooxml.ns import VAL, Element, local_name, w

_TWIPS: Final = 56.6929  # in a millimetre
_SIDES: Final = {
    "top": "foroven",
    "left": "venstre",
    "start": "venstre",
    "bottom": "forneden",
    "right": "højre",
    "end": "højre",
}
_TABS: Final = {
    "left": "venstrestillet",
    "start": "venstrestillet",
    "right": "højrestillet",
    "end": "højrestillet",
    "center": "centreret",
    "decimal": "ved komma",
    "clear": "fjernet",
}


def measure(element: Element) -> str:
    """»venstre 7.1 mm« for a width, »højrestillet ved 162.0 mm« for a tab stop; empty for anything else."""
    name = local_name(element.tag)
    if name == "tab" and element.get(w("pos")) is not None:
        kind = str(element.get(VAL, "left"))
        leader = element.get(w("leader"), "none")
        filled = "" if leader == "none" else f" ({leader})"
        place = _millimetres(element.get(w("pos"), ""))
        return f"{_TABS.get(kind, kind)} ved {place}{filled}" if place else ""
    if not set(element.attrib) <= {w("w"), w("type")} or element.get(w("type"), "dxa") != "dxa":
        return ""
    width = _millimetres(element.get(w("w"), ""))
    return f"{_SIDES.get(name, '')} {width}".strip() if width else ""


def _millimetres(twips: str) -> str:
    try:
        return f"{float(twips) / _TWIPS:.1f} mm"
    except ValueError:
        return ""
