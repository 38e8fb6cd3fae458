"""Blocks back to Markdown, so that parsing the source gives the same blocks.

Characters that would be markup are escaped only where they would be: people read these answers in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plangen.texts.blocks import Block, Inline, List, Paragraph, Span, Table
from plangen.texts.markdown import parse_markdown
from plangen.word.reading.markdown_inline import cell_source, inline_source


def markdown_source(blocks: Sequence[Block]) -> str:
    """The source of the blocks. Formatting that Markdown cannot express is left out; text never is."""
    return "\n".join(_lines(blocks))


def _lines(blocks: Sequence[Block]) -> list[str]:
    """The lines of blocks with an empty line between them."""
    lines: list[str] = []
    before: Block | None = None
    last = ""
    for block in blocks:
        mark = _mark(block, before, last)
        new = _block_lines(block, mark)
        if new:
            lines += [*([""] if lines else []), *new]
            before, last = block, mark
    return lines


def _mark(block: Block, before: Block | None, last: str) -> str:
    """What stands before the items of a list. One right after another of its kind needs another mark."""
    if not isinstance(block, List):
        return ""
    first, second = (".", ")") if block.ordered else ("-", "*")
    follows = isinstance(before, List) and before.ordered == block.ordered
    return second if follows and last == first else first


def _block_lines(block: Block, mark: str) -> list[str]:
    match block:
        case Paragraph(content):
            source = inline_source(content)
            return source.split("\n") if source else []
        case List():
            return _list_lines(block, mark)
        case Table():
            return _table_lines(block)


def _list_lines(block: List, mark: str) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(block.items, block.start):
        head = f"{number}{mark} " if block.ordered else f"{mark} "
        first, *rest = _item_lines(item) or [""]
        lines.append(f"{head}{first}".rstrip())
        lines += [f"{' ' * len(head)}{line}".rstrip() for line in rest]
    return lines


def _item_lines(item: Sequence[Block]) -> list[str]:
    """The lines of an item. A list right after the item's own text needs no empty line before it."""
    lines = _lines(item)
    own = _lines(item[:1])
    nested = item[1] if own and len(item) > 1 else None
    if isinstance(nested, List) and nested.items and nested.items[0] and nested.start == 1:
        return [*own, *lines[len(own) + 1 :]]
    return lines


def _table_lines(table: Table) -> list[str]:
    width = len(table.header)
    return [_row(table.header, width), f"|{'---|' * width}", *(_row(row, width) for row in table.rows)]


def _row(cells: Sequence[Inline], width: int) -> str:
    filled = [*cells, *([()] * width)][:width]
    sources = map(cell_source, filled)
    return "|" + "".join(f" {source} |" if source else " |" for source in sources)


def loses_emphasis(blocks: Sequence[Block]) -> bool:
    """Whether the source of the blocks says less bold or italic than they do."""
    wanted = _emphasis(blocks)
    return any(wanted) and _emphasis(parse_markdown(markdown_source(blocks))) != wanted


def _emphasis(blocks: Sequence[Block]) -> tuple[str, str]:
    """The letters that are bold, and those that are italic."""
    bold: list[str] = []
    italic: list[str] = []
    for span in _spans(blocks):
        letters = "".join(span.text.split())
        bold += [letters] if span.bold else []
        italic += [letters] if span.italic else []
    return "".join(bold), "".join(italic)


def _spans(blocks: Sequence[Block]) -> Iterator[Span]:
    for block in blocks:
        match block:
            case Paragraph(content):
                yield from content
            case List(items=items):
                yield from (span for item in items for span in _spans(item))
            case Table(header=header, rows=rows):
                yield from (span for row in (header, *rows) for cell in row for span in cell)


def plain_text(blocks: Sequence[Block]) -> str:
    """The text of blocks without any markup, one line for each paragraph and cell."""
    return "\n".join(line for line in map(str.strip, _plain_lines(blocks)) if line)


def _plain_lines(blocks: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(content):
                lines.append(_plain(content))
            case List(items=items):
                lines += [line for item in items for line in _plain_lines(item)]
            case Table(header=header, rows=rows):
                lines += [_plain(cell) for row in (header, *rows) for cell in row]
    return lines


def _plain(content: Inline) -> str:
    return re.sub(r"\s+", " ", "".join(" " if span.line_break else span.text for span in content))
