"""How the tags of a template look: their run properties, as text, with what is often asked of them."""

from __future__ import annotations

from typing import Final

from plangen.ooxml.ns import Element, clone, fragment, inner_xml, make, w
from plangen.ooxml.styles import Styles

NO_LOOK: Final = frozenset({w("lang"), w("noProof")})
# The order that the schema wants; what is not named here comes after.
_ORDER: Final = ("rStyle", "rFonts", "b", "bCs", "i", "iCs")


class TagLook:
    """The run properties of a tag. `xml`: as text, empty when there are none; `is_plain`: whether LibreOffice
    keeps them in a control that it takes for plain text; `marks`: »b« and »i« when the tag itself is bold or
    italic, which says nothing about the answer."""

    def __init__(self, xml: str, styles: Styles) -> None:
        self._element = fragment(xml)[0] if xml else None
        self.xml = xml
        self.is_plain = self._element is None or all(child.tag in NO_LOOK for child in self._element)
        self.marks = "".join(name for name in ("b", "i") if styles.is_on(self._element, name))
        self._more: dict[tuple[bool, bool, str], str] = {}

    def with_more(self, bold: bool = False, italic: bool = False, style: str = "") -> str:
        """The same with more look, as text; `style` is the id of a character style."""
        if not (bold or italic or style):
            return self.xml
        asked = (bold, italic, style)
        if asked not in self._more:
            self._more[asked] = inner_xml(self._changed(bold, italic, style))
        return self._more[asked]

    def _changed(self, bold: bool, italic: bool, style: str) -> Element:
        changed = make("rPr") if self._element is None else clone(self._element)
        if style:
            _set(changed, "rStyle", style)
        for name, wanted in (("b", bold), ("bCs", bold), ("i", italic), ("iCs", italic)):
            if wanted:
                _set(changed, name)
        return changed


class TagLooks:
    """The looks of one template, each worked out once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[str, TagLook] = {}

    def of(self, xml: str) -> TagLook:
        """The look of run properties that stand in the part as that text."""
        if xml not in self._known:
            self._known[xml] = TagLook(xml if xml != "<w:rPr/>" else "", self._styles)
        return self._known[xml]

    def of_element(self, properties: Element | None) -> TagLook:
        """The look of run properties."""
        return self.of("" if properties is None or not len(properties) else inner_xml(properties))


def _set(properties: Element, name: str, value: str = "") -> None:
    for old in properties.findall(w(name)):
        properties.remove(old)
    element = make(name, val=value) if value else make(name)
    rank = _ORDER.index(name)
    before = {w(other) for other in _ORDER[:rank]}
    position = sum(1 for child in properties if child.tag in before)
    properties.insert(position, element)
