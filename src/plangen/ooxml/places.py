"""Where something stands in a Word file, in the words a person who has it open in Word would use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plangen.ooxml.ns import (
    BREAK,
    CELL,
    PPR,
    ROW,
    RPR,
    SDT,
    SDT_CONTENT,
    TAB,
    TABLE,
    TEXT,
    TEXT_BOX,
    Element,
    P,
    r,
    w,
)
from plangen.ooxml.styles import Styles

_EXCERPT = 40
_WRAPPERS = frozenset({w("ins"), w("moveTo"), w("customXml"), w("smartTag"), SDT, SDT_CONTENT})
CHARACTERS = {TAB: "\t", BREAK: "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}
"""What the elements of a run say that are no text."""
_TAG = re.compile(r"\{[{%#].*?[}%#]\}")
_HEADERS = {"default": "", "first": " på første side", "even": " på lige sider"}
_NOTES = {"footnotes": "fodnoter", "endnotes": "slutnoter"}


@dataclass(frozen=True, slots=True)
class Site:
    """A paragraph, its place (»tabel 2, række 3, celle 1«), and words near it that help to find it."""

    paragraph: Element
    place: str
    near: str = ""

    def __str__(self) -> str:
        return f"{self.place} ({self.near})" if self.near else self.place


def texts_of(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """The elements that give a paragraph its text, with their text; text boxes are left out."""
    for child in paragraph:
        if child.tag == TEXT:
            yield child, child.text or ""
        elif child.tag in CHARACTERS:
            yield child, CHARACTERS[child.tag]
        elif child.tag not in (PPR, RPR, TEXT_BOX, P):
            yield from texts_of(child)


def text_of(paragraph: Element) -> str:
    """A paragraph's text as it reads."""
    return "".join(text for _, text in texts_of(paragraph))


def excerpt(text: str) -> str:
    """The first words of a text."""
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else (text[:_EXCERPT].rpartition(" ")[0] or text[:_EXCERPT]) + " …"


def sites(root: Element, label: str, styles: Styles) -> list[Site]:
    """All paragraphs of a part. `label` is empty for the document itself, else »sidehoved« and the like."""
    return list(_Walk(label, styles).blocks(root if label else root.find(w("body"))))


def place_of(element: Element, label: str, styles: Styles) -> str:
    """Where any element of a part stands: the paragraph around it, or the first one in it, or the part."""
    known = {site.paragraph: site for site in sites(element.getroottree().getroot(), label, styles)}
    near = [element, *element.iterancestors(), *element.iter(P)]
    return next((str(known[one]) for one in near if one in known), label)


class _Walk:
    """Counts paragraphs and tables as it goes; numbers start anew in each cell and text box."""

    def __init__(self, label: str, styles: Styles, heading: str = "") -> None:
        self._label = label
        self._styles = styles
        self._paragraphs = 0
        self._tables = 0
        self._numbers_paragraphs = not label
        self.heading = heading

    def blocks(self, container: Element) -> Iterator[Site]:
        for child in container:
            if child.tag == P:
                yield from self._paragraph(child)
            elif child.tag == TABLE:
                yield from self._table(child)
            elif child.tag in _WRAPPERS or str(child.tag).endswith(("}footnote", "}endnote")):
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Site]:
        self._paragraphs += 1
        own = f"afsnit {self._paragraphs}" if self._numbers_paragraphs else ""
        place = ", ".join(filter(None, (self._label, own)))
        if self._styles.heading_level(paragraph):
            self.heading = text_of(paragraph)
        yield Site(paragraph, place, self._near(paragraph))
        for box in paragraph.iter(TEXT_BOX):
            yield from _Walk(f"{place}, tekstboks", self._styles, self.heading).blocks(box)

    def _near(self, paragraph: Element) -> str:
        """The paragraph's own words, or else the heading it stands under."""
        own = excerpt(_TAG.sub(" ", text_of(paragraph)))
        if own:
            return f"»{own}«"
        return f"under »{excerpt(self.heading)}«" if self.heading else ""

    def _table(self, table: Element) -> Iterator[Site]:
        self._tables += 1
        start = f"{self._label}, " if self._label else ""
        for row_number, row in enumerate(_children(table, ROW), 1):
            for cell_number, cell in enumerate(_children(row, CELL), 1):
                place = f"{start}tabel {self._tables}, række {row_number}, celle {cell_number}"
                inner = _Walk(place, self._styles, self.heading)
                yield from inner.blocks(cell)
                self.heading = inner.heading


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those inside content controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def part_label(part: str, kind: str, document: Element, relationship_ids: dict[str, str]) -> str:
    """»sidehoved på første side, sektion 2« for a header part; empty for the document.

    `kind` is the end of its content type (header, footer, footnotes, …), `relationship_ids` the parts by id.
    """
    if kind in _NOTES:
        return _NOTES[kind]
    sections = list(document.iter(w("sectPr")))
    name = "sidehoved" if kind == "header" else "sidefod"
    for number, section in enumerate(sections, 1):
        for reference in section.iterchildren(w(f"{kind}Reference")):
            if relationship_ids.get(reference.get(r("id"), "")) == part:
                where = f", sektion {number}" if len(sections) > 1 else ""
                return f"{name}{_HEADERS.get(reference.get(w('type'), 'default'), '')}{where}"
    return name
