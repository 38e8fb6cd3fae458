"""Pending tracked changes: how many there are, and the text with all of them accepted or rejected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from plangen.ooxml.ns import PPR, RPR, SDT, TABLE, TEXT, Element, P, drop, w

_PROPERTIES: Final = tuple(
    w(f"{name}Change")
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "numbering")
)
_NEW: Final = (w("ins"), w("moveTo"))
_OLD: Final = (w("del"), w("moveFrom"))
_NEW_CELL, _OLD_CELL, _MERGED_CELL = w("cellIns"), w("cellDel"), w("cellMerge")
_ALL: Final = (*_NEW, *_OLD, *_PROPERTIES, _NEW_CELL, _OLD_CELL, _MERGED_CELL)
_ROW_PROPERTIES: Final = w("trPr")
_MARK_HOLDERS: Final = frozenset({RPR, _ROW_PROPERTIES, w("numPr")})
_DELETED: Final = {w("delText"): TEXT, w("delInstrText"): w("instrText")}


def tracked_changes(root: Element) -> int:
    """The number of tracked changes that wait for a decision."""
    return sum(1 for _ in root.iter(*_ALL))


def accept(root: Element) -> None:
    """Makes the text what it is when every change is accepted."""
    _settle(root, kept=_NEW, gone=_OLD, gone_cell=_OLD_CELL)


def reject(root: Element) -> None:
    """Makes the text what it is when every change is rejected. Looks stay as they are now."""
    _settle(root, kept=_OLD, gone=_NEW, gone_cell=_NEW_CELL)
    for element in list(root.iter(*_DELETED)):
        element.tag = _DELETED[element.tag]


def _settle(root: Element, kept: Sequence[str], gone: Sequence[str], gone_cell: str) -> None:
    _drop_all(list(root.iter(*_PROPERTIES)))
    _drop_all([holder.getparent() for holder in _holders(root, gone, _ROW_PROPERTIES)])
    _drop_all([mark.getparent().getparent() for mark in root.iter(gone_cell)])
    ended = [holder.getparent() for holder in _holders(root, gone, RPR) if holder.getparent().tag == PPR]
    _drop_all([e for e in root.iter(*gone) if e.getparent().tag not in _MARK_HOLDERS])
    for properties in ended:
        _join_with_next(properties.getparent())
    for element in [e for e in root.iter(*kept) if e.getparent().tag not in _MARK_HOLDERS]:
        for child in [*element][::-1]:
            element.addnext(child)
    _drop_all(list(root.iter(*_ALL)))


def _holders(root: Element, marks: Sequence[str], holder: str) -> list[Element]:
    """The properties of rows or runs that hold one of the marks."""
    return [mark.getparent() for mark in root.iter(*marks) if mark.getparent().tag == holder]


def _drop_all(elements: Iterable[Element]) -> None:
    for element in elements:
        if element.getparent() is not None:
            drop(element)


def _join_with_next(paragraph: Element) -> None:
    """A paragraph whose end is gone goes on in the next one, which gives it its look."""
    following = next(paragraph.itersiblings(P, TABLE, SDT), None)
    content = [child for child in paragraph if child.tag != PPR]
    if following is not None and following.tag == P:
        position = 0 if following.find(PPR) is None else 1
        following[position:position] = content
    elif content:
        return
    if paragraph.getparent() is not None:
        drop(paragraph)
