"""No line of a page ends after the single letter of a word such as »e-læring« or »E-mail«."""

from __future__ import annotations

import re

from lxml import etree

_LETTER_FIRST = re.compile(r"(?<![\w-])([^\W\d_]-[^\W\d_]\w{0,16})(?![\w-])")  # no longer: a column is narrow
_HYPHENATED = etree.XPath(".//text()[contains(., '-')]")
_WHOLE = {"style": "white-space: nowrap"}


def hold_letters(main: etree._Element) -> None:
    """Puts each such word into an element that no line parts."""
    for text in _HYPHENATED(main):
        element = text.getparent()
        if text.is_tail:
            parent = element.getparent()
            element.tail = _set_in(parent, parent.index(element) + 1, text)
        else:
            element.text = _set_in(element, 0, text)


def _set_in(parent: etree._Element, at: int, text: str) -> str:
    """Adds the words of a text with what follows each at a place of the parent; gives what stands before."""
    before, *found = _LETTER_FIRST.split(text)
    for number, (word, after) in enumerate(zip(found[::2], found[1::2], strict=True)):
        whole = etree.Element("span", _WHOLE)
        whole.text, whole.tail = word, after
        parent.insert(at + number, whole)
    return before
