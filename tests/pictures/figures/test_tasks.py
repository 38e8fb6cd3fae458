"""F5 Opgaver over tid: what it shows, and that everything in it can be read however many cards there are."""

from __future__ import annotations

from datetime import date, timedelta

from plangen.pictures.figures.house import TALLEST
from plangen.pictures.figures.tasks import FIXED, Task, TaskPhase, tasks_pictures
from tests.support.cases import each
from tests.support.drawn import faults, root, words

START = date(2027, 1, 4)
TODAY = date(2027, 3, 1)
LONG = (
    "Afklar sammenhæng til strategi, systemer, andre forandringer og kommunens digitaliseringsretning – igen"
)


def phase(name: str, count: int, first: int = 1, title: str = "Opgave", fixed: bool = False) -> TaskPhase:
    days = [START + timedelta(weeks=number) for number in range(first, first + count)]
    tasks = (
        Task(f"A{n:02d}", title, day, day + timedelta(weeks=6), fixed) for n, day in enumerate(days, first)
    )
    return TaskPhase(name, tuple(tasks))


def diamonds(picture: object) -> int:
    return len(list(root(picture).iter("{*}polygon")))  # type: ignore[arg-type]


def test_few_cards_are_one_drawing_with_phases_numbers_and_months() -> None:
    (drawn,) = tasks_pictures([phase("Afklaring", 2), phase("Beslutning", 1, 3, fixed=True)], TODAY)
    shown = words(drawn)
    assert [word for word in shown if word[:1] == "A" and word[1:].isdigit()] == ["A01", "A02", "A03"]
    assert {"Afklaring", "Beslutning", "mar", "2027", "Pakkens dato 01.03.2027", FIXED} <= set(shown)
    assert diamonds(drawn) == 2, "one at the card, one where the mark is explained"
    assert drawn.alt == (
        "3 opgaver i 2 faser fra 11.01.2027 til 08.03.2027: Afklaring 11.01.2027–01.03.2027 og "
        "Beslutning 25.01.2027–08.03.2027."
    )
    assert faults(drawn) == []


def test_marks_that_are_not_there_are_not_explained() -> None:
    (drawn,) = tasks_pictures([phase("Afklaring", 2)], today=None)
    assert FIXED not in words(drawn)
    assert not [word for word in words(drawn) if "Pakkens dato" in word]
    assert diamonds(drawn) == 0


def test_more_cards_than_a_page_holds_are_parted_after_a_phase() -> None:
    first, second = tasks_pictures([phase("Afklaring", 28), phase("Beslutning", 26, 29)], TODAY)
    assert "Beslutning" not in words(first)
    assert words(second).count("Beslutning") == 1
    assert first.alt.startswith("Del 1 af 2: 28 opgaver i 1 fase ")
    assert second.alt.startswith("Del 2 af 2: 26 opgaver i 1 fase ")
    assert first.name != second.name


def test_titles_are_cut_before_a_second_page_is_taken() -> None:
    (few,) = tasks_pictures([phase("Afklaring", 5, title=LONG)], TODAY)
    (many,) = tasks_pictures([phase("Afklaring", 40, title=LONG)], TODAY)
    assert sum(word.startswith("Afklar sammenhæng") for word in words(few)) == 5
    assert not [word for word in words(few) if word.startswith("Afklar sammenhæng") and "…" in word]
    assert sum("…" in word for word in words(many)) == 40


def test_a_phase_that_no_page_holds_goes_on_with_its_name() -> None:
    first, second = tasks_pictures([phase("Implementering", 54)], TODAY)
    assert "Implementering" in words(first)
    assert "Implementering (fortsat)" in words(second)


@each("count", [1, 40, 80])
def test_long_titles_stay_inside_and_are_read(count: int) -> None:
    phases = [phase("En fase med et meget langt navn, der også skal kunne være der" * 2, count, title=LONG)]
    drawn = tasks_pictures(phases, TODAY)
    assert len(drawn) == (1 if count < 45 else 2)
    for one in drawn:
        assert faults(one) == []
        assert one.height_mm <= TALLEST
    cards = [word for one in drawn for word in words(one) if word[:1] == "A" and word[1:].isdigit()]
    assert len(cards) == count


def test_a_card_of_one_day_at_either_end_can_be_seen() -> None:
    days = (date(2027, 1, 1), date(2027, 12, 31))
    (drawn,) = tasks_pictures(
        [TaskPhase("Afklaring", tuple(Task("A01", "x", d, d, True) for d in days))], TODAY
    )
    assert faults(drawn) == []
    bars = [rect for rect in root(drawn).iter("{*}rect") if rect.get("height") == "3.0"]
    assert [float(bar.get("width", "")) >= 1.2 for bar in bars] == [True, True]


def test_what_two_pages_cannot_hold_is_not_drawn() -> None:
    assert tasks_pictures([phase("Afklaring", 100)], TODAY) == ()
    (drawn,) = tasks_pictures([phase("Afklaring", 3)], TODAY, left_out=77)
    assert "77 opgaver mere står kun i tabellen" in words(drawn)
