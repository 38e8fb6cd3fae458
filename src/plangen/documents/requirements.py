"""Requirements as D03 and D12 print them: by category, numbered K-01 … in the order shown (specifikation.md
4.2, D03 7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from plangen.answers.acquisition import OPEN, TENDER, requirements_variant
from plangen.answers.model import Answers
from plangen.catalog.address import Address
from plangen.documents.display import marker
from plangen.texts.blocks import Block, List, Paragraph, Table, plain_text
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer

# What suppliers are asked to meet has one of each (R39; 004, Bilag 1, trin 3).
_OBLIGATORY: Final = ("faglig", "teknisk", "brugervenlighed")
_ASKED_OF_SUPPLIERS: Final = (TENDER, OPEN)
_WITHOUT_CATEGORY: Final = "Uden kategori"
_ASSESSED: Final = "konkurrencekrav"
_WISH: Final = "Ønske"  # what it is where no offers compete: variants b, c and u
_SHORT: Final = 50  # characters of a requirement where it is only to be recognised (D12 4)
_COLUMNS: Final = ("kategori", "tekst", "kravtype", "moscow", "begrundelse", "kilde", "dokumentation")


def by_category(requirements: Rows, answers: Answers) -> list[Record]:
    """One group for each category that has requirements, and for each obligatory one that has none.

    Each group: `navn`, `krav` (rows with `nr`, numbered through all groups; `krav.ellers` is the marker of an
    empty one). A row whose category is missing stands in a last group.
    """
    options = answers.catalog.questions["krav"].column("kategori").options
    variant = requirements_variant(answers)
    obligatory = _OBLIGATORY if variant in _ASKED_OF_SUPPLIERS else ()
    groups, count = [], 0
    for code, label in [*options.items(), (None, _WITHOUT_CATEGORY)]:
        mine = [row for row in requirements if row.kategori.raw == code]
        if mine or code in obligatory:
            numbered = [_numbered(row, number, variant) for number, row in enumerate(mine, count + 1)]
            groups.append(
                Record({"navn": label, "krav": Rows(numbered, _missing(code, label))}, key=code or "")
            )
        count += len(mine)
    return groups


def prioritised(groups: Iterable[Record]) -> list[Record]:
    """The requirements of all groups that have an internal priority, or of which is told who asked for it.

    Each: `nr`, `kort` (the requirement, shortened), `moscow`, `kilde`.
    """
    return [
        Record(
            {"nr": row.nr, "kort": shortened(row.tekst), "moscow": row.moscow, "kilde": row.kilde},
            key=row.key,
        )
        for group in groups
        for row in group.krav
        if row.moscow or row.kilde
    ]


def _numbered(row: Record, number: int, variant: str) -> Record:
    fields = {name: getattr(row, name) for name in _COLUMNS}
    if variant != TENDER and row.kravtype.raw == _ASSESSED:
        fields["kravtype"] = row.kravtype.shown_as(_WISH)
    return Record({"nr": f"K-{number:02}", "svar": row, **fields}, key=row.key)


def _missing(code: str | None, label: str) -> Answer:
    at = str(Address("krav").field(code)) if code else ""
    return Answer(marker(label), id=at, label=label, status="missing")


def shortened(answer: Answer) -> str:
    """A short answer of one paragraph as it is; else its beginning as plain text, cut after a word."""
    blocks = answer.blocks
    text = " ".join(_first_text(blocks).split())
    if not answer or (len(blocks) == 1 and isinstance(blocks[0], Paragraph) and len(text) <= _SHORT):
        return answer
    if len(text) > _SHORT:
        text = text[: _SHORT + 1].rsplit(" ", maxsplit=1)[0][:_SHORT]
    return f"{text.rstrip(' ,;:.–')} …"


def _first_text(blocks: Iterable[Block]) -> str:
    """The first text in the blocks; empty when there is none."""
    for block in blocks:
        match block:
            case Paragraph(content):
                text = plain_text(content)
            case List(items=items):
                text = next((found for item in items if (found := _first_text(item))), "")
            case Table(header=header):
                text = ", ".join(map(plain_text, header))
        if text.strip():
            return text
    return ""
