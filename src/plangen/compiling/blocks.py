"""The blocks of a part: paragraphs, headings, items of lists, tables, and the ends of sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from plangen.compiling import house, looks, output
from plangen.compiling.inline import COLUMN, PAGE_BREAK, Inline
from plangen.compiling.lists import CompiledLists, Item
from plangen.compiling.sections import Sections
from plangen.ooxml.ns import MC, PPR, SDT, SDT_CONTENT, TABLE, TEXT_BOX, Element, P, is_on, val, w
from plangen.ooxml.places import text_of
from plangen.ooxml.styles import Styles
from plangen.templates.balance import Placed

_WRAPPERS = frozenset({SDT, SDT_CONTENT, w("customXml"), w("smartTag"), w("ins"), w("moveTo")})
_DEEPEST_HEADING = 5  # h6


class Blocks:
    """Writes the blocks of one part. `table`: writes a table, whose cells hold blocks again; `title`: the
    style of the document's title."""

    def __init__(
        self,
        styles: Styles,
        tags: Sequence[Placed],
        lists: CompiledLists,
        inline: Inline,
        sections: Sections,
        table: Callable[[Element, Blocks], str],
        title: str = "title",
    ) -> None:
        self.styles = styles
        self.tags = tags
        self._lists = lists
        self._inline = inline
        self._sections = sections
        self._table = table
        self._title = title

    def html(self, container: Element, in_header_row: bool = False) -> str:
        """Everything in a body, a cell, a header or a text box."""
        return "".join(self._blocks(container, in_header_row))

    def _blocks(self, container: Element, in_header_row: bool) -> Iterator[str]:
        for child in container:
            if child.tag == P:
                yield from self.paragraph(child, in_header_row)
            elif child.tag == TABLE:
                yield self._table(child, self)
            elif child.tag == SDT and child.find(f"{w('sdtPr')}/{w('docPartObj')}") is not None:
                yield _contents(child) or self.html(child.find(SDT_CONTENT))
            elif child.tag in _WRAPPERS:
                yield from self._blocks(child, in_header_row)

    def paragraph(self, paragraph: Element, in_header_row: bool = False) -> Iterator[str]:
        """A paragraph with what it ends (a section) and what floats beside it (text boxes)."""
        taking = self.taking_tag(paragraph, ("p",))
        if taking is not None:
            yield taking
            return
        content = self._inline.html(paragraph)
        first, *after_breaks = content.split(PAGE_BREAK)
        yield self._written(paragraph, first, in_header_row)
        for number, rest in enumerate(after_breaks):
            written = self._written(paragraph, rest, in_header_row, new_page=True)
            yield written or ('<div class="sideskift"></div>' if number == len(after_breaks) - 1 else "")
        for box in paragraph.iter(TEXT_BOX):
            if next(box.iterancestors(f"{{{MC}}}Fallback"), None) is None:
                yield output.element("div", self.html(box), ["tekstboks"])
        section = paragraph.find(f"{PPR}/{w('sectPr')}")
        if section is not None:
            yield self._sections.end(section)

    def taking_tag(self, paragraph: Element, levels: tuple[str, ...]) -> str | None:
        """The tag that takes the paragraph's whole place (or its row's, its cell's); empty for a note.
        None when there is none."""
        for match in output.CODE.finditer(text_of(paragraph)):
            tag = self.tags[int(match[1])].tag
            if tag.level in levels:
                return match[0] if output.is_statement(tag) else ""
        return None

    def cell_content(self, paragraph: Element) -> str:
        """The text of a cell's only paragraph, which needs no element of its own."""
        return self._inline.html(paragraph).replace(COLUMN, " ").replace(PAGE_BREAK, " ")

    def style(self, paragraph: Element) -> str:
        """The name of the paragraph's style, in lower case."""
        return looks.style_name(self.styles, val(paragraph.find(PPR), "pStyle"))

    def _written(self, paragraph: Element, content: str, in_header_row: bool, new_page: bool = False) -> str:
        style = self.style(paragraph)
        content = content.replace(COLUMN, " ")
        if not content.strip() and style != "skrivelinje":
            return ""  # air between paragraphs is the stylesheet's affair
        properties = paragraph.find(PPR)
        css = [f"{name}: {value}" for name, value in self.css(paragraph).items()]
        breaks = new_page or is_on(properties, "pageBreakBefore")
        keeps = looks.keeps_with_next(self.styles, paragraph) and not in_header_row
        shared = ["nyside" if breaks else "", "hold" if keeps else ""]
        level = self.styles.heading_level(paragraph)
        if level or style == self._title:
            name = f"h{1 if style == self._title else min(level, _DEEPEST_HEADING) + 1}"
            css += ["bookmark-level: 1"] if level and name == "h1" else []
            return output.element(name, content, shared, css)
        item = self._lists.item(paragraph)
        if item is not None:
            css = [one for one in css if not one.startswith(("margin-left", "text-indent"))]
            return output.element("li", content, shared, css, _item(item))
        own = "" if in_header_row and looks.CLASSES.get(style) == "felt" else looks.CLASSES.get(style, "")
        return output.element("p", content, [own, *shared], css)

    def css(self, paragraph: Element) -> dict[str, str]:
        """What the stylesheet does not say of a paragraph."""
        properties = paragraph.find(PPR)
        style_id = val(properties, "pStyle")
        found = house.otherwise(self.styles, style_id) | looks.unknown_css(self.styles, style_id)
        return found | dict(looks.block_css(properties))


def _item(item: Item) -> str:
    more = output.attribute("data-liste", item.list) + output.attribute("data-dybde", str(item.depth))
    if item.numbering:
        more += output.attribute("data-tal", item.numbering) + output.attribute("data-start", str(item.start))
    return more


def _contents(control: Element) -> str:
    """Word's own contents list as the page's; empty for another building block."""
    codes = "".join(code.text or "" for code in control.iter(w("instrText")))
    codes += "".join(field.get(w("instr"), "") for field in control.iter(w("fldSimple")))
    if not codes.split() or codes.split()[0].upper() != "TOC":
        return ""
    levels = next((part[-2] for part in codes.split() if part[:3] == '"1-' and part[-2].isdigit()), "3")
    return f'<nav class="indholdsliste" data-niveauer="{levels}"></nav>'
