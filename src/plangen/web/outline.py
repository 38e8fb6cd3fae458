"""The pass over a rendered page: ids for headings, the contents list, the missing answers.

Templates are written as XML (`<br/>`, `<col …/>`, every element closed), so the page is parsed strictly:
a forgotten end tag is an error with its place instead of a page that looks almost right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from lxml import etree

from plangen.documents.open_points import MissingAnswer
from plangen.findings import TemplateError
from plangen.texts.danish import slug
from plangen.texts.values import ContentsList
from plangen.web.closed import embed_stylesheets, refuse_fetching
from plangen.web.endless import break_endless, has_endless
from plangen.web.flow import arrange
from plangen.web.markup import CONTENTS_CLASS, MISSING_CLASS
from plangen.web.paragraphs import open_paragraphs
from plangen.web.tables import mark_tables
from plangen.web.texts import line_of

LEVELS = {"h2": 1, "h3": 2, "h4": 3}  # h1 is the document's title, so Overskrift 1 is h2
CONTENTS_TITLE = "Indhold"
_TITLE_CLASS = "indholdstitel"

_IDS = etree.XPath("//@id", smart_strings=False)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Properties(Protocol):
    """What a reader's program shows about the file."""

    @property
    def title(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def keywords(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed: `level` 1-3 as in Word, `id` unique on the page."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Page:
    """A standalone page. `missing`: every marker printed, in order, repeats included."""

    html: str
    headings: tuple[Heading, ...]
    missing: tuple[MissingAnswer, ...]


def finished_page(
    html: str, template: str, load: Callable[[str], str], properties: Properties | None = None
) -> Page:
    """The page with stylesheet, ids, contents list and properties in place."""
    root = _parsed(html, template)
    embed_stylesheets(root, template, load)
    refuse_fetching(root, template)
    arrange(root)
    open_paragraphs(root, template)
    headings = _named_headings(root, template)
    _fill_contents(root, headings)
    mark_tables(root)
    body = root.find("body")
    if body is not None and has_endless(body):
        for block in root.iter("p", "li", "td", "th", "h1", "h2", "h3", "h4"):
            break_endless(block)
    if properties is not None:
        write_properties(root, properties)
    return Page(page_text(root), tuple(headings), tuple(_missing(root)))


def page_text(root: etree._Element) -> str:
    """A page as text."""
    text = etree.tostring(root, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    return str(text).replace("</wbr>", "")  # libxml2 does not know that this element has no end


def _parsed(html: str, template: str) -> etree._Element:
    # Answers with characters that XML cannot hold are refused on reading; one that slips by stops nothing.
    data = _NOT_XML.sub("\ufffd", html).encode("utf-8")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        lines = html.splitlines()
        line = lines[error.lineno - 1].strip() if 0 < (error.lineno or 0) <= len(lines) else ""
        raise TemplateError(
            f"{template}: siden er ikke velformet ved »{line[:120]}«",
            "Luk hvert element (<br/>, <col/>, </p>), og skriv tegn direkte i stedet for &navn;.",
        ) from error


def _named_headings(root: etree._Element, template: str) -> list[Heading]:
    """All headings in order; each gets an id made of its text."""
    taken = {str(name) for name in _IDS(root) if name}
    headings: list[Heading] = []
    for element in root.iter(*LEVELS):
        level = LEVELS[str(element.tag)]
        text = line_of(element)
        if level > (headings[-1].level if headings else 0) + 1:
            raise TemplateError(f"{template}: overskriften »{text}« springer et niveau over.")
        name = element.get("id") or _unique(slug(text), taken)
        element.set("id", name)
        headings.append(Heading(level, text, name))
    return headings


def _unique(name: str, taken: set[str]) -> str:
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{name}_{number}"
    taken.add(candidate)
    return candidate


def _fill_contents(root: etree._Element, headings: Sequence[Heading]) -> None:
    for nav in list(root.iter("nav")):
        if nav.get("class") != CONTENTS_CLASS:
            continue
        if len(headings) < ContentsList.MIN_HEADINGS:
            parent = nav.getparent()
            assert parent is not None
            _taken_title(nav)
            parent.remove(nav)
            continue
        levels = int(nav.attrib.pop("data-niveauer", "2"))
        listed = [heading for heading in headings if heading.level <= levels]
        nav.set("aria-labelledby", "indhold")
        title = etree.SubElement(nav, "p", {"class": _TITLE_CLASS, "id": "indhold"})
        title.text = own if (own := _taken_title(nav)) else CONTENTS_TITLE
        nav.append(_nested(listed))


def _taken_title(nav: etree._Element) -> str:
    """The title that the template has right before the list, which takes it over."""
    before, parent = nav.getprevious(), nav.getparent()
    if before is None or parent is None or before.get("class") != _TITLE_CLASS:
        return ""
    parent.remove(before)
    return line_of(before)


def _nested(listed: Sequence[Heading]) -> etree._Element:
    """Level 2 entries stand in a list inside the level 1 entry before them."""
    outer = etree.Element("ol")
    inner: etree._Element | None = None
    for heading in listed:
        if heading.level == 1:
            inner = None
            target = outer
        else:
            inner = etree.SubElement(outer[-1], "ol") if inner is None else inner
            target = inner
        link = etree.SubElement(etree.SubElement(target, "li"), "a", {"href": f"#{heading.id}"})
        link.text = heading.text
    return outer


def write_properties(root: etree._Element, properties: Properties) -> None:
    """Title, author, subject and keywords in the page's head; what stood there is replaced."""
    head = root.find("head")
    if head is None:
        return
    title = head.find("title")
    if title is None:
        title = etree.SubElement(head, "title")
    title.text = properties.title
    named = {
        "author": properties.author,
        "description": properties.subject,
        "keywords": properties.keywords,
    }
    for meta in head.findall("meta"):
        if meta.get("name") in named:
            head.remove(meta)
    for name, content in named.items():
        if content:
            etree.SubElement(head, "meta", {"name": name, "content": content})


def _missing(root: etree._Element) -> Iterator[MissingAnswer]:
    """The markers in order, each with the nearest heading above it; last those of header and footer, which
    stand on every page."""
    heading = ""
    in_margins = []
    for element in root.iter(*LEVELS, "span"):
        if element.tag in LEVELS:
            heading = line_of(element)
        elif element.get("class") == MISSING_CLASS:
            margin = next(element.iterancestors("header", "footer"), None) is not None
            if margin:
                in_margins.append(_marked(element, ""))
            else:
                yield _marked(element, heading)
    yield from in_margins


def _marked(element: etree._Element, heading: str) -> MissingAnswer:
    return MissingAnswer(str(element.get("data-id")), str(element.get("data-label")), heading)
