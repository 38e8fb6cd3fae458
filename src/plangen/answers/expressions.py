"""The language of the catalog's expressions: parsed once, checked, and turned into functions.

Comparisons, `and`, `or`, `not`, `+ - * /`, names, attributes, literals, the functions of `vocabulary`, and
loops inside them (`any(… for … in … if …)`) occur (specifikation.md 2.6); nothing of an expression is ever
run as Python. An unanswered question is None, an attribute of None is None, a missing table is empty, what
cannot be computed is None, and a comparison that makes no sense (a text with a number) does not hold. So no
exception comes out of a valid expression.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from plangen.answers.vocabulary import (
    BOUND,
    DIVIDED,
    MINUS,
    PLUS,
    PURE,
    TIMES,
    as_rows,
    attribute,
    equal,
    plain,
)
from plangen.catalog.syntax import parsed
from plangen.findings import CatalogError

Function = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Scope:
    """What the names of an expression stand for: `lookup` gives the value of a name, `functions` those of
    `vocabulary.BOUND` that can be used here."""

    lookup: Callable[[str], object]
    functions: Mapping[str, Function] = field(default_factory=dict)

    def having(self, names: Mapping[str, object]) -> Scope:
        """This scope and the values of some more names."""
        return Scope(lambda wanted: names[wanted] if wanted in names else self.lookup(wanted), self.functions)


Compiled = Callable[[Scope], object]


@cache
def compiled(expression: str) -> Compiled:
    """The function of an expression. Raises `CatalogError` when it cannot be read or uses anything but the
    allowed forms."""
    return _compile(_tree(expression), expression)


@cache
def loop(clauses: str) -> Callable[[Scope], Iterator[dict[str, object]]]:
    """The function of a loop alone, »r in maal if r.maales_uge > 4«: the names that each turn gives a value.
    Raises `CatalogError` as `compiled` does."""
    tree = _tree(f"[None for {clauses}]")
    if not isinstance(tree, ast.ListComp):
        raise CatalogError(f"Løkken »{clauses}« kan ikke læses.")
    return _compile_loop(tree.generators, clauses)


def loop_names(clauses: str) -> list[str]:
    """The names that a loop gives a value, the innermost last."""
    tree = _tree(f"[None for {clauses}]")
    parts = tree.generators if isinstance(tree, ast.ListComp) else []
    return [part.target.id for part in parts if isinstance(part.target, ast.Name)]


def _tree(expression: str) -> ast.expr:
    try:
        return parsed(expression.strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise CatalogError(f"Udtrykket »{expression}« kan ikke læses.") from error


def _compile(node: ast.expr, source: str) -> Compiled:
    """The function of one node."""
    match node:
        case ast.Constant(value=constant):
            return lambda _: constant
        case ast.Name(id=name):
            return lambda scope: scope.lookup(name)
        case ast.Attribute(value=inner, attr=wanted):
            of = _compile(inner, source)
            return lambda scope: attribute(of(scope), wanted)
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
            parts = [_compile(element, source) for element in elements]
            return lambda scope: tuple(plain(part(scope)) for part in parts)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            negated = _compile(operand, source)
            return lambda scope: not plain(negated(scope))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return lambda _: -number
        case ast.BoolOp(op=joining, values=values):
            return _compile_bool(joining, [_compile(value, source) for value in values])
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _ARITHMETIC:
            return _compile_arithmetic(
                _ARITHMETIC[type(sign)], _compile(left, source), _compile(right, source)
            )
        case ast.Compare():
            return _compile_comparison(node, source)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in PURE or name in BOUND:
            return _compile_call(name, [_argument(argument, source) for argument in arguments], source)
    raise CatalogError(f"Udtrykket »{source}« bruger noget, der ikke er tilladt: {ast.unparse(node)}")


def _compile_bool(joining: ast.boolop, parts: list[Compiled]) -> Compiled:
    if isinstance(joining, ast.And):
        return lambda scope: all(plain(part(scope)) for part in parts)
    return lambda scope: any(plain(part(scope)) for part in parts)


def _compile_arithmetic(compute: Callable[[Any, Any], object], left: Compiled, right: Compiled) -> Compiled:
    def evaluate(scope: Scope) -> object:
        try:
            return compute(plain(left(scope)), plain(right(scope)))
        except (TypeError, ValueError, ArithmeticError):
            return None

    return evaluate


def _compile_comparison(node: ast.Compare, source: str) -> Compiled:
    """`a == b`, and chains such as `1 <= a <= 5`."""
    parts = [_compile(part, source) for part in (node.left, *node.comparators)]
    for sign in node.ops:
        if type(sign) not in _COMPARISONS:
            raise CatalogError(f"Udtrykket »{source}« bruger en sammenligning, der ikke er tilladt.")
    compare = [_COMPARISONS[type(sign)] for sign in node.ops]

    def evaluate(scope: Scope) -> bool:
        values = [plain(part(scope)) for part in parts]
        return all(test(values[at], values[at + 1]) for at, test in enumerate(compare))

    return evaluate


def _compile_call(name: str, arguments: list[Compiled], source: str) -> Compiled:
    pure = PURE.get(name)

    def evaluate(scope: Scope) -> object:
        function = pure or scope.functions.get(name)
        if function is None:
            raise CatalogError(f"Udtrykket »{source}« bruger »{name}«, som ikke findes her.")
        try:
            return function(*(argument(scope) for argument in arguments))
        except TypeError as error:
            raise CatalogError(f"Udtrykket »{source}« bruger »{name}« forkert.") from error

    return evaluate


def _argument(node: ast.expr, source: str) -> Compiled:
    """An argument of a function: an expression, or `value for name in table if test`."""
    if not isinstance(node, ast.GeneratorExp):
        return _compile(node, source)
    turns = _compile_loop(node.generators, source)
    element = _compile(node.elt, source)
    return lambda scope: tuple(plain(element(scope.having(names))) for names in turns(scope))


def _compile_loop(
    parts: list[ast.comprehension], source: str
) -> Callable[[Scope], Iterator[dict[str, object]]]:
    """One loop, or several inside each other: the names of each turn."""
    steps = [_step(part, source) for part in parts]

    def turns(scope: Scope, depth: int = 0) -> Iterator[dict[str, object]]:
        if depth == len(steps):
            yield {}
            return
        name, rows, tests = steps[depth]
        for row in as_rows(plain(rows(scope))):
            inner = scope.having({name: row})
            if all(plain(test(inner)) for test in tests):
                yield from ({name: row, **names} for names in turns(inner, depth + 1))

    return turns


def _step(part: ast.comprehension, source: str) -> tuple[str, Compiled, list[Compiled]]:
    if not isinstance(part.target, ast.Name) or part.is_async:
        raise CatalogError(f"Udtrykket »{source}« har en løkke, der ikke er tilladt.")
    return part.target.id, _compile(part.iter, source), [_compile(test, source) for test in part.ifs]


def _inside(left: Any, right: Any) -> bool:
    """`left in right`; nothing is in an unanswered question."""
    if isinstance(right, str):
        return isinstance(left, str) and left in right
    return any(equal(left, plain(item)) for item in as_rows(right))


def _ordered(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def compare(left: Any, right: Any) -> bool:
        try:
            return bool(test(left, right))
        except TypeError:
            return False

    return compare


_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: equal,
    ast.NotEq: lambda left, right: not equal(left, right),
    ast.In: _inside,
    ast.NotIn: lambda left, right: not _inside(left, right),
    ast.Lt: _ordered(operator.lt),
    ast.LtE: _ordered(operator.le),
    ast.Gt: _ordered(operator.gt),
    ast.GtE: _ordered(operator.ge),
}

_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], object]] = {
    ast.Add: PLUS,
    ast.Sub: MINUS,
    ast.Mult: TIMES,
    ast.Div: DIVIDED,
}
