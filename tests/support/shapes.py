"""What kinds of element a Word file has: the Open XML SDK judges each by itself, with its attributes, its
children and their order. A file whose kinds all stand in files that it has accepted tells it nothing new.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TypeVar

from lxml import etree

Shape = tuple[object, ...]
Name = TypeVar("Name")

_NUMBERS = re.compile(r"\b[0-9A-Fa-f]{6,8}\b|\d+")
_FREE = {
    *("tag", "alias", "listItem", "docPr", "cNvPr", "bookmarkStart", "hyperlink", "Relationship"),
    *("tblCaption", "tblDescription"),
}
"""Elements whose attributes hold texts and names, of which one is as good as another;
`tests.support.structure` looks at those that must be unlike or lead somewhere."""


def shapes(data: bytes) -> set[Shape]:
    """The kinds of element in a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        return {shape for name in parts for shape in _of_part(etree.fromstring(package.read(name)))}


def _of_part(root: etree._Element) -> Iterator[Shape]:
    for element in root.iter(etree.Element):
        yield element.tag, *sorted(_of_attributes(element))
        children = [child.tag for child in element.iterchildren(etree.Element)]
        yield from ((element.tag, *pair) for pair in pairwise(["", *children, ""]))


def _of_attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    free = etree.QName(element).localname in _FREE
    for name, value in element.attrib.items():
        yield str(name), "" if free else _NUMBERS.sub("#", str(value))


def differing(files: Mapping[Name, bytes], least: int = 1) -> list[Name]:
    """Few files that together have every kind that is in any of them: each time the one that has most of the
    kinds that those before have not, while it has at least so many."""
    kinds = {name: shapes(data) for name, data in files.items()}
    left = set[Shape]().union(*kinds.values())
    found = []
    while left:
        most = max(kinds, key=lambda name: len(kinds[name] & left))
        if len(kinds[most] & left) < least:
            break
        found.append(most)
        left -= kinds[most]
    return found
