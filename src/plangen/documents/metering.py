"""Puts calls into a parsed template that count what it does while it runs.

Every body that can be run again (of a loop, macro, block, template) begins with a call that pays for one
turn; all that is put together or compared goes through a call that measures it.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, nodes

_BODIES = (
    nodes.Template,
    nodes.For,
    nodes.Macro,
    nodes.CallBlock,
    nodes.FilterBlock,
    nodes.Block,
    nodes.AssignBlock,
)


def metered(tree: nodes.Template, environment: Environment) -> nodes.Template:
    """The tree with the calls in it. It is changed in place."""
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.iter_child_nodes())  # as they were written, before any is wrapped
        _wrap_children(node, environment)
        if isinstance(node, _BODIES):
            steps, characters = _cost(node.body)
            call = _call(environment, node, "meter", nodes.Const(steps), nodes.Const(characters))
            if isinstance(node, nodes.For) and node.test is not None:
                node.test = nodes.And(nodes.Not(call), node.test, lineno=node.lineno)
                call = _call(environment, node, "meter", nodes.Const(steps), nodes.Const(characters))
            node.body.insert(0, nodes.ExprStmt(call, lineno=node.lineno))
    tree.set_environment(environment)
    return tree


def _wrap_children(node: nodes.Node, environment: Environment) -> None:
    for field, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            setattr(node, field, _wrapped(value, node, environment))
        elif isinstance(value, list):
            value[:] = [_wrapped(v, node, environment) if isinstance(v, nodes.Node) else v for v in value]


def _wrapped(child: Any, parent: nodes.Node, environment: Environment) -> Any:
    if isinstance(parent, nodes.Concat):
        return _call(environment, child, "scalar", child)
    made = isinstance(child, nodes.Concat | nodes.List | nodes.Dict) or (
        isinstance(child, nodes.Tuple) and child.ctx == "load"
    )
    compared = isinstance(parent, nodes.Compare | nodes.Operand) and isinstance(child, nodes.Expr)
    return _call(environment, child, "measured", child) if made or compared else child


def _call(environment: Environment, node: nodes.Node, name: str, *args: nodes.Expr) -> nodes.Call:
    function = nodes.EnvironmentAttribute(name, lineno=node.lineno)
    return nodes.Call(function, list(args), [], None, None, lineno=node.lineno, environment=environment)


def _cost(body: list[nodes.Node]) -> tuple[int, int]:
    """Steps and characters of one turn: what stands in the body, without the bodies in it."""
    count, characters, waiting = 0, 0, list(body)
    while waiting:
        node = waiting.pop()
        count += 1
        if isinstance(node, nodes.TemplateData):
            characters += len(node.data)
        if not isinstance(node, _BODIES):
            waiting.extend(node.iter_child_nodes())
    return 1 + count // 10, characters
