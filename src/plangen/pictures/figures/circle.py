"""F3 Arbejdsgruppens cirkel: who is in the working group, and who is missing (specifikation.md 4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import svg

from plangen.pictures.figures.house import (
    ACCENT,
    GREY,
    LINE,
    MUTED,
    PAPER,
    PORTRAIT,
    RISE,
    SOFT,
    TALLEST,
    TEXT,
    TINT,
    at,
    label,
    line,
    picture,
    wrapped,
)
from plangen.texts.danish import joined
from plangen.texts.values import Picture

State = Literal["med", "mangler", "efter valget"]
_WIDE, _PAD, _GAP, _LOWEST, _MIDDLE = 50.0, 1.4, 3.2, 11.5, 11.0
_RING, _AIR = 2.0, 1.5  # from the edge to the bubbles
_ROW_OF_THREE: Final = (4.0, 56.0, 108.0)
_SIDES: Final = (4.0, 108.0)
_CENTRE: Final = "Arbejdsgruppe"


@dataclass(frozen=True, slots=True)
class Seat:
    """A kind of member that the group should have, and the roles that fill it."""

    name: str
    roles: tuple[str, ...] = ()
    after_choice: bool = False

    @property
    def state(self) -> State:
        """In words, which stand in the bubble."""
        return "med" if self.roles else "efter valget" if self.after_choice else "mangler"


@dataclass(frozen=True, slots=True)
class _Bubble:
    """A seat where it stands."""

    seat: Seat
    name: tuple[str, ...]
    lines: tuple[str, ...]
    x: float
    y: float
    height: float


def circle_picture(seats: Sequence[Seat], others: Sequence[str] = ()) -> Picture:
    """The group in the middle, a bubble for each seat round it (seven or eight), the others in the outer
    ring. Roles that a page has no room for are counted, and stand in the table beside the figure."""
    for most in (3, 1):
        circle = _Circle(seats, others, most)
        if circle.height <= TALLEST:
            break
    return picture(
        "arbejdsgruppens_cirkel", _alt(seats, others), PORTRAIT, circle.height, list(circle.elements())
    )


def _alt(seats: Sequence[Seat], others: Sequence[str]) -> str:
    def of(state: State) -> list[Seat]:
        return [seat for seat in seats if seat.state == state]

    filled = [f"{seat.name} ({joined(seat.roles)})" for seat in of("med")]
    said = [f"Med: {'; '.join([*filled, *others]) or 'ingen'}."]
    said += [f"Mangler: {joined([seat.name for seat in of('mangler')])}."] if of("mangler") else []
    said += [f"Efter valget: {joined([s.name for s in of('efter valget')])}."] if of("efter valget") else []
    return " ".join(said)


class _Circle:
    """Three rows round the middle: three seats, one at each side, and the rest. `most`: roles in a bubble."""

    def __init__(self, seats: Sequence[Seat], others: Sequence[str], most: int) -> None:
        self._bubbles: list[_Bubble] = []
        top = _RING + _AIR
        self._centre, self._middle = (PORTRAIT / 2, 0.0), _MIDDLE
        for row, columns in zip((seats[:3], seats[3:5], seats[5:]), _columns(len(seats)), strict=True):
            drawn = [_bubble(seat, column, top, most) for seat, column in zip(row, columns, strict=False)]
            height = max((one.height for one in drawn), default=_LOWEST)
            # Each as near to the middle as its row lets it.
            nearer = 1.0 if not self._bubbles else 0.5 if columns == _SIDES else 0.0
            self._bubbles += [replace(one, y=one.y + (height - one.height) * nearer) for one in drawn]
            if columns == _SIDES:
                # As high as what stands beside it, so that no spoke crosses that.
                self._centre, self._middle = (PORTRAIT / 2, top + height / 2), max(height, _MIDDLE)
            top += height + _GAP
        self._others = wrapped(f"Også med: {joined(others)}", PORTRAIT - 4 * _RING, most=6) if others else []
        self._others_base = top + RISE
        below = len(self._others) * LINE + 2.2 if others else 0.0
        self.height = top - _GAP + below + _AIR + _RING

    def elements(self) -> Iterator[svg.Element]:
        """The outer ring, the spokes, the middle, and the bubbles."""
        yield svg.Rect(
            x=0.3,
            y=0.3,
            width=at(PORTRAIT - 0.6),
            height=at(self.height - 0.6),
            rx=14,
            fill="none",
            stroke=SOFT,
            stroke_width=0.6,
        )
        for bubble in self._bubbles:
            yield line(*self._start(bubble), *self._end(bubble), colour=ACCENT, thick=0.4)
        x, y = self._centre
        yield _pill(x - _WIDE / 2, y - self._middle / 2, _WIDE, self._middle, ACCENT)
        yield from label(x, y + 1.1, _CENTRE, anchor="middle", bold=True, colour=PAPER)
        for bubble in self._bubbles:
            yield from _drawn(bubble)
        middle = PORTRAIT / 2
        if self._others:
            yield from label(middle, self._others_base, self._others, anchor="middle")

    def _start(self, bubble: _Bubble) -> tuple[float, float]:
        x, y = self._centre
        across = bubble.x + _WIDE / 2 - x
        if bubble.y < y < bubble.y + bubble.height:
            return x + (_WIDE / 2 if across > 0 else -_WIDE / 2), y
        aside = max(-_WIDE / 3, min(across, _WIDE / 3))
        return x + aside, y + (self._middle / 2 if bubble.y > y else -self._middle / 2)

    def _end(self, bubble: _Bubble) -> tuple[float, float]:
        x, y = self._centre
        middle = bubble.x + _WIDE / 2
        if bubble.y < y < bubble.y + bubble.height:
            return (bubble.x if middle > x else bubble.x + _WIDE), y
        return middle, bubble.y if bubble.y > y else bubble.y + bubble.height


def _columns(seats: int) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """Left edges of the bubbles of each row."""
    first, second, third = _ROW_OF_THREE
    rest = seats - 5
    below = {3: _ROW_OF_THREE, 2: ((first + second) / 2, (second + third) / 2), 1: (second,)}.get(rest, ())
    return _ROW_OF_THREE, _SIDES, below


def _bubble(seat: Seat, x: float, y: float, most: int) -> _Bubble:
    room = _WIDE - 2 * _PAD
    name = tuple(wrapped(seat.name, room, bold=True, most=3))
    shown = [text for role in seat.roles[:most] for text in wrapped(role, room, most=3)]
    left = len(seat.roles) - most
    lines = tuple([*shown, f"og {left} til"] if left > 0 else shown) or (seat.state,)
    height = max((len(name) + len(lines)) * LINE + 2 * _PAD, _LOWEST)
    return _Bubble(seat, name, lines, x, y, height)


def _drawn(bubble: _Bubble) -> Iterator[svg.Element]:
    """Filled with its roles; open and dashed when missing; grey when it comes after the choice."""
    state = bubble.seat.state
    fill = {"med": TINT, "mangler": PAPER, "efter valget": GREY}[state]
    dashes = [1.6, 1.2] if state == "mangler" else None
    yield _pill(bubble.x, bubble.y, _WIDE, bubble.height, fill, MUTED if state == "mangler" else None, dashes)
    middle = bubble.x + _WIDE / 2
    text = (len(bubble.name) + len(bubble.lines)) * LINE
    base = bubble.y + (bubble.height - text) / 2 + RISE + 0.5
    yield from label(middle, base, bubble.name, anchor="middle", bold=True, colour=ACCENT)
    colour = TEXT if state == "med" else MUTED
    yield from label(middle, base + len(bubble.name) * LINE, bubble.lines, anchor="middle", colour=colour)


def _pill(
    x: float,
    y: float,
    wide: float,
    high: float,
    fill: str,
    outline: str | None = None,
    dashes: Sequence[float] | None = None,
) -> svg.Element:
    return svg.Rect(
        x=at(x),
        y=at(y),
        width=at(wide),
        height=at(high),
        rx=6,
        fill=fill,
        stroke=outline,
        stroke_width=0.4 if outline else None,
        stroke_dasharray=list(dashes) if dashes else None,
    )
