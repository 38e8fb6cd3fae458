"""A new value in the control of an answer, around whatever staff have put between its words."""

from __future__ import annotations

from plangen.merging.atoms import atoms_of
from plangen.merging.bringing import Bringing
from plangen.merging.outcome import Pulled
from plangen.merging.runs import join_runs, runs_of
from plangen.merging.values import own_signs, replace_value, set_properties, was_pulled
from plangen.merging.words import Words
from plangen.ooxml.ns import SDT_CONTENT, Element, clone, drop, make
from plangen.ooxml.signs import OF_TEXT, signs_in


def set_value(theirs: Element, ours: Element, base: Element, bringing: Bringing, pulled: Pulled) -> bool:
    """Gives a control the value of another; false, and nothing is changed, when what staff have put between
    the words stands where they change."""
    taken = was_pulled(theirs, pulled)
    if not own_signs(theirs, base, taken):
        replace_value(theirs, ours, base, bringing)
        return True
    return _set_words(theirs, ours, _bare(theirs) if taken else base, bringing)


def _bare(control: Element) -> Element:
    """A copy without the signs that no answer says: what the answers have taken of it."""
    made = clone(control)
    for sign, element in list(signs_in(made)):
        if sign not in OF_TEXT:
            drop(element)
    return made


def _set_words(theirs: Element, ours: Element, base: Element, bringing: Bringing) -> bool:
    """The same word by word; `base`: says what theirs says."""
    was, old, now = (one.find(SDT_CONTENT) for one in (base, theirs, ours))
    made = clone(old)
    work = Words(atoms_of(was), atoms_of(made), atoms_of(now))
    for region in work.changed():
        together = make("p")
        together.extend(runs_of(region.ours))
        new = list(bringing.bring(together))
        work.keep_looks(region, new)
        if not work.apply(region, made, new, lambda _was, _there: True):
            return False
    join_runs(made)
    theirs.replace(old, made)
    set_properties(theirs, bringing.bring(ours))
    return True
