"""A paragraph that the answers have changed, in a file where staff may have changed it too: word by word,
each answer in it on its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from plangen.merging.atoms import MergeAtom, atoms_of, id_of, reading_of
from plangen.merging.bringing import Bringing
from plangen.merging.nodes import Node, promoted_control
from plangen.merging.outcome import Conflict, Pulled
from plangen.merging.runs import join_runs, runs_of
from plangen.merging.setting import set_value
from plangen.merging.sides import OF_PLAN, Sides
from plangen.merging.telling import MergeNotes
from plangen.merging.values import demoted, is_touched, own_signs, shape, text_in, was_pulled
from plangen.merging.voices import BOTH, DELETED
from plangen.merging.words import Region, Words, shown_of
from plangen.ooxml.ns import PPR, RPR, Element, make, w

_DERIVED: Final = re.compile(r"\d")
_KEPT_PROPERTIES: Final = (RPR, w("sectPr"), w("pPrChange"))

Elsewhere = Callable[[str], Element | None]
"""Id of an answer → a control of it in the edited file that is not where it was."""


@dataclass
class Paragraphs:
    """Merges the paragraphs of one part."""

    bringing: Bringing
    told: MergeNotes
    pulled: Pulled
    elsewhere: Elsewhere
    sides: Sides = OF_PLAN

    def merge(self, base: Node, theirs: Node, ours: Node) -> None:
        """Brings into a paragraph what is different between the base and ours."""
        if not self.sides.ours.changed(base, ours):
            self._name_corrected(base, theirs)
            return
        was = theirs.text
        if not self.sides.theirs.changed(base, theirs) and not _stays(theirs.element):
            self._whole(theirs, ours)
        elif self.sides.joins and is_touched_by_changes(ours.element):
            self._conflict(base.text, theirs, ours, _answer(base), base.ids)
        elif _in_answer(base):
            self._as_answer(base, theirs, ours)
        else:
            self._by_words(base, theirs, ours)
        now = _text(theirs.element)
        if now != was:
            self.told.change(theirs.place, was, now)

    def _whole(self, theirs: Node, ours: Node) -> None:
        if self.sides.joins:  # programs put a control around a paragraph, or in it
            _put_inside(theirs.element)
            _put_inside(ours.element)
        theirs.element = self.bringing.in_place_of(theirs.element, ours.element)

    def _name_corrected(self, base: Node, theirs: Node) -> None:
        """A computed text that staff have corrected is named each time, also when it is as before."""
        if not self.told.voice.computes or base.text == theirs.text or _in_answer(base):
            return
        work = Words(atoms_of(base.element), [], atoms_of(theirs.element))
        for region in work.changed():
            if _is_derived(region):
                self.told.keep(theirs.place, shown_of(region.ours), shown_of(region.base))

    def _as_answer(self, base: Node, theirs: Node, ours: Node) -> None:
        """A paragraph of an answer is somebody's text: nobody's words are mixed with others'."""
        if ours.text in (base.text, theirs.text):
            self.bringing.annotations.put(ours.element, theirs.element)
        elif theirs.text == base.text and not is_touched(theirs.element):
            self._by_words(base, theirs, ours)
        else:
            self._conflict(base.text, theirs, ours, _answer(base))

    def _by_words(self, base: Node, theirs: Node, ours: Node) -> None:
        element = theirs.element
        _put_inside(element)
        if self.sides.joins:
            _put_inside(ours.element)
        _set_form(base.element, element, ours.element, self.bringing)
        work = Words(atoms_of(base.element), atoms_of(element), atoms_of(ours.element))
        if self.sides.joins:
            work.take_looks(self.bringing.bring)
        for region in work.changed():
            self._region(work, region, element, theirs, ours)
        for was, now, there in work.answers():
            if not self.sides.ours.changed_answer(was, now):
                continue
            if there is not None and there.control is None:
                work.put_back(there, was, self.bringing.bring(now))
            elif there is None or there.control is not None:
                self.value(was, now, None if there is None else there.control, theirs, base)
        join_runs(element)
        self.bringing.annotations.put(ours.element, element)

    def _region(self, work: Words, region: Region, element: Element, theirs: Node, ours: Node) -> None:
        together = make("p")
        together.extend(runs_of(region.ours))
        new = list(self.bringing.bring(together))
        work.keep_looks(region, new)
        if work.apply(region, element, new, self._is_free):
            return
        was, now = shown_of(region.base), shown_of(region.ours)
        there = work.there(region)
        if " ".join(there.split()) == " ".join(now.split()):
            return
        if self.told.voice.computes and _is_number(was, now, region):
            self.told.keep(theirs.place, there, now)
        else:
            self._conflict(was, theirs, ours, "")

    def _is_free(self, was: MergeAtom, there: MergeAtom) -> bool:
        """Whether an atom of the edited file may go: staff have not touched it."""
        if there.control is None:
            return True
        pulled = was_pulled(there.control, self.pulled)
        if was.control is None or own_signs(there.control, was.control, pulled):
            return False
        return (was.shown == there.shown or pulled) and not is_touched(there.control)

    def value(self, was: Element, now: Element, there: Element | None, theirs: Node, base: Node) -> None:
        """Sets the control of an answer, or says why it stays."""
        before, after = text_in(was), text_in(now)
        found = there if there is not None else self.elsewhere(id_of(was))
        if found is None:
            if before != after:
                why = BOTH if set(theirs.text.split()) - set(base.text.split()) else DELETED
                told = Conflict(theirs.place, before, theirs.text, after, why, id_of(was))
                self.told.conflict(theirs.element, told)
            return
        said = text_in(found)
        free = (said == before or was_pulled(found, self.pulled)) and not is_touched_by_changes(found)
        if free and set_value(found, now, was, self.bringing, self.pulled):
            return
        if after not in (said, before):
            place = Conflict(theirs.place, before, said, after, BOTH, id_of(was))
            self.told.conflict(found, place)

    def _conflict(self, was: str, theirs: Node, ours: Node, id: str, ids: Sequence[str] = ()) -> None:
        told = Conflict(theirs.place, was, theirs.text, ours.text, BOTH, id)
        whole = [self.bringing.as_text(ours.element)] if self.sides.joins else []
        self.told.conflict(theirs.element, told, whole, ids)


# --- form ---------------------------------------------------------------------------------------------------
def _set_form(base: Element, theirs: Element, ours: Element, bringing: Bringing) -> None:
    """Gives a paragraph the form that ours has now, when it had the one of the base."""
    was, now, there = base.find(PPR), ours.find(PPR), theirs.find(PPR)
    if _form(was) == _form(now) or now is None or _form(was) != _form(there):
        return
    made = bringing.bring(now)
    for child in list(made):
        if child.tag in _KEPT_PROPERTIES:
            made.remove(child)
    if there is not None:
        made.extend([child for child in there if child.tag in _KEPT_PROPERTIES])
        theirs.replace(there, made)
    else:
        theirs.insert(0, made)


def _form(properties: Element | None) -> list[bytes]:
    found = [] if properties is None else properties
    return sorted(shape(child) for child in found if child.tag not in _KEPT_PROPERTIES)


def _put_inside(paragraph: Element) -> None:
    """Puts a control that a program wrote around a paragraph back inside it."""
    wrapper = promoted_control(paragraph)
    if wrapper is not None:
        demoted(wrapper, paragraph)


def is_touched_by_changes(control: Element) -> bool:
    """Whether changes wait in a control; comments do not hinder a new value."""
    return next(control.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo")), None) is not None


def _is_number(was: str, now: str, region: Region) -> bool:
    """Whether a region is one of dates and numbers in ours."""
    numbers = _DERIVED.search(was) and _DERIVED.search(now)
    return bool(numbers) and not any(atom.control is not None for atom in region.ours)


def _is_derived(region: Region) -> bool:
    """Whether a change is one of dates and numbers that no answer stands in."""
    if any(atom.control is not None for atom in (*region.base, *region.ours)):
        return False
    return all(_DERIVED.search(shown_of(atoms)) for atoms in (region.base, region.ours))


def _text(paragraph: Element) -> str:
    return " ".join(reading_of(paragraph).split())


def _stays(paragraph: Element) -> bool:
    """Whether something of theirs hangs on the paragraph itself."""
    return is_touched(paragraph) or paragraph.find(f"{PPR}/{w('sectPr')}") is not None


def _in_answer(node: Node) -> bool:
    return node.parent is not None and node.parent.kind == "answer"


def _answer(node: Node) -> str:
    return node.parent.id if node.parent is not None else ""
