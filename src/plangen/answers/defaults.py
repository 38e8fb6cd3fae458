"""The catalog's `standard`: when it stands in for a missing answer, and when an answer is nothing but it.

A default is written into the starter file. With `standard_gaelder` it is also used when the answer is
missing; otherwise an answer that only holds defaults counts as none (specifikation.md 2.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plangen.answers.nodes import Node, from_plain
from plangen.answers.options import as_column
from plangen.answers.scalars import parse_scalar
from plangen.answers.values import AnswerValue, NoneAnswer, Row, Value
from plangen.catalog import Catalog, Column, Question

if TYPE_CHECKING:
    from plangen.answers.model import Answers


def wholly_unanswered(answers: Answers, question: Question) -> bool:
    """Whether nothing was answered: the key is missing or empty, or every cell is empty or still holds its
    `standard` (specifikation.md 2.4). An explicit »ingen« is an answer."""
    assumed = question.id in answers.assumed
    return assumed or only_defaults(answers.catalog, question, answers.values.get(question.id))


def only_defaults(catalog: Catalog, question: Question, value: AnswerValue | None) -> bool:
    """Whether a value says nothing beyond the catalog's own `standard`."""
    match value:
        case None:
            return True
        case NoneAnswer():
            return False
        case Value():
            return bool(value.raw == _default(catalog, as_column(question)))
        case Row():
            return _row_is_default(catalog, question, value)
    rows = [_default_row(catalog, question, row) for row in _listed_defaults(question)]
    return all(_row_is_default(catalog, question, row) or _raws(row) in rows for row in value)


def with_defaults(answers: Answers) -> Answers:
    """The answers with every `standard` that applies filled in, as values without a place; also what a
    profile takes an unanswered question to say (`default_in`)."""
    profile = answers.profile
    values = dict(answers.values)
    assumed = set(answers.assumed)
    for question in answers.catalog.questions.values():
        value = values.get(question.id)
        if value is None and profile in question.default_in:
            assumed.add(question.id)
        filled = _filled(answers.catalog, question, value, profile)
        if filled is not None:
            values[question.id] = filled
    return replace(answers, values=values, assumed=frozenset(assumed))


def _filled(
    catalog: Catalog, question: Question, value: AnswerValue | None, profile: str
) -> AnswerValue | None:
    """The value with the defaults that apply, None when there is none to fill in."""
    cells = {
        column.id: Value(_default(catalog, column)) for column in question.columns if column.default_applies
    }
    if question.type == "table":
        return _with_cells(value, cells)
    if question.default_applies or profile in question.default_in:
        default = Value(question.default_in.get(profile) or _default(catalog, as_column(question)))
        if not question.columns:
            return default if value is None else value
        cells["valg"] = default
    if not cells or question.type not in ("group", "choice"):
        return value
    row = value if isinstance(value, Row) else Row({})
    return replace(row, cells={**cells, **row.cells})


def _with_cells(value: AnswerValue | None, cells: Mapping[str, Value]) -> AnswerValue | None:
    """The rows of a table, each with the defaults that it leaves out."""
    if not cells or not isinstance(value, tuple):
        return value
    return tuple(replace(row, cells={**cells, **row.cells}) for row in value)


def _default(catalog: Catalog, column: Column) -> Any:
    """The raw value of a column's default, None when it has none."""
    if column.default is None or isinstance(column.default, list | dict):
        return None
    return parse_scalar(catalog, column, str(column.default))


def standard_rows(question: Question) -> Node | None:
    """The rows that count for a table without an answer, as a tree without places; None when none do."""
    applies = question.type == "table" and question.default_applies
    return from_plain(question.default) if applies else None


def _listed_defaults(question: Question) -> list[Mapping[str, Any]]:
    """The rows of a table's `standard`."""
    return question.default if isinstance(question.default, list) else []


def _default_row(catalog: Catalog, question: Question, row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: parse_scalar(catalog, question.column(key), str(cell)) for key, cell in row.items()}


def _row_is_default(catalog: Catalog, question: Question, row: Row) -> bool:
    """Whether every cell that is given equals its column's default (»valg«: the question's)."""
    defaults = {column.id: _default(catalog, column) for column in question.columns}
    defaults["valg"] = _default(catalog, as_column(question))
    return all(cell.raw is not None and cell.raw == defaults.get(key) for key, cell in row.cells.items())


def _raws(row: Row) -> dict[str, Any]:
    return {key: cell.raw for key, cell in row.cells.items()}
