"""Running text as WordprocessingML runs."""

from __future__ import annotations

import re
from typing import Final

from plangen.ooxml.characters import clean
from plangen.ooxml.ns import SPACE, Element, add, clone, make, w

ROOM: Final = "\u2002" * 4
"""What an empty place to write in holds: it can be clicked on, and on paper it is empty."""
_PARTS = re.compile(r"([\n\t])")
# The order that the schema wants; what is not named here comes after.
_ORDER = ("rStyle", "rFonts", "b", "bCs", "i", "iCs")


def text_run(text: str, properties: Element | None) -> Element:
    """A run of text; a newline becomes a line break, a tab a tab."""
    run = make("r")
    if properties is not None:
        run.append(clone(properties))
    text = clean(text)
    for part in _PARTS.split(text) if "\n" in text or "\t" in text else (text,):
        if part == "\n":
            add(run, "br")
        elif part == "\t":
            add(run, "tab")
        elif part:
            element = add(run, "t")
            element.text = part
            if part != part.strip() or "  " in part:
                element.set(SPACE, "preserve")
    return run


def with_look(
    properties: Element | None, *, bold: bool = False, italic: bool = False, style: str = ""
) -> Element | None:
    """A copy of run properties with more look; `style` is the id of a character style."""
    if not (bold or italic or style):
        return properties
    changed = make("rPr") if properties is None else clone(properties)
    if style:
        _set(changed, "rStyle", style)
    for name, wanted in (("b", bold), ("bCs", bold), ("i", italic), ("iCs", italic)):
        if wanted:
            _set(changed, name)
    return changed


def _set(properties: Element, name: str, value: str = "") -> None:
    for old in properties.findall(w(name)):
        properties.remove(old)
    element = make(name, val=value) if value else make(name)
    rank = _ORDER.index(name)
    before = {w(other) for other in _ORDER[:rank]}
    position = sum(1 for child in properties if child.tag in before)
    properties.insert(position, element)
