"""The conditions of the questionnaire as data that a page works out by itself, where no server is."""

from __future__ import annotations

import ast
from typing import Any

from plangen.catalog.syntax import parsed

Data = Any
"""`["navn", name]`, `["tekst", value]`, `["liste", …]`, or an operator with what it is about."""

_COMPARED = {ast.Eq: "lig", ast.NotEq: "forskellig", ast.In: "i", ast.NotIn: "ikke_i"}


class _Unknown(Exception):
    """A form of expression that a page does not work out."""


def condition_data(expression: str) -> Data | None:
    """The expression of a `vis_hvis` as data; None for none, and for one that only the server works out."""
    if not expression.strip():
        return None
    try:
        return _data(parsed(expression))
    except (_Unknown, SyntaxError):
        return None


def names_in(data: Data | None) -> set[str]:
    """The questions that a condition depends on."""
    if not isinstance(data, list):
        return set()
    if data[0] == "navn":
        return {data[1]}
    return set().union(*(names_in(part) for part in data[1:]))


def _data(node: ast.expr) -> Data:
    match node:
        case ast.Name(id=name):
            return ["navn", name]
        case ast.Constant(value=str() | int() | float() | bool() | None as value):
            return ["tekst", value]
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return ["liste", *map(_data, items)]
        case ast.BoolOp(op=op, values=values):
            return ["og" if isinstance(op, ast.And) else "eller", *map(_data, values)]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return ["ikke", _data(operand)]
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARED:
            return [_COMPARED[type(op)], _data(left), _data(right)]
    raise _Unknown
