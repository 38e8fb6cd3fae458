"""What is told of free text: each piece beside what it has become, and a piece that was moved only once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plangen.differences.comparison import compare
from plangen.differences.telling import told_edits
from tests.fuzz.package import element
from tests.merging import hand
from tests.merging.editions import editions
from tests.merging.hand import both, in_body
from tests.support import word_edits as word
from tests.support.reading import read_word
from tests.support.word_edits import Element

GROUP, INTRODUCTION = "Gruppen er sat sammen", "Kommissoriet beskriver"


def told(*edits: Callable[[bytes], bytes]) -> list[tuple[str, str, str]]:
    made = editions().read("jobcenter/faelles/02_kommissorium_faelles.docx", 0)
    difference = compare(read_word(made), read_word(both(*edits)(made)))
    return [(one.what, one.was[:21], one.now[:21]) for one in told_edits(difference, {})]


def _typed(body: Element) -> None:
    hand.paragraph(body, GROUP).append(word.run(" og mere"))


def _above(body: Element) -> None:
    hand.paragraph(body, GROUP).addprevious(hand.written("Et nyt afsnit"))


def _moved(body: Element) -> None:
    hand.paragraph(body, INTRODUCTION).addprevious(hand.paragraph(body, GROUP))


@pytest.mark.parametrize("order", [(_typed, _above), (_above, _typed)])
def test_a_changed_paragraph_stands_beside_what_it_was(order: tuple[Callable[[Element], None], ...]) -> None:
    expected = {("Fri tekst", GROUP, GROUP), ("Fri tekst", "", "Et nyt afsnit")}
    assert set(told(*map(in_body, order))) == expected


def test_a_moved_paragraph_is_told_once() -> None:
    assert told(in_body(_moved)) == [("Fri tekst flyttet", GROUP, GROUP)]


def test_an_answer_that_was_moved_is_one() -> None:
    def move(body: Element) -> None:
        control = next(one for one in body.iter(f"{word.W}sdt") if word.tag_of(one) == "afrapportering")
        hand.block(body, hand.paragraph(body, INTRODUCTION)).addprevious(hand.block(body, control))

    assert told(in_body(move)) == [("Svar flyttet", "[afrapportering]", "[afrapportering]")]


def test_columns_in_each_others_place_are_told_as_one_that_moved() -> None:
    found = told(hand.swap_columns("RolleAfdeling", 2, 3))
    assert [what for what, _, _ in found if not what.startswith("Formatering")] == ["Kolonne flyttet"]


def _pasted(body: Element) -> None:
    row = (
        "<w:tr>"
        + "".join(f"<w:tc><w:tcPr/><w:p><w:r><w:t>{n}</w:t></w:r></w:p></w:tc>" for n in "abc")
        + "</w:tr>"
    )
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"
    hand.paragraph(body, GROUP).addnext(element(f"<w:tbl><w:tblPr/>{grid}{row}{row}</w:tbl>"))


def test_a_pasted_table_is_one_thing() -> None:
    assert told(in_body(_pasted)) == [("Tabel indsat", "", "a | b | c\na | b | c")]


def test_a_column_is_one_thing() -> None:
    found = told(hand.add_column("RolleAfdeling", "Bemærkning", "ja"))
    assert ("Kolonne indsat", "", "Bemærkning | ja | ja ") in [(a, b, c[:21]) for a, b, c in found]
    assert [one for one in found if one[0] == "Fri tekst"] == []
