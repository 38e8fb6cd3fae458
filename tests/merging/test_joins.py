"""Two copies of one edition made one file: numbers, forms and looks of what each has done."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

import pytest

from plangen.merging.outcome import Merged
from plangen.ooxml.opening import opened
from plangen.projects.shipped import shipped_library
from plangen.wordfiles.joining import try_join
from tests.fuzz import places
from tests.fuzz.package import Package, W, element, w
from tests.merging import hand
from tests.merging.editions import editions
from tests.merging.hand import Edit, both, in_body, text_of
from tests.support import word_edits as word
from tests.support.edit_cases import typed
from tests.support.structure.check import check_structure
from tests.support.word_edits import Element

DOCUMENT = "jobcenter/faelles/02_kommissorium_faelles.docx"
TABLE, ROW = "RolleAfdeling", "Faglig koordinator"
LEADER = "arbejdsgruppe_medlemmer[faglig_koordinator].bidrag"
_WIDER = '<w:tcW w:w="2587" w:type="pct"/>'


def joined(mine: Edit, other: Edit) -> Merged:
    base = editions().read(DOCUMENT, 0)
    merged, why = try_join(
        shipped_library().catalog, base, mine(base), other(base), "Bente Hansen", "2027-01-01"
    )
    assert merged is not None, why
    assert check_structure(merged.data) == []
    return merged


@pytest.fixture(scope="module")
def merged() -> Merged:
    """An answer of one, and what the other has done at several places that do not meet."""
    other = (
        _note("bentes_kilde"),
        in_body(_widen),
        partial(word.set_text, id="kommune_navn", text="Nyby"),
        in_body(_note_in_heading),
    )
    return joined(typed(LEADER, "Annas bidrag"), both(*other))


def _note_in_heading(body: Element) -> None:
    heading = next(hand.table(body, TABLE).iter(w("tc")))
    heading.append(hand.written("Bentes note"))


# --- numbers ------------------------------------------------------------------------------------------------
def bookmark_numbers(data: bytes) -> Counter[bytes]:
    """Over all parts."""
    xml = b"".join(content for name, content in opened(data).items() if name.endswith(".xml"))
    starts = re.findall(rb"<w:bookmarkStart [^>]*>", xml)
    return Counter(number for one in starts for number in re.findall(rb'w:id="(\d+)"', one))


def doubled(data: bytes) -> list[bytes]:
    return [number for number, times in bookmark_numbers(data).items() if times > 1]


def test_the_bookmark_of_what_waits_has_a_number_that_no_footer_has() -> None:
    merged = joined(typed(LEADER, "Annas bidrag"), typed(LEADER, "Bentes bidrag"))
    assert len(merged.conflicts) == 1
    assert b"_uafgjort_" in opened(merged.data)["word/document.xml"]
    assert doubled(merged.data) == []


def _note(text: str) -> Edit:
    """A footnote with a bookmark in it, below the document's own ones."""

    def edit(data: bytes) -> bytes:
        package = Package.read(data, None)  # type: ignore[arg-type]
        paragraph = hand.paragraph(package.body, "Gruppen er sat sammen")
        paragraph.append(element('<w:r><w:footnoteReference w:id="2"/></w:r>'))
        paragraph.append(element(f"<w:r><w:t>{text}</w:t></w:r>"))
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        mark = f'<w:bookmarkStart w:id="1" w:name="{text}"/><w:bookmarkEnd w:id="1"/>'
        said = f'<w:footnote w:id="2"><w:p>{mark}<w:r><w:t>Se {text}.</w:t></w:r></w:p></w:footnote>'
        content = f'<w:footnotes xmlns:w="{W}">{said}</w:footnotes>'.encode()
        package.add_part("word/footnotes.xml", content, "footnotes", kind)
        return package.data()

    return edit


def test_the_bookmark_in_a_note_that_comes_has_a_number_of_its_own(merged: Merged) -> None:
    assert b"bentes_kilde" in opened(merged.data)["word/footnotes.xml"]
    assert doubled(merged.data) == []


# --- forms --------------------------------------------------------------------------------------------------
def _cells(body: Element) -> list[Element]:
    rows = hand.table(body, TABLE).iter(w("tr"))
    return list(next(row for row in rows if text_of(row).startswith(ROW)).iter(w("tc")))


def _widen(body: Element) -> None:
    places.set_property(_cells(body)[1], _WIDER)


def _as_another_program_says_it(body: Element) -> None:
    for cell in body.iter(w("tc")):
        form = cell.find(w("tcPr"))
        form.append(element("<w:tcBorders/>"))


def test_the_width_that_a_colleague_gave_one_cell_stays(merged: Merged) -> None:
    mine = both(typed(LEADER, "Annas bidrag"), in_body(_as_another_program_says_it))
    for one in (merged, joined(mine, in_body(_widen))):
        assert 'w:w="2587"' in opened(one.data)["word/document.xml"].decode("utf-8")


# --- looks and answers --------------------------------------------------------------------------------------
def texts_of(data: bytes, id: str) -> list[str]:
    return [text_of(one) for one in word.controls(word.stories(data), id)]


def _strike_version(body: Element) -> None:
    """Strikes an answer through."""
    control = next(one for one in _front(body).iter(w("sdt")) if word.tag_of(one) == "pakke.version")
    places.set_property(next(control.iter(w("r"))), "<w:strike/>")


def _front(body: Element) -> Element:
    return hand.paragraph(body, "Projekt:")


def _add_at_front(text: str) -> Edit:
    return in_body(lambda body: _front(body).append(hand.written(text)[0]))


def test_a_look_of_an_answer_stays_where_both_have_written_in_its_paragraph() -> None:
    other = both(in_body(_strike_version), typed("projekt_titel", "Bentes titel"))
    body = hand.parse(opened(joined(_add_at_front("Annas ord"), other).data)["word/document.xml"])[0]
    front = _front(body)
    struck = [text_of(run) for run in front.iter(w("r")) if run.find(f"{w('rPr')}/{w('strike')}") is not None]
    assert struck == ["0.9"]
    assert "Annas ord" in text_of(front)


def test_what_a_colleague_wrote_at_one_place_stays_there(merged: Merged) -> None:
    before = texts_of(editions().read(DOCUMENT, 0), "kommune_navn")
    assert len(before) > 1
    assert texts_of(merged.data, "kommune_navn") == ["Nyby", *before[1:]]


def test_what_one_wrote_in_a_heading_and_the_other_below_it_are_joined(merged: Merged) -> None:
    """That is no other column."""
    assert texts_of(merged.data, LEADER) == ["Annas bidrag"]
    assert "Bentes note" in opened(merged.data)["word/document.xml"].decode("utf-8")
