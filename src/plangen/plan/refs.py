"""Text of the plan that remembers which answer it came from."""

from __future__ import annotations

from dataclasses import dataclass

from plangen.answers.model import Row


@dataclass(frozen=True, slots=True)
class AnswerRef:
    """Where an answer stands: question id, row key (empty for scalars and groups), column (empty for a
    scalar or for the row as a whole)."""

    question: str
    row_key: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text. `source` is the answer it is copied from; None = derived or from the catalog.

    The text is the raw one: Markdown is not parsed and an answer is not shortened.
    """

    text: str
    source: AnswerRef | None = None

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


NO_TEXT = Text("")


def cell(question: str, row: Row, column: str) -> Text:
    """The text of a cell with its reference; empty without one when the cell was not given."""
    text = row.text(column)
    return Text(text, AnswerRef(question, row.key, column)) if text else Text("")


def row_ref(question: str, row: Row) -> AnswerRef:
    """The reference to a whole row."""
    return AnswerRef(question, row.key)
