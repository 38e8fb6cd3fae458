"""What somebody typed beside an answer instead of in it.

Who clicks behind the last word of a line types outside the control that the answer stands in, and LibreOffice's
editor shows no difference; nor does it where a place to write is a control around a few spaces. Where the control
was all that the paragraph or cell had, such text can mean nothing else than what the answer says now.
"""

from __future__ import annotations

from dataclasses import replace

from plangen.differences.pieces import CONTROL, Piece, pieces_of
from plangen.word.reading.content import Content, Control


def with_text_in_its_place(base: Content, now: Content) -> Content:
    """`now`, with the text beside an answer that stood alone in `base` as a part of the answer. While changes are
    tracked, such text counts as one that waits to be accepted."""
    pieces = pieces_of(base)
    alone = {piece.ids[0] for piece in pieces if piece.is_answer}
    alone -= {id for piece in pieces if not piece.is_answer for id in piece.ids}
    controls, free = list(now.controls), list(now.free)
    position = 0
    for number, piece in enumerate(pieces_of(now)):
        place, position = position, position + len(piece.ids)
        if len(piece.ids) == 1 and piece.ids[0] in alone and piece.is_free and not controls[place].block:
            controls[place] = _with(controls[place], piece, tracked=bool(now.tracked))
            free[number] = CONTROL
    return replace(now, controls=tuple(controls), free=tuple(free))


def _with(control: Control, piece: Piece, tracked: bool) -> Control:
    said = "" if control.placeholder else control.text
    text = piece.text.replace(CONTROL, said or " ").strip()
    return replace(control, text=text, rejected=control.rejected if tracked else text, placeholder=False)
