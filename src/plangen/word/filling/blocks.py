"""The blocks of Markdown answers as native Word structure, in the template's own styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import sqrt
from typing import Final
from xml.sax.saxutils import quoteattr

from plangen.ooxml.ns import CELL, PPR, Element, R, add, clone, fragment, make, val, w
from plangen.ooxml.numbering import Level
from plangen.texts.blocks import Block, Inline, List, Paragraph, Span, Table, plain_text
from plangen.word.filling.looks import TagLook
from plangen.word.filling.rendering import PartRendering
from plangen.word.filling.runs import run_xml

TABLE_STYLES: Final = ("Plangentabel", "Table Grid")
CELL_TEXT: Final = "Tabeltekst"
CELL_HEADER: Final = "Tabeloverskrift"
RUNNING_TEXT: Final = "Body Text"
AFTER_TABLE: Final = "Efter tabel"
_WHOLE: Final = 5000  # fiftieths of a percent
_LOOK: Final = {
    "firstRow": "1",
    "lastRow": "0",
    "firstColumn": "0",
    "lastColumn": "0",
    "noHBand": "1",
    "noVBand": "1",
}


class BlockWriter:
    """Writes blocks in the place of a host paragraph; `look` is the tag's."""

    def __init__(self, part: PartRendering, host: Element, look: TagLook) -> None:
        self._part = part
        self._styles = part.shared.styles
        self._properties = host.find(PPR)
        self._style = val(self._properties, "pStyle")
        self._look = look
        parent = host.getparent()
        self._in_cell = parent is not None and parent.tag == CELL

    def write(self, blocks: Sequence[Block]) -> Iterator[Element]:
        """Paragraphs and tables, in order."""
        after_table = False
        for block in blocks:
            match block:
                case Paragraph(content):
                    paragraph = self._paragraph(content)
                    if after_table and self._style in ("", self._styles.id_of(RUNNING_TEXT)):
                        self._restyle(paragraph, self._styles.id_of(AFTER_TABLE))
                    yield paragraph
                case List():
                    yield from self._list(block, 0)
                case Table():
                    yield self._table(block)
            after_table = isinstance(block, Table)

    def inline(self, content: Inline) -> list[Element]:
        """Runs and links of running text."""
        links = ((self._part.link(to) if to else "", spans) for to, spans in groupby(content, _address))
        return fragment("".join(self._linked(id, spans) for id, spans in links))

    def _linked(self, link_id: str, spans: Iterable[Span]) -> str:
        style = self._styles.id_of("Hyperlink", type="character") if link_id else ""
        runs = "".join(self._run(span, style) for span in spans)
        if not link_id:
            return runs
        return f'<w:hyperlink w:history="1" r:id={quoteattr(link_id)} xmlns:r="{R}">{runs}</w:hyperlink>'

    def _run(self, span: Span, style: str) -> str:
        look = self._look.with_more(bold=span.bold, italic=span.italic, style=style)
        return run_xml("\n" if span.line_break else span.text, look)

    def _paragraph(self, content: Inline) -> Element:
        """A paragraph like the host."""
        paragraph = make("p")
        if self._properties is not None:
            properties = clone(self._properties)
            for section in properties.findall(w("sectPr")):
                properties.remove(section)
            paragraph.append(properties)
        paragraph.extend(self.inline(content))
        return paragraph

    def _restyle(self, paragraph: Element, style: str) -> None:
        if style:
            properties = paragraph.find(PPR)
            if properties is None:
                properties = make("pPr")
                paragraph.insert(0, properties)
            for own in properties.findall(w("pStyle")):
                properties.remove(own)
            properties.insert(0, make("pStyle", val=style))

    # --- lists ---------------------------------------------------------------------------------------------
    def _list(self, block: List, depth: int) -> Iterator[Element]:
        list_format, num_id = self._part.shared.lists.start(block.ordered, depth, block.start)
        level = list_format.level(depth)
        for item in block.items:
            first, rest = (
                (item[0], item[1:]) if item and isinstance(item[0], Paragraph) else (Paragraph(()), item)
            )
            numbered = None if level.numbered_by_style and not block.ordered else num_id
            yield self._item(level, numbered or "", num_id, first.content)
            for inner in rest:
                match inner:
                    case Paragraph(content):
                        yield self._continued(level, content)
                    case List():
                        yield from self._list(inner, depth + 1)
                    case Table():
                        yield self._table(inner)

    def _item(self, level: Level, direct: str, num_id: str, content: Inline) -> Element:
        """An item's first paragraph, in the list's style. In a table cell with a style of its own, and where
        the text around it has another size, it keeps the style around it."""
        paragraph = make("p")
        properties = add(paragraph, "pPr")
        keep = self._keeps_style(level)
        add(properties, "pStyle", val=self._style if keep else level.style)
        if direct or keep:
            numbering = add(properties, "numPr")
            add(numbering, "ilvl", val=str(level.depth))
            add(numbering, "numId", val=num_id)
        paragraph.extend(self.inline(content))
        return paragraph

    def _keeps_style(self, level: Level) -> bool:
        sizes = {self._styles.inherited(style, "rPr/sz") for style in (self._style, level.style)}
        return bool(self._style) and (self._in_cell or len(sizes) > 1)

    def _continued(self, level: Level, content: Inline) -> Element:
        """A further paragraph of an item, in line with its text."""
        paragraph = make("p")
        properties = add(paragraph, "pPr")
        own_style = not self._keeps_style(level)
        style = level.following if own_style else self._style
        if style or self._style:
            add(properties, "pStyle", val=style or self._style)
        if not (own_style and style):
            add(properties, "ind", left=level.indent)
        paragraph.extend(self.inline(content))
        return paragraph

    # --- tables --------------------------------------------------------------------------------------------
    def _table(self, block: Table) -> Element:
        table = make("tbl")
        properties = add(table, "tblPr")
        style = self._styles.id_of(*TABLE_STYLES, type="table")
        if style:
            add(properties, "tblStyle", val=style)
        add(properties, "tblW", w=str(_WHOLE), type="pct")
        add(properties, "tblLook", val="0620", **_LOOK)
        shares = _shares(block)
        grid = add(table, "tblGrid")
        for share in shares:
            add(grid, "gridCol", w=str(self._part.shared.text_width * share // _WHOLE))
        for number, cells in enumerate((block.header, *block.rows)):
            self._row(table, cells, shares, header=number == 0)
        return table

    def _row(self, table: Element, cells: Sequence[Inline], shares: Sequence[int], header: bool) -> None:
        row = add(table, "tr")
        properties = add(row, "trPr")
        add(properties, "cantSplit")
        if header:
            add(properties, "tblHeader")
        style = self._styles.id_of(CELL_HEADER if header else CELL_TEXT)
        for content, share in zip(cells, shares, strict=True):
            cell = add(row, "tc")
            add(add(cell, "tcPr"), "tcW", w=str(share), type="pct")
            paragraph = add(cell, "p")
            self._restyle(paragraph, style)
            paragraph.extend(self.inline(content))


def _address(span: Span) -> str:
    return span.link


def _shares(table: Table) -> list[int]:
    """Column widths in fiftieths of a percent: the square root of the longest cell, as in the PDF."""
    longest = [
        max(len(plain_text(row[column])) for row in (table.header, *table.rows))
        for column in range(len(table.header))
    ]
    weights = [sqrt(max(length, 6)) for length in longest]
    return [int(_WHOLE * weight / sum(weights)) for weight in weights]
