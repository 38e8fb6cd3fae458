"""Answers of one line that stand where the document does not place them: staff have moved or copied them. One
that still says what it said would be taken for an edit of the answer when the answer is another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plangen.alignment.matching import Matching
from plangen.merging.atoms import id_of
from plangen.merging.nodes import Node, promoted_control
from plangen.merging.values import demoted, is_touched, shape, text_in
from plangen.ooxml.ns import PPR, SDT, SDT_CONTENT, Element, P, clone


@dataclass(frozen=True)
class Renewal:
    """A control of the base, and what it is in ours, in the part `part`."""

    was: Element
    now: Element
    part: str


Parted = tuple[str, Element]
"""A part's name and root."""


def renewals(base: list[Parted], theirs: list[Parted], ours: list[Parted]) -> dict[tuple[str, str], Renewal]:
    """What becomes of each answer that is another one, by its id and what it said. An answer that stands more
    often in theirs than in the base has been copied, and copies stay as staff made them."""
    before, there, after = (_by_id(parts) for parts in (base, theirs, ours))
    found: dict[tuple[str, str], Renewal] = {}
    for id, was in before.items():
        now = after.get(id, [])
        if len(was) != len(now) or len(there.get(id, ())) > len(was):
            continue
        for (_, one), (part, other) in zip(was, now, strict=True):
            if text_in(one) != text_in(other):
                found.setdefault((id, text_in(one)), Renewal(one, other, part))
    return found


def _by_id(parts: list[Parted]) -> dict[str, list[Parted]]:
    found: dict[str, list[Parted]] = {}
    for part, root in parts:
        for control in _lines(root):
            found.setdefault(id_of(control), []).append((part, control))
    return found


def outdated(root: Element, known: dict[tuple[str, str], Renewal]) -> Iterator[tuple[Element, Renewal]]:
    """The controls of a part that still say what the answers said before, with what they are to be."""
    for control in list(_lines(root)):
        renewal = known.get((id_of(control), text_in(control)))
        if renewal is not None and not is_touched(control) and shape(control) != shape(renewal.now):
            yield control, renewal


def inline(control: Element) -> Element:
    """A control as it stands inside a paragraph, also when a program wrote it around the paragraph."""
    paragraph = next(control.iter(P), None)
    return control if paragraph is None else demoted(control, paragraph)


def inline_copy(control: Element) -> Element:
    """A copy of a control as it would stand inside a paragraph."""
    made = clone(control)
    paragraph, content = next(made.iter(P), None), made.find(SDT_CONTENT)
    if paragraph is not None:
        content[:] = [child for child in paragraph if child.tag != PPR]
    return made


def _lines(root: Element) -> Iterator[Element]:
    """The controls of answers that are part of a paragraph, or all that is in one."""
    for control in root.iter(SDT):
        if not id_of(control):
            continue
        paragraphs = list(control.iter(P))
        alone = len(paragraphs) == 1 and promoted_control(paragraphs[0]) is control
        if (not paragraphs or alone) and control.find(f".//{SDT}") is None:
            yield control


def free_controls(theirs: Node, matching: Matching[Node]) -> dict[str, list[Element]]:
    """The controls in paragraphs of theirs that are none of the base, by the ids of their answers."""
    found: dict[str, list[Element]] = {}
    for node in theirs.walk():
        if node.kind == "p" and node not in matching.back:
            for control in node.element.iter(SDT):
                found.setdefault(id_of(control), []).append(control)
    return found
