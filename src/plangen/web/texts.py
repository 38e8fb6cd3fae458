"""The text of an element of a page."""

from __future__ import annotations

from lxml import etree


def text_of(element: etree._Element) -> str:
    """All text in an element, as it stands. Every cell of a page is asked, and this is the fastest way."""
    text: str = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return text


def line_of(element: etree._Element) -> str:
    """The same on one line, one space between words."""
    return " ".join(text_of(element).split())
