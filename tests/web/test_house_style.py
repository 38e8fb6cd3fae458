"""The house style keeps its promises about colour."""

from __future__ import annotations

import re

from tests.support.cases import each
from tests.web.sample import load

COLOURS = dict(re.findall(r"--(\w+): (#[0-9A-F]{6});", load("plangen.css")))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@each(
    ("text", "background"),
    [
        ("tekst", "papir"),
        ("tekst", "tone"),
        ("tekst", "mangler"),
        ("accent", "papir"),
        ("accent", "tone"),
        ("daempet", "papir"),
    ],
)
def test_text_can_be_read(text: str, background: str) -> None:
    """WCAG AA for running text."""
    light, dark = sorted((luminance(COLOURS[text]), luminance(COLOURS[background])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_numbers_at_the_top_are_the_colours_in_use() -> None:
    top = load("plangen.css").split("*/")[0]
    assert all(colour in top for colour in COLOURS.values())
