"""Names of WordprocessingML elements and attributes, and the one XML parser.

Elements are `Any` because lxml has no types; what they are is in the names.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from lxml import etree

Element = Any

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
XML: Final = "http://www.w3.org/XML/1998/namespace"

NSMAP: Final = {"w": W}
SPACE: Final = f"{{{XML}}}space"
_DECLARED: Final = f' xmlns:w="{W}"'


@cache
def w(name: str) -> str:
    """The qualified name of a `w:` element or attribute."""
    return f"{{{W}}}{name}"


def r(name: str) -> str:
    """The qualified name of an `r:` attribute."""
    return f"{{{R}}}{name}"


P: Final = w("p")
RUN: Final = w("r")
TEXT: Final = w("t")
PPR: Final = w("pPr")
RPR: Final = w("rPr")
TABLE: Final = w("tbl")
ROW: Final = w("tr")
CELL: Final = w("tc")
SDT: Final = w("sdt")
SDT_PR: Final = w("sdtPr")
SDT_CONTENT: Final = w("sdtContent")
SECTION: Final = w("sectPr")
BOOKMARK: Final = w("bookmarkStart")
BOOKMARK_END: Final = w("bookmarkEnd")
VAL: Final = w("val")
TAB: Final = w("tab")
BREAK: Final = w("br")
TEXT_BOX: Final = w("txbxContent")

# Elements that hold blocks: paragraphs, tables, block controls.
STORIES: Final = frozenset(
    {w("body"), w("hdr"), w("ftr"), w("footnote"), w("endnote"), w("comment"), CELL, SDT_CONTENT, TEXT_BOX}
)


def local_name(name: str) -> str:
    """An element's or attribute's name without its namespace."""
    return name.rpartition("}")[2]


def parse(data: bytes) -> Element:
    """The root element, without comments. Entities stay unresolved and nothing is fetched."""
    return etree.fromstring(data, _parser())


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )


def serialise(root: Element) -> bytes:
    """The part as it stands in the file."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data


def make(name: str, /, **attributes: str) -> Element:
    """A new `w:` element with `w:` attributes."""
    element = clone(_empty(name))
    for key, value in attributes.items():
        element.set(w(key), value)
    return element


def clone(element: Element) -> Element:
    """A copy of an element with all that is in it."""
    return element.__copy__()


def add(parent: Element, name: str, /, **attributes: str) -> Element:
    """A new `w:` element at the end of `parent`."""
    element = etree.SubElement(parent, w(name))
    for key, value in attributes.items():
        element.set(w(key), value)
    return element


def first(parent: Element | None, tag: str) -> Element:
    """The first child with that qualified name; None when there is none."""
    child = parent[0] if parent is not None and len(parent) else None
    while child is not None and child.tag != tag:  # sooner than `iterchildren`: it mostly is the very first
        child = child.getnext()
    return child


def val(parent: Element | None, path: str, default: str = "") -> str:
    """The `w:val` of the first element at the path (`w:` names with slashes), or the default."""
    found = parent
    for step in _steps(path):
        found = first(found, step)
    return default if found is None else str(found.get(VAL, default))


def is_on(properties: Element | None, name: str) -> bool:
    """Whether a property that is on or off (bold, italic) stands there and is on."""
    found = first(properties, w(name))
    return found is not None and found.get(VAL, "1") not in ("0", "false", "off", "none")


def inner_xml(element: Element) -> str:
    """An element as text that can stand in another one which says what `w:` is."""
    alone = clone(element)  # without what only those around it have declared
    return str(etree.tostring(alone, encoding="unicode", with_tail=False)).replace(_DECLARED, "", 1)


def fragment(xml: str) -> list[Element]:
    """The elements of a text that says `w:` without saying what that is."""
    return list(etree.fromstring(f"<w:r{_DECLARED}>{xml}</w:r>"))


@cache
def _empty(name: str) -> Element:
    return etree.Element(w(name), nsmap=NSMAP)


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(w(step) for step in path.split("/"))


def drop(element: Element) -> None:
    """Takes the element out of its parent."""
    element.getparent().remove(element)
