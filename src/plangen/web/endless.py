"""Words without an end: thousands of letters with no place to break them.

The PDF engine breaks such a word letter by letter, which takes minutes; with places to break it, it takes no
longer than other text. Answers have such places already (`markup`); derived text gets them here.
"""

from __future__ import annotations

import re

from lxml import etree

from plangen.web.texts import text_of

ENDLESS = 400
HARD_SPACES = "\u00a0\u202f\u2007"
_OTHER_SOFT = "\t\n\r\f\v"
_PIECE = 30


def has_endless(element: etree._Element) -> bool:
    """Whether a word in the element is one, or words that hard spaces hold together."""
    return has_hard_line(text_of(element))


def has_hard_line(text: str) -> bool:
    """Whether so much of a text stands without an ordinary space."""
    if len(text) < ENDLESS:
        return False
    for (
        space
    ) in _OTHER_SOFT:  # three times as fast as an expression for all of them, and a whole page is asked
        text = text.replace(space, " ")
    return max(map(len, text.split(" "))) >= ENDLESS


def break_endless(element: etree._Element) -> None:
    """Puts places to break into all long words of an element."""
    for inner in list(element.iter(etree.Element)):
        if inner.text and _long(inner.text):
            first, breaks = _broken(inner.text)
            inner.text = first
            for position, one in enumerate(breaks):
                inner.insert(position, one)
        if inner is not element and inner.tail and _long(inner.tail):
            first, breaks = _broken(inner.tail)
            inner.tail = first
            parent = inner.getparent()
            assert parent is not None
            for position, one in enumerate(breaks, parent.index(inner) + 1):
                parent.insert(position, one)


def _long(text: str) -> bool:
    return has_hard_line(text) or any(len(word) > _PIECE for word in text.split())


def _broken(text: str) -> tuple[str, list[etree._Element]]:
    """The text up to the first break, and the breaks with the text after each."""
    pieces: list[str] = [""]
    is_hard = has_hard_line(text)
    for part in re.split(r"(\s+)", text):
        cut = [part[at : at + _PIECE] for at in range(0, len(part), _PIECE)] or [""]
        pieces[-1] += cut[0]
        pieces += cut[1:]
        if is_hard and part and not part.strip(HARD_SPACES):
            pieces.append("")
    breaks = []
    for rest in pieces[1:]:
        one = etree.Element("wbr")
        one.tail = rest
        breaks.append(one)
    return pieces[0], breaks
