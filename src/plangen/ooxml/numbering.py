"""Lists: the numbering that a template's list styles use, and new numberings for lists that start anew.

Bullets all share the style's own numbering. Every numbered list gets a `w:num` of its own with a start value;
without it, Word would count on from the list before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plangen.ooxml.ns import Element, make, parse, serialise, val, w
from plangen.ooxml.problems import Problem
from plangen.ooxml.styles import Styles

BULLET_STYLE = "List Bullet"
NUMBER_STYLE = "List Number"
CONTINUE_STYLE = "List Continue"


@dataclass(frozen=True, slots=True)
class Level:
    """One depth of a list. `style` is what its paragraphs use; `numbered_by_style` says that this style
    alone gives bullet and depth. `following` is the style of an item's further paragraphs, or empty."""

    depth: int
    style: str
    numbered_by_style: bool
    following: str
    indent: str


@dataclass(frozen=True, slots=True)
class ListFormat:
    """The numbering of one list style. A list deeper than its levels stays at the last one."""

    num_id: str
    abstract_id: str
    levels: tuple[Level, ...]

    def level(self, depth: int) -> Level:
        return self.levels[min(depth, len(self.levels) - 1)]


class Numbering:
    """The numbering part of a template."""

    def __init__(self, data: bytes | None, styles: Styles) -> None:
        self._data = data
        self._root: Element | None = parse(data) if data else None
        self._styles = styles
        self.bullets = self._format(BULLET_STYLE)
        self.numbers = self._format(NUMBER_STYLE)
        numbers = (
            [] if self._root is None else [n.get(w("numId"), "") for n in self._root.iterchildren(w("num"))]
        )
        self.next_id = max([int(number) for number in numbers if number.isdigit()], default=0) + 1

    def problems(self) -> Iterator[Problem]:
        """List styles that the template lacks, or that have no numbering."""
        for name, danish, found in (
            (BULLET_STYLE, "Opstilling - punkttegn", self.bullets),
            (NUMBER_STYLE, "Opstilling - talopstilling", self.numbers),
        ):
            if found is None:
                yield Problem(f"typografien »{danish}« ({name}) mangler, eller den har ingen listeopstilling")

    def _format(self, style_name: str) -> ListFormat | None:
        style_id = self._styles.id_of(style_name)
        num_id = self._styles.inherited(style_id, "pPr/numPr/numId")
        num = self._child("num", "numId", num_id)
        abstract_id = val(num, "abstractNumId")
        abstract = self._child("abstractNum", "abstractNumId", abstract_id)
        if abstract is None:
            return None
        levels = [self._level(style_name, style_id, element) for element in abstract.iterchildren(w("lvl"))]
        return ListFormat(num_id, abstract_id, tuple(levels)) if levels else None

    def _level(self, style_name: str, base: str, element: Element) -> Level:
        depth = int(element.get(w("ilvl"), "0"))
        linked = val(element, "pStyle")
        own = (
            linked
            if linked in self._styles.by_id
            else self._styles.id_of(f"{style_name} {depth + 1}") or base
        )
        style = base if depth == 0 else own
        given = self._styles.inherited(style, "pPr/numPr/ilvl") or "0"
        suffix = f" {depth + 1}" if depth else ""
        indent = element.find(f"{w('pPr')}/{w('ind')}")
        left = "0" if indent is None else indent.get(w("left")) or indent.get(w("start")) or "0"
        return Level(depth, style, given == str(depth), self._styles.id_of(CONTINUE_STYLE + suffix), left)

    def _child(self, tag: str, key: str, value: str) -> Element | None:
        if self._root is None or not value:
            return None
        return next((e for e in self._root.iterchildren(w(tag)) if e.get(w(key)) == value), None)

    def with_lists(self, lists: RenderedLists) -> bytes | None:
        """The part with the lists' numberings; None when there are none."""
        if not lists.new or self._data is None:
            return None
        root = parse(self._data)
        last = [child for child in root if child.tag in (w("num"), w("abstractNum"))][-1]
        position = root.index(last) + 1
        for offset, element in enumerate(lists.new):
            root.insert(position + offset, element)
        return serialise(root)


class RenderedLists:
    """The lists of one rendering."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self.new: list[Element] = []

    def start(self, ordered: bool, depth: int, start: int) -> tuple[ListFormat, str]:
        """Format and number id of a new list at a depth."""
        found = self._numbering.numbers if ordered else self._numbering.bullets
        assert found is not None  # a template without list styles is refused when it is compiled
        if not ordered:
            return found, found.num_id
        num_id = str(self._numbering.next_id + len(self.new))
        num = make("num", numId=num_id)
        num.append(make("abstractNumId", val=found.abstract_id))
        override = make("lvlOverride", ilvl=str(found.level(depth).depth))
        override.append(make("startOverride", val=str(max(start, 0))))
        num.append(override)
        self.new.append(num)
        return found, num_id


def abstract_levels(root: Element) -> dict[str, frozenset[int] | None]:
    """For each number id of a numbering part the levels of its list; None when there is no such list."""
    defined = {
        abstract.get(w("abstractNumId")): frozenset(
            int(level.get(w("ilvl"), "0")) for level in abstract.iterchildren(w("lvl"))
        )
        for abstract in root.iterchildren(w("abstractNum"))
    }
    return {
        num.get(w("numId"), ""): defined.get(val(num, "abstractNumId")) for num in root.iterchildren(w("num"))
    }
