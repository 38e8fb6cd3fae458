"""New rows that the answer files have taken go out of the edited file: the answers print them where they
belong, in words of their own, and beside staff's they would stand there twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from plangen.merging.nodes import Node
from plangen.merging.outcome import StandingRow
from plangen.merging.standing import joins_rows, remove
from plangen.merging.values import is_touched
from plangen.ooxml.ns import ROW

_SIGNS: Final = re.compile(r"[\W_]+")


def remove_taken(theirs: Node, rows: Iterable[StandingRow]) -> None:
    """Changes the elements of theirs, the document as a tree. A row on which a pending change, a comment or a
    note hangs, or that another goes on in, stays."""
    numbers = {row: number for number, row in enumerate(theirs.element.iter(ROW))}
    there = {numbers[node.element]: node for node in theirs.walk() if node.kind == "tr"}
    for row in rows:
        node = there.get(row.number)
        if node is not None and _says(node, row.texts) and _may_go(node):
            remove(node)


def _may_go(node: Node) -> bool:
    return not is_touched(node.element) and not joins_rows(node.element)


def _says(node: Node, texts: Iterable[str]) -> bool:
    """Whether a row says all of these texts, in whatever cells."""
    said = _letters(node.text)
    return all(one in said for one in map(_letters, texts))


def _letters(text: str) -> str:
    """A text without the signs that Markdown writes in it, and those between cells."""
    return _SIGNS.sub("", text)
