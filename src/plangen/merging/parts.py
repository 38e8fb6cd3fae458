"""The members of a Word file while new content comes into it: relationships, content types, media, lists."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from plangen.ooxml.ns import Element, R, serialise
from plangen.ooxml.opening import UnreadableWord, opened, parsed
from plangen.ooxml.package import CONTENT_TYPES, OFFICE, ContentTypes, Relationships, rels_name
from plangen.ooxml.styles import Styles
from plangen.ooxml.zipped import write_zip

_PICTURES: Final = ("{*}blip", "{*}svgBlip", "{*}imagedata")
_SHOWN: Final = tuple(f"{{{R}}}{name}" for name in ("embed", "link", "id"))
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


class Parts:
    """A Word file by its parts. Roots that were asked for are written anew when they were marked as changed;
    everything else keeps its bytes."""

    def __init__(self, data: bytes) -> None:
        self.members: dict[str, bytes] = dict(opened(data))
        names = Relationships.read("", self.members.get(rels_name(""))).by_type("officeDocument")
        if not names or names[0] not in self.members:
            raise UnreadableWord("filen er ikke et Word-dokument")
        self.document = names[0]
        self._roots: dict[str, Element] = {}
        self._rels: dict[str, Relationships] = {}
        self._changed: set[str] = set()
        self._types = ContentTypes.read(self.members[CONTENT_TYPES])
        self._styles: Styles | None = None

    def root(self, name: str) -> Element:
        """The root of a part. Raises `UnreadableWord`."""
        if name not in self._roots:
            self._roots[name] = parsed(self.members[name], name)
        return self._roots[name]

    def change(self, name: str) -> Element:
        """The root of a part that is about to be changed."""
        self._changed.add(name)
        return self.root(name)

    def is_changed(self, name: str) -> bool:
        return name in self._changed

    def rels(self, part: str) -> Relationships:
        if part not in self._rels:
            self._rels[part] = Relationships.read(part, self.members.get(rels_name(part)))
        return self._rels[part]

    def related(self, kind: str, part: str | None = None) -> str:
        """The name of the first part of a kind that the document points to; empty when there is none."""
        names = self.rels(self.document if part is None else part).by_type(kind)
        return names[0] if names and names[0] in self.members else ""

    @property
    def styles(self) -> Styles:
        if self._styles is None:
            name = self.related("styles")
            self._styles = Styles(self.members[name] if name else None)
        return self._styles

    # --- adding ---------------------------------------------------------------------------------------------
    def relate(self, part: str, kind: str, target: str, external: bool = False) -> str:
        """The id of a relationship of a part, made when it is new."""
        kind = kind if "/" in kind else f"{OFFICE}/{kind}"
        before = len(self.rels(part).items)
        id = self.rels(part).add(kind, target, external)
        if len(self.rels(part).items) != before:
            self.members[rels_name(part)] = self.rels(part).xml()
        return id

    def add(self, name: str, data: bytes, content_type: str) -> None:
        """Adds a part, or replaces its bytes."""
        self.members[name] = data
        self._roots.pop(name, None)
        if self._types.of(name) == content_type or not content_type:
            return
        ending = name.rpartition(".")[2].lower()
        if name.endswith(".xml") or ending in self._types.defaults:
            self._types.overrides[name] = content_type
        else:
            self._types.defaults[ending] = content_type
        self.members[CONTENT_TYPES] = self._types.xml()

    def add_xml(self, kind: str, root: Element) -> str:
        """Adds a part that the document points to (comments, numbering); gives its name."""
        folder = self.document.rpartition("/")[0]
        name = f"{folder}/{kind}.xml" if folder else f"{kind}.xml"
        self.add(name, serialise(root), _TYPE.format(kind))
        self.relate(self.document, kind, name)
        return name

    def drop_unused(self, part: str, before: Container[str]) -> None:
        """Takes away the pictures of a part that nothing shows, be it any more or after all. `before`: the
        relationships that nothing used before (`unused`); they stay."""
        unused = self.unused(part)
        pictures = [one for one in self.rels(part) if one.id in unused and one.id not in before]
        if not pictures:
            return
        self.rels(part).items = [one for one in self.rels(part) if one not in pictures]
        self.members[rels_name(part)] = self.rels(part).xml()
        names = [name for name in self.members if name.endswith(".rels")]
        everywhere = [Relationships.read(_source(name), self.members[name]) for name in names]
        shown = {rels.part(one) for rels in everywhere for one in rels if not one.external}
        for name in {self.rels(part).part(one) for one in pictures} - shown:
            self.members.pop(name, None)
            self._types.overrides.pop(name, None)
        self.members[CONTENT_TYPES] = self._types.xml()

    def unused(self, part: str) -> set[str]:
        """The ids of the pictures that a part has and does not show."""
        used = {id for one in self.root(part).iter(*_PICTURES) for key in _SHOWN if (id := one.get(key))}
        return {one.id for one in self.rels(part) if one.type.endswith("/image")} - used

    def type_of(self, name: str) -> str:
        return self._types.of(name)

    def free_name(self, name: str, data: bytes) -> str:
        """The name of a part with these bytes: its own, or one that is free."""
        stem, dot, ending = name.rpartition(".")
        number = 0
        while name in self.members and self.members[name] != data:
            number += 1
            name = f"{stem}_{number}{dot}{ending}"
        return name

    def data(self) -> bytes:
        """The whole file, in the order it had."""
        for name in self._changed:
            self.members[name] = serialise(self.root(name))
        return write_zip(self.members.items())


def _source(name: str) -> str:
    """The part that relationships are of."""
    folder, _, file = name.rpartition("/")
    return f"{folder.removesuffix('_rels')}{file.removesuffix('.rels')}"
