"""A Word template on larger paper: the same template, with the pages, the tables and the places to write made
wider, and everything else as it is.

The size of text stays: larger paper is to give more room, and a copier can enlarge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from plangen.ooxml.ns import PPR, VAL, Element, P, parse, serialise, val, w
from plangen.ooxml.styles import Styles
from plangen.ooxml.zipped import write_zip

USUAL: Final = "A4"
SIZES: Final = {USUAL: (11906, 16838), "A3": (16838, 23811)}
"""Width and height of a sheet that stands upright, in twentieths of a point."""
_NARROWING: Final = 1000
"""A right indent beyond this is what keeps text at its 80 characters a line."""
_MORE_ROOM: Final = 1.2
"""How much more than the paper the rows of a sheet grow: what stands above its fields does not."""
_TITLE, _SHEET_TITLE = "title", "arkoverskrift"
_PARTS = re.compile(r"word/(document|styles|header\d*|footer\d*)\.xml")


@dataclass(frozen=True)
class _Wider:
    """What becomes wider: how much the text is, and how many times as wide and as high."""

    text: int
    more: int
    times: float
    taller: float


def on_paper(template: bytes, paper: str) -> bytes:
    """The template, made for A4, on sheets of `paper` (a key of `SIZES`). A section of another size stays.

    Right indents that keep text narrow and tabs at the right margin move with that margin; widths of tables
    and heights of rows grow as the paper does; on a template that is one workshop sheet the rows grow more.
    """
    if paper == USUAL:
        return template
    with ZipFile(BytesIO(template)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    roots = {name: parse(data) for name, data in members if _PARTS.fullmatch(name)}
    rows = _MORE_ROOM if _is_sheet(members) else 1.0
    wider = [
        one
        for root in roots.values()
        for section in root.iter(w("sectPr"))
        if (one := _set(section, paper, rows))
    ]
    if not wider:
        return template
    for root in roots.values():
        _widen(root, wider)
    return write_zip((name, serialise(roots[name]) if name in roots else data) for name, data in members)


def _is_sheet(members: Sequence[tuple[str, bytes]]) -> bool:
    """Whether the title of the template is that of a sheet."""
    parts = dict(members)
    styles = Styles(parts.get("word/styles.xml"))
    used = {val(one.find(PPR), "pStyle") for one in parse(parts["word/document.xml"]).iter(P)}
    names = {style.name.lower() for id, style in styles.by_id.items() if id in used}
    return _SHEET_TITLE in names and _TITLE not in names


def _set(section: Element, paper: str, rows: float) -> _Wider | None:
    """Sets the size of a section; what that gives, None when it was not A4. `rows`: their growth."""
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        return None
    across, down = (_number(size, name) for name in ("w", "h"))
    old, new = SIZES[USUAL], SIZES[paper]
    if across > down:
        old, new = old[::-1], new[::-1]
    if (across, down) != old:
        return None
    size.set(w("w"), str(new[0]))
    size.set(w("h"), str(new[1]))
    text = across - _number(margins, "left") - _number(margins, "right")
    more = new[0] - across
    return _Wider(text, more, (text + more) / text, rows * new[1] / down)


def _widen(root: Element, wider: list[_Wider]) -> None:
    main = wider[0]
    for indent in root.iter(w("ind")):
        if (right := _number(indent, "right")) > _NARROWING:
            indent.set(w("right"), str(right + main.more))
    for tab in root.iter(w("tab")):
        for one in wider:
            if tab.get(w("pos")) == str(one.text):
                tab.set(w("pos"), str(one.text + one.more))
                break
    for name in ("tblW", "tcW", "gridCol"):
        for width in root.iter(w(name)):
            if width.get(w("type"), "dxa") == "dxa" and (given := _number(width, "w")):
                width.set(w("w"), str(round(given * main.times)))
    for height in root.iter(w("trHeight")):
        if (given := _number(height, "val")) > 0:
            height.set(VAL, str(round(given * main.taller)))


def _number(element: Element, name: str) -> int:
    value = element.get(w(name), "")
    return int(value) if value.lstrip("-").isdigit() else 0
