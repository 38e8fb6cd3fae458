"""What the pages look like, measured in the PDF (specifikation.md 4.1): sizes of type, the length of lines,
where the first section begins, and what stands last."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from functools import cache

import pikepdf
import pytest
from lxml import etree

from plangen.catalog import Document
from tests.support.packs import DOCUMENTS, rendered
from tests.support.samples import sampled
from tests.support.tools import program

SIZES = (26.0, 20.0, 16.0, 11.0, 9.5)  # 26 or, on a sheet, 20: never both on a page
WITH_SHEETS = ("D04", "D08", "D09")  # sheets to write on; every other document has four sizes
MOST_CHARACTERS = 80
OF_TABLES = 12.5  # points: a line of 9.5 points is 11.6 high, one of 11 points 13.4
HANDED_OUT = (
    "D01b",
    "D06c",
)  # without a colophon, and with nothing where nothing is given
MADE = [document for document in DOCUMENTS if document.id not in HANDED_OUT]
CASES = [
    *(("jobcenter", document) for document in MADE),
    *sampled((("tom", document) for document in MADE), every=len(MADE)),
]
every_page = pytest.mark.parametrize(("name", "document"), CASES, ids=lambda one: getattr(one, "id", one))


@cache
def pages(name: str, document: Document) -> list[etree._Element]:
    """The pages of a PDF with their blocks, lines and words, where each stands."""
    command = [program("pdftotext"), "-bbox-layout", "-", "-"]
    pdf = rendered(name, None, document, "pdf")
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return list(etree.fromstring(done.stdout, etree.HTMLParser(encoding="utf-8")).iter("page"))


def said(element: etree._Element) -> str:
    return " ".join(word.text or "" for word in element.iter("word"))


def at(element: etree._Element, edge: str) -> float:
    return float(element.get(edge, "0"))


def printed_sizes(pdf: bytes) -> Iterator[list[float]]:
    """The sizes of the texts that each page shows: that of the font, as the page and the line scale it. Each
    operator stands last on a line of its own."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            kept, scale, size, line, shown = list[float](), 1.0, 0.0, 1.0, list[float]()
            page.contents_coalesce()
            for operation in page.Contents.read_bytes().decode("latin-1").splitlines():
                match operation.split():
                    case ["q"]:
                        kept.append(scale)
                    case ["Q"]:
                        scale = kept.pop()
                    case [*_, height, _, _, "cm"]:
                        scale *= abs(float(height))
                    case [_, points, "Tf"]:
                        size = float(points)
                    case [*_, height, _, _, "Tm"]:
                        line = abs(float(height))
                    case [*_, "TJ" | "Tj"]:
                        shown.append(size * line * scale)
            yield shown


@every_page
def test_there_are_four_sizes_and_none_under_9_5_points(name: str, document: Document) -> None:
    there = set[float]()
    for sizes in printed_sizes(rendered(name, None, document, "pdf")):
        found = {min(SIZES, key=lambda known: abs(known - size)): size for size in sizes}
        assert all(abs(known - size) < 0.05 for known, size in found.items())
        assert not {26.0, 20.0} <= set(found)
        there |= set(found)
    assert len(there) >= 3
    assert 20.0 not in there or document.id in WITH_SHEETS


@every_page
def test_no_line_of_running_text_has_more_than_80_characters(name: str, document: Document) -> None:
    """Running text has 11 points; tables and the facts of the colophon 9.5."""
    lines = [line for page in pages(name, document) for line in page.iter("line")]
    running = [said(line) for line in lines if at(line, "ymax") - at(line, "ymin") > OF_TABLES]
    assert len(running) > 3
    assert [text for text in running if len(text) > MOST_CHARACTERS] == []


@every_page
def test_the_first_section_begins_in_the_upper_half_of_page_1(name: str, document: Document) -> None:
    page = pages(name, document)[0]
    with (
        pikepdf.open(io.BytesIO(rendered(name, None, document, "pdf"))) as pdf,
        pdf.open_outline() as outline,
    ):
        first = str(outline.root[0].title)
    heading = next(line for line in page.iter("line") if said(line) == first)
    assert at(heading, "ymin") < at(page, "height") / 2


@every_page
def test_the_colophon_stands_last_and_says_where_it_comes_from(name: str, document: Document) -> None:
    """In D08 and D09 before the sheets, which are taken out and written on."""
    text = "\n".join(said(line) for page in pages(name, document) for line in page.iter("line"))
    after = text.rpartition("\nOm dokumentet\n")[2].replace("\n", " ")
    assert after.startswith("Projekt: ") and "Status: " in after and "Grundlag: " in after
    with (
        pikepdf.open(io.BytesIO(rendered(name, None, document, "pdf"))) as pdf,
        pdf.open_outline() as outline,
    ):
        titles = [str(entry.title) for entry in outline.root]
    sheets = titles[titles.index("Om dokumentet") + 1 :]
    assert bool(sheets) == (document.id in ("D08", "D09"))
    assert all(title.startswith(("Evalueringsvindue ", "Prøvehandling ", "Tomt ark")) for title in sheets)
