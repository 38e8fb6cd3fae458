"""The reading copy: two editions in one file, with what is different as tracked changes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Docx

from plangen.ooxml.ns import RUN, TAB, TEXT, Element, P, parse, w
from plangen.ooxml.opening import opened
from plangen.word.reading.revisions import accept, reject
from plangen.word.redlining.copy import reading_copy
from plangen.word.redlining.plain import make_plain
from tests.support.cases import each
from tests.support.packs import DOCUMENTS, rendered
from tests.support.samples import sampled

Make = Callable[[Docx], object]


def docx(make: Make) -> bytes:
    document = Document()
    make(document)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def paragraphs(*texts: str) -> bytes:
    return docx(lambda document: [document.add_paragraph(text) for text in texts])


def table(*rows: tuple[str, ...], before: str = "Før") -> bytes:
    def make(document: Docx) -> None:
        document.add_paragraph(before)
        made = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("Efter")

    return docx(make)


def words(root: Element) -> list[str]:
    """The text of each paragraph that has any."""
    signs = ((one for one in p.iter(TEXT, TAB) if one.getparent().tag == RUN) for p in root.iter(P))
    texts = ("".join(s.text or "" if s.tag == TEXT else "\t" for s in some).strip() for some in signs)
    return [text for text in texts if text]


def body(data: bytes, settle: Callable[[Element], object] = make_plain) -> Element:
    root = parse(opened(data)["word/document.xml"])
    settle(root)
    return root


def copy_of(old: bytes, new: bytes) -> bytes:
    data = reading_copy(old, new, "2027-02-08")
    assert data is not None
    assert words(body(data, accept)) == words(body(new))
    assert words(body(data, reject)) == words(body(old))
    return data


def changed(data: bytes, way: str) -> list[str]:
    """The texts that were inserted (ins) or deleted (del)."""
    text = w("t") if way == "ins" else w("delText")
    marks = body(data, lambda root: None).iter(w(way))
    found = ("".join(one.text or "" for one in mark.iter(text)) for mark in marks)
    return [text for text in found if text]


def test_only_the_words_that_differ_are_marked() -> None:
    data = copy_of(paragraphs("Svar inden 80 timer", "Uændret"), paragraphs("Svar inden 85 timer", "Uændret"))
    assert changed(data, "del") == ["80"]
    assert changed(data, "ins") == ["85"]


def test_marks_say_who_and_when_and_have_numbers_of_their_own() -> None:
    marks = list(
        body(copy_of(paragraphs("a b"), paragraphs("c b", "d")), lambda root: None).iter(w("ins"), w("del"))
    )
    assert {(mark.get(w("author")), mark.get(w("date"))) for mark in marks} == {
        ("plangen", "2027-02-08T00:00:00Z")
    }
    numbers = [mark.get(w("id")) for mark in marks]
    assert len(set(numbers)) == len(numbers) > 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("a", "b", "c"), ("a", "c")),
        (("a", "c"), ("a", "b", "c")),
        (("Et helt andet afsnit",), ("Noget nyt og anderledes",)),
        ((), ("Alt er nyt",)),
        (("Alt er væk",), ()),
        (("a\tb", "c"), ("a\tc", "c")),
    ],
)
def test_paragraphs_that_came_and_went(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    copy_of(paragraphs(*old), paragraphs(*new))


def test_rows_and_cells_of_a_table() -> None:
    old = table(("Hvad", "Frist"), ("Svar til borgeren", "1. maj"), ("Går ud", "2. maj"))
    new = table(
        ("Hvad", "Frist"), ("Svar til borgeren", "8. maj"), ("Helt ny opgave", "9. juni"), ("En til", "x")
    )
    data = copy_of(old, new)
    assert "8" in changed(data, "ins")
    rows = [row.find(w("trPr")) is not None for row in body(data, lambda root: None).iter(w("tr"))]
    assert rows[:2] == [False, False], "the head and the row that has another date stay rows"


def test_a_table_with_other_columns_is_another_table() -> None:
    copy_of(table(("a", "b")), table(("a", "b", "c")))


def test_the_same_edition_gives_no_file() -> None:
    assert reading_copy(paragraphs("a"), paragraphs("a"), "") is None


@each("document", sampled(DOCUMENTS, every=3), ids=lambda one: one.id)
def test_every_document_of_two_projects_can_be_compared(document: object) -> None:
    """Two plans that have nothing in common; controls, fields and links are gone from the copy."""
    one, other = (rendered(name, None, document, "docx") for name in ("tom", "sagsoverblik"))  # type: ignore[arg-type]
    root = body(copy_of(one, other), lambda root: None)
    assert next(root.iter(w("sdt"), w("fldChar"), w("hyperlink"), w("bookmarkStart")), None) is None
