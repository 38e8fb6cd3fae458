"""Blocks back to Markdown, so that parsing the source gives the same blocks.

Characters that would be markup are escaped, but only where they would be: people read these answers in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, product
from typing import Final

from plangen.texts.blocks import Block, Inline, List, Paragraph, Span, Table
from plangen.texts.markdown import parse_markdown

_MARKUP: Final = re.compile(r"[\\`*_\[\]<|~]")
_LINE_START: Final = re.compile(r"^(\s*)([#>+=-]|\d{1,9}(?=[.)]))")
_NUMBERED: Final = re.compile(r"^(\s*\d{1,9})([.)])")
_DELIMITERS: Final = (("**", "*"), ("**", "_"), ("__", "*"), ("__", "_"))
_PLAIN_ADDRESS: Final = re.compile(r"[^\s()<>\\]+")


def markdown_source(blocks: Sequence[Block]) -> str:
    """The source of the blocks. Formatting that Markdown cannot express is left out; text never is."""
    return "\n".join(_lines(blocks))


def _lines(blocks: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    marker = ""
    before: Block | None = None
    for block in blocks:
        new = _block_lines(block, _marker(block, before, marker))
        if not new:
            continue
        marker = _marker(block, before, marker)
        lines += [*([""] if lines else []), *new]
        before = block
    return lines


def _marker(block: Block, before: Block | None, last: str) -> str:
    """What stands before items. A list right after another of its kind needs another mark to be one."""
    if not isinstance(block, List):
        return ""
    first, second = (".", ")") if block.ordered else ("-", "*")
    follows = isinstance(before, List) and before.ordered == block.ordered
    return second if follows and last == first else first


def _block_lines(block: Block, marker: str) -> list[str]:
    match block:
        case Paragraph(content):
            return inline_source(content).split("\n") if content else []
        case List():
            return _list_lines(block, marker)
        case Table():
            return _table_lines(block)


def _list_lines(block: List, marker: str) -> list[str]:
    lines: list[str] = []
    loose = any(sum(isinstance(inner, Paragraph | Table) for inner in item) > 1 for item in block.items)
    for number, item in enumerate(block.items, block.start):
        head = f"{number}{marker} " if block.ordered else f"{marker} "
        inner = _item_lines(item)
        if lines and loose:
            lines.append("")
        lines.append(f"{head}{inner[0]}".rstrip() if inner else head.rstrip())
        lines += [f"{' ' * len(head)}{line}".rstrip() for line in inner[1:]]
    return lines


def _item_lines(item: Sequence[Block]) -> list[str]:
    """The blocks of an item. A list right after the item's own text needs no empty line."""
    if len(item) > 1 and isinstance(item[0], Paragraph) and isinstance(item[1], List):
        rest = _lines(item[1:])
        return [*_lines(item[:1]), *rest]
    return _lines(item)


# --- tables -------------------------------------------------------------------------------------------------
def _table_lines(table: Table) -> list[str]:
    rows = [_row(table.header), f"|{'---|' * len(table.header)}", *map(_row, table.rows)]
    return rows


def _row(cells: Sequence[Inline]) -> str:
    return "".join(f"| {_cell(cell)} " for cell in cells) + "|"


def _cell(content: Inline) -> str:
    """A cell has one line, and a bar in it is escaped."""
    flat = tuple(Span(" ", s.bold, s.italic, s.code, s.link) if s.line_break else s for s in content)
    wanted = _merged(flat)
    for source in _inline_sources(wanted):
        parsed = parse_markdown(f"| {_barred(source)} |\n|---|\n")
        if parsed == (Table((_stripped(wanted),), ()),):
            return _barred(source)
    return _barred(_escaped("".join(span.text for span in wanted).strip()))


def _barred(source: str) -> str:
    return re.sub(r"(\\*)\|", lambda m: m[1] + ("|" if len(m[1]) % 2 else r"\|"), source)


# --- running text -------------------------------------------------------------------------------------------
def inline_source(content: Inline) -> str:
    """The source of running text; a hard break is a backslash at the end of a line."""
    wanted = _stripped(_merged(content))
    if not wanted:
        return ""
    for source in _inline_sources(wanted):
        if parse_markdown(source) == (Paragraph(wanted),):
            return source
    plain = "".join("\n" if span.line_break else span.text for span in wanted)
    return "\\\n".join(_escaped_start(_escaped(line.strip())) for line in plain.split("\n"))


def _inline_sources(content: Inline) -> Iterator[str]:
    """The ways to write the text, the most readable first."""
    marked = any(span.bold or span.italic for span in content)
    for escape in (_as_it_is, _escaped):
        for delimiters in _DELIMITERS if marked else _DELIMITERS[:1]:
            for outer in (True, False) if marked else (True,):
                source = _write(content, delimiters, outer, escape)
                yield source
                yield "\n".join(_escaped_start(line) for line in source.split("\n"))
