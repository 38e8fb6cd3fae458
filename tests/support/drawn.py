"""What a figure draws, for tests: where its words stand, which lines it has, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

from lxml import etree
from PIL import ImageFont

from plangen.pictures.typeface import carlito_files
from plangen.texts.values import Picture

POINT = 25.4 / 72
Point = tuple[float, float]
Stroke = tuple[Point, Point, float]
"""From, to, and half of how thick it is."""


@dataclass(frozen=True)
class Box:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    name = "Carlito-Bold.ttf" if bold else "Carlito-Regular.ttf"
    return ImageFont.truetype(next(path for path in carlito_files() if path.endswith(name)), 500)


def root(picture: Picture) -> etree._Element:
    return etree.fromstring(picture.svg)


def words(picture: Picture) -> list[str]:
    return [element.text or "" for element in root(picture).iter("{*}text")]


def boxes(picture: Picture) -> list[Box]:
    """The ink of each text, as Carlito draws it at the size it is printed."""
    return [_box(element) for element in root(picture).iter("{*}text")]


def _box(element: etree._Element) -> Box:
    text, size = element.text or "", float(element.get("font-size", ""))
    font = _font(element.get("font-weight") == "bold")
    wide = font.getlength(text) * size / 500
    _, up, _, down = (value * size / 500 for value in font.getbbox(text, anchor="ls"))
    x, y = float(element.get("x", "")), float(element.get("y", ""))
    left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
    return Box(text, left, y + up, left + wide, y + down)


def faults(picture: Picture) -> list[str]:
    """Everything that makes a figure hard to read, in words; none when all is well."""
    texts = boxes(picture)
    frame = Box("", 0, 0, picture.width_mm, picture.height_mm)
    found = [f"»{a.text}« and »{b.text}« overlap" for a, b in combinations(texts, 2) if a.meets(b)]
    found += [f"»{box.text}« is not inside" for box in texts if not _inside(box, frame)]
    found += [f"»{box.text}« is empty" for box in texts if not box.text.strip()]
    strokes = list(_strokes(root(picture)))
    found += [f"a line through »{box.text}«" for box in texts if any(_crosses(s, box) for s in strokes)]
    found += [f"a line outside at {s}" for s in strokes if not _line_inside(s, frame)]
    sizes = [float(element.get("font-size", "")) / POINT for element in root(picture).iter("{*}text")]
    found += [f"a text of {size:.2f} pt" for size in sizes if size < 9.5]
    return found + _pale(root(picture))


def _inside(box: Box, frame: Box) -> bool:
    return frame.left <= box.left and box.right <= frame.right and box.top >= 0 and box.bottom <= frame.bottom


def _line_inside(stroke: Stroke, frame: Box) -> bool:
    return all(-0.01 <= x <= frame.right + 0.01 and -0.01 <= y <= frame.bottom + 0.01 for x, y in stroke[:2])


def _strokes(drawing: etree._Element) -> Iterator[Stroke]:
    """Every line and outline, curves as many short lines."""
    for element in drawing.iter("{*}line", "{*}rect", "{*}circle", "{*}polygon", "{*}path"):
        if element.get("stroke", "none") != "none":
            half = float(element.get("stroke-width", "1")) / 2
            yield from ((one, other, half) for one, other in pairwise(_corners(element)))


def _corners(element: etree._Element) -> list[Point]:
    kind = etree.QName(element).localname
    if kind == "path":
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", element.get("d", ""))]
        assert not set(re.findall("[A-Za-z]", element.get("d", ""))) - set("MLZ")
        return list(zip(numbers[::2], numbers[1::2], strict=True))
    if kind == "polygon":
        numbers = [float(n) for n in element.get("points", "").replace(",", " ").split()]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        return [*points, points[0]]
    value = {str(name): float(n) for name, n in element.attrib.items() if re.fullmatch(r"-?[\d.]+", str(n))}
    if kind == "line":
        return [(value["x1"], value["y1"]), (value["x2"], value["y2"])]
    if kind == "circle":
        x, y, r = value["cx"], value["cy"], value["r"]
        ring = [(-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7), (1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0)]
        return [(x + a * r, y + b * r) for a, b in ring]
    left, top = value["x"], value["y"]
    right, bottom = left + value["width"], top + value["height"]
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _crosses(stroke: Stroke, box: Box) -> bool:
    """Whether a line touches the words: Liang and Barsky's clipping against their box."""
    (x1, y1), (x2, y2), half = stroke
    first, last = 0.0, 1.0
    for start, delta, low, high in (
        (x1, x2 - x1, box.left - half, box.right + half),
        (y1, y2 - y1, box.top - half, box.bottom + half),
    ):
        if delta == 0:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / delta, (high - start) / delta))
        first, last = max(first, near), min(last, far)
    return first < last


# --- contrast -----------------------------------------------------------------------------------------------
def _pale(drawing: etree._Element) -> list[str]:
    """Texts with less than 4.5:1 to the ground they stand on: the last filled shape drawn before them that
    holds their beginning."""
    found, grounds = [], [("#FFFFFF", Box("", -9e9, -9e9, 9e9, 9e9))]
    for element in drawing.iter("{*}rect", "{*}circle", "{*}polygon", "{*}text"):
        fill = element.get("fill", "#000000")
        if etree.QName(element).localname == "text":
            box = _box(element)
            x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
            ground = next(c for c, g in reversed(grounds) if g.left < x < g.right and g.top < y < g.bottom)
            if contrast(fill, ground) < 4.5:
                found.append(f"»{box.text}« is {fill} on {ground}")
        elif fill != "none":
            corners = _corners(element)
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            grounds.append((fill, Box("", min(xs), min(ys), max(xs), max(ys))))
    return found


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
