"""Work that WeasyPrint does over and over, done once: looks (`engine_looks`), boxes (`engine_boxes`), lines
of text (`engine_text`), and here figures and the file. Of a set of 16 documents (CPU) the last two save 7 %
(the texts of figures), 4 % (compression) and 2 % (the pages that a structure names).

Each patch stands alone and takes the place of one function, which it calls. Another WeasyPrint than the one
they are tried with (`engine_reading.KNOWN`) is left alone: it takes longer and gives the same. Files with
and without them are the same to the byte before they are compressed (`tests/web/test_engine.py`); the
texts of figures alone are set otherwise, better.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from weasyprint import css, svg
from weasyprint.css import AnonymousStyle, ComputedStyle, StyleFor
from weasyprint.layout import page, percent
from weasyprint.pdf import pydyf
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout

from plangen.web import engine_boxes, engine_looks, engine_text
from plangen.web.engine_reading import KNOWN

_PLACES = ("x", "y")
_LETTER_BY_LETTER = ("dx", "dy", "rotate", "textLength", "letter-spacing")

replaced: list[tuple[Any, str, Any]] = []
"""What was where before: the module or class, the name, and the function."""


def apply() -> None:
    """Puts the patches in place, for the rest of the process."""
    if not KNOWN:
        return
    for owner, name, patch in (
        (css, "find_style_attributes", engine_looks.shared),
        (page, "set_page_type_computed_styles", engine_looks.by_kind),
        (StyleFor, "set_computed_styles", engine_looks.taken_over),
        (AnonymousStyle, "__init__", engine_looks.taken_over_inside),
        (AnonymousStyle, "__missing__", engine_looks.noted),
        (AnonymousStyle, "copy", engine_looks.apart),
        (ComputedStyle, "__missing__", engine_looks.noted),
        (percent, "resolve_percentages", engine_boxes.once),
        (line_break, "split_first_line", engine_text.remembered),
        (line_break, "strut", engine_text.room),
        (Layout, "setup", engine_text.copied),
        (Layout, "set_text", engine_text.in_one_paragraph),
        (Layout, "deactivate", engine_text.kept),
        (Layout, "reactivate", engine_text.taken_up),
        (svg, "text", _at_once),
        (pydyf.PDF, "page_references", _listed),
    ):
        _put(owner, name, patch(getattr(owner, name)))
    _put(svg, "TAGS", svg.TAGS | {"text": svg.text, "tspan": svg.text})
    _put(pydyf, "zlib", _Compression)


def _put(owner: Any, name: str, new: Any) -> None:
    """Puts something in the place of what its owner has, and the parts of the layout that import it."""
    old = getattr(owner, name)
    layout = [module for key, module in list(sys.modules.items()) if key.startswith("weasyprint.layout.")]
    for one in dict.fromkeys([owner, *layout]):
        if getattr(one, name, None) is old:
            replaced.append((one, name, old))
            setattr(one, name, new)


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
def _listed(references: property) -> property:
    """The pages of a file are listed once they are all there, and not for each element of its structure."""

    def listed(pdf: Any) -> Any:
        pages = len(pdf.pages["Kids"])
        if pdf.__dict__.get("plangen_pages", (None,))[0] != pages:
            pdf.plangen_pages = pages, references.__get__(pdf)
        return pdf.plangen_pages[1]

    return property(listed)


class _Compression:
    """What pydyf has of `zlib`: it compresses as hard as it can, which takes twice as long to save 2.5 %
    of the file."""

    compress = staticmethod(zlib.compress)

    @staticmethod
    def compressobj(level: int) -> Any:
        return zlib.compressobj(level=min(level, 6))
