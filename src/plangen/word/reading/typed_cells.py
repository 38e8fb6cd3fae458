"""A cell that staff typed where the cells of other rows hold several answers: which words are which answer's.

The words are told apart as text (`cell_shapes`); what belongs to a Markdown answer is then read as Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plangen.ooxml.ns import Element, P
from plangen.texts.blocks import Block, Inline, Paragraph
from plangen.word.reading.blocks import BlockReader, unwrapped
from plangen.word.reading.cell_shapes import CellPart, CellShapes
from plangen.word.reading.markdown_source import markdown_source


@dataclass(frozen=True)
class _Line:
    """A line of a cell. `whole`: it is all of its paragraph."""

    paragraph: Element
    content: Inline
    whole: bool

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.content)


@dataclass(frozen=True)
class TypedCell:
    """What the lines of a cell say. None when it holds more than paragraphs."""

    blocks: BlockReader
    lines: tuple[_Line, ...]

    @classmethod
    def read(cls, cell: Element, blocks: BlockReader) -> TypedCell | None:
        """The cell; None when it holds more than paragraphs (a table)."""
        elements = list(unwrapped(cell))
        if any(element.tag != P for element in elements):
            return None
        lines = (line for element in elements for line in _lines(element, blocks))
        return cls(blocks, tuple(line for line in lines if line.text.strip()))

    @property
    def first(self) -> str:
        """The first line; empty when it is the only one."""
        return self.lines[0].text.strip() if len(self.lines) > 1 else ""

    def without_first(self) -> TypedCell:
        """The cell below its first line."""
        return replace(self, lines=self.lines[1:])

    def answers(self, shapes: CellShapes) -> dict[str, str] | None:
        """Column → what was typed; None when that cannot be told."""
        parts = shapes.parts([line.text for line in self.lines])
        if parts is None:
            return None
        found: dict[str, list[tuple[_Line, CellPart]]] = {}
        for line, part in ((line, part) for line, own in zip(self.lines, parts, strict=True) for part in own):
            found.setdefault(part.column, []).append((line, part))
        return {column: self._said(own, column in shapes.long) for column, own in found.items()}

    def _said(self, parts: Sequence[tuple[_Line, CellPart]], markdown: bool) -> str:
        if not markdown:
            return "\n".join(part.of(line.text) for line, part in parts)
        return markdown_source(tuple(self._blocks(parts)))

    def _blocks(self, parts: Sequence[tuple[_Line, CellPart]]) -> Iterator[Block]:
        """Whole paragraphs as they stand, so that points stay a list; parts of one as a paragraph."""
        whole: list[Element] = []
        for line, part in parts:
            if line.whole and part.of(line.text) == line.text.strip():
                whole.append(line.paragraph)
                continue
            yield from self.blocks.blocks(whole)
            whole = []
            yield Paragraph(_cut(line.content, part.start, part.end))
        yield from self.blocks.blocks(whole)


def _lines(paragraph: Element, blocks: BlockReader) -> Iterator[_Line]:
    """The lines of a paragraph, which line breaks end."""
    content = blocks.inline(blocks.atoms.of(paragraph))
    ends = [number for number, span in enumerate(content) if span.line_break]
    starts = [0, *(end + 1 for end in ends)]
    for start, end in zip(starts, [*ends, len(content)], strict=True):
        yield _Line(paragraph, content[start:end], whole=not ends)


def _cut(content: Inline, start: int, end: int) -> Inline:
    """The spans between two places of their text."""
    cut = []
    at = 0
    for span in content:
        text = span.text[max(0, start - at) : max(0, end - at)]
        at += len(span.text)
        if text:
            cut.append(replace(span, text=text))
    return tuple(cut)
