"""A template's package, read once: which parts hold tags, and what every rendering copies as it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from plangen.word.ooxml.ns import Element, W, parse, w
from plangen.word.ooxml.package import (
    CONTENT_TYPES,
    PACKAGE_RELS,
    ContentTypes,
    Relationships,
    read_members,
    rels_name,
)
from plangen.word.ooxml.places import part_label
from plangen.word.ooxml.properties import (
    APP_PART,
    APP_REL,
    APP_TYPE,
    CORE_PART,
    CORE_REL,
    CORE_TYPE,
    CUSTOM_PART,
    CUSTOM_REL,
    CUSTOM_TYPE,
)
from plangen.word.problems import Problem, WordTemplateError

_STORY_TYPES = ("header", "footer", "footnotes", "endnotes")
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# The author's comments, and a picture of the template's first page: neither belongs in what is made from it.
_UNWANTED = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "thumbnail")
_PROPERTIES = (
    (CORE_PART, CORE_TYPE, CORE_REL),
    (APP_PART, APP_TYPE, APP_REL),
    (CUSTOM_PART, CUSTOM_TYPE, CUSTOM_REL),
)
_DEFAULT_WIDTH = 9000


@dataclass
class TemplateFile:
    """The members of a template by name, without what no document should inherit. `custom`: the part with
    properties that somebody has given the template, such as a label of sensitivity."""

    name: str
    members: dict[str, bytes]
    types: ContentTypes
    relationships: Relationships
    document: str
    custom: bytes = b""

    @classmethod
    def read(cls, name: str, data: bytes) -> TemplateFile:
        try:
            members = read_members(data)
            types = ContentTypes.read(members[CONTENT_TYPES])
            relationships = Relationships.read("", members[PACKAGE_RELS])
            document = relationships.by_type("officeDocument")[0]
            root = parse(members[document])
        except (ValueError, KeyError, IndexError, etree.XMLSyntaxError) as error:
            raise WordTemplateError(name, [Problem("filen er ikke et Word-dokument (.docx)")]) from error
        if root.tag != w("document"):
            message = f"filen er ikke gemt som almindeligt Word-dokument (*.docx) med {W}"
            raise WordTemplateError(name, [Problem(message)])
        file = cls(name, members, types, relationships, document)
        file._strip()
        return file

    def _strip(self) -> None:
        for source in ("", self.document):
            relationships = self.relationships if not source else self.rels(source)
            unwanted = [
                item for item in relationships if item.type.endswith(tuple(f"/{n}" for n in _UNWANTED))
            ]
            for item in unwanted:
                relationships.items.remove(item)
                if not item.external:
                    self._remove(relationships.part(item))
            if unwanted:
                self.members[rels_name(source)] = relationships.xml()
        self.types.overrides[self.document] = _MAIN_TYPE
        for part, kind, relation in _PROPERTIES:
            for old in self.relationships.by_type(relation.rpartition("/")[2]):
                if part == CUSTOM_PART:
                    self.custom = self.members.get(old, b"")
                self._remove(old)
            others = [item for item in self.relationships if item.type != relation]
            self.relationships.items[:] = others
            self.relationships.add(relation, part)
            self.types.overrides[part] = kind
        self.members[PACKAGE_RELS] = self.relationships.xml()
        self.members[CONTENT_TYPES] = self.types.xml()

    def _remove(self, part: str) -> None:
        self.members.pop(part, None)
        self.members.pop(rels_name(part), None)
        self.types.overrides.pop(part, None)

    def rels(self, part: str) -> Relationships:
        """The relationships of a part."""
        return Relationships.read(part, self.members.get(rels_name(part)))

    def related(self, kind: str) -> str:
        """The document's part of a kind (styles, numbering, …), empty when it has none."""
        return next(iter(self.rels(self.document).by_type(kind)), "")

    @cached_property
    def stories(self) -> dict[str, str]:
        """The parts with text of their own, document first, with the name of each for messages."""
        root = parse(self.members[self.document])
        relationships = self.rels(self.document)
        by_id = {item.id: relationships.part(item) for item in relationships if not item.external}
        found = {self.document: ""}
        for kind in _STORY_TYPES:
            for part in relationships.by_type(kind):
                if part in self.members:
                    found[part] = part_label(part, kind, root, by_id)
        return found

    @cached_property
    def text_width(self) -> int:
        """The width between the margins of the last section, in twentieths of a point."""
        sections = list(parse(self.members[self.document]).iter(w("sectPr")))
        if not sections:
            return _DEFAULT_WIDTH
        size, margins = sections[-1].find(w("pgSz")), sections[-1].find(w("pgMar"))
        if size is None or margins is None:
            return _DEFAULT_WIDTH
        return _twips(size, "w") - _twips(margins, "left") - _twips(margins, "right")


def _twips(element: Element, name: str) -> int:
    return int(float(element.get(w(name), "0")))
