"""What nodes say, compared: the same, new, or only an invitation to write."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from plangen.merging.nodes import Node
from plangen.ooxml.ns import SDT_PR, Element, w
from plangen.ooxml.signs import signs_in

_NUMBER: Final = re.compile(r"\d")
_OBJECTS: Final = (w("drawing"), w("pict"), w("object"))


def same(was: Node, there: Node) -> bool:
    """Whether staff have changed nothing that would be lost with a node."""
    return was.text == there.text and objects_in(there.element) <= objects_in(was.element)


def objects_in(element: Element) -> Counter[str]:
    """How many pictures, boxes and inserted files stand in an element, and signs between its words."""
    found = Counter(sign for sign, _ in signs_in(element))
    found[""] = sum(1 for _ in element.iter(*_OBJECTS))
    return found


def says_something(node: Node) -> bool:
    """Whether there is any text in a node: an empty row has none."""
    return any(says_something(child) for child in node.children) if node.children else bool(node.text.strip())


def bare(node: Node) -> str:
    return squeezed(node.text)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def invites(node: Node) -> bool:
    """Whether an answer only shows its inviting text."""
    properties = node.element.find(SDT_PR)
    return any(
        properties is not None and p.find(w("showingPlcHdr")) is not None for p in node.element.iter(SDT_PR)
    )


def is_derived(node: Node) -> bool:
    """Whether a text is computed, as a date or a number is: no answer stands in it."""
    return not node.ids and _NUMBER.search(node.text) is not None


def said(node: Node) -> str:
    """The text of a node, a line for each block of it."""
    return "\n".join(child.text for child in node.children) if node.children else node.text
