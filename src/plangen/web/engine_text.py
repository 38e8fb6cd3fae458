"""Lines of text, which WeasyPrint sets time and again: to measure and to draw them, on each page, in each
document. Of a set of 16 documents (CPU) this saves 20 % (lines of text), 15 % (documents that say the same),
6 % (room of lines), 4 % (paragraphs) and 2.5 % (the typeface of a line)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.line_break import Layout

ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *layout);")

_ENDS_OF_PARAGRAPHS = frozenset("\n\r\u2029")
_OF_THE_TYPEFACE = (
    *("direction", "lang", "text_decoration_line"),
    *("font_family", "font_size", "font_style", "font_stretch", "font_weight", "font_kerning"),
    *("font_language_override", "font_variation_settings", "font_feature_settings"),
    *(f"font_variant_{name}" for name in ("alternates", "caps", "east_asian", "ligatures")),
    *(f"font_variant_{name}" for name in ("numeric", "position")),
)
"""What a layout takes from the looks of its text before it has one."""
_MOST = 5_000
"""Lines that are known at the most; a pack of 16 documents has 4,700."""


def remembered(split: Callable[..., Any]) -> Callable[..., Any]:
    """The same text with the same looks and as much room is set once: labels stand in table after table,
    headers on page after page, a table that does not fit on a page is laid out again on the next, and a pack
    says much the same to each department."""

    @wraps(split)
    def found(
        text: str, style: Any, context: Any, room: float, spacing: float, *more: bool, **named: bool
    ) -> Any:
        if context is None or style["block_ellipsis"] != "none":  # an ellipsis is put into the line itself
            return split(text, style, context, room, spacing, *more, **named)
        lines = style.font_config.__dict__.setdefault("plangen_lines", {})
        kind = _kind(style)
        key = (text, id(kind), room, spacing, more, *named.items())
        if key not in lines:
            if len(lines) >= _MOST:
                lines.clear()
            lines[key] = (split(text, style, context, room, spacing, *more, **named), kind)
        return lines[key][0]

    return found


def kept(deactivate: Callable[[Layout], None]) -> Callable[[Layout], None]:
    """A line that is measured keeps its layout to be drawn with. WeasyPrint throws it away, to save
    memory, and makes it again, which is a third of what text takes."""

    @wraps(deactivate)
    def put_by(layout: Layout) -> None:
        layout.style = _kind(layout.style)

    return put_by


def taken_up(reactivate: Callable[[Layout, Any], None]) -> Callable[[Layout, Any], None]:
    @wraps(reactivate)
    def taken(layout: Layout, style: Any) -> None:
        if layout.style is not _kind(style) or layout.justification_spacing:
            reactivate(layout, style)
        else:  # it is as it was measured
            layout.style = style

    return taken


def in_one_paragraph(set_text: Callable[..., None]) -> Callable[..., None]:
    """A text without paragraphs is said to be one already when it is measured. WeasyPrint says so when it
    draws, and Pango then sets the line again."""

    @wraps(set_text)
    def set_in_one(layout: Layout, text: str, justify: bool = False) -> None:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, _ENDS_OF_PARAGRAPHS.isdisjoint(text))
        set_text(layout, text, justify)

    return set_in_one


def copied(set_up: Callable[[Layout, Any], None]) -> Callable[[Layout, Any], None]:
    """A layout is a copy of one without text that has the same typeface. WeasyPrint describes the typeface to
    Pango for each."""

    @wraps(set_up)
    def set_up_once(layout: Layout, style: Any) -> None:
        if not hasattr(style, "plangen_layout"):
            known = style.font_config.__dict__.setdefault("plangen_layouts", {})
            typeface = repr([style[name] for name in _OF_THE_TYPEFACE])
            if typeface not in known:
                known[typeface] = Layout.__new__(Layout)
                set_up(known[typeface], style)
            style.plangen_layout = known[typeface]
        layout.__dict__.update(style.plangen_layout.__dict__, style=style)
        layout.layout = ffi.gc(pango.pango_layout_copy(style.plangen_layout.layout), gobject.g_object_unref)

    return set_up_once


def room(strut: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The room that a line takes at the least is noted on its looks. WeasyPrint asks for each line, and
    writes all about the typeface down as the name to look it up by."""

    @wraps(strut)
    def noted(style: Any) -> Any:
        if not hasattr(style, "plangen_strut"):
            style.plangen_strut = strut(style)
        return style.plangen_strut

    return noted


def _kind(style: Any) -> Any:
    """What stands for looks in all documents, if anything does (`engine_looks`)."""
    return getattr(style, "plangen_known", style)
