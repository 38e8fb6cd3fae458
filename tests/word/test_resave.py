"""A file that was only opened and saved reads as it was made, and edits are seen after that too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from plangen.catalog import Document
from plangen.differences.comparison import compare
from plangen.texts.values import Answer
from plangen.word.reading.content import AnswerTable, Content, Control
from plangen.word.reading.look_facts import without_places
from plangen.word.reading.same_layout import alike
from tests.support.packs import DOCUMENTS, UNLIKE, content, context_id, departments, documents, rendered
from tests.support.reading import read_word
from tests.support.samples import LONG, sampled, some
from tests.support.structure.check import check_structure
from tests.word.building import HOUSE_TEMPLATE, docx, emptied, markdown, missing, render_file, rows, text
from tests.word.libreoffice import resaved
from tests.word.staff import Staff
from tests.word.test_controls import DAY, choice
from tests.word.test_reading import goal
from tests.word.word_saves import saved_by_word

SOURCE = """
**Første** afsnit med *kursiv* og [link](https://kl.dk/a?b=1&c=2), <https://kl.dk> og
[flere](https://kl.dk/%7ea/%c3%a6).\\
Ny linje, 2. kvartal.

1. Et
2. To
   - underpunkt
     1. dybt

   Fortsat.
3. Tre

Mellem.

1. Forfra

| Krav | Type |
|---|---|
| **K1** | Mindstekrav |
"""
TEMPLATE = """
    # Alt
    Se {{ tekst }} og {{ dag }}, {{ valg }}, {{ mangler }}, {{ et }} og **{{ fed }}**.
    {{ dag.lang }}
    {{ et }}
    {{ alt }}
    **{{ fedt_alt }}**
    {{ punkter.punkter }}
    {{ mangler_afsnit }}
    [List Bullet] {{ et }}
    ## Tabel
    | Mål | Hvornår | Note |
    | {%tr for m in maal %} | | |
    | {{ m.navn }} | {{ m.dag }} | {{ m.note }} |
    | {%tr endfor %} | | |
    | {{ dag }} | {{ valg }} og {{ tekst }} | Om¶{{ alt }} |
    ### Slut
    {{ tabel }}
    sidehoved: {{ tekst }} {{ dag }}
    sidefod: {{ mangler }} {{ fed }}
    """


@cache
def everything(house: bool = True) -> bytes:
    """One file with every kind of control in every kind of place."""
    return render_file(
        docx(TEMPLATE, emptied(HOUSE_TEMPLATE.read_bytes()) if house else b""),
        tekst=text("Ren tekst", id="tekst"),
        dag=DAY,
        valg=choice("Høj", id="valg", a="Høj", b="Lav"),
        mangler=missing("Mål"),
        et=markdown("Et **fedt** ord", id="et"),
        fed=text("Fed tekst", id="fed"),
        alt=markdown(SOURCE, id="alt"),
        fedt_alt=markdown(SOURCE, id="fedt_alt"),
        punkter=Answer("A og b", id="punkter", raw=("a", "b"), kind="multi", variants={"items": "A\nB"}),
        mangler_afsnit=missing("Problem", kind="markdown"),
        tabel=markdown("| A | B |\n|---|---|\n| c | d |", id="tabel"),
        maal=rows(
            goal("a", "Første", "**Fed** note\n\n- punkt"), goal("b", "Anden"), goal("c", "Tredje", "Note")
        ),
    )


def assert_same(read: Content, made: Content) -> None:
    """Part by part, so that a failure shows what differs."""
    assert [c.id for c in read.controls] == [c.id for c in made.controls]
    for one, other in zip(read.controls, made.controls, strict=True):
        assert one == other or (not one.text and _empty(one) == _empty(other))
    assert tables_of(read) == tables_of(made)
    assert read.free == made.free
    assert [without_places(look) for look in read.looks] == [without_places(look) for look in made.looks]
    exact = read.exact and made.exact
    for one_layout, other_layout in zip(read.layouts, made.layouts, strict=True):
        assert alike(one_layout, other_layout, exact), (one_layout, other_layout)
    # What LibreOffice itself drops or adds beside the text is no edit.
    assert compare(made, read).extras == ()
    assert _rest(read) == _rest(made)


def _empty(control: Control) -> Control | None:
    """A control without text; LibreOffice takes the mark away that it is a place to write in."""
    return None if control.text else replace(control, placeholder=True, to_write=True)


def tables_of(content: Content) -> list[AnswerTable]:
    """The tables. Why a row without a key could not be read depends on where a program puts its controls."""
    return [
        replace(table, rows=tuple(row if row.key else replace(row, refused=()) for row in table.rows))
        for table in content.tables
    ]


def _rest(content: Content) -> Content:
    """What is left. That Word has saved, its sessions and the count, is no edit, as in `Difference`."""
    left = replace(content, controls=(), tables=(), looks=(), layouts=(), extras=(), exact=True)
    return replace(left, sessions=frozenset(), revision=0)


# --- only opened and saved ----------------------------------------------------------------------------------
@pytest.mark.parametrize(("name", "department", "document"), sampled(UNLIKE, every=12), ids=context_id)
def test_word_changes_nothing_that_is_read(name: str, department: str | None, document: Document) -> None:
    data = rendered(name, department, document, "docx")
    saved = saved_by_word(data, seed=len(data))
    assert check_structure(saved) == []
    assert_same(read_word(saved), content(name, department, document))


@pytest.mark.parametrize("house", [False, True])
def test_word_changes_nothing_in_any_kind_of_control(house: bool) -> None:
    """What is saved so is valid: tests/word/test_valid_after_edits.py."""
    data = everything(house)
    base = read_word(data)
    for seed in some(range(10), every=5):
        assert_same(read_word(saved_by_word(data, seed)), base)


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("name", "pack"), sampled([("jobcenter", 1), ("sagsoverblik", 1), ("jobcenter", 0), ("tom", 0)], every=4)
)
def test_libreoffice_changes_nothing_that_is_read(name: str, pack: int, tmp_path: Path) -> None:
    """Every document of the pack of all, of a department, and without answers."""
    department = departments(name)[pack]
    unlike = some(documents(name, department), every=3)
    places = {document.id: (name, department, document) for document in unlike}
    files = {label: rendered(*place, "docx") for label, place in places.items()}
    saved = resaved(files, tmp_path)
    for label, data in saved.items():
        assert_same(read_word(data), content(*places[label]))
    for label in some(saved, every=3):
        assert_same(read_word(saved_by_word(saved[label], len(label))), content(*places[label]))


@pytest.mark.long
def test_libreoffice_changes_nothing_in_any_kind_of_control(tmp_path: Path) -> None:
    files = {"hus": everything(), "enkel": everything(house=False)}
    for file, data in resaved(files, tmp_path).items():
        assert_same(read_word(data), read_word(files[file]))


@pytest.mark.long
def test_libreoffice_changes_nothing_when_it_saves_again(tmp_path: Path) -> None:
    """Nor does Word after that."""
    kept = some(("D03", "D02", "D05", "D09", "D11"), every=3)
    unlike = [document for document in DOCUMENTS if document.id in kept]
    files = {document.id: rendered("sagsoverblik", None, document, "docx") for document in unlike}
    once = resaved(files, tmp_path)
    for document, data in zip(unlike, resaved(once, tmp_path / "igen").values(), strict=True):
        base = content("sagsoverblik", None, document)
        assert_same(read_word(data), base)
        assert_same(read_word(saved_by_word(data, 1)), base)


@pytest.mark.long
def test_word_and_then_libreoffice_change_no_answer(tmp_path: Path) -> None:
    """Only looks may go: LibreOffice drops those of answers that Word has put a control's edges around."""
    made = {
        document.id: rendered("jobcenter", None, document, "docx") for document in some(DOCUMENTS, every=9)
    }
    made["alt"] = everything()
    saved = {name: saved_by_word(data, seed) for seed, (name, data) in enumerate(made.items())}
    for name, data in resaved(saved, tmp_path).items():
        assert_same(replace(read_word(data), looks=()), replace(read_word(made[name]), looks=()))


# --- edited, then saved again -------------------------------------------------------------------------------
EDITS: dict[str, Callable[[Staff], object]] = {
    "ingen": lambda staff: None,
    "tekst": lambda staff: staff.write("tekst", "Ny *tekst* 2. gang"),
    "ét af flere steder": lambda staff: staff.write("tekst", "Et andet sted", number=1),
    "sidehoved": lambda staff: staff.write("tekst", "Nyt sidehoved", number=2),
    "dato": lambda staff: staff.write("dag", "7. september 2027"),
    "valg": lambda staff: staff.write("valg", "Lav"),
    "manglende tekst": lambda staff: staff.write("svar", "Nu udfyldt"),
    "manglende afsnit": lambda staff: staff.write("svar", "Nu udfyldt afsnit", number=1),
    "afsnit": lambda staff: staff.write("et", "2. afsnit * 3", number=1),
    "tømt tekst": lambda staff: staff.empty("tekst"),
    "tømt afsnit": lambda staff: staff.empty("tabel"),
    "slettet og skrevet igen": lambda staff: staff.retype("tekst", "Skrevet igen"),
    "celle": lambda staff: staff.write("maal[b].navn", "Andet mål").write("maal[b].note", "En note"),
    "række slettet": lambda staff: staff.delete_row("maal", "b"),
    "række kopieret": lambda staff: staff.copy_row("maal", "a"),
    "række indsat": lambda staff: staff.insert_row("maal", "b", "Nyt mål", "1. maj 2027", "Ny note"),
    "række flyttet": lambda staff: staff.move_row("maal", "a", after="c"),
    "kommentar": lambda staff: staff.comment("Er det rigtigt?"),
}
IN_WORD_ONLY: dict[str, Callable[[Staff], object]] = {
    "flere afsnit": lambda staff: staff.write_paragraphs(
        "et", [("Ny ", ""), ("fed", "b")], [("2. afsnit", "i")], number=1
    ),
    "indsat": lambda staff: staff.track_insertion("tekst", " og mere"),
    "slettet": lambda staff: staff.track_deletion("maal[c].navn"),
}


TOGETHER = (
    [(name,) for name in EDITS]
    if LONG
    else [
        ("ingen",),
        ("tekst", "dato", "manglende afsnit", "celle", "tømt afsnit", "kommentar"),
        ("ét af flere steder", "manglende tekst", "valg", "række slettet"),
        ("sidehoved", "afsnit", "række indsat"),
        ("tømt tekst", "række flyttet"),
        ("slettet og skrevet igen", "række kopieret"),
    ]
)
"""Edits that do not touch each other, so that they can be made in one file."""


def edited(*edits: Callable[[Staff], object]) -> bytes:
    staff = Staff(everything())
    for edit in edits:
        edit(staff)
    return staff.saved()


def test_every_edit_is_saved_by_libreoffice_too() -> None:
    assert {name for names in TOGETHER for name in names} == set(EDITS)


@pytest.mark.parametrize("name", sampled([*EDITS, *IN_WORD_ONLY], every=2))
def test_edits_are_read_the_same_after_word_has_saved_again(name: str) -> None:
    data = edited({**EDITS, **IN_WORD_ONLY}[name])
    read, made = read_word(data), read_word(everything())
    assert (read == made) == (name == "ingen")
    for seed in some(range(6), every=6):
        assert_same(read_word(saved_by_word(data, seed)), read)


@pytest.mark.heavy
def test_edits_are_read_the_same_after_libreoffice_has_saved_again(tmp_path: Path) -> None:
    """Not so what LibreOffice cannot keep (docs/word.md): tracked changes in controls, and paragraphs that
    somebody has added in Word. Of a row that was copied in Word, only the columns tell what its cells are."""
    files = {" · ".join(names): edited(*(EDITS[name] for name in names)) for names in TOGETHER}
    for name, data in resaved(files, tmp_path).items():
        read, expected = read_word(data), read_word(files[name])
        assert tables_of(read) == tables_of(expected)
        if "række kopieret" not in name:
            assert_same(replace(read, looks=()), replace(expected, looks=()))
