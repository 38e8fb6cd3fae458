"""The lists of the new edition as numbers of the edited file: the list that it is a part of there, one of the
same form, or a new one."""

from __future__ import annotations

from typing import Final

from plangen.merging.parts import Parts
from plangen.ooxml.ns import VAL, Element, clone, make, serialise, val, w

_CHANCE: Final = frozenset({w("nsid"), w("tmpl")})


class CarriedLists:
    """Numbers of lists. `same`: number in the new edition → the list that it goes on with in the edited
    file, as far as paragraphs that are in both tell."""

    def __init__(self, ours: Parts, theirs: Parts) -> None:
        self._ours, self._theirs = ours, theirs
        self.same: dict[str, str] = {}

    def number(self, number: str) -> str:
        """The number in the edited file."""
        if number in ("", "0"):
            return number
        if number not in self.same:
            self.same[number] = self._brought(number)
        return self.same[number]

    def _brought(self, number: str) -> str:
        mine = _root(self._ours)
        found = _child(mine, "num", "numId", number)
        abstract = _child(mine, "abstractNum", "abstractNumId", val(found, "abstractNumId"))
        if found is None or abstract is None:
            return number
        part = self._theirs.related("numbering") or self._theirs.add_xml("numbering", make("numbering"))
        root = self._theirs.change(part)
        there = self._like(root, abstract)
        if there and found.find(w("lvlOverride")) is None:
            return there
        made = clone(found)
        id = str(_next(root, "num", "numId"))
        made.set(w("numId"), id)
        made.find(w("abstractNumId")).set(VAL, self._abstract(root, abstract))
        at = [child for child in root if child.tag in (w("num"), w("abstractNum"))]
        root.insert(root.index(at[-1]) + 1 if at else 0, made)
        return id

    def _like(self, root: Element, abstract: Element) -> str:
        """The list of the edited file with the same levels that nothing makes begin anew."""
        for one in root.iterchildren(w("num")):
            other = _child(root, "abstractNum", "abstractNumId", val(one, "abstractNumId"))
            if one.find(w("lvlOverride")) is None and other is not None and _form(other) == _form(abstract):
                return str(one.get(w("numId"), ""))
        return ""

    def _abstract(self, root: Element, abstract: Element) -> str:
        for other in root.iterchildren(w("abstractNum")):
            if _form(other) == _form(abstract):
                return str(other.get(w("abstractNumId"), ""))
        made = clone(abstract)
        id = str(_next(root, "abstractNum", "abstractNumId"))
        made.set(w("abstractNumId"), id)
        for one in [child for child in made if child.tag in _CHANCE]:
            made.remove(one)
        last = [child for child in root if child.tag == w("abstractNum")]
        root.insert(root.index(last[-1]) + 1 if last else 0, made)
        return id


def _root(parts: Parts) -> Element | None:
    name = parts.related("numbering")
    return parts.root(name) if name else None


def _child(root: Element | None, tag: str, key: str, value: str) -> Element | None:
    found = () if root is None else root.iterchildren(w(tag))
    return next((one for one in found if one.get(w(key)) == value), None)


def _next(root: Element, tag: str, key: str) -> int:
    known = [one.get(w(key), "") for one in root.iterchildren(w(tag))]
    return max((int(one) for one in known if one.isdigit()), default=-1 if tag == "abstractNum" else 0) + 1


def _form(abstract: Element) -> bytes:
    """What a list looks like, without the numbers that programs give it."""
    copy = clone(abstract)
    copy.attrib.clear()
    for one in [child for child in copy if child.tag in _CHANCE]:
        copy.remove(one)
    for one in copy.iter():
        for key in [key for key in one.attrib if "wordml" in key or key == w("tplc")]:
            del one.attrib[key]
    return serialise(copy)
