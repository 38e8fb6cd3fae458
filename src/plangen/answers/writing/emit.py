"""New values as lines of YAML in the style of the examples: two columns of indent a level, rows too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plangen.answers.writing.changes import Plain, Token
from plangen.answers.writing.style import WIDTH, Block, block, inline

Rendered = str | Block


def scalar(value: Plain, indent: int, column: int, style: str = "", flow: bool = False) -> Rendered:
    """A single value in one line or as a block.

    `indent`: the column where a block's lines begin; `column`: where the value begins; `style`: how the
    value it takes the place of was written.
    """
    text = value.isoformat() if isinstance(value, date) else str(value)
    typed = not isinstance(value, str) or isinstance(value, Token)
    if flow:
        return inline(text, style, flow=True, typed=typed)
    if style[:1] in (">", "|") or "\n" in text or column + len(text) > WIDTH:
        written = block(text, style if style[:1] in (">", "|") else "", indent)
        if written is not None:
            return written
    return inline(text, style if style in ("'", '"') else "", typed=typed)


def entry(name: str, value: Plain, indent: int) -> list[str]:
    """The lines of `name: value`, the name at column `indent`."""
    head = " " * indent + f"{name}:"
    match value:
        case "":
            return [head]
        case dict():
            return [head, *_mapping(value, indent + 2)] if value else [f"{head} {{}}"]
        case list():
            return [head, *_rows(value, indent + 2)] if value else [f"{head} []"]
    return _with_scalar(f"{head} ", value, indent + 2)


def row(value: Plain, indent: int) -> list[str]:
    """The lines of a list's item, the dash at column `indent`."""
    dash = " " * indent + "- "
    if isinstance(value, dict) and value:
        lines = _mapping(value, indent + 2)
        return [dash + lines[0][indent + 2 :], *lines[1:]]
    if isinstance(value, dict | list):
        return [dash + _in_one_line(value)]
    return _with_scalar(dash, value, indent + 2)


def _with_scalar(head: str, value: Plain, indent: int) -> list[str]:
    written = scalar(value, indent, len(head))
    if isinstance(written, str):
        return [head + written]
    return [head + written.sign, *indented(written.lines, indent)]


def indented(lines: tuple[str, ...], indent: int) -> list[str]:
    """The lines moved in; empty ones stay empty."""
    return [" " * indent + line if line else "" for line in lines]


def _mapping(value: dict[str, Plain], indent: int) -> list[str]:
    return [line for name, item in value.items() for line in entry(name, item, indent)]


def _rows(value: list[Plain], indent: int) -> list[str]:
    return [line for item in value for line in row(item, indent)]


def _in_one_line(value: Plain) -> str:
    """Flow form, for what stands between brackets."""
    match value:
        case dict():
            return "{" + ", ".join(f"{name}: {_in_one_line(item)}" for name, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(_in_one_line(item) for item in value) + "]"
    written = scalar(value, 0, 0, flow=True)
    assert isinstance(written, str)
    return written


def flow(value: Plain) -> str:
    """A value of any depth in one line."""
    return _in_one_line(value)


def lines_of(value: Plain, indent: int) -> Iterator[str]:
    """The lines of a list or mapping that stands under a name; its members begin at column `indent`."""
    yield from _mapping(value, indent) if isinstance(value, dict) else _rows(list(_items(value)), indent)


def _items(value: Plain) -> Iterator[Plain]:
    if isinstance(value, list):
        yield from value
