"""Which paragraphs of a template are items of lists, and of which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from plangen.ooxml.ns import PPR, Element, parse, val, w
from plangen.ooxml.styles import Styles

_TYPES: Final = {
    "decimal": "decimal",
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "decimalZero": "decimal-leading-zero",
}


@dataclass(frozen=True, slots=True)
class Item:
    """An item: the number of its list, its depth, and how it is numbered (empty for bullets)."""

    list: str
    depth: int
    numbering: str
    start: int


class CompiledLists:
    """The lists of one template."""

    def __init__(self, numbering: bytes | None, styles: Styles) -> None:
        root = parse(numbering) if numbering else None
        self._styles = styles
        self._nums = _by(root, "num", "numId")
        self._abstracts = _by(root, "abstractNum", "abstractNumId")

    def item(self, paragraph: Element) -> Item | None:
        """What the paragraph is in a list; None when it is in none."""
        properties = paragraph.find(PPR)
        style_id = val(properties, "pStyle")
        number = val(properties, "numPr/numId") or self._styles.inherited(style_id, "pPr/numPr/numId")
        depth = val(properties, "numPr/ilvl") or self._styles.inherited(style_id, "pPr/numPr/ilvl") or "0"
        num = self._nums.get(number)
        if num is None or not depth.isdigit():
            return None
        levels = _by(self._abstracts.get(val(num, "abstractNumId")), "lvl", "ilvl")
        level = levels.get(depth)
        kind = val(level, "numFmt", "decimal")
        if kind == "none":
            return None
        start = val(level, "start", "1")
        numbering = "" if kind == "bullet" else _TYPES.get(kind, "decimal")
        return Item(number, int(depth), numbering, int(start) if start.isdigit() else 1)


def _by(parent: Element | None, name: str, key: str) -> dict[str, Element]:
    children = () if parent is None else parent.iterchildren(w(name))
    return {child.get(w(key), ""): child for child in children}
