"""The paragraphs and cells of a document, each with the ids of the answers in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from plangen.word.reading.content import Content

CONTROL = "\ufffc"
"""Stands in free text where a control is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or cell. `ids`: of the controls in it, in order."""

    text: str
    look: str
    ids: tuple[str, ...]
    layout: str = ""

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
    return [
        Piece(text, look, tuple(islice(ids, text.count(CONTROL))), layout)
        for text, look, layout in zip(content.free, looks, layouts, strict=True)
    ]
