"""What stands in an edited file where staff and the answers disagree: the new text as a tracked insertion in
a paragraph of its own, with a comment that says what changed and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plangen.merging.parts import Parts
from plangen.ooxml.ns import RPR, SDT, SDT_CONTENT, SPACE, STORIES, Element, P, add, drop, make, w

AUTHOR: Final = "plangen"
_INITIALS: Final = "pg"
_COMMENT_PARTS: Final = "comments"
_HOLDERS: Final = STORIES - {SDT_CONTENT}
_GOES: Final = "Udgår efter de nye svar."


class ConflictMarks:
    """Writes the marks of one file. `date`: ÅÅÅÅ-MM-DD, empty when nobody knows."""

    def __init__(self, parts: Parts, date: str) -> None:
        self._parts, self._date = parts, date
        self._last = 0

    def write(self, after: Element, text: str, said: str) -> None:
        """Puts a text below an element of the document, and a comment on it. An empty text says that what
        stands above goes."""
        paragraph = make("p")
        properties = add(add(paragraph, "pPr"), "rPr")
        properties.append(self._mark())
        comment = self._comment(said)
        add(paragraph, "commentRangeStart", id=comment)
        inserted = self._mark()
        paragraph.append(inserted)
        for number, line in enumerate((text or _GOES).split("\n")):
            run = add(inserted, "r")
            if number:
                add(run, "br")
            written = add(run, "t")
            written.text = line
            written.set(SPACE, "preserve")
        add(paragraph, "commentRangeEnd", id=comment)
        referred = self._mark()
        paragraph.append(referred)
        add(add(referred, "r"), "commentReference", id=comment)
        _place(after).addnext(paragraph)

    def _mark(self) -> Element:
        if not self._last:
            root = self._parts.root(self._parts.document)
            known = (
                one.get(w("id"), "") for one in root.iter(w("ins"), w("del"), w("moveTo"), w("moveFrom"))
            )
            self._last = max((int(one) for one in known if one.isdigit() and len(one) < 10), default=0)
        self._last += 1
        made = make("ins", id=str(self._last), author=AUTHOR)
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


def _place(element: Element) -> Element:
    """The element that a paragraph may be put after: a block of a story that no control stands around."""
    around = [element, *element.iterancestors()]
    outermost = max((n for n, one in enumerate(around) if one.tag == SDT), default=-1)
    for number in range(max(outermost, 0), len(around) - 1):
        if around[number + 1].tag in _HOLDERS:
            return around[number]
    return element


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
    """The heading that each of them stands under, empty before the first. Raises `UnreadableWord`."""
    parts = Parts(data)
    if not _has_marks(parts):
        return ()
    root, heading, found = parts.root(parts.document), "", []
    own = set(own_paragraphs(root))
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
