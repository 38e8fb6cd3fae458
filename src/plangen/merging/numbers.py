"""Numbers and names that are not taken in the edited file, and the hidden bookmarks of what comes into it."""

from __future__ import annotations

from typing import Final

from plangen.ooxml.memory import number_of, renumbered
from plangen.ooxml.ns import BOOKMARK, BOOKMARK_END, SDT_PR, Element, drop, make, val, w

PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
PENDING: Final = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo"))
_MOST: Final = 1_000_000
"""Controls of a file; a bookmark with a higher number is nobody's."""


class Numbers:
    """Numbers and names that are not taken in the edited file."""

    def __init__(self, roots: list[Element]) -> None:
        controls = [val(p, "id") for root in roots for p in root.iter(SDT_PR)]
        marks = [mark for root in roots for mark in root.iter(BOOKMARK, BOOKMARK_END)]
        pictures = [one.get("id", "") for root in roots for one in root.iter(PICTURE)]
        self._control = _highest(controls)
        self._bookmark = _highest([mark.get(w("id"), "") for mark in marks])
        self._picture = _highest(pictures)
        changes = [one.get(w("id"), "") for root in roots for one in root.iter(*PENDING)]
        self._change = _highest(changes)
        self._names = {mark.get(w("name"), "") for mark in marks}
        memories = (number_of(name) or 0 for name in self._names)
        self._memory = max((number for number in memories if number < _MOST), default=0)

    def release(self, element: Element) -> None:
        """The names of an element that goes are free."""
        self._names -= {mark.get(w("name"), "") for mark in element.iter(BOOKMARK)}

    def control(self) -> str:
        self._control += 1
        return str(self._control)

    def bookmark(self) -> str:
        self._bookmark += 1
        return str(self._bookmark)

    def picture(self) -> str:
        self._picture += 1
        return str(self._picture)

    def change(self) -> str:
        """Of one that waits."""
        self._change += 1
        return str(self._change)

    def memory(self) -> int:
        """Of the bookmarks of one control."""
        self._memory += 1
        return self._memory

    def name(self, name: str) -> str:
        """A bookmark's name, or one like it that is free."""
        found, number = name, 0
        while found in self._names:
            number += 1
            found = f"{name[:34]}_{number}"
        self._names.add(found)
        return found


def _highest(numbers: list[str]) -> int:
    """The highest number below what Word gives by chance, so that new ones stay small."""
    known = [int(number) for number in numbers if number.isdigit()]
    small = [number for number in known if number < 1_000_000_000]
    return max(small, default=0)


# --- the hidden bookmarks of answers ------------------------------------------------------------------------
def is_memory(start: Element) -> bool:
    """Whether a bookmark tells which answer stands there."""
    return number_of(start.get(w("name"), "")) is not None


def remember_anew(made: Element, numbers: Numbers) -> None:
    """Gives each control's hidden bookmarks a number of their own in the edited file. A longer number leaves
    less room for the id in a name, so there may be one more of them, or one less."""
    controls: dict[int, list[Element]] = {}
    for start in made.iter(BOOKMARK):
        number = number_of(start.get(w("name"), ""))
        if number is not None:
            controls.setdefault(number, []).append(start)
    ends = {end.get(w("id")): end for end in made.iter(BOOKMARK_END)}
    for starts in controls.values():
        _rename(starts, ends, numbers)


def _rename(starts: list[Element], ends: dict[str, Element], numbers: Numbers) -> None:
    names, more = renumbered([one.get(w("name"), "") for one in starts], numbers.memory())
    first = starts[0]
    last = ends.get(first.get(w("id")))
    for start in starts:
        end, name = ends.get(start.get(w("id"))), names[start.get(w("name"), "")]
        start.set(w("name"), name)
        if not name:
            drop(start)
            if end is not None:
                drop(end)
    for number, name in enumerate(more):
        key = f"{first.get(w('id'))}.{number}"  # a number like any other when all get theirs
        first.addnext(make("bookmarkStart", id=key, name=name))
        (first if last is None else last).addnext(make("bookmarkEnd", id=key))
