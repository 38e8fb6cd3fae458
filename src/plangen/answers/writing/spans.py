"""Where in the text of a file each value stands, from its first character to its last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from plangen.answers.events import parsed
from plangen.answers.lookalikes import plain_name

_DASH = re.compile(r"^ *-(?=\s|\Z)", re.MULTILINE)


@dataclass(slots=True)
class ValueSpan:
    """A value's stretch of text. `kind`: scalar, list, map or alias.

    `start`, `end`: the indexes of its first character and after its last (of a block text: after its last
    line that holds something). An empty value has both right after its colon. `flow`: a list or mapping
    written with [ ] or { }; `inside_flow`: it stands inside such. `style`: the quote or block sign of a
    scalar, empty for none. `column`: where it begins in its line, from 0. `marked`: it carries an anchor or
    a tag.
    """

    kind: str
    start: int
    end: int
    column: int
    flow: bool = False
    inside_flow: bool = False
    style: str = ""
    text: str = ""
    marked: bool = False
    items: list[ValueSpan] = field(default_factory=list)
    entries: list[tuple[ValueSpan, ValueSpan]] = field(default_factory=list)

    def get(self, name: str) -> ValueSpan | None:
        """The value under a name, None when it is not there."""
        return next((value for key, value in self.entries if plain_name(key.text) == name), None)

    @property
    def empty(self) -> bool:
        """Whether nothing is given: an empty scalar, `~`, `null`, `[]` or `{}`."""
        if self.kind == "scalar":
            return not self.style and self.text in ("", "~", "null", "Null", "NULL")
        return self.kind in ("list", "map") and not self.items and not self.entries

    def walk(self) -> Iterator[ValueSpan]:
        """This value and everything in it."""
        yield self
        for key, value in self.entries:
            yield from key.walk()
            yield from value.walk()
        for item in self.items:
            yield from item.walk()


def scan(text: str) -> ValueSpan | None:
    """The root of a file's text; None when it holds nothing. Raises what the parser raises."""
    opened: list[ValueSpan] = []
    flows: list[bool] = []
    root: ValueSpan | None = None
    for event in parsed(text):
        match event:
            case DocumentEndEvent():
                break
            case SequenceStartEvent() | MappingStartEvent():
                kind = "list" if isinstance(event, SequenceStartEvent) else "map"
                opened.append(_span(kind, event, any(flows)))
                flows.append(bool(event.flow_style))
                continue
            case SequenceEndEvent() | MappingEndEvent():
                span = opened.pop()
                _close(span, text, event.end_mark.index if flows.pop() else None)
            case ScalarEvent() | AliasEvent():
                span = _leaf(event, text, any(flows))
            case _:
                continue
        if opened:
            opened[-1].items.append(span)
        else:
            root = span
    return root


def _span(kind: str, event: Any, inside_flow: bool) -> ValueSpan:
    mark = event.start_mark
    span = ValueSpan(kind, mark.index, mark.index, mark.column, bool(event.flow_style), inside_flow)
    span.marked = bool(event.anchor or event.tag)
    return span


def _leaf(event: Any, text: str, inside_flow: bool) -> ValueSpan:
    kind = "alias" if isinstance(event, AliasEvent) else "scalar"
    mark = event.start_mark
    end = mark.index + len(text[mark.index : event.end_mark.index].rstrip(" \n"))
    span = ValueSpan(kind, mark.index, end, mark.column, inside_flow=inside_flow)
    if kind == "scalar":
        span.style = event.style or ""
        span.text = event.value
        span.marked = bool(event.anchor or event.tag)
    return span


def _close(span: ValueSpan, text: str, end: int | None) -> None:
    """Gives a list or mapping its members and its end; `end` is given when a bracket closes it."""
    members, span.items = span.items, []
    if span.kind == "list":
        span.items = members
        if end is None:
            _place_empty_items(members, span.start, text)
    else:
        span.entries = list(zip(members[::2], members[1::2], strict=True))
        for key, value in span.entries:
            if _is_nothing(value):
                colon = text.find(":", key.end)
                _move(value, colon + 1 if colon >= 0 else key.end, text)
    span.end = max((member.end for member in members), default=span.start) if end is None else end


def _is_nothing(span: ValueSpan) -> bool:
    """Whether a value has no character of its own; the parser puts it at the next token."""
    return span.kind == "scalar" and not span.style and span.start == span.end and not span.marked


def _place_empty_items(items: list[ValueSpan], start: int, text: str) -> None:
    """Puts empty rows right after their dash."""
    reached = start
    for number, item in enumerate(items):
        dash = _DASH.search(text, reached) if number else None
        if _is_nothing(item):
            _move(item, dash.end() if dash else start + 1, text)
        reached = item.end


def _move(span: ValueSpan, index: int, text: str) -> None:
    span.start = span.end = index
    span.column = index - (text.rfind("\n", 0, index) + 1)
