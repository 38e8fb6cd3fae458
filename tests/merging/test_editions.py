"""What comes with a new edition besides answers: a house style, a template of another version, properties."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO

import pytest
from PIL import Image

from plangen.merging.merge import merge
from plangen.merging.outcome import KeptText, Merged
from plangen.word.reading.word_file import WordFile
from tests.fuzz.package import element, w
from tests.merging import hand
from tests.merging.editions import editions
from tests.merging.hand import Edit, in_body, text_of
from tests.support import word_edits as word
from tests.support.structure.check import check_structure

DOCUMENT = "jobcenter/faelles/02_kommissorium_faelles.docx"
MEMBERS = "RolleAfdeling"


@pytest.fixture
def base() -> bytes:
    return editions().read(DOCUMENT, 0)


def body(data: bytes) -> word.Element:
    return word.stories(data)["word/document.xml"].find(w("body"))


def colours(data: bytes, id: str) -> list[str]:
    style = WordFile.read(data).styles.by_id[id].element
    return [one.get(w("val"), "") for one in style.iter(w("color"))]


def merged_with(base: bytes, theirs: Edit, ours: Edit) -> Merged:
    merged = merge(base, theirs(base), ours(base))
    assert merged.missing == ""
    assert check_structure(merged.data) == []
    return merged


note: Callable[[bytes], bytes] = partial(word.add_paragraph, text="zqbemærkning")


def test_a_new_house_style_comes_into_an_edited_file(base: bytes) -> None:
    merged = merged_with(base, note, hand.house_style)
    assert colours(merged.data, "Heading1") == ["AA1155"]


def test_a_style_that_staff_have_changed_stays_theirs(base: bytes) -> None:
    def own(data: bytes) -> bytes:
        return hand.house_style(note(data))

    def other(data: bytes) -> bytes:
        parts = WordFile.read(hand.house_style(data)).members
        return word.with_parts(
            data, {"word/styles.xml": parts["word/styles.xml"].replace(b"AA1155", b"0055AA")}
        )

    assert colours(merged_with(base, own, other).data, "Heading1") == ["AA1155"]


def test_a_template_with_a_new_paragraph_and_section(base: bytes) -> None:
    ours = hand.both(
        hand.after("Gruppen er sat sammen", hand.written("Et nyt afsnit fra skabelonen", "BodyText")),
        hand.after("Medlemmerne bruger", hand.written("Et nyt punkt", "Heading1")),
    )
    merged = merged_with(base, hand.move_section("Tidsplan", "Sammensætning"), ours)
    texts = [text_of(one) for one in body(merged.data).iter(w("p"))]
    at = texts.index("Et nyt afsnit fra skabelonen")
    assert texts[at - 1].startswith("Gruppen er sat sammen")
    assert texts.index("Tidsplan") < texts.index("Sammensætning") < texts.index("Et nyt punkt")


def test_a_template_with_a_new_column(base: bytes) -> None:
    ours = hand.add_column(MEMBERS, "Ny kolonne", "nyt")
    merged = merged_with(base, note, ours)
    table = hand.table(body(merged.data), MEMBERS)
    rows = [len(list(row.iter(w("tc")))) for row in table.iter(w("tr"))]
    assert set(rows) == {6}
    assert len(table.find(w("tblGrid"))) == 6


def test_a_template_that_tells_of_its_columns_in_other_words(base: bytes) -> None:
    """For who hears the table; words that staff have written there stay theirs."""

    def described(text: str) -> Edit:
        def describe(root: word.Element) -> None:
            hand.table(root, MEMBERS).find(f"{w('tblPr')}/{w('tblDescription')}").set(w("val"), text)

        return in_body(describe)

    def told(merged: Merged) -> str:
        table = hand.table(body(merged.data), MEMBERS)
        return str(table.find(f"{w('tblPr')}/{w('tblDescription')}").get(w("val")))

    assert told(merged_with(base, note, described("Nye ord"))) == "Nye ord"
    both = hand.both(note, described("zqvores ord"))
    assert told(merge(base, both(base), described("Nye ord")(base))) == "zqvores ord"


def test_a_new_row_in_a_table_with_a_column_of_staff(base: bytes) -> None:
    """The new row has a cell for their column."""
    ours = hand.add_row(MEMBERS, "Ny rolle", "Alle", "Ser nyt", "Nyt", "4")
    merged = merged_with(base, hand.add_column(MEMBERS, "zqtelefon", "zq12"), ours)
    last = list(hand.table(body(merged.data), MEMBERS).iter(w("tr")))[-1]
    assert [text_of(cell) for cell in last.iter(w("tc"))] == ["Ny rolle", "Alle", "Ser nyt", "Nyt", "4", ""]


def test_a_date_that_staff_corrected_is_theirs_and_named_each_time(base: bytes) -> None:
    theirs = partial(word.type_in_free_text, was="15.02.2027", now="17.02.2027")
    later = partial(word.type_in_free_text, was="15.02.2027", now="01.03.2027")
    merged = merged_with(base, theirs, later)
    (kept,) = merged.kept
    assert (kept.theirs, kept.ours, merged.conflicts) == ("17.02.2027", "01.03.2027", ())
    again = merge(later(base), merged.data, note(later(base)))
    assert again.kept == (KeptText(kept.place, "17.02.2027", "01.03.2027"),)


def test_two_tables_never_stand_side_by_side(base: bytes) -> None:
    """Staff delete the heading between two tables, and ours takes the paragraph away that is left."""
    new = element(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    ours = in_body(lambda one: hand.table(one, MEMBERS).addnext(new))
    merged = merge(base, note(base), ours(base))
    assert "to tabeller" not in " ".join(check_structure(merged.data))


def test_the_merged_file_says_the_new_edition_and_keeps_what_staff_filed_it_by(base: bytes) -> None:
    ours = editions().read(DOCUMENT, 1)
    merged = merge(base, note(base), ours)
    assert WordFile.read(merged.data).edition == WordFile.read(ours).edition != WordFile.read(base).edition


def test_the_empty_header_of_a_first_page_is_none_that_staff_emptied(
    base: bytes,
) -> None:
    """LibreOffice writes it so where a section is one page."""

    def first(data: bytes) -> bytes:
        data = hand.own_headers_of_each_section(data)
        return word.with_parts(data, {"word/header9.xml": WordFile.read(data).members["word/header1.xml"]})

    ours = partial(word.set_text, id="kommune_navn", text="Nyby Kommune", number=1)
    assert merged_with(base, first, ours).conflicts == ()


def with_contents(data: bytes) -> bytes:
    """The document with a contents list; its headings have bookmarks in their order, as in each edition."""

    def change(body: word.Element) -> None:
        lines = ""
        for number, heading in enumerate(headings(body)):
            mark = f'w:id="{800 + number}" w:name="_Toc0{number}"'
            heading.append(element(f"<w:bookmarkStart {mark}/>"))
            heading.append(element(f'<w:bookmarkEnd w:id="{800 + number}"/>'))
            run = f"<w:r><w:t>{text_of(heading)}</w:t></w:r>"
            lines += f'<w:p><w:hyperlink w:anchor="_Toc0{number}">{run}</w:hyperlink></w:p>'
        kind = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        body.insert(1, element(f"<w:sdt>{kind}<w:sdtContent>{lines}</w:sdtContent></w:sdt>"))

    return in_body(change)(data)


def headings(body: word.Element) -> list[word.Element]:
    styles = ((one, one.find(f"{w('pPr')}/{w('pStyle')}")) for one in body.iter(w("p")))
    return [one for one, style in styles if style is not None and style.get(w("val")) == "Heading1"]


@pytest.mark.parametrize("staff", ["", " (zqvigtigt)"], ids=["as it was", "that staff have changed"])
def test_a_contents_list_leads_to_where_the_headings_are_now(base: bytes, staff: str) -> None:
    def other_line(one: word.Element) -> None:
        next(one.iter(w("hyperlink"))).addnext(element(f"<w:r><w:t>{staff}</w:t></w:r>"))

    ours = with_contents(hand.move_section("Tidsplan", "Sammensætning")(base))
    theirs = with_contents(base)
    merged = merge(with_contents(base), in_body(other_line)(theirs) if staff else note(theirs), ours)
    assert check_structure(merged.data) == []
    named = {
        mark.get(w("name")): text_of(heading)
        for heading in headings(body(merged.data))
        for mark in heading.iter(w("bookmarkStart"))
    }
    links = list(body(merged.data).iter(w("hyperlink")))
    assert [named[link.get(w("anchor"))] for link in links] == [text_of(link) for link in links]
    assert len(links) == len(named) > 4
    assert staff in text_of(body(merged.data))


def numbered(letter: str) -> Edit:
    """Gives a heading a number before its words."""

    def change(body: word.Element) -> None:
        heading = next(one for one in headings(body) if text_of(one).endswith("Tidsplan"))
        next(heading.iter(w("t"))).text = f"{letter} Tidsplan"

    return in_body(change)


def test_a_line_of_a_contents_list_that_stays_is_no_text_of_staff(base: bytes) -> None:
    """It said what a heading said two editions ago, and says again what it says now."""
    before, now = (with_contents(numbered(number)(base)) for number in ("A31", "A30"))
    merged = merge(before, note(numbered("A31")(now)), now)
    assert merged.missing == ""
    assert text_of(body(merged.data)).count("A30 Tidsplan") == 2


# --- pictures -----------------------------------------------------------------------------------------------
def pictures_of(data: bytes) -> list[bytes]:
    return [one for name, one in WordFile.read(data).members.items() if name.endswith(".png")]


def redrawn(data: bytes, colour: str = "white") -> bytes:
    """Other pictures with the descriptions that they had."""
    drawn = BytesIO()
    Image.new("RGB", (8, 8), colour).save(drawn, "PNG")
    names = [name for name in WordFile.read(data).members if name.endswith(".png")]
    return word.with_parts(data, dict.fromkeys(names, drawn.getvalue()))


def test_a_picture_that_is_another_one_comes_though_it_is_described_as_before(base: bytes) -> None:
    merged = merged_with(base, note, redrawn)
    assert pictures_of(merged.data) == pictures_of(redrawn(base)) != []
    assert b" picture=" not in WordFile.read(merged.data).members["word/document.xml"]


def test_a_picture_that_staff_have_put_in_its_place_stays(base: bytes) -> None:
    merged = merged_with(base, partial(redrawn, colour="red"), redrawn)
    assert pictures_of(merged.data) == pictures_of(redrawn(base, "red")) != []
