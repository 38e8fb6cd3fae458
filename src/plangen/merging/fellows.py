"""What became of a part of the base in theirs and in ours, compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plangen.alignment.matching import Matching
from plangen.merging.nodes import Node
from plangen.merging.saying import same
from plangen.merging.sides import Sides
from plangen.ooxml.ns import PPR, val


@dataclass(frozen=True)
class Fellows:
    """`to_theirs`, `to_ours`: what the nodes of the base are in the others."""

    to_theirs: Matching[Node]
    to_ours: Matching[Node]

    def came(self, was: Node, there: Node, holder: Node) -> bool:
        """Whether ours has taken a node into a holder from another one, where staff have left it."""
        return was.parent is not None and (
            self.to_ours.to.get(was.parent) is not holder
            and self.to_theirs.to.get(was.parent) is there.parent
        )

    def is_unchanged(self, was: Node, there: Node) -> bool:
        """Whether staff have changed nothing in a node but the order of its table's columns."""
        if was.kind != "tr" or len(was.children) != len(there.children):
            return same(was, there)
        cells = ((cell, self.to_theirs.to.get(cell)) for cell in was.children)
        return all(fellow is not None and same(cell, fellow) for cell, fellow in cells)

    def both_changed(self, was: Node, now: Node) -> bool:
        """Whether staff and the answers have changed, or taken away, the same paragraph of an answer."""
        for child in was.children:
            after, there = self.to_ours.to.get(child), self.to_theirs.to.get(child)
            ours = after is None or after.text != child.text
            if ours and (there is None or there.text != child.text):
                return True
        return not was.children and bool(now.children)

    def untold(self, lacking: Sequence[tuple[Node, Node]], sides: Sides) -> Iterator[Node]:
        """The paragraphs of ours that are not in theirs any more, and that somebody has written in; not those
        of rows, which are told on a line each; none of an edition. `lacking`: blocks in base and ours that
        theirs lacks."""
        if not sides.joins or any(one.kind == "tr" for _, now in lacking for one in now.walk()):
            return
        for node in (one for _, now in lacking for one in now.walk() if one.kind == "p"):
            was = self.to_ours.back.get(node)
            if was is None or (was not in self.to_theirs.to and sides.ours.changed(was, node)):
                yield node

    def same_lists(self) -> dict[str, str]:
        """Number of a list in ours → its number in theirs, by the paragraphs that are in both."""
        found: dict[str, str] = {}
        for was, now in self.to_ours.to.items():
            there = self.to_theirs.to.get(was)
            if was.kind == "p" and there is not None and there.kind == "p":
                mine, other = (val(one.element.find(PPR), "numPr/numId") for one in (now, there))
                if mine and other:
                    found.setdefault(mine, other)
        return found
