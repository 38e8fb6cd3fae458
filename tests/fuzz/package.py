"""A Word file as its raw parts, for edits and for the search after what was written.

The fuzzer stands outside the product on purpose, and knows nothing of its reader: it changes XML as programs
and people do, and afterwards looks for each word, picture and mark in the raw bytes.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from tests.support.zips import unzipped, zipped

Element = Any

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT_RELS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def elements(xml: str) -> list[Element]:
    """Elements from XML with the prefixes that Word uses."""
    names = {
        "w": W,
        "r": R,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in names.items())
    return list(etree.fromstring(f"<x {declared}>{xml}</x>"))


def element(xml: str) -> Element:
    return elements(xml)[0]


@dataclass
class Package:
    """A Word file that is being edited. `chance`: where edits take their places and words from."""

    members: dict[str, bytes]
    chance: random.Random
    _roots: dict[str, Element] = field(default_factory=dict)
    _number: int = 0

    @classmethod
    def read(cls, data: bytes, chance: random.Random) -> Package:
        return cls(unzipped(data), chance)

    def data(self) -> bytes:
        return zipped({**self.members, **{name: _written(root) for name, root in self._roots.items()}})

    # --- parts ---------------------------------------------------------------------------------------------
    def root(self, name: str) -> Element:
        if name not in self._roots:
            self._roots[name] = etree.fromstring(self.members[name])
        return self._roots[name]

    @property
    def body(self) -> Element:
        return self.root("word/document.xml").find(w("body"))

    def add_part(
        self, name: str, content: bytes, kind: str, content_type: str, to: str = _DOCUMENT_RELS
    ) -> str:
        """Adds a part with its type and a relationship; gives the relationship's id."""
        self.members[name] = content
        override = f'<Override xmlns="{_TYPES_NS}" PartName="/{name}" ContentType="{content_type}"/>'
        self.root(_TYPES).append(etree.fromstring(override))
        return self.relate(kind, name if to == "_rels/.rels" else name.removeprefix("word/"), to=to)

    def add_default(self, ending: str, content_type: str) -> None:
        """The type of parts whose names end so."""
        types = self.root(_TYPES)
        if not any(one.get("Extension") == ending for one in types):
            xml = f'<Default xmlns="{_TYPES_NS}" Extension="{ending}" ContentType="{content_type}"/>'
            types.insert(0, etree.fromstring(xml))

    def relate(self, kind: str, target: str, external: bool = False, to: str = _DOCUMENT_RELS) -> str:
        relationships = self.root(to)
        id = f"rIdFuzz{self.number()}"
        item = etree.SubElement(relationships, f"{{{RELATIONSHIPS}}}Relationship")
        item.set("Id", id)
        item.set("Type", kind if kind.startswith("http") else f"{R}/{kind}")
        item.set("Target", target)
        if external:
            item.set("TargetMode", "External")
        return id

    # --- chance --------------------------------------------------------------------------------------------
    def number(self) -> int:
        self._number += 1
        return self._number

    def word(self) -> str:
        """A word that stands nowhere else."""
        letters = "".join(self.chance.choice("abcdefghijklmnoprstuvy") for _ in range(9))
        return f"zq{letters}{self.chance.randrange(10)}"

    def pick(self, found: Iterator[Element] | list[Element]) -> Element:
        """One of the elements. Raises `Nothing` when there is none."""
        known = list(found)
        if not known:
            raise Nothing
        return self.chance.choice(known)


class Nothing(Exception):
    """The document has no place for such an edit."""


_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"


def _written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


# --- looking ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Raw:
    """A finished file, for looking: its XML, the same without its tags, and the hashes of what is no XML."""

    xml: str
    text: str
    hashes: frozenset[str]

    @classmethod
    def of(cls, data: bytes) -> Raw:
        xml: list[str] = []
        hashes: set[str] = set()
        for name, content in unzipped(data).items():
            if name.endswith((".xml", ".rels", ".html", ".txt")):
                xml.append(content.decode("utf-8", "replace"))
            else:
                hashes.add(hashlib.sha256(content).hexdigest())
        joined = "\n".join(xml)
        return cls(joined, re.sub(r"<[^>]*>", "", re.sub(r"</w:p>", "\n", joined)), frozenset(hashes))

    def has_word(self, word: str) -> bool:
        """Whether a word stands anywhere: in text, split over runs, or in an attribute."""
        return word in self.text or word in self.xml
