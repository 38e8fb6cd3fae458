"""Paragraphs of answers that are being written as text, piece by piece: what goes around an answer looks at
the pieces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from plangen.ooxml.characters import clean
from plangen.ooxml.ns import BOOKMARK, BOOKMARK_END, RPR, RUN, TEXT, Element, first, inner_xml
from plangen.word.filling.looks import TagLook
from plangen.word.filling.runs import run_xml
from plangen.word.filling.value_controls import changes_in_libreoffice, is_cut

_MARKS = frozenset({BOOKMARK, BOOKMARK_END})


class WrittenPiece(NamedTuple):
    """A run, a link or a mark. `text` and `look`: of a run with nothing but a text; `changes`: whether
    LibreOffice would change it in a control that it takes for plain text; `is_mark`: whether nothing of it
    shows."""

    xml: str
    text: str = ""
    look: str = ""
    changes: bool = True
    is_mark: bool = False


@dataclass(slots=True)
class WrittenParagraph:
    """A paragraph. `start`: its tag; `properties`: how it looks, as text, or empty; `begin` and `end`: marks
    before and after the pieces."""

    properties: str
    pieces: list[WrittenPiece]
    start: str = "<w:p>"
    begin: str = ""
    end: str = ""

    @property
    def xml(self) -> str:
        return f"{self.start}{self.properties}{self.begin}{xml_of(self.pieces)}{self.end}</w:p>"


Written = WrittenParagraph | str
"""A paragraph, or what stands around it in a table."""


def blocks_xml(written: Iterable[Written]) -> str:
    """Paragraphs and tables in their order."""
    return "".join([one if isinstance(one, str) else one.xml for one in written])


def xml_of(pieces: Iterable[WrittenPiece]) -> str:
    """The pieces in their order."""
    return "".join([piece.xml for piece in pieces])


def run_piece(
    text: str, look: TagLook, bold: bool = False, italic: bool = False, style: str = ""
) -> WrittenPiece:
    """A run of text that looks like a tag, and more."""
    text, properties = clean(text), look.with_more(bold, italic, style)
    changes = bool(bold or italic or style) or not look.is_plain or is_cut(text)
    is_text = "\n" not in text and "\t" not in text
    return WrittenPiece(run_xml(text, properties), text if is_text else "", properties, changes)


def piece_of(element: Element) -> WrittenPiece:
    """What stands in a paragraph of the part."""
    xml = inner_xml(element)
    if element.tag != RUN:
        return WrittenPiece(xml, is_mark=element.tag in _MARKS)
    properties = first(element, RPR)
    look = "" if properties is None else inner_xml(properties)
    texts = [child for child in element if child.tag != RPR]
    text = texts[0].text or "" if len(texts) == 1 and texts[0].tag == TEXT else ""
    return WrittenPiece(xml, text, look, changes_in_libreoffice(element))
