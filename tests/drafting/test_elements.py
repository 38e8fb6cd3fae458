"""The elements of the house, from the kit to Word and to the page: what they print, columns
that go, rows that stay together."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from lxml import html as lxml_html

from plangen.compiling.page import page_source
from plangen.documents.context import for_document
from plangen.documents.printing import Printing
from plangen.drafting import elements
from plangen.drafting.draft import Draft, DraftColumn
from plangen.ooxml.properties import CoreProperties
from plangen.texts.columns import Spanned, silent_columns
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer, ContentsList
from plangen.web.page import PageTemplates
from plangen.word.engine import WordTemplate
from tests.support.cases import each
from tests.support.packs import DOCUMENTS, overview, subject
from tests.support.reading import read_word
from tests.support.validators import word_errors
from tests.web.sample import load
from tests.word.building import markdown

MODEL = Path(__file__).parents[2] / "templates" / "docx" / "01_formaalsbeskrivelse.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COLUMNS = [
    DraftColumn("Krav", 40, "{{ r.krav }}"),
    DraftColumn("Kilde", 20, "{{ r.kilde }}"),
    DraftColumn("Note", 20, "{{ r.note }}"),
    DraftColumn("Svar", 20, ""),
]


def drawn(add: Callable[[Draft], None]) -> bytes:
    draft = Draft(MODEL.read_bytes())
    add(draft)
    return draft.data()


def both(data: bytes, **values: object) -> tuple[bytes, lxml_html.HtmlElement]:
    """What a template becomes in Word and as a page; what front and colophon print comes from an example."""
    one = subject("jobcenter", None)
    shared = for_document(one.context, one.answers, DOCUMENTS[1], (), overview("jobcenter", None))
    context = {**shared, "indhold": ContentsList(), **values}
    word = WordTemplate("ny.docx", data).render(context, CoreProperties(title="x"), Printing())
    source = page_source("ny.docx", data).text
    pages = PageTemplates(lambda name: source if name == "ny.html" else load(name))
    return word, lxml_html.document_fromstring(pages.render("ny.html", context, Printing()).html)


def requirement(number: int, note: str = "–", status: str = "blank") -> Record:
    key = f"krav[k_{number}]"
    return Record(
        {
            "krav": Answer(f"Krav {number}", id=f"{key}.krav", status="given"),
            "kilde": Answer("–", id=f"{key}.kilde", status="blank"),
            "note": Answer(note, id=f"{key}.note", status=status),
        }
    )


def table(data: bytes) -> list[list[str]]:
    """The first table of a Word file, cells in controls too."""
    first = next(Document(BytesIO(data)).element.body.iter(f"{W}tbl"))
    return [["".join(cell.itertext(f"{W}t")) for cell in row.iter(f"{W}tc")] for row in first.iter(f"{W}tr")]


def page_table(page: lxml_html.HtmlElement) -> list[list[str]]:
    return [[cell.text_content() for cell in row] for row in page.find(".//main//table").iter("tr")]


@pytest.fixture(scope="module")
def requirements() -> bytes:
    def add(draft: Draft) -> None:
        draft.table("Krav", COLUMNS, "r in xs", "{{ xs.ellers }}")
        draft.paragraph("Tabellen slutter her.")

    return drawn(add)


def test_a_column_that_says_nothing_goes_and_one_to_write_in_stays(requirements: bytes) -> None:
    rows = Rows([requirement(1), requirement(2, "Husk logning", "given")], "")
    word, page = both(requirements, xs=rows)
    expected = [["Krav", "Note", "Svar"], ["Krav 1", "–", ""], ["Krav 2", "Husk logning", ""]]
    assert table(word) == page_table(page) == expected
    widths = [col.get("style") for col in page.iter("col")][:3]
    assert widths == ["width: 50%", "width: 25%", "width: 25%"]


def test_what_is_left_beside_the_column_reads_back(requirements: bytes) -> None:
    word, _ = both(requirements, xs=Rows([requirement(1), requirement(2)], ""))
    told = {
        control.id: control.text for control in read_word(word).controls if control.id.startswith("krav[")
    }
    assert told == {"krav[k_1].krav": "Krav 1", "krav[k_2].krav": "Krav 2"}


def test_a_row_over_all_columns_takes_those_that_are_left(requirements: bytes) -> None:
    """The marker of a table without rows says nothing of any column."""
    word, page = both(requirements, xs=Rows([], "Ingen krav."))
    assert table(word) == page_table(page) == [["Krav", "Kilde", "Note", "Svar"], ["Ingen krav."]]


@pytest.mark.parametrize(("rows", "kept"), [(8, 9), (9, 2)], ids=["short: all rows", "long: head and first"])
def test_a_short_table_is_not_parted(requirements: bytes, rows: int, kept: int) -> None:
    """Eight rows stay together; of more the heads keep the first row."""
    word, page = both(requirements, xs=Rows([requirement(n) for n in range(rows)], ""))
    first = Document(BytesIO(word)).element.body.find(f"{W}tbl")
    keeping = [
        row for row in first.iter(f"{W}tr") if next(row.iter(f"{W}p")).find(f"{W}pPr/{W}keepNext") is not None
    ]
    assert len(keeping) == (rows if rows == 8 else kept)
    assert ("samlet" in (page.find(".//main//table").get("class") or "")) == (rows == 8)


def test_a_table_in_an_answer_keeps_its_columns() -> None:
    """It is what somebody wrote."""
    data = drawn(lambda draft: draft.paragraph("{{ x }}"))
    word, page = both(data, x=markdown("| A | B |\n|---|---|\n| 1 | – |"))
    assert table(word) == page_table(page) == [["A", "B"], ["1", "–"]]


@each(
    ("rows", "silent"),
    [
        ([["a", "–"], ["b", "–"]], {1}),
        ([["a", "–"], ["b", ""]], set()),
        ([["–", "–"]], set()),
        ([], set()),
    ],
    ids=["only dashes", "a cell to write in", "nothing would be left", "no rows"],
)
def test_which_columns_say_nothing(rows: list[list[str]], silent: set[int]) -> None:
    fields = [[Spanned(column, 1, text) for column, text in enumerate(row)] for row in rows]
    assert silent_columns(fields, 2) == silent


# --- elements -----------------------------------------------------------------------------------------------
def test_half_a_sentence_and_its_answer_are_one_paragraph() -> None:
    data = drawn(lambda draft: elements.lead_in(draft, "Vi begynder med:", "x"))
    word, page = both(data, x=markdown("booking og *beskeder*."))
    texts = [p.text_content() for p in page.iterfind(".//main/p")]
    assert "Vi begynder med: booking og beskeder." in texts
    assert "Vi begynder med: booking og " in "".join(Document(BytesIO(word)).element.body.itertext(f"{W}t"))


def test_half_a_sentence_stays_with_an_answer_of_several_items() -> None:
    data = drawn(lambda draft: elements.lead_in(draft, "Vi begynder med:", "x"))
    word, page = both(data, x=markdown("- booking\n- beskeder"))
    half = next(p for p in page.iter("p") if p.text_content() == "Vi begynder med:")
    assert "hold" in half.get("class", "").split() and half.getnext().findtext(".//li") == "booking"
    found = next(p for p in Document(BytesIO(word)).paragraphs if p.text.strip() == "Vi begynder med:")
    assert found.paragraph_format.keep_with_next


def test_every_element_is_sound_and_says_the_same_in_both(tmp_path: Path) -> None:
    def add(draft: Draft) -> None:
        draft.heading("Alt")
        elements.key_sentence(draft, "Det vigtigste")
        elements.fact_lines(draft, [("Projektejer", "Chef"), ("Projektleder", "Leder")])
        elements.ticks(draft, ["ejerskab", "læring"])
        elements.boxes(
            draft, "Mening", [("Borgerne", ["Hurtigere"]), ("Lederne", []), ("A", ["a"]), ("B", ["b"])]
        )
        elements.strip(draft, "Vindue", [("Afholdt", "", 30), ("Referent", "Karen", 70)])
        elements.month(draft, "Maj 2027")
        elements.writing_lines(draft, 2)
        elements.signatures(draft, "Godkendelse", ["Projektejer"])
        draft.table("Krav", COLUMNS, "r in xs", "{{ xs.ellers }}")

    data = drawn(add)
    word, page = both(data, xs=Rows([requirement(1), requirement(2)], ""))  # a column goes
    path = tmp_path / "alt.docx"
    path.write_bytes(word)
    assert word_errors(path) == []
    text = etree.tostring(page, method="text", encoding="unicode")
    for one in (
        "Det vigtigste",
        "Projektleder: Leder",
        "☐ læring",
        "Borgerne",
        "Karen",
        "Maj 2027",
        "Underskrift",
    ):
        assert one in text
    assert [len(list(table.iter("td"))) + len(list(table.iter("th"))) for table in page.iter("table")][
        :3
    ] == [4, 2, 8]
    assert len(page.findall(".//main/p[@class='skrivelinje']")) == 2
    assert [cell.get("class") for cell in page.findall(".//td[@class='skriv']")] == ["skriv"] * (3 + 2)
