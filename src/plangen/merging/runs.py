"""The runs of a paragraph taken apart word by word, changed, and joined again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from lxml import etree

from plangen.merging.atoms import MergeAtom, TextPiece
from plangen.ooxml.ns import RPR, RUN, SPACE, TEXT, Element, clone, drop, make, w

_JOINED: Final = frozenset({TEXT, w("tab"), w("br"), w("cr"), w("noBreakHyphen"), w("softHyphen")})


def taken_apart(atoms: Sequence[MergeAtom]) -> dict[MergeAtom, list[Element]]:
    """Gives each word runs of its own; the runs, or elements, of each atom."""
    cuts: dict[Element, list[tuple[TextPiece, MergeAtom]]] = {}
    for atom in atoms:
        for piece in atom.pieces:
            cuts.setdefault(piece.element, []).append((piece, atom))
    found: dict[MergeAtom, list[Element]] = {atom: [] for atom in atoms}
    beside: dict[Element, list[Element]] = {}
    for run in list(dict.fromkeys(element.getparent() for element in cuts)):
        for child in [one for one in run if one.tag != RPR]:
            mine = cuts.get(child)
            if mine is None:
                beside.setdefault(run, []).append(_run_with(run, child))
            for piece, atom in mine or ():
                part = clone(child)
                if part.tag == TEXT:
                    part.text = (child.text or "")[piece.start : piece.end]
                    part.set(SPACE, "preserve")
                found[atom].append(_run_with(run, part))
        drop(run)
    for atom in atoms:
        found[atom] += [one for element in atom.elements for one in beside.get(element, [element])]
    return found


def _run_with(run: Element, child: Element) -> Element:
    """A run like this one with one child, before it."""
    made = make("r")
    made.attrib.update(run.attrib)
    properties = run.find(RPR)
    if properties is not None:
        made.append(clone(properties))
    made.append(child)
    run.addprevious(made)
    return made


def runs_of(atoms: Iterable[MergeAtom]) -> list[Element]:
    """Copies of what the atoms of a paragraph stand in: runs of words, and other elements whole."""
    made: list[Element] = []
    for atom in atoms:
        for piece in atom.pieces:
            run = piece.element.getparent()
            part = clone(piece.element)
            part.tail = None
            if part.tag == TEXT:
                part.text = (piece.element.text or "")[piece.start : piece.end]
                part.set(SPACE, "preserve")
            copy = make("r")
            properties = run.find(RPR)
            if properties is not None:
                copy.append(clone(properties))
            copy.append(part)
            made.append(copy)
        made += _in_order(atom.elements)
    return made


def _in_order(elements: Sequence[Element]) -> list[Element]:
    """Copies of siblings in the order they stand in."""
    if len(elements) < 2:
        return [clone(one) for one in elements]
    parent = elements[0].getparent()
    return [clone(one) for one in sorted(elements, key=parent.index)]


def join_runs(holder: Element) -> None:
    """Joins runs beside each other that look the same."""
    before: Element | None = None
    for run in list(holder.iter(RUN)):
        if before is not None and before.getnext() is run and _same_look(before, run):
            for child in [one for one in run if one.tag != RPR]:
                last = before[-1]
                if child.tag == TEXT and last.tag == TEXT:
                    last.text = (last.text or "") + (child.text or "")
                    last.set(SPACE, "preserve")
                else:
                    before.append(child)
            drop(run)
        else:
            before = run


def _same_look(one: Element, other: Element) -> bool:
    if any(child.tag not in _JOINED and child.tag != RPR for run in (one, other) for child in run):
        return False
    return _look(one) == _look(other) and dict(one.attrib) == dict(other.attrib)


def _look(run: Element) -> bytes:
    properties = run.find(RPR)
    return b"" if properties is None else etree.tostring(properties, method="c14n", exclusive=True)
