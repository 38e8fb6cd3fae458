"""Puts the printed values of a part where their tokens stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from plangen.ooxml.ns import BREAK, PPR, RPR, SECTION, TEXT, Element, P, clone, drop, first, fragment, make, w
from plangen.templates.printed import VALUE_START, PrintedValues, Value
from plangen.texts.values import Answer, ContentsList, Link, Picture
from plangen.word.filling.answers import answer_blocks, inline_answer, is_inline
from plangen.word.filling.blocks import link_xml
from plangen.word.filling.hosts import Host
from plangen.word.filling.looks import TagLook
from plangen.word.filling.pictures import picture_xml
from plangen.word.filling.rendering import PartRendering
from plangen.word.filling.runs import ROOM, run_xml

_NO_BLOCKS = frozenset({w("tcPr"), w("sectPr")})
_KEEP, _STYLE = w("keepNext"), w("pStyle")
_SPACES = " \xa0"  # but not the room of an empty place to write in
_PLACEHOLDER = "plangen"  # stands in a paragraph for what cannot stand in one
_VISIBLE = frozenset(
    w(name)
    for name in (
        *(
            "drawing",
            "pict",
            "object",
            "fldChar",
            "fldSimple",
            "sym",
            "footnoteReference",
            "endnoteReference",
        ),
        *("ptab", "noBreakHyphen"),
    )
)


@dataclass
class Filling:
    """One part of one rendering. `contents`: the paragraphs where the contents list is to stand, each with
    the levels of headings that it lists."""

    root: Element
    printed: PrintedValues
    part: PartRendering
    contents: list[tuple[Element, int]] = field(default_factory=list)

    def run(self, tokens: int) -> None:
        """Replaces so many tokens by what they stand for, and finishes the controls."""
        if tokens:
            self._replace_tokens(self._with_tokens(tokens))
        self.part.shared.controls.settle(self.root)

    def _with_tokens(self, left: int) -> Iterator[Element]:
        """The texts that hold so many tokens; mostly it is one, near the beginning, for the contents list."""
        for text in self.root.iter(TEXT):
            if VALUE_START in (text.text or ""):
                yield text
                left -= text.text.count(VALUE_START)
                if not left:
                    return

    def _replace_tokens(self, texts: Iterable[Element]) -> None:
        self._blocks: dict[Element, tuple[Answer | ContentsList, TagLook]] = {}
        hosts: dict[Element, None] = {}
        for text in [*texts]:
            hosts[next(text.iterancestors(P))] = None
            self._replace(text)
        by_host: dict[Element, list[Element]] = {}
        for placeholder in self._blocks:
            by_host.setdefault(next(placeholder.iterancestors(P)), []).append(placeholder)
        for host in hosts:
            for placeholder in by_host.get(host, []):
                host = self._open(host, placeholder)  # noqa: PLW2901 - the rest of the paragraph is the next host
            self._drop_if_empty(host)

    # --- running text --------------------------------------------------------------------------------------
    def _replace(self, text: Element) -> None:
        """Replaces a text with tokens by runs; what else is in its run stays before and after."""
        run = text.getparent()
        properties = first(run, RPR)
        look = self.part.shared.looks.of_element(properties)
        new = [element for piece in self.printed.pieces(text.text) for element in self._inline(piece, look)]
        following = list(text.itersiblings()) if text.getnext() is not None else []
        if following:
            after = make("r")
            if properties is not None:
                after.append(clone(properties))
            after.extend(following)
            new.append(after)
        for element in reversed(new):
            run.addnext(element)
        run.remove(text)
        if all(child.tag == RPR for child in run):
            drop(run)

    def _inline(self, piece: Value, look: TagLook) -> list[Element]:
        match piece:
            case Answer() if is_inline(piece):
                return inline_answer(piece, self.part, look)
            case Answer() | ContentsList():
                placeholder = etree.Element(_PLACEHOLDER)
                self._blocks[placeholder] = (piece, look)
                return [placeholder]
            case Link():
                return fragment(link_xml(piece, self.part, look))
            case Picture():
                return fragment(picture_xml(piece, self.part))
        return fragment(run_xml(str(piece), look.xml)) if piece else []

    # --- blocks --------------------------------------------------------------------------------------------
    def _open(self, host: Element, placeholder: Element) -> Element:
        """Splits the paragraph at the placeholder and puts the blocks between; gives the second half.

        Text beside the placeholder keeps a paragraph of its own; half a sentence stays with what ends it.
        """
        value, look = self._blocks[placeholder]
        inner = placeholder
        while inner.getparent() is not host:
            inner = inner.getparent()
        following = list(inner.itersiblings())
        drop(placeholder)
        if isinstance(value, ContentsList):
            blocks = [self._contents_place(value)]
        else:
            blocks = answer_blocks(value, self.part, Host.of(host, self.part.shared.styles), look)
        rest = make("p")
        properties = first(host, PPR)
        if properties is not None:
            rest.append(clone(properties))
            for section in properties.findall(w("sectPr")):
                properties.remove(section)  # the section ends with the last of the paragraphs
        rest.extend(following)
        _trim(host, rest)
        for element in reversed([*blocks, rest]):
            host.addnext(element)
        if not is_visible(host):
            drop(host)
        elif blocks:
            keep_with_next(host)
        return rest

    def _contents_place(self, contents: ContentsList) -> Element:
        place = make("p")
        self.contents.append((place, contents.levels))
        return place

    def _drop_if_empty(self, paragraph: Element) -> None:
        """A paragraph whose values printed nothing goes, unless it is the only one in its cell or header."""
        if is_visible(paragraph):
            return
        siblings = sum(1 for child in paragraph.getparent() if child.tag not in _NO_BLOCKS)
        if siblings > 1 and first(first(paragraph, PPR), SECTION) is None:
            drop(paragraph)

    # --- attributes ----------------------------------------------------------------------------------------
    def fill_attributes(self) -> None:
        """Values printed into attributes become plain text."""
        for element in self.root.iter(etree.Element):
            for name, text in element.attrib.items():
                if VALUE_START in text:
                    element.set(name, "".join(self._plain(piece) for piece in self.printed.pieces(text)))

    def _plain(self, piece: Value) -> str:
        if isinstance(piece, Answer):
            return "" if piece.status == "hidden" else self.part.shared.printing.shown(piece)
        return piece if isinstance(piece, str) else ""


def keep_with_next(paragraph: Element) -> None:
    """No page ends after the paragraph."""
    properties = first(paragraph, PPR)
    if properties is None:
        properties = make("pPr")
        paragraph.insert(0, properties)
    if first(properties, _KEEP) is None:
        properties.insert(0 if first(properties, _STYLE) is None else 1, make("keepNext"))


def _trim(before: Element, after: Element) -> None:
    """Takes away the spaces that stood around a block value."""
    texts = list(before.iter(TEXT))
    if texts and texts[-1].text:
        texts[-1].text = texts[-1].text.rstrip(_SPACES)
    following = next(after.iter(TEXT), None)
    if following is not None and following.text:
        following.text = following.text.lstrip(_SPACES)


def is_visible(element: Element) -> bool:
    """Whether anything in the element shows on the page."""
    for text in element.iter(TEXT):
        if text.text and (text.text.strip() or ROOM in text.text):
            return True
    others = element.iter(BREAK, *_VISIBLE)
    return any(inner.tag != BREAK or inner.get(w("type")) == "page" for inner in others)
