"""A docx file taken apart for the structure check."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from lxml import etree

from plangen.ooxml.ns import Element, parse
from plangen.ooxml.numbering import abstract_levels
from plangen.ooxml.package import Relationships, rels_name
from plangen.ooxml.styles import Styles

_STORY = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")


@dataclass
class File:
    """A docx file taken apart. `tags`: tags of the template that must not be left in it."""

    members: dict[str, bytes]
    tags: Collection[str] = ()
    duplicates: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, data: bytes, tags: Collection[str]) -> File:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            counted = Counter(archive.namelist())
            members = {name: archive.read(name) for name in counted}
        return cls(members, tags, [name for name, number in counted.items() if number > 1])

    @cached_property
    def parts(self) -> dict[str, Element]:
        """The roots of all XML parts that can be read."""
        found = {}
        for name, data in self.members.items():
            if name.endswith((".xml", ".rels")):
                try:
                    found[name] = parse(data)
                except etree.XMLSyntaxError:
                    continue
        return found

    @cached_property
    def stories(self) -> dict[str, Element]:
        """The parts with running text."""
        return {name: root for name, root in self.parts.items() if _STORY.fullmatch(name)}

    @cached_property
    def styles(self) -> Styles:
        return Styles(self.members.get("word/styles.xml"))

    @cached_property
    def numbering(self) -> dict[str, frozenset[int] | None]:
        """For each number id the levels it has; None when its list is not defined."""
        root = self.parts.get("word/numbering.xml")
        return {} if root is None else abstract_levels(root)

    def relationships(self, part: str) -> Relationships:
        return Relationships.read(part, self.members.get(rels_name(part)))


Check = Callable[[File], Iterable[str]]
