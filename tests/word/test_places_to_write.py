"""Empty places to write in, and boxes to tick: what they are in a Word file, and what is read from them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from plangen.differences.comparison import compare
from plangen.documents.printing import Printing
from plangen.texts.values import Answer, ContentsList
from plangen.web.markup import printed
from tests.support import word_edits as word
from tests.support.cases import each
from tests.support.reading import read_word
from tests.word.building import HOUSE_TEMPLATE, docx, emptied, member, render, render_file
from tests.word.libreoffice import resaved
from tests.word.word_saves import saved_by_word

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
STATUS = "beslutninger[a].status"
OPTIONS = {"aaben": "Åben", "i_gang": "I gang", "loest": "Løst", "bortfaldet": "Bortfaldet"}
TICKS = "{% for k in x.kryds %}{{ k }} {{ k.label }} {% endfor %}"


def choice(raw: str | None = None) -> Answer:
    status = "missing" if raw is None else "given"
    shown = OPTIONS.get(raw or "", "[Udfyldes: Status]")
    return Answer(shown, id=STATUS, raw=raw, kind="choice", status=status, label="Status", options=OPTIONS)


def missing(id: str, kind: Any = "text", status: Any = "missing") -> Answer:
    return Answer("[Udfyldes: Svar]", id=id, kind=kind, label="Svar", status=status)


# --- empty places -------------------------------------------------------------------------------------------
@each("status", ["missing", "blank", "to_write"])
def test_an_answer_that_is_not_given_is_a_place_to_write(status: str) -> None:
    data = render("Afholdt af {{ x.skriv }}", x=missing("formaal_kort", status=status))
    (control,) = read_word(data).controls
    assert (control.id, control.text, control.to_write) == ("formaal_kort", "", True)
    assert "Udfyldes" not in member(data)
    assert "–" not in member(data)


def test_an_answer_that_is_given_is_printed_as_ever() -> None:
    given = Answer("Formålet", id="formaal_kort", raw="Formålet")
    assert render("{{ x.skriv }}", x=given) == render("{{ x }}", x=given)


def test_an_empty_place_keeps_its_room_before_a_list() -> None:
    answer = Answer("- a", id="problem", raw="- a", kind="markdown")
    data = render("{{ x.skriv }}{{ y }}", x=missing("formaal_kort"), y=answer)
    assert [control.to_write for control in read_word(data).controls] == [True, False]


def test_a_hidden_answer_has_no_place() -> None:
    data = render("Før {{ x.skriv }}", x=Answer("", id="formaal_kort", status="hidden"))
    assert read_word(data).controls == ()


@each("kind", ["text", "markdown", "date", "number"])
def test_a_place_is_empty_and_keeps_its_paragraph(kind: str) -> None:
    """Also where it is all there is in a paragraph, or in a cell."""
    data = render("{{ x.skriv }}\n| {{ x.skriv }} | b |", x=missing("formaal_kort", kind))
    assert [control.to_write for control in read_word(data).controls] == [True, True]
    words = "".join(etree.fromstring(member(data).encode()).itertext())
    assert words.split() == ["b"]


def test_a_place_for_a_choice_is_a_list_and_one_for_a_date_a_calendar() -> None:
    data = render("{{ x.skriv }} {{ y.skriv }}", x=choice(), y=missing("idriftsaettelsesdato", "date"))
    xml = member(data)
    assert [
        item.get(f"{word.W}value") for item in etree.fromstring(xml.encode()).iter(f"{word.W}listItem")
    ] == [*OPTIONS]
    assert "<w:date>" in xml


@pytest.mark.parametrize("written", ["Et ord", "Første afsnit\nAndet afsnit"])
def test_what_is_typed_is_read(written: str) -> None:
    data = render("{{ x.skriv }}", x=missing("problem", "markdown"))
    (control,) = read_word(word.set_text(data, "problem", written)).controls
    assert (control.text, control.to_write) == (written.replace("\n", "\n\n"), False)


def test_what_is_written_below_a_place_in_its_cell_belongs_to_it() -> None:
    """LibreOffice makes no new paragraph in a control, so people go on below it."""
    place = "evalueringsresultater[+0123456789].bedre"
    data = render("| Hvad kunne gå bedre?¶{{ x.skriv }} | b |", x=missing(place, "markdown"))
    filled = word.set_text(data, place, "Første afsnit")

    def edit(parts: dict[str, etree._Element]) -> None:
        (control,) = word.controls(parts, place)
        paragraph = etree.Element(f"{word.W}p")
        paragraph.append(word.run("Andet afsnit"))
        control.addnext(paragraph)

    edited = word.edited(filled, edit)
    difference = compare(read_word(data), read_word(edited))
    assert [edit.now for edit in difference.answers] == ["Første afsnit\n\nAndet afsnit"]
    assert difference.only_answers


# --- boxes --------------------------------------------------------------------------------------------------
def tick(data: bytes, code: str, mark: str = "☒", by_word: bool = True) -> bytes:
    """Ticks a box as Word does, or by typing over it."""

    def edit(parts: dict[str, etree._Element]) -> None:
        (box,) = word.controls(parts, f"{STATUS}={code}")
        next(box.iter(f"{word.W}t")).text = mark
        if by_word:
            next(box.iter(f"{W14}checked")).set(f"{W14}val", "0" if mark == "☐" else "1")

    return word.edited(data, edit)


def said(data: bytes) -> list[tuple[str, str]]:
    return [(control.id, control.text) for control in read_word(data).controls]


def test_the_boxes_of_a_choice_are_read_as_one_answer() -> None:
    assert said(render(TICKS, x=choice())) == [(STATUS, "")]
    assert said(render(TICKS, x=choice("loest"))) == [(STATUS, "Løst")]


@each("mark", ["☒", "☑", "x", "X", "✓"])
@each("save", [lambda data: data, saved_by_word], ids=["som den er", "gemt af Word"])
def test_a_box_that_is_ticked_is_the_answer(mark: str, save: Any) -> None:
    made = render(TICKS, x=choice())
    edited = save(tick(made, "i_gang", mark, by_word=mark == "☒"))
    assert said(edited) == [(STATUS, "I gang")]
    (edit,) = compare(read_word(made), read_word(edited)).answers
    assert (edit.id, edit.was, edit.now) == (STATUS, "", "I gang")
    assert compare(read_word(made), read_word(edited)).only_answers


def test_another_box_and_no_box() -> None:
    made = render(TICKS, x=choice("aaben"))
    assert said(tick(tick(made, "aaben", "☐"), "loest")) == [(STATUS, "Løst")]
    assert said(tick(made, "aaben", "☐")) == [(STATUS, "")]


def test_two_boxes_are_both_told() -> None:
    assert said(tick(render(TICKS, x=choice("aaben")), "loest")) == [(STATUS, "Åben, Løst")]


CELLS = "| " + " | ".join(f"{{{{ x.kryds[{number}] }}}}" for number in range(4)) + " |"
LINES = "\n".join(f"{{{{ x.kryds[{number}] }}}}" for number in range(4))


@each("template", [CELLS, LINES], ids=["cells", "paragraphs"])
@each("seed", range(3))
def test_boxes_alone_in_their_cells_are_one_answer_when_word_puts_them_around_the_cells(
    template: str, seed: int
) -> None:
    made = render(template, x=choice("aaben"))
    saved = saved_by_word(made, seed)
    assert not compare(read_word(made), read_word(saved)).edited
    edited = saved_by_word(tick(tick(made, "aaben", "☐"), "bortfaldet"), seed)
    difference = compare(read_word(made), read_word(edited))
    assert [(one.id, one.was, one.now) for one in difference.answers] == [(STATUS, "Åben", "Bortfaldet")]
    assert difference.only_answers


def test_what_is_no_tick_is_told_as_it_is() -> None:
    assert said(tick(render(TICKS, x=choice()), "loest", "måske", by_word=False)) == [(STATUS, "måske")]


@each("raw", ["aaben", "loest", None], ids=["ticked", "another ticked", "none ticked"])
def test_the_look_of_a_box_is_told(raw: str | None) -> None:
    made = render(TICKS, x=choice(raw))
    difference = compare(read_word(made), read_word(looking(made, "highlight", "cyan")))
    assert [(edit.ids, "baggrund 00FFFF" in edit.now) for edit in difference.looks] == [((STATUS,), True)]
    assert not (difference.answers or difference.free or difference.extras)


def test_the_typeface_that_word_ticks_a_box_with_is_no_look() -> None:
    made = render(TICKS, x=choice())
    assert not compare(read_word(made), read_word(looking(made, "rFonts", "MS Gothic", "ascii"))).edited


def looking(data: bytes, name: str, value: str, key: str = "val") -> bytes:
    """With another look of the first box."""

    def edit(parts: dict[str, etree._Element]) -> None:
        (box,) = word.controls(parts, f"{STATUS}=aaben")
        run = next(box.iter(f"{word.W}r"))
        look = etree.Element(f"{word.W}rPr")
        etree.SubElement(look, f"{word.W}{name}").set(f"{word.W}{key}", value)
        for old in run.findall(look.tag):
            run.remove(old)
        run.insert(0, look)

    return word.edited(data, edit)


def test_libreoffice_keeps_places_and_boxes(tmp_path: Path) -> None:
    """Untouched, and filled in."""
    made = render(f"{TICKS}\n{{{{ y.skriv }}}}\n| {{{{ z.skriv }}}} | b |", x=choice("aaben"),
                  y=missing("problem", "markdown"), z=missing("formaal_kort"))  # fmt: skip
    filled = word.set_text(
        word.set_text(tick(tick(made, "aaben", "☐"), "loest"), "problem", "Et\nTo"), "formaal_kort", "Ord"
    )
    saved = resaved({"tom": made, "udfyldt": filled}, tmp_path)
    untouched = compare(read_word(made), read_word(saved["tom"]))
    assert (untouched.answers, untouched.lost, untouched.free) == ((), (), ())
    assert said(saved["udfyldt"]) == [(STATUS, "Løst"), ("problem", "Et\n\nTo"), ("formaal_kort", "Ord")]


# --- on the page --------------------------------------------------------------------------------------------
def test_a_place_is_empty_on_the_page_and_no_open_point() -> None:
    html = str(printed(missing("problem", "markdown").skriv, Printing()))
    assert re.sub("<[^>]+>|\u00a0", "", html) == ""
    assert "mangler" not in html


# --- looks --------------------------------------------------------------------------------------------------
IN_A_TABLE = (
    "| Afholdt af | Sted |\n| {{ x.skriv }} | Af {{ y.skriv }} den 5. |\n| Bedre ¶{{ z.skriv }} | {{ x }} |"
)


def house(text: str, **context: object) -> bytes:
    """With the styles of the house, and paragraphs in Normal: the table alone makes its text smaller."""
    return render_file(docx(text, emptied(HOUSE_TEMPLATE.read_bytes())), indhold=ContentsList(), **context)


def places_in_a_table() -> bytes:
    places = {"x": missing("formaal_kort"), "y": missing("projekt_titel")}
    return house(IN_A_TABLE, z=missing("hverdag_efter", "markdown"), **places)


@pytest.mark.parametrize("save", [lambda data: data, saved_by_word], ids=["som den er", "gemt af Word"])
@pytest.mark.parametrize("id", ["formaal_kort", "projekt_titel", "hverdag_efter"])
def test_what_is_written_in_a_place_of_a_table_looks_as_its_table_says(id: str, save: Any) -> None:
    made = places_in_a_table()
    assert not compare(read_word(made), read_word(save(made))).edited
    difference = compare(read_word(made), read_word(save(word.set_text(made, id, "Ord"))))
    assert (difference.looks, {edit.id for edit in difference.answers}) == ((), {id})


def test_what_is_written_in_a_place_and_coloured_is_a_look() -> None:
    made = places_in_a_table()

    def edit(parts: dict[str, etree._Element]) -> None:
        for run in word.controls(parts, "formaal_kort")[0].iter(f"{word.W}r"):
            look = run.find(f"{word.W}rPr")
            if look is None:
                look = etree.Element(f"{word.W}rPr")
                run.insert(0, look)
            look.append(etree.Element(f"{word.W}color", {f"{word.W}val": "FF0000"}))

    edited = word.edited(word.set_text(made, "formaal_kort", "Ord"), edit)
    (look,) = compare(read_word(made), read_word(edited)).looks
    assert "farve FF0000" in look.now
