"""Answers in another place, and looks of every kind: each is seen, and keeps the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from plangen.differences.comparison import Difference, compare
from tests.support import word_edits as word
from tests.support.edited_packs import EditedPack, build_pack
from tests.support.reading import read_word
from tests.support.samples import sampled, some
from tests.word.libreoffice import resaved

pytestmark = pytest.mark.usefixtures("everywhere")

W = word.W
Parts = dict[str, word.Element]
Edit = Callable[[Parts], None]
FIRST, SECOND = "mening.borgere.eksempel", "mening.medarbejdere.eksempel"
TABLE, ROW = "maal", "platformen_tilbyd_47bd9e"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build_pack(tmp_path_factory.mktemp("bygget")).document("faelles", "D01").read_bytes()


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return build_pack(tmp_path / "projekt")


def done(made: bytes, edit: Edit) -> Difference:
    return compare(read_word(made), read_word(word.edited(made, edit)))


def control(parts: Parts, id: str) -> word.Element:
    return word.controls(parts, id)[0]


def up(element: word.Element, tag: str) -> word.Element:
    """The nearest element of a kind around another."""
    return next(element.iterancestors(f"{W}{tag}"))


def new_paragraph(text: str) -> word.Element:
    paragraph = etree.Element(f"{W}p")
    paragraph.append(word.run(text))
    return paragraph


# --- answers in another place -------------------------------------------------------------------------------
def swapped(parts: Parts) -> None:
    one, other = control(parts, FIRST), control(parts, SECOND)
    place = etree.Element("x")
    one.addprevious(place)
    other.addprevious(one)
    place.addprevious(other)
    up(place, "p").remove(place)


def moved(parts: Parts) -> None:
    """To a paragraph of its own at the end of another section."""
    paragraph = new_paragraph("")
    up(control(parts, SECOND), "p").addnext(paragraph)
    paragraph.append(control(parts, FIRST))


def typed_where_it_was(parts: Parts) -> None:
    paragraph = up(control(parts, FIRST), "p")
    moved(parts)
    paragraph.addnext(new_paragraph("Og et afsnit mere."))
    paragraph.append(word.run("Vores egne ord."))


def copied(parts: Parts) -> None:
    up(control(parts, SECOND), "p").addnext(etree.fromstring(etree.tostring(up(control(parts, FIRST), "p"))))


def cells_merged(parts: Parts) -> None:
    one, other = (up(control(parts, f"{TABLE}[{ROW}].{c}"), "tc") for c in ("maal", "baseline"))
    one.extend(list(other)[1:])
    up(other, "tr").remove(other)
    add_to(one, "tc", "gridSpan", val="2")


PLACES = (swapped, moved, typed_where_it_was, copied, cells_merged)


@pytest.mark.parametrize("edit", PLACES, ids=lambda edit: edit.__name__)
def test_answers_in_another_place(made: bytes, edit: Edit) -> None:
    difference = done(made, edit)
    ids = {id for one in difference.free for id in (*one.was_ids, *one.now_ids)}
    assert ids & {FIRST, SECOND, f"{TABLE}[{ROW}].baseline"}
    assert all(one.copy for one in difference.answers)


def test_words_where_an_answer_was_are_seen(made: bytes) -> None:
    said = " ".join(one.now for one in done(made, typed_where_it_was).free)
    assert "Vores egne ord." in said
    assert "Og et afsnit mere." in said


def test_swapped_answers_stay_swapped(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", lambda data: word.edited(data, swapped))
    theirs = word.ids(pack.document("faelles", "D01").read_bytes())
    text = pack.answers.read_text("utf-8")
    pack.answers.write_text(text.replace("kommune_navn: ", "kommune_navn: Nyby Kommune #"), "utf-8")
    assert "er rettet i Word" in pack.build("--format", "docx", "--department", "faelles").err
    assert word.ids(pack.document("faelles", "D01").read_bytes()) == theirs


# --- looks --------------------------------------------------------------------------------------------------
def add_to(holder: word.Element, of: str, name: str, /, **attributes: str) -> word.Element:
    """Puts a property first among those of a paragraph (p), a run (r), a cell (tc), a row (tr) or a table."""
    properties = holder.find(f"{W}{of}Pr")
    if properties is None:
        properties = etree.Element(f"{W}{of}Pr")
        holder.insert(0, properties)
    found = etree.Element(f"{W}{name}")
    for key, value in attributes.items():
        found.set(f"{W}{key}", value)
    style = properties.find(f"{W}{of}Style")
    properties.insert(0 if style is None else 1, found)
    return found


def of_text(name: str, **attributes: str) -> Edit:
    """A look of the words before an answer."""
    return lambda parts: _ignored(
        add_to(next(up(control(parts, FIRST), "p").iter(f"{W}r")), "r", name, **attributes)
    )


def of_paragraph(name: str, **attributes: str) -> Edit:
    return lambda parts: _ignored(add_to(up(control(parts, FIRST), "p"), "p", name, **attributes))


def of_cell(name: str, **attributes: str) -> Edit:
    return lambda parts: _ignored(add_to(cell_of(parts), "tc", name, **attributes))


def of_row(name: str, **attributes: str) -> Edit:
    return lambda parts: _ignored(add_to(up(cell_of(parts), "tr"), "tr", name, **attributes))


def of_table(name: str, **attributes: str) -> Edit:
    return lambda parts: _ignored(add_to(up(cell_of(parts), "tbl"), "tbl", name, **attributes))


def of_long_answer(name: str, **attributes: str) -> Edit:
    return lambda parts: _ignored(
        add_to(next(control(parts, "problem").iter(f"{W}p")), "p", name, **attributes)
    )


def _ignored(_: object) -> None:
    return None


def cell_of(parts: Parts) -> word.Element:
    return up(control(parts, f"{TABLE}[{ROW}].baseline"), "tc")


def tab_stop(parts: Parts) -> None:
    tabs = add_to(up(control(parts, FIRST), "p"), "p", "tabs")
    etree.SubElement(tabs, f"{W}tab", {f"{W}val": "left", f"{W}pos": "2000"})


def move_edge(row: word.Element) -> None:
    """Makes the first cell of a row a third narrower, and the next one as much wider."""
    first, second, *_ = row.iter(f"{W}tcW")
    moved = int(first.get(f"{W}w", "")) // 3
    for width, more in ((first, -moved), (second, moved)):
        width.set(f"{W}w", str(int(width.get(f"{W}w", "")) + more))


LOOKS: dict[str, Edit] = {
    "widths of one row": lambda parts: move_edge(up(cell_of(parts), "tr")),
    "character spacing": of_text("spacing", val="40"),
    "character width": of_text("w", val="150"),
    "effect": of_text("emboss"),
    "outline": of_text("outline"),
    "border of text": of_text("bdr", val="single", sz="4", color="FF0000"),
    "shading of text": of_text("shd", val="clear", fill="FFFF00"),
    "underline of another kind": of_text("u", val="double"),
    "dots over letters": of_text("em", val="dot"),
    "keep with next": lambda parts: _ignored(add_to(up(control(parts, SECOND), "p"), "p", "keepNext")),
    "keep lines": of_paragraph("keepLines"),
    "drop cap": of_paragraph("framePr", dropCap="drop", lines="3"),
    "level in the outline": of_paragraph("outlineLvl", val="2"),
    "tab stop": tab_stop,
    "merged cells": of_cell("gridSpan", val="2"),
    "cells merged downwards": of_cell("vMerge", val="restart"),
    "text direction": of_cell("textDirection", val="btLr"),
    "no line breaks in a cell": of_cell("noWrap"),
    "row may break": of_row("hidden"),
    "row repeated on each page": of_row("tblHeader"),
    "floating table": of_table("tblpPr", tblpX="2000", tblpY="2000"),
    "table in the middle": of_table("jc", val="center"),
    "indent in a long answer": of_long_answer("ind", left="720"),
    "spacing in a long answer": of_long_answer("spacing", after="800"),
    "shading of a long answer": of_long_answer("shd", val="clear", fill="FFFF00"),
    "keep lines in a long answer": of_long_answer("keepLines"),
}
# What LibreOffice does not know, or what does not change the page it shows.
_NOT_IN_LIBREOFFICE = {
    "merged cells", "floating table", "row may break", "no line breaks in a cell", "border of text",
    "row repeated on each page", "drop cap", "cells merged downwards", "widths of one row",
}  # fmt: skip


@pytest.mark.parametrize("name", sampled(LOOKS, every=2))
def test_a_look_is_an_edit(made: bytes, name: str) -> None:
    difference = done(made, LOOKS[name])
    assert difference.looks
    assert not (difference.answers or difference.free or difference.lost)


def test_a_wider_column_is_one_edit(made: bytes) -> None:
    def edit(parts: Parts) -> None:
        for row in up(cell_of(parts), "tbl").iter(f"{W}tr"):
            move_edge(row)

    assert len(done(made, edit).looks) == 1


def test_looks_are_edits_after_libreoffice_has_saved_them(made: bytes, tmp_path: Path) -> None:
    kept = [name for name in LOOKS if name not in _NOT_IN_LIBREOFFICE]
    files = {name: word.edited(made, LOOKS[name]) for name in some(kept, every=4)}
    base = read_word(made)
    saved = resaved(files, tmp_path)
    unseen = [name for name, data in saved.items() if not compare(base, read_word(data)).looks]
    assert unseen == []


# --- new rows -----------------------------------------------------------------------------------------------
CELLS = ["Færre opkald", "Opkald pr. uge", "40", "30", "1. kvartal"]


def with_new_row(data: bytes) -> bytes:
    return word.insert_row(data, TABLE, ROW, CELLS)


def in_new_row(of: str, name: str, **attributes: str) -> Edit:
    def edit(parts: Parts) -> None:
        row = word.row_of(parts, TABLE, ROW).getnext()
        assert row is not None
        tag = {"tr": row}.get(of, next(row.iter(f"{W}{of}")))
        add_to(tag, of, name, **attributes)

    return edit


NEW_ROWS: dict[str, Edit] = {
    "highlighted text": in_new_row("r", "highlight", val="yellow"),
    "bold text": in_new_row("r", "b"),
    "shaded cell": in_new_row("tc", "shd", val="clear", fill="FFFF00"),
    "height": in_new_row("tr", "trHeight", val="2000"),
    "indent": in_new_row("p", "ind", left="720"),
}


@pytest.mark.parametrize("name", NEW_ROWS)
def test_a_look_in_a_new_row_is_an_edit(made: bytes, name: str) -> None:
    plain = with_new_row(made)
    assert not compare(read_word(made), read_word(plain)).looks
    difference = compare(read_word(made), read_word(word.edited(plain, NEW_ROWS[name])))
    assert [row.kind for row in difference.rows] == ["tilføjet"]
    assert difference.looks


def test_a_highlighted_new_row_is_pulled_and_its_file_stays(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", with_new_row)
    pack.edit("faelles", "D01", lambda data: word.edited(data, NEW_ROWS["highlighted text"]))
    theirs = pack.document("faelles", "D01").read_bytes()
    pack.pull("--apply", "--til", "faelles")
    assert "Færre opkald" in pack.answers.read_text("utf-8")
    pack.build("--format", "docx", "--department", "faelles", "--document", "D01")
    assert pack.document("faelles", "D01").read_bytes() == theirs
