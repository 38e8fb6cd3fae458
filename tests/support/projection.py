"""What a document says, as plain text in order: the same projection for Word and for HTML.

List markers are left out, content controls unwrapped, a cell is its paragraphs joined, soft hyphens and
no-break spaces are normalised; the contents list, headers, footers and pictures are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Item = tuple[str, str]
"""(titel | overskrift 1-3 | afsnit | punkt | celle, text)"""


def _clean(text: str) -> str:
    text = text.replace("\u00ad", "").replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", text).strip()


# --- Word ---------------------------------------------------------------------------------------------------


def word_projection(data: bytes) -> list[Item]:
    """The body of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml")).find(f"{W}body")
        styles = _style_names(package.read("word/styles.xml"))
    assert body is not None
    return [item for item in _word_blocks(body, styles) if item[1] or item[0] == "celle"]


def _style_names(data: bytes) -> dict[str, str]:
    names = {}
    for style in etree.fromstring(data).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            names[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "").lower()
    return names


def _word_blocks(parent: etree._Element, styles: dict[str, str]) -> Iterator[Item]:
    for element in parent:
        if element.tag == f"{W}p":
            yield _word_kind(element, styles), _word_text(element)
        elif element.tag == f"{W}tbl":
            for row in _unwrapped(element, f"{W}tr"):
                for cell in _unwrapped(row, f"{W}tc"):
                    if _goes_on(cell):
                        continue
                    texts = [text for _, text in _word_blocks(cell, styles) if text]
                    yield "celle", " ".join(texts)
        elif element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}docPartObj") is None:
            content = element.find(f"{W}sdtContent")
            if content is not None:
                yield from _word_blocks(content, styles)


def _goes_on(cell: etree._Element) -> bool:
    """Whether a cell is part of the one above it."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val") != "restart"


def _unwrapped(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children with that tag, also those inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _unwrapped(content, tag)


def _word_kind(paragraph: etree._Element, styles: dict[str, str]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = styles.get(style.get(f"{W}val", ""), "") if style is not None else ""
    if name == "title":
        return "titel"
    if name.startswith("heading "):
        return f"overskrift {name[-1]}"
    if name == "arkoverskrift":  # counts as »Overskrift 1«
        return "overskrift 1"
    numbered = paragraph.find(f"{W}pPr/{W}numPr") is not None
    return "punkt" if numbered or name.startswith("list ") else "afsnit"


def _word_text(paragraph: etree._Element) -> str:
    parts = []
    for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        if any(parent.tag == f"{W}pPr" for parent in node.iterancestors()):
            continue
        parts.append(node.text or "" if node.tag == f"{W}t" else " ")
    return _clean("".join(parts))


# --- HTML ---------------------------------------------------------------------------------------------------

_BLOCKS = {"p", "ul", "ol", "table", "div", "section"}


def html_projection(page: str) -> list[Item]:
    """The main part of a page."""
    body = etree.fromstring(page.encode("utf-8"), etree.HTMLParser(encoding="utf-8")).find("body")
    assert body is not None
    return [item for item in _html_blocks(body) if item[1] or item[0] == "celle"]


def _html_blocks(elements: Iterable[etree._Element]) -> Iterator[Item]:
    for element in elements:
        tag = element.tag
        if tag in ("h1", "h2", "h3", "h4"):
            level = int(tag[1]) - 1
            yield (f"overskrift {level}" if level else "titel"), _html_text(element)
        elif tag == "p":
            yield "afsnit", _html_text(element)
        elif tag in ("ul", "ol"):
            yield from _html_list(element)
        elif tag == "table":
            for cell in element.iter("th", "td"):
                yield "celle", _html_cell(cell)
        elif tag not in ("nav", "header", "footer") and isinstance(tag, str):
            yield from _html_blocks(element)


def _html_list(element: etree._Element) -> Iterator[Item]:
    for item in element.iter("li"):
        if next(item.iterancestors("ul", "ol")) is not element:
            continue
        yield from _html_item(item)


def _html_item(item: etree._Element) -> Iterator[Item]:
    own = _clean((item.text or "") + "".join(_inline(c) for c in item if c.tag not in _BLOCKS))
    if own:
        yield "punkt", own
    first = not own
    for child in item:
        if child.tag == "p":
            yield ("punkt" if first else "afsnit"), _html_text(child)
            first = False
        elif child.tag in _BLOCKS:
            yield from _html_blocks([child])


def _html_cell(cell: etree._Element) -> str:
    if not any(child.tag in _BLOCKS for child in cell):
        return _html_text(cell)
    texts = [_clean(cell.text or "")] + [text for _, text in _html_blocks(cell)]
    return " ".join(text for text in texts if text)


def _inline(element: etree._Element) -> str:
    if element.tag == "br":
        return " " + (element.tail or "")
    return (element.text or "") + "".join(_inline(child) for child in element) + (element.tail or "")


def _html_text(element: etree._Element) -> str:
    return _clean((element.text or "") + "".join(_inline(child) for child in element))
