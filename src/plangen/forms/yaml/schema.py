"""A JSON Schema of the answer file, so that editors complete, explain and check while somebody types.

It allows what the validator allows for single values and short forms, and as deprecated the forms of earlier
questionnaires. It is the same for every profile: an answer beyond the profile may be given. What only
the whole file can tell (required answers, keys of departments) is left to `plangen check`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plangen.answers.asking import Reach
from plangen.answers.options import as_column, is_open, options_of, preset_rows
from plangen.answers.ranges import longest
from plangen.answers.scalars import MAX_WEEKS, holds_weeks
from plangen.catalog import Catalog, Column, Question
from plangen.forms.requirement import column_requirement, question_requirement
from plangen.forms.used_in import used_in
from plangen.forms.yaml.schema_overlays import with_parts

Schema = dict[str, Any]

_NULL: Schema = {"type": "null"}
_TEXT = ["string", "number", "null"]
_DATE = r"\d{4}-\d{2}-\d{2}"


def json_schema(catalog: Catalog) -> Schema:
    """The schema (draft 2020-12) as plain data. Empty values are allowed everywhere: they are unanswered."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Svarfil til plangen",
        "description": "Svarene på spørgeskemaet for ét projekt eller for én afdeling i det.",
        **_record(
            {
                "pakke": _named(
                    "Pakke",
                    "Oplysninger om pakken. Alle er frivillige.",
                    _record({key: _question(catalog, setting) for key, setting in catalog.package.items()}),
                ),
                "svar": _named(
                    "Svar",
                    "Svarene på spørgsmålene.",
                    _record(
                        {key: _question(catalog, question) for key, question in catalog.questions.items()}
                    ),
                ),
                "tekster": _named(
                    "Tekster",
                    "Projektets egne formuleringer af standardsætninger.",
                    _record(
                        {key: _named(key, text, {"type": _TEXT}) for key, text in catalog.passages.items()}
                    ),
                ),
            }
        ),
    }


def _named(title: str, description: str, schema: Schema) -> Schema:
    return (
        {"title": title, "description": description, **schema} if description else {"title": title, **schema}
    )


def _record(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": dict(properties),
    }


def _question(catalog: Catalog, question: Question) -> Schema:
    """One question with its title, what it asks, whether it must be answered, which documents print it, and
    its default."""
    requirement = "" if question.section == "pakke" else f"({question_requirement(catalog, question)})"
    text = "" if question.section == "pakke" else question.text
    documents = used_in(catalog, question, Reach())
    description = " ".join(part for part in (text, question.help, requirement, documents) if part)
    schema = _named(question.short, description, _answer(catalog, question))
    if question.default is not None:
        schema["default"] = question.default
    return schema


def _answer(catalog: Catalog, question: Question) -> Schema:
    match question.type:
        case "table":
            rows: Schema = {"type": ["array", "null"], "items": _fields(catalog, question)}
            rows = with_parts(catalog, question, rows)
            return (
                {"anyOf": [rows, {"const": "ingen", "title": "Der er ingen"}]}
                if question.none_allowed
                else rows
            )
        case "fixed":
            labels = preset_rows(catalog, question)
            preset = _record(
                {code: {"title": label, **_fields(catalog, question)} for code, label in labels.items()}
            )
            return with_parts(catalog, question, preset)
        case "group":
            fields = with_parts(catalog, question, _fields(catalog, question))
            return {**fields, "type": [*fields["type"], "string"]} if question.text_as else fields
        case "choice":
            short = _choice(options_of(catalog, question), earlier=question.earlier_options)
            return (
                {"anyOf": [short, _fields(catalog, question, {"valg": short})]} if question.columns else short
            )
        case "multi":
            codes = _codes(options_of(catalog, question))
            own: Schema = {"title": "Egne punkter", "type": ["array", "null"], "items": {"type": _TEXT}}
            extra = {"valg": codes, "egne": own}
            return {"anyOf": [codes, _record(extra)]} if question.own_items else codes
    return _scalar(question.type, "", as_column(question))


def _fields(catalog: Catalog, question: Question, first: Mapping[str, Schema] | None = None) -> Schema:
    """The fields of a group, a row, or a choice with fields."""
    columns = {column.id: _column(catalog, question, column) for column in question.columns}
    earlier = {
        column.earlier_name: {**columns[column.id], "deprecated": True}
        for column in question.columns
        if column.earlier_name
    }
    return _record({**(first or {}), **columns, **earlier})


def _column(catalog: Catalog, question: Question, column: Column) -> Schema:
    requirement = column_requirement(catalog, question, column)
    description = " ".join(part for part in (column.help, f"({requirement})" if requirement else "") if part)
    match column.type:
        case "choice":
            schema = _choice(options_of(catalog, column), is_open(column), column.earlier_options)
        case "multi":
            schema = _codes(options_of(catalog, column))
        case "tal_liste":
            item = {"type": "integer", "minimum": 1, "maximum": MAX_WEEKS}
            schema = {"type": ["array", "null"], "items": item, "uniqueItems": True}
        case _:
            schema = _scalar(column.type, catalog.lists.patterns.get(column.pattern, ""), column)
    schema = _named(column.label, description, schema)
    if column.default is not None:
        schema["default"] = column.default
    return schema


def _choice(
    options: Mapping[str, str], open_ended: bool = False, earlier: Mapping[str, str] | None = None
) -> Schema:
    """The options with their labels, as editors show them; earlier ones as deprecated."""
    known: list[Schema] = [{"const": code, "title": label} for code, label in options.items()]
    for old, new in (earlier or {}).items():
        known.append({"const": old, "title": options[new], "deprecated": True})
    if open_ended:
        return {"anyOf": [*known, {"type": "string"}, _NULL]}
    return {"oneOf": [*known, _NULL]}


def _codes(options: Mapping[str, str]) -> Schema:
    return {"type": ["array", "null"], "items": _choice(options)}


def _scalar(kind: str, pattern: str, column: Column | None) -> Schema:
    """A single value. A pattern only concerns values written as text."""
    match kind:
        case "date":
            return {"type": ["string", "null"], "format": "date", "pattern": f"^{_DATE}$"}
        case "date_or_week":
            return {**_weeks(), "pattern": rf"^({_DATE}|[-+]?\d{{1,3}})$"}
        case "number" if column is not None and holds_weeks(column):
            return {**_weeks(), **_range(column), "pattern": r"^[-+]?\d{1,3}$"}
        case "number":
            return {"type": _TEXT, "pattern": r"^[-+]?\d{1,12}([.,]\d{1,6})?$", **_range(column)}
    text: Schema = {"type": _TEXT, "maxLength": longest(column)} if column else {"type": _TEXT}
    return {**text, "pattern": pattern} if pattern else text


def _range(column: Column | None) -> Schema:
    """The range of a value written as a number."""
    bounds = {"minimum": column.at_least, "maximum": column.at_most} if column else {}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _weeks() -> Schema:
    types: Sequence[str] = ("integer", "string", "null")
    return {"type": list(types), "minimum": -MAX_WEEKS, "maximum": MAX_WEEKS}
