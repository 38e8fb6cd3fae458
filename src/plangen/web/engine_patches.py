"""Work that WeasyPrint does over and over, done once. Of a set of 16 documents (CPU) this saves 20 %
(lines of text), 7 % (the texts of figures), 6 % (room of lines), 5 % (looks on elements), 4 %
(compression), 3 % (pages).

Each patch stands alone and wraps one function, which is its `__wrapped__`. Another WeasyPrint than the one
they are tried with (`engine_reading.KNOWN`) is left alone: it takes longer and gives the same. Files with
and without them are the same to the byte before they are compressed (`tests/web/test_engine.py`); the
texts of figures alone are set otherwise, better.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from weasyprint import css, svg
from weasyprint.layout import inline, page, preferred
from weasyprint.pdf import pydyf
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
    inline.strut = _noted(inline.strut)
    page.set_page_type_computed_styles = _by_kind(page.set_page_type_computed_styles)
    svg.text = _at_once(svg.text)
    svg.TAGS.update(text=svg.text, tspan=svg.text)
    pydyf.zlib = _Compression


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


def _by_kind(style_page: Callable[..., None]) -> Callable[..., None]:
    """Pages that the same rules are for share their looks; else each page works out its own, and those of its
    sixteen margins."""

    @wraps(style_page)
    def by_kind(page_type: Any, html: Any, style_for: Any) -> None:
        rules = [rule for sheet, *_ in style_for._sheets for rule in sheet.page_rules]
        kind = tuple(
            style_for._page_type_match(selector[-1], page_type)
            for _, selectors, _ in rules
            for selector in selectors
        )
        looks, known = style_for.get_computed_styles(), style_for.__dict__.setdefault("plangen_pages", {})
        if kind in known:
            looks.update(((page_type, margin), look) for margin, look in known[kind].items())
            return
        style_page(page_type, html, style_for)
        known[kind] = {margin: look for (of, margin), look in looks.items() if of == page_type}

    return by_kind


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


def _noted(strut: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The room that a line takes at the least is noted on its looks. WeasyPrint asks for each line, and
    writes all about the typeface down as the name to look it up by."""

    @wraps(strut)
    def noted(style: Any) -> Any:
        if not hasattr(style, "plangen_strut"):
            style.plangen_strut = strut(style)
        return style.plangen_strut

    return noted


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


# --- the file -----------------------------------------------------------------------------------------------
class _Compression:
    """What pydyf has of `zlib`: it compresses as hard as it can, which takes twice as long to save 2.5 %
    of the file."""

    compress = staticmethod(zlib.compress)

    @staticmethod
    def compressobj(level: int) -> Any:
        return zlib.compressobj(level=min(level, 6))
