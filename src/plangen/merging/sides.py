"""What counts as a change of one side of a merge.

An edition that plangen made differs from another where anything in it does. A file that people have saved is
full of what their programs wrote, so it differs where it reads otherwise, or has something else to show.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Final, Protocol

from plangen.catalog.address import of_tick
from plangen.merging.nodes import Node
from plangen.merging.saying import objects_in
from plangen.merging.values import is_touched, looks_in, shape
from plangen.ooxml.ns import SDT_CONTENT, Element


class MergeSide(Protocol):
    """One side of a merge."""

    def changed(self, was: Node, node: Node) -> bool:
        """Whether a node of the base is another one on this side."""

    def changed_answer(self, was: Element, control: Element) -> bool:
        """The same for the controls of an answer."""

    def looks(self, node: Node) -> bool:
        """Whether somebody has given it, or something in it, another look."""


class MadeSide:
    """An edition as plangen made it."""

    def changed(self, was: Node, node: Node) -> bool:
        return shape(was.element) != shape(node.element)

    def changed_answer(self, was: Element, control: Element) -> bool:
        return shape(was) != shape(control)

    def looks(self, _node: Node) -> bool:
        return False


@dataclass(frozen=True)
class Looked:
    """What somebody has given another look: texts, and the ids of answers."""

    texts: Set[str] = frozenset()
    ids: Set[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.texts or self.ids)

    def holds(self, node: Node) -> bool:
        """Whether a paragraph, or one in a node, is among it."""
        paragraphs = (one for one in node.walk() if not one.children)
        return bool(self) and any(self._is_one(one) for one in paragraphs)

    def _is_one(self, node: Node) -> bool:
        if not self.ids.isdisjoint(of_tick(id)[0] for id in node.ids):
            return True
        return bool(node.text) and any(node.text in text for text in self.texts)


@dataclass(frozen=True)
class SavedSide:
    """A file that people have saved. `looked`: what they have given another look."""

    looked: Looked

    def changed(self, was: Node, node: Node) -> bool:
        if (was.kind, was.text, was.ids) != (node.kind, node.text, node.ids):
            return True
        other = objects_in(was.element) != objects_in(node.element)
        return other or is_touched(node.element) or self.looked.holds(node)

    def changed_answer(self, was: Element, control: Element) -> bool:
        other = _content(was) != _content(control) or looks_in(was) != looks_in(control)
        return other or is_touched(control)

    def looks(self, node: Node) -> bool:
        return self.looked.holds(node)


def _content(control: Element) -> str:
    content = control.find(SDT_CONTENT)
    return "" if content is None else " ".join("".join(content.itertext()).split())


@dataclass(frozen=True)
class Sides:
    """Both sides of a merge. `joins`: ours is somebody's, too, so a block that only ours has changed comes
    whole, with its look and what hangs on it."""

    theirs: MergeSide = field(default_factory=MadeSide)
    ours: MergeSide = field(default_factory=MadeSide)
    joins: bool = False

    @property
    def renews_styles(self) -> bool:
        """Whether the styles of ours hold: a program that saves a file writes them anew in words of its
        own."""
        return not self.joins or (isinstance(self.ours, SavedSide) and bool(self.ours.looked))

    def only_ours(self, was: Node, there: Node, now: Node) -> bool:
        """Whether a block comes whole."""
        return self.joins and self.ours.changed(was, now) and not self.theirs.changed(was, there)


OF_PLAN: Final = Sides()
