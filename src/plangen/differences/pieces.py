"""The paragraphs and cells of a document, each with the ids of the answers in it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from plangen.word.reading.content import Content, Spot

CONTROL = "\ufffc"
"""Stands in free text where a control is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or cell. `ids`: of the controls in it, in order; `spot`: of a cell, where it stands."""

    text: str
    look: str
    ids: tuple[str, ...]
    layout: str = ""
    spot: Spot | None = field(default=None, compare=False)

    @property
    def token(self) -> tuple[str, tuple[str, ...]]:
        """What it is known by when documents are compared."""
        return self.text, self.ids

    @property
    def is_free(self) -> bool:
        """Whether there is text in it besides controls."""
        return bool(self.text.replace(CONTROL, "").strip())

    @property
    def is_empty(self) -> bool:
        """Whether it is an empty line."""
        return not self.ids and not self.text.strip()

    @property
    def is_answer(self) -> bool:
        """Whether it is one control and nothing else."""
        return self.text == CONTROL and len(self.ids) == 1


def pieces_of(content: Content) -> list[Piece]:
    """The pieces of a document; its controls stand in the same order."""
    known = sum(piece.count(CONTROL) for piece in content.free) == len(content.controls)
    ids = iter([control.id for control in content.controls] if known else ())
    looks = content.looks if len(content.looks) == len(content.free) else ("",) * len(content.free)
    layouts = content.layouts if len(content.layouts) == len(content.free) else ("",) * len(content.free)
    spots = content.spots if len(content.spots) == len(content.free) else (None,) * len(content.free)
    return [
        Piece(text, look, tuple(islice(ids, text.count(CONTROL))), layout, spot)
        for text, look, layout, spot in zip(content.free, looks, layouts, spots, strict=True)
    ]


def in_place(old: Piece, new: Piece, lost: Set[str]) -> dict[str, str] | None:
    """Id → the text in its place, when a piece differs only by lost controls; None when it differs more."""
    gone = [id for id in old.ids if id not in new.ids]
    if not gone or not set(gone) <= lost or len(old.ids) - len(new.ids) != len(gone):
        return None
    kept = _split(old, gone)
    position = 0
    found: dict[str, str] = {}
    for number, fixed in enumerate(kept):
        start = new.text.find(fixed, position)
        last = number == len(kept) - 1
        if start < 0 and number == len(kept) - 2 and not kept[-1]:
            start = new.text.rfind(fixed.rstrip(), position)  # perhaps nothing is left there but the words
            start = start if new.text[start:] == fixed.rstrip() else -1
        if last and fixed:
            start = new.text.rfind(fixed, position)
        elif last:
            start = len(new.text)
        if start < 0 or (number == 0 and start > 0) or (last and start + len(fixed) < len(new.text)):
            return None
        if number:
            found[gone[number - 1]] = new.text[position : max(start, position)].strip()
        position = start + len(fixed)
    return found if all(CONTROL not in text for text in found.values()) else None


def _split(old: Piece, gone: Sequence[str]) -> list[str]:
    """The text around the controls that are gone; other controls stay in it."""
    parts = [""]
    ids = iter(old.ids)
    for letter in old.text:
        if letter == CONTROL and next(ids, "") in gone:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
