"""Requirements as D03 and D12 print them: numbered K-01 … in the order of the answers, grouped by category.

The number follows the place in the answers and not in the print, so that a requirement that is added last
changes no other's number: suppliers refer to it.
"""

from __future__ import annotations

from plangen.answers.model import Answers
from plangen.documents.display import marker
from plangen.texts.values import Answer, Record, Rows

# Every specification needs one of each (R39; 004, Bilag 1, trin 3).
_OBLIGATORY = ("faglig", "teknisk", "brugervenlighed")
_WITHOUT_OBLIGATORY = ("anskaffet", "faelleskommunal")


def numbered(requirements: Rows) -> list[Record]:
    """The requirements in the order of the answers, each with `nr`."""
    return [
        Record({"nr": f"K-{number:02}", "svar": row, **_fields(row)}, key=row.key)
        for number, row in enumerate(requirements, start=1)
    ]


def _fields(row: Record) -> dict[str, Answer]:
    names = ("kategori", "tekst", "kravtype", "moscow", "begrundelse", "kilde", "dokumentation")
    return {name: getattr(row, name) for name in names}


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
    return Answer(marker(label), id=f"krav.{code}", label=label, status="missing", question="krav")
