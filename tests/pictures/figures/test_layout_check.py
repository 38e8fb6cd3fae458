"""The layout check itself sees what makes a figure hard to read."""

from __future__ import annotations

import svg

from plangen.pictures.figures.house import PAPER, RULE, SIZE, label, line, picture
from tests.support.cases import each
from tests.support.drawn import faults


def small(size: float) -> svg.Element:
    return svg.Text(x=5, y=10, text="Lille", font_size=size, fill="#000000")


@each(
    ("elements", "fault"),
    [
        (label(5, 10, "Et") + label(6, 11, "To"), "»Et« and »To« overlap"),
        (label(-1, 10, "Ude"), "»Ude« is not inside"),
        (label(99, 10, "Ude"), "»Ude« is not inside"),
        (label(5, 1, "Ude"), "»Ude« is not inside"),
        ([*label(5, 10, "Streget"), line(10, 0, 10, 20)], "a line through »Streget«"),
        ([*label(5, 10, "Streget"), line(0, 0, 20, 18)], "a line through »Streget«"),
        (
            [*label(5, 10, "Ring"), svg.Circle(cx=5, cy=9, r=3, stroke=RULE, stroke_width=0.3, fill=PAPER)],
            "a line through »Ring«",
        ),
        ([line(0, 0, 101, 0)], "a line outside at ((0.0, 0.0), (101.0, 0.0), 0.15)"),
        ([small(SIZE - 0.05)], "a text of 9.38 pt"),
        (label(5, 10, "Bleg", colour=RULE), f"»Bleg« is {RULE} on {PAPER}"),
    ],
)
def test_what_is_hard_to_read_is_seen(elements: list[svg.Element], fault: str) -> None:
    assert faults(picture("p", "", 100, 20, elements)) == [fault]


def test_what_can_be_read_is_not_refused() -> None:
    elements = [*label(5, 10, ["En linje", "og én til"]), line(4, 0, 4, 20), line(0, 5, 100, 5)]
    assert faults(picture("p", "", 100, 20, elements)) == []
