"""One value in the text gives way to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from plangen.answers.writing.changes import Plain
from plangen.answers.writing.emit import flow, indented, lines_of, scalar
from plangen.answers.writing.source import Splice, YamlSource
from plangen.answers.writing.spans import ValueSpan
from plangen.answers.writing.style import WIDTH

_SIGN = re.compile(r"[|>][-+0-9]*")


def replacing(source: YamlSource, head: int, indent: int, old: ValueSpan, new: Plain) -> Iterator[Splice]:
    """The splices that put `new` where `old` stands.

    `head`: the index right after the colon or dash before the value; `indent`: the column where lines of
    the value begin.
    """
    if old.inside_flow:
        yield Splice(old.start, old.end, _spaced(source, old, flow(new)))
    elif isinstance(new, dict | list):
        yield from _with_members(source, head, indent, old, new)
    else:
        yield from _with_scalar(source, head, indent, old, new)


def clearing(source: YamlSource, head: int, old: ValueSpan) -> Iterator[Splice]:
    """The splices that take a value away and leave its name."""
    if old.inside_flow:
        yield Splice(old.start, old.end, _spaced(source, old, '""'))
        return
    inline_end = _inline_end(source, old, head)
    yield Splice(head, inline_end, "")
    line_end = source.line_end(inline_end)
    if old.end > line_end:
        yield Splice(line_end, old.end, "")


def dropping(source: YamlSource, parent: ValueSpan, name: str) -> Splice:
    """The splice that takes a name and its value out of a mapping."""
    at = next(number for number, (key, _) in enumerate(parent.entries) if key.text == name)
    key, value = parent.entries[at]
    end = max(key.end, value.end)
    after = parent.entries[at + 1][0].start if at + 1 < len(parent.entries) else None
    if parent.flow or parent.inside_flow:
        if after is None and at:
            return Splice(parent.entries[at - 1][1].end, end, "")
        return Splice(key.start, after or end, "")
    line = source.line_start(key.start)
    if source.text[line : key.start].strip():  # it stands on the line of its dash
        return Splice(key.start, after or end, "")
    end = source.comments_end(end, key.column)
    return Splice(line, min(end + 1, len(source.text)), "")


def _spaced(source: YamlSource, old: ValueSpan, text: str) -> str:
    """The text with a space before it, when the value it replaces was nothing right after a colon."""
    return f" {text}" if old.start == old.end and source.text[old.start - 1 : old.start] == ":" else text


def _inline_end(source: YamlSource, old: ValueSpan, head: int) -> int:
    """Where that part of the value ends which stands on the line of its name; `head` when there is none."""
    if old.start > source.line_end(head):
        return head
    if old.style in (">", "|"):
        sign = _SIGN.match(source.text, old.start)
        return sign.end() if sign else old.start
    return head if old.kind in ("list", "map") and not old.flow else old.end


def _with_scalar(
    source: YamlSource, head: int, indent: int, old: ValueSpan, new: str | int | float | date
) -> Iterator[Splice]:
    if old.style in (">", "|"):
        indent = _body_indent(source, old) or indent
        style = source.text[old.start : _inline_end(source, old, head)]
    else:
        style = old.style
        indent = max(indent, source.comment_column(max(old.end, head)) + 2)
    written = scalar(new, indent, head + 1 - source.line_start(head), style)
    if isinstance(written, str):
        yield from _with_scalar_text(source, head, old, written)
        return
    body = source.newline + source.lines(indented(written.lines, indent))
    yield from _with_scalar_text(source, head, old, written.sign, body)


def _with_scalar_text(
    source: YamlSource, head: int, old: ValueSpan, text: str, body: str = ""
) -> Iterator[Splice]:
    """`text` on the line of the name, `body` on the lines below; what stood there goes."""
    inline_end = _inline_end(source, old, head)
    start = min(old.start, inline_end)
    yield Splice(start, inline_end, text if start > head else f" {text}")
    line_end = source.line_end(inline_end)
    if body or old.end > line_end:
        yield Splice(line_end, max(old.end, line_end), body)


def _body_indent(source: YamlSource, old: ValueSpan) -> int:
    """The column of a block's first line that holds something; 0 when it has none."""
    lines = source.text[source.line_end(old.start) : old.end].split("\n")
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)


def _with_members(
    source: YamlSource, head: int, indent: int, old: ValueSpan, new: dict[str, Plain] | list[Plain]
) -> Iterator[Splice]:
    short = flow(new)
    if not new or (old.flow and not old.empty and head + 1 - source.line_start(head) + len(short) <= WIDTH):
        yield from _with_scalar_text(source, head, old, short)
        return
    lines = list(lines_of(new, indent))
    inline_end = _inline_end(source, old, head)
    if source.text[head - 1 : head] == "-":  # an item begins on the line of its dash
        lines[0] = " " + lines[0].lstrip()
        yield Splice(head, inline_end, source.lines(lines))
        return
    yield Splice(head, inline_end, "")
    line_end = source.line_end(inline_end)
    yield Splice(line_end, max(old.end, line_end), source.newline + source.lines(lines))
