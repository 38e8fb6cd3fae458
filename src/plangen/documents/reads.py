"""What the names that a template reads stand for (`documents.asked`), and a fingerprint of each such value.

What a document says is decided by its template and by the values that this asks for: while both are as they
were, the document is, too. A name of which a template only ever reads fields is followed one field deep
(`plan.vinduer`, `st.ST_12`), for nearly all documents read something of the plan.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from plangen.documents.passages import PassageBook
from plangen.documents.plan_view.shown import ShownDate
from plangen.texts.records import Record, Rows, fields_of
from plangen.texts.values import Answer, ContentsList, Link, Passage, Picture

LENGTH: Final = 16
"""Hexadecimal digits of a fingerprint."""
_SAME: Final = (str, int, float, bool, type(None))


class NotComparable(Exception):
    """A value of a kind that has no fingerprint: what was made of it is made again each time."""


def value_of(context: Mapping[str, Any], name: str) -> Any:
    """What a name that a template reads stands for; None for one that the context lacks. A field of an
    answer is a part of it, so that stands for the whole answer."""
    root, _, field = name.partition(".")
    value = context.get(root)
    if field and isinstance(value, Record | PassageBook):
        return getattr(value, field, None)
    return value


def fingerprint(value: Any) -> str:
    """A hash of everything that a template can see of a value. Raises `NotComparable`."""
    return hashlib.sha256(repr(_plain(value)).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def row_fingerprints(value: Any) -> dict[str, str]:
    """Key of a row → its fingerprint, in order, for a table; empty for anything else."""
    if not isinstance(value, Rows):
        return {}
    return {
        row.key or str(place): fingerprint(row)[: LENGTH // 2] for place, row in enumerate(value, start=1)
    }


def _plain(value: Any) -> Any:
    """A value as texts, numbers and tuples of them; a different one for each that prints otherwise."""
    kind = type(value)
    if kind in _SAME:
        return value
    if kind is Answer:
        return (
            *("svar", str(value), value.id, value.kind, value.label, value.status, _plain(value.raw)),
            *(_pairs(value.options), _pairs(value.variants)),
        )
    if isinstance(value, Record):
        return ("post", *_record(value))
    if isinstance(value, Rows):
        return (
            "tabel",
            value.vises,
            _plain(value.ellers),
            *map(_plain, value),
            "tomme",
            *map(_plain, value.tomme),
        )
    if kind is ShownDate:
        return ("dag", str(value), _plain(value.raw), value.kort, value.flyttet, value.relativ)
    if kind is Link:
        return ("link", str(value), value.address)
    if kind is Passage:
        return ("tekst", value.id, *map(_plain, value.parts))
    if kind is Picture:
        drawn = (_hash(value.png), _hash(value.svg))
        return ("billede", value.name, value.alt, value.width_mm, value.height_mm, *drawn)
    if kind is ContentsList:
        return ("indhold", value.levels)
    return _of_python(value)


def _of_python(value: Any) -> Any:
    if isinstance(value, Enum):
        return (type(value).__name__, value.name)
    if isinstance(value, date | Decimal):
        return (type(value).__name__, str(value))
    if isinstance(value, Mapping):
        return ("navne", *((str(name), _plain(one)) for name, one in value.items()))
    if isinstance(value, frozenset | set):
        return ("sæt", *sorted(repr(_plain(one)) for one in value))
    if isinstance(value, tuple | list):
        return ("liste", *map(_plain, value))
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value)))
    if isinstance(value, bytes):
        return _hash(value)
    raise NotComparable(type(value).__name__)


def _record(value: Record) -> Iterator[Any]:
    yield from (value.key, value.label, value.vises)
    for name, one, listed in fields_of(value):
        yield (name, listed, _plain(one))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _pairs(told: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(told.items())
