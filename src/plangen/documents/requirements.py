"""Requirements as D03 and D12 print them: numbered K-01 … in the order of the answers, grouped by category.

The number follows the place in the answers and not in the print, so that a requirement that is added last
changes no other's number: suppliers refer to it.
"""

from __future__ import annotations

from collections.abc import Iterable

from plangen.answers.model import Answers
from plangen.catalog.address import Address
from plangen.documents.display import marker
from plangen.texts.blocks import Block, List, Paragraph, Table, plain_text
from plangen.texts.values import Answer, Record, Rows

# Every specification needs one of each (R39; 004, Bilag 1, trin 3).
_OBLIGATORY = ("faglig", "teknisk", "brugervenlighed")
_WITHOUT_OBLIGATORY = ("anskaffet", "faelleskommunal")
_SHORT = 110  # characters of a requirement where it is only to be recognised (D12 4)


def numbered(requirements: Rows) -> list[Record]:
    """The requirements in the order of the answers, each with `nr`."""
    return [
        Record({"nr": f"K-{number:02}", "svar": row, **_fields(row)}, key=row.key)
        for number, row in enumerate(requirements, start=1)
    ]


def _fields(row: Record) -> dict[str, Answer]:
    names = ("kategori", "tekst", "kravtype", "moscow", "begrundelse", "kilde", "dokumentation")
    return {name: getattr(row, name) for name in names}


def prioritised(requirements: Rows) -> list[Record]:
    """All requirements as D12 shows them, when at least one has an internal priority; else none.

    Each: `nr`, `kort` (the requirement, shortened), `moscow`, `kilde`.
    """
    rows = numbered(requirements)
    if not any(row.moscow for row in rows):
        return []
    return [
        Record(
            {"nr": row.nr, "kort": shortened(row.tekst), "moscow": row.moscow, "kilde": row.kilde},
            key=row.key,
        )
        for row in rows
    ]


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


def by_category(requirements: Rows, answers: Answers) -> list[Record]:
    """One group for each category that has requirements, and for each obligatory one that has none.

    Each group: `navn`, `krav` (rows with `nr`; `krav.ellers` is the marker of an empty one). A row whose
    category is missing stands in a last group without one.
    """
    options = answers.catalog.questions["krav"].column("kategori").options
    rows = numbered(requirements)
    obligatory = () if answers.text("anskaffelsesform") in _WITHOUT_OBLIGATORY else _OBLIGATORY
    groups = []
    for code, label in options.items():
        mine = [row for row in rows if row.kategori.raw == code]
        if mine or code in obligatory:
            groups.append(Record({"navn": label, "krav": Rows(mine, _missing(code, label))}, key=code))
    homeless = [row for row in rows if not row.kategori]
    if homeless:
        groups.append(Record({"navn": "Uden kategori", "krav": Rows(homeless, _missing("", ""))}))
    return groups


def _missing(code: str, label: str) -> Answer:
    return Answer(marker(label), id=str(Address("krav").field(code)), label=label, status="missing")
