"""Which paragraphs of a Word file are items of lists, how deep, and how they are numbered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from plangen.word.ns import PPR, Element, val, w
from plangen.word.numbering import CONTINUE_STYLE
from plangen.word.styles import Styles

_NEAR = 40  # twentieths of a point that a program may round an indent by
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Place:
    """An item's place in its list. `depth` counts from 1; `indent` is where its text begins."""

    depth: int
    ordered: bool
    list_id: str
    start: int
    indent: int


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
        level = val(properties, "numPr/ilvl") or self.styles.inherited(style, "pPr/numPr/ilvl") or "0"
        if list_id in ("", "0") or not level.isdigit():
            return None
        found = self._levels.get((list_id, min(int(level), _DEEPEST)))
        if found is None or found[0] == "none":
            return None
        kind, start, indent = found
        return Place(int(level) + 1, kind != "bullet", list_id, start, indent)

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
            (abs(found[2] - indent), level + 1)
            for (list_id, level), found in self._levels.items()
            if list_id == place.list_id and level < place.depth
        ]
        distance, depth = min(own, default=(_NEAR + 1, 0))
        return depth if distance <= _NEAR else 0

    @cached_property
    def _levels(self) -> dict[tuple[str, int], tuple[str, int, int]]:
        """Format, first number and indent of each level of each list."""
        if self.numbering is None:
            return {}
        abstract = {e.get(w("abstractNumId")): e for e in self.numbering.iterchildren(w("abstractNum"))}
        found: dict[tuple[str, int], tuple[str, int, int]] = {}
        for num in self.numbering.iterchildren(w("num")):
            list_id = num.get(w("numId"), "")
            base = abstract.get(val(num, "abstractNumId"))
            for level in () if base is None else base.iterchildren(w("lvl")):
                found[list_id, _number(level.get(w("ilvl")))] = _format(level)
            for override in num.iterchildren(w("lvlOverride")):
                key = (list_id, _number(override.get(w("ilvl"))))
                own = override.find(w("lvl"))
                kind, start, indent = _format(own) if own is not None else found.get(key, ("decimal", 1, 0))
                start = _number(val(override, "startOverride"), start)
                found[key] = (kind, start, indent)
        return found


def _format(level: Element) -> tuple[str, int, int]:
    kind, start = val(level, "numFmt", "decimal"), _number(val(level, "start"), 1)
    return kind, start, _left(level.find(PPR)) or 0


def _left(properties: Element | None) -> int | None:
    """The indent on the left of a paragraph or level, None when it says nothing."""
    indent = None if properties is None else properties.find(w("ind"))
    value = None if indent is None else indent.get(w("left")) or indent.get(w("start"))
    return None if value is None else _number(value)


def _number(text: str | None, default: int = 0) -> int:
    try:
        return int(float(text)) if text else default
    except ValueError:
        return default
