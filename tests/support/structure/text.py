"""The structure check of a Word file's text: ids, cells, styles, lists, tables, headings, pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from plangen.ooxml.ns import (
    CELL,
    PPR,
    ROW,
    SDT_CONTENT,
    STORIES,
    TABLE,
    VAL,
    W14,
    WP,
    Element,
    P,
    val,
    w,
)
from plangen.ooxml.places import excerpt, text_of
from plangen.ooxml.repair import span
from tests.support.structure.file import Check, File

_STYLE_TYPES = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}


def _ids(file: File) -> Iterator[str]:
    """Ids and names that must differ in the whole document."""
    roots = list(file.stories.values())
    drawings = [e.get("id", "") for root in roots for e in root.iter(f"{{{WP}}}docPr")]
    controls = [
        e.get(VAL, "") for root in roots for e in root.iter(w("id")) if e.getparent().tag == w("sdtPr")
    ]
    starts = [e for root in roots for e in root.iter(w("bookmarkStart"))]
    paragraphs = [
        e.get(f"{{{W14}}}paraId") for root in roots for e in root.iter(P) if e.get(f"{{{W14}}}paraId")
    ]
    for what, ids in (
        ("tegningens id", drawings),
        ("indholdskontrollens id", controls),
        ("bogmærkets id", [e.get(w("id"), "") for e in starts]),
        ("bogmærkets navn", [e.get(w("name"), "").lower() for e in starts]),
        ("afsnittets id", paragraphs),
    ):
        yield from (
            f"{what} {key} er brugt flere gange" for key, number in Counter(ids).items() if number > 1
        )


def _bookmarks(file: File) -> Iterator[str]:
    for name, root in file.stories.items():
        starts = Counter(e.get(w("id"), "") for e in root.iter(w("bookmarkStart")))
        ends = Counter(e.get(w("id"), "") for e in root.iter(w("bookmarkEnd")))
        for key in sorted(set(starts) ^ set(ends)):
            yield f"{name}: bogmærke {key} har kun den ene ende"
        known = {e.get(w("name")) for e in root.iter(w("bookmarkStart"))}
        for link in root.iter(w("hyperlink")):
            anchor = link.get(w("anchor"))
            if anchor is not None and anchor not in known:
                yield f"{name}: et link peger på bogmærket {anchor}, som ikke findes"


def _ends(file: File) -> Iterator[str]:
    """Cells, headers and the document end with a paragraph; no table stands right after another."""
    for name, root in file.stories.items():
        for story in (e for e in root.iter() if e.tag in STORIES):
            blocks = [child for child in story if child.tag in (P, TABLE, w("sdt"))]
            if story.tag != SDT_CONTENT and (not blocks or blocks[-1].tag == TABLE):
                what = "en celle" if story.tag == CELL else "en del"
                yield f"{name}: {what} slutter ikke med et afsnit"
            for block, following in pairwise(blocks):
                if block.tag == following.tag == TABLE and block.getnext() is following:
                    yield f"{name}: to tabeller står lige efter hinanden"


def _cells(file: File) -> Iterator[str]:
    """What cells say of themselves stands in the order of the schema."""
    order = "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign"
    places = {w(name): number for number, name in enumerate(order.split())}
    for name, root in file.stories.items():
        for properties in root.iter(w("tcPr")):
            found = [places[child.tag] for child in properties if child.tag in places]
            if found != sorted(found):
                yield f"{name}: en celles egenskaber står i forkert rækkefølge"


def _styles(file: File) -> Iterator[str]:
    defined = file.styles.by_id
    for name, root in {**file.stories, "word/numbering.xml": file.parts.get("word/numbering.xml")}.items():
        used = {} if root is None else {(e.get(VAL), e.tag) for e in root.iter(*_STYLE_TYPES)}
        for style, tag in sorted(used):
            if style not in defined:
                yield f"{name}: typografien {style} er ikke defineret"
            elif defined[style].type != _STYLE_TYPES[tag]:
                yield f"{name}: typografien {style} er af en anden slags, end den bruges som"
    for style_id, style in defined.items():
        if style.based_on and style.based_on not in defined:
            yield f"word/styles.xml: {style_id} bygger på {style.based_on}, som ikke er defineret"


def _lists(file: File) -> Iterator[str]:
    for name, root in {**file.stories, "word/styles.xml": file.styles.root}.items():
        for properties in [] if root is None else root.iter(w("numPr")):
            number, level = val(properties, "numId"), val(properties, "ilvl", "0")
            if number in ("", "0"):
                continue
            levels = file.numbering.get(number)
            if levels is None:
                yield f"{name}: listen {number} er ikke defineret"
            elif int(level) not in levels:
                yield f"{name}: listen {number} har intet niveau {level}"


def _tables(file: File) -> Iterator[str]:
    for name, root in file.stories.items():
        for number, table in enumerate(root.iter(TABLE), 1):
            where = f"{name}, tabel {number}"
            rows = [row for row in table.iter(ROW) if next(row.iterancestors(TABLE)) is table]
            if not rows:
                yield f"{where} har ingen rækker"
                continue
            columns = len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
            for row_number, row in enumerate(rows, 1):
                width = _width(row)
                if width != columns:
                    yield f"{where}, række {row_number} fylder {width} kolonner, tabellen har {columns}"
            look = table.find(f"{w('tblPr')}/{w('tblLook')}")
            header_look = look is not None and look.get(w("firstRow")) in ("1", "true", "on")
            if header_look and rows[0].find(f"{w('trPr')}/{w('tblHeader')}") is None:
                yield f"{where}: overskriftsrækken gentages ikke på næste side"


def _width(row: Element) -> int:
    cells = [cell for cell in row.iter(CELL) if next(cell.iterancestors(ROW)) is row]
    skipped = (val(row, f"trPr/{name}", "0") for name in ("gridBefore", "gridAfter"))
    return sum(map(span, cells)) + sum(int(value) for value in skipped)


def _headings(file: File) -> Iterator[str]:
    root = file.stories.get("word/document.xml")
    before = 0
    for paragraph in () if root is None else root.iter(P):
        level = file.styles.heading_level(paragraph)
        if level == 0:
            continue
        text = excerpt(text_of(paragraph))
        if not text:
            yield f"en overskrift på niveau {level} er tom"
        if level > before + 1:
            yield f"overskriften »{text}« springer fra niveau {before} til {level}"
        before = level


def _pictures(file: File) -> Iterator[str]:
    for name, root in file.stories.items():
        for drawing in root.iter(f"{{{WP}}}docPr"):
            if not drawing.get("descr", "").strip():
                yield f"{name}: billedet {drawing.get('name', '')} har ingen alternativ tekst"


def _fields(file: File) -> Iterator[str]:
    """Fields open and close in pairs, and each has a result to show before it is updated."""
    for name, root in file.stories.items():
        for simple in root.iter(w("fldSimple")):
            if simple.find(f".//{w('t')}") is None:
                yield f"{name}: feltet {simple.get(w('instr'), '').strip()} har intet resultat"
        yield from (f"{name}: {problem}" for problem in _complex_fields(root.iter(w("fldChar"), w("t"))))


def _complex_fields(pieces: Iterable[Element]) -> Iterator[str]:
    """Walks field marks and texts; each open field remembers whether it has shown a result."""
    open_fields: list[str] = []
    for piece in pieces:
        kind = piece.get(w("fldCharType"), "text")
        if kind == "begin":
            open_fields.append("code")
        elif kind == "text":
            open_fields = ["shown" if state != "code" else state for state in open_fields]
        elif not open_fields:
            yield "et felt slutter uden at begynde"
        elif kind == "separate":
            open_fields[-1] = "empty"
        elif open_fields.pop() != "shown":
            yield "et felt har intet resultat"
    yield from ("et felt slutter aldrig" for _ in open_fields)


def _sections(file: File) -> Iterator[str]:
    root = file.stories.get("word/document.xml")
    body = None if root is None else root.find(w("body"))
    if body is not None and (len(body) == 0 or body[-1].tag != w("sectPr")):
        yield "word/document.xml: dokumentet slutter ikke med sin sidste sektion"
    for paragraph in () if root is None else root.iter(P):
        if paragraph.find(f"{PPR}/{w('sectPr')}") is not None and paragraph.getparent().tag == CELL:
            yield "word/document.xml: et sektionsskift står i en tabelcelle"


TEXT_CHECKS: tuple[Check, ...] = (
    _ids,
    _bookmarks,
    _ends,
    _cells,
    _styles,
    _lists,
    _tables,
    _headings,
    _pictures,
    _fields,
    _sections,
)
