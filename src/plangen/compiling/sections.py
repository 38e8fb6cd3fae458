"""Sections of a Word file as pages: their size, direction and margins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from plangen.compiling import output
from plangen.ooxml.ns import Element, val, w

_MM: Final = 1440 / 25.4
_SIDES: Final = ("top", "right", "bottom", "left")
# The pages that the stylesheet knows: width, height and margins in mm.
_KNOWN: Final = {(210, 297, 18, 24, 16, 24): "staaende", (297, 210, 18, 20, 16, 20): "liggende"}
UPRIGHT: Final = "staaende"


@dataclass(frozen=True, slots=True)
class PageBox:
    """A kind of page; `rule` is what the stylesheet does not say of it, `width` its text's in points."""

    name: str
    width: float
    rule: str = ""


@dataclass
class Sections:
    """The sections met so far. `rules`: of the pages that the stylesheet does not know."""

    rules: dict[str, str] = field(default_factory=dict)

    def end(self, section: Element) -> str:
        """The mark where a section ends; what stands before it is set on its pages."""
        box = page_box(section)
        if box.rule:
            self.rules[box.name] = box.rule
        begins = val(section, "type", "nextPage")
        return (
            f'<hr class="sektion"{output.attribute("data-side", box.name)}'
            f"{output.attribute('data-bredde', f'{box.width:.0f}')}"
            f"{output.attribute('data-skift', '' if begins == 'continuous' else 'side')}/>"
        )


def page_box(section: Element) -> PageBox:
    """The page that a section's properties describe."""
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None:
        return PageBox(UPRIGHT, 459.0)
    width, height = _mm(size, "w", 210), _mm(size, "h", 297)
    default = 25.0
    sides = [default if margins is None else abs(_mm(margins, side, default)) for side in _SIDES]
    text_width = (width - sides[1] - sides[3]) / 25.4 * 72
    measures = tuple(round(one) for one in (width, height, *sides))
    if measures in _KNOWN:
        return PageBox(_KNOWN[measures], text_width)
    name = "side-" + "-".join(map(str, measures))
    around = " ".join(f"{side}mm" for side in measures[2:])
    size_rule = f"size: {measures[0]}mm {measures[1]}mm; margin: {around};"
    rule = f"@page {name} {{ {size_rule} }} .{name} {{ page: {name}; }}"
    return PageBox(name, text_width, rule)


def _mm(element: Element, name: str, default: float) -> float:
    value = element.get(w(name), "")
    return int(value) / _MM if value.lstrip("-").isdigit() else default
