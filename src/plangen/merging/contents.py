"""The contents list of an edited file, renewed when all headings stand as they will."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plangen.merging.bringing import Bringing
from plangen.merging.nodes import Node
from plangen.merging.values import shape
from plangen.ooxml.ns import BOOKMARK, Element, w

Three = tuple[Node, Node, Node]
"""A contents list in base, theirs and ours."""


def renew_contents(
    found: Sequence[Three], ours: Node, at: Mapping[Node, Element], bringing: Bringing
) -> None:
    """Renews the lists whose lines staff have not changed. `at`: what the nodes of ours are in theirs."""
    for was, there, now in found:
        if shape(was.element) != shape(now.element) and was.text == there.text:
            bringing.names.update(_headings(ours, at))
            there.element = bringing.in_place_of(there.element, now.element)


def _headings(ours: Node, at: Mapping[Node, Element]) -> Iterator[tuple[str, str]]:
    """The bookmarks of headings in ours, and what they are called in theirs."""
    for node in ours.walk():
        element = at.get(node) if node.kind == "p" else None
        if element is not None:
            mine, other = _mark(node.element), _mark(element)
            if mine and other:
                yield mine, other


def _mark(paragraph: Element) -> str:
    """The bookmark that a contents list knows a heading by."""
    names = (mark.get(w("name"), "") for mark in paragraph.iter(BOOKMARK))
    return next((name for name in names if name.startswith("_Toc")), "")
