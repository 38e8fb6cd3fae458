"""Headers and footers as elements that the stylesheet moves into the margins of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from plangen.compiling import output
from plangen.compiling.inline import COLUMN, PAGE_BREAK, Inline
from plangen.ooxml.ns import Element, P

_CLASSES: Final = {"header": "sidehoved", "footer": "sidefod"}
_PLACES: Final = {1: ("",), 2: ("", "til_hoejre"), 3: ("", "i_midten", "til_hoejre")}


def margin(kind: str, root: Element, inline: Inline, blocks: Callable[[Element], str]) -> str:
    """A header or footer; one without tables is lines, which tabs part into left, middle, right."""
    if any(child.tag != P for child in root):
        content = blocks(root).replace(COLUMN, " ")
    else:
        content = "".join(_line(inline.html(paragraph)) for paragraph in root)
    return output.element(kind, content, [_CLASSES[kind]]) if content else ""


def nothing(kind: str) -> str:
    """A header or footer that leaves the margin of the first page empty."""
    return f'<{kind} class="{_CLASSES[kind]}"></{kind}>'


def _line(content: str) -> str:
    parts = content.replace(PAGE_BREAK, " ").split(COLUMN)
    if not any(part.strip() for part in parts):
        return ""
    parts = [*parts[:2], " ".join(parts[2:])] if len(parts) > 2 else parts
    cells = zip(parts, _PLACES[len(parts)], strict=True)
    spans = "".join(output.element("span", part, [place]) for part, place in cells)
    return output.element("p", spans, ["tredelt"] if len(parts) > 2 else [])
