"""Answers that are blocks, printed where a paragraph stands: as in Word, they take its place, and text beside
them keeps paragraphs of its own."""

from __future__ import annotations

from itertools import groupby

from lxml import etree

from plangen.findings import TemplateError
from plangen.web.texts import line_of

_BLOCKS = frozenset({"p", "ul", "ol", "table", "div", "section", "nav", "h1", "h2", "h3", "h4", "img"})
_REFUSING = ("h1", "h2", "h3", "h4", "a", "title")
_LOOKS = {"strong": "fed", "em": "kursiv"}
_OPENED = (*_LOOKS, "span", "s", "u", "sup", "sub", "p")


def open_paragraphs(root: etree._Element, template: str) -> None:
    """Raises `TemplateError` where blocks stand in a heading or link."""
    for element in reversed(list(root.iter(*_REFUSING, *_OPENED))):
        if not any(child.tag in _BLOCKS for child in element):
            continue
        if element.tag in _REFUSING:
            raise TemplateError(
                f"{template}: et svar i afsnit eller punkter kan ikke stå i <{element.tag}>: "
                f"»{line_of(element)[:80]}«",
                "Lad tagget stå i et afsnit for sig.",
            )
        _open(element)


def _open(element: etree._Element) -> None:
    """Parts the element into what is running text and what is blocks."""
    only = element[0] if len(element) == 1 else None
    parent = element.getparent()
    if parent is None:
        return
    if only is not None and only.tag == "nav" and not _beside(element).strip():
        only.tail = element.tail
        parent.replace(element, only)
        return
    if not _beside(element).strip() and all(child.tag in _BLOCKS for child in element):
        _become_blocks(element)
        return
    for child in element:
        _run_in(child)
    if not any(child.tag in _BLOCKS for child in element):
        return
    position, tail = parent.index(element), element.tail
    parts = _parted(element)
    parent.remove(element)
    for offset, part in enumerate(parts):
        parent.insert(position + offset, part)
    if parts:
        parts[-1].tail = tail


def _run_in(child: etree._Element) -> None:
    """An answer of one paragraph beside other text is running text."""
    only = child[0] if child.tag == "div" and len(child) == 1 else None
    if only is not None and only.tag == "p":
        child.text = only.text
        child.remove(only)
        child.extend(list(only))
        child.tag = "span"
    elif child.tag == "p":
        child.tag = "span"


def _become_blocks(element: etree._Element) -> None:
    look = _LOOKS.get(str(element.tag), "")
    only = element[0] if len(element) == 1 else None
    if only is not None and "data-id" in only.attrib and not only.get("class"):  # an answer names its element
        element.set("data-id", str(only.get("data-id")))
        element.remove(only)
        element.extend(list(only))
    element.tag = "div"
    element.set("class", " ".join(filter(None, (element.get("class"), look, "svar"))))


def _parted(element: etree._Element) -> list[etree._Element]:
    first = _like(element)
    first.text = element.text
    parts = [first]
    for is_block, group in groupby(list(element), key=lambda child: child.tag in _BLOCKS):
        part = _like(element) if is_block else parts[-1]
        for child in group:
            part.append(child)
        if is_block:
            after = _like(element)
            after.text, part[-1].tail = part[-1].tail, None
            _become_blocks(part)
            parts += [part, after]
    kept = [part for part in parts if _trimmed(part)]
    if len(kept) > 1 and kept[0] is first and first.tag == "p":  # half a sentence stays with what ends it
        first.set("class", " ".join(filter(None, (first.get("class"), "hold"))))
    return kept


def _like(element: etree._Element) -> etree._Element:
    return etree.Element(str(element.tag), {str(name): str(value) for name, value in element.attrib.items()})


def _trimmed(part: etree._Element) -> bool:
    """Whether the part is worth keeping, without the spaces that stood around the blocks."""
    if len(part) == 0:
        part.text = (part.text or "").strip()
        return bool(part.text)
    part.text = (part.text or "").lstrip()
    part[-1].tail = (part[-1].tail or "").rstrip()
    return True


def _beside(element: etree._Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)
