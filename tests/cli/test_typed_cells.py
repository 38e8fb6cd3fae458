"""Rows typed or copied where a cell holds several answers: each comes back as the answer that it is."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from tests.cli.test_new_rows import DOCUMENTS, build
from tests.support import word_edits as word
from tests.support.edited_packs import (
    KINDS,
    Case,
    Edit,
    EditedPack,
    Save,
    apply_case,
    changed_lines,
    check_case,
    printed_in,
    written_pack,
)
from tests.word.word_saves import saved_by_word

TEXT = "Systemet skal kunne tale."
OTHER = "Systemet skal kunne synge."


pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents(*DOCUMENTS)]


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return written_pack(tmp_path / "projekt", printed_in(*DOCUMENTS), build)


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


def krav(*lines: str, text: str = TEXT) -> dict[str, list[str]]:
    return {"jobcenter": ["+- kategori: faglig", f"+tekst: {text}", "+kravtype: mindstekrav", *lines]}


def besked(*lines: str) -> dict[str, list[str]]:
    return {"jobcenter": [f"+{line}" for line in lines]}


CASES = [
    Case(
        "krav med dokumentation",
        [("faelles", "D03", typed("krav", 0, "", f"{OTHER}\nDokumentation: Demo: en time", "Mindstekrav"))],
        krav('+dokumentation: "Demo: en time"', text=OTHER),
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


TOGETHER = (
    *("kopieret krav uden dokumentation", "krav i to afsnit", "krav med dokumentation"),
    *("besked", "besked uden anledning"),
)
"""Rows that can be told apart in one table, in the order in which they are typed."""


def test_after_word_and_a_build_nothing_is_left(pack: EditedPack) -> None:
    by_name = {case.name: case for case in CASES}
    cases = [by_name[name] for name in TOGETHER]
    lines = [line for case in cases for line in case.lines["jobcenter"]]
    for case in cases:
        apply_case(pack, case, lambda _, data: data)
    for document in ("D03", "D05"):
        pack.edit("faelles", document, saved_by_word)
    before = pack.texts()
    code, told = pack.pull("--apply")
    assert (code, {name for name in KINDS if told[name]}) == (0, {"rettelser"})
    assert sorted(changed_lines(before, pack.texts())["jobcenter"]) == sorted(lines)
    said = build(pack, "D03", "D05")
    assert "er rettet i Word" not in said
    assert list(pack.out.glob("*/*_ny*")) == []
    assert pack.pull()[1]["rettelser"] == []


@pytest.mark.long
@pytest.mark.parametrize("save", [lambda _, data: data, lambda _, data: saved_by_word(data)])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_answer_of_a_cell_comes_back(pack: EditedPack, case: Case, save: Save) -> None:
    check_case(pack, case, save)
