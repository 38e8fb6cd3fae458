"""A located tree: what a file says, before anyone asks what it means.

Every node knows its place. Values are kept as the text that was written, because a text question takes
`version: 0.9` or `2027-01-01` literally; what a text means is decided by the question (`scalars.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from plangen.findings import Finding, Place

_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A single value. `plain`: neither quoted nor a block, so `~` and `null` mean nothing.

    `flawed`: something in it has been reported already; it must not be used and needs no new finding.
    `comment`: what stands behind it on its line, after a #; `comment_place`: where.
    """

    text: str
    plain: bool = True
    place: Place | None = None
    flawed: bool = False
    weight: int = 1
    comment: str = field(default="", compare=False)
    comment_place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list. `weight` counts what it holds when every alias is written out."""

    items: tuple[Node, ...]
    place: Place | None = None
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: str
    value: Node
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with values, in the order of the file, each key once."""

    entries: tuple[Entry, ...] = ()
    place: Place | None = None
    weight: int = 1

    def get(self, key: str) -> Node | None:
        """The value of a key, None when it is not there."""
        return next((entry.value for entry in self.entries if entry.key == key), None)


Node = ScalarNode | SequenceNode | MappingNode


def is_empty(node: Node | None) -> bool:
    """Whether a value counts as not given: missing, null, blank text, `[]` or `{}` (specifikation.md 2.4)."""
    match node:
        case None:
            return True
        case ScalarNode():
            return not node.flawed and (not node.text.strip() or (node.plain and node.text in _NULLS))
        case SequenceNode():
            return not node.items
        case MappingNode():
            return not node.entries


def is_blank(node: Node | None) -> bool:
    """Whether there is nothing in it at any depth, as in an untouched row of a starter file."""
    match node:
        case SequenceNode():
            return all(is_blank(item) for item in node.items)
        case MappingNode():
            return all(is_blank(entry.value) for entry in node.entries)
        case _:
            return is_empty(node)


def from_plain(value: Any) -> Node:
    """Plain data of the catalog (a `standard`) as a tree without places."""
    if isinstance(value, dict):
        return MappingNode(tuple(Entry(str(key), from_plain(item)) for key, item in value.items()))
    if isinstance(value, list | tuple):
        return SequenceNode(tuple(from_plain(item) for item in value))
    return ScalarNode("" if value is None else str(value))


@dataclass(frozen=True, slots=True)
class Tree:
    """A file as read. `root` is None when it could not be read at all; an empty file has an empty root.
    `complete`: every line was read; else what could not be read counts as refused (`ScalarNode.flawed`)."""

    root: MappingNode | None
    findings: tuple[Finding, ...]
    complete: bool = True
