"""The part of the JSON Schema for a department's own file: what is different in a shared table or group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plangen.answers.options import preset_rows
from plangen.answers.overlay_parts import ADD, AFTER, BEFORE, CHANGE, LABELS, OMIT, ORDER, ROW
from plangen.catalog import Catalog, Question

Schema = dict[str, Any]

_ONLY_THERE = "Bruges kun i en afdelings egen svarfil."


def with_parts(catalog: Catalog, question: Question, schema: Schema) -> Schema:
    """The schema of an answer that may also say what is different: rows of a table or preset table, fields of
    a group. Other questions, and those that only the project answers, keep theirs."""
    if question.section == "pakke" or question.id == "afdelinger":
        return schema
    match question.type:
        case "table":
            return {**schema, "type": ["array", "object", "null"], **_parts(_table(question))}
        case "fixed":
            return {**schema, "properties": {**schema["properties"], **_fixed(catalog, question)}}
        case "group":
            here = f"#/properties/svar/properties/{question.id}"
            fields = _columns(question, here)
            return {
                **schema,
                "properties": {**schema["properties"], CHANGE: _titled(CHANGE, _record(fields))},
            }
    return schema


def _table(question: Question) -> dict[str, Schema]:
    here = f"#/properties/svar/properties/{question.id}" + ("/anyOf/0" if question.none_allowed else "")
    columns = _columns(question, f"{here}/items")
    change = _record({ROW: _name(question), **columns})
    name: Schema = {"$ref": f"{here}/properties/{CHANGE}/items/properties/{ROW}"}
    return {
        CHANGE: _titled(CHANGE, _list(change)),
        ADD: _titled(ADD, _list(_record({**columns, AFTER: name, BEFORE: name}))),
        OMIT: _titled(OMIT, _list(name)),
        ORDER: _titled(ORDER, _list(name)),
    }


def _name(question: Question) -> Schema:
    """How a row is named: by its text, or by fields that only it has."""
    return {
        "title": "Rækkens tekst i det fælles svar, eller felter, som kun den har",
        "type": ["object", "string", "number", "null"],
        "propertyNames": {"enum": [column.id for column in question.columns]},
    }


def _fixed(catalog: Catalog, question: Question) -> dict[str, Schema]:
    labels = preset_rows(catalog, question)
    first = next(iter(labels))
    columns = _columns(question, f"#/properties/svar/properties/{question.id}/properties/{first}")
    code: Schema = {"oneOf": [{"const": code, "title": label} for code, label in labels.items()]}
    change = _record({ROW: {"title": "Rækken, der ændres", **code}, **columns})
    return {CHANGE: _titled(CHANGE, _list(change)), OMIT: _titled(OMIT, _list(code))}


def _columns(question: Question, row: str) -> dict[str, Schema]:
    """The columns as they are described in an ordinary row."""
    return {column.id: {"$ref": f"{row}/properties/{column.id}"} for column in question.columns}


def _parts(properties: Mapping[str, Schema]) -> Schema:
    return {"properties": dict(properties), "additionalProperties": False}


def _record(properties: Mapping[str, Schema]) -> Schema:
    return {"type": ["object", "null"], **_parts(properties)}


def _list(items: Schema) -> Schema:
    return {"type": ["array", "null"], "items": items}


def _titled(part: str, schema: Schema) -> Schema:
    return {"title": LABELS[part], "description": _ONLY_THERE, **schema}
