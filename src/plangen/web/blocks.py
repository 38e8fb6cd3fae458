"""The finished page read again: its paragraphs, items and cells in order, each with the headings above it,
the answers and the standard sentences that it prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree
from lxml import html as markup

from plangen.catalog.address import PACKAGE, Address, of_tick

_BLOCKS = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "dt", "dd", "caption"})
_HEADINGS = ("h2", "h3", "h4")
_EDITION = frozenset({"dato", "version", "revisioner"})
"""The settings of the pack that say which edition it is."""


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A paragraph, an item, a cell or a heading. `headings`: those above it, the main one first, or itself;
    `answers`: the ids of the answers in it; `passages`: those of the standard sentences."""

    text: str
    headings: tuple[str, ...]
    answers: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    is_heading: bool = False


def page_blocks(html: str) -> Iterator[PageBlock]:
    """The blocks of a page's body; what is printed in the margins of each page is none of them."""
    headings: list[str] = []
    for element in _elements(html):
        text = _text(element)
        if element.tag in _HEADINGS:
            del headings[_HEADINGS.index(str(element.tag)) :]
            headings.append(text)
        if text:
            yield PageBlock(
                text,
                tuple(headings),
                _named(element, "data-id"),
                _named(element, "data-tekst"),
                element.tag in _HEADINGS,
            )


def content_mark(html: str) -> str:
    """What tells one content of a page from another, whatever edition it says that it is."""
    told = sha256()
    for element in _elements(html):
        told.update(_text(element, edition=False).encode("utf-8", "replace") + b"\n")
        for picture in element.iterfind("img"):
            told.update(str(picture.get("src")).encode("ascii", "replace") + b"\n")
    return told.hexdigest()[:16]


def _elements(html: str) -> Iterator[etree._Element]:
    """The blocks of a page's body, also those that hold others."""
    body = markup.document_fromstring(html).find("body")
    for element in body.iter(*_BLOCKS) if body is not None else ():
        if next(element.iterancestors("header", "footer", "nav"), None) is None:
            yield element


def _runs(element: etree._Element, edition: bool = True) -> Iterator[str]:
    """The text of a block without that of the blocks in it; `edition`: also what says which edition it is."""
    if not edition and _says_edition(str(element.get("data-id") or "")):
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _BLOCKS:
            yield from _runs(child, edition)
        yield child.tail or ""


def _text(element: etree._Element, edition: bool = True) -> str:
    return " ".join("".join(_runs(element, edition)).split())


def _says_edition(id: str) -> bool:
    address = Address.parse(id)
    return address.part == PACKAGE and address.question in _EDITION


def _marks(element: etree._Element, name: str) -> Iterator[str]:
    """What a block, the elements in it and those right around it are named; a box to tick stands for its
    choice."""
    if element.get(name):
        yield of_tick(str(element.get(name)))[0]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _BLOCKS:
            yield from _marks(child, name)


def _named(element: etree._Element, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*_marks(element, name), *_around(element, name)]))


def _around(element: etree._Element, name: str) -> Iterator[str]:
    for one in element.iterancestors(etree.Element):
        if one.get(name):
            yield str(one.get(name))
