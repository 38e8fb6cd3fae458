"""Where a Danish sentence ends."""

from __future__ import annotations

import re

from plangen.texts.blocks import Paragraph
from plangen.texts.markdown import first_paragraph, parse_markdown

# At a stop before a capital letter, a quotation or a number, unless it is one of a number or abbreviation.
_END = re.compile(r"[.!?](?=\s+[»\"]?[A-ZÆØÅ0-9])")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:\d+|\w|bl\.a|ca|evt|f\.eks|fx|hhv|inkl|jf|kl|m\.m|m\.v|mio|nr|osv|pct|pr|tlf)$",
    re.IGNORECASE,
)


def first_sentences(text: str, count: int) -> str:
    """The source of at most `count` sentences of a Markdown answer's first paragraph; all of what has no
    sentences, such as a list."""
    paragraph = first_paragraph(text)
    blocks = parse_markdown(paragraph)
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return paragraph
    for end in _END.finditer(paragraph):
        before = paragraph[: end.start()]
        if end.group() == "." and _SHORTENED.search(before):
            continue
        count -= 1
        if not count:
            return before + end.group()
    return paragraph
