"""One part of the edited file (the document, a header, a footer) with what is new in ours: block by block,
tables by rows and cells. Only what ours changes is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from plangen.alignment.matching import Matching, in_place
from plangen.merging.anywhere import free_controls
from plangen.merging.bringing import Bringing, replace_answer
from plangen.merging.contents import ContentsLists
from plangen.merging.fellows import Fellows
from plangen.merging.fitting import columns_differ, fitted, set_description, set_form, set_grid
from plangen.merging.homeless import LostColumns, NewLine, computed_cells, is_computed, row_line, told_lines
from plangen.merging.nodes import Node, holder_of
from plangen.merging.outcome import Conflict, Pulled
from plangen.merging.paragraphs import Paragraphs
from plangen.merging.recognising import Recognising
from plangen.merging.saying import bare, invites, is_derived, said, same, says_something, squeezed
from plangen.merging.sides import OF_PLAN, Sides
from plangen.merging.standing import append, inner, joins_rows, last_of, outermost, remove, whole
from plangen.merging.telling import MergeNotes
from plangen.merging.values import is_touched, own_signs
from plangen.merging.voices import BOTH, DELETED, GOES, NO_PLACE
from plangen.ooxml.ns import CELL, Element

_WHOLE: Final = frozenset({"tbl", "tr"})
_FORMED: Final = frozenset({*_WHOLE, "tc"})
_MOVABLE: Final = frozenset({"p", "tbl", "tr", "answer"})


@dataclass
class MergedStory:
    """Three editions of a part."""

    base: Node
    theirs: Node
    ours: Node
    bringing: Bringing
    told: MergeNotes
    pulled: Pulled
    sides: Sides = OF_PLAN
    _at: dict[Node, Element] = field(default_factory=dict)
    _anew: set[Node] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._to_theirs = Matching(self.base, self.theirs)
        self._to_ours = Matching(self.base, self.ours)
        self.fellows = Fellows(self._to_theirs, self._to_ours)
        self._paragraphs = Paragraphs(self.bringing, self.told, self.pulled, self._elsewhere, self.sides)
        self._free = free_controls(self.theirs, self._to_theirs)
        self._known = Recognising(self._to_theirs, self._to_ours, self.pulled)
        self._columns = LostColumns()
        self._contents = ContentsLists(self._to_theirs)

    def merge(self) -> None:
        """Changes the tree of theirs."""
        self._children(self.base, self.theirs, self.ours)
        for table, told in self._columns.conflicts():
            self.told.conflict(table.element, told)
        self._contents.renew(self.ours, self._to_ours, self._at, self.bringing)

    # --- one holder ----------------------------------------------------------------------------------------
    def _children(self, base: Node, theirs: Node, ours: Node) -> None:
        stays = in_place(base, ours, self._to_ours)
        lacking: list[tuple[Node, Node]] = []
        for node in ours.children:
            was = self._to_ours.back.get(node)
            there = None if was is None or was in self._anew else self._to_theirs.to.get(was)
            if was is None or was in self._anew:
                self._new(node, theirs, ours)
            elif there is not None:
                self._missing(lacking, theirs)
                self._node(was, there, node)
                self._at[node] = there.element
                if self.fellows.came(was, there, ours) if there.parent is not theirs else node not in stays:
                    self._move(there, node, theirs, ours)
            elif self.sides.ours.changed(was, node) if self.sides.joins else was.text != node.text:
                lacking.append((was, node))
        self._missing(lacking, theirs)
        for was in base.children:
            there = self._to_theirs.to.get(was)
            if was not in self._to_ours.to and there is not None and was not in self._anew:
                self._gone(was, there)

    def _move(self, there: Node, node: Node, theirs: Node, ours: Node) -> None:
        """Ours has put it elsewhere among its neighbours, or beside others; so is theirs, unless staff have
        put it among others."""
        if node.kind not in _MOVABLE or there.parent is None or self._is_stuck(node):
            return
        element = outermost(there.element, holder_of(there.parent))
        if element is not None and not (node.kind == "tr" and joins_rows(there.element)):
            self._put(node, [element], theirs, ours)

    def _node(self, was: Node, there: Node, now: Node) -> None:
        if was.kind in _FORMED and there.kind == now.kind == was.kind and self.sides.ours.looks(now):
            set_form(was, there, now, self.bringing, ordinary=not self.sides.theirs.looks(there))
        if there.kind != was.kind or now.kind != was.kind:
            if now.text not in (was.text, there.text):
                self._conflict(was, there, now.text, BOTH)
        elif was.kind in _WHOLE and self.sides.only_ours(was, there, now):
            there.element = self.bringing.in_place_of(there.element, now.element)
            self._leave(now, was)
        elif was.kind == "p":
            self._paragraphs.merge(was, there, now)
        elif was.kind == "contents":
            self._contents.add(was, there, now)
        elif was.kind == "answer":
            self._answer(was, there, now)
        elif was.kind == "tr":
            self._row(was, there, now)
        elif was.kind == "tbl" and self.sides.joins and columns_differ(was, now):
            self.told.cannot.append(f"de nye kolonner i tabellen under »{now.place}«, som også er rettet")
        elif was.kind == "tbl":
            set_grid(was.element, there.element, now.element)
            set_description(was.element, there.element, now.element)
            self._children(was, there, now)
        else:
            self._children(was, there, now)

    # --- what comes -----------------------------------------------------------------------------------------
    def _new(self, node: Node, theirs: Node, ours: Node) -> None:
        there = self._known.alike(node, theirs)
        if there is not None:
            self._take_over(node, there)
        if there is not None or self._is_stuck(node):
            return
        made = self.bringing.bring(whole(node))
        if node.kind == "tr":
            for number in fitted(node, made, theirs):
                self._columns.add(theirs, node, number, "")
        self._put(node, [made], theirs, ours)
        self._at[node] = inner(made, node)
        if says_something(node):
            self.told.change(theirs.place or node.place, "", node.text)
        self._leave(node)

    def _is_stuck(self, node: Node) -> bool:
        """Whether it is an answer that is a cell, and that somebody has moved out of its row."""
        if not self.sides.joins or node.kind != "answer" or holder_of(node).tag != CELL:
            return False
        self.told.cannot.append(f"et svar, der er flyttet i tabellen under »{node.place}«")
        return True

    def _leave(self, node: Node, instead: Node | None = None) -> None:
        """What a node of ours that was brought whole has from elsewhere stands there no more. `instead`: of
        the base, whose place it has taken."""
        own = frozenset(() if instead is None else instead.walk())
        for one in node.walk():
            was = self._to_ours.back.get(one)
            there = None if was is None else self._to_theirs.to.get(was)
            if was is not None and there is not None and was not in own:
                self._gone(was, there)
                own |= frozenset(was.walk())

    def _take_over(self, node: Node, there: Node) -> None:
        """Gives what staff wrote the controls that the answers have there now."""
        was = self._to_theirs.back.get(there)
        if was is not None:
            self._to_theirs.drop(was)
            self._anew.add(was)
        if node.ids and not is_touched(there.element):
            there.element = self.bringing.in_place_of(there.element, node.element)
        elif node.kind == "p":
            self.bringing.annotations.put(node.element, there.element)
        self._at[node] = there.element

    def _put(self, node: Node, elements: Sequence[Element], theirs: Node, ours: Node) -> None:
        """Puts elements where the neighbours of a node of ours stand in theirs."""
        holder = holder_of(theirs)
        number = ours.children.index(node)
        for before in reversed(ours.children[:number]):
            found = outermost(self._at.get(before), holder)
            if found is not None and found not in elements:
                for element in reversed(elements):
                    found.addnext(element)
                return
        for after in ours.children[number + 1 :]:
            was = self._to_ours.back.get(after)
            fellow = None if was is None else self._to_theirs.to.get(was)
            found = outermost(None if fellow is None else fellow.element, holder)
            if found is not None and found not in elements:
                for element in elements:
                    found.addprevious(element)
                return
        append(holder, elements)

    def _missing(self, lacking: list[tuple[Node, Node]], theirs: Node) -> None:
        """Staff have deleted what ours has changed, or spread it over other places: blocks that stood
        together."""
        whole = [self.bringing.as_text(one.element) for one in self.fellows.untold(lacking, self.sides)]
        lines = [line for was, now in lacking for line in self._scattered(was, now) if line.now.strip()]
        if lines or whole:
            was, now = lacking[0]
            siblings = now.parent.children if now.parent is not None else []
            fellows = (self._at.get(one) for one in reversed(siblings[: siblings.index(now)]))
            after = next((one for one in fellows if one is not None), None)
            place, id = theirs.place or was.place, next(iter(was.ids), "")
            told = Conflict(place, *told_lines(lines), DELETED, id)
            self.told.conflict(after if after is not None else last_of(holder_of(theirs)), told, whole)
        lacking.clear()

    def _scattered(self, was: Node, now: Node) -> Iterator[NewLine]:
        """Changes what stands elsewhere; gives the new texts that have no place any more."""
        if was.text == now.text:
            return
        if now.kind == "tr" and not any(one in self._to_theirs.to for one in was.walk()):
            for cell in computed_cells(was, now) if self.told.voice.computes else ():
                self.told.keep(was.place, "", cell.text)
            yield row_line(was, now) if self.told.voice.computes else NewLine(was.text, now.text)
            return
        if not now.children:
            if self.told.voice.computes and is_derived(was) and is_derived(now):
                self.told.keep(was.place, "", now.text)
            else:
                yield NewLine(was.text, now.text)
        for child in now.children:
            before = self._to_ours.back.get(child)
            there = None if before is None else self._to_theirs.to.get(before)
            if before is None:
                yield NewLine("", child.text)
            elif there is not None:
                self._node(before, there, child)
                self._at[child] = there.element
            else:
                yield from self._scattered(before, child)

    # --- what goes ------------------------------------------------------------------------------------------
    def _gone(self, was: Node, there: Node) -> None:
        if self.fellows.is_unchanged(was, there) and not is_touched(there.element):
            remove(there)
            self.told.gone(there.place, was.text, was.ids)
        elif was.text.strip() or there.text.strip():
            self._conflict(was, there, "", GOES)

    # --- answers, rows, contents ----------------------------------------------------------------------------
    def _answer(self, was: Node, there: Node, now: Node) -> None:
        """An answer of several paragraphs: whole when staff have not touched it, else by paragraphs."""
        if not self.sides.ours.changed(was, now):
            return
        before, after = invites(was), invites(now)
        pulled = any(squeezed(t) == bare(there) for t in self.pulled.texts.get(was.id, ()))
        looked = self.sides.theirs.changed(was, there)
        whole = pulled or (there.text == was.text and not (looked and self.sides.joins))
        by_paragraphs = looked and not (pulled or before or after or now.text == was.text)
        whole = whole and not (by_paragraphs or own_signs(there.element, was.element, pulled))
        if whole and not is_touched(there.element):
            replace_answer(there, now, self.bringing)
            self._leave(now, was)
            if after:
                self.told.gone(there.place, there.text, there.ids)
            elif there.text != now.text:
                self.told.change(there.place, there.text, now.text)
        elif now.text in (there.text, was.text) and not self.sides.joins:
            return
        elif before or after or self.fellows.both_changed(was, now):
            self._conflict(was, there, "" if after else said(now), BOTH, [] if after else now.children)
        else:
            self._children(was, there, now)

    def _row(self, was: Node, there: Node, now: Node) -> None:
        if not self.sides.ours.changed(was, now) and (self.sides.joins or was.text == there.text):
            return
        if len(was.children) != len(now.children):
            if same(was, there) and not is_touched(there.element):
                there.element = self.bringing.in_place_of(there.element, now.element)
                self._leave(now, was)
                self.told.change(there.place, was.text, now.text)
            elif was.text != now.text:
                self._conflict(was, there, now.text, BOTH)
            return
        for number, (before, after) in enumerate(zip(was.children, now.children, strict=True)):
            cell = self._to_theirs.to.get(before)
            if cell is not None:
                self._node(before, cell, after)
            elif before.text != after.text:
                self._no_cell(before, there, now, number)

    def _no_cell(self, before: Node, there: Node, now: Node, number: int) -> None:
        """A cell that is another one in ours has no place in the row any more."""
        after = now.children[number]
        if self.told.voice.computes and is_computed(before, after):
            self.told.keep(there.place, "", after.text)
        elif there.parent and self._columns.holds(now, number, there):
            self._columns.add(there.parent, now, number, before.text)
        else:
            self._conflict(before, there, after.text, NO_PLACE)

    def _conflict(self, was: Node, there: Node, now: str, why: str, new: Sequence[Node] = ()) -> None:
        """`new`: the blocks of the text that waits."""
        told = Conflict(there.place, was.text, there.text, now, why, next(iter(was.ids), ""))
        paragraphs = [one.element for one in new if one.kind == "p" and self.sides.joins]
        self.told.conflict(there.element, told, list(map(self.bringing.as_text, paragraphs)), was.ids)

    def _elsewhere(self, id: str) -> Element | None:
        """A control of an answer that is in no paragraph where it was."""
        found = self._free.get(id, [])
        return found.pop(0) if found else None
