"""The paragraphs in whose place answers are written."""

from __future__ import annotations

from dataclasses import dataclass

from plangen.ooxml.ns import CELL, PPR, SECTION, Element, clone, drop, first, fragment, inner_xml, val
from plangen.ooxml.styles import Styles


@dataclass(frozen=True, slots=True)
class Host:
    """What is known of such a paragraph. `properties`: as text, without the section that ends with it;
    `style`: the id; `is_item`: whether it is an item of a list; `in_cell`: whether it stands in a cell."""

    properties: str
    style: str
    is_item: bool
    in_cell: bool

    @classmethod
    def of(cls, paragraph: Element, styles: Styles) -> Host:
        """The paragraph of a part."""
        parent = paragraph.getparent()
        return _host(first(paragraph, PPR), parent is not None and parent.tag == CELL, styles)

    @classmethod
    def beginning(cls, start: str, in_cell: bool, styles: Styles) -> Host:
        """The paragraph that begins with a text (tag and properties)."""
        [paragraph] = fragment(f"<w:p>{start.partition('>')[2]}</w:p>")
        return _host(first(paragraph, PPR), in_cell, styles)


def _host(properties: Element | None, in_cell: bool, styles: Styles) -> Host:
    style = val(properties, "pStyle")
    numbering = val(properties, "numPr/numId") or styles.inherited(style, "pPr/numPr/numId")
    return Host(_without_section(properties), style, numbering not in ("", "0"), in_cell)


def _without_section(properties: Element | None) -> str:
    if properties is None:
        return ""
    section = first(properties, SECTION)
    if section is not None:
        properties = clone(properties)
        drop(first(properties, SECTION))
    return inner_xml(properties) if len(properties) else ""
