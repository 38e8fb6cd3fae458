"""What staff have written that is new in ours too: the answers took it, or say the same on their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from plangen.alignment.matching import Matching, likeness
from plangen.merging.nodes import Node
from plangen.merging.outcome import Pulled
from plangen.merging.saying import bare
from plangen.merging.values import edits_were_pulled

_ROW_ALIKE: Final = 0.3


@dataclass
class Recognising:
    """`to_theirs`, `to_ours`: what the nodes of the base are in the others."""

    to_theirs: Matching[Node]
    to_ours: Matching[Node]
    pulled: Pulled

    def alike(self, node: Node, theirs: Node) -> Node | None:
        """The child of theirs that a new node of ours is: the same text, or a row whose edits were
        pulled, for one that is named by a text has another name when that is reworded."""
        if not node.text.strip():
            return None
        mine = [one for one in theirs.children if one.kind == node.kind and self._is_theirs(one)]
        same = next((one for one in mine if bare(one) == bare(node)), None)
        if same is not None or node.kind != "tr":
            return same
        rows = [one for one in theirs.children if one.kind == "tr" and self._was_reworded(one)]
        best = max(rows, key=lambda one: likeness(one, node), default=None)
        return best if best is not None and likeness(best, node) >= _ROW_ALIKE else None

    def _is_theirs(self, node: Node) -> bool:
        was = self.to_theirs.back.get(node)
        return was is None or (was.text != node.text and node.kind == "tr" and "[+" in " ".join(was.ids))

    def _was_reworded(self, row: Node) -> bool:
        """Whether ours does not have the row any more, and the answers have all that staff changed in it."""
        was = self.to_theirs.back.get(row)
        if was is None or was in self.to_ours.to or was.text == row.text:
            return False
        return edits_were_pulled(was.element, row.element, self.pulled)
