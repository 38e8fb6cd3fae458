"""The contents list of an edited file, renewed when all headings stand as they will. One that staff have
changed stays, and leads to where the headings are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plangen.alignment.matching import Matching
from plangen.merging.bringing import Bringing, point
from plangen.merging.nodes import Node
from plangen.merging.values import shape
from plangen.ooxml.ns import BOOKMARK, Element, w


@dataclass
class ContentsLists:
    """The contents lists of one part. `to_theirs`: what the nodes of the base are in theirs."""

    to_theirs: Matching[Node]
    _found: list[tuple[Node, Node, Node]] = field(default_factory=list)

    def __post_init__(self) -> None:
        named = ((was, _mark(there.element)) for was, there in self.to_theirs.to.items() if was.kind == "p")
        self._names = {was: name for was, name in named if name}

    def add(self, was: Node, there: Node, now: Node) -> None:
        """A list in base, theirs and ours."""
        self._found.append((was, there, now))

    def renew(
        self, ours: Node, to_ours: Matching[Node], at: Mapping[Node, Element], bringing: Bringing
    ) -> None:
        """Renews the lists whose lines staff have not changed. `at`: what the nodes of ours are in theirs."""
        for was, there, now in self._found:
            if shape(was.element) == shape(now.element):
                continue
            if was.text == there.text:
                bringing.names.update(_headings(ours, at))
                there.element = bringing.in_place_of(there.element, now.element)
            else:
                point(there.element, dict(self._renamed(to_ours, at)))

    def _renamed(self, to_ours: Matching[Node], at: Mapping[Node, Element]) -> Iterator[tuple[str, str]]:
        """What the headings of theirs were called, and what they are called now."""
        for was, name in self._names.items():
            node = to_ours.to.get(was)
            element = None if node is None else at.get(node)
            now = "" if element is None else _mark(element)
            if now and now != name:
                yield name, now


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
