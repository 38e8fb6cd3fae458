"""Changes to an answer file: text in, text out, and a check that nothing else changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from plangen.answers.nodes import MappingNode
from plangen.answers.tree import read_tree
from plangen.answers.writing.arranging import arranging
from plangen.answers.writing.changes import (
    Arrange,
    Change,
    Clear,
    Drop,
    Kept,
    Order,
    Path,
    Plain,
    Put,
    changed,
    plain_data,
    written,
)
from plangen.answers.writing.emit import entry, flow
from plangen.answers.writing.replacing import clearing, dropping, replacing
from plangen.answers.writing.source import Splice, YamlSource
from plangen.answers.writing.spans import ValueSpan, scan
from plangen.texts.markdown import parse_markdown


class NotWritable(Exception):
    """The file is written in a way that cannot be changed piece by piece (anchors, broken YAML)."""


def apply_changes(data: bytes, changes: Sequence[Change], order: Order) -> bytes:
    """The file with the changes made; every other byte is as it was.

    `order`: the names under a path in the order of the questionnaire, for what has to be added. Raises
    `NotWritable` when the file cannot be read or the result would not say exactly what was asked for.
    """
    before = _readable(data)
    waiting = sorted(changes, key=lambda change: isinstance(change, Arrange))
    result = data
    while waiting:
        source = YamlSource(result)
        root = scan(source.text)
        splices, waiting = _next_splices(source, root, waiting, order)
        result = source.spliced(splices)
    if not _same(plain_data(_readable(result)) or {}, changed(plain_data(before) or {}, changes)):
        raise NotWritable("the result would not say what was asked for")
    return result


def _readable(data: bytes) -> MappingNode:
    tree = read_tree(data, "")
    if tree.root is None or not tree.complete:
        raise NotWritable("the file cannot be read")
    return tree.root


def _next_splices(
    source: YamlSource, root: ValueSpan | None, changes: list[Change], order: Order
) -> tuple[list[Splice], list[Change]]:
    """The splices of all changes of values that are there, or else of the first change; and what waits."""
    splices: list[Splice] = []
    later: list[Change] = []
    for change in changes:
        place = _find(source, root, change.path) if not isinstance(change, Arrange | Drop) else None
        if place is None or place.rest or _is_list_to_list(place, change):
            later.append(change)
        elif isinstance(change, Put):
            splices += replacing(source, place.head, place.indent, place.span, change.value)
        else:
            splices += clearing(source, place.head, place.span)
    if splices:
        return splices, later
    if not later:
        return [], []
    return list(_structural(source, root, later[0], order)), later[1:]


class _Place:
    """A value in the text. `head`: the index after its colon or dash; `indent`: the column for lines of it;
    `rest`: the part of the path that is not there."""

    def __init__(self, span: ValueSpan, head: int, indent: int, rest: Path = ()) -> None:
        self.span = span
        self.head = head
        self.indent = indent
        self.rest = rest


def _find(source: YamlSource, root: ValueSpan | None, path: Path) -> _Place | None:
    """The value at a path, or the last one on the way to it that is there; None in a file without any."""
    if root is None or root.kind != "map":
        return None
    place = _Place(root, 0, 0)
    for at, step in enumerate(path):
        span = place.span
        if span.kind == "alias" or span.marked:
            raise NotWritable("anchors and aliases")
        if isinstance(step, int):
            if span.kind != "list" or step >= len(span.items):
                raise NotWritable("no such row")
            head = span.items[step].start if span.inside_flow or span.flow else _dash(source, span, step) + 1
            place = _Place(span.items[step], head, span.column + 2)
            continue
        found = next(((key, value) for key, value in span.entries if key.text == step), None)
        if found is None:
            place.rest = path[at:]
            return place
        key, value = found
        place = _Place(value, source.text.find(":", key.end) + 1, key.column + 2)
    if any(inner.marked or inner.kind == "alias" for inner in place.span.walk()):
        raise NotWritable("anchors and aliases")
    return place


def _dash(source: YamlSource, table: ValueSpan, number: int) -> int:
    """The index of a row's dash."""
    line = source.line_start(table.items[number].start)
    while source.text[line : line + table.column + 1].strip() != "-":
        if line <= table.start:
            return table.start
        line = source.line_start(line - 1)
    return line + table.column


def _is_list_to_list(place: _Place, change: Change) -> bool:
    """Whether a list in block style gets new items: only those that differ are touched."""
    return (
        isinstance(change, Put)
        and isinstance(change.value, list)
        and place.span.kind == "list"
        and not (place.span.flow or place.span.inside_flow)
    )


def _structural(source: YamlSource, root: ValueSpan | None, change: Change, order: Order) -> Iterator[Splice]:
    """The splices of a change that adds names or rows."""
    place = _find(source, root, change.path)
    match change:
        case Clear():
            return  # what is not there is empty already
        case Drop(path=path):
            parent = _find(source, root, path[:-1])
            if place is not None and parent is not None and not place.rest:
                yield dropping(source, parent.span, str(path[-1]))
        case Put(path=path, value=value):
            if place is not None and not place.rest:
                rows = _kept(place.span, value)
                yield from arranging(source, place.span, rows, _dashes(source, place.span))
            else:
                yield from _adding(source, place, path, value, order)
        case Arrange(_, rows):
            assert place is not None
            if not rows:
                yield from clearing(source, place.head, place.span)
            elif place.span.flow or place.span.inside_flow:
                spans = place.span.items
                items = [_plain(spans[row.number]) if isinstance(row, Kept) else row for row in rows]
                yield Splice(place.span.start, place.span.end, flow(items))
            else:
                yield from arranging(source, place.span, rows, _dashes(source, place.span))


def _dashes(source: YamlSource, table: ValueSpan) -> list[int]:
    return [_dash(source, table, number) for number in range(len(table.items))]


def _kept(table: ValueSpan, value: Plain) -> list[Kept | Plain]:
    """The new items of a list; those that are there already are kept."""
    there = {item.text: Kept(number) for number, item in enumerate(table.items)}
    items = value if isinstance(value, list) else []
    return [there.pop(written(item), item) if not isinstance(item, dict | list) else item for item in items]


def _plain(span: ValueSpan) -> Any:
    if span.kind == "map":
        return {key.text: _plain(value) for key, value in span.entries}
    return [_plain(item) for item in span.items] if span.kind == "list" else span.text


def _adding(
    source: YamlSource, place: _Place | None, path: Path, value: Plain, order: Order
) -> Iterator[Splice]:
    """Adds a name with its value under the last thing on the way to it."""
    if place is None:
        nested = _nested(path, value)
        end = len(source.text)
        gap = "" if not source.text or source.text.endswith("\n") else source.newline
        name, inner = next(iter(nested.items()))
        yield Splice(end, end, gap + source.lines(entry(name, inner, 0)) + source.newline)
        return
    nested = _nested(place.rest, value)
    name, inner = next(iter(nested.items()))
    parent = path[: len(path) - len(place.rest)]
    if place.span.kind == "map" and not place.span.empty:
        yield from _new_entry(source, place.span, name, inner, order(parent))
    elif place.span.empty:
        yield from replacing(source, place.head, place.indent, place.span, nested)
    elif place.span.kind == "scalar":
        whole = {"valg": place.span.text.strip(), **nested}
        yield from replacing(source, place.head, place.indent, place.span, whole)
    else:
        raise NotWritable("a list stands where names are needed")


def _nested(path: Path, value: Plain) -> dict[str, Plain]:
    for step in reversed(path):
        if isinstance(step, int):
            raise NotWritable("no such row")
        value = {step: value}
    assert isinstance(value, dict)
    return value


def _new_entry(
    source: YamlSource, parent: ValueSpan, name: str, value: Plain, order: Sequence[str]
) -> Iterator[Splice]:
    """A name that its mapping did not have, after the one that comes before it in the questionnaire."""
    if parent.flow or parent.inside_flow:
        end = parent.entries[-1][1].end
        yield Splice(end, end, f", {flow({name: value})[1:-1]}")
        return
    column = parent.entries[0][0].column
    lines = source.lines(entry(name, value, column))
    ranks = {known: rank for rank, known in enumerate(order)}
    rank = ranks.get(name, len(ranks))
    before = [pair for pair in parent.entries if ranks.get(pair[0].text, len(ranks)) < rank]
    first = parent.entries[0][0]
    on_dash = source.text[source.line_start(first.start) : first.start].strip() != ""
    if before or on_dash or rank == len(ranks):
        key, previous = before[-1] if before else parent.entries[0 if on_dash else -1]
        end = source.comments_end(max(previous.end, key.end), column)
        yield Splice(end, end, source.newline + lines)
    else:
        start = _above_comments(source, source.line_start(first.start))
        yield Splice(start, start, lines + source.newline)


def _above_comments(source: YamlSource, line: int) -> int:
    """The start of the first of the comment lines that stand right above a line."""
    while line > 0 and source.text[source.line_start(line - 1) : line].lstrip().startswith("#"):
        line = source.line_start(line - 1)
    return line


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
