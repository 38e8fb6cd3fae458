"""What the questionnaire says an answer is, for controls that have lost the bookmark that says so."""

from __future__ import annotations

from dataclasses import dataclass

from plangen.catalog import Catalog
from plangen.catalog.address import PACKAGE, Address
from plangen.ooxml.memory import INLINE, VALUE


@dataclass(frozen=True)
class AnswerKinds:
    """What the answers of a questionnaire are."""

    catalog: Catalog

    def kind_of(self, address: Address, in_paragraphs: bool) -> str:
        """Whether the answer is Markdown or another value, as in `ControlMemory.kind`; empty for unknown
        ones.

        `in_paragraphs`: whether its control stands around whole paragraphs, as that of a multi-choice as
        bullets.
        """
        match self._type_of(address):
            case "":
                return ""
            case "markdown":
                return INLINE
            case "multi":
                return INLINE if in_paragraphs else VALUE
        return VALUE

    def has_one_line(self, address: Address) -> bool:
        """Whether an answer is one line of text, as all are but Markdown and choices of several."""
        return self._type_of(address) not in ("markdown", "multi")

    def _type_of(self, address: Address) -> str:
        """The type of a question, or of a column."""
        catalog = self.catalog
        known = catalog.package if address.part == PACKAGE else catalog.questions
        question = known.get(address.question)
        if question is None or not address.column:
            return "" if question is None else question.type
        return next((column.type for column in question.columns if column.id == address.column), "")
