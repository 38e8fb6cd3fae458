"""Changes of a file that holds forms of an earlier questionnaire: made where the answer stands, as it is
spelled there (specifikation.md 2.9). Everything before this speaks of today's form alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from plangen.answers.earlier import is_bare_text, modern, spelled
from plangen.answers.nodes import MappingNode
from plangen.catalog import Catalog
from plangen.catalog.address import ANSWERS
from plangen.forms.yaml.read.tree import read_tree
from plangen.forms.yaml.write import Change, Put, apply_changes, source_data
from plangen.pulling.addresses import order_of


def tree_of(catalog: Catalog, data: bytes) -> MappingNode:
    """The tree of an answer file, in today's form; an empty one for a file that cannot be read."""
    return modern(read_tree(data, "").root or MappingNode(), catalog).root


def with_changes(catalog: Catalog, data: bytes, changes: Sequence[Change]) -> bytes:
    """An answer file with the changes, whose paths are in today's form. Raises `NotWritable`."""
    order = partial(order_of, catalog)
    opened = list(_as_fields(catalog, read_tree(data, "").root, changes))
    if opened:
        data = apply_changes(data, opened, order)
    return apply_changes(data, _as_spelled(catalog, read_tree(data, "").root, changes), order)


def _as_spelled(catalog: Catalog, root: MappingNode | None, changes: Sequence[Change]) -> list[Change]:
    """The changes with paths as the file spells them. `root`: its tree as it stands."""
    return [replace(change, path=spelled(catalog, root, change.path)) for change in changes]


def _as_fields(catalog: Catalog, root: MappingNode | None, changes: Sequence[Change]) -> Iterator[Change]:
    """What has to be changed first: a bare text becomes the field that it is read as, where the changes give
    other fields beside it."""
    svar = root.get(ANSWERS) if root else None
    for name in dict.fromkeys(change.path[1] for change in changes if _is_field(change)):
        question = catalog.questions.get(str(name))
        node = svar.get(str(name)) if isinstance(svar, MappingNode) else None
        if question is None or not question.text_as or not is_bare_text(node):
            continue
        mine = (change.path[2] for change in changes if _is_field(change) and change.path[1] == name)
        if any(field != question.text_as for field in mine):
            yield Put((ANSWERS, question.id), {question.text_as: source_data(node)})


def _is_field(change: Change) -> bool:
    return len(change.path) > 2 and change.path[0] == ANSWERS
