"""Answers from plain data, without validation: the plan must stand whatever the values are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plangen.answers.model import Answers, AnswerValue, Multi, NoneAnswer, Row, Value
from plangen.catalog import Question, builtin_catalog


def answers_of(
    svar: Mapping[str, Any] | None = None,
    pakke: Mapping[str, Any] | None = None,
    department: str | None = None,
) -> Answers:
    """`svar` and `pakke` as in an answer file, with the values as Python values."""
    catalog = builtin_catalog()
    return Answers(
        catalog=catalog,
        project="prøve",
        values={key: _value(catalog.questions[key], data) for key, data in (svar or {}).items()},
        package={key: Value(data) for key, data in (pakke or {}).items()},
        department=department,
    )


def changed(answers: Answers, **svar: Any) -> Answers:
    """The same answers with some questions answered anew; None takes an answer away."""
    values = dict(answers.values)
    for key, data in svar.items():
        values.pop(key, None)
        if data is not None:
            values[key] = _value(answers.catalog.questions[key], data)
    return replace(answers, values=values)


def at_day(answers: Answers, day: Any) -> Answers:
    """The same answers with another `pakke.dato`; None takes it away."""
    package = {key: value for key, value in answers.package.items() if key != "dato"}
    return replace(answers, package=package if day is None else {**package, "dato": Value(day)})


def _value(question: Question, data: Any) -> AnswerValue:
    if data == "ingen" and question.none_allowed:
        return NoneAnswer()
    match question.type:
        case "table":
            return tuple(_row(question, cells, n) for n, cells in enumerate(data, start=1))
        case "fixed":
            return tuple(
                _row(question, cells, n, key) for n, (key, cells) in enumerate(data.items(), start=1)
            )
        case "group":
            return _row(question, data)
        case "multi":
            chosen, own = (data["valg"], data.get("egne", ())) if isinstance(data, dict) else (data, ())
            return Value(Multi(tuple(chosen), tuple(own)))
    return _row(question, data) if isinstance(data, dict) else Value(data)


def _row(question: Question, cells: Mapping[str, Any], number: int = 0, key: str = "") -> Row:
    own_key = next((str(cells[c.id]) for c in question.columns if c.refers == "noegle" and c.id in cells), "")
    columns = {column.id: column for column in question.columns}
    return Row(
        cells={name: Value(_cell(columns, name, data)) for name, data in cells.items()},
        key=key or own_key or (f"r{number}" if number else ""),
        number=number,
    )


def _cell(columns: Mapping[str, Any], name: str, data: Any) -> Any:
    if name in columns and columns[name].type == "multi":
        return Multi(tuple(data))
    return tuple(data) if isinstance(data, list) else data
