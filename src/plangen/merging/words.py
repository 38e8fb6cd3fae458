"""The words of one paragraph in three editions, and the changes between two of them put into the third."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from plangen.merging.atoms import MergeAtom
from plangen.merging.runs import taken_apart
from plangen.merging.unwrapped import with_answers
from plangen.merging.values import keep_look, looks, own_looks
from plangen.ooxml.ns import RPR, RUN, SDT_CONTENT, Element, clone, drop, make

_NEAR: Final = 3
"""Changes with no more than so many words and spaces between them are one."""


@dataclass
class Region:
    """A change from base to ours: the atoms, and where they stand in the base."""

    start: int
    end: int
    base: Sequence[MergeAtom]
    ours: Sequence[MergeAtom]


class Words:
    """The atoms of one paragraph in three editions."""

    def __init__(self, base: list[MergeAtom], theirs: list[MergeAtom], ours: list[MergeAtom]) -> None:
        theirs = with_answers(base, theirs)
        self._base, self._theirs, self._ours = base, theirs, ours
        self._fellows = dict(_fellows(base, theirs))
        self._stand = taken_apart(theirs)

    def changed(self) -> list[Region]:
        """The changes from base to ours; near ones are one."""
        spans: list[tuple[int, int, int, int]] = []
        for word, a, b, c, d in _matcher(self._base, self._ours).get_opcodes():
            if word == "equal":
                continue
            if spans and a - spans[-1][1] <= _NEAR and self._joins(spans[-1][1], a):
                spans[-1] = (spans[-1][0], b, spans[-1][2], d)
            else:
                spans.append((a, b, c, d))
        return [Region(a, b, self._base[a:b], self._ours[c:d]) for a, b, c, d in spans]

    def _joins(self, start: int, end: int) -> bool:
        return not any(atom.control is not None for atom in self._base[start:end])

    def answers(self) -> Iterator[tuple[Element, Element, MergeAtom | None]]:
        """Each answer's control in base and ours, and what it is in theirs, where it stands there."""
        for a, c, size in _matcher(self._base, self._ours).get_matching_blocks():
            for i in range(size):
                was, now = self._base[a + i].control, self._ours[c + i].control
                if was is not None and now is not None:
                    at = self._fellows.get(a + i)
                    yield was, now, None if at is None else self._theirs[at]

    def put_back(self, atom: MergeAtom, was: Element, made: Element) -> None:
        """Puts a control in the place of the words of an answer that has none. They keep their look."""
        keep_look(self._stand[atom], list(made.find(SDT_CONTENT)), was)
        self._stand[atom][0].addprevious(made)
        for run in self._stand[atom]:
            drop(run)

    def apply(
        self,
        region: Region,
        holder: Element,
        new: list[Element],
        free: Callable[[MergeAtom, MergeAtom], bool],
    ) -> bool:
        """Puts new elements in the place of a region; false when staff have changed it."""
        at = [self._fellows.get(number) for number in range(region.start, region.end)]
        if any(one is None for one in at):
            return False
        there = [self._theirs[one] for one in at if one is not None]
        if not all(free(was, one) for was, one in zip(region.base, there, strict=True)):
            return False
        if there:
            self._stand[there[0]][0].addprevious(anchor := make("r"))
        else:
            found = self._anchor(region, holder)
            if found is None:
                return False
            anchor = found
        for one in new:
            anchor.addprevious(one)
        drop(anchor)
        for atom in there:
            for element in self._stand[atom]:
                if element.getparent() is not None:  # two of them may share a run
                    drop(element)
        return True

    def keep_looks(self, region: Region, new: list[Element]) -> None:
        """What staff have given a look keeps it in other words, when ours has not changed the look."""
        at = [self._fellows.get(number) for number in range(region.start, region.end)]
        there = [self._theirs[one] for one in at if one is not None and self._theirs[one].pieces]
        was = [atom for atom in region.base if atom.pieces]
        if not there or not was:
            return
        mine = self._stand[there[0]][0].find(RPR)
        before = was[0].pieces[0].element.getparent().find(RPR)
        if mine is None or looks(mine) == looks(before):
            return
        for run in new:
            if run.tag == RUN and looks(run.find(RPR)) == looks(before):
                for old in run.findall(RPR):
                    run.remove(old)
                run.insert(0, clone(mine))

    def take_looks(self, bring: Callable[[Element], Element]) -> None:
        """Gives words that all have the look that ours has given them, where theirs has the one of the base.
        `bring`: makes what stands in ours an element of theirs."""
        for a, c, size in _matcher(self._base, self._ours).get_matching_blocks():
            for i in range(size):
                was, now = self._base[a + i], self._ours[c + i]
                at = self._fellows.get(a + i)
                if at is None or not was.pieces or not now.pieces:
                    continue
                before, after = (one.pieces[0].element.getparent() for one in (was, now))
                if own_looks(before) != own_looks(after):
                    look = after.find(RPR)
                    for run in self._stand[self._theirs[at]]:
                        if run.tag == RUN and own_looks(run) == own_looks(before):
                            _set_look(run, None if look is None else bring(look))

    def _anchor(self, region: Region, holder: Element) -> Element | None:
        """An element to put new words before, where the words around them still stand."""
        anchor = make("r")
        before = self._fellows.get(region.start - 1)
        after = self._fellows.get(region.end)
        if before is not None:
            _outside(self._stand[self._theirs[before]][-1], holder).addnext(anchor)
        elif after is not None:
            _outside(self._stand[self._theirs[after]][0], holder).addprevious(anchor)
        elif not self._base:
            holder.append(anchor)
        else:
            return None
        return anchor

    def there(self, region: Region) -> str:
        """What stands in theirs between the words around a region."""
        before = [self._fellows[n] for n in range(region.start) if n in self._fellows]
        after = [self._fellows[n] for n in range(region.end, len(self._base)) if n in self._fellows]
        start = max(before, default=-1) + 1
        end = min((one for one in after if one >= start), default=len(self._theirs))
        return shown_of(self._theirs[start:end])


def _set_look(run: Element, look: Element | None) -> None:
    for old in run.findall(RPR):
        run.remove(old)
    if look is not None:
        run.insert(0, look)


def _matcher(one: Sequence[MergeAtom], other: Sequence[MergeAtom]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [a.key for a in one], [a.key for a in other], autojunk=False)


def _fellows(base: Sequence[MergeAtom], theirs: Sequence[MergeAtom]) -> Iterator[tuple[int, int]]:
    for a, b, size in _matcher(base, theirs).get_matching_blocks():
        yield from zip(range(a, a + size), range(b, b + size), strict=True)


def _outside(element: Element, holder: Element) -> Element:
    """The child of the paragraph that an element is, or stands in: what is put beside it is in nobody's
    pending change."""
    found = element
    while found.getparent() is not None and found.getparent() is not holder:
        found = found.getparent()
    return found


def shown_of(atoms: Sequence[MergeAtom]) -> str:
    """The text of atoms."""
    return "".join(atom.shown for atom in atoms)
