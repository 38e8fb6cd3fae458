"""A tiny notation for Word templates, so that a test shows its template as text.

    # Formål                  Overskrift 1 (## for 2, ### for 3)
    [List Bullet] punkt       a paragraph in a style, by Word's own name for it
    {{ problem }}             a paragraph in Normal; ‖ begins a new run, ** around a run makes it bold
    | A | B |                 a table row; rows that follow each other are one table; ¶ begins a new paragraph
    sidehoved: Udkast         the header (sidefod: the footer)

`outline` is the way back: a finished file as lines in the same notation.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from plangen.documents.printing import Printing
from plangen.ooxml.properties import CoreProperties
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer, ContentsList
from plangen.word.engine import WordTemplate
from tests.support.zips import unzipped, zipped

NAME = "prøve.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOUSE_TEMPLATE = Path(__file__).parents[2] / "templates" / "docx" / "01_formaalsbeskrivelse.docx"
_FORMATS = {"bullet": ("bullet", "•"), "number": ("decimal", "%{0}.")}


@cache
def _base() -> bytes:
    """python-docx's empty document with the styles that the engine asks for, without a large part that only
    Word of 2010 read."""
    document = Document()
    relationships = document.part.rels
    for id in [id for id, one in relationships.items() if one.reltype.endswith("/stylesWithEffects")]:
        del relationships[id]
    styles = document.styles
    for style in list(styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    styles.add_style("Mangler", WD_STYLE_TYPE.CHARACTER)
    styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    styles.add_style("toc 2", WD_STYLE_TYPE.PARAGRAPH)
    styles.add_style("Plangentabel", WD_STYLE_TYPE.TABLE)
    for language in styles.element.iter(f"{W}lang"):
        language.set(f"{W}val", "da-DK")
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    kinds = {"List Bullet": "bullet", "List Number": "number"}
    for number, kind in enumerate(kinds.values(), 1):
        numbering.append(parse_xml(_abstract(number, kind)))
    for number, name in enumerate(kinds, 1):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
        styles[name].element.pPr.numPr.numId.val = number
    for name in ("List Bullet 2", "List Bullet 3", "List Number 2", "List Number 3"):
        styles[name].element.pPr.remove(styles[name].element.pPr.numPr)
    return _saved(document)


def _abstract(number: int, kind: str) -> str:
    form, text = _FORMATS[kind]
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for level in range(9)
    )
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _saved(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


@cache
def emptied(data: bytes) -> bytes:
    """A Word file's styles and page without its text."""
    document = Document(BytesIO(data))
    for section in document.sections:
        section.different_first_page_header_footer = False
        section.first_page_header.is_linked_to_previous = True
        section.first_page_footer.is_linked_to_previous = True
        for story in (section.header, section.footer):
            for paragraph in story.paragraphs:
                paragraph.clear()
    for block in list(document.element.body):
        if block.tag != f"{W}sectPr":
            document.element.body.remove(block)
    return _saved(document)


def docx(text: str, base: bytes = b"") -> bytes:
    """A Word file from the notation above, with the styles of `base`."""
    document = Document(BytesIO(base or _base()))
    table = None
    for line in (line.strip() for line in text.strip().splitlines()):
        if not line:
            continue
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            first = table is None
            table = table or document.add_table(0, len(cells), style="Plangentabel")
            row = table.add_row()
            if first:
                row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
            for cell, content in zip(row.cells, cells, strict=True):
                _fill_cell(cell, content)
            continue
        table = None
        table = None
        if match := re.match(r"(sidehoved|sidefod): ?(.*)", line):
            section = document.sections[0]
            story = section.header if match[1] == "sidehoved" else section.footer
            _runs(story.paragraphs[0], match[2])
        elif match := re.match(r"(#+) (.*)", line):
            _runs(document.add_paragraph(style=f"Heading {len(match[1])}"), match[2])
        elif match := re.match(r"\[([^\]]+)\] ?(.*)", line):
            _runs(document.add_paragraph(style=match[1]), match[2])
        else:
            _runs(document.add_paragraph(), line)
    return _saved(document)


def _fill_cell(cell: Any, content: str) -> None:
    for number, part in enumerate(content.split("¶")):
        _runs(cell.paragraphs[0] if number == 0 else cell.add_paragraph(), part.strip())


def _runs(paragraph: Any, text: str) -> None:
    for piece in text.split("‖"):
        for number, part in enumerate(piece.split("**")):
            if part:
                run = paragraph.add_run(part)
                if number % 2:
                    run.bold = True


def changed(data: bytes, changes: Mapping[str, tuple[str, str] | bytes | None]) -> bytes:
    """A copy of a file with members changed: (old text, new text), new content, or None to leave it out."""
    members = unzipped(data)
    for name, change in changes.items():
        if isinstance(change, bytes):
            members[name] = change
        elif change is None:
            members.pop(name, None)
        else:
            assert change[0].encode() in members[name], f"»{change[0]}« is not in {name}"
            members[name] = members[name].replace(change[0].encode(), change[1].encode(), 1)
    return zipped(members)


@lru_cache(maxsize=64)
def compiled(text: str) -> WordTemplate:
    return WordTemplate(NAME, docx(text))


def render(text: str, title: str = "Prøve", **context: object) -> bytes:
    """The notation compiled and rendered with a context; `indhold` is always there."""
    context.setdefault("indhold", ContentsList())
    return compiled(text).render(context, CoreProperties(title=title), Printing())


def render_file(data: bytes, title: str = "Prøve", **context: object) -> bytes:
    """A Word file rendered with a context."""
    return WordTemplate(NAME, data).render(context, CoreProperties(title=title), Printing())


def member(data: bytes, name: str = "word/document.xml") -> str:
    return unzipped(data)[name].decode("utf-8")


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.namelist()


# --- values ------------------------------------------------------------------------------------------------
def text(shown: str, id: str = "svar") -> Answer:
    return Answer(shown, id=id, raw=shown)


def markdown(source: str, id: str = "svar") -> Answer:
    return Answer(source, id=id, raw=source, kind="markdown")


def missing(label: str = "Problem", kind: str = "text") -> Answer:
    return Answer(f"[Udfyldes: {label}]", id="svar", label=label, status="missing", kind=kind)


def blank() -> Answer:
    return Answer("–", id="svar", status="blank")


def hidden() -> Answer:
    return Answer("", id="svar", status="hidden")


def rows(*records: Mapping[str, object], ellers: Answer | None = None) -> Rows:
    return Rows([Record(dict(record)) for record in records], ellers or missing("Rækker"))


# --- reading back ------------------------------------------------------------------------------------------
def outline(data: bytes, part: str = "word/document.xml") -> list[str]:
    """The blocks of a part as lines: »[List Number 3:0] tekst« has number id 3 and level 0."""
    root = etree.fromstring(member(data, part).encode("utf-8"))
    styles = etree.fromstring(member(data, "word/styles.xml").encode("utf-8"))
    style_names = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val") for style in styles.iter(f"{W}style")
    }
    body = root.find(f"{W}body")
    lines = list(_lines(root if body is None else body, style_names))
    return lines[:-1] if lines[-1:] == [""] and len(lines) > 1 else lines  # what must follow a last table


def _lines(container: Any, styles: Mapping[str, str]) -> Any:
    for child in container:
        if child.tag == f"{W}p":
            yield _line(child, styles)
        elif child.tag == f"{W}tbl":
            for row in child.iterchildren(f"{W}tr"):
                cells = ["¶".join(_lines(cell, styles)) for cell in _cells(row)]
                yield f"| {' | '.join(cells)} |"
        elif child.tag == f"{W}sdt":
            yield from _lines(child.find(f"{W}sdtContent"), styles)


def _cells(row: Any) -> Any:
    """The cells of a row, those inside controls too."""
    return (cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row)


def _line(paragraph: Any, styles: Mapping[str, str]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = "" if style is None else styles[style.get(f"{W}val")]
    number = paragraph.find(f"{W}pPr/{W}numPr")
    if number is not None:
        values = [number.find(f"{W}{key}").get(f"{W}val") for key in ("numId", "ilvl")]
        name = f"{name} {':'.join(values)}".strip()
    head = f"[{name}] " if name else ""
    return f"{head}{''.join(_texts(paragraph))}".rstrip()


def _texts(element: Any) -> Any:
    for inner in element.iter(f"{W}t", f"{W}br", f"{W}tab"):
        if inner.tag == f"{W}t":
            look = [inner.getparent().find(f"{W}rPr/{W}{name}") is not None for name in ("b", "i")]
            marks = "**" * look[0] + "_" * look[1]
            yield f"{marks}{inner.text or ''}{marks[::-1]}"
        elif inner.getparent().tag == f"{W}r":
            yield "\n" if inner.tag == f"{W}br" else "\t"
