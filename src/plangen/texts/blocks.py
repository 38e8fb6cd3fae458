"""The small document tree that Markdown answers become: blocks hold inlines, never the other way round.

Word and web each have one writer for it. Headings in answers are already demoted to bold paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look. `link` is an http(s) or mailto address, or empty.
    `line_break` makes the span a hard line break (its text is then empty)."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    line_break: bool = False


Inline = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Inline


@dataclass(frozen=True, slots=True)
class List:
    """A bullet or numbered list; each item is a tuple of blocks (paragraphs and nested lists)."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: one header row, then body rows; every row has as many cells as the header."""

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]


Block = Paragraph | List | Table


def plain_text(inline: Inline) -> str:
    """The text of a run of spans; a hard line break counts as a space."""
    return "".join(" " if span.line_break else span.text for span in inline)
