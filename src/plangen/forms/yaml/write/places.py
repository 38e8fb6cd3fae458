"""Where in the lines of a file each value stands: the nodes that the YAML library composes, found by path."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver

from plangen.forms.yaml.events import is_plain
from plangen.forms.yaml.write.changes import Path
from plangen.forms.yaml.write.lines import YamlLines

_SIGN = re.compile(r"[|>][-+0-9]*")


class NotWritable(Exception):
    """The file is written in a way that cannot be changed piece by piece (anchors, broken YAML)."""


@dataclass(frozen=True, slots=True)
class ValuePlace:
    """A value under a name, or in a row. `line`, `column`: where its name or dash begins; `end`: the line
    after its last. `key`: the name, None for a row; `node`: the value. `within_flow`: it stands in brackets.
    """

    node: Any
    line: int
    column: int
    end: int
    key: Any = None
    within_flow: bool = False

    @property
    def name(self) -> str:
        return str(self.key.value)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, SequenceNode)

    @property
    def is_flow(self) -> bool:
        """Whether it is written with [ ] or { }, or stands in such."""
        return self.within_flow or (not isinstance(self.node, ScalarNode) and bool(self.node.flow_style))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is given: an empty scalar, `~`, `null`, `[]` or `{}`."""
        if isinstance(self.node, ScalarNode):
            return not self.node.style and self.node.value in ("", "~", "null", "Null", "NULL")
        return not self.node.value


class _Untyped(VersionedResolver):
    """What kind of value a text is, is all one where it only matters where it stands; finding out takes half
    the time."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:  # noqa: ARG002 - the library's signature
        return self.DEFAULT_SCALAR_TAG


def root_of(lines: YamlLines) -> ValuePlace | None:
    """The outermost mapping of a file's first part; None when it holds nothing."""
    node = _composed(lines.text)
    return ValuePlace(node, 0, 0, len(lines)) if isinstance(node, MappingNode) and node.value else None


@lru_cache(maxsize=8)
def _composed(text: str) -> Any:
    """The node of a text's first part. A node never changes, and composing is slow."""
    yaml = YAML(typ="safe", pure=not is_plain(text))
    yaml.Resolver = _Untyped
    try:
        with warnings.catch_warnings(action="ignore"):  # a name for an anchor may be used twice
            return next(iter(yaml.compose_all(text)), None)
    except YAMLError as error:
        raise NotWritable("a reference to nothing") from error


def entries_of(place: ValuePlace, lines: YamlLines) -> list[ValuePlace]:
    """The entries of a mapping, or the rows of a list, in their order. The lines never change, so they are
    looked for once."""
    known = lines.found.get(place.node)
    if known is None:
        known = lines.found[place.node] = _entries(place, lines)
    return known


def _entries(place: ValuePlace, lines: YamlLines) -> list[ValuePlace]:
    flow = place.is_flow
    if isinstance(place.node, MappingNode):
        marks = [(key.start_mark, key, value) for key, value in place.node.value]
        return [ValuePlace(v, m.line, m.column, _end(v, m.line + 1, lines), k, flow) for m, k, v in marks]
    if not place.is_list:
        return []
    column = place.node.start_mark.column
    dashes = [place.line] * len(place.node.value) if flow else _dashes(place, lines)
    if len(dashes) != len(place.node.value):
        raise NotWritable("rows that cannot be told apart")
    found = zip(place.node.value, dashes, strict=True)
    return [ValuePlace(node, at, column, _end(node, at + 1, lines), None, flow) for node, at in found]


def _dashes(place: ValuePlace, lines: YamlLines) -> list[int]:
    """The lines with the dashes of a list's rows: what belongs to a row stands farther in."""
    mark = place.node.start_mark
    dash = re.compile(rf"\s{{{mark.column}}}-(?=\s|$)")
    first = int(mark.line)
    return [first, *(n for n in range(first + 1, place.end) if dash.match(lines[n]))]


def _end(node: Any, line: int, lines: YamlLines) -> int:
    """The line after the last of a value; `line`: the one after its name's or dash's."""
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        end = int(node.end_mark.line) + bool(node.end_mark.column)
        while end > line and not lines[end - 1].strip():
            end -= 1
        return max(end, line)
    if isinstance(node, ScalarNode):
        is_nothing = not node.style and node.start_mark.index == node.end_mark.index
        return line if is_nothing else int(max(line, node.end_mark.line + 1))
    if node.flow_style:
        return int(node.end_mark.line) + 1
    pairs = node.value if isinstance(node, MappingNode) else [(value, value) for value in node.value]
    return max([line, *(_end(value, key.start_mark.line + 1, lines) for key, value in pairs)])


def find(lines: YamlLines, root: ValuePlace, path: Path) -> tuple[list[ValuePlace], Path]:
    """The places on the way to a path, the root first, and the part of the path that is not there."""
    way = [root]
    for at, step in enumerate(path):
        if way[-1].node.anchor:
            raise NotWritable("anchors and aliases")
        entries = entries_of(way[-1], lines)
        if isinstance(step, int):
            if not way[-1].is_list or step >= len(entries):
                raise NotWritable("no such row")
            way.append(entries[step])
            continue
        names = () if way[-1].is_list else entries
        found = next((entry for entry in names if entry.name == step), None)
        if found is None:
            return way, path[at:]
        way.append(found)
    if _has_anchor(way[-1].node):
        raise NotWritable("anchors and aliases")
    return way, ()


def _has_anchor(node: Any) -> bool:
    if node.anchor:
        return True
    parts = [] if isinstance(node, ScalarNode) else node.value
    return any(_has_anchor(part) for item in parts for part in (item if isinstance(item, tuple) else (item,)))


def tail_of(place: ValuePlace, lines: YamlLines) -> str:
    """What stands behind a value on its line: a comment with the spaces before it."""
    line, column = place.line, place.column + 1
    if place.key is not None:
        column = lines[line].find(":", place.key.end_mark.column) + 1
    node = place.node
    if isinstance(node, ScalarNode) and node.style in ("|", ">") and node.start_mark.line == line:
        column = node.start_mark.column + len(sign_of(place, lines))
    elif node.start_mark.line == line and _is_closed(node):
        line, column = node.end_mark.line, node.end_mark.column
    tail = lines[line][column:]
    return tail if tail.lstrip().startswith("#") else ""


def gap_of(place: ValuePlace, lines: YamlLines) -> str:
    """The spaces between a name's colon and its value, where the value stands on the same line."""
    if place.key is None or not _is_closed(place.node) or place.node.start_mark.line != place.line:
        return " "
    colon = lines[place.line].find(":", place.key.end_mark.column)
    return lines[place.line][colon + 1 : place.node.start_mark.column] or " "


def _is_closed(node: Any) -> bool:
    """Whether a value ends at a character of its own."""
    if isinstance(node, ScalarNode):
        return bool(node.end_mark.index > node.start_mark.index)
    return bool(node.flow_style)


def sign_of(place: ValuePlace, lines: YamlLines) -> str:
    """The sign that opens a block (`>-`), or the quote of a text; empty for none."""
    mark = place.node.start_mark
    if not isinstance(place.node, ScalarNode) or place.node.style not in ("|", ">"):
        return (place.node.style or "") if isinstance(place.node, ScalarNode) else ""
    sign = _SIGN.match(lines[mark.line], mark.column)
    return sign[0] if sign else place.node.style


def body_column(place: ValuePlace, lines: YamlLines) -> int:
    """The column of a block's first line that holds something; 0 when it is no block, or has none."""
    if not isinstance(place.node, ScalarNode) or place.node.style not in ("|", ">"):
        return 0
    body = lines.between(place.node.start_mark.line + 1, place.end)
    return next((len(line) - len(line.lstrip(" ")) for line in body if line.strip()), 0)
