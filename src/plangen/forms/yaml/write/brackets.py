"""Changes within brackets: the entry that holds them goes through the library's round trip."""

from __future__ import annotations

from typing import Any

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from plangen.forms.yaml.write.changes import Arrange, Change, Clear, Drop, Kept, Put
from plangen.forms.yaml.write.emitting import dumped, moved, round_trip, styled
from plangen.forms.yaml.write.lines import Cut, YamlLines
from plangen.forms.yaml.write.places import NotWritable, ValuePlace, tail_of

_NOTHING = DoubleQuotedScalarString("")


def in_brackets(lines: YamlLines, outermost: ValuePlace, change: Change, depth: int) -> Cut:
    """A change in a list or mapping in brackets. `outermost`: the place that holds the outermost ones,
    `depth`: how many steps of the change's path lead to it."""
    head, column = lines[outermost.line][: outermost.column], outermost.column
    text = [lines[outermost.line][column:], *lines.between(outermost.line + 1, outermost.end)]
    tail = tail_of(outermost, lines)  # the library would move it
    text[-1] = text[-1].removesuffix(tail)
    try:
        document = round_trip().load("\n".join(text))
    except YAMLError as error:
        raise NotWritable("brackets that cannot be read by themselves") from error
    is_row = depth > 0 and outermost.key is None
    start = () if depth == 0 else (0,) if is_row else tuple(document)
    _change(document, (*start, *change.path[depth:]), change)
    new = dumped(_with_quotes(document))
    new = moved([line.removeprefix("  ") for line in new] if is_row else new, column)
    new = [head + new[0], *new[1:]]
    return Cut(outermost.line, outermost.end, (*new[:-1], new[-1] + tail))


def _change(document: Any, path: tuple[Any, ...], change: Change) -> None:
    parent = document
    for step in path[:-1]:
        inner = parent.get(step) if isinstance(step, str) and hasattr(parent, "get") else parent[step]
        if not isinstance(inner, dict | list):
            inner = CommentedMap({} if inner is None else {"valg": inner})
            inner.fa.set_flow_style()
            parent[step] = inner
        parent = inner
    last = path[-1]
    match change:
        case Drop():
            parent.pop(last, None)
        case Clear():
            parent[last] = None
        case Put(_, value) if isinstance(parent, dict) or isinstance(last, int):
            parent[last] = styled(value, 0, 0, _quote(parent, last), True)
        case Arrange(_, rows):
            old = parent[last]
            new = [old[row.number] if isinstance(row, Kept) else styled(row, 0, 0, "", True) for row in rows]
            del old[:]
            old.extend(new)
        case _:
            raise NotWritable("a list stands where names are needed")


def _with_quotes(node: Any) -> Any:
    """The same with "" where nothing stands: between brackets it must be written."""
    for name, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
        if isinstance(value, dict | list):
            _with_quotes(value)
        elif value is None:
            node[name] = _NOTHING
    return node


def _quote(parent: Any, name: Any) -> str:
    """The quote of the value that is there."""
    there = parent.get(name) if isinstance(parent, dict) else parent[name]
    return {"DoubleQuotedScalarString": '"', "SingleQuotedScalarString": "'"}.get(type(there).__name__, "")
