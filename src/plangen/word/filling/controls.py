"""Content controls around the answers of a Word file, so that what staff write in one can be read back.

A control's title and tag are the answer's id. It shows only when somebody points at it or clicks in it, and
nothing in it is locked. docs/word.md tells why each kind of control has the shape it has. Those of single
values are written in `value_controls`; here are those of Markdown, which look at what stands around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count

from lxml import etree

from plangen.ooxml.memory import BLOCK, INLINE, bookmarks_xml, names_of, rest_name
from plangen.ooxml.ns import (
    BOOKMARK,
    BOOKMARK_END,
    CELL,
    PPR,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    SECTION,
    STORIES,
    TEXT,
    Element,
    P,
    first,
    fragment,
    w,
)
from plangen.ooxml.numbers import Ids
from plangen.ooxml.styles import Styles
from plangen.texts.values import Answer
from plangen.word.filling.hosts import Host
from plangen.word.filling.looks import TagLook
from plangen.word.filling.pieces import Written, WrittenParagraph, WrittenPiece, blocks_xml, piece_of, xml_of
from plangen.word.filling.runs import run_xml
from plangen.word.filling.shells import Shells, shell_name
from plangen.word.filling.value_controls import PROMPTS, id_xml, named

_PLACE = "plangen-control"  # stands in a paragraph until the control is made
_CELL_PROPERTIES = w("tcPr")
_MARKS = frozenset({BOOKMARK, BOOKMARK_END, PPR})


class Controls:
    """The controls of Markdown answers of one rendering. `settle` finishes those that look at what stands
    around them when all of it is there: an inline one that is alone in its paragraph gets a control around
    whole paragraphs, and a block that is alone in its cell goes around that. `numbers`: one for each."""

    def __init__(self, shells: Shells, styles: Styles, ids: Ids, numbers: count[int]) -> None:
        self._shells = shells
        self._styles = styles
        self._ids = ids
        self._numbers = numbers
        self._inline: dict[Element, tuple[Answer, Sequence[WrittenPiece], TagLook]] = {}
        self._in_cells: set[str] = set()

    def inline(self, answer: Answer, pieces: Sequence[WrittenPiece], look: TagLook) -> Element:
        """What is to be a control in a paragraph when the part is filled. `look`: of the tag."""
        place = etree.Element(_PLACE)
        place.extend(fragment(xml_of(pieces)))
        self._inline[place] = (answer, pieces, look)
        return place

    def inline_xml(self, answer: Answer, pieces: Sequence[WrittenPiece], look: TagLook) -> str:
        """A control in a paragraph in which there is more, with its bookmarks."""
        control = self._shells.around(xml_of(pieces), look, self._about(answer, is_prompt=not answer))
        names = names_of(answer.id, INLINE, look.marks, next(self._numbers))
        start, end = bookmarks_xml(names, self._ids.bookmark)
        return f"{start}{control}{end}"

    def block_xml(
        self, answer: Answer, written: Sequence[Written], host: Host, look: TagLook, cell: str = ""
    ) -> str:
        """A control around the paragraphs and tables that take the place of a paragraph. `cell`: how the cell
        begins in which there is nothing else: the control goes around it."""
        paragraphs = [one for one in written if isinstance(one, WrittenParagraph)]
        guarded = self._guard(paragraphs[0].pieces, look, is_prompt=not answer)
        marks = f"{look.marks}{'l' if host.is_item else ''}"
        names = names_of(answer.id, BLOCK, marks, next(self._numbers))
        self._mark(names, paragraphs[:1])
        self._mark([rest_name(names[0])], paragraphs[1:])
        about = self._about(answer, is_prompt=not answer and not guarded)
        content = f"{cell}{blocks_xml(written)}{'</w:tc>' if cell else ''}"
        control = self._shells.around(content, look, about)
        if host.in_cell and not cell:
            self._in_cells.add(self._shells.newest)
        return control

    def settle(self, root: Element) -> None:
        """Finishes the controls of a part when all values stand in their paragraphs."""
        for place in self._inline:
            self._finish(place)
        self._inline.clear()
        for control in [*root.iter(SDT)] if self._in_cells else ():
            if shell_name(control) in self._in_cells:
                _surround_cell(control)
        self._in_cells.clear()

    def _finish(self, place: Element) -> None:
        answer, pieces, look = self._inline[place]
        paragraph = place.getparent()
        if paragraph is None:
            return
        if _stands_alone(place):
            host = Host.of(paragraph, self._styles)
            inside = [[*pieces] if one is place else [piece_of(one)] for one in paragraph if one.tag != PPR]
            written = WrittenParagraph(host.properties, [*chain.from_iterable(inside)])
            [control] = fragment(self.block_xml(answer, [written], host, look))
            control[-1][0].attrib.update(paragraph.attrib)
            paragraph.getparent().replace(paragraph, control)
            return
        at = paragraph.index(place)
        paragraph[at : at + 1] = fragment(self.inline_xml(answer, pieces, look))

    def _about(self, answer: Answer, is_prompt: bool) -> str:
        return f"{named(answer.id)}{id_xml(self._ids)}{PROMPTS if is_prompt else ''}"

    def _mark(self, names: Sequence[str], paragraphs: Sequence[WrittenParagraph]) -> None:
        """Puts bookmarks around what is in the paragraphs, from the first to the last."""
        if paragraphs:
            start, end = bookmarks_xml(names, self._ids.bookmark)
            paragraphs[0].begin += start
            paragraphs[-1].end += end

    def _guard(self, pieces: list[WrittenPiece], look: TagLook, is_prompt: bool) -> bool:
        """Puts a control of its own into a block control's first paragraph when that has a look or a link.

        LibreOffice takes the first paragraph of a block control for plain text, but not when it begins with
        another control. In Word this one goes away as soon as somebody edits what it holds. It stands around
        the beginning only: Word would write one that is alone in its paragraph around the paragraph.
        """
        shown = [number for number, piece in enumerate(pieces) if not piece.is_mark]
        if not any(pieces[number].changes for number in shown):
            return False
        first, *rest = _parted(pieces[shown[0]]) if len(shown) == 1 and not is_prompt else [pieces[shown[0]]]
        about = f"{id_xml(self._ids)}<w:temporary/>{PROMPTS if is_prompt else ''}"
        pieces[shown[0] : shown[0] + 1] = [WrittenPiece(self._shells.around(first.xml, look, about)), *rest]
        return True


# --- parts of a control -------------------------------------------------------------------------------------
def _stands_alone(place: Element) -> bool:
    """Whether nothing else shows in a paragraph, and it may have a control around it."""
    host = place.getparent()
    outer = host.getparent() if host.tag == P else None
    if outer is None or outer.tag not in STORIES or first(first(host, PPR), SECTION) is not None:
        return False
    return not any(_shows(child) for child in host if child is not place)


def _parted(run: WrittenPiece) -> list[WrittenPiece]:
    """A run, with the last letter in a run of its own."""
    parts = (run.text[:-1], run.text[-1:]) if len(run.text) > 1 else ()
    return [WrittenPiece(run_xml(text, run.look)) for text in parts] or [run]


def _surround_cell(control: Element) -> None:
    """A block control that is all there is in a cell becomes one around the cell, as Word itself writes it:
    Word does not open a file with a cell whose last paragraph it cannot see."""
    cell = control.getparent()
    if cell is None or cell.tag != CELL or any(_fills(child) for child in cell if child is not control):
        return
    content = first(control, SDT_CONTENT)
    position = cell.index(control)
    cell[position : position + 1] = list(content)
    cell.addprevious(control)
    content.append(cell)


def _fills(element: Element) -> bool:
    return element.tag not in _MARKS and element.tag != _CELL_PROPERTIES


def _shows(element: Element) -> bool:
    """Whether anything but white space stands in a child of a paragraph."""
    if element.tag in _MARKS:
        return False
    if element.tag != RUN:
        return True
    return any((child.text or "").strip() if child.tag == TEXT else child.tag != RPR for child in element)
