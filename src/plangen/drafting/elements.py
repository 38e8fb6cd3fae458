"""The elements that documents are written with, beside headings, paragraphs and tables (docs/skabeloner.md).

Each function adds one at the end of a draft. Text may hold tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from plangen.drafting.draft import Draft, DraftColumn

_BLANK: Final = ("", "Skrivefelt")
_SIGNED: Final = (("Rolle", 30.0), ("Navn", 30.0), ("Dato", 15.0), ("Underskrift", 25.0))


def key_sentence(draft: Draft, text: str) -> None:
    """The sentence that the reader shall remember, in a box."""
    draft.paragraph(text, "Formålsboks")


def lead_in(draft: Draft, half: str, answer: str, optional: bool = False) -> None:
    """»Vi begynder med: …«: half a sentence in bold and the answer that ends it.

    `answer`: its name in the context. An answer of several paragraphs or items goes on below. `optional`: the
    element is left out when there is no answer.
    """
    if not optional:
        draft.paragraph(f"{{{{ {answer} }}}}", label=half)
        return
    with draft.block(f"if {answer}"):
        draft.paragraph(f"{{{{ {answer} }}}}", label=half)


def fact_lines(draft: Draft, facts: Iterable[tuple[str, str]]) -> None:
    """Facts in one line each, close together: »Projektejer: Jobcenterchef«."""
    for label, text in facts:
        draft.paragraph(text, "Linje", label=f"{label}:")


def ticks(draft: Draft, items: Iterable[str]) -> None:
    """A list to tick off by hand."""
    for text in items:
        draft.paragraph(f"☐\t{text}", "Afkrydsning")


def month(draft: Draft, text: str) -> None:
    """A title between sections and their tables, such as a month; no heading, so in no contents list."""
    draft.paragraph(text, "Tabeltitel")


def boxes(draft: Draft, caption: str, fields: Sequence[tuple[str, Sequence[str]]], height: int = 0) -> None:
    """Fields two by two, each a label and paragraphs; one without paragraphs is to be written in."""
    cells = [[(label, "Tabeletiket"), *_texts(texts)] for label, texts in fields]
    rows = [cells[at : at + 2] for at in range(0, len(cells), 2)]
    draft.grid(caption, [50.0, 50.0], rows, height)


def strip(draft: Draft, caption: str, fields: Sequence[tuple[str, str, float]]) -> None:
    """A row of short fields: label, what stands there (nothing: to be written in), width in percent."""
    cells = [[(label, "Tabeletiket"), *_texts([text] if text else [])] for label, text, _ in fields]
    draft.grid(caption, [width for _, _, width in fields], [cells])


def signatures(draft: Draft, caption: str, roles: Sequence[str]) -> None:
    """Lines to sign: role, name, date and signature; `roles` may be tags."""
    draft.rows(
        caption,
        [DraftColumn(head, width, "") for head, width in _SIGNED],
        [(role, "", "", "") for role in roles],
    )


def writing_lines(draft: Draft, count: int) -> None:
    """Lines to write on."""
    for _ in range(count):
        draft.paragraph("", "Skrivelinje")


def _texts(texts: Sequence[str]) -> Sequence[tuple[str, str]]:
    return [(text, "Tabeltekst") for text in texts] or [_BLANK]
