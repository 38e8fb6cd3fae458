"""`opgaver.xlsx`: what is in the file, and what LibreOffice makes of it."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from plangen.exports.tasks import COLUMNS
from plangen.exports.workbook import BookColumn, BookSheet, Cell, workbook
from plangen.ooxml.properties import CoreProperties
from plangen.rendering.dates import task_list_of
from plangen.rendering.now import PackNow
from tests.support.office import convert
from tests.support.packs import subject
from tests.support.tools import missing_tool
from tests.support.validators import word_errors

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PROPERTIES = CoreProperties("Prøve", "Projektet", "Egelund Kommune", date=date(2027, 1, 4))


def task_list(name: str = "jobcenter", department: str | None = None) -> bytes:
    return task_list_of(PackNow(subject(name, department)))


def cells(data: bytes) -> list[list[str]]:
    """The texts and numbers of the first sheet, as the file holds them."""
    with ZipFile(BytesIO(data)) as archive:
        shared = etree.fromstring(archive.read("xl/sharedStrings.xml"))
        texts = ["".join(one.itertext()) for one in shared.iter(f"{_MAIN}si")]
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    return [
        [
            texts[int(cell.findtext(f"{_MAIN}v"))] if cell.get("t") == "s" else cell.findtext(f"{_MAIN}v", "")
            for cell in row
        ]
        for row in sheet.iter(f"{_MAIN}row")
    ]


def as_number(day: date) -> str:
    """A day as Excel counts it."""
    return str((day - date(1899, 12, 30)).days)


def test_the_rows_are_the_tasks_of_the_plan_and_dates_are_dates() -> None:
    plan = subject("jobcenter", None).plan
    head, *rows = cells(task_list())
    assert head == [column.title for column in COLUMNS]
    assert [row[:2] for row in rows] == [[card.number, str(card.title)] for card in plan.cards]
    for row, card in zip(rows, plan.cards, strict=True):
        assert card.start.day and card.end.day
        assert row[3:5] == [as_number(card.start.day), as_number(card.end.day)]
        assert row[6] == str(card.performer)
    progress = {card.status: row[7] for row, card in zip(rows, plan.cards, strict=True)}
    assert progress["i_gang"] == "I gang"
    assert progress["planlagt"] == "Ikke startet"


def test_a_department_has_its_own_tasks_alone() -> None:
    plan = subject("jobcenter", "ungeindsats").plan
    own = [card.number for card in plan.cards if card.follows not in ("faelles", "sidste")]
    assert 0 < len(own) < len(plan.cards)
    assert [row[0] for row in cells(task_list("jobcenter", "ungeindsats"))[1:]] == own


def test_several_days_of_a_task_are_named_with_their_departments() -> None:
    card = subject("jobcenter", None).plan.card("OPG-23")
    assert card is not None
    notes = next(row[9] for row in cells(task_list())[1:] if row[0] == card.number)
    assert (
        "Slutdatoer: 06.09.2027 (Jobindsats; Sygedagpenge og jobfastholdelse);"
        " 04.10.2027 (Ungeindsatsen; Integration og sprog)" in notes.split("\n")
    )


def test_the_file_names_its_title_and_language_and_no_time() -> None:
    data = task_list()
    with ZipFile(BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml").decode()
        table = archive.read("xl/tables/table1.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "<dc:title>Opgaver – Alle afdelinger</dc:title>" in core
    assert "<dc:language>da-DK</dc:language>" in core
    assert "<autoFilter" in table
    assert 'state="frozen"' in sheet
    assert data == task_list()


def test_a_sheet_without_rows_and_hostile_texts_stand_as_they_are(tmp_path: Path) -> None:
    columns = (BookColumn("Hvad", 20), BookColumn("Dag", 12), BookColumn("Antal", 8))
    texts = ["=1+1", "+45 12", "@sum", "https://et.sted/", "linje\nto", "null\x00byte", "x" * 40_000]
    rows: list[list[Cell]] = [[text, date(1850, 1, 1), 3] for text in texts]
    sheets = [BookSheet("Tomt", "Tomt", columns, []), BookSheet("Fuldt", "Fuldt", columns, rows)]
    path = tmp_path / "prøve.xlsx"
    path.write_bytes(workbook(PROPERTIES, sheets))
    with ZipFile(path) as archive:
        full = etree.fromstring(archive.read("xl/worksheets/sheet2.xml"))
    assert not list(full.iter(f"{_MAIN}f"))
    assert not list(full.iter(f"{_MAIN}hyperlink"))
    assert word_errors(path) == []


@pytest.mark.long  # the same writer makes the workbooks that are judged above and in test_overview.py
def test_a_task_list_is_a_sound_workbook(tmp_path: Path) -> None:
    for name in ("fjendtlig", "jobcenter"):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(task_list(name))
        assert word_errors(path) == []


@pytest.mark.heavy
def test_libreoffice_reads_the_tasks(tmp_path: Path) -> None:
    path = tmp_path / "opgaver.xlsx"
    path.write_bytes(task_list())
    convert([path], "csv:Text - txt - csv (StarCalc):59,34,76", tmp_path)
    made = path.with_suffix(".csv")
    if not made.exists():
        missing_tool("LibreOffice Calc")
    rows = list(csv.DictReader(made.read_text("utf-8").splitlines(keepends=True), delimiter=";"))
    plan = subject("jobcenter", None).plan
    assert [row["Opgavenavn"] for row in rows] == [str(card.title) for card in plan.cards]
    assert [row["Forfaldsdato"] for row in rows] == [f"{card.end.day:%d.%m.%Y}" for card in plan.cards]
