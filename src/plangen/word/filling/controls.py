"""Content controls around the answers of a Word file, so that what staff write in one can be read back.

A control's title and tag are the answer's id. It shows only when somebody points at it or clicks in it, and
nothing in it is locked. docs/word.md tells why each kind of control has the shape it has. Those of single
values are written in `value_controls`; here are those of Markdown, which look at what stands around them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from lxml import etree

from plangen.ooxml.memory import BLOCK, INLINE, ControlMemory, bookmarks, names_for, rest_name
from plangen.ooxml.ns import (
    BOOKMARK,
    BOOKMARK_END,
    CELL,
    PPR,
    RPR,
    RUN,
    SDT_CONTENT,
    SPACE,
    STORIES,
    TEXT,
    VAL,
    Element,
    P,
    W,
    add,
    clone,
    drop,
    first,
    fragment,
    make,
    val,
    w,
)
from plangen.ooxml.numbers import Ids
from plangen.ooxml.styles import Styles
from plangen.texts.values import Answer
from plangen.word.filling.looks import TagLook
from plangen.word.filling.value_controls import changes_in_libreoffice

_EMPTY = etree.fromstring(
    f'<w:sdt xmlns:w="{W}"><w:sdtPr><w:alias/><w:tag/><w:id/></w:sdtPr><w:sdtContent/></w:sdt>'
)
_PLACE = "plangen-control"  # stands in a paragraph until the control is made
_CELL_PROPERTIES = w("tcPr")
_SECTION = f"{PPR}/{w('sectPr')}"
_MARKS = frozenset({BOOKMARK, BOOKMARK_END, PPR})


class Controls:
    """The controls of Markdown answers of one rendering. `settle` finishes the inline ones: one that stands
    alone in its paragraph gets a control around whole paragraphs. `numbers`: one for each control."""

    def __init__(self, styles: Styles, ids: Ids, numbers: count[int]) -> None:
        self._styles = styles
        self._ids = ids
        self._numbers = numbers
        self._inline: dict[Element, tuple[Answer, TagLook]] = {}
        self._blocks: list[Element] = []

    def inline(self, answer: Answer, runs: Sequence[Element], look: TagLook) -> Element:
        """What is to be a control around runs when the part is filled. `look`: of the tag."""
        place = etree.Element(_PLACE)
        place.extend(runs)
        self._inline[place] = (answer, look)
        return place

    def block(self, answer: Answer, blocks: Iterable[Element], host: Element, look: TagLook) -> Element:
        """A control around the paragraphs and tables that take the place of the paragraph `host`."""
        item = "l" if self._is_item(host) else ""
        content = make("sdtContent")
        content.extend(blocks)
        paragraphs = list(content.iter(P))
        guarded = self._guard(paragraphs[0], look, placeholder=not answer)
        control = self._control(answer, look, placeholder=not answer and not guarded)
        control[-1].extend(content)
        names = names_for(ControlMemory(answer.id, BLOCK, look.marks + item), next(self._numbers))
        _mark(paragraphs[0], paragraphs[0], *bookmarks(names, self._ids.bookmark))
        if len(paragraphs) > 1:
            _mark(paragraphs[1], paragraphs[-1], *bookmarks([rest_name(names[0])], self._ids.bookmark))
        self._blocks.append(control)
        return control

    def settle(self) -> None:
        """Finishes the controls of a part when all values stand in their paragraphs."""
        for place in self._inline:
            self._finish(place)
        for control in self._blocks:
            _surround_cell(control)
        self._blocks.clear()
        self._inline.clear()

    def _finish(self, place: Element) -> None:
        answer, look = self._inline[place]
        host = place.getparent()
        if host is None:
            return
        if _stands_alone(place):
            for child in reversed(place):
                place.addnext(child)
            drop(place)
            story = host.getparent()
            at = story.index(host)
            story.insert(at, self.block(answer, [host], host, look))
            return
        control = self._control(answer, look, placeholder=not answer)
        control[-1].extend(place)
        names = names_for(ControlMemory(answer.id, INLINE, look.marks), next(self._numbers))
        starts, ends = bookmarks(names, self._ids.bookmark)
        host[host.index(place) : host.index(place) + 1] = [*starts, control, *ends]

    def _control(self, answer: Answer, look: TagLook, placeholder: bool) -> Element:
        """A control with empty content."""
        control = clone(_EMPTY)
        properties = control[0]
        alias, tag, id = properties
        for name in (alias, tag):
            name.set(VAL, answer.id)
        id.set(VAL, self._ids.control())
        if look.xml:
            properties.insert(
                0, _properties(look)
            )  # what is filled in looks like the tag, not like the marker
        if placeholder:
            add(properties, "showingPlcHdr")
        return control

    def _guard(self, paragraph: Element, look: TagLook, placeholder: bool) -> bool:
        """Puts a control of its own into a block control's first paragraph when that has a look or a link.

        LibreOffice takes the first paragraph of a block control for plain text, but not when it begins with
        another control. In Word this one goes away as soon as somebody edits what it holds. It stands around
        the beginning only: Word would write one that is alone in its paragraph around the paragraph.
        """
        runs = [child for child in paragraph if child.tag not in _MARKS]
        if not any(map(changes_in_libreoffice, runs)):
            return False
        guard = make("sdt")
        properties = add(guard, "sdtPr")
        if look.xml:
            properties.append(_properties(look))
        add(properties, "id", val=self._ids.control())
        add(properties, "temporary")
        if placeholder:
            add(properties, "showingPlcHdr")
        runs[0].addprevious(guard)
        if len(runs) == 1 and not placeholder:
            _split_last_letter(runs[0])
        add(guard, "sdtContent").append(runs[0])
        return True

    def _is_item(self, paragraph: Element) -> bool:
        """Whether a paragraph is an item of a list."""
        properties = paragraph.find(PPR)
        own = val(properties, "numPr/numId")
        return (own or self._styles.inherited(val(properties, "pStyle"), "pPr/numPr/numId")) not in ("", "0")


# --- parts of a control -------------------------------------------------------------------------------------
def _properties(look: TagLook) -> Element:
    return fragment(look.xml)[0]


def _mark(beginning: Element, end: Element, starts: list[Element], ends: list[Element]) -> None:
    """Puts bookmarks around what is in two paragraphs and between them."""
    after_properties = 0 if first(beginning, PPR) is None else 1
    beginning[after_properties:after_properties] = starts
    end.extend(ends)


def _stands_alone(place: Element) -> bool:
    """Whether nothing else shows in a paragraph, and it may have a control around it."""
    host = place.getparent()
    outer = host.getparent() if host.tag == P else None
    if outer is None or outer.tag not in STORIES or host.find(_SECTION) is not None:
        return False
    return not any(_shows(child) for child in host if child is not place)


def _split_last_letter(run: Element) -> None:
    """Gives the last letter of a run a run of its own."""
    texts = [child for child in run if child.tag != RPR]
    if run.tag == RUN and len(texts) == 1 and texts[0].tag == TEXT and len(texts[0].text or "") > 1:
        last = clone(run)
        run.addnext(last)
        last.find(TEXT).text = texts[0].text[-1]
        texts[0].text = texts[0].text[:-1]
        texts[0].set(SPACE, "preserve")


def _surround_cell(control: Element) -> None:
    """A block control that is all there is in a cell becomes one around the cell, as Word itself writes it:
    Word does not open a file with a cell whose last paragraph it cannot see."""
    cell = control.getparent()
    if cell is None or cell.tag != CELL or any(_fills(child) for child in cell if child is not control):
        return
    content = control.find(SDT_CONTENT)
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
