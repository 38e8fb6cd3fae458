"""F7 Årshjul."""

from __future__ import annotations

from datetime import date

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plangen.pictures.figures.house import TALLEST
from plangen.pictures.figures.wheel import Month, MonthMark, wheel_picture
from tests.support.drawn import boxes, faults, root, words
from tests.support.samples import MORE

KINDS = ("Evaluering", "Måling", "Opfølgning", "MUS og ledelsestilsyn", "Overdragelse")
FIRSTS = [date(2027 + (9 + n) // 12, (9 + n) % 12 + 1, 1) for n in range(12)]


def months(**marks: list[MonthMark]) -> list[Month]:
    """October 2027 to September 2028. `marks`: by the number of the month, as »m3«."""
    return [Month(first, tuple(marks.get(f"m{n}", ()))) for n, first in enumerate(FIRSTS)]


def mark(number: int, *days: int, first: date = FIRSTS[0]) -> MonthMark:
    return MonthMark(KINDS[number], tuple(first.replace(day=day) for day in days), number)


def test_every_month_is_a_segment_and_those_with_something_have_words() -> None:
    drawn = wheel_picture(months(m0=[mark(0, 4, 25)], m8=[mark(4, 10)]), ["Hver uge: Brug pr. team"])
    said = words(drawn)
    short = ["okt.", "nov.", "dec.", "jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep."]
    assert [text for text in said if text in short] == short
    assert {"Oktober 2027", "Evaluering 4. og 25.", "Juni 2028", "Overdragelse 10.", "Hele året"} <= set(said)
    assert "Juli 2028" not in said
    assert drawn.alt == (
        "Årshjul fra oktober 2027 til september 2028. Oktober 2027: evaluering 4. og 25."
        " Juni 2028: overdragelse 10. Hele året: hver uge: Brug pr. team."
    )


def test_months_go_clockwise_from_the_top() -> None:
    drawn = wheel_picture(months(m0=[mark(0, 4)], m5=[mark(0, 4)], m6=[mark(0, 4)], m11=[mark(0, 4)]))
    at = {box.text: box for box in boxes(drawn)}
    middle = drawn.width_mm / 2
    assert at["okt."].left > middle > at["sep."].left
    assert at["okt."].top < at["jan."].top < at["mar."].top
    assert at["Oktober 2027"].left == at["Marts 2028"].left > middle > at["April 2028"].left
    assert at["Oktober 2027"].top < at["Marts 2028"].top
    assert at["September 2028"].top < at["April 2028"].top


def test_each_kind_has_a_mark_of_its_own() -> None:
    drawn = wheel_picture(months(m2=[mark(number, 4) for number in range(5)]))
    shapes = [
        one.tag.rpartition("}")[2] + str(one.get("fill"))
        for one in root(drawn).iter("{*}circle", "{*}polygon")
    ]
    assert len({*shapes}) >= 4
    assert faults(drawn) == []


DAYS = st.lists(st.integers(1, 28), min_size=1, max_size=9, unique=True)


@settings(max_examples=8 * MORE, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(
    st.lists(st.dictionaries(st.integers(0, 4), DAYS, max_size=5), min_size=12, max_size=12),
    st.lists(st.text("abcdefghij æøå", min_size=1, max_size=60), max_size=9),
)
def test_nothing_is_clipped_and_no_word_stands_on_another(
    year: list[dict[int, list[int]]], along: list[str]
) -> None:
    full = [
        Month(
            first, tuple(mark(number, *sorted(days), first=first) for number, days in sorted(marks.items()))
        )
        for first, marks in zip(FIRSTS, year, strict=True)
    ]
    drawn = wheel_picture(full, along)
    assert faults(drawn) == []
    assert drawn.height_mm <= TALLEST
