"""What the questionnaire says an answer is, for controls that have lost the bookmark that says so."""

from __future__ import annotations

from functools import cache

from plangen.catalog import builtin_catalog
from plangen.catalog.address import PACKAGE, Address
from plangen.ooxml.memory import INLINE, VALUE


def kind_of(address: Address, in_paragraphs: bool) -> str:
    """Whether the answer is Markdown or another value, as in `Memory.kind`; empty for unknown ones.

    `in_paragraphs`: whether its control stands around whole paragraphs, as that of a multi-choice as bullets.
    """
    match _type_of(address):
        case "":
            return ""
        case "markdown":
            return INLINE
        case "multi":
            return INLINE if in_paragraphs else VALUE
    return VALUE


def has_one_line(address: Address) -> bool:
    """Whether an answer is one line of text, as all are but Markdown and choices of several."""
    return _type_of(address) not in ("markdown", "multi")


@cache
def _type_of(address: Address) -> str:
    """The type of a question, or of a column."""
    catalog = builtin_catalog()
    known = catalog.package if address.part == PACKAGE else catalog.questions
    question = known.get(address.question)
    if question is None or not address.column:
        return "" if question is None else question.type
    return next((column.type for column in question.columns if column.id == address.column), "")
