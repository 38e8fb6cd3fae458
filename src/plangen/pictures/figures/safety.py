"""F9 Fra idé til tryghed: four arrows, each leading to the next (specifikation.md 4.3)."""

from __future__ import annotations

import svg

from plangen.pictures.figures.house import ACCENT, PAPER, PORTRAIT, SIZE, TINT, label, picture, polygon
from plangen.texts.values import Picture

_STEPS = ("Idé", "Prioritering", "Formål", "Tryghed")
_HEIGHT, _POINT, _GAP = 8.5, 5.0, 1.5


def safety_picture(alt: str) -> Picture:
    """The four arrows. `alt`: the sentence that says the same, which is printed below them."""
    wide = (PORTRAIT - _POINT - _GAP * (len(_STEPS) - 1)) / len(_STEPS)
    elements: list[svg.Element] = []
    for number, name in enumerate(_STEPS):
        left, last = number * (wide + _GAP), number == len(_STEPS) - 1
        elements.append(_arrow(left, wide, notched=number > 0, fill=ACCENT if last else TINT))
        middle = left + (wide + _POINT) / 2 + (_POINT / 2 if number else 0)
        colour = PAPER if last else ACCENT
        elements += label(middle, _HEIGHT / 2 + SIZE / 3, name, anchor="middle", colour=colour, bold=True)
    return picture("fra_ide_til_tryghed", alt, PORTRAIT, _HEIGHT, elements)


def _arrow(left: float, wide: float, *, notched: bool, fill: str) -> svg.Element:
    right, middle = left + wide, _HEIGHT / 2
    corners = [(left, 0.0), (right, 0), (right + _POINT, middle), (right, _HEIGHT), (left, _HEIGHT)]
    corners += [(left + _POINT, middle)] if notched else []
    return polygon(corners, fill)
