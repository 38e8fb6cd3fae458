"""Other ways to write the canonical values of answers, for every column of the questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from plangen.answers.nodes import MappingNode, Node, ScalarNode, SequenceNode
from plangen.answers.options import as_column, options_of
from plangen.answers.scalars import Refused, holds_weeks, parse_scalar
from plangen.catalog import Catalog, Column, Question
from plangen.texts import danish

Path = tuple[str | int, ...]


def spellings(column: Column, value: Any) -> Iterator[str]:
    """Other ways to write a date or number of a column."""
    match value:
        case date():
            yield from (danish.short_date(value), danish.long_date(value), danish.weekday_date(value))
            yield f"{value.day}/{value.month}-{value.year}"
            yield danish.long_date(value).replace(" ", "\u00a0")
        case int() if column.type == "date_or_week" or _counts_from_go_live(column):
            yield danish.relative_weeks(value)
        case int():
            yield f" {value}\u00a0"
            if column.whole or "kr." in column.label:
                yield danish.number(value)
            if "kr." in column.label:
                yield danish.kroner(value)
            if "%" in column.label:
                yield f"{value} %"


def _counts_from_go_live(column: Column) -> bool:
    return column.type == "number" and holds_weeks(column) and (column.at_least or 0) <= 0


def spellings_of(catalog: Catalog, column: Column, text: str, departments: Mapping[str, str]) -> list[str]:
    """Other ways to write what an answer file says in a column; none where it has one way only.
    `departments`: key → name."""
    if column.type in ("choice", "multi"):
        label = options_of(catalog, column).get(text)
        return [label, label.upper(), text.upper()] if label else []
    if column.refers == "afdeling":
        keys = [key.strip() for key in text.split(";")]
        return [danish.names([departments[key] for key in keys])] if set(keys) <= {*departments} else []
    if column.type not in ("date", "number", "date_or_week"):
        return []
    value = parse_scalar(catalog, column, text)
    return [] if isinstance(value, Refused) else list(spellings(column, value))


def values_in(catalog: Catalog, root: MappingNode) -> Iterator[tuple[Path, Column, str]]:
    """Path, column and text of every single value in an answer file, items of choices too."""
    for part, known in (("pakke", catalog.package), ("svar", catalog.questions)):
        node = root.get(part)
        for entry in node.entries if isinstance(node, MappingNode) else ():
            if entry.key in known:
                yield from _inside(known[entry.key], entry.value, (part, entry.key), None)


def _inside(
    question: Question, node: Node, path: Path, column: Column | None
) -> Iterator[tuple[Path, Column, str]]:
    single = as_column(question) if question.type not in ("table", "fixed", "group") else None
    columns = {one.id: one for one in question.columns} | ({"valg": single} if single else {})
    match node:
        case ScalarNode(text=text):
            found = column or (single if len(path) == 2 else None)
            if found is not None and text:
                yield path, found, text
        case SequenceNode(items=items):
            for number, item in enumerate(items):
                inside = column or (single if len(path) == 2 else None)
                yield from _inside(question, item, (*path, number), inside)
        case MappingNode(entries=entries):
            for entry in entries:
                yield from _inside(question, entry.value, (*path, entry.key), columns.get(entry.key))
