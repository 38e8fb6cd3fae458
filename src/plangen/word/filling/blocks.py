"""The blocks of Markdown answers as native Word structure, in the template's own styles, written as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import sqrt
from typing import Final
from xml.sax.saxutils import quoteattr

from plangen.ooxml.ns import R
from plangen.ooxml.numbering import Level
from plangen.texts.blocks import Block, Inline, List, Paragraph, Span, Table, plain_text
from plangen.texts.values import Link
from plangen.word.filling.hosts import Host
from plangen.word.filling.looks import TagLook
from plangen.word.filling.pieces import Written, WrittenParagraph, WrittenPiece, run_piece, xml_of
from plangen.word.filling.rendering import PartRendering

TABLE_STYLES: Final = ("Plangentabel", "Table Grid")
CELL_TEXT: Final = "Tabeltekst"
CELL_HEADER: Final = "Tabeloverskrift"
RUNNING_TEXT: Final = "Body Text"
AFTER_TABLE: Final = "Efter tabel"
_LINK: Final = f'<w:hyperlink w:history="1" r:id={{}} xmlns:r="{R}">'
_WHOLE: Final = 5000  # fiftieths of a percent
_LOOK: Final = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
    ' w:noVBand="1"/>'
)


def pieces_of(content: Inline, part: PartRendering, look: TagLook) -> list[WrittenPiece]:
    """Runs and links of running text. `look`: of the tag."""
    found: list[WrittenPiece] = []
    for address, spans in groupby(content, _address):
        id = part.link(address) if address else ""
        style = part.shared.styles.id_of("Hyperlink", type="character") if id else ""
        runs = [_run(span, look, style) for span in spans]
        found += [WrittenPiece(f"{_LINK.format(quoteattr(id))}{xml_of(runs)}</w:hyperlink>")] if id else runs
    return found


def link_xml(link: Link, part: PartRendering, look: TagLook) -> str:
    """A link beside other text."""
    return xml_of(pieces_of((Span(str(link), link=link.address),), part, look))


def _address(span: Span) -> str:
    return span.link


def _run(span: Span, look: TagLook, style: str) -> WrittenPiece:
    return run_piece("\n" if span.line_break else span.text, look, span.bold, span.italic, style)


class BlockWriter:
    """Writes blocks in the place of a host paragraph; `look` is the tag's."""

    def __init__(self, part: PartRendering, host: Host, look: TagLook) -> None:
        self._part = part
        self._styles = part.shared.styles
        self._host = host
        self._look = look

    def write(self, blocks: Sequence[Block]) -> Iterator[Written]:
        """Paragraphs and tables, in order."""
        after_table = False
        for block in blocks:
            match block:
                case Paragraph(content):
                    yield self._paragraph(content, after_table)
                case List():
                    yield from self._list(block, 0)
                case Table():
                    yield from self._table(block)
            after_table = isinstance(block, Table)

    def _inline(self, content: Inline) -> list[WrittenPiece]:
        return pieces_of(content, self._part, self._look)

    def _paragraph(self, content: Inline, after_table: bool) -> WrittenParagraph:
        """A paragraph like the host."""
        properties, own = self._host.properties, self._host.style
        style = self._styles.id_of(AFTER_TABLE) if after_table else ""
        if style and own in ("", self._styles.id_of(RUNNING_TEXT)):
            others = properties.replace(_style(own), "", 1).removeprefix("<w:pPr>") or "</w:pPr>"
            properties = f"<w:pPr>{_style(style)}{others}"
        return WrittenParagraph(properties, self._inline(content))

    # --- lists ---------------------------------------------------------------------------------------------
    def _list(self, block: List, depth: int) -> Iterator[Written]:
        list_format, num_id = self._part.shared.lists.start(block.ordered, depth, block.start)
        level = list_format.level(depth)
        numbered = not level.numbered_by_style or block.ordered
        for item in block.items:
            first, rest = (
                (item[0], item[1:]) if item and isinstance(item[0], Paragraph) else (Paragraph(()), item)
            )
            yield self._item(level, num_id, numbered, first.content)
            for inner in rest:
                match inner:
                    case Paragraph(content):
                        yield self._continued(level, content)
                    case List():
                        yield from self._list(inner, depth + 1)
                    case Table():
                        yield from self._table(inner)

    def _item(self, level: Level, num_id: str, numbered: bool, content: Inline) -> WrittenParagraph:
        """An item's first paragraph, in the list's style. In a table cell with a style of its own, and where
        the text around it has another size, it keeps the style around it."""
        keep = self._keeps_style(level)
        numbering = (
            f'<w:numPr><w:ilvl w:val="{level.depth}"/><w:numId w:val={quoteattr(num_id)}/></w:numPr>'
            if numbered or keep
            else ""
        )
        style = _style(self._host.style if keep else level.style)
        return WrittenParagraph(f"<w:pPr>{style}{numbering}</w:pPr>", self._inline(content))

    def _keeps_style(self, level: Level) -> bool:
        own = self._host.style
        sizes = {self._styles.inherited(style, "rPr/sz") for style in (own, level.style)}
        return bool(own) and (self._host.in_cell or len(sizes) > 1)

    def _continued(self, level: Level, content: Inline) -> WrittenParagraph:
        """A further paragraph of an item, in line with its text."""
        following = "" if self._keeps_style(level) else level.following
        indent = "" if following else f"<w:ind w:left={quoteattr(level.indent)}/>"
        properties = f"<w:pPr>{_style(following or self._host.style)}{indent}</w:pPr>"
        return WrittenParagraph(properties, self._inline(content))

    # --- tables --------------------------------------------------------------------------------------------
    def _table(self, block: Table) -> Iterator[Written]:
        shares = _shares(block)
        width = self._part.shared.text_width
        style = self._styles.id_of(*TABLE_STYLES, type="table")
        named = f"<w:tblStyle w:val={quoteattr(style)}/>" if style else ""
        columns = "".join(f'<w:gridCol w:w="{width * share // _WHOLE}"/>' for share in shares)
        yield f'<w:tbl><w:tblPr>{named}<w:tblW w:w="{_WHOLE}" w:type="pct"/>{_LOOK}</w:tblPr>'
        yield f"<w:tblGrid>{columns}</w:tblGrid>"
        for number, cells in enumerate((block.header, *block.rows)):
            yield from self._row(cells, shares, header=number == 0)
        yield "</w:tbl>"

    def _row(self, cells: Sequence[Inline], shares: Sequence[int], header: bool) -> Iterator[Written]:
        style = _style(self._styles.id_of(CELL_HEADER if header else CELL_TEXT))
        properties = f"<w:pPr>{style}</w:pPr>" if style else ""
        yield f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>"
        for content, share in zip(cells, shares, strict=True):
            yield f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="pct"/></w:tcPr>'
            yield WrittenParagraph(properties, self._inline(content))
            yield "</w:tc>"
        yield "</w:tr>"


def _style(id: str) -> str:
    """What gives a paragraph its style; nothing for none."""
    return f"<w:pStyle w:val={quoteattr(id)}/>" if id else ""


def _shares(table: Table) -> list[int]:
    """Column widths in fiftieths of a percent: the square root of the longest cell, as in the PDF."""
    longest = [
        max(len(plain_text(row[column])) for row in (table.header, *table.rows))
        for column in range(len(table.header))
    ]
    weights = [sqrt(max(length, 6)) for length in longest]
    return [int(_WHOLE * weight / sum(weights)) for weight in weights]
