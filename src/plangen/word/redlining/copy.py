"""The reading copy of a document: the new edition, with what is different from an old one as tracked
changes."""

from __future__ import annotations

from typing import Final

from plangen.ooxml.ns import TABLE, Element, P, drop, parse, serialise, val, w
from plangen.ooxml.opening import opened
from plangen.ooxml.properties import CUSTOM_PART, custom_xml
from plangen.ooxml.zipped import write_zip
from plangen.word.redlining.comparison import marked_blocks
from plangen.word.redlining.marks import Marks
from plangen.word.redlining.plain import make_plain

AUTHOR: Final = "plangen"
_DOCUMENT: Final = "word/document.xml"
_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"


def reading_copy(old: bytes, new: bytes, date: str) -> bytes | None:
    """A Word file for reading; None when the editions say the same. `date`: ÅÅÅÅ-MM-DD, empty when unknown.

    Headers, footers, styles and pictures are those of the new edition. All accepted, the text is the new
    one, all rejected, the old one; but for the contents list, whose page numbers would be wrong.
    """
    members = dict(opened(new))
    now, was = parse(members[_DOCUMENT]), parse(opened(old)[_DOCUMENT])
    for root in (now, was):
        make_plain(root)
    _use_known(was, members)
    body, old_body = now.find(w("body")), was.find(w("body"))
    blocks, old_blocks = ([one for one in each if one.tag in (P, TABLE)] for each in (body, old_body))
    marked = list(marked_blocks(old_blocks, blocks, Marks(AUTHOR, date)))
    for block in blocks:
        body.remove(block)
    body[0:0] = marked
    if next(body.iter(w("ins"), w("del")), None) is None:
        return None
    members[_DOCUMENT] = serialise(now)
    for name, data in members.items():
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            margin = parse(data)
            make_plain(margin, fields=False)
            members[name] = serialise(margin)
    members[CUSTOM_PART] = custom_xml("", members.get(CUSTOM_PART, b""))
    return write_zip(members.items())


def _use_known(old: Element, members: dict[str, bytes]) -> None:
    """Takes away what the old edition refers to and the new one does not have: styles, numberings."""
    styles = {one.get(w("styleId")) for one in parse(members[_STYLES]).iter(w("style"))}
    numbers = parse(members[_NUMBERING]).iter(w("num")) if _NUMBERING in members else ()
    known = {one.get(w("numId")) for one in numbers}
    for used in list(old.iter(w("pStyle"), w("rStyle"), w("tblStyle"))):
        if used.get(w("val")) not in styles:
            drop(used)
    for used in list(old.iter(w("numPr"))):
        if val(used, "numId") not in known:
            drop(used)
