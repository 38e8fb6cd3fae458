"""What all figures share: the colours of the house, the size of text, and the room that text takes up.

A figure's own unit is a millimetre of the printed page, so that a size here is the size on paper. The colours
are those of `plangen.css`. No meaning is in a colour alone: shape or word says it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import Final, Literal

import svg
from PIL import ImageFont

from plangen.ooxml.characters import clean
from plangen.pictures.typeface import carlito_files
from plangen.texts.compounds import compound_breaks
from plangen.texts.values import Picture

PORTRAIT: Final = 162.0
LANDSCAPE: Final = 257.0
TALLEST: Final = 232.0
"""What a page has room for below a heading."""

SIZE: Final = 3.36  # 9.5 pt
LINE: Final = 4.1
RISE: Final = 2.5  # from the baseline to the top of capitals, with a little air
FALL: Final = 0.9

ACCENT: Final = "#1B4F63"
TINT: Final = "#E8F0F2"
SOFT: Final = "#C9DCE2"
RULE: Final = "#B9CBD1"
TEXT: Final = "#1E2427"
MUTED: Final = "#55636A"
GREY: Final = "#ECEEEF"
PAPER: Final = "#FFFFFF"

Anchor = Literal["start", "middle", "end"]


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    name = "Carlito-Bold.ttf" if bold else "Carlito-Regular.ttf"
    return ImageFont.truetype(next(path for path in carlito_files() if path.endswith(name)), 1000)


@cache
def width(text: str, bold: bool = False) -> float:
    """Millimetres that the text takes up, by Carlito's own metrics."""
    return float(_font(bold).getlength(text)) * SIZE / 1000


def wrapped(text: str, room: float, bold: bool = False, most: int = 0) -> list[str]:
    """The text in lines that fit the room, at least one. `most`: the last line that may stand; what is left
    over is an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and width(f"{line} {word}", bold) <= room:
            line = f"{line} {word}"
            continue
        lines += [line] if line else []
        *whole, line = _broken(word, room, bold)
        lines += whole
    lines.append(line)
    return (
        lines if not most or len(lines) <= most else [*lines[: most - 1], _cut(lines[most - 1], room, bold)]
    )


def _broken(word: str, room: float, bold: bool) -> list[str]:
    """A word in pieces that fit: after its own hyphens and slashes, between the parts of a compound, else
    where the room ends."""
    pieces = []
    while width(word, bold) > room and len(word) > 1:
        fits = max((n for n in range(1, len(word)) if width(f"{word[:n]}-", bold) <= room), default=1)
        own = max(word.rfind(sign, 0, fits) for sign in "-/") + 1
        parts = [place for place in compound_breaks(word) if place <= fits]
        at = own or max(parts, default=fits)
        pieces.append(word[:at] if own else f"{word[:at]}-")
        word = word[at:]
    return [*pieces, word]


def _cut(line: str, room: float, bold: bool) -> str:
    while line and width(f"{line} …", bold) > room:
        line = line[:-1]
    return f"{line.rstrip()} …"


def widest(lines: Iterable[str], bold: bool = False) -> float:
    """Millimetres of the longest line."""
    return max((width(line, bold) for line in lines), default=0.0)


def at(value: float) -> float:
    """A place on the paper, to a hundredth of a millimetre."""
    return round(value, 2)


def label(
    x: float,
    y: float,
    lines: str | Sequence[str],
    *,
    anchor: Anchor = "start",
    colour: str = TEXT,
    bold: bool = False,
) -> list[svg.Element]:
    """Lines of text; `y` is the baseline of the first."""
    return [
        svg.Text(
            x=at(x),
            y=at(y + number * LINE),
            text=escape(clean(line), quote=False),
            font_size=SIZE,
            fill=colour,
            text_anchor=anchor,
            font_weight="bold" if bold else None,
        )
        for number, line in enumerate([lines] if isinstance(lines, str) else lines)
        if line
    ]


def arrow(x1: float, x2: float, y: float) -> list[svg.Element]:
    """A straight arrow to the right."""
    head = 1.3
    tip = polygon([(x2, y), (x2 - 2 * head, y - head), (x2 - 2 * head, y + head)], ACCENT)
    return [line(x1, y, x2 - head, y, colour=ACCENT, thick=0.5), tip]


def polygon(corners: Sequence[tuple[float, float]], fill: str, outline: str = "none") -> svg.Polygon:
    """A shape with straight sides."""
    return svg.Polygon(
        points=[svg.Point(at(x), at(y)) for x, y in corners],
        fill=fill,
        stroke=outline,
        stroke_width=0.6,
    )


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    colour: str = RULE,
    thick: float = 0.3,
    dashes: Sequence[float] = (),
) -> svg.Line:
    """A straight line."""
    return svg.Line(
        x1=at(x1),
        y1=at(y1),
        x2=at(x2),
        y2=at(y2),
        stroke=colour,
        stroke_width=thick,
        stroke_dasharray=list(dashes) or None,
    )


def picture(name: str, alt: str, wide: float, high: float, elements: Sequence[svg.Element]) -> Picture:
    """The figure on white paper: readable on a dark page too. Its PNG is drawn where one is needed."""
    wide, high = at(wide), at(high)
    # Beyond the frame, or its edge becomes a grey line.
    paper = svg.Rect(x=-2, y=-2, width=wide + 4, height=at(high + 4), fill=PAPER)
    drawing = svg.SVG(
        width=svg.Length(wide, "mm"),
        height=svg.Length(high, "mm"),
        viewBox=svg.ViewBoxSpec(0, 0, wide, high),
        elements=[paper, *elements],
        extra={"font-family": "Plangen Carlito, Carlito, Calibri"},
    )
    return Picture(name, alt, wide, high, svg=drawing.as_str().encode("utf-8"))
