"""Rows typed or copied where a cell holds several answers: each comes back as the answer that it is."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import (
    Case,
    Edit,
    EditedPack,
    check_case,
    check_pull,
    printed_in,
    written_pack,
)
from tests.support.samples import LONG, sampled
from tests.word.word_saves import saved_by_word

TEXT = "Systemet skal kunne tale."


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return written_pack(tmp_path / "projekt", printed_in("D03", "D05"), build)


def build(pack: EditedPack) -> None:
    pack.build("--format", "docx", "--department", "faelles", "--document", "D03", "--document", "D05")


def typed(question: str, below: int, *texts: str) -> Edit:
    """A row typed below that row of a document."""
    return lambda data: word.insert_row(data, question, word.row_keys(data, question)[below], texts)


def copied_with(*lines: str) -> Edit:
    """The first requirement copied, its text typed anew, and these lines in place of its documentation."""

    def edit(data: bytes) -> bytes:
        key = word.row_keys(data, "krav")[0]
        data = word.copy_row(data, "krav", key, {"tekst": TEXT})

        def change(parts: dict[str, word.Element]) -> None:
            rows = parts["word/document.xml"].iter(f"{word.W}tr")
            row = next(row for row in rows if TEXT in "".join(row.itertext()))
            old = next(p for p in row.iter(f"{word.W}p") if "Dokumentation:" in "".join(p.itertext()))
            for line in lines:
                paragraph = deepcopy(old)
                for child in list(paragraph)[1:]:
                    paragraph.remove(child)
                paragraph.append(word.run(line))
                old.addprevious(paragraph)
            old.getparent().remove(old)

        return word.edited(data, change)

    return edit


def krav(*lines: str) -> dict[str, list[str]]:
    return {"jobcenter": ["+- kategori: faglig", f"+tekst: {TEXT}", "+kravtype: mindstekrav", *lines]}


def besked(*lines: str) -> dict[str, list[str]]:
    return {"jobcenter": [f"+{line}" for line in lines]}


CASES = [
    Case(
        "krav med dokumentation",
        [("faelles", "D03", typed("krav", 0, "", f"{TEXT}\nDokumentation: Demo: en time", "Mindstekrav"))],
        krav('+dokumentation: "Demo: en time"'),
    ),
    Case(
        "krav i to afsnit",
        [("faelles", "D03", typed("krav", 0, "", f"{TEXT}\nAltid.\ndokumentation:  Test", "Mindstekrav"))],
        {
            "jobcenter": [
                "+- kategori: faglig",
                "+tekst: |-",
                f"+{TEXT}",
                "+",
                "+Altid.",
                "+kravtype: mindstekrav",
                "+dokumentation: Test",
            ]
        },
    ),
    Case(
        "krav under sin egen overskrift",
        [("faelles", "D03", typed("krav", 0, "", f"Integration\n{TEXT}", "Mindstekrav"))],
        {"jobcenter": ["+- kategori: integration", f"+tekst: {TEXT}", "+kravtype: mindstekrav"]},
    ),
    Case(
        "kopieret krav uden dokumentation",
        [("faelles", "D03", copied_with())],
        krav("+moscow: must", "+kilde: Beskæftigelsesrådgivere"),
    ),
    Case(
        "kopieret krav med begrundelse",
        [("faelles", "D03", copied_with("Begrundelse: Alle taler."))],
        krav("+moscow: must", "+begrundelse: Alle taler.", "+kilde: Beskæftigelsesrådgivere"),
    ),
    Case(
        "besked",
        [
            (
                "faelles",
                "D05",
                typed(
                    "kommunikation",
                    4,
                    "15.03.2027",
                    "Ledige og sygemeldte\nOpstart: Husk: mød op\nØnsket effekt: Alle møder",
                    "Mail (Dialog)\nDirektør (ansvarlig: Jobcenterchef)",
                    "Planlagt",
                ),
            )
        ],
        besked(
            "- interessent: borgere",
            "anledning: Opstart",
            'budskab: "Husk: mød op"',
            "kanal: Mail",
            "form: dialog",
            "afsender: Direktør",
            "tidspunkt: 2027-03-15",
            "ansvarlig: Jobcenterchef",
            "effekt: Alle møder",
            "status: planlagt",
        ),
    ),
    Case(
        "besked uden anledning",
        [
            (
                "faelles",
                "D05",
                typed("kommunikation", 4, "15.03.2027", "Teamledere\nVi mødes 12:30", "Mail\nDirektør", ""),
            )
        ],
        besked(
            "- interessent: teamledere",
            "budskab: Vi mødes 12:30",
            "kanal: Mail",
            "afsender: Direktør",
            "tidspunkt: 2027-03-15",
        ),
    ),
]


AS_WORD_SAVES = CASES[::5]
"""After a build, too: one about each document."""


@pytest.mark.parametrize(
    "case",
    sampled((case for case in CASES if LONG or case not in AS_WORD_SAVES), every=2),
    ids=lambda case: case.name,
)
def test_each_answer_of_a_cell_comes_back(pack: EditedPack, case: Case) -> None:
    check_pull(pack, case, lambda _, data: data)


@pytest.mark.parametrize("case", CASES if LONG else AS_WORD_SAVES, ids=lambda case: case.name)
def test_after_word_and_a_build_nothing_is_left(pack: EditedPack, case: Case) -> None:
    check_case(pack, case, lambda _, data: saved_by_word(data))
