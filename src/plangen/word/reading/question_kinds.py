"""What the questionnaire says an answer is, for controls that have lost the bookmark that says so."""

from __future__ import annotations

import re
from functools import cache

from plangen.catalog import builtin_catalog
from plangen.ooxml.memory import INLINE, VALUE

_ROW = re.compile(r"\[.*\]", re.DOTALL)


def kind_of(id: str, in_paragraphs: bool) -> str:
    """Whether the answer is Markdown or another value, as in `Memory.kind`; empty for unknown ids.

    `in_paragraphs`: whether its control stands around whole paragraphs, as that of a multi-choice as bullets.
    """
    match _type_of(_ROW.sub("", id)):
        case "":
            return ""
        case "markdown":
            return INLINE
        case "multi":
            return INLINE if in_paragraphs else VALUE
    return VALUE


def has_one_line(id: str) -> bool:
    """Whether an answer is one line of text, as all are but Markdown and choices of several."""
    return _type_of(_ROW.sub("", id)) not in ("markdown", "multi")


@cache
def _type_of(name: str) -> str:
    """The type of a question, or of a column (`maal.indikator`, `mening.borgere.begrundelse`)."""
    catalog = builtin_catalog()
    names = name.split(".")
    known = catalog.package if names[0] == "pakke" and len(names) > 1 else catalog.questions
    names = names[1:] if known is catalog.package else names
    question = known.get(names[0])
    if question is None or len(names) == 1:
        return "" if question is None else question.type
    return next((column.type for column in question.columns if column.id == names[-1]), "")
