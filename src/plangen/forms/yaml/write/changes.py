"""What can be changed in an answer file, and what a change means for plain data.

A path is names and row numbers from the root: `("svar", "maal", 2, "indikator")` (rows count from 0).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plangen.answers.nodes import MappingNode, Node, ScalarNode, SequenceNode

Path = tuple[str | int, ...]
Plain = str | int | float | date | list["Plain"] | dict[str, "Plain"]
"""Text, numbers and dates as they are to be read back; lists and mappings of them."""


class Token(str):
    """A text that stands in the file without quotes (a number, a date, a code) and is to do so again."""

    __slots__ = ()


Order = Callable[[Path], Sequence[str]]
"""The names that may stand under a path, in the order of the questionnaire."""


@dataclass(frozen=True, slots=True)
class Put:
    """Gives the place `path` a value. What is missing on the way there is made."""

    path: Path
    value: Plain


@dataclass(frozen=True, slots=True)
class Clear:
    """Empties the place `path`; its name stays."""

    path: Path


@dataclass(frozen=True, slots=True)
class Drop:
    """Takes the name at the end of `path` away together with its value."""

    path: Path


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that is there already, by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class Arrange:
    """Gives a list its rows, in order: rows that are there, and new ones."""

    path: Path
    rows: tuple[Kept | Plain, ...]


Change = Put | Clear | Drop | Arrange


_NOTHING = ("", "~", "null", "Null", "NULL")


def plain_data(node: Node | None) -> Any:
    """A tree as dicts, lists and texts; None for nothing."""
    match node:
        case MappingNode():
            return {entry.key: plain_data(entry.value) for entry in node.entries}
        case SequenceNode():
            return [plain_data(item) for item in node.items]
        case ScalarNode():
            return None if node.plain and node.text in _NOTHING else node.text
    return None


def source_data(node: Node | None) -> Plain:
    """A tree as it can be written again: texts that stood plain are tokens. Nothing is the empty text."""
    match node:
        case MappingNode():
            return {entry.key: source_data(entry.value) for entry in node.entries}
        case SequenceNode():
            return [source_data(item) for item in node.items]
        case ScalarNode(text=text, plain=plain) if plain:
            return Token("" if text in _NOTHING else text)
        case ScalarNode(text=text):
            return text
    return ""


def changed(data: Any, changes: Sequence[Change]) -> Any:
    """What the data is to be afterwards: the meaning of `changes`, without any text. Puts and clears name
    rows by their old numbers, so lists are arranged last."""
    for change in sorted(changes, key=lambda change: isinstance(change, Arrange)):
        match change:
            case Put(path, value):
                data = _put(data, path, written(value))
            case Clear(path):
                data = _put(data, path, None)
            case Drop(path):
                data = _dropped(data, path)
            case Arrange(path, rows):
                old = _at(data, path)
                new = [old[row.number] if isinstance(row, Kept) else written(row) for row in rows]
                data = _put(data, path, new)
    return data


def written(value: Plain) -> Any:
    """A value in the form that reading it back gives: texts all through."""
    match value:
        case dict():
            return {key: written(item) for key, item in value.items()}
        case list():
            return [written(item) for item in value]
        case date():
            return value.isoformat()
    return str(value)


def _dropped(data: Any, path: Path) -> Any:
    """The data without the name at the end of a path."""
    parent = _at(data, path[:-1])
    return _put(data, path[:-1], {name: value for name, value in parent.items() if name != path[-1]})


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _put(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return [_put(item, rest, value) if at == step else item for at, item in enumerate(data)]
    # A bare code is short for a mapping with the code under `valg` (specifikation.md 2.3).
    known = data if isinstance(data, dict) else {} if data is None or data == [] else {"valg": data}
    return {**known, step: _put(known.get(step), rest, value)}
