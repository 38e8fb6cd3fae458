"""Text that was typed beside an answer is a part of it where it can be nothing else."""

from __future__ import annotations

import pytest

from plangen.differences.comparison import compare
from plangen.word.reading.content import Content, Control
from tests.support.cases import each

C = "\ufffc"


def answer(id: str, text: str, *, block: bool = False) -> Control:
    return Control(id, text, text, placeholder=not text, block=block, place="Formål")


def content(free: str, *controls: Control, tracked: int = 0) -> Content:
    return Content(controls, (), (free,), ("",), (), tracked)


OWNER = answer("med.udvalg", "Lokal-MED")
EMPTY = answer("med.udvalg", "")
OTHER = answer("med.dato", "")


@each(
    ("was", "now", "controls", "said"),
    [
        pytest.param(C, f"{C} og Hoved-MED", (OWNER,), "Lokal-MED og Hoved-MED", id="behind"),
        pytest.param(C, f"Nyt: {C}", (OWNER,), "Nyt: Lokal-MED", id="before"),
        pytest.param(C, f"{C}Hoved-MED", (EMPTY,), "Hoved-MED", id="an empty place"),
        pytest.param(
            f"Udvalg: {C}", f"Udvalg: {C}Hoved-MED", (EMPTY,), "Hoved-MED", id="at the end of a line"
        ),
        pytest.param(
            f"Udvalg\n{C}", f"Udvalg\n{C}Hoved-MED", (EMPTY,), "Hoved-MED", id="in a cell with a label"
        ),
    ],
)
def test_it_is_what_the_answer_says(was: str, now: str, controls: tuple[Control, ...], said: str) -> None:
    found = compare(content(was, *controls), content(now, *controls))
    assert [(edit.id, edit.now, edit.pending) for edit in found.answers] == [("med.udvalg", said, False)]
    assert found.free == ()


@each(
    ("was", "now", "controls"),
    [
        pytest.param(f"{C} drøfter det.", f"{C} og chefen drøfter det.", (OWNER,), id="in a sentence"),
        pytest.param(f"Udvalg: {C}", f"Nyt udvalg: {C}", (OWNER,), id="before a label"),
        pytest.param(f"Udvalg: {C}", f"Nyt udvalg: {C}Hoved-MED", (EMPTY,), id="both"),
        pytest.param(f"Udvalg: {C}", f"Udvalg: {C} mødes i maj", (OWNER,), id="behind a label and an answer"),
        pytest.param(C, f"{C}‹billede›", (OWNER,), id="a picture"),
        pytest.param(f"{C}, {C}", f"{C} ny, {C}", (OWNER, OTHER), id="between two answers"),
        pytest.param(C, f"{C}\nNyt", (OWNER,), id="in a line of its own"),
        pytest.param(C, f"{C} nyt", (answer("problem", "Kø", block=True),), id="beside whole paragraphs"),
    ],
)
def test_elsewhere_it_is_free_text(was: str, now: str, controls: tuple[Control, ...]) -> None:
    found = compare(content(was, *controls), content(now, *controls))
    assert found.answers == ()
    assert [(edit.was, edit.now) for edit in found.free] == [(was, now)]


def test_each_answer_gets_its_own_text() -> None:
    both = (OWNER, OTHER)
    found = compare(content(f"{C}\nDato: {C}", *both), content(f"{C} 2\nDato: {C}3. maj", *both))
    assert {edit.id: edit.now for edit in found.answers} == {
        "med.udvalg": "Lokal-MED 2",
        "med.dato": "3. maj",
    }


def test_while_changes_are_tracked_it_waits() -> None:
    found = compare(content(C, OWNER), content(f"{C} 2", OWNER, tracked=1))
    assert [(edit.now, edit.rejected, edit.pending) for edit in found.answers] == [
        ("Lokal-MED 2", "Lokal-MED", True)
    ]
