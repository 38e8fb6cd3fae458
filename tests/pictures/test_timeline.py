"""The timeline of D00: what it shows, that its words are really drawn, and that it keeps to its frame."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from lxml import etree
from PIL import Image, ImageChops

from plangen.pictures.raster import PIXELS_PER_MM, png_from_svg
from plangen.pictures.timeline import MAX_HEIGHT, WIDTH, Mark, PhaseBar, timeline_picture
from plangen.texts.values import Picture

SVG = "{http://www.w3.org/2000/svg}"
GO_LIVE = date(2027, 9, 6)
PHASES = [
    PhaseBar("Forberedelse", date(2026, 12, 7), date(2027, 3, 1)),
    PhaseBar("Anskaffelse", date(2027, 3, 1), date(2027, 6, 1)),
    PhaseBar("Implementering", date(2027, 6, 1), date(2028, 9, 4)),
]
MARKS = [Mark(1, date(2026, 12, 7)), Mark(2, GO_LIVE), Mark(3, date(2028, 9, 4))]


def picture(
    spans: list[PhaseBar] = PHASES, marks: list[Mark] = MARKS, today: date | None = date(2027, 1, 4)
) -> Picture:
    return timeline_picture(spans, marks, GO_LIVE, today)


def texts(drawn: Picture) -> list[str]:
    return [element.text or "" for element in etree.fromstring(drawn.svg).iter(f"{SVG}text")]


def circles(drawn: Picture) -> list[tuple[float, float, float]]:
    """Middle and radius of each milestone, in the drawing's millimetres."""
    found = etree.fromstring(drawn.svg).iter(f"{SVG}circle")
    return [tuple(float(circle.get(name, "")) for name in ("cx", "cy", "r")) for circle in found]  # type: ignore[misc]


def pixels(png: bytes) -> Image.Image:
    with Image.open(io.BytesIO(png)) as image:
        return image.convert("RGB")


def test_the_glyphs_of_every_word_are_really_drawn() -> None:
    """A drawing without fonts looks right to a parser and shows no word: compare with and without each."""
    drawn = picture()
    root = etree.fromstring(drawn.svg)
    whole = pixels(drawn.png)
    elements = list(root.iter(f"{SVG}text"))
    assert len(elements) > 20
    for element in elements:
        text, element.text = element.text, ""
        without = pixels(png_from_svg(etree.tostring(root, encoding="unicode"), drawn.width_mm))
        changed = ImageChops.difference(whole, without).getbbox()
        assert changed is not None, f"»{text}« is not drawn"
        height = (changed[3] - changed[1]) / PIXELS_PER_MM
        assert height > 1.0, f"»{text}« is only {height:.1f} mm high"
        element.text = text


def test_it_shows_phases_months_milestones_and_go_live() -> None:
    shown = texts(picture())
    for word in ("Forberedelse", "Anskaffelse", "Implementering", "sep", "2027", "Idriftsættelse 06.09.2027"):
        assert word in shown
    assert [text for text in shown if text in ("1", "2", "3")] == ["1", "2", "3"]
    assert "Pakkens dato" in shown
    assert "Pakkens dato" not in texts(picture(today=None))


def test_the_alt_text_names_period_milestones_go_live_and_phases() -> None:
    assert picture().alt == (
        "Tidslinje fra 01.12.2026 til 18.09.2028 med 3 nummererede milepæle, som står i tabellen. "
        "Idriftsættelse 06.09.2027. Faser: Forberedelse 07.12.2026–01.03.2027, "
        "Anskaffelse 01.03.2027–01.06.2027, Implementering 01.06.2027–04.09.2028."
    )
    assert "1 nummereret milepæl," in picture(marks=MARKS[:1]).alt
    assert picture([], []).alt == "Tidslinje fra 01.09.2027 til 20.09.2027. Idriftsættelse 06.09.2027."


def test_the_milestone_of_go_live_stands_under_its_line() -> None:
    root = etree.fromstring(picture().svg)
    lines = [line for line in root.iter(f"{SVG}line") if line.get("stroke-width") == "0.6"]
    assert len(lines) == 1
    assert float(lines[0].get("x1", "")) == pytest.approx(circles(picture())[1][0], abs=0.01)


@pytest.mark.parametrize(
    "marks",
    [
        pytest.param([Mark(n, GO_LIVE + timedelta(days=n)) for n in range(1, 41)], id="every day"),
        pytest.param([Mark(n, GO_LIVE) for n in range(1, 21)], id="one day"),
        pytest.param([Mark(n, GO_LIVE - timedelta(days=n)) for n in range(1, 41)], id="not in order"),
    ],
)
def test_many_milestones_do_not_overlap(marks: list[Mark]) -> None:
    drawn = picture(marks=marks)
    placed = circles(drawn)
    assert len(placed) == len(marks)
    for (x1, y1, r1), (x2, y2, r2) in combinations(placed, 2):
        assert (x1 - x2) ** 2 + (y1 - y2) ** 2 >= (r1 + r2) ** 2


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(date(2027, 9, 6), date(2027, 9, 6), id="one day"),
        pytest.param(date(2020, 1, 1), date(2037, 12, 31), id="17 years"),
        pytest.param(date(1, 1, 1), date(9999, 12, 31), id="all there is"),
        pytest.param(date(9999, 1, 1), date(9999, 12, 31), id="the last year"),
        pytest.param(date(2028, 1, 1), date(2027, 1, 1), id="ends before it begins"),
    ],
)
def test_absurd_dates_give_a_drawing_inside_its_frame(first: date, last: date) -> None:
    drawn = picture([PhaseBar("Idé", first, last)], [Mark(1, first), Mark(2, last)], first)
    for x, y, radius in circles(drawn):
        assert radius <= x <= WIDTH - radius
        assert radius <= y <= drawn.height_mm - radius
    assert pixels(drawn.png).size == (round(drawn.width_mm * PIXELS_PER_MM), pixels(drawn.png).height)


@pytest.mark.parametrize("years", [1, 2, 5, 9, 20, 60, 400, 7000])
def test_the_names_on_the_axis_never_overlap(years: int) -> None:
    drawn = picture([], [Mark(1, date(2027, 1, 1)), Mark(2, date(2027 + years, 1, 1))])
    rows: dict[float, list[float]] = {}
    for element in etree.fromstring(drawn.svg).iter(f"{SVG}text"):
        if re.fullmatch(r"[a-z]{3}|[0-9]{4}", element.text or ""):
            rows.setdefault(float(element.get("y", "")), []).append(float(element.get("x", "")))
    assert rows
    for positions in rows.values():
        steps = [right - left for left, right in pairwise(positions)]
        assert all(step > 5.5 for step in steps), steps  # a year is 4.9 mm wide
        assert len(positions) <= 24


def test_a_drawing_too_high_for_a_page_is_printed_smaller() -> None:
    drawn = picture(marks=[Mark(n, GO_LIVE) for n in range(60)])
    assert drawn.height_mm == MAX_HEIGHT
    assert drawn.width_mm < WIDTH
    wide, high = pixels(drawn.png).size
    assert wide / high == pytest.approx(drawn.width_mm / drawn.height_mm, rel=0.01)


def test_the_ground_is_white_to_the_very_edge() -> None:
    """Else a dark page shows through, and a half-covered row of pixels is a grey line."""
    with Image.open(io.BytesIO(picture().png)) as image:
        assert image.convert("RGBA").getchannel("A").getextrema() == (255, 255)


def test_a_label_with_markup_is_printed_literally() -> None:
    drawn = picture([PhaseBar("<b>A & B</b>", date(2027, 1, 1), date(2027, 6, 1))])
    assert "<b>A & B</b>" in texts(drawn)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert picture() == picture()
