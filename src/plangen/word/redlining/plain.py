"""A document as it is read: without controls, fields, links, bookmarks and contents list."""

from __future__ import annotations

from typing import Final

from plangen.ooxml.ns import (
    BOOKMARK,
    BOOKMARK_END,
    PPR,
    RUN,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    Element,
    drop,
    w,
)

_FIELD_CHARACTER: Final = w("fldChar")
_INSTRUCTION: Final = w("instrText")
_WRAPPERS: Final = (w("hyperlink"), w("fldSimple"), w("smartTag"))
_MARKS: Final = (BOOKMARK, BOOKMARK_END, w("proofErr"), w("lastRenderedPageBreak"))


def make_plain(root: Element, fields: bool = True) -> None:
    """Takes away all that is for filling in and for finding one's way. `fields`: also fields; what they show
    stays. Those in headers and footers count pages, and are kept."""
    for control in list(root.iter(SDT)):
        if control.find(f"{SDT_PR}/{w('docPartObj')}") is not None:
            drop(control)
    for control in list(root.iter(SDT)):
        if control.getparent() is not None:
            _unwrap(control, control.find(SDT_CONTENT))
    if not fields:
        return
    for wrapper in list(root.iter(*_WRAPPERS)):
        _unwrap(wrapper, wrapper)
    for mark in list(root.iter(*_MARKS)):
        drop(mark)
    for part in list(root.iter(_FIELD_CHARACTER, _INSTRUCTION)):
        drop(part)
    for run in list(root.iter(RUN)):
        if all(child.tag == w("rPr") for child in run):
            drop(run)


def _unwrap(element: Element, content: Element | None) -> None:
    """Puts what an element holds in its place."""
    for child in [*content][::-1] if content is not None else ():
        if child.tag != PPR:
            element.addnext(child)
    drop(element)
