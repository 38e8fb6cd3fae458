"""The parts of an answer by rows: what a department changes, adds and leaves out of a shared table.

maal:
  aendr:
    - raekke: Kortere ventetid
      maalvaerdi: 10 dage
  tilfoej:
    - maal: …
  udelad:
    - Færre klager
  raekkefoelge: [Mere tid, Kortere ventetid]
"""

from __future__ import annotations

from plangen.answers.nodes import Entry, MappingNode, Node, SequenceNode
from plangen.catalog import Question
from plangen.texts.danish import slug

CHANGE, ADD, OMIT, ORDER = "aendr", "tilfoej", "udelad", "raekkefoelge"
ROW, AFTER, BEFORE = "raekke", "efter", "foran"
LABELS = {
    CHANGE: "Rækker, der er anderledes",
    ADD: "Rækker, der kommer til",
    OMIT: "Rækker, der ikke gælder",
    ORDER: "Rækkernes rækkefølge",
}
PARTS = {"table": (CHANGE, ADD, OMIT, ORDER), "fixed": (CHANGE, OMIT), "group": (CHANGE,)}
"""The parts that the answer to a type of question may have."""


def by_rows(question: Question, node: Node) -> bool:
    """Whether a department's answer says what is different, and does not replace the shared answer."""
    if question.type == "table":
        return isinstance(node, MappingNode) or (question.state and isinstance(node, SequenceNode))
    known = {column.id for column in question.columns}
    return (
        question.type in PARTS
        and isinstance(node, MappingNode)
        and any(slug(entry.key) in LABELS and entry.key not in known for entry in node.entries)
    )


def entry_of(node: Node | None, name: str) -> Entry | None:
    """The entry of that name, also when it is written with Danish letters (»ændr«, »række«)."""
    entries = node.entries if isinstance(node, MappingNode) else ()
    return next((entry for entry in entries if slug(entry.key) == name), None)


def part_of(node: Node | None, name: str) -> Node | None:
    """The value under a name; None when it is not there."""
    entry = entry_of(node, name)
    return entry.value if entry else None


def added_rows(node: Node | None) -> tuple[Node, ...]:
    """The rows that a department adds; a list alone is nothing but that (in a state table)."""
    return items_of(node if isinstance(node, SequenceNode) else part_of(node, ADD))


def items_of(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; none for anything else."""
    return node.items if isinstance(node, SequenceNode) else ()
