"""Safe evaluation of the catalog's expressions: `vis_hvis`, `kraeves_hvis`, `prioritet_hvis`.

Only comparisons, `and`, `or`, `not`, `any(… for … in …)`, names, attributes and literals occur (documents.md
2.5). An expression is parsed once, checked, and turned into a function; nothing of it is ever run as Python.
An unanswered question is None, an attribute of None is None, a missing table is empty, and a comparison that
makes no sense (a text with a number) does not hold. So no exception comes out of a valid expression.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from plangen.answers.model import Answers, Multi, NoneAnswer, Row, Value
from plangen.findings import CatalogError

Scope = Callable[[str], object] | Mapping[str, object]
_Lookup = Callable[[str], object]
_Compiled = Callable[[_Lookup], object]


def holds(expression: str, scope: Scope) -> bool:
    """Whether an expression holds; the empty expression always does.

    `scope` gives the value of a name: a function, or a mapping (where a missing name is None). Raises
    `CatalogError` for an expression that uses anything but the allowed forms.
    """
    if not expression.strip():
        return True
    lookup = scope.get if isinstance(scope, Mapping) else scope
    return bool(_plain(_parsed(expression)(lookup)))


def condition(answers: Answers, expression: str) -> bool:
    """Whether an expression holds for a set of answers. Names are question ids; `pakke` has the settings."""
    return holds(expression, lambda name: _named(answers, name))


def shown(answers: Answers, question_id: str) -> bool:
    """Whether a question is shown: it has no `vis_hvis`, or that holds. KeyError for an unknown id."""
    return condition(answers, answers.catalog.questions[question_id].shown_if)


def _named(answers: Answers, name: str) -> object:
    """What a name in an expression stands for."""
    if name == "pakke":
        return {key: answers.setting(key) for key in answers.package}
    value = answers.values.get(name)
    question = answers.catalog.questions.get(name)
    if value is None and question is not None and question.type in ("table", "fixed"):
        return ()
    return value


def _plain(value: object) -> object:
    """An answer as it is compared: a choice is its code, a multi-choice its codes, »ingen« no rows."""
    match value:
        case Value():
            return _plain(value.raw)
        case Multi():
            return value.chosen
        case Row() if "valg" in value.cells:
            return value.get("valg")
        case NoneAnswer():
            return ()
    return value


def _attribute(value: object, name: str) -> object:
    """`a.name`: a cell of a row, a row of a preset table, a key of a mapping; None for anything else."""
    match value:
        case Row():
            return _plain(value.get(name))
        case Mapping():
            return value.get(name)
        case tuple():
            return next((row for row in value if isinstance(row, Row) and row.key == name), None)
    return None


@cache
def _parsed(expression: str) -> _Compiled:
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise CatalogError(f"Udtrykket »{expression}« kan ikke læses.") from error
    return _compile(tree.body, expression)


def _compile(node: ast.expr, source: str) -> _Compiled:
    """The function of one node. Raises `CatalogError` for a form that is not allowed."""
    match node:
        case ast.Constant(value=constant):
            return lambda _: constant
        case ast.Name(id=name):
            return lambda lookup: lookup(name)
        case ast.Attribute(value=inner, attr=attribute):
            of = _compile(inner, source)
            return lambda lookup: _attribute(of(lookup), attribute)
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
            parts = [_compile(element, source) for element in elements]
            return lambda lookup: tuple(_plain(part(lookup)) for part in parts)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            negated = _compile(operand, source)
            return lambda lookup: not _plain(negated(lookup))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return lambda _: -number
        case ast.BoolOp(op=operator, values=values):
            return _compile_bool(operator, [_compile(value, source) for value in values])
        case ast.Compare():
            return _compile_comparison(node, source)
        case ast.Call(func=ast.Name(id="any"), args=[ast.GeneratorExp() as generator], keywords=[]):
            return _compile_any(generator, source)
    raise CatalogError(f"Udtrykket »{source}« bruger noget, der ikke er tilladt: {ast.unparse(node)}")


def _compile_bool(operator: ast.boolop, parts: list[_Compiled]) -> _Compiled:
    if isinstance(operator, ast.And):
        return lambda lookup: all(_plain(part(lookup)) for part in parts)
    return lambda lookup: any(_plain(part(lookup)) for part in parts)


def _compile_comparison(node: ast.Compare, source: str) -> _Compiled:
    """`a == b`, and chains such as `1 <= a <= 5`."""
    parts = [_compile(part, source) for part in (node.left, *node.comparators)]
    for operator in node.ops:
        if type(operator) not in _COMPARISONS:
            raise CatalogError(f"Udtrykket »{source}« bruger en sammenligning, der ikke er tilladt.")
    compare = [_COMPARISONS[type(operator)] for operator in node.ops]

    def evaluate(lookup: _Lookup) -> bool:
        values = [_plain(part(lookup)) for part in parts]
        return all(test(values[at], values[at + 1]) for at, test in enumerate(compare))

    return evaluate


def _compile_any(generator: ast.GeneratorExp, source: str) -> _Compiled:
    """`any(test for name in table if filter)` with one loop."""
    match generator.generators:
        case [ast.comprehension(target=ast.Name(id=name), iter=table, ifs=filters)]:
            pass
        case _:
            raise CatalogError(f"Udtrykket »{source}« har en løkke, der ikke er tilladt.")
    rows = _compile(table, source)
    tests = [_compile(part, source) for part in (*filters, generator.elt)]

    def evaluate(lookup: _Lookup) -> bool:
        return any(
            all(_plain(test(_with(lookup, name, row))) for test in tests)
            for row in _iterable(_plain(rows(lookup)))
        )

    return evaluate


def _with(lookup: _Lookup, name: str, value: object) -> _Lookup:
    return lambda wanted: value if wanted == name else lookup(wanted)


def _iterable(value: object) -> Iterator[object]:
    return iter(value) if isinstance(value, tuple | list) else iter(())


def _equal(left: object, right: object) -> bool:
    return bool(left == right)


def _inside(left: Any, right: Any) -> bool:
    """`left in right`; nothing is in an unanswered question."""
    if isinstance(right, str):
        return isinstance(left, str) and left in right
    return any(_equal(left, _plain(item)) for item in _iterable(right))


def _ordered(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def compare(left: Any, right: Any) -> bool:
        try:
            return bool(test(left, right))
        except TypeError:
            return False

    return compare


_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: _equal,
    ast.NotEq: lambda left, right: not _equal(left, right),
    ast.In: _inside,
    ast.NotIn: lambda left, right: not _inside(left, right),
    ast.Lt: _ordered(lambda left, right: left < right),
    ast.LtE: _ordered(lambda left, right: left <= right),
    ast.Gt: _ordered(lambda left, right: left > right),
    ast.GtE: _ordered(lambda left, right: left >= right),
}
