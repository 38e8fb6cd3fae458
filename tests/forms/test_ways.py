"""A way in is a folder and a row: its files are answer files, and findings stand at its places."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.answers.nodes import Entry, MappingNode, ScalarNode, Tree
from plangen.findings import SheetPlace
from plangen.forms.ways import READERS
from tests.support.cli import run

LINES = "kommune_navn;Egelund Kommune\nprojektstart;i morgen\nproblem;Ventetid\n"


def read_lines(data: bytes, label: str, names: frozenset[str]) -> Tree:
    """A rough reader: a line a question, its value after a semicolon."""
    entries = []
    for number, line in enumerate(data.decode().splitlines(), 1):
        name, _, value = line.partition(";")
        assert name in names
        place = SheetPlace(label, "Svar", number, 2)
        entries.append(Entry(name, ScalarNode(value, plain=False, place=place), place))
    return Tree(MappingNode((Entry("svar", MappingNode(tuple(entries))),)), ())


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(READERS, ".linjer", read_lines)
    path = tmp_path / "proeve.linjer"
    path.write_text(LINES, "utf-8")
    return path


def test_check_reads_it_and_says_the_cell(answers: Path) -> None:
    found = run("check", answers).out
    place = f"{answers}, arket »Svar«, celle B2"
    assert f"{place}: fejl: Projektstart: »i morgen« er ikke en dato. [V05]" in found
    assert "Kommune er ikke besvaret" not in found and "Problem i dag er ikke besvaret" not in found


def test_a_department_may_answer_in_it(answers: Path) -> None:
    main = answers.with_suffix(".yaml")
    main.write_text("svar:\n  afdelinger: [{afdeling_id: job, navn: Job, leder: Leder}]\n", "utf-8")
    own = answers.with_suffix("") / "job.linjer"
    own.parent.mkdir()
    answers.rename(own)
    assert f"{own}, arket »Svar«, celle B2: fejl: Projektstart" in run("check", main).out


def test_a_file_of_no_way_is_told_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "svar.xlsx"
    path.write_bytes(b"PK\x03\x04....xl/workbook.xml")
    assert "Filen er en Excel-fil og ikke en svarfil. [V06]" in run("check", path).out
