"""F10 Tre trin til en beslutning: who recommends, who decides, and who has the last word (specifikation.md
4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import svg

from plangen.pictures.figures.house import (
    ACCENT,
    LINE,
    PAPER,
    PORTRAIT,
    TEXT,
    TINT,
    arrow,
    at,
    label,
    picture,
    wrapped,
)
from plangen.texts.danish import joined
from plangen.texts.values import Picture

_ARROW, _PAD, _MOST_LINES = 11.0, 2.4, 4


@dataclass(frozen=True, slots=True)
class DecisionStep:
    """Who acts, and what they do: »Arbejdsgruppen«, »indstiller«."""

    who: str
    does: str


def decision_picture(steps: Sequence[DecisionStep]) -> Picture:
    """The steps from left to right, at least one; the one that decides first is filled."""
    wide = (PORTRAIT - _ARROW * (len(steps) - 1)) / max(len(steps), 1)
    room = wide - 2 * _PAD
    texts = [(wrapped(s.who, room, bold=True, most=_MOST_LINES), wrapped(s.does, room)) for s in steps]
    high = max(len(who) + len(does) for who, does in texts) * LINE + 2 * _PAD
    elements: list[svg.Element] = []
    for number, (who, does) in enumerate(texts):
        left = number * (wide + _ARROW)
        decides = number == 1
        elements.append(_box(left, wide, high, filled=decides))
        top = (high - (len(who) + len(does)) * LINE) / 2 + LINE * 0.75
        middle = left + wide / 2
        elements += label(middle, top, who, anchor="middle", colour=PAPER if decides else ACCENT, bold=True)
        below = top + len(who) * LINE
        elements += label(middle, below, does, anchor="middle", colour=PAPER if decides else TEXT)
        if number:
            elements += arrow(left - _ARROW + 1.5, left - 1.5, high / 2)
    told = joined([f"{step.who} {step.does}" for step in steps])
    return picture("trin_til_en_beslutning", f"{told}.", PORTRAIT, high, elements)


def _box(left: float, wide: float, high: float, *, filled: bool) -> svg.Element:
    fill = ACCENT if filled else TINT
    return svg.Rect(x=at(left), y=0, width=at(wide), height=at(high), rx=2, fill=fill)
