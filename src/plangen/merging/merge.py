"""New answers merged into a Word file that staff have edited.

    merged = merge(base, theirs, ours)
    joined = join(base, theirs, copy, looks, by, date)

`theirs` is the container: only what is different between `base` and the other file is applied to it, and the
rest of it keeps its bytes.
"""

from __future__ import annotations

from itertools import chain

from plangen.merging.anywhere import Parted, inline, inline_copy, outdated, renewals
from plangen.merging.atoms import id_of
from plangen.merging.bringing import Bringing, FellowStyles
from plangen.merging.editions import fellow_margins, margin_label, margins, renew_properties, renew_styles
from plangen.merging.emptying import empty_pulled
from plangen.merging.lists import CarriedLists
from plangen.merging.marks import ConflictMarks
from plangen.merging.nodes import Node, tree
from plangen.merging.numbers import Numbers
from plangen.merging.outcome import Conflict, Merged, Pulled
from plangen.merging.parts import Parts
from plangen.merging.pictures import forget_pictures, has_new_pictures, note_pictures
from plangen.merging.proof import missing
from plangen.merging.restoring import forget, restore
from plangen.merging.setting import set_value
from plangen.merging.sides import OF_PLAN, Looked, SavedSide, Sides
from plangen.merging.story import MergedStory
from plangen.merging.taken_rows import remove_taken
from plangen.merging.telling import MergeNotes
from plangen.merging.values import text_in
from plangen.merging.voices import BOTH, PLAN, Voice, colleague
from plangen.ooxml.ns import BOOKMARK, SDT, Element, w
from plangen.ooxml.opening import EARLIER, UnreadableWord
from plangen.ooxml.repair import mend

_NOTHING = Pulled()
_NOTES = ("footnotes", "endnotes", "comments")


def merge(base: bytes, theirs: bytes, ours: bytes, pulled: Pulled = _NOTHING, date: str = "") -> Merged:
    """The edited file with what the answers have changed.

    `base`: the edition that the file began as, as plangen made it; `theirs`: the edited file; `ours`: the
    document as it is made now; `pulled`: what the answers have taken from the file since; `date`: of marks in
    the file, ÅÅÅÅ-MM-DD. Raises `UnreadableWord`. The caller must not write a result that has something
    `missing`.
    """
    data, told = _made(base, theirs, ours, pulled, date, OF_PLAN, PLAN)
    said = [*(one.ours for one in told.conflicts if not told.in_document), *(one.ours for one in told.kept)]
    gone = chain.from_iterable((*pulled.texts.values(), *(row.texts for row in pulled.rows)))
    lacks = missing(base, theirs, ours, data, said, gone)
    return Merged(data, tuple(told.changes), tuple(told.conflicts), tuple(told.kept), lacks, tuple(told.went))


def join(base: bytes, theirs: bytes, copy: bytes, looks: tuple[Looked, Looked], by: str, date: str) -> Merged:
    """An edited file with what somebody else has written in a copy of the same edition.

    `base`: the edition, as plangen made it; `theirs`, `copy`: the file and the copy of it; `looks`: what each
    of them has with another look; `by`: who wrote in the copy, empty when nobody knows; `date` as for
    `merge`. Raises `UnreadableWord`. The caller must not write a result that has something `missing`: of
    either.
    """
    mine, other = looks
    sides = Sides(SavedSide(mine), SavedSide(other), joins=True)
    data, told = _made(base, theirs, copy, _NOTHING, date, sides, colleague(by))
    proofs = (missing(base, *pair, data, ()) for pair in ((theirs, copy), (copy, theirs)))
    lacks = "; ".join(told.cannot) or next(filter(None, proofs), "")
    return Merged(data, (), tuple(told.conflicts), (), lacks, tuple(told.went))


def _made(
    base: bytes, theirs: bytes, ours: bytes, pulled: Pulled, date: str, sides: Sides, voice: Voice
) -> tuple[bytes, MergeNotes]:
    try:
        work = _Merge(base, theirs, ours, pulled, sides)
        told = work.merged(date, voice)
        return work.theirs.data(), told
    except RecursionError as error:
        message = "filen har indhold inden i indhold i flere hundrede lag"
        raise UnreadableWord(message, EARLIER) from error


class _Merge:
    """One merge: the three files by their parts."""

    def __init__(self, base: bytes, theirs: bytes, ours: bytes, pulled: Pulled, sides: Sides) -> None:
        self.base, self.theirs, self.ours = Parts(base), Parts(theirs), Parts(ours)
        self._pulled, self._sides = pulled, sides
        if sides.joins:
            for _, root in _stories_of(self.ours):
                restore(root)
        files = (self.base, self.theirs, self.ours)
        stories = [[name for name, _ in _stories_of(parts)] for parts in files]
        note_pictures(*files, stories, saved=sides.joins)
        self._lists = CarriedLists(self.ours, self.theirs)
        self._names = FellowStyles(self.ours, self.theirs, self._lists)
        for name in self._stories():
            restore(self.theirs.root(name))
        self._numbers = Numbers([self.theirs.root(name) for name in self._numbered()])
        self._bringing = Bringing(self.ours, self.theirs, self._numbers, self._names, self._lists)

    def _stories(self) -> list[str]:
        return [name for name, _ in _stories_of(self.theirs)]

    def _numbered(self) -> list[str]:
        """The parts in which no two bookmarks, controls or pictures have the same number."""
        return [*self._stories(), *filter(None, map(self.theirs.related, _NOTES))]

    def merged(self, date: str, voice: Voice) -> MergeNotes:
        """Changes the parts of theirs; gives what is to be told."""
        told = MergeNotes(voice)
        stories = [self.theirs.root(name) for name in self._stories()]
        base = [self.base.root(self.base.document), *(self.base.root(name) for _, name in margins(self.base))]
        empty_pulled(stories, base, self._pulled)
        if self._pulled.standing:
            self.theirs.change(self.theirs.document)
            remove_taken(self._document(), self._pulled.standing)
        if self._sides.renews_styles:
            renew_styles(self.base, self.theirs, self.ours)
        for kind, was, there, now in list(fellow_margins(self.base, self.theirs, self.ours)):
            self._story(was, there, now, margin_label(kind), told, in_document=False)
        document = self.theirs.document
        self._story(self.base.document, document, self.ours.document, "", told, in_document=True)
        if not self._sides.joins:  # what a colleague wrote at one place is no new answer
            self._renew_anywhere(told)
        told.write(ConflictMarks(self.theirs, self._numbers, date, voice))
        self._mend()
        for name in self._stories():
            forget(self.theirs.root(name))
            forget_pictures(self.theirs.root(name))
        renew_properties(self.base, self.theirs, self.ours)
        return told

    def _mend(self) -> None:
        """Puts right what has changed; bookmarks have numbers of their own in all parts."""
        for name in filter(self.theirs.is_changed, self._stories()):
            others = (self.theirs.root(one) for one in self._numbered() if one != name)
            taken = {mark.get(w("id"), "") for root in others for mark in root.iter(BOOKMARK)}
            mend(self.theirs.root(name), taken)

    def _story(self, was: str, there: str, now: str, label: str, told: MergeNotes, in_document: bool) -> None:
        alike = self.base.members[was] == self.ours.members[now]
        if alike and not has_new_pictures(self.ours.root(now)):
            return
        self.theirs.change(there)
        unused = self.theirs.unused(there)
        before, theirs, ours = (
            tree(parts.root(name), parts.styles, label)
            for parts, name in ((self.base, was), (self.theirs, there), (self.ours, now))
        )
        self._bringing.part, self._bringing.source = there, now
        story = MergedStory(before, theirs, ours, self._bringing, told, self._pulled, self._sides)
        self._lists.same.update(story.fellows.same_lists())
        document = theirs if in_document else self._document()
        told.in_document, told.first = in_document, _first_block(document)
        story.merge()
        self.theirs.drop_unused(there, unused)
        told.in_document = True

    def _renew_anywhere(self, told: MergeNotes) -> None:
        """Gives answers that staff have put elsewhere what the answers say now."""
        known = renewals(*(_stories_of(parts) for parts in (self.base, self.theirs, self.ours)))
        for name in self._stories() if known else ():
            for control, renewal in outdated(self.theirs.root(name), known):
                self.theirs.change(name)
                place, was, now = self._place(name, control), text_in(renewal.was), text_in(renewal.now)
                self._bringing.part, self._bringing.source = name, renewal.part
                there, new = inline(control), inline_copy(renewal.now)
                if set_value(there, new, inline_copy(renewal.was), self._bringing, self._pulled):
                    told.change(place, was, now)
                else:
                    said = Conflict(place, was, text_in(there), now, BOTH, id_of(there))
                    told.conflict(there, said)

    def _document(self) -> Node:
        return tree(self.theirs.root(self.theirs.document), self.theirs.styles)

    def _place(self, name: str, control: Element) -> str:
        nodes = tree(self.theirs.root(name), self.theirs.styles).walk()
        return next((one.place for one in nodes if one.kind == "p" and control in one.element.iter(SDT)), "")


def _stories_of(parts: Parts) -> list[Parted]:
    """The document, and its headers and footers."""
    return [(name, parts.root(name)) for name in (parts.document, *(name for _, name in margins(parts)))]


def _first_block(story: Node) -> Element | None:
    return story.children[0].element if story.children else None
