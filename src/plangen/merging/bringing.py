"""Brings elements of the new edition into the edited file: styles and lists by their names, everything that
has a number or a name of its own numbered anew, pictures with their data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, relpath
from typing import Final

from plangen.merging.annotations import Annotations
from plangen.merging.lists import CarriedLists
from plangen.merging.nodes import Node, holder_of
from plangen.merging.numbers import PENDING, PICTURE, Numbers, is_memory, remember_anew
from plangen.merging.parts import Parts
from plangen.merging.standing import unwrap
from plangen.ooxml.ns import (
    BOOKMARK,
    BOOKMARK_END,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TABLE,
    VAL,
    W14,
    Element,
    P,
    R,
    clone,
    drop,
    local_name,
    make,
    val,
    w,
)
from plangen.ooxml.package import Relationship, Relationships, rels_name

_STYLED: Final = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_WORD: Final = re.compile(r"\w+")
_BLOCKS: Final = frozenset({P, TABLE, SDT})
_LINKED: Final = ("basedOn", "next", "link")


class Bringing:
    """From one part of the new edition to the part of the edited file that it belongs in."""

    def __init__(
        self, ours: Parts, theirs: Parts, numbers: Numbers, styles: FellowStyles, lists: CarriedLists
    ) -> None:
        self._ours, self._theirs = ours, theirs
        self._numbers, self._styles, self._lists = numbers, styles, lists
        self.part = theirs.document
        self.source = ours.document
        self.names: dict[str, str] = {}
        self.annotations = Annotations(ours, theirs, self._fit)

    def bring(self, element: Element) -> Element:
        """A copy of an element that may stand in the edited file."""
        made = clone(element)
        made.tail = None
        self._style(made)
        for one in made.iter(P):  # Word names its paragraphs itself
            for key in [key for key in one.attrib if key.startswith(f"{{{W14}}}")]:
                del one.attrib[key]
        self.annotations.carry(made)
        for one in list(made.iter(w("headerReference"), w("footerReference"))):
            drop(one)
        self._renumber(made)
        point(made, self.names)
        self._relate(made)
        return made

    def _fit(self, note: Element) -> None:
        """Gives the text of a comment or note the styles and numbers of the edited file."""
        self._style(note)
        self._renumber(note)

    def _style(self, made: Element) -> None:
        for one in made.iter(*(w(name) for name in _STYLED)):
            kind = _STYLED[local_name(one.tag)]
            one.set(VAL, self._styles.id(one.get(VAL, ""), kind))
        for one in made.iter(w("numId")):
            one.set(VAL, self._lists.number(one.get(VAL, "")))

    def release(self, element: Element) -> None:
        """The names of an element that goes are free for what comes."""
        self._numbers.release(element)

    def in_place_of(self, there: Element, element: Element) -> Element:
        """The same for one that takes the place of an element, whose bookmarks it may have the names of."""
        self._numbers.release(there)
        made = self.bring(element)
        there.getparent().replace(there, made)
        return made

    def as_text(self, paragraph: Element) -> Element:
        """A copy of a paragraph in which no answer stands: its words are only words."""
        made = self.bring(paragraph)
        for control in [one for one in made.iter(SDT) if one.find(SDT_CONTENT) is not None]:
            unwrap(control)
        for mark in [*made.iter(BOOKMARK, BOOKMARK_END)]:
            drop(mark)
        return made

    def _renumber(self, made: Element) -> None:
        for properties in made.iter(SDT_PR):
            for one in properties.iterchildren(w("id")):
                one.set(VAL, self._numbers.control())
        remember_anew(made, self._numbers)
        ids: dict[str, str] = {}
        for start in made.iter(BOOKMARK):
            ids[start.get(w("id"), "")] = self._numbers.bookmark()
            if not is_memory(start):
                start.set(w("name"), self._name(start.get(w("name"), "")))
        for mark in made.iter(BOOKMARK, BOOKMARK_END):
            mark.set(w("id"), ids.get(mark.get(w("id"), ""), mark.get(w("id"), "")))
        for picture in made.iter(PICTURE):
            picture.set("id", self._numbers.picture())
        for change in made.iter(*PENDING):
            change.set(w("id"), self._numbers.change())

    def _name(self, name: str) -> str:
        """The bookmark's name in the edited file."""
        if name not in self.names:
            self.names[name] = self._numbers.name(name)
        return self.names[name]

    def _relate(self, made: Element) -> None:
        for one in made.iter():
            for key, id in list(one.attrib.items()):
                if key.startswith(f"{{{R}}}") and id:
                    one.set(key, self.relationship(id))

    def relationship(self, id: str) -> str:
        """A relationship of the new edition as one of the edited file, with the part that it points to."""
        found = next((one for one in self._ours.rels(self.source) if one.id == id), None)
        if found is None:
            return id
        if found.external:
            return self._theirs.relate(self.part, found.type, found.target, external=True)
        name = self._ours.rels(self.source).part(found)
        return self._theirs.relate(self.part, found.type, self._part(name))

    def _part(self, name: str) -> str:
        """A part of the new edition, with what it points to itself (a diagram its figures); its name in the
        edited file."""
        data = self._ours.members.get(name, b"")
        free = self._theirs.free_name(name, data)
        if free in self._theirs.members:
            return free
        self._theirs.add(free, data, self._ours.type_of(name))
        rels, own = self._ours.rels(name), Relationships(free)
        for one in rels:
            inside = one.target if one.external else relpath(self._part(rels.part(one)), dirname(free))
            own.items.append(Relationship(one.id, one.type, inside, one.external))
        if own.items:
            self._theirs.members[rels_name(free)] = own.xml()
        return free


def point(element: Element, names: Mapping[str, str]) -> None:
    """Gives links to headings and page numbers the bookmarks as they are called now. `names`: old → new."""
    for link in element.iter(w("hyperlink")):
        name = link.get(w("anchor"), "")
        if name in names:
            link.set(w("anchor"), names[name])
    for code in element.iter(w("instrText")):
        code.text = _WORD.sub(lambda match: names.get(match[0], match[0]), code.text or "")


def replace_answer(there: Node, now: Node, bringing: Bringing) -> None:
    """Gives a control of several paragraphs all that it holds in ours, and the kind of control that it is."""
    holder, together = holder_of(there), make("body")
    together.extend([clone(one) for one in holder_of(now) if one.tag in _BLOCKS])
    blocks = [one for one in holder if one.tag in _BLOCKS]
    at = holder.index(blocks[0]) if blocks else len(holder)
    for one in blocks:
        bringing.release(one)
        holder.remove(one)
    holder[at:at] = list(bringing.bring(together))
    properties, made = there.element.find(SDT_PR), bringing.bring(now.element.find(SDT_PR))
    if properties is not None:
        number = val(properties, "id")
        for one in made.iterchildren(w("id")) if number else ():
            one.set(VAL, number)
        there.element.replace(properties, made)


class FellowStyles:
    """The styles of the new edition as the edited file calls them; those that it lacks are added."""

    def __init__(self, ours: Parts, theirs: Parts, lists: CarriedLists) -> None:
        self._ours, self._theirs, self._lists = ours, theirs, lists
        self._known: dict[tuple[str, str], str] = {}

    def id(self, style_id: str, kind: str) -> str:
        """The id in the edited file."""
        if (style_id, kind) not in self._known:
            self._known[style_id, kind] = style_id
            self._known[style_id, kind] = self._found(style_id)
        return self._known[style_id, kind]

    def _found(self, style_id: str) -> str:
        style = self._ours.styles.by_id.get(style_id)
        if style is None:
            return style_id
        there = self._theirs.styles.id_of(style.name, type=style.type)
        return there or self._add(style_id, style.element)

    def _add(self, style_id: str, element: Element) -> str:
        part = self._theirs.related("styles")
        if not part:
            return style_id
        root = self._theirs.change(part)
        taken = {one.get(w("styleId")) for one in root.iterchildren(w("style"))}
        made = clone(element)
        made.set(w("styleId"), style_id if style_id not in taken else f"{style_id}Plangen")
        made.attrib.pop(w("default"), None)
        root.append(made)
        kind = made.get(w("type"), "paragraph")
        self._known[style_id, kind] = made.get(w("styleId"), "")
        for name in _LINKED:
            one = made.find(w(name))
            if one is not None:
                linked = "character" if name == "link" and kind == "paragraph" else kind
                one.set(VAL, self.id(one.get(VAL, ""), linked))
        for one in made.iter(w("numId")):
            one.set(VAL, self._lists.number(one.get(VAL, "")))
        return str(made.get(w("styleId")))
