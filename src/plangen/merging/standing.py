"""Where elements stand in the edited file, where others may be put beside them, and how they go."""

from __future__ import annotations

from collections.abc import Sequence

from plangen.merging.nodes import Node, holder_of, promoted_control
from plangen.ooxml.ns import CELL, PPR, ROW, SDT, SDT_CONTENT, TABLE, VAL, Element, P, drop, w


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


def remove(node: Node) -> None:
    """Takes a node away; the end of a section, and what holds a cell, stay."""
    element = node.element
    if node.kind == "answer" and holder_of(node).tag == CELL:
        cell = holder_of(node)
        for child in [one for one in cell if one.tag in (P, TABLE, SDT)]:
            cell.remove(child)
        unwrap(element)
        return
    wrapper = promoted_control(element) if node.kind == "p" else None
    if wrapper is not None and wrapper.find(f".//{CELL}") is None:
        element = wrapper
    if element.find(f"{PPR}/{w('sectPr')}") is not None:
        for child in [one for one in element if one.tag != PPR]:
            element.remove(child)
        return
    parent = element.getparent()
    drop(element)
    while parent is not None and parent.tag == SDT_CONTENT and len(parent) == 0:
        control = parent.getparent()
        parent = control.getparent()
        drop(control)


def unwrap(control: Element) -> None:
    """Takes a control away; what it holds stays."""
    for child in [*control.find(SDT_CONTENT)][::-1]:
        control.addnext(child)
    drop(control)


def joins_rows(row: Element) -> bool:
    """Whether a row has cells that go on in other rows: it cannot be moved."""
    below = row.getnext()
    return _goes_on(row) or (below is not None and below.tag == ROW and _goes_on(below))


def _goes_on(row: Element) -> bool:
    """Whether a row has cells that began above it."""
    return any(one.get(VAL, "") != "restart" for one in row.iter(w("vMerge")))
