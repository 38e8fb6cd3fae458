"""A Word file that somebody has saved, opened for reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from plangen.findings import PlangenError
from plangen.pictures.fingerprint import fingerprint
from plangen.word.ooxml.ns import A, Element, parse, r, w
from plangen.word.ooxml.package import PACKAGE_RELS, Relationships, read_members, rels_name
from plangen.word.ooxml.places import part_label
from plangen.word.ooxml.properties import edition_of
from plangen.word.ooxml.styles import Styles
from plangen.word.reading.list_levels import ListLevels

_PICTURES = "word/media/"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_HINT = "Åbn filen i Word, og gem den som almindeligt Word-dokument (*.docx)."


class UnreadableWord(PlangenError):
    """A file that is no Word document, or a damaged one."""

    def __init__(self, message: str) -> None:
        super().__init__(message, _HINT)


@dataclass(frozen=True)
class Part:
    """A part with text. `label` is empty for the document itself. `links` and `pictures`: the addresses,
    and the fingerprints of pictures, by the ids of their relationships."""

    name: str
    label: str
    root: Element
    links: dict[str, str]
    pictures: dict[str, str]


@dataclass(frozen=True)
class WordFile:
    """The members of a file by name; `document` is the name of the document itself."""

    members: dict[str, bytes]
    document: str

    @classmethod
    def read(cls, data: bytes) -> WordFile:
        """Raises `UnreadableWord`."""
        try:
            members = read_members(data)
            relationships = Relationships.read("", members[PACKAGE_RELS])
            document = relationships.by_type("officeDocument")[0]
            root = parse(members[document])
        except (ValueError, KeyError, IndexError, etree.XMLSyntaxError) as error:
            raise UnreadableWord("filen kan ikke læses som Word-dokument") from error
        if root.tag == f"{{{_STRICT}}}document":
            raise UnreadableWord("filen er gemt som »Strict Open XML-dokument«")
        if root.tag != w("document") or root.find(w("body")) is None:
            raise UnreadableWord("filen er ikke et Word-dokument")
        return cls(members, document)

    def root(self, name: str) -> Element | None:
        """The root of a part; None when it is missing. Raises `UnreadableWord`."""
        if name not in self.members:
            return None
        try:
            return parse(self.members[name])
        except etree.XMLSyntaxError as error:
            raise UnreadableWord(f"filen er beskadiget ({name} kan ikke læses)") from error

    def relationships(self, part: str) -> Relationships:
        try:
            return Relationships.read(part, self.members.get(rels_name(part)))
        except etree.XMLSyntaxError as error:
            raise UnreadableWord(f"filen er beskadiget ({rels_name(part)} kan ikke læses)") from error

    def related(self, kind: str) -> Element | None:
        """The root of the document's part of a kind (styles, numbering, comments, …)."""
        names = self.relationships(self.document).by_type(kind)
        return self.root(names[0]) if names else None

    @property
    def edition(self) -> str:
        """Which version of the document the file began as; empty when it does not say."""
        names = Relationships.read("", self.members[PACKAGE_RELS]).by_type("custom-properties")
        return edition_of(self.members.get(names[0], b"")) if names else ""

    @cached_property
    def is_by_libreoffice(self) -> bool:
        """Whether LibreOffice was the last to save the file."""
        names = Relationships.read("", self.members[PACKAGE_RELS]).by_type("extended-properties")
        properties = self.root(names[0]) if names else None
        application = "" if properties is None else properties.findtext("{*}Application", "")
        return application.startswith("LibreOffice")

    @cached_property
    def styles(self) -> Styles:
        names = self.relationships(self.document).by_type("styles")
        try:
            return Styles(self.members.get(names[0]) if names else None)
        except etree.XMLSyntaxError as error:
            raise UnreadableWord("filen er beskadiget (typografierne kan ikke læses)") from error

    @cached_property
    def levels(self) -> ListLevels:
        return ListLevels(self.styles, self.related("numbering"))

    @cached_property
    def fonts(self) -> dict[str, str]:
        """The theme's fonts by the names that text uses."""
        theme = self.related("theme")
        found: dict[str, str] = {}
        for kind in ("major", "minor"):
            path = f".//{{{A}}}{kind}Font/{{{A}}}latin"
            latin = None if theme is None else theme.find(path)
            for use in ("HAnsi", "Ascii"):
                found[f"{kind}{use}"] = "" if latin is None else latin.get("typeface", "")
        return found

    # --- parts with text -----------------------------------------------------------------------------------
    def parts(self) -> Iterator[Part]:
        """The document, then the headers and footers in the order of its sections, then the notes."""
        root = parse(self.members[self.document])
        relationships = self.relationships(self.document)
        by_id = {item.id: relationships.part(item) for item in relationships if not item.external}
        yield self._part(self.document, "", root)
        seen: set[str] = set()
        for kind in ("header", "footer"):
            for reference in root.iter(w(f"{kind}Reference")):
                name = by_id.get(reference.get(r("id"), ""), "")
                found = self.root(name) if name not in seen else None
                if found is not None:
                    seen.add(name)
                    yield self._part(name, part_label(name, kind, root, by_id), found)
        for kind, label in (("footnotes", "fodnoter"), ("endnotes", "slutnoter")):
            for name in relationships.by_type(kind):
                found = self.root(name)
                if found is not None:
                    yield self._part(name, label, found)

    def _part(self, name: str, label: str, root: Element) -> Part:
        relationships = self.relationships(name)
        links = {item.id: item.target for item in relationships if item.external}
        inside = {item.id: relationships.part(item) for item in relationships if not item.external}
        pictures = {
            id: fingerprint(self.members[part])
            for id, part in inside.items()
            if part.startswith(_PICTURES) and part in self.members
        }
        return Part(name, label, root, links, pictures)
