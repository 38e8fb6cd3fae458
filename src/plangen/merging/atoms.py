"""The atoms of a paragraph, as it reads with pending changes accepted: words, spaces, signs, answers, fields,
links, pictures. Each knows the elements that it stands in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from plangen.catalog.address import is_own_id
from plangen.ooxml.ns import (
    BOOKMARK,
    BOOKMARK_END,
    MC,
    PPR,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TEXT,
    Element,
    M,
    val,
    w,
)
from plangen.ooxml.places import CHARACTERS, text_of
from plangen.word.reading.recovery import answer_id

_TOKEN: Final = re.compile(r"\s+|\d[\d.,:/–-]*\d|\w+|[^\w\s]")
_ACCEPTED: Final = frozenset({w("ins"), w("moveTo"), w("smartTag"), w("customXml"), w("dir"), w("bdo")})
_GONE: Final = frozenset({w("del"), w("moveFrom")})
_OBJECTS: Final = frozenset(
    {w("drawing"), w("pict"), w("object"), f"{{{MC}}}AlternateContent", w("sym"), w("ruby"), w("ptab")}
)
_MARK, _CODE = w("fldChar"), w("instrText")
_NOTES: Final = frozenset({w("footnoteReference"), w("endnoteReference")})
_NOTHING: Final = re.compile("[\u00ad\u200b-\u200d\ufeff]")
SIGN: Final = "\ufffc"
"""Stands for what is no text in keys of atoms."""
PICTURE: Final = "picture"
"""Of a drawing: which picture it is, where its description does not say it (`pictures`)."""
_FIELD: Final = f"{SIGN}field"
_THING: Final = re.compile(f" *{SIGN}(object|note|math)( [a-z]+{SIGN})?( |$)")
_STANDS: Final = tuple(f"{SIGN}{kind} " for kind in ("object", "note", "math"))


@dataclass(eq=False, slots=True)
class TextPiece:
    """A part of a `w:t`, or a sign such as a tab."""

    element: Element
    start: int
    end: int


@dataclass(eq=False, slots=True)
class MergeAtom:
    """`key`: equal for atoms that read the same; `shown`: its text. `pieces`: of a word; `elements`: of
    anything else, with the hidden bookmarks around an answer; `control`: the answer's control."""

    key: str
    shown: str
    pieces: list[TextPiece] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    control: Element | None = None

    @property
    def reads(self) -> str:
        """Its text; for a picture and the like what it is known by."""
        if self.key.startswith(_FIELD):
            return f"{_FIELD} "
        return self.shown or (self.key if self.key.startswith(_STANDS) else "")

    @property
    def id(self) -> str:
        """Of the answer that it is; empty for anything else."""
        return id_of(self.control) if self.control is not None else ""


def id_of(control: Element) -> str:
    """The id of the answer in a control; of a box of a choice `…=code`; empty for other controls."""
    found = answer_id(control)
    if found:
        return found
    tag = val(control.find(SDT_PR), "tag") or val(control.find(SDT_PR), "alias")
    return tag if is_own_id(tag) or ("=" in tag and is_own_id(tag.split("=")[0])) else ""


def atoms_of(paragraph: Element) -> list[MergeAtom]:
    """The atoms of a paragraph, or of what an inline control holds."""
    return list(_AtomReader().read(paragraph))


def reading_of(paragraph: Element) -> str:
    """What a paragraph says, with its answers and what stands for pictures and the like."""
    return "".join(atom.reads for atom in _AtomReader(by_words=False).read(paragraph))


def for_people(reading: str) -> str:
    """What a paragraph says, without its fields; pictures and the like are named."""
    return _THING.sub(" [billede el.lign.] ", re.sub(f"{_FIELD} ?", "", reading))


class _AtomReader:
    """Collects text until something else comes, because programs split words over runs. A field is one atom
    when its marks stand beside each other; the marks of any other are atoms, and what it shows is text."""

    def __init__(self, by_words: bool = True) -> None:
        self._by_words = by_words
        self._whole: set[Element] = set()
        self._text: list[tuple[str, TextPiece]] = []
        self._field: list[Element] = []
        self._depth = 0
        self._code = ""

    def read(self, holder: Element) -> Iterator[MergeAtom]:
        yield from self._walk(holder)
        yield from self._words()

    def _walk(self, holder: Element) -> Iterator[MergeAtom]:
        if not self._depth:
            self._whole.update(_whole_fields(holder))
        for child in holder:
            tag = child.tag
            if tag == RUN:
                yield from self._run(child)
            elif self._depth:
                self._field.append(child)
            elif tag in _ACCEPTED:
                yield from self._walk(child)
            elif tag == SDT:
                yield from self._control(child)
            elif tag == w("hyperlink"):
                text = _plain(text_of(child))
                yield from self._object(f"{SIGN}link {text}", text, child)
            elif tag == w("fldSimple"):
                yield from self._object(_field_key(child.get(w("instr"), "")), text_of(child), child)
            elif str(tag).startswith(f"{{{M}}}"):
                yield from self._object(f"{SIGN}math {''.join(child.itertext())}", "", child)

    def _control(self, control: Element) -> Iterator[MergeAtom]:
        content = control.find(SDT_CONTENT)
        if content is None:
            return
        if not id_of(control):
            yield from self._walk(content)
            return
        yield from self._words()
        shown = reading_of(content)
        yield MergeAtom(f"{SIGN}{id_of(control)}", shown, [], [control, *_marks(control)], control)

    def _run(self, run: Element) -> Iterator[MergeAtom]:
        for child in run:
            if child in self._whole:
                yield from self._field_mark(run, child.get(w("fldCharType"), ""))
            elif self._depth:
                self._code += child.text or "" if child.tag == _CODE else ""
            elif child.tag in (_MARK, _CODE):
                yield from self._object(f"{SIGN}mark", "", run)
            elif child.tag == TEXT:
                text = child.text or ""
                self._text.append((text, TextPiece(child, 0, len(text))))
            elif child.tag in CHARACTERS:
                self._text.append((CHARACTERS[child.tag], TextPiece(child, 0, 1)))
            elif child.tag in _OBJECTS:
                yield from self._object(_object_key(child), "", run)
            elif child.tag in _NOTES:
                yield from self._object(f"{SIGN}note {child.get(w('id'))}", "", run)
        if self._depth and run not in self._field:
            self._field.append(run)

    def _field_mark(self, run: Element, kind: str) -> Iterator[MergeAtom]:
        if kind == "begin":
            if not self._depth:
                yield from self._words()
                self._code, self._field = "", []
            self._depth += 1
        elif kind == "end" and self._depth:
            self._depth -= 1
            if not self._depth:
                elements = [*self._field, *([] if run in self._field else [run])]
                self._field = []
                yield MergeAtom(_field_key(self._code), "", [], elements)

    def _object(self, key: str, shown: str, element: Element) -> Iterator[MergeAtom]:
        yield from self._words()
        yield MergeAtom(key, shown, [], [element])

    def _words(self) -> Iterator[MergeAtom]:
        """The words of the text so far."""
        text = "".join(one for one, _ in self._text)
        if not self._by_words:
            self._text = []
            if text:
                yield MergeAtom(text, text)
            return
        starts, at = [], 0
        for one, piece in self._text:
            starts.append((at, at + len(one), piece))
            at += len(one)
        self._text = []
        for found in _TOKEN.finditer(_masked(text)):
            first, last = found.span()
            pieces = [
                TextPiece(piece.element, max(first - start, 0), min(last, end) - start)
                for start, end, piece in starts
                if start < last and first < end
            ]
            shown = text[first:last]
            yield MergeAtom(_plain(shown), shown, pieces)


def _whole_fields(holder: Element) -> Iterator[Element]:
    """The first and last marks of the fields that begin and end in the runs of a holder."""
    open: list[Element] = []
    for mark in (one for run in holder.iterchildren(RUN) for one in run.iterchildren(_MARK)):
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            open.append(mark)
        elif kind == "end" and open:
            yield from (open.pop(), mark)


def _masked(text: str) -> str:
    """The text with what only steers line breaks counted as part of words."""
    return _NOTHING.sub("x", text)


def _plain(text: str) -> str:
    """A text for comparing."""
    plain = _NOTHING.sub("", unicodedata.normalize("NFC", text)).replace("\u00a0", " ")
    return " " if plain.isspace() and "\t" not in plain and "\n" not in plain else plain


def _field_key(code: str) -> str:
    return f"{SIGN}field {' '.join(code.replace(chr(92) + '* MERGEFORMAT', '').split())}"


def _object_key(element: Element) -> str:
    """What a picture or box is known by: its description and its words, and which picture it is."""
    described = (one.get("descr") or one.get("title") or "" for one in element.iter("{*}docPr"))
    words = "".join(text.text or "" for text in element.iter(TEXT))
    which = "".join(f"{name}{SIGN} " for one in element.iter(w("drawing")) if (name := one.get(PICTURE)))
    return f"{SIGN}object {which}{' '.join(filter(None, described))} {words} {element.get(w('char'), '')}"


def _marks(control: Element) -> list[Element]:
    """The hidden bookmarks right before and after an answer's control."""
    starts = []
    before = control.getprevious()
    while before is not None and before.tag == BOOKMARK and before.get(w("name"), "").startswith("_pg"):
        starts.append(before)
        before = before.getprevious()
    ids = {one.get(w("id")) for one in starts}
    ends = [one for one in control.itersiblings(BOOKMARK_END) if one.get(w("id")) in ids]
    return [*starts, *ends]


def is_content(element: Element) -> bool:
    """Whether a child of a paragraph is more than its properties and marks."""
    return element.tag not in (PPR, RPR, BOOKMARK, BOOKMARK_END, w("proofErr"))
