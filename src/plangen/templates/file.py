"""A template's package, read once: which parts hold tags, and what every rendering copies as it is."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from lxml import etree

from plangen.ooxml.ns import Element, R, W, parse, w
from plangen.ooxml.opening import UnreadableWord, is_xml, opened, parsed
from plangen.ooxml.package import (
    CONTENT_TYPES,
    PACKAGE_RELS,
    ContentTypes,
    Relationships,
    rels_name,
)
from plangen.ooxml.places import part_label, place_of
from plangen.ooxml.problems import Problem, WordTemplateError
from plangen.ooxml.properties import (
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
from plangen.ooxml.styles import Styles
from plangen.templates.admission import Admission
from plangen.templates.refusals import Place

_STORY_TYPES = ("header", "footer", "footnotes", "endnotes")
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PROPERTIES = (
    (CORE_PART, CORE_TYPE, CORE_REL),
    (APP_PART, APP_TYPE, APP_REL),
    (CUSTOM_PART, CUSTOM_TYPE, CUSTOM_REL),
)
_OTHER_PARTS = {
    "styles.xml": "typografierne",
    "numbering.xml": "listerne",
    "settings.xml": "indstillingerne",
    "custom.xml": "egenskaberne",
}
_DEFAULT_WIDTH = 9000


@dataclass
class TemplateFile:
    """The members of a template by name, without what no document should inherit. `custom`: the part with
    the labels of sensitivity that somebody has given the template. `problems`: what it may not pass on."""

    name: str
    members: dict[str, bytes]
    types: ContentTypes
    relationships: Relationships
    document: str
    custom: bytes = b""
    problems: tuple[Problem, ...] = ()

    @classmethod
    def read(cls, name: str, data: bytes) -> TemplateFile:
        """Raises `WordTemplateError` when it is none of Word's. What may not pass on is in `problems`."""
        try:
            members = opened(data)
            for part in (part for part, content in members.items() if is_xml(content)):
                parsed(members[part], part)
            types = ContentTypes.read(members[CONTENT_TYPES])
            relationships = Relationships.read("", members[PACKAGE_RELS])
            document = relationships.by_type("officeDocument")[0]
            root = parse(members[document])
        except (UnreadableWord, ValueError, KeyError, IndexError, etree.XMLSyntaxError) as error:
            reason = f": {error.message}" if isinstance(error, UnreadableWord) else ""
            problem = Problem(f"filen er ikke et Word-dokument (.docx), som plangen kan læse{reason}")
            raise WordTemplateError(name, [problem]) from error
        if root.tag != w("document"):
            message = f"filen er ikke gemt som almindeligt Word-dokument (*.docx) med {W}"
            raise WordTemplateError(name, [Problem(message)])
        file = cls(name, members, types, relationships, document)
        file._admit()
        file._replace_properties()
        return file

    def _admit(self) -> None:
        """Leaves what may reach the files made of this one, and notes what is in the way."""
        types = {name: self.types.of(name) for name in self.members}
        admission = Admission(self.members, types, self._place)
        admission.run()
        self.problems = tuple(admission.problems)
        self.relationships = Relationships.read("", self.members[PACKAGE_RELS])
        for name in [name for name in self.types.overrides if name not in self.members]:
            del self.types.overrides[name]

    def _place(self, part: str) -> Place:
        """What says where an element of a part stands."""
        label = self._labels().get(part)
        if label is None:
            return lambda _: _OTHER_PARTS.get(posixpath.basename(part), part)
        styles = cache(lambda: Styles(self.members.get(self.related("styles"))))
        return lambda element: place_of(element, label, styles())

    def _replace_properties(self) -> None:
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
        return self._labels()

    def _labels(self) -> dict[str, str]:
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
    def _sections(self) -> list[Element]:
        return list(parse(self.members[self.document]).iter(w("sectPr")))

    @property
    def first_section(self) -> Element | None:
        """What the document begins with: its first pages' size, headers and footers."""
        return self._sections[0] if self._sections else None

    @cached_property
    def first_header_is_silent(self) -> bool:
        """Whether the header of the first page, when it has one of its own, has no words."""
        references = [] if self.first_section is None else self.first_section.iter(w("headerReference"))
        ids = [one.get(f"{{{R}}}id") for one in references if one.get(w("type")) == "first"]
        relationships = self.rels(self.document)
        parts = [relationships.part(item) for item in relationships if item.id in ids]
        return not any("".join(parse(self.members[part]).itertext()).strip() for part in parts)

    @cached_property
    def text_width(self) -> int:
        """The width between the margins of the last section, in twentieths of a point."""
        if not self._sections:
            return _DEFAULT_WIDTH
        size, margins = self._sections[-1].find(w("pgSz")), self._sections[-1].find(w("pgMar"))
        if size is None or margins is None:
            return _DEFAULT_WIDTH
        return _twips(size, "w") - _twips(margins, "left") - _twips(margins, "right")


@lru_cache(maxsize=64)
def template_file(name: str, data: bytes) -> TemplateFile:
    """The same for several: its Word file and its page are made of one reading, which is not to be changed.
    Raises the same."""
    return TemplateFile.read(name, data)


def _twips(element: Element, name: str) -> int:
    return int(float(element.get(w(name), "0")))
