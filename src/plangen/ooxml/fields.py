"""Fields in the text of a part: which words they are made of, and which of those programs compute anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from plangen.ooxml.ns import Element, P, w

_PAGES: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"})
RECOMPUTED: Final = _PAGES | {
    *("DATE", "TIME", "SAVEDATE", "CREATEDATE", "PRINTDATE", "EDITTIME", "FILENAME", "FILESIZE", "REVNUM"),
    *("NUMWORDS", "NUMCHARS", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "STYLEREF", "SEQ", "REF", "NOTEREF"),
}
"""Kinds of fields whose result no person types."""
_OF_PROGRAMS: Final = _PAGES | {"TOC"}
_CODES: Final = (w("instrText"), w("delInstrText"))
_TEXTS: Final = frozenset({w("t"), w("delText"), *_CODES})
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)")?')


@dataclass
class Field:
    """One field. `code`: what it says it is; `codes`: the elements that say so; `texts`: those of its result.
    `paragraph`: where it begins; `closed`: whether it also ends there."""

    paragraph: Element | None
    code: str = ""
    codes: list[Element] = field(default_factory=list)
    texts: list[Element] = field(default_factory=list)
    closed: bool = False
    _shows: bool = False

    @property
    def kind(self) -> str:
        """The first word of its code."""
        return next(iter(self.code.split()), "").upper()


def fields_of(root: Element) -> Iterator[Field]:
    """The fields of a part. One that has no end, or ends elsewhere, is not closed."""
    open_fields: list[Field] = []
    for element in root.iter(w("fldChar"), *_TEXTS):
        if element.tag != w("fldChar"):
            _note(element, open_fields)
            continue
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            open_fields.append(Field(_paragraph(element)))
        elif kind == "separate" and open_fields:
            open_fields[-1]._shows = True
        elif kind == "end" and open_fields:
            one = open_fields.pop()
            one.closed = one.paragraph is _paragraph(element)
            yield one
    yield from open_fields


def words_of_programs(root: Element) -> set[Element]:
    """The elements whose text programs write: results of computed fields, and the codes of contents lists and
    page numbers."""
    found: set[Element] = set()
    for one in fields_of(root):
        if one.kind in _OF_PROGRAMS or _LINK.match(one.code):
            found.update(one.codes)
        if one.closed and one.kind in RECOMPUTED:
            found.update(one.texts)
    for simple in root.iter(w("fldSimple")):
        if next(iter(simple.get(w("instr"), "").split()), "").upper() in RECOMPUTED:
            found.update(simple.iter(w("t")))
    return found


def addresses(root: Element) -> Iterator[str]:
    """The addresses of links that are written as fields."""
    codes = [one.code for one in fields_of(root)]
    codes += [simple.get(w("instr"), "") for simple in root.iter(w("fldSimple"))]
    for code in codes:
        if (match := _LINK.match(code)) and match[1]:
            yield match[1]


def is_of_programs(code: str) -> bool:
    """Whether a field with this code is one that programs write and count anew."""
    return next(iter(code.split()), "").upper() in _OF_PROGRAMS or bool(_LINK.match(code))


def _note(element: Element, open_fields: list[Field]) -> None:
    """A text belongs to the innermost field: to its code before the result begins."""
    if not open_fields:
        return
    one = open_fields[-1]
    if element.tag in _CODES and not one._shows:
        one.code += element.text or ""
        one.codes.append(element)
    else:
        one.texts.append(element)


def _paragraph(element: Element) -> Element | None:
    return next(element.iterancestors(P), None)
