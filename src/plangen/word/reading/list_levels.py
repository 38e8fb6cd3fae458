"""Which paragraphs of a Word file are items of lists, how deep, and how they are numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from plangen.ooxml.ns import PPR, Element, val, w
from plangen.ooxml.numbering import CONTINUE_STYLE
from plangen.ooxml.styles import Styles

_NEAR = 40  # twentieths of a point that a program may round an indent by
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class LevelFormat:
    """One level of a list. `number_format`: Word's name of how it counts (decimal, bullet, none …).
    `indent`, `hanging`: where its lines begin, and how far the first one begins before them. `restarts`: the
    list begins anew with its first item there."""

    number_format: str
    start: int
    indent: int
    hanging: int = 0
    restarts: bool = False

    def without_own(self, indent: Mapping[str, str]) -> dict[str, str]:
        """The indent of an item without what the level says itself, which LibreOffice writes at the item."""
        own = {"left": self.indent, "hanging": self.hanging}
        return {n: v for n, v in indent.items() if n not in own or abs(_number(v) - own[n]) > _NEAR}


@dataclass(frozen=True, slots=True)
class Place:
    """An item's place in its list. `depth` counts from 1; `family`: what lists share that are one list to a
    program that writes the first item of a list differently, as LibreOffice does."""

    depth: int
    list_id: str
    family: str
    level: LevelFormat

    @property
    def ordered(self) -> bool:
        return self.level.number_format != "bullet"

    def goes_on_from(self, other: Place) -> bool:
        """Whether an item may belong to the same list as one before it on the same level."""
        if not self.ordered or not other.ordered:
            return self.ordered == other.ordered
        return self.list_id == other.list_id or (self.family == other.family and not self.level.restarts)


@dataclass(frozen=True)
class ListLevels:
    """The lists of a file. `numbering`: the root of its numbering part."""

    styles: Styles
    numbering: Element | None

    def of(self, paragraph: Element) -> Place | None:
        """The place of a paragraph that is an item; None for an ordinary one."""
        properties = paragraph.find(PPR)
        style = val(properties, "pStyle")
        list_id = val(properties, "numPr/numId") or self.styles.inherited(style, "pPr/numPr/numId")
        number = val(properties, "numPr/ilvl") or self.styles.inherited(style, "pPr/numPr/ilvl") or "0"
        if list_id in ("", "0") or not number.isdigit():
            return None
        level = self._levels.get((list_id, min(int(number), _DEEPEST)))
        if level is None or level.number_format == "none":
            return None
        return Place(int(number) + 1, list_id, self._families[list_id], level)

    def continued(self, paragraph: Element, place: Place) -> int:
        """The depth of the item that an ordinary paragraph goes on with; 0 when it stands on its own."""
        properties = paragraph.find(PPR)
        style = self.styles.by_id.get(val(properties, "pStyle"))
        name = style.name.lower() if style else ""
        if name.startswith(CONTINUE_STYLE.lower()):
            number = name.removeprefix(CONTINUE_STYLE.lower()).strip()
            return min(int(number) if number.isdigit() else 1, place.depth)
        indent = _left(properties)
        if indent is None or indent <= _NEAR:
            return 0
        own = [
            (abs(level.indent - indent), number + 1)
            for (list_id, number), level in self._levels.items()
            if list_id == place.list_id and number < place.depth
        ]
        distance, depth = min(own, default=(_NEAR + 1, 0))
        return depth if distance <= _NEAR else 0

    @cached_property
    def _families(self) -> dict[str, str]:
        lists = () if self.numbering is None else self.numbering.iterchildren(w("num"))
        return {num.get(w("numId"), ""): val(num, "abstractNumId") for num in lists}

    @cached_property
    def _levels(self) -> dict[tuple[str, int], LevelFormat]:
        """Each level of each list."""
        if self.numbering is None:
            return {}
        abstract = {e.get(w("abstractNumId")): e for e in self.numbering.iterchildren(w("abstractNum"))}
        found: dict[tuple[str, int], LevelFormat] = {}
        for num in self.numbering.iterchildren(w("num")):
            list_id = num.get(w("numId"), "")
            base = abstract.get(val(num, "abstractNumId"))
            for level in () if base is None else base.iterchildren(w("lvl")):
                found[list_id, _number(level.get(w("ilvl")))] = _format(level)
            for override in num.iterchildren(w("lvlOverride")):
                key = (list_id, _number(override.get(w("ilvl"))))
                found[key] = _overridden(found.get(key, LevelFormat("decimal", 1, 0)), override)
        return found


def _overridden(level: LevelFormat, override: Element) -> LevelFormat:
    own = override.find(w("lvl"))
    level = level if own is None else _format(own)
    start = val(override, "startOverride")
    return replace(level, start=_number(start, level.start), restarts=True) if start else level


def _format(level: Element) -> LevelFormat:
    start = _number(val(level, "start"), 1)
    properties = level.find(PPR)
    return LevelFormat(
        val(level, "numFmt", "decimal"), start, _left(properties) or 0, _hanging(properties) or 0
    )


def _left(properties: Element | None) -> int | None:
    """The indent on the left of a paragraph or level, None when it says nothing."""
    indent = None if properties is None else properties.find(w("ind"))
    value = None if indent is None else indent.get(w("left")) or indent.get(w("start"))
    return None if value is None else _number(value)


def _hanging(properties: Element | None) -> int | None:
    """How far the first line of a paragraph or level begins before the others."""
    indent = None if properties is None else properties.find(w("ind"))
    return None if indent is None else _number(indent.get(w("hanging")))


def _number(text: str | None, default: int = 0) -> int:
    try:
        return int(float(text)) if text else default
    except ValueError:
        return default
