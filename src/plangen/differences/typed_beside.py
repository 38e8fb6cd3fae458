"""What somebody typed beside an answer instead of in it.

Who clicks behind the last word of a line types outside the control that the answer stands in, and
LibreOffice's editor shows no difference; nor does it where a place to write is a control around a few spaces.
Beside a control that is all of its line, and behind an empty place that ends its line, such text can mean
nothing else than what the answer says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plangen.differences.pieces import CONTROL, pieces_of
from plangen.word.reading.content import Content, Control

_THING = "‹"
"""Begins the mark of what is no text (a picture, a field): that is no answer's."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """Text before and behind the `number`th control of a piece; `alone`: the control was all of its line."""

    number: int
    before: str
    behind: str
    alone: bool


def with_text_in_its_place(base: Content, now: Content) -> Content:
    """`now`, with text beside an answer as a part of the answer, where `base` shows that it can be nothing
    else. While changes are tracked, such text counts as one that waits to be accepted."""
    known: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for piece in pieces_of(base):
        known[piece.ids].append(piece.text)
    controls, free = list(now.controls), list(now.free)
    first = 0
    for number, piece in enumerate(pieces_of(now)):
        here = slice(first, first := first + len(piece.ids))
        was = known[piece.ids] if piece.ids else []
        for text in [] if piece.text in was else was:
            if typed := _typed(text, piece.text, controls[here]):
                controls[here] = _with(controls[here], typed, tracked=bool(now.tracked))
                free[number] = text
                break
    return replace(now, controls=tuple(controls), free=tuple(free))


def _typed(was: str, now: str, controls: Sequence[Control]) -> list[_Typed]:
    """What was typed beside the controls of a piece; nothing when the piece differs in anything else."""
    found = list(_line_by_line(was.split("\n"), now.split("\n")))
    typed = [one for one in found if one is not None]
    fits = all(_can_be_its(controls[one.number], one) for one in typed)
    return typed if fits and len(typed) == len(found) else []


def _can_be_its(control: Control, typed: _Typed) -> bool:
    """Whether the text can be a part of what the control says."""
    empty = control.placeholder or not control.text.strip()
    return not control.block and (typed.alone or empty) and _THING not in typed.before + typed.behind


def _line_by_line(was: Sequence[str], now: Sequence[str]) -> Iterator[_Typed | None]:
    if len(was) != len(now):
        yield None
        return
    number = -1  # of the last control up to here
    for old, new in zip(was, now, strict=True):
        number += old.count(CONTROL)
        if old == CONTROL and new.count(CONTROL) == 1:
            before, _, behind = new.partition(CONTROL)
            yield from [_Typed(number, before, behind, alone=True)] if new != old else []
        elif old.endswith(CONTROL) and new.startswith(old) and CONTROL not in new[len(old) :]:
            yield from [_Typed(number, "", new[len(old) :], alone=False)] if new != old else []
        elif new != old:
            yield None


def _with(controls: Sequence[Control], typed: Sequence[_Typed], tracked: bool) -> list[Control]:
    found = list(controls)
    for one in typed:
        control = found[one.number]
        said = " " if control.placeholder else control.text
        text = f"{one.before}{said}{one.behind}".strip()
        rejected = control.rejected if tracked else text
        found[one.number] = replace(control, text=text, rejected=rejected, placeholder=False)
    return found
