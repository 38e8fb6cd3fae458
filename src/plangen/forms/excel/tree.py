"""What a workbook holds as a tree of answers, each value with the cell where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from plangen.catalog.address import ANSWERS, PACKAGE
from plangen.findings import Place
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import Plain

Way = tuple[str | int, ...]
Places = Mapping[Way, Place]
"""Way to a value in an answer (row, field) → where it stands."""


def root_of(
    answers: Mapping[str, tuple[FormQuestion, Plain]], places: Mapping[str, Mapping[Way, Place]]
) -> MappingNode:
    """The tree. `answers`: id → the question and its answer; `places`: id → where its values stand."""
    parts = {part: list[Entry]() for part in (ANSWERS, PACKAGE)}
    for id, (question, answer) in answers.items():
        found = places.get(id, {})
        at = next(iter(found.values()), None)
        parts[question.part].append(Entry(question.id, _node(answer, found, at), at))
    return MappingNode(tuple(Entry(part, MappingNode(tuple(one))) for part, one in parts.items()))


def _node(value: Plain, places: Places, at: Place | None, way: Way = ()) -> Node:
    here = places.get(way, at)
    if isinstance(value, Mapping):
        entries = (
            Entry(str(name), _node(one, places, here, (*way, name)), places.get((*way, name), here))
            for name, one in value.items()
        )
        return MappingNode(tuple(entries))
    if isinstance(value, list):
        items = (_node(one, places, here, (*way, number)) for number, one in enumerate(value))
        return SequenceNode(tuple(items), here)
    return ScalarNode(str(value), plain=False, place=here)
