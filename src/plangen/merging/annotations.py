"""Comments and notes that stand in what comes into the edited file: they come along, with numbers of their
own. What plangen makes has none; a file that people have saved may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from plangen.merging.parts import Parts
from plangen.ooxml.ns import PPR, W14, Element, P, R, add, clone, drop, make, serialise, w

_START, _END, _MARK = (w(f"comment{name}") for name in ("RangeStart", "RangeEnd", "Reference"))
_NOTES: Final = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
_THREADS: Final = "commentsExtended"
_THREADS_KIND: Final = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_THREADS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"


class Annotations:
    """From the parts of one file to those of another. `fit`: gives the elements of a text the styles and
    numbers of the other file."""

    def __init__(self, ours: Parts, theirs: Parts, fit: Callable[[Element], None]) -> None:
        self._ours, self._theirs, self._fit = ours, theirs, fit
        self._comments: dict[str, str] = {}
        self._notes: dict[tuple[str, str], str] = {}
        self._known: frozenset[tuple[str, ...]] | None = None

    def carry(self, made: Element) -> None:
        """Gives the marks in an element that is brought the comments and notes of their own."""
        for one in list(made.iter(_START, _END, _MARK)):
            number = self._comment(one.get(w("id"), ""))
            if number:
                one.set(w("id"), number)
            else:
                drop(one)
        for one in list(made.iter(*_NOTES)):
            number = self._note(_NOTES[one.tag], one.get(w("id"), ""))
            if number:
                one.set(w("id"), number)
            else:
                drop(one)

    def put(self, source: Element, paragraph: Element) -> None:
        """Puts the comments of a paragraph on another one, which stands in the other file: on all of it."""
        for one in source.iter(_MARK):
            number = self._comment(one.get(w("id"), ""))
            if number:
                form = paragraph.find(PPR)
                paragraph.insert(0 if form is None else 1, make("commentRangeStart", id=number))
                add(paragraph, "commentRangeEnd", id=number)
                add(add(paragraph, "r"), "commentReference", id=number)

    # --- comments -------------------------------------------------------------------------------------------
    def _comment(self, id: str) -> str:
        """A comment's number in the other file; empty when it has the comment already."""
        if id not in self._comments:
            found = next((one for one in _all(self._ours, "comment") if one.get(w("id")) == id), None)
            is_new = found is not None and _said(found) not in self._theirs_say()
            self._comments[id] = self._add(found) if is_new else ""
        return self._comments[id]

    def _theirs_say(self) -> frozenset[tuple[str, ...]]:
        """The comments that were there before any came."""
        if self._known is None:
            self._known = frozenset(map(_said, _all(self._theirs, "comment")))
        return self._known

    def _add(self, comment: Element) -> str:
        part = self._theirs.related("comments") or self._theirs.add_xml("comments", make("comments"))
        root = self._theirs.change(part)
        number = _next(root)
        made = self._text(comment)
        made.set(w("id"), number)
        root.append(made)
        self._add_thread(comment)
        return number

    def _add_thread(self, comment: Element) -> None:
        """What says that a comment is an answer to another, and whether it is settled."""
        source = self._ours.related(_THREADS)
        ids = {one.get(f"{{{W14}}}paraId") for one in comment.iter(P)} - {None}
        lines = self._ours.root(source) if source and ids else ()
        found = [one for one in lines if one.get(f"{{{_W15}}}paraId") in ids]
        if not found:
            return
        part = self._theirs.related(_THREADS)
        if not part:
            part = f"{self._theirs.document.rpartition('/')[0]}/{_THREADS}.xml".lstrip("/")
            empty = clone(self._ours.root(source))
            empty[:] = []
            self._theirs.add(part, serialise(empty), _THREADS_TYPE)
            self._theirs.relate(self._theirs.document, _THREADS_KIND, part)
        self._theirs.change(part).extend([clone(one) for one in found])

    # --- notes ----------------------------------------------------------------------------------------------
    def _note(self, kind: str, id: str) -> str:
        if (kind, id) not in self._notes:
            found = next((one for one in _all(self._ours, kind) if one.get(w("id")) == id), None)
            self._notes[kind, id] = "" if found is None else self._add_note(kind, found)
        return self._notes[kind, id]

    def _add_note(self, kind: str, note: Element) -> str:
        part = self._theirs.related(f"{kind}s")
        if not part:
            empty = make(f"{kind}s")
            lines = [one for one in _all(self._ours, kind) if one.get(w("type"))]  # above the notes of a page
            empty.extend([clone(one) for one in lines])
            part = self._theirs.add_xml(f"{kind}s", empty)
        root = self._theirs.change(part)
        made = self._text(note)
        made.set(w("id"), _next(root))
        root.append(made)
        return str(made.get(w("id")))

    def _text(self, element: Element) -> Element:
        """A copy of a comment or note. Where its links lead is known in its own file only."""
        made = clone(element)
        self._fit(made)
        for one in made.iter():
            for key in [key for key in one.attrib if key.startswith(f"{{{R}}}")]:
                del one.attrib[key]
        return made


def _all(parts: Parts, kind: str) -> Iterator[Element]:
    part = parts.related(f"{kind}s")
    if part:
        yield from parts.root(part).iterchildren(w(kind))


def _said(comment: Element) -> tuple[str, ...]:
    """What a comment is known by in another copy of its file."""
    text = "".join(one.text or "" for one in comment.iter(w("t")))
    return comment.get(w("author"), ""), comment.get(w("date"), ""), text


def _next(root: Element) -> str:
    known = [one.get(w("id"), "") for one in root]
    return str(max((int(one) for one in known if one.lstrip("-").isdigit()), default=0) + 1)
