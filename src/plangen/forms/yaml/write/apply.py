"""Changes to an answer file: text in, text out, and a check that nothing else changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ruamel.yaml.nodes import ScalarNode

from plangen.answers.nodes import MappingNode
from plangen.forms.yaml.read.tree import read_tree
from plangen.forms.yaml.write.brackets import in_brackets
from plangen.forms.yaml.write.changes import (
    Arrange,
    Change,
    Clear,
    Drop,
    Kept,
    Order,
    Path,
    Plain,
    Put,
    Token,
    changed,
    plain_data,
    written,
)
from plangen.forms.yaml.write.emitting import entry
from plangen.forms.yaml.write.entries import added, arranged, dropped, replaced
from plangen.forms.yaml.write.lines import Cut, YamlLines
from plangen.forms.yaml.write.places import NotWritable, ValuePlace, find, root_of
from plangen.texts.markdown import parse_markdown


def apply_changes(data: bytes, changes: Sequence[Change], order: Order) -> bytes:
    """The file with the changes made; every other byte is as it was.

    `order`: the names under a path in the order of the questionnaire, for what has to be added. Raises
    `NotWritable` when the file cannot be read or the result would not say exactly what was asked for.
    """
    before = _readable(data)
    waiting = sorted(changes, key=lambda change: isinstance(change, Arrange))
    result = data
    while waiting:
        lines = YamlLines(result)
        cuts, waiting = _next_cuts(lines, root_of(lines), waiting, order)
        result = lines.changed(cuts)
    if not _same(plain_data(_readable(result)) or {}, changed(plain_data(before) or {}, changes)):
        raise NotWritable("the result would not say what was asked for")
    return result


def _readable(data: bytes) -> MappingNode:
    tree = read_tree(data, "")
    if tree.root is None or not tree.complete:
        raise NotWritable("the file cannot be read")
    return tree.root


def _next_cuts(
    lines: YamlLines, root: ValuePlace | None, changes: list[Change], order: Order
) -> tuple[list[Cut], list[Change]]:
    """The cuts of all changes of values that are there, or else of the first change; and what waits."""
    cuts: list[Cut] = []
    later: list[Change] = []
    for change in changes:
        place = _single_value(lines, root, change)
        if place is None:
            later.append(change)
        else:
            cuts.append(replaced(lines, place, change.value if isinstance(change, Put) else None))
    if cuts or not later:
        return cuts, later
    together, waiting = _adding_beside(lines, root, later, order)
    if not together:
        return list(_structural(lines, root, later[0], order)), later[1:]
    return [cut for change in together for cut in _structural(lines, root, change, order)], waiting


def _adding_beside(
    lines: YamlLines, root: ValuePlace | None, changes: list[Change], order: Order
) -> tuple[list[Put], list[Change]]:
    """The changes that add a name each where the first one does, in a mapping that has others: as the lines
    of one do not touch those of another, they are made at once. Those of one name are one change. And the
    changes that are left."""
    parent: Any = None
    path: Path = ()
    values: dict[str, Plain] = {}
    waiting: list[Change] = []
    for change in changes:
        way, rest = find(lines, root, change.path) if root is not None else ([], ())
        is_new = isinstance(change, Put) and bool(rest) and not any(isinstance(step, int) for step in rest)
        if is_new and parent is None and not waiting and _takes_names(way):
            parent, path = way[-1].node, change.path[: len(change.path) - len(rest)]
        if not isinstance(change, Put) or not is_new or parent is None or way[-1].node is not parent:
            waiting.append(change)
            continue
        _merge(values, _nested(rest, change.value))
    ranks = {name: rank for rank, name in enumerate(order(path))} if values else {}
    names = sorted(values, key=lambda name: ranks.get(name, len(ranks)))
    return [Put((*path, name), values[name]) for name in names], waiting


def _takes_names(way: Sequence[ValuePlace]) -> bool:
    """Whether names can be added to what a way leads to, each on lines of its own."""
    last = way[-1]
    return not (last.is_flow or last.is_empty or last.is_list or isinstance(last.node, ScalarNode))


def _merge(into: dict[str, Plain], more: Mapping[str, Plain]) -> None:
    for name, value in more.items():
        there = into.get(name)
        if isinstance(there, dict) and isinstance(value, dict):
            _merge(there, value)
        else:
            into[name] = dict(value) if isinstance(value, dict) else value


def _single_value(lines: YamlLines, root: ValuePlace | None, change: Change) -> ValuePlace | None:
    """The place of a value that gives way to another without a change around it."""
    if root is None or not isinstance(change, Put | Clear):
        return None
    way, rest = find(lines, root, change.path)
    place = way[-1]
    if rest or place.within_flow or (isinstance(change, Put) and _keeps_items(place, change.value)):
        return None
    return place


def _keeps_items(place: ValuePlace, value: Plain) -> bool:
    """Whether a list in block style gets new items: only those that differ are touched."""
    return isinstance(value, list) and bool(value) and place.is_list and not place.is_flow


def _structural(lines: YamlLines, root: ValuePlace | None, change: Change, order: Order) -> Iterator[Cut]:
    """The cuts of a change that adds names or rows, or is made in brackets."""
    if root is None:
        yield from () if isinstance(change, Clear | Drop) else [_first(lines, change)]
        return
    way, rest = find(lines, root, change.path)
    if rest and isinstance(change, Clear | Drop | Arrange):
        return  # what is not there is empty already
    around = way[:-1] if isinstance(change, Drop) else way
    outermost = next((place for place in around if place.is_flow and not place.is_empty), None)
    if outermost is not None:
        yield in_brackets(lines, outermost, change, way.index(outermost))
        return
    match change:
        case Drop():
            yield dropped(lines, way[-2], way[-1])
        case Put(path, value) if rest:
            yield _adding(lines, way[-1], path, rest, value, order)
        case Put(_, value):
            yield from arranged(lines, way[-1], _kept(way[-1], value))
        case Arrange(_, rows) if rows:
            yield from arranged(lines, way[-1], rows)
        case _:
            yield replaced(lines, way[-1], None)


def _first(lines: YamlLines, change: Change) -> Cut:
    """A change in a file without any names: what it adds, at the end."""
    value = change.value if isinstance(change, Put) else [r for r in change.rows if not isinstance(r, Kept)]  # type: ignore[union-attr]
    name, inner = next(iter(_nested(change.path, value).items()))
    return Cut(len(lines), len(lines), tuple(entry(name, inner, 0)))


def _kept(table: ValuePlace, value: Plain) -> list[Kept | Plain]:
    """The new items of a list; those that are there already are kept."""
    there = {
        node.value: Kept(number)
        for number, node in enumerate(table.node.value)
        if isinstance(node, ScalarNode)
    }
    items = value if isinstance(value, list) else []
    return [there.pop(written(item), item) if not isinstance(item, dict | list) else item for item in items]


def _adding(lines: YamlLines, place: ValuePlace, path: Path, rest: Path, value: Plain, order: Order) -> Cut:
    """Adds a name with its value under the last thing on the way to it."""
    nested = _nested(rest, value)
    if place.is_empty:
        return replaced(lines, place, nested)
    if isinstance(place.node, ScalarNode):
        plain = not place.node.style
        text = place.node.value.strip()
        return replaced(lines, place, {"valg": Token(text) if plain else text, **nested})
    if place.is_list:
        raise NotWritable("a list stands where names are needed")
    name, inner = next(iter(nested.items()))
    return added(lines, place, name, inner, order(path[: len(path) - len(rest)]))


def _nested(path: Path, value: Plain) -> dict[str, Plain]:
    for step in reversed(path):
        if isinstance(step, int):
            raise NotWritable("no such row")
        value = {step: value}
    assert isinstance(value, dict)
    return value


def _same(left: Any, right: Any) -> bool:
    """Whether two files say the same; a text may be folded differently."""
    if isinstance(left, dict) and isinstance(right, dict):
        names = [*left, *(name for name in right if name not in left)]
        return all(_same(left.get(name), right.get(name)) for name in names)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_same, left, right))
    if _is_nothing(left) or _is_nothing(right):
        return _is_nothing(left) and _is_nothing(right)
    if left == right:
        return True
    texts = [unicodedata.normalize("NFC", text) for text in (left, right) if isinstance(text, str)]
    if len(texts) < 2:
        return False
    words = [text.split() for text in texts]
    return words[0] == words[1] and parse_markdown(texts[0].strip()) == parse_markdown(texts[1].strip())


def _is_nothing(value: Any) -> bool:
    return value is None or value in ("", [], {})
