"""Work that WeasyPrint does over and over, done once. Of a set of 16 documents (CPU) this saves 20 %
(lines of text), 7 % (the texts of figures) and 5 % (looks on elements).

Each patch stands alone and wraps one function, which is its `__wrapped__`. Another WeasyPrint than the one
they are tried with (`engine_reading.KNOWN`) is left alone: it takes longer and gives the same. Files with
and without them are the same to the byte (`tests/web/test_engine.py`); the texts of figures alone are set
otherwise, better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from weasyprint import css, svg
from weasyprint.layout import inline, preferred
from weasyprint.text.line_break import Layout

from plangen.web.engine_reading import KNOWN

_PLACES = ("x", "y")
_LETTER_BY_LETTER = ("dx", "dy", "rotate", "textLength", "letter-spacing")
_ON_AN_ELEMENT = (1, 0, 0)
"""The specificity that WeasyPrint gives to a `style` attribute."""


def apply() -> None:
    """Puts the patches in place, for the rest of the process."""
    if not KNOWN:
        return
    css.find_style_attributes = _shared(css.find_style_attributes)
    Layout.deactivate = _kept(Layout.deactivate)
    Layout.reactivate = _taken_up(Layout.reactivate)
    inline.split_first_line = preferred.split_first_line = _remembered(inline.split_first_line)
    svg.text = _at_once(svg.text)
    svg.TAGS.update(text=svg.text, tspan=svg.text)


# --- looks --------------------------------------------------------------------------------------------------
def _shared(find: Callable[..., Any]) -> Callable[..., Any]:
    """Elements with the same `style` attribute get the very same declarations. WeasyPrint then works out the
    looks of such elements, and of all that stands in them, once; else once for each column and row."""

    @wraps(find)
    def found(*arguments: Any) -> Iterator[tuple[Any, ...]]:
        known: dict[str, Any] = {}
        for specificity, element, declarations, base_url in find(*arguments):
            is_shared = specificity == _ON_AN_ELEMENT
            same = known.setdefault(element.get("style"), declarations) if is_shared else declarations
            yield specificity, element, same, base_url

    return found


# --- lines of text ------------------------------------------------------------------------------------------
def _remembered(split: Callable[..., Any]) -> Callable[..., Any]:
    """The same text with the same looks and as much room is set once in a document: labels stand in table
    after table, headers on page after page, and a table that does not fit on a page is laid out again on
    the next."""

    @wraps(split)
    def remembered(
        text: str, style: Any, context: Any, room: float, spacing: float, *more: bool, **named: bool
    ) -> Any:
        if context is None or style["block_ellipsis"] != "none":  # an ellipsis is put into the line itself
            return split(text, style, context, room, spacing, *more, **named)
        lines = context.__dict__.setdefault("plangen_lines", {})
        key = (text, id(style), room, spacing, more, *named.items())
        if key not in lines:
            lines[key] = (split(text, style, context, room, spacing, *more, **named), style)
        return lines[key][0]

    return remembered


def _kept(deactivate: Callable[[Layout], None]) -> Callable[[Layout], None]:
    """A line that is measured keeps its layout to be drawn with. WeasyPrint throws it away, to save
    memory, and makes it again, which is a third of what text takes."""
    return wraps(deactivate)(lambda _: None)


def _taken_up(reactivate: Callable[[Layout, Any], None]) -> Callable[[Layout, Any], None]:
    @wraps(reactivate)
    def taken_up(layout: Layout, style: Any) -> None:
        if layout.style is not style or layout.justification_spacing:  # else it is as it was measured
            reactivate(layout, style)

    return taken_up


# --- figures ------------------------------------------------------------------------------------------------
class _InOne(str):
    """A text whose only letter is all of it."""

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _at_once(draw: Callable[..., None]) -> Callable[..., None]:
    """A text in a figure is set in one, as in the picture of it that the Word file has. WeasyPrint sets each
    letter for itself, in case it has a place of its own, which in D06 took longer than all other text."""

    @wraps(draw)
    def drawn(image: Any, node: Any, font_size: float) -> None:
        is_plain = not any(node.get(name) for name in _LETTER_BY_LETTER)
        if node.text and is_plain and all(len(str(node.get(name, "")).split()) < 2 for name in _PLACES):
            node._etree_node.text = _InOne(node.text)
        draw(image, node, font_size)

    return drawn
