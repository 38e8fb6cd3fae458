"""The shape of the house, read from the syntax trees of its sources."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "src" / "plangen"


@cache
def modules() -> dict[str, list[ast.AST]]:
    """The nodes of each module, by its path."""
    paths = sorted(SOURCES.rglob("*.py"))
    trees = {str(path.relative_to(SOURCES)): ast.parse(path.read_text("utf-8")) for path in paths}
    return {path: list(ast.walk(tree)) for path, tree in trees.items()}


@cache
def classes() -> list[tuple[str, ast.ClassDef]]:
    """Each class with the path of its module."""
    nodes = ((path, node) for path, some in modules().items() for node in some)
    return [(path, node) for path, node in nodes if isinstance(node, ast.ClassDef)]


def test_each_class_name_stands_once() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for path, node in classes():
        where[node.name].append(path)
    assert len(where) > 200
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


def _names(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.alias):
            yield node.name
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_what_plangen_ships_is_asked_for_at_the_edge_alone() -> None:
    """Everything below the commands is handed the library; else a project could not bring its own."""
    shipped = {"builtin_catalog", "shipped_library", "template_folder"}
    asking = {path for path, nodes in modules().items() if not shipped.isdisjoint(_names(nodes))}
    assert {path for path in asking if not path.startswith(("cli/", "drafting/"))} == {"projects/shipped.py"}


def test_kinds_are_named_one_by_one() -> None:
    """An attribute called `kind` is an enum or a Literal, so that a wrong word is found before it runs."""
    loose = [
        f"{path}:{field.lineno}"
        for path, node in classes()
        for field in node.body
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and field.target.id == "kind"
        and ast.unparse(field.annotation) == "str"
    ]
    assert loose == []


def _composed_or_taken_apart(nodes: list[ast.AST]) -> Iterator[int]:
    """The lines where an f-string puts something between brackets or after `pakke.`, or a text is cut at the
    bracket of an id."""
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            before = [part.value for part in node.values if isinstance(part, ast.Constant)]
            parts = list(node.values)
            for left, right in pairwise(parts):
                text = left.value if isinstance(left, ast.Constant) else ""
                follows = right.value if isinstance(right, ast.Constant) else ""
                if text == "pakke." or (isinstance(left, ast.FormattedValue) and follows in ("[", "].")):
                    yield node.lineno
            if any(str(text).startswith("].") for text in before):
                yield node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            cuts = node.func.attr in ("partition", "rpartition", "split", "rsplit", "startswith", "endswith")
            given = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            signs = ("[", "]", "].", "pakke.")
            if (cuts or node.func.attr == "removeprefix") and any(one in signs for one in given):
                yield node.lineno


def test_only_the_module_of_addresses_spells_ids() -> None:
    found = [
        f"{path}:{line}"
        for path, nodes in modules().items()
        if path != "catalog/address.py"
        for line in _composed_or_taken_apart(nodes)
    ]
    assert found == []
