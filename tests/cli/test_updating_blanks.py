"""`plangen update` of documents in whose blank places somebody has written."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.catalog.address import Address
from plangen.ooxml.ns import w
from tests.cli.test_updating import newer, update, words_of
from tests.merging.hand import text_of
from tests.merging.test_moved_windows import body_of, by_window, ids_by_window
from tests.support import word_edits as word
from tests.support.edited_packs import NAME, EditedPack

WRITTEN = {
    "D08": ("proevehandling_log", "iagttagelse"),
    "D09": ("beslutninger", "hvad"),
    "D10": ("maalinger", "vaerdi"),
}
ANSWERS = """\
pakke: {dato: 2027-10-01}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  afdelinger:
    - {afdeling_id: jobindsats, navn: Jobindsats, medarbejdere: 24}
    - {afdeling_id: ungeindsats, navn: Ungeindsatsen, medarbejdere: 12}
  maal:
    - maal: Platformen tilbydes systematisk
      indikator: Andel af borgere
      maales_uge: 8
  evaluering_rytme: {valg: egen, egne_uger: [2, 14, 26]}
  proevehandlinger:
    - titel: Digital forberedelse
      afdeling: alle
      hvad: Tre spørgsmål før samtalen
      start: 3
      evalueres: 6
"""
pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents(*WRITTEN)]


@pytest.fixture
def filled(tmp_path: Path) -> EditedPack:
    """A pack in whose blank places somebody has written, with a paragraph of one's own in each document."""
    pack = EditedPack(tmp_path)
    pack.answers.parent.mkdir(parents=True)
    pack.answers.write_text(ANSWERS, "utf-8")
    chosen = [part for document in WRITTEN for part in ("--document", document)]
    pack.build("--format", "docx", "--department", "faelles", *chosen)
    for document, (table, column) in WRITTEN.items():
        pack.edit(
            "faelles", document, lambda data, cell=(table, column), id=document: in_blank(data, *cell, id)
        )
    newer(pack, "Nyby Kommune")
    return pack


def in_blank(data: bytes, table: str, column: str, text: str) -> bytes:
    ids = (Address.parse(id) for id in word.ids(data))
    first = next(one for one in ids if one.is_blank and one.whole == table and one.column == column)
    return word.add_paragraph(word.set_text(data, str(first), f"Skrevet i {text}"), f"Egen note i {text}.")


def test_what_is_written_in_a_blank_place_becomes_a_row_once(filled: EditedPack) -> None:
    answers = []
    for _ in range(2):
        _, told = update(filled, "--ja")
        answers.append(sorted(one["rettet_til"] for one in told["svar"]))
        assert told["ikke_foert_tilbage"] == []
    assert answers == [sorted(f"Skrevet i {document}" for document in WRITTEN), []]
    for document in WRITTEN:
        assert filled.texts()[NAME].count(f"Skrevet i {document}") == 1
        said = words_of(filled.document("faelles", document))
        assert f"Egen note i {document}." in said
        # The decision is printed in D00 and in the windows of departments.
        assert (f"Skrevet i {document}" in said) == (document != "D09")


def test_what_is_decided_at_a_window_is_of_that_window_when_its_day_moves(tmp_path: Path) -> None:
    """Twelve weeks later the second window is where the third was."""
    pack = EditedPack(tmp_path)
    pack.answers.parent.mkdir(parents=True)
    pack.answers.write_text(ANSWERS, "utf-8")
    pack.build("--format", "docx", "--department", "jobindsats", "--document", "D09")
    path = pack.document("jobindsats", "D09")
    for number in ("1", "2", "3"):
        data = path.read_bytes()
        for column in ("hvad", "gik_godt"):
            data = word.set_text(data, place(data, number, column), f"Om vindue {number}: {column}")
        path.write_bytes(data)
    text = pack.answers.read_text("utf-8").replace("2027-09-06", "2027-11-29")
    pack.answers.write_text(text, "utf-8")
    for again in (False, True):
        _, told = update(pack, "--ja", path=pack.out / "jobindsats")
        assert (told["ikke_foert_tilbage"], len(told["svar"])) == ([], 0 if again else 6)
        for number, blocks in by_window(body_of(path.read_bytes())).items():
            tables = [text_of(one) for one in blocks if one.tag == w("tbl")]
            mine = [number] if number in "123" else []
            assert [n for n in "123" if f"Om vindue {n}: gik_godt" in tables[0]] == mine
            assert [n for n in "123" if f"Om vindue {n}: hvad" in tables[-1]] == mine


def place(data: bytes, number: str, column: str) -> str:
    """The first blank place of a column under a window."""
    ids = (Address.parse(id) for id in ids_by_window(data)[number])
    return str(next(one for one in ids if one.is_blank and one.column == column))
