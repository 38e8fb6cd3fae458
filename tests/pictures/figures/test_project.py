"""F1 Projektet på én side: what it shows, and that everything in it can be read however much there is."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageChops

from plangen.pictures.figures.course import Course, Event, Period
from plangen.pictures.figures.house import PORTRAIT, TALLEST
from plangen.pictures.figures.project import GoLiveTold, project_picture
from plangen.pictures.raster import PIXELS_PER_MM, png_from_svg
from plangen.texts.danish import short_date
from plangen.texts.values import Picture
from tests.support.cases import each
from tests.support.drawn import boxes, faults, root, words
from tests.support.names import titles
from tests.support.samples import MORE

GO_LIVE = date(2027, 9, 6)
TODAY = date(2026, 12, 11)
WINDOWS = tuple(GO_LIVE + timedelta(weeks=week) for week in (2, 4, 8, 12, 26, 52))
PHASES = [
    Period("Forberedelse", date(2026, 12, 7), date(2027, 3, 1)),
    Period("Anskaffelse", date(2027, 3, 8), date(2027, 6, 1)),
    Period("Implementering", date(2027, 5, 1), date(2028, 9, 4)),
]


def go_live(day: date) -> Event:
    return Event(f"Idriftsættelse {short_date(day)}", day, go_live=True)


COMMON = Course("Fælles", (Event("Projektstart", date(2026, 12, 7)), Event("Krav udsendt", date(2027, 3, 1))))
OWN = Course(
    "Jobindsats",
    (go_live(GO_LIVE), Event("Oplæring færdig", date(2027, 8, 27))),
    WINDOWS,
    (Period("Flytning", date(2027, 2, 1), date(2027, 4, 15)),),
)
TOLD = [GoLiveTold("Jobindsats", GO_LIVE, WINDOWS)]


def picture(courses: list[Course] | None = None, today: date | None = TODAY) -> Picture:
    return project_picture(PHASES, courses or [COMMON, OWN], today, TOLD)


def dots(drawn: Picture) -> list[tuple[float, float, str]]:
    """Place and fill of every circle above the words that say what the marks mean."""
    found = [
        (float(c.get("cx", "")), float(c.get("cy", "")), c.get("fill", ""))
        for c in root(drawn).iter("{*}circle")
    ]
    return [dot for dot in found if dot[1] < drawn.height_mm - 6]


def test_it_shows_phases_lanes_milestones_and_what_the_marks_mean() -> None:
    shown = words(picture())
    for word in (
        "Faser",
        "Implementering",
        "Fælles",
        "Jobindsats",
        "Projektstart",
        "Krav udsendt",
        "Flytning",
    ):
        assert word in shown
    assert "Idriftsættelse 06.09.2027" in shown
    meanings = ["Idriftsættelse", "Milepæl", "Evaluering", "Anden forandring", "Pakkens dato 11.12.2026"]
    assert shown[-5:] == meanings
    assert {"mar", "2027", "2028"} <= set(shown) and "jan" not in shown, "a year stands for its January"


def test_months_within_a_year_have_the_year_below() -> None:
    days = [Course("Fælles", (Event("Start", date(2027, 2, 1)), Event("Slut", date(2027, 9, 1))))]
    drawn = project_picture([], days, None, TOLD)
    assert {"feb", "2027"} <= set(words(drawn))


def test_marks_that_are_not_there_are_not_explained() -> None:
    drawn = picture([Course("Fælles", (Event("Projektstart", date(2026, 12, 7)),))], today=None)
    assert words(drawn)[-1] == "Milepæl"
    assert not {"Idriftsættelse", "Evaluering", "Anden forandring"} & set(words(drawn))
    assert not [word for word in words(drawn) if word.startswith("Pakkens dato")]


def test_a_go_live_is_filled_and_other_milestones_are_open() -> None:
    drawn = picture()
    filled = [x for x, _, fill in dots(drawn) if fill != "#FFFFFF"]
    assert (len(filled), len(dots(drawn))) == (1, 4)


def test_a_name_stands_beside_its_dot_on_the_same_line() -> None:
    drawn = picture()
    name = next(box for box in boxes(drawn) if box.text == "Krav udsendt")
    near = [(x, y) for x, y, _ in dots(drawn) if name.top - 1 < y < name.bottom + 1]
    assert min(abs(x + 2.4 - name.left) for x, _ in near) < 0.2


def test_time_runs_evenly_and_evaluations_are_ticks() -> None:
    drawn = picture()
    upright = [
        float(one.get("x1", ""))
        for one in root(drawn).iter("{*}line")
        if one.get("stroke-width") == "0.65" and one.get("x1") == one.get("x2")
    ]
    ticks = upright[: len(WINDOWS)]
    assert len(upright) == len(WINDOWS) + 1, "one more among the meanings of the marks"
    a_week = (ticks[-1] - ticks[0]) / 50
    assert [round((x - ticks[0]) / a_week) for x in ticks] == [0, 2, 6, 10, 24, 50]


def test_the_line_of_the_packs_date_is_named_and_only_inside_the_months() -> None:
    assert "Pakkens dato 11.12.2026" in words(picture())
    assert not [word for word in words(picture(today=date(2025, 1, 1))) if word.startswith("Pakkens dato")]
    assert faults(picture(today=date(2027, 3, 10))) == [], "it leaves room for words"


def test_the_alt_text_is_a_sentence_for_each_department() -> None:
    assert picture().alt == (
        "Tidslinje fra 07.12.2026 til 04.09.2028. Jobindsats idriftsætter 06.09.2027; 6 evalueringer til "
        "04.09.2028."
    )
    bare = project_picture([], [Course("A", (go_live(GO_LIVE),))], None, [GoLiveTold("A", GO_LIVE)])
    assert bare.alt == "Tidslinje fra 06.09.2027 til 06.09.2027. A idriftsætter 06.09.2027."


def test_the_lanes_of_others_are_thin() -> None:
    other = Course("Ungeindsatsen", (go_live(GO_LIVE),), WINDOWS, thin=True)
    weights = {
        element.text: element.get("font-weight") for element in root(picture([OWN, other])).iter("{*}text")
    }
    assert (weights["Jobindsats"], weights["Ungeindsatsen"]) == ("bold", None)


def test_the_glyphs_of_every_word_are_really_drawn() -> None:
    """A drawing without fonts looks right to a parser and shows no word: compare with and without each."""
    drawn = picture([OWN])
    tree = root(drawn)
    whole = pixels(tree, drawn)
    for element in list(tree.iter("{*}text"))[::4]:
        text, element.text = element.text, ""
        changed = ImageChops.difference(whole, pixels(tree, drawn)).getbbox()
        element.text = text
        assert changed is not None, f"»{text}« is not drawn"
        assert (changed[3] - changed[1]) / PIXELS_PER_MM > 1.4, f"»{text}« is too small"


def pixels(tree: etree._Element, drawn: Picture) -> Image.Image:
    png = png_from_svg(etree.tostring(tree, encoding="unicode"), drawn.width_mm)
    with Image.open(io.BytesIO(png)) as image:
        return image.convert("RGB")


def test_the_ground_is_white_to_the_very_edge() -> None:
    """Else a dark page shows through, and a half-covered row of pixels is a grey line."""
    drawn = picture()
    with Image.open(io.BytesIO(png_from_svg(drawn.svg.decode(), drawn.width_mm))) as image:
        assert image.convert("RGBA").getchannel("A").getextrema() == (255, 255)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert picture() == picture()


# --- however much there is ----------------------------------------------------------------------------------
DAYS = st.dates(date(2026, 10, 1), date(2029, 3, 1))
EVENTS = st.builds(Event, titles(60), DAYS)
SPANS = st.builds(lambda name, a, b: Period(name, min(a, b), max(a, b)), titles(40), DAYS, DAYS)


@st.composite
def departments(draw: st.DrawFn) -> Course:
    day = draw(DAYS)
    weeks = draw(st.sampled_from([(2, 8, 26), (2, 4, 8, 12, 26, 52), (1, 2, 3, 4), ()]))
    return Course(
        draw(titles(40)),
        (go_live(day), *draw(st.lists(EVENTS, max_size=6))),
        tuple(day + timedelta(weeks=week) for week in weeks),
        tuple(draw(st.lists(SPANS, max_size=2))),
        thin=draw(st.booleans()),
    )


@settings(max_examples=6 * MORE, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(
    st.lists(departments(), min_size=1, max_size=12),
    st.lists(EVENTS, max_size=30),
    st.lists(st.builds(lambda s: Period(s.name or "Fase", s.start, s.end), SPANS), max_size=5),
    DAYS | st.none(),
)
def test_any_project_can_be_read_and_keeps_to_a_page(
    lanes: list[Course], common: list[Event], phases: list[Period], today: date | None
) -> None:
    drawn = project_picture(phases, [Course("Fælles", tuple(common)), *lanes], today, [])
    assert faults(drawn) == []
    assert drawn.width_mm == PORTRAIT
    assert drawn.height_mm <= TALLEST
    assert len(dots(drawn)) >= len(lanes)


@each(
    ("first", "last"),
    [
        pytest.param(date(2027, 9, 6), date(2027, 9, 6), id="one day"),
        pytest.param(date(2020, 1, 1), date(2037, 12, 31), id="17 years"),
        pytest.param(date(1, 1, 1), date(9999, 12, 31), id="all there is"),
        pytest.param(date(9999, 12, 1), date(9999, 12, 31), id="the last month"),
        pytest.param(date(2028, 1, 1), date(2027, 1, 1), id="ends before it begins"),
    ],
)
def test_absurd_dates_give_a_drawing_inside_its_frame(first: date, last: date) -> None:
    course = Course("Fælles", (Event("Første", first), Event("Sidste", last), go_live(last)))
    assert faults(project_picture([Period("Idé", first, last)], [course], first, [])) == []


@each("years", [1, 2, 5, 9, 20, 60, 400, 7000])
def test_months_and_years_never_overlap(years: int) -> None:
    ends = (Event("Et", date(2027, 1, 1)), Event("To", date(2027 + years, 1, 1)))
    drawn = project_picture([], [Course("Fælles", ends)], None, [])
    assert faults(drawn) == []
    assert any(text.isdigit() and len(text) == 4 for text in words(drawn))
