"""What a template asks its context for, learnt while it is compiled.

`jinja2.meta` finds it by generating the code of a template once more, which takes a fifth of the time in
which a small project is built.
"""

from __future__ import annotations

from io import StringIO
from typing import Any, NamedTuple

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame


class Asked(NamedTuple):
    """`names`: what it asks for, also in branches that are not run. `reads`: the same more closely:
    `kommunikation`, or `plan.vinduer` where it never reads `plan` otherwise."""

    names: frozenset[str]
    reads: frozenset[str]


class AskingGenerator(CodeGenerator):
    """Jinja's generator of code, which notes every name that it looks up in the context."""

    def __init__(self, environment: Environment, name: str | None, filename: str | None) -> None:
        self.code = StringIO()
        self.names: set[str] = set()
        super().__init__(environment, name, filename, self.code, optimized=environment.optimized)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Calls of the environment itself, which no template can write, go there without being looked at."""
        if not isinstance(node.node, nodes.EnvironmentAttribute):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(f"environment.{node.node.name}(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """A value with a place is written there as it is, neither finalized nor escaped."""
        if hasattr(node, "place"):
            self.write(f"environment.placed(context, {node.place}, ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if hasattr(node, "place"):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        for action, name in frame.symbols.loads.values():
            if action == "resolve" and name is not None and name not in self.environment.globals:
                self.names.add(name)


def generated(
    tree: nodes.Template, environment: Environment, name: str | None, filename: str | None
) -> tuple[str, Asked]:
    """The code of a template, and what it asks for. The tree is changed."""
    whole, deep = _mentioned(tree)
    generator = AskingGenerator(environment, name, filename)
    generator.visit(tree)
    names = frozenset(generator.names)
    fields = {f"{name}.{field}" for name, field in deep if name in names and name not in whole}
    return generator.code.getvalue(), Asked(names, (names & whole) | fields)


def _mentioned(tree: nodes.Template) -> tuple[set[str], set[tuple[str, str]]]:
    """The names that are read whole, and those of which a field is read, with the field."""
    whole: set[str] = set()
    deep: set[tuple[str, str]] = set()
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            deep.add((node.node.name, node.attr))
            continue
        if isinstance(node, nodes.Name):
            whole.add(node.name)
        waiting.extend(node.iter_child_nodes())
    return whole, deep
