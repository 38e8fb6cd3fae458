"""R92: no text of an answer file looks like a CPR number. The number itself is never repeated, and an answer
that holds one counts as missing: no document is made with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plangen.answers.cpr import holds_cpr
from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from plangen.answers.options import preset_rows
from plangen.answers.wording import masked, short_label
from plangen.catalog import Catalog, Question
from plangen.findings import Finding, Place

_PARTS = ("pakke", "svar", "tekster")


def cpr_findings(root: MappingNode, catalog: Catalog) -> Iterator[Finding]:
    """R92 for every text and every name under `pakke`, `svar` and `tekster`."""
    demand = catalog.rules["R92"].demands[0]
    for part in root.entries:
        if part.key not in _PARTS or not isinstance(part.value, MappingNode):
            continue
        questions = {"pakke": catalog.package, "svar": catalog.questions}.get(part.key, {})
        for entry in part.value.entries:
            question = questions.get(entry.key)
            label = question.short if question else masked(entry.key)
            where = label if part.key == "svar" else f"{part.key}, {label}"
            for text, place, path in _texts(entry, where, question, catalog):
                if holds_cpr(text):
                    question_id = entry.key if question and part.key == "svar" else ""
                    yield Finding(
                        "R92",
                        demand.severity,
                        demand.says({"sti": path}),
                        place,
                        hint=demand.help,
                        where=path,
                        question=question_id,
                    )


def without_numbers(root: MappingNode) -> MappingNode:
    """The tree with every text that holds a CPR number as refused."""
    entries = (replace(entry, value=_without(entry.value)) for entry in root.entries)
    return replace(root, entries=tuple(entries))


def _without(node: Node) -> Node:
    match node:
        case ScalarNode() if holds_cpr(node.text):
            return replace(node, text="", flawed=True)
        case SequenceNode():
            return replace(node, items=tuple(_without(item) for item in node.items))
        case MappingNode():
            return without_numbers(node)
    return node


def _texts(
    entry: Entry, where: str, question: Question | None, catalog: Catalog
) -> Iterator[tuple[str, Place | None, str]]:
    """Every text of an entry with its place and its Danish path; its name too."""
    yield entry.key, entry.place, where
    labels: dict[str, str] = {}
    if question is not None:
        labels.update({column.id: short_label(column.label) for column in question.columns})
        labels.update({row: short_label(label) for row, label in preset_rows(catalog, question).items()})
    yield from _inside(entry.value, where, labels)


def _inside(node: Node, where: str, labels: dict[str, str]) -> Iterator[tuple[str, Place | None, str]]:
    match node:
        case ScalarNode():
            yield node.text, node.place, where
        case SequenceNode():
            for number, item in enumerate(node.items, start=1):
                word = "række" if isinstance(item, MappingNode) else "punkt"
                yield from _inside(item, f"{where}, {word} {number}", labels)
        case MappingNode():
            for entry in node.entries:
                path = f"{where}, {labels.get(entry.key) or masked(entry.key)}"
                yield entry.key, entry.place, path
                yield from _inside(entry.value, path, labels)
