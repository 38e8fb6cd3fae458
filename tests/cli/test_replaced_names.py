"""A name that is printed in many places, replaced everywhere in Word: one rename, and what names it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, changed_lines, printed_in, written_pack

FILES = [("faelles", "D02"), ("faelles", "D03"), ("faelles", "D05"), ("jobindsats", "D05")]


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return written_pack(tmp_path / "projekt", printed_in("D02", "D03", "D05"), build)


def build(pack: EditedPack) -> str:
    packs = ("--department", "faelles", "--department", "jobindsats")
    documents = [part for document in ("D02", "D03", "D05") for part in ("--document", document)]
    return pack.build("--format", "docx", *packs, *documents).err


def replaced(old: str, new: str) -> Edit:
    """Find and replace, in headers and footers too."""

    def edit(parts: dict[str, word.Element]) -> None:
        for text in (text for root in parts.values() for text in root.iter(f"{word.W}t")):
            text.text = (text.text or "").replace(old, new)

    return lambda data: word.edited(data, edit)


def test_a_stakeholder_and_a_department_are_renamed_once(pack: EditedPack) -> None:
    """No standard answer becomes an own one: D05 prints the name of a department in what it says itself, in
    brackets and in answers to frequent questions."""
    for department, document in FILES:
        pack.edit(department, document, replaced("Ledige og sygemeldte", "Borgere i forløb"))
        pack.edit(department, document, replaced("Ungeindsatsen", "Unge og uddannelse"))
    before = pack.texts()
    code, told = pack.pull("--apply")
    assert (code, told["ikke_foert_tilbage"], told["konflikter"], told["noter"]) == (0, [], [], [])
    assert changed_lines(before, pack.texts()) == {
        "jobcenter": [
            *("-navn: Ungeindsatsen", "-leder: Teamleder i Ungeindsatsen"),
            *("+navn: Unge og uddannelse", "+leder: Teamleder i Unge og uddannelse"),
            *("-navn: Ledige og sygemeldte", "+navn: Borgere i forløb"),
        ]
    }
    assert "er rettet i Word" not in build(pack)
    assert pack.pull()[1]["rettelser"] == []


@pytest.mark.long
def test_a_stakeholder_that_is_renamed_in_one_file_is_renamed(pack: EditedPack) -> None:
    pack.edit("faelles", "D05", replaced("Ledige og sygemeldte", "Borgere i forløb"))
    before = pack.texts()
    assert pack.pull("--apply")[0] == 0
    assert changed_lines(before, pack.texts()) == {
        "jobcenter": ["-navn: Ledige og sygemeldte", "+navn: Borgere i forløb"]
    }
    assert "er rettet i Word" not in build(pack)
