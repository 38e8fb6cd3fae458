"""One part of the edited file (the document, a header, a footer) with what is new in ours: block by block,
tables by rows and cells. Only what ours changes is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plangen.merging.bringing import Bringing, replace_answer
from plangen.merging.contents import renew_contents
from plangen.merging.fitting import fitted, set_grid
from plangen.merging.matching import Matching, free_controls, in_place, likeness
from plangen.merging.nodes import Node, holder_of, promoted_control
from plangen.merging.outcome import Conflict, Pulled
from plangen.merging.paragraphs import Paragraphs
from plangen.merging.saying import bare, invites, is_derived, said, same, squeezed
from plangen.merging.standing import append, inner, joins_rows, last_of, outermost, unwrap, whole
from plangen.merging.telling import BOTH, DELETED, GOES, NO_PLACE, MergeNotes
from plangen.merging.values import edits_were_pulled, is_touched, shape
from plangen.ooxml.ns import (
    CELL,
    PPR,
    SDT,
    SDT_CONTENT,
    TABLE,
    Element,
    P,
    drop,
    val,
    w,
)

_ROW_ALIKE = 0.3


@dataclass
class MergedStory:
    """Three editions of a part."""

    base: Node
    theirs: Node
    ours: Node
    bringing: Bringing
    told: MergeNotes
    pulled: Pulled
    _at: dict[Node, Element] = field(default_factory=dict)
    _anew: set[Node] = field(default_factory=set)
    _contents: list[tuple[Node, Node, Node]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._to_theirs = Matching(self.base, self.theirs)
        self._to_ours = Matching(self.base, self.ours)
        self._paragraphs = Paragraphs(self.bringing, self.told, self.pulled, self._elsewhere)
        self._free = free_controls(self.theirs, self._to_theirs)

    def merge(self) -> None:
        """Changes the tree of theirs."""
        self._children(self.base, self.theirs, self.ours)
        renew_contents(self._contents, self.ours, self._at, self.bringing)

    def same_lists(self) -> dict[str, str]:
        """Number of a list in ours → its number in theirs, by the paragraphs that are in both."""
        found: dict[str, str] = {}
        for was, now in self._to_ours.to.items():
            there = self._to_theirs.to.get(was)
            if was.kind == "p" and there is not None and there.kind == "p":
                mine, other = (val(one.element.find(PPR), "numPr/numId") for one in (now, there))
                if mine and other:
                    found.setdefault(mine, other)
        return found

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
                if node not in stays:
                    self._move(there, node, theirs, ours)
            elif was.text != node.text:
                lacking.append((was, node))
        self._missing(lacking, theirs)
        for was in base.children:
            there = self._to_theirs.to.get(was)
            if was not in self._to_ours.to and there is not None and was not in self._anew:
                self._gone(was, there)

    def _move(self, there: Node, node: Node, theirs: Node, ours: Node) -> None:
        """Ours has put it elsewhere among its neighbours; so is theirs, when it is still among them."""
        if there.parent is not theirs or node.kind not in ("tr", "p", "answer") or not node.text:
            return
        element = outermost(there.element, holder_of(theirs))
        if element is not None and not joins_rows(element):
            self._put(node, [element], theirs, ours)

    def _node(self, was: Node, there: Node, now: Node) -> None:
        if there.kind != was.kind or now.kind != was.kind:
            if now.text not in (was.text, there.text):
                self._conflict(was, there, now.text, BOTH)
        elif was.kind == "p":
            self._paragraphs.merge(was, there, now)
        elif was.kind == "contents":
            self._contents.append((was, there, now))
        elif was.kind == "answer":
            self._answer(was, there, now)
        elif was.kind == "tr":
            self._row(was, there, now)
        elif was.kind == "tbl":
            set_grid(was.element, there.element, now.element)
            self._children(was, there, now)
        else:
            self._children(was, there, now)

    # --- what comes -----------------------------------------------------------------------------------------
    def _new(self, node: Node, theirs: Node, ours: Node) -> None:
        there = self._alike(node, theirs)
        if there is not None:
            self._take_over(node, there)
            return
        made = self.bringing.bring(whole(node))
        if node.kind == "tr" and (rest := fitted(node, made, theirs)):
            self._conflict(node, theirs, rest, NO_PLACE)
        self._put(node, [made], theirs, ours)
        self._at[node] = inner(made, node)
        if node.text.strip():
            self.told.change(theirs.place or node.place, "", node.text)

    def _alike(self, node: Node, theirs: Node) -> Node | None:
        """What staff have written that is new in ours too: the same text, or a row that was pulled. A row
        that is named by a text has another name when that is reworded."""
        if not node.text.strip():
            return None
        mine = [one for one in theirs.children if one.kind == node.kind and self._is_theirs(one)]
        same = next((one for one in mine if bare(one) == bare(node)), None)
        if same is not None or node.kind != "tr":
            return same
        rows = [one for one in mine if self._was_pulled(one)]
        rows += [one for one in theirs.children if one.kind == "tr" and self._was_reworded(one)]
        best = max(rows, key=lambda one: likeness(one, node), default=None)
        return best if best is not None and likeness(best, node) >= _ROW_ALIKE else None

    def _is_theirs(self, node: Node) -> bool:
        was = self._to_theirs.back.get(node)
        return was is None or (was.text != node.text and node.kind == "tr" and "[+" in " ".join(was.ids))

    def _was_pulled(self, row: Node) -> bool:
        texts = {bare(cell) for cell in row.children}
        return any(one.texts and {*one.texts} <= texts for one in self.pulled.rows)

    def _was_reworded(self, row: Node) -> bool:
        """Whether ours does not have the row any more, and the answers have all that staff changed in it."""
        was = self._to_theirs.back.get(row)
        if was is None or was in self._to_ours.to or was.text == row.text:
            return False
        return edits_were_pulled(was.element, row.element, self.pulled)

    def _take_over(self, node: Node, there: Node) -> None:
        """Gives what staff wrote the controls that the answers have there now."""
        was = self._to_theirs.back.get(there)
        if was is not None:
            self._to_theirs.drop(was)
            self._anew.add(was)
        if node.ids and not is_touched(there.element):
            there.element = self.bringing.in_place_of(there.element, node.element)
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
        lines = [line for was, now in lacking for line in self._scattered(was, now) if line.strip()]
        if lines:
            was, now = lacking[0]
            siblings = now.parent.children if now.parent is not None else []
            fellows = (self._at.get(one) for one in reversed(siblings[: siblings.index(now)]))
            after = next((one for one in fellows if one is not None), None)
            texts = " ".join(one.text for one, _ in lacking)
            place, id = theirs.place or was.place, next(iter(was.ids), "")
            told = Conflict(place, texts, "", "\n".join(lines), DELETED, id)
            self.told.conflict(after if after is not None else last_of(holder_of(theirs)), told)
        lacking.clear()

    def _scattered(self, was: Node, now: Node) -> Iterator[str]:
        """Changes what stands elsewhere; gives the new texts that have no place any more."""
        if was.text == now.text:
            return
        if not now.children:
            if is_derived(was) and is_derived(now):
                self.told.keep(was.place, "", now.text)
            else:
                yield now.text
        for child in now.children:
            before = self._to_ours.back.get(child)
            there = None if before is None else self._to_theirs.to.get(before)
            if before is None:
                yield child.text
            elif there is not None:
                self._node(before, there, child)
                self._at[child] = there.element
            else:
                yield from self._scattered(before, child)

    # --- what goes ------------------------------------------------------------------------------------------
    def _gone(self, was: Node, there: Node) -> None:
        if same(was, there) and not is_touched(there.element):
            self._remove(there)
            if was.text.strip():
                self.told.change(there.place, was.text, "")
        elif was.text.strip() or there.text.strip():
            self._conflict(was, there, "", GOES)

    def _remove(self, node: Node) -> None:
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

    # --- answers, rows, contents ----------------------------------------------------------------------------
    def _answer(self, was: Node, there: Node, now: Node) -> None:
        """An answer of several paragraphs: whole when staff have not touched it, else by paragraphs."""
        if shape(was.element) == shape(now.element):
            return
        before, after = invites(was), invites(now)
        pulled = any(squeezed(t) == bare(there) for t in self.pulled.texts.get(was.id, ()))
        if (there.text == was.text or pulled) and not is_touched(there.element):
            replace_answer(there, now, self.bringing)
            if there.text != now.text:
                self.told.change(there.place, there.text, now.text)
        elif now.text in (there.text, was.text):
            return
        elif before or after or self._both_changed(was, now):
            self._conflict(was, there, "" if after else said(now), BOTH)
        else:
            self._children(was, there, now)

    def _both_changed(self, was: Node, now: Node) -> bool:
        """Whether staff and the answers have changed, or taken away, the same paragraph of an answer."""
        for child in was.children:
            after, there = self._to_ours.to.get(child), self._to_theirs.to.get(child)
            ours = after is None or after.text != child.text
            if ours and (there is None or there.text != child.text):
                return True
        return not was.children and bool(now.children)

    def _row(self, was: Node, there: Node, now: Node) -> None:
        if shape(was.element) == shape(now.element) and was.text == there.text:
            return
        if len(was.children) != len(now.children):
            if same(was, there) and not is_touched(there.element):
                there.element = self.bringing.in_place_of(there.element, now.element)
                self.told.change(there.place, was.text, now.text)
            elif was.text != now.text:
                self._conflict(was, there, now.text, BOTH)
            return
        for before, after in zip(was.children, now.children, strict=True):
            cell = self._to_theirs.to.get(before)
            if cell is not None:
                self._children(before, cell, after)
            elif before.text != after.text:
                self._conflict(before, there, after.text, NO_PLACE)

    def _conflict(self, was: Node, there: Node, now: str, why: str) -> None:
        told = Conflict(there.place, was.text, there.text, now, why, next(iter(was.ids), ""))
        self.told.conflict(there.element, told)

    def _elsewhere(self, id: str) -> Element | None:
        """A control of an answer that is in no paragraph where it was."""
        found = self._free.get(id, [])
        return found.pop(0) if found else None
