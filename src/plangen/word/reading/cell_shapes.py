"""The words that a template prints around the answers in a column, and typed texts taken apart by them.

»12.000 kr.« is an answer and a word of the template's. In a row that staff typed there is no control that
tells them apart; the rows that were there before do.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from plangen.word.reading.atoms import OBJECT


@dataclass(frozen=True, slots=True)
class Shape:
    """What a cell looks like: `words` before, between and after the answers of `columns`."""

    words: tuple[str, ...]
    columns: tuple[str, ...]

    @classmethod
    def of(cls, text: str, columns: Collection[str]) -> Shape:
        """The shape of a cell whose text has one U+FFFC for each of its answers."""
        return cls(tuple(" ".join(word.split()) for word in text.split(OBJECT)), tuple(columns))

    @property
    def alone(self) -> bool:
        """Whether there is one answer in the cell and nothing else."""
        return self.words == ("", "")

    def taken_apart(self, text: str) -> tuple[tuple[str, str], ...] | None:
        """Column → text of a typed cell; None when its words do not tell them apart.

        The words before and after may be left out. Those between must stand there once.
        """
        if self.alone:
            return ((self.columns[0], text),)
        if "\n" in text.strip():
            return None
        before, *between, after = self.words
        rest = _without_end(_without_start(" ".join(text.split()), before), after)
        found: list[str] = []
        for word in between:
            head, sign, rest = rest.partition(word) if word else (rest, "", "")
            if not sign or word in rest:
                return None
            found.append(head.strip())
        return tuple(zip(self.columns, (*found, rest.strip()), strict=True))


def _without_start(text: str, words: str) -> str:
    """The text after words that begin it, unless they are only the beginning of a longer word."""
    rest = text.removeprefix(words)
    return text if words[-1:].isalpha() and rest[:1].isalpha() else rest.strip()


def _without_end(text: str, words: str) -> str:
    rest = text.removesuffix(words)
    return text if words[:1].isalpha() and rest[-1:].isalpha() else rest.strip()


def typed_answers(text: str, shapes: Collection[Shape]) -> tuple[tuple[str, str], ...] | None:
    """Column → text of a cell that was typed into a column whose cells have `shapes`; None when that is not
    certain: when the cells differ, or hold words in brackets, which may be computed."""
    if len(shapes) == 1:
        (shape,) = shapes
        certain = shape.alone or not any("(" in word for word in shape.words)
        return shape.taken_apart(text) if certain else None
    names = {shape.columns for shape in shapes}
    if len(names) != 1 or any(len(columns) != 1 for columns in names):
        return None
    words = {word for shape in shapes for word in shape.words if word}
    if any(text.startswith(word) or text.endswith(word) for word in words):
        return None
    return ((next(iter(names))[0], text.strip()),)
