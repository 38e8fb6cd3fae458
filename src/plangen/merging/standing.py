"""Where elements stand in the edited file, and where others may be put beside them."""

from __future__ import annotations

from collections.abc import Sequence

from plangen.merging.nodes import Node, promoted_control
from plangen.ooxml.ns import CELL, ROW, SDT, SDT_CONTENT, TABLE, Element, P, drop, w


def whole(node: Node) -> Element:
    """The element of a node with the control that stands around all of it."""
    element = node.element
    wrapper = promoted_control(element) if node.kind == "p" else None
    return element if wrapper is None or wrapper.find(f".//{CELL}") is not None else wrapper


def inner(made: Element, node: Node) -> Element:
    return made if made.tag == node.element.tag else next(made.iter(node.element.tag))


def outermost(element: Element | None, holder: Element) -> Element | None:
    """The child of a holder that an element is, or stands in; None when it stands elsewhere."""
    found = element
    while found is not None and found.getparent() is not holder:
        found = found.getparent()
    return found


def append(holder: Element, elements: Sequence[Element]) -> None:
    blocks = [one for one in holder if one.tag in (P, TABLE, SDT, ROW)]
    if blocks:
        for element in reversed(elements):
            blocks[-1].addnext(element)
    else:
        at = sum(1 for one in holder if one.tag in (w("tcPr"), w("tblPr"), w("tblGrid")))
        holder[at:at] = list(elements)


def last_of(holder: Element) -> Element | None:
    blocks = [one for one in holder if one.tag in (P, TABLE, SDT, ROW, CELL)]
    return blocks[-1] if blocks else None


def unwrap(control: Element) -> None:
    for child in [*control.find(SDT_CONTENT)][::-1]:
        control.addnext(child)
    drop(control)


def joins_rows(element: Element) -> bool:
    """Whether a row has cells that go on in other rows: it cannot be moved."""
    return next(element.iter(w("vMerge")), None) is not None
