"""A Word file that somebody has saved, opened for reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from plangen.ooxml.ns import A, Element, r, w
from plangen.ooxml.opening import UnreadableWord, opened, parsed
from plangen.ooxml.package import Relationships, rels_name
from plangen.ooxml.places import part_label
from plangen.ooxml.properties import edition_of
from plangen.ooxml.styles import Styles
from plangen.pictures.fingerprint import fingerprint
from plangen.word.reading.list_levels import ListLevels

__all__ = ["TextPart", "UnreadableWord", "WordFile"]

_PICTURES = "word/media/"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(frozen=True)
class TextPart:
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
        members = opened(data)
        file = cls(members, "")
        names = file.relationships("").by_type("officeDocument")
        if not names or names[0] not in members:
            raise UnreadableWord("filen er ikke et Word-dokument")
        root = parsed(members[names[0]], names[0])
        if root.tag == f"{{{_STRICT}}}document":
            raise UnreadableWord("filen er gemt som »Strict Open XML-dokument«")
        if root.tag != w("document") or root.find(w("body")) is None:
            raise UnreadableWord("filen er ikke et Word-dokument")
        return replace(file, document=names[0])

    def root(self, name: str) -> Element | None:
        """The root of a part; None when it is missing. Raises `UnreadableWord`."""
        return parsed(self.members[name], name) if name in self.members else None

    def relationships(self, part: str) -> Relationships:
        """Those of a part; of the whole file when it is empty. Raises `UnreadableWord`."""
        self.root(rels_name(part))  # it can be read
        return Relationships.read(part, self.members.get(rels_name(part)))

    def related(self, kind: str, part: str | None = None) -> Element | None:
        """The root of the first part of a kind (styles, numbering, comments, …) that a part points to: the
        document, or one that is named."""
        names = self.relationships(self.document if part is None else part).by_type(kind)
        return self.root(names[0]) if names else None

    @cached_property
    def edition(self) -> str:
        """Which version of the document the file began as; empty when it does not say."""
        properties = self.related("custom-properties", "")
        return "" if properties is None else edition_of(properties)

    @cached_property
    def sessions(self) -> frozenset[str]:
        """Word's names of the times it was edited."""
        settings = self.related("settings")
        rsids = () if settings is None else settings.iterfind(f"{w('rsids')}/{w('rsid')}")
        return frozenset(rsid.get(w("val"), "") for rsid in rsids)

    @cached_property
    def revision(self) -> int:
        """How often it has been saved, as programs count it; 0 when it does not say."""
        properties = self.related("core-properties", "")
        number = "" if properties is None else properties.findtext("{*}revision", "")
        return int(number) if number.isdecimal() and len(number) < 10 else 0

    @cached_property
    def is_by_libreoffice(self) -> bool:
        """Whether LibreOffice was the last to save the file."""
        properties = self.related("extended-properties", "")
        application = "" if properties is None else properties.findtext("{*}Application", "")
        return application.startswith("LibreOffice")

    @cached_property
    def styles(self) -> Styles:
        names = self.relationships(self.document).by_type("styles")
        found = bool(names) and self.root(names[0]) is not None
        return Styles(self.members[names[0]] if found else None)

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
    def parts(self) -> Iterator[TextPart]:
        """The document, then the headers and footers in the order of its sections, then the notes."""
        root = parsed(self.members[self.document], self.document)
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

    def _part(self, name: str, label: str, root: Element) -> TextPart:
        relationships = self.relationships(name)
        links = {item.id: item.target for item in relationships if item.external}
        inside = {item.id: relationships.part(item) for item in relationships if not item.external}
        pictures = {
            id: fingerprint(self.members[part])
            for id, part in inside.items()
            if part.startswith(_PICTURES) and part in self.members
        }
        return TextPart(name, label, root, links, pictures)
