"""What the engine must know of a template's styles, found by the names that Word itself uses."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from plangen.ooxml.ns import PPR, RPR, VAL, Element, first, is_on, parse, val, w

HEADING_LEVELS = 9
_BODY_TEXT = 9  # w:outlineLvl 9 is »brødtekst«


@dataclass(frozen=True, slots=True)
class Style:
    id: str
    type: str
    name: str
    based_on: str
    element: Element = field(repr=False, compare=False)


class Styles:
    """The styles of one package. Names compare without regard to case, as in Word."""

    def __init__(self, data: bytes | None) -> None:
        self.root: Element | None = parse(data) if data else None
        self.by_id: dict[str, Style] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._levels: dict[str, int] = {}
        self._chains: dict[str, tuple[Style, ...]] = {}
        self._inherited: dict[tuple[str, str], str] = {}
        self._space: dict[str, int] = {}
        for element in () if self.root is None else self.root.iterchildren(w("style")):
            style = Style(
                element.get(w("styleId"), ""),
                element.get(w("type"), "paragraph"),
                val(element, "name"),
                val(element, "basedOn"),
                element,
            )
            self.by_id[style.id] = style
            self._ids.setdefault((style.type, style.name.lower()), style.id)

    def id_of(self, *names: str, type: str = "paragraph") -> str:
        """The id of the first style there is with one of the names; empty when there is none."""
        found = (self._ids.get((type, name.lower()), "") for name in names)
        return next((style_id for style_id in found if style_id), "")

    def chain(self, style_id: str) -> tuple[Style, ...]:
        """The style and those it is based on."""
        if style_id not in self._chains:
            chain: list[Style] = []
            based_on = style_id
            while based_on in self.by_id and self.by_id[based_on] not in chain:
                chain.append(self.by_id[based_on])
                based_on = chain[-1].based_on
            self._chains[style_id] = tuple(chain)
        return self._chains[style_id]

    def inherited(self, style_id: str, path: str) -> str:
        """The `w:val` at the path, from the style or the first one it is based on that says."""
        if (style_id, path) not in self._inherited:
            values = (val(style.element, path) for style in self.chain(style_id))
            self._inherited[style_id, path] = next((value for value in values if value), "")
        return self._inherited[style_id, path]

    def space_before(self, style_id: str) -> int:
        """The air above a paragraph in the style, in twentieths of a point."""
        if style_id not in self._space:
            found = (first(first(style.element, PPR), w("spacing")) for style in self.chain(style_id))
            said = ("" if spacing is None else spacing.get(w("before"), "") for spacing in found)
            self._space[style_id] = next((int(before) for before in said if before.isdigit()), 0)
        return self._space[style_id]

    def is_on(self, look: Element | None, name: str) -> bool:
        """Whether run properties say »b«, »i« and the like, themselves or by their character style."""
        if look is None:
            return False
        if look.find(w(name)) is not None:
            return is_on(look, name)
        chain = (style.element.find(RPR) for style in self.chain(val(look, "rStyle")))
        return next((is_on(p, name) for p in chain if p is not None and p.find(w(name)) is not None), False)

    def heading_level(self, paragraph: Element) -> int:
        """1 for a paragraph in »Overskrift 1« or with outline level 1; 0 for ordinary text."""
        properties = first(paragraph, PPR)
        if properties is None:
            return 0
        direct = first(properties, w("outlineLvl"))
        if direct is not None:
            return _level(direct.get(VAL, ""))
        return self.level_of(val(properties, "pStyle"))

    @cached_property
    def headings(self) -> frozenset[str]:
        """The ids of the styles that make headings."""
        return frozenset(id for id in self.by_id if self.level_of(id))

    def level_of(self, style_id: str) -> int:
        """The same of every paragraph in the style that says nothing itself."""
        if style_id not in self._levels:
            self._levels[style_id] = self._style_level(style_id)
        return self._levels[style_id]

    def _style_level(self, style_id: str) -> int:
        for style in self.chain(style_id):
            outline = val(style.element, "pPr/outlineLvl")
            if outline:
                return _level(outline)
            name, _, number = style.name.lower().rpartition(" ")
            if name == "heading" and number.isdigit():
                return int(number)
        return 0


def _level(outline: str) -> int:
    return int(outline) + 1 if outline.isdigit() and int(outline) < _BODY_TEXT else 0
