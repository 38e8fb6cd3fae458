"""Which text of a part stands in a field (a page number, a date, a link, a contents list), and in which.

A field begins, shows a result and ends with marks of its own. Word leaves files where one of them is missing,
and a tracked deletion may take one away, so the marks are matched before anything is read: a field whose end
is not there holds nothing, and what stands after it is ordinary text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from plangen.ooxml.ns import CELL, RUN, TEXT_BOX, Element, P, w
from plangen.word.reading.addresses import plain_address

_MARK, _CODE = w("fldChar"), w("instrText")
_STORIES = (CELL, TEXT_BOX, w("footnote"), w("endnote"), w("comment"))
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)")?\s*(?:\\l\s+"([^"]*)")?')
# Fields whose results have paragraphs of their own.
_LONG: Final = frozenset(
    {"TOC", "TOA", "INDEX", "BIBLIOGRAPHY", "ADDIN", "DATABASE", "INCLUDETEXT", "INCLUDE", "IF"}
)
# Fields that people type in: what they show is text like any other. LibreOffice makes them of plain controls
# when it saves a file as .odt or .doc.
_TYPED: Final = frozenset({"FORMTEXT", "FILLIN"})


@dataclass(eq=False)
class EditedField:
    """A field. `begin`: its first mark; `code`: its instruction; `shows`: whether it has a result; `ends`:
    whether its end is there; `first`, `last`: the paragraphs where it begins and ends."""

    begin: Element
    first: Element
    code: str = ""
    shows: bool = False
    ends: bool = False
    last: Element = None

    @property
    def name(self) -> str:
        """The first word of its code: PAGE."""
        return _name(self.code)

    @property
    def address(self) -> str:
        """Where it leads when it is a link; else empty."""
        return link_address(self.code)

    @property
    def is_typed(self) -> bool:
        """Whether its result is what somebody typed."""
        return self.name in _TYPED

    @property
    def link(self) -> str:
        """The address that its text leads to. No link reaches over paragraphs: then an end is missing."""
        return self.address if self.first is self.last else ""

    @property
    def is_transparent(self) -> bool:
        """Whether what it shows is text, where other fields show what Word computes."""
        return self.is_typed or bool(self.address)


@dataclass(frozen=True, slots=True)
class Around:
    """A field around a piece of text. `in_code`: in its instruction, not in its result."""

    field: EditedField
    in_code: bool


@dataclass
class Fields:
    """The fields of one part as it is now: tracked changes must be settled before."""

    root: Element
    _around: dict[Element, tuple[Around, ...]] = field(default_factory=dict)
    _of_mark: dict[Element, EditedField] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if next(self.root.iter(_MARK), None) is not None:
            self._match()
            self._note()

    def around(self, piece: Element) -> Sequence[Around]:
        """The fields that a child of a run stands in, the outermost first."""
        return self._around.get(piece, ())

    def of(self, mark: Element) -> EditedField | None:
        """The field that a `w:fldChar` belongs to; None for a mark without its others."""
        return self._of_mark.get(mark)

    # --- matching ------------------------------------------------------------------------------------------
    def _match(self) -> None:
        """Gives the marks their fields, in each cell, text box and note by itself."""
        open_in: dict[Element, list[EditedField]] = {}
        for piece in self.root.iter(_MARK, _CODE):
            opened = open_in.setdefault(next(piece.iterancestors(*_STORIES), self.root), [])
            paragraph = next(piece.iterancestors(P), self.root)
            if piece.tag == _CODE:
                if opened and not opened[-1].shows:
                    opened[-1].code += piece.text or ""
                continue
            kind = piece.get(w("fldCharType"), "")
            if kind == "begin":
                opened.append(EditedField(piece, paragraph))
            found = _closed(opened, paragraph) if kind == "end" else opened[-1] if opened else None
            if found is None:
                continue
            self._of_mark[piece] = found
            found.shows = found.shows or kind == "separate"
            if kind == "end":
                found.ends, found.last = True, paragraph

    def _note(self) -> None:
        """Notes the fields around each child of a run, from one mark to the next."""
        open_in: dict[Element, list[Around]] = {}
        for run in self.root.iter(RUN):
            opened = open_in.setdefault(next(run.iterancestors(*_STORIES), self.root), [])
            for piece in run:
                if opened:
                    self._around[piece] = tuple(opened)
                if piece.tag == _MARK:
                    self._step(piece, opened)

    def _step(self, mark: Element, opened: list[Around]) -> None:
        found, kind = self._of_mark.get(mark), mark.get(w("fldCharType"))
        if found is None or not found.ends:
            return
        if kind == "begin":
            opened.append(Around(found, True))
            return
        while opened and any(around.field is found for around in opened):
            opened.pop()
        if kind == "separate":
            opened.append(Around(found, False))


def _closed(opened: list[EditedField], paragraph: Element) -> EditedField | None:
    """The field that an end belongs to: the last one that began in the same paragraph, else one that may
    reach over paragraphs. Those that began in between have no end."""
    candidates = [field for field in opened if field.first is paragraph]
    candidates = candidates or [field for field in opened if field.name in _LONG] or opened
    if not candidates:
        return None
    found = candidates[-1]
    del opened[opened.index(found) :]
    return found


def is_typed(code: str) -> bool:
    """Whether a field with that code holds what somebody typed."""
    return _name(code) in _TYPED


def _name(code: str) -> str:
    words = code.split()
    return words[0].upper() if words else ""


def link_address(code: str) -> str:
    """The address of a link's field code; empty for other fields."""
    match = _LINK.match(code)
    if match is None or not (match[1] or match[2]):
        return ""
    return plain_address((match[1] or "") + (f"#{match[2]}" if match[2] else ""))


def simple_field(element: Element) -> EditedField:
    """The field that a `w:fldSimple` is."""
    return EditedField(element, element, element.get(w("instr"), ""), shows=True, ends=True, last=element)
