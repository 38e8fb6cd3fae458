"""Raw values of answers: laid out by id, compared, and kept as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from plangen.answers.identity import Very
from plangen.answers.model import Answers, AnswerValue, Multi, NoneAnswer, Row, Value
from plangen.catalog import Column
from plangen.catalog.address import PACKAGE, Address
from plangen.texts.markdown import parse_markdown


def raw_values(answers: Answers) -> dict[str, Any]:
    """Id as in documents → raw value, for everything that is given (defaults that apply too)."""
    questions = answers.catalog.questions
    found: dict[str, Any] = {}
    for id, value in answers.values.items():
        fixed = id in questions and questions[id].type == "fixed"
        found.update(_laid_out(Address(id), Very(value), fixed))
    for key, setting in answers.package.items():
        found.update(_laid_out(Address.at(PACKAGE, key), Very(setting), False))
    return found


@lru_cache(maxsize=2048)
def _laid_out(base: Address, of: Very[AnswerValue], fixed: bool) -> tuple[tuple[str, Any], ...]:
    """The id and the raw value of all that one answer gives. `fixed`: it has preset rows. Departments share
    most answers with the project, and every document of a pack is remembered with them."""
    return tuple((str(address), raw) for address, raw in _inside(base, of.value, fixed))


def _inside(base: Address, value: AnswerValue, fixed: bool) -> Iterator[tuple[Address, Any]]:
    match value:
        case Value(raw=raw):
            yield base, raw
        case NoneAnswer():
            yield base, "ingen"
        case Row():
            for column, cell in value.cells.items():
                yield (base if column == "valg" else base.field(column)), cell.raw
        case tuple():
            for row in value:
                head = base.field(row.key) if fixed else base.item(row.key)
                for column, cell in row.cells.items():
                    yield head.field(column), cell.raw


def row_keys(answers: Answers) -> dict[str, tuple[str, ...]]:
    """Table → the keys of its rows in the order of the answers (`pakke.revisioner` too)."""
    tables = {question: value for question, value in answers.values.items() if isinstance(value, tuple)}
    settings = {
        str(Address.at(PACKAGE, key)): value
        for key, value in answers.package.items()
        if isinstance(value, tuple)
    }
    return {table: tuple(row.key for row in rows) for table, rows in {**tables, **settings}.items()}


def to_json(raw: Any) -> Any:
    """A raw value as JSON holds it."""
    match raw:
        case date():
            return raw.isoformat()
        case Multi():
            return {"valg": list(raw.chosen), "egne": list(raw.own)}
        case tuple():
            return list(raw)
    return raw


def cells_of(raws: Mapping[str, Any], table: str, key: str) -> dict[str, Any]:
    """Column → raw value of a row, as JSON holds it."""
    head = f"{Address(table).item(key)}."
    found = ((Address.parse(id).column, raw) for id, raw in raws.items() if id.startswith(head))
    return {column: to_json(raw) for column, raw in found if raw is not None}


def from_json(column: Column, raw: Any) -> Any:
    """A raw value of a column as answers hold it."""
    match raw:
        case str() if column.type in ("date", "date_or_week"):
            return date.fromisoformat(raw)
        case dict():
            return Multi(tuple(raw.get("valg", ())), tuple(raw.get("egne", ())))
        case list():
            return tuple(raw)
    return raw


def same(column: Column, left: Any, right: Any, roles: Mapping[str, str] | None = None) -> bool:
    """Whether two raw values (typed, or as JSON gives them) say the same.

    Markdown is compared by what it prints, text without regard to spaces, and a role's key is the same as
    its title in `roles`.
    """
    left, right = to_json(left), to_json(right)
    if left == right:
        return True
    if left is None or right is None:
        return False
    if column.type == "markdown":
        return parse_markdown(str(left)) == parse_markdown(str(right))
    if column.refers == "rolle" and roles:
        left, right = roles.get(left, left), roles.get(right, right)
    if isinstance(left, str) and isinstance(right, str):
        return left.split() == right.split()
    return bool(left == right)
