"""How the attributes of the catalog's content stand in its YAML files: each is declared where its field is.

    shown_if: Annotated[str, Key("vis_hvis", expression=True)] = ""

From that one line follow reading (`read_record`) and checking (`faults`). A field without a default must be
there; a yes or no is written `ja` or `nej`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast, get_args

from plangen.catalog.syntax import parsed

YES, NO = "ja", "nej"
Record = TypeVar("Record")
_NOT_ALLOWED = "»{value}« er ikke tilladt i feltet »{key}«"


@dataclass(frozen=True, slots=True)
class Key:
    """What a field is called in the file, and what it may hold there.

    `also`: another key whose list is added to this one's. `one_of`: the only values, also of a
    mapping. `known_in`: a file of the catalog (or a list in `lister`) that must have the value, or each of a
    list, as a key. `expression`: it is a condition. `wrong`: the message about a value that is not allowed.
    `read`: the value from the one in the file.
    """

    name: str
    also: str = ""
    one_of: Collection[str] = ()
    known_in: str = ""
    expression: bool = False
    wrong: str = _NOT_ALLOWED
    read: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field with its key. `record`: the class of the records it holds, None for a value."""

    field: str
    key: Key
    needed: bool
    is_flag: bool
    record: type | None


@cache
def attributes_of(record: Any) -> tuple[Attribute, ...]:
    """The declared attributes of a dataclass (whose annotations are evaluated, not text)."""
    found = []
    for item in fields(record):
        assert not isinstance(item.type, str), "annotations must be evaluated"
        hint, *notes = get_args(item.type) or (item.type,)
        key = next((note for note in notes if isinstance(note, Key)), None)
        if key is not None:
            found.append(Attribute(item.name, key, _is_needed(item), hint is bool, _record_in(hint)))
    return tuple(found)


def _is_needed(item: Field[Any]) -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def _record_in(hint: Any) -> type | None:
    """The dataclass of a field that holds a tuple of such."""
    inner = next(iter(get_args(hint)), None)
    return inner if isinstance(inner, type) and is_dataclass(inner) else None


def read_record(record: type[Record], data: Mapping[str, Any]) -> Record:
    """A record from its entry in the file; what is not there has its default."""
    values: dict[str, Any] = {}
    known = _by_key(cast(type, record))
    for name, value in data.items():
        attribute = known[name]
        if attribute.record is not None:
            rows: tuple[Any, ...] = tuple(read_record(attribute.record, row) for row in value)
            values[attribute.field] = values.get(attribute.field, ()) + rows
        elif attribute.is_flag:
            values[attribute.field] = value == YES
        else:
            read = attribute.key.read
            values[attribute.field] = read(value) if read else value
    return record(**values)


@cache
def _by_key(record: Any) -> Mapping[str, Attribute]:
    return {name: a for a in attributes_of(record) for name in (a.key.name, a.key.also) if name}


def faults(
    record: type, data: Mapping[str, Any], known: Mapping[str, Collection[str]], what: str = "feltet"
) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    """What is wrong with an entry and the records in it: the entry, the key to point at, and the message.

    `known`: the keys of the files that values may refer to; `what`: how a field is called in messages.
    """
    attributes = _by_key(record)
    for name in (a.key.name for a in attributes_of(record) if a.needed and a.key.name not in data):
        yield data, name, f"{what} »{name}« mangler"
    for name in data:
        if name not in attributes:
            yield data, name, f"ukendt {what.removesuffix('et')} »{name}«"
    for name, attribute in attributes.items():
        if name not in data:
            continue
        if attribute.record is not None:
            for row in data[name]:
                yield from faults(attribute.record, row, known, "kolonnefeltet")
        else:
            yield from ((data, name, message) for message in _wrong_value(attribute, data[name], known))


def _wrong_value(attribute: Attribute, value: Any, known: Mapping[str, Collection[str]]) -> Iterator[str]:
    key = attribute.key
    allowed = (YES, NO) if attribute.is_flag else known[key.known_in] if key.known_in else key.one_of
    if key.known_in or allowed:
        if isinstance(value, Mapping):
            value = [*value.values()]
        values = value if isinstance(value, list) else [value]
        yield from (key.wrong.format(value=one, key=key.name) for one in values if one not in allowed)
    if key.expression:
        try:
            parsed(value)
        except SyntaxError:
            yield f"udtrykket »{value}« kan ikke læses"
