"""What stands in an edited file where staff and the answers disagree: the new text as a tracked insertion in
a paragraph of its own, with a comment that says what changed and why."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Final, NamedTuple

from plangen.merging.numbers import PENDING, Numbers
from plangen.merging.parts import Parts
from plangen.merging.voices import AUTHOR, PLAN, Voice
from plangen.ooxml.ns import (
    BOOKMARK,
    PPR,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    SPACE,
    STORIES,
    Element,
    P,
    add,
    drop,
    make,
    w,
)

_INITIALS: Final = "pg"
_COMMENT_PARTS: Final = "comments"
_UNDECIDED: Final = "_uafgjort_"
_NAMED: Final = len(_UNDECIDED) + 12
_HOLDERS: Final = STORIES - {SDT_CONTENT}


class Waiting(NamedTuple):
    """What is to stand below an element of the document: a text, or whole paragraphs, and what is said of it
    in a comment. An empty text says that what stands above goes. `ids`: of the answers that wait for it."""

    after: Element
    text: str
    said: str
    whole: tuple[Element, ...] = ()
    ids: tuple[str, ...] = ()


class ConflictMarks:
    """Writes the marks of one file. `numbers`: those that are free in all its parts; `date`: ÅÅÅÅ-MM-DD,
    empty when nobody knows; `voice`: in whose name."""

    def __init__(self, parts: Parts, numbers: Numbers, date: str, voice: Voice = PLAN) -> None:
        self._parts, self._numbers, self._date, self._voice = parts, numbers, date, voice

    def write(self, waiting: Waiting) -> None:
        """Puts it there."""
        self._parts.change(self._parts.document)
        comment = self._comment(waiting.said)
        made = [self._insertion(one) for one in waiting.whole] or [self._typed(waiting.text)]
        first, last = made[0], made[-1]
        first.insert(1, make("commentRangeStart", id=comment))
        add(last, "commentRangeEnd", id=comment)
        referred = self._mark()
        last.append(referred)
        add(add(referred, "r"), "commentReference", id=comment)
        if self._voice.author != AUTHOR:
            for id in waiting.ids:
                self._name(first, undecided_name(id))
        place = _place(waiting.after)
        for paragraph in reversed(made):
            place.addnext(paragraph)

    def _name(self, paragraph: Element, name: str) -> None:
        """Puts a hidden bookmark in a paragraph, which programs keep."""
        number = self._numbers.bookmark()
        paragraph.insert(1, make("bookmarkStart", id=number, name=name))
        paragraph.insert(2, make("bookmarkEnd", id=number))

    def _typed(self, text: str) -> Element:
        """A paragraph with a text."""
        paragraph = make("p")
        add(add(paragraph, "pPr"), "rPr").append(self._mark())
        inserted = self._mark()
        paragraph.append(inserted)
        for number, line in enumerate((text or self._voice.goes).split("\n")):
            run = add(inserted, "r")
            if number:
                add(run, "br")
            written = add(run, "t")
            written.text = line
            written.set(SPACE, "preserve")
        return paragraph

    def _insertion(self, paragraph: Element) -> Element:
        """The paragraph itself as one that was put in; changes that wait in it wait on."""
        form = paragraph.find(PPR)
        if form is None:
            form = make("pPr")
            paragraph.insert(0, form)
        for one in [*form.iterchildren(w("sectPr"), w("pPrChange"))]:
            form.remove(one)
        look = form.find(RPR)
        if look is None:
            look = add(form, "rPr")
        for one in [*look.iterchildren(*PENDING)]:
            look.remove(one)
        look.insert(0, self._mark())
        for run in [one for one in paragraph.iter(RUN) if _is_settled(one, paragraph)]:
            inserted = self._mark()
            run.addprevious(inserted)
            inserted.append(run)
        return paragraph

    def _mark(self) -> Element:
        made = make("ins", id=self._numbers.change(), author=self._voice.author)
        if self._date:
            made.set(w("date"), f"{self._date}T00:00:00Z")
        return made

    def _comment(self, said: str) -> str:
        """Adds a comment; gives its number."""
        part = self._parts.related(_COMMENT_PARTS) or self._parts.add_xml(_COMMENT_PARTS, make("comments"))
        root = self._parts.change(part)
        known = [one.get(w("id"), "") for one in root.iterchildren(w("comment"))]
        number = str(max((int(one) for one in known if one.isdigit()), default=-1) + 1)
        comment = add(root, "comment", id=number, author=AUTHOR, initials=_INITIALS)
        if self._date:
            comment.set(w("date"), f"{self._date}T00:00:00Z")
        paragraph = add(comment, "p")
        style = self._parts.styles.id_of("annotation text")
        if style:
            add(add(paragraph, "pPr"), "pStyle", val=style)
        text = add(add(paragraph, "r"), "t")
        text.text = said
        text.set(SPACE, "preserve")
        return number


def _is_settled(run: Element, paragraph: Element) -> bool:
    """Whether a run is the paragraph's own, and in no change that waits."""
    for around in run.iterancestors():
        if around is paragraph:
            return True
        if around.tag in PENDING or around.tag == P:
            return False
    return False


def _place(element: Element) -> Element:
    """The element that a paragraph may be put after: a block of a story that no control stands around."""
    around = [element, *element.iterancestors()]
    outermost = max((n for n, one in enumerate(around) if one.tag == SDT), default=-1)
    for number in range(max(outermost, 0), len(around) - 1):
        if around[number + 1].tag in _HOLDERS:
            return around[number]
    return element


def undecided_name(id: str) -> str:
    """The bookmark that says which answer waits for what a colleague has written: ids are too long."""
    return f"{_UNDECIDED}{sha256(id.encode()).hexdigest()[:12]}"


def undecided_answers(data: bytes) -> frozenset[str]:
    """What answers are known by (`undecided_name`) that two people have written differently, and nobody has
    accepted or rejected the one. Raises `UnreadableWord`."""
    parts = Parts(data)
    if _UNDECIDED.encode() not in parts.members[parts.document]:
        return frozenset()
    root = parts.root(parts.document)
    marks = (mark for one in root.iter(P) if _is_inserted(one) for mark in one.iter(BOOKMARK))
    names = (mark.get(w("name"), "") for mark in marks)
    return frozenset(name[:_NAMED] for name in names if name.startswith(_UNDECIDED))


def _is_inserted(paragraph: Element) -> bool:
    return paragraph.find(f"{PPR}/{RPR}/{w('ins')}") is not None


def _of_colleagues(parts: Parts) -> set[Element]:
    """The paragraphs that wait in the name of others than plangen, with a comment of plangen's on them."""
    part = parts.related(_COMMENT_PARTS)
    comments = parts.root(part).iterchildren(w("comment")) if part else ()
    ids = {one.get(w("id")) for one in comments if one.get(w("author")) == AUTHOR}
    references = parts.root(parts.document).iter(w("commentReference")) if ids else ()
    around = (next(one.iterancestors(P), None) for one in references if one.get(w("id")) in ids)
    return {one for one in around if one is not None and _is_inserted(one)}


def own_paragraphs(root: Element) -> Iterator[Element]:
    """The paragraphs of a part that are pending insertions of plangen's."""
    for paragraph in root.iter(P):
        mark = paragraph.find(f"{w('pPr')}/{RPR}/{w('ins')}")
        if mark is not None and mark.get(w("author")) == AUTHOR:
            yield paragraph


def waiting_texts(data: bytes) -> tuple[str, ...]:
    """The new texts that nobody has accepted or rejected yet, with their lines. Raises `UnreadableWord`."""
    parts = Parts(data)
    if not _has_marks(parts):
        return ()
    found = own_paragraphs(parts.root(parts.document))
    return tuple("".join(one.text or "\n" for one in each.iter(w("t"), w("br"))) for each in found)


def waiting_places(data: bytes) -> tuple[str, ...]:
    """The heading that each text stands under that nobody has decided on, colleagues' too; empty before the
    first. Raises `UnreadableWord`."""
    parts = Parts(data)
    if not _has_marks(parts) and not parts.related(_COMMENT_PARTS):
        return ()
    root, heading, found = parts.root(parts.document), "", []
    own = {*own_paragraphs(root), *_of_colleagues(parts)}
    for paragraph in root.iter(P):
        if paragraph in own:
            found.append(heading)
        elif parts.styles.heading_level(paragraph):
            heading = "".join(text.text or "" for text in paragraph.iter(w("t")))
    return tuple(found)


def _has_marks(parts: Parts) -> bool:
    return f'author="{AUTHOR}"'.encode() in parts.members[parts.document]


def without_marks(data: bytes) -> bytes:
    """A Word file without the marks that still wait in it; the same bytes when there are none. Raises
    `UnreadableWord`."""
    parts = Parts(data)
    if not _has_marks(parts):
        return data
    found = list(own_paragraphs(parts.root(parts.document)))
    if not found:
        return data
    parts.change(parts.document)
    ids = {one.get(w("id")) for paragraph in found for one in paragraph.iter(w("commentReference"))}
    for paragraph in found:
        drop(paragraph)
    name = parts.related(_COMMENT_PARTS)
    if name:
        root = parts.change(name)
        for comment in list(root.iterchildren(w("comment"))):
            if comment.get(w("id")) in ids and comment.get(w("author")) == AUTHOR:
                drop(comment)
    return parts.data()
