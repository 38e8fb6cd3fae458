"""Content controls around the answers of a Word file, so that what staff write in one can be read back.

A control's title and tag are the answer's id. It shows only when somebody points at it or clicks in it, and
nothing in it is locked. docs/word.md tells why each kind of control has the shape it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count

from lxml import etree

from plangen.ooxml.memory import BLOCK, INLINE, VALUE, ControlMemory, bookmarks, rest_bookmark
from plangen.ooxml.ns import (
    BOOKMARK,
    BOOKMARK_END,
    BREAK,
    CELL,
    PPR,
    RPR,
    RUN,
    SDT_CONTENT,
    SPACE,
    STORIES,
    TEXT,
    VAL,
    W14,
    Element,
    P,
    W,
    add,
    clone,
    drop,
    make,
    val,
    w,
)
from plangen.ooxml.styles import Styles
from plangen.texts.values import TICKED, UNTICKED, Answer

SHORT_DATE, LONG_DATE = "dd.MM.yyyy", "dddd 'den' d. MMMM yyyy"
_MARKDOWN = ("markdown", "list")
_W14 = f"{{{W14}}}%s"
_NO_LOOK = frozenset({w("lang"), w("noProof")})
# Script that LibreOffice keeps apart from Latin text: it would cut a plain text control into several.
_OTHER_SCRIPT = re.compile("[\u0590-\u1cff\u2e80-\udfff\uf900-\uffff\U00010000-\U0010ffff]")
_EMPTY = etree.fromstring(
    f'<w:sdt xmlns:w="{W}"><w:sdtPr><w:alias/><w:tag/><w:id w:val="0"/></w:sdtPr><w:sdtContent/></w:sdt>'
)
_TEXT = etree.fromstring(f'<w:text xmlns:w="{W}" w:multiLine="1"/>')
_CELL_PROPERTIES = w("tcPr")
_SECTION = f"{PPR}/{w('sectPr')}"
_MARKS = frozenset({BOOKMARK, BOOKMARK_END, PPR})


class Controls:
    """The controls of one rendering. Inline ones come first; `settle` gives a Markdown answer that stands
    alone in its paragraph a control around whole paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._numbers = count(1)
        self._inline: dict[Element, tuple[Answer, Element | None, list[Element]]] = {}
        self._blocks: list[Element] = []

    def inline(self, answer: Answer, runs: Sequence[Element], look: Element | None) -> list[Element]:
        """A control around runs, with the bookmarks that go with it. `look`: the tag's run properties."""
        markdown = answer.kind in _MARKDOWN
        kind = None if markdown else _kind(answer, runs)
        control = _control(answer, look, [] if kind is None else [kind], placeholder=not answer)
        control[-1].extend(runs)
        elements = [control]
        if kind is None or kind.tag != w("text"):
            memory = ControlMemory(answer.id, INLINE if markdown else VALUE, self._marks_of(look))
            starts, ends = bookmarks(memory, next(self._numbers))
            elements = [*starts, control, *ends]
        if markdown:
            self._inline[control] = (answer, look, elements)
        return elements

    def block(
        self, answer: Answer, blocks: Iterable[Element], host: Element, look: Element | None
    ) -> Element:
        """A control around the paragraphs and tables that take the place of the paragraph `host`."""
        item = "l" if self._is_item(host) else ""
        content = make("sdtContent")
        content.extend(blocks)
        paragraphs = list(content.iter(P))
        guarded = _guard(paragraphs[0], look, placeholder=not answer)
        control = _control(answer, look, [], placeholder=not answer and not guarded)
        control[-1].extend(content)
        memory = ControlMemory(answer.id, BLOCK, self._marks_of(look) + item)
        starts, ends = bookmarks(memory, next(self._numbers))
        after_properties = 0 if paragraphs[0].find(PPR) is None else 1
        paragraphs[0][after_properties:after_properties] = starts
        paragraphs[0].extend(ends)
        if len(paragraphs) > 1:
            start, end = rest_bookmark(starts[0].get(w("name"), ""))
            paragraphs[1].insert(0 if paragraphs[1].find(PPR) is None else 1, start)
            paragraphs[-1].append(end)
        self._blocks.append(control)
        return control

    def settle(self) -> None:
        """Finishes the controls of a part when all values stand in their paragraphs."""
        for control in self._inline:
            self._promote(control)
        for control in self._blocks:
            _surround_cell(control)
        self._blocks.clear()
        self._inline.clear()

    def _promote(self, inline: Element) -> None:
        """Makes an inline Markdown control that is alone in its paragraph one around the paragraph."""
        host = inline.getparent()
        outer = None if host is None or host.tag != P else host.getparent()
        if outer is None or outer.tag not in STORIES:
            return
        if host.find(_SECTION) is not None or any(_shows(child) for child in host if child is not inline):
            return
        answer, look, elements = self._inline[inline]
        for child in [*inline.find(SDT_CONTENT)][::-1]:
            inline.addnext(child)
        for element in elements:
            drop(element)
        place = make("p")
        host.addprevious(place)
        control = self.block(answer, [host], host, look)
        place.addprevious(control)
        drop(place)

    def _marks_of(self, look: Element | None) -> str:
        """»b« and »i« when the tag itself is bold or italic, which says nothing about the answer."""
        return "".join(name for name in ("b", "i") if self._styles.is_on(look, name))

    def _is_item(self, paragraph: Element) -> bool:
        """Whether a paragraph is an item of a list."""
        properties = paragraph.find(PPR)
        own = val(properties, "numPr/numId")
        return (own or self._styles.inherited(val(properties, "pStyle"), "pPr/numPr/numId")) not in ("", "0")


# --- parts of a control -------------------------------------------------------------------------------------
def _control(answer: Answer, look: Element | None, kinds: Iterable[Element], placeholder: bool) -> Element:
    """A control with empty content; `w:id` becomes a number when the part is finished."""
    control = clone(_EMPTY)
    properties = control[0]
    for name in properties[:2]:
        name.set(VAL, answer.id)
    if look is not None and len(look):
        properties.insert(0, clone(look))  # what is filled in looks like the tag, not like the marker
    if placeholder:
        add(properties, "showingPlcHdr")
    properties.extend(kinds)
    return control


def _kind(answer: Answer, runs: Iterable[Element]) -> Element | None:
    """The element that says what may be written in the control; None for formatted text.

    LibreOffice drops the look of what stands in a plain text control, so text with a look of its own, such
    as the marker of a missing answer, stands in one for formatted text.
    """
    if answer.kind == "choice" and answer.options:
        return _choice(answer)
    if answer.kind == "date":
        return _date(answer)
    if answer.kind == "tick":
        return _tick(answer)
    return None if any(_has_look(run) for run in runs) else clone(_TEXT)


def _choice(answer: Answer) -> Element:
    """A drop-down list; one that takes other text too when the answer is none of its options."""
    labels = {label.strip(): code for code, label in reversed(answer.options.items()) if label.strip()}
    closed = not answer or str(answer).strip() in labels
    choice = make("dropDownList" if closed else "comboBox")
    for label, code in reversed(labels.items()):
        add(choice, "listItem", displayText=label, value=code)
    return choice


def _tick(answer: Answer) -> Element:
    """A box that a click ticks."""
    box = etree.Element(_W14 % "checkbox", nsmap={"w14": W14})
    etree.SubElement(box, _W14 % "checked").set(_W14 % "val", str(int(answer.raw)))
    for name, sign in (("checkedState", TICKED), ("uncheckedState", UNTICKED)):
        state = etree.SubElement(box, _W14 % name)
        state.set(_W14 % "val", f"{ord(sign):04X}")
        state.set(_W14 % "font", "MS Gothic")
    return box


def _date(answer: Answer) -> Element:
    picker = make("date")
    if isinstance(answer.raw, date):
        picker.set(w("fullDate"), f"{answer.raw.isoformat()}T00:00:00Z")
    is_long = bool(answer) and str(answer) == answer.variants.get("long")
    add(picker, "dateFormat", val=LONG_DATE if is_long else SHORT_DATE)
    add(picker, "lid", val="da-DK")
    add(picker, "storeMappedDataAs", val="dateTime")
    add(picker, "calendar", val="gregorian")
    return picker


def _has_look(run: Element) -> bool:
    """Whether LibreOffice would change the run in a control that it takes for plain text."""
    properties = run.find(RPR)
    if run.tag != RUN or run.find(BREAK) is not None:
        return True
    if any(_OTHER_SCRIPT.search(text.text or "") for text in run.iterchildren(TEXT)):
        return True
    return properties is not None and any(child.tag not in _NO_LOOK for child in properties)


def _guard(paragraph: Element, look: Element | None, placeholder: bool) -> bool:
    """Puts a control of its own into a block control's first paragraph when that has a look or a link.

    LibreOffice takes the first paragraph of a block control for plain text, but not when it begins with
    another control. In Word this one goes away as soon as somebody edits what it holds. It stands around the
    beginning only: Word would write one that is alone in its paragraph around the paragraph.
    """
    runs = [child for child in paragraph if child.tag not in _MARKS]
    if not any(_has_look(run) for run in runs):
        return False
    guard = make("sdt")
    properties = add(guard, "sdtPr")
    if look is not None and len(look):
        properties.append(clone(look))
    add(properties, "id", val="0")
    add(properties, "temporary")
    if placeholder:
        add(properties, "showingPlcHdr")
    runs[0].addprevious(guard)
    if len(runs) == 1 and not placeholder:
        _split_last_letter(runs[0])
    add(guard, "sdtContent").append(runs[0])
    return True


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
