"""How much work a drawing would be: what takes a program minutes to draw is refused before anything draws it.

A small file can ask for endless work: parts that use each other over and over, effects computed for every
dot, dashes smaller than dust. Word, browsers and the PDF engine all draw the logo, so it must be simple.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

MOST_ELEMENTS: Final = 5_000
MOST_LETTERS: Final = 1_000_000
DEEPEST: Final = 60
_COSTLY: Final = {
    "filter": "effekter (filter)",
    "pattern": "gentagne mønstre (pattern)",
    "marker": "mærker på streger (marker)",
    "mesh": "farvenet (mesh)",
    "meshgradient": "farvenet (mesh)",
}
_DASHES: Final = re.compile(r"stroke-dasharray\s*:\s*(?!none|inherit|initial)", re.IGNORECASE)
_LARGE: Final = re.compile(r"(?<![\d.])\d{7}|\d[eE]\+?0*(?:[6-9]|\d{2})")
_GEOMETRY: Final = frozenset(
    {"d", "points", "transform", "x", "y", "width", "height", "viewBox", "r", "rx", "ry", "cx", "cy"}
    | {"x1", "y1", "x2", "y2", "dx", "dy", "stroke-width", "font-size", "gradientTransform", "style"}
)
_REFERENCE: Final = re.compile(r"url\(\s*['\"]?#([^'\")]+)")


def too_costly(root: etree._Element, size: int) -> str:
    """Why the drawing is too much work, as the end of »Logoet …«; empty when it is not."""
    if size > MOST_LETTERS:
        return "er en svg-fil på over 1 MB"
    known: dict[str, etree._Element] = {}
    for count, (element, depth) in enumerate(_walk(root)):
        if count > MOST_ELEMENTS:
            return _MANY
        if depth > DEEPEST:
            return "har figurer inden i hinanden i for mange lag"
        reason = _costly(element)
        if reason:
            return reason
        if element.get("id"):
            known.setdefault(str(element.get("id")), element)
    drawn = _drawn(root, known, set(), {})
    return "bruger sig selv" if drawn < 0 else _MANY if drawn > MOST_ELEMENTS else ""


_MANY: Final = f"har over {MOST_ELEMENTS} figurer"


def _walk(root: etree._Element) -> list[tuple[etree._Element, int]]:
    """All elements with their depth, without recursion."""
    found: list[tuple[etree._Element, int]] = []
    waiting = [(root, 0)]
    while waiting and len(found) <= MOST_ELEMENTS + 1:
        element, depth = waiting.pop()
        if isinstance(element.tag, str):
            found.append((element, depth))
            waiting.extend((child, depth + 1) for child in element)
    return found


def _costly(element: etree._Element) -> str:
    name = etree.QName(element).localname
    if name in _COSTLY or name.startswith("fe"):
        return f"bruger {_COSTLY.get(name, _COSTLY['filter'])}"
    texts = [str(value) for key, value in element.attrib.items() if "href" not in str(key)]
    if name == "style":
        texts.append(element.text or "")
    dashes = str(element.get("stroke-dasharray", "none")).strip()
    if dashes not in ("none", "inherit", "") or any(map(_DASHES.search, texts)):
        return "bruger stiplede streger"
    if any(_LARGE.search(str(value)) for key, value in element.attrib.items() if key in _GEOMETRY):
        return "bruger tal på over en million"
    return ""


def _drawn(
    element: etree._Element, known: dict[str, etree._Element], inside: set[str], done: dict[str, int]
) -> int:
    """How many figures are drawn when every use of a part counts; -1 when a part uses itself."""
    total = 1
    for child in element:
        if isinstance(child.tag, str):
            inner = _drawn(child, known, inside, done)
            if inner < 0:
                return -1
            total += inner
    for name in _references(element):
        if name in inside:
            return -1
        if name in known:
            if name not in done:
                done[name] = _drawn(known[name], known, inside | {name}, done)
            if done[name] < 0:
                return -1
            total += done[name]
    return min(total, 10**9)


def _references(element: etree._Element) -> list[str]:
    names = [
        str(v)[1:] for k, v in element.attrib.items() if str(k).endswith("href") and str(v).startswith("#")
    ]
    return names + [name for value in element.attrib.values() for name in _REFERENCE.findall(str(value))]
