"""A docx file as a package: its content types and the relationships of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import dirname, join, normpath, relpath
from xml.sax.saxutils import quoteattr

from plangen.ooxml.ns import parse

CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_RELS = "_rels/.rels"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_quoted = lru_cache(maxsize=1024)(quoteattr)
"""The same few types and names stand in every package."""


@lru_cache(maxsize=1024)
def _target(name: str, folder: str) -> str:
    """A member as it is seen from a folder."""
    return relpath(name, folder or ".")


@dataclass
class ContentTypes:
    """[Content_Types].xml."""

    defaults: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> ContentTypes:
        types = cls()
        for element in parse(data):
            content_type = element.get("ContentType", "")
            if element.tag == f"{{{_CT}}}Default":
                types.defaults[element.get("Extension", "").lower()] = content_type
            elif element.tag == f"{{{_CT}}}Override":
                types.overrides[element.get("PartName", "").lstrip("/")] = content_type
        return types

    def of(self, name: str) -> str:
        """The content type of a part, empty when it has none."""
        return self.overrides.get(name) or self.defaults.get(name.rpartition(".")[2].lower(), "")

    def copy(self) -> ContentTypes:
        return ContentTypes(dict(self.defaults), dict(self.overrides))

    def xml(self) -> bytes:
        lines = [
            f"<Default Extension={_quoted(extension)} ContentType={_quoted(kind)}/>"
            for extension, kind in self.defaults.items()
        ]
        lines += [
            f"<Override PartName={_quoted('/' + name)} ContentType={_quoted(kind)}/>"
            for name, kind in self.overrides.items()
        ]
        return f'{_HEAD}<Types xmlns="{_CT}">{"".join(lines)}</Types>'.encode()


@dataclass(frozen=True, slots=True)
class Relationship:
    id: str
    type: str
    target: str
    external: bool = False


@dataclass
class Relationships:
    """The relationships of one part (`source`; empty for the package itself)."""

    source: str
    items: list[Relationship] = field(default_factory=list)

    @classmethod
    def read(cls, source: str, data: bytes | None) -> Relationships:
        relationships = cls(source)
        for element in parse(data) if data else ():
            external = element.get("TargetMode") == "External"
            relationships.items.append(
                Relationship(
                    element.get("Id", ""), element.get("Type", ""), element.get("Target", ""), external
                )
            )
        return relationships

    def __iter__(self) -> Iterator[Relationship]:
        return iter(self.items)

    def copy(self) -> Relationships:
        return Relationships(self.source, list(self.items))

    def part(self, relationship: Relationship) -> str:
        """The member name that an internal relationship points to."""
        target = relationship.target
        return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(self.source), target))

    def by_type(self, kind: str) -> list[str]:
        """The parts of the relationships whose type ends with `/kind`."""
        return [
            self.part(item) for item in self.items if item.type.endswith(f"/{kind}") and not item.external
        ]

    def add(self, type: str, target: str, external: bool = False) -> str:
        """The id of the relationship to the target (a member name, or an address); made when it is new."""
        if not external:
            target = _target(target, dirname(self.source))
        for item in self.items:
            if (item.type, item.target, item.external) == (type, target, external):
                return item.id
        taken = {item.id for item in self.items}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        self.items.append(Relationship(f"rId{number}", type, target, external))
        return f"rId{number}"

    def xml(self) -> bytes:
        lines = []
        for item in self.items:
            mode = ' TargetMode="External"' if item.external else ""
            target = f"Type={_quoted(item.type)} Target={_quoted(item.target)}"
            lines.append(f"<Relationship Id={_quoted(item.id)} {target}{mode}/>")
        return f'{_HEAD}<Relationships xmlns="{_RELS}">{"".join(lines)}</Relationships>'.encode()


def rels_name(part: str) -> str:
    """Where a part's relationships stand."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
