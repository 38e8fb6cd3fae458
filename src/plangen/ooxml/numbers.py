"""The ids of what needs one of its own in a Word file, over all its parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import count, filterfalse
from typing import Final

from lxml import etree

from plangen.ooxml.ns import BOOKMARK, BOOKMARK_END, NSMAP, VAL, WP, Element, drop, w

_ID: Final = w("id")
_DRAWING: Final = f"{{{WP}}}docPr"
_VML: Final = "urn:schemas-microsoft-com:vml"
_SPID: Final = "{urn:schemas-microsoft-com:office:office}spid"
_CONTROL_IDS: Final = etree.XPath("//w:sdtPr/w:id", namespaces=NSMAP)


class Ids:
    """Hands out ids for one document. `controls`: those that the template's own controls have; `drawings`:
    those of the drawings in parts that stay as they are."""

    def __init__(self, controls: Collection[str] = (), drawings: Collection[str] = ()) -> None:
        self._drawings = filterfalse(drawings.__contains__, map(str, count(1)))
        self._controls = filterfalse(controls.__contains__, map(str, count(1)))
        self._bookmarks = map(str, count(1))
        self._seen: set[str] = set()
        self._shapes: set[str] = set()

    def control(self) -> str:
        """One for a new control."""
        return next(self._controls)

    def bookmark(self) -> str:
        """One for a new bookmark."""
        return next(self._bookmarks)

    def settle(self, root: Element, marks: bool) -> None:
        """Puts right what a loop has repeated, and numbers the drawings. `marks`: whether the part had
        bookmarks or controls before it was filled."""
        shapes = []
        for element in root.iter(_DRAWING, f"{{{_VML}}}*"):
            if element.tag == _DRAWING:
                element.set("id", next(self._drawings))
            elif element.get("id"):
                shapes.append(element)
        self._rename(shapes)
        if marks:
            self._number_bookmarks(root)
            self._separate_controls(root)

    def _number_bookmarks(self, root: Element) -> None:
        open_marks: dict[str, str] = {}
        for mark in root.iter(BOOKMARK, BOOKMARK_END):
            key = mark.get(_ID, "")
            if mark.tag == BOOKMARK:
                number = open_marks[key] = self.bookmark()
            else:
                number = open_marks.pop(key, "0")
            mark.set(_ID, number)

    def _separate_controls(self, root: Element) -> None:
        """The template's controls keep their numbers; where one came from a loop, the second has none, and
        Word gives it one."""
        for element in _CONTROL_IDS(root):
            number = element.get(VAL, "")
            if number in self._seen:
                drop(element)
            self._seen.add(number)

    def _rename(self, shapes: Iterable[Element]) -> None:
        """Gives the older kind of shapes (VML), when a loop has repeated them, names of their own. The kinds
        of shapes are named once; the shapes refer to them."""
        for shape in shapes:
            if shape.tag == f"{{{_VML}}}shapetype":
                if shape.get("id") in self._shapes:
                    drop(shape)
                self._shapes.add(shape.get("id", ""))
                continue
            for name in ("id", _SPID):
                self._rename_shape(shape, name)

    def _rename_shape(self, shape: Element, name: str) -> None:
        own = shape.get(name, "")
        if own in self._shapes:
            own = next(free for free in _names(own) if free not in self._shapes)
            shape.set(name, own)
        if own:
            self._shapes.add(own)


def _names(name: str) -> Iterator[str]:
    """`name_2`, `name_3` and so on."""
    yield from (f"{name}_{number}" for number in count(2))
