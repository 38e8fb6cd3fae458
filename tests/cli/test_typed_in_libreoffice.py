"""The three things that teams do most, typed in LibreOffice's own window: a window is filled in, a trial gets
a line in its log, a card its new deadline (specifikation.md 2.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.edited_packs import EditedPack, changed_lines
from tests.support.projection import word_projection
from tests.support.variants import section
from tests.word.libreoffice import typed

DOCUMENTS = ("D06", "D08", "D09")
HERE = "jobindsats"
TRIAL = "Digital forberedelse"
ANSWERS = f"""
pakke: {{dato: 2027-10-01}}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  afdelinger:
    - {{afdeling_id: {HERE}, navn: Jobindsats, medarbejdere: 24}}
    - {{afdeling_id: ungeindsats, navn: Ungeindsatsen, medarbejdere: 12}}
  maal:
    - maal: Platformen tilbydes systematisk
      indikator: Andel af borgere
      maales_uge: 8
  evaluering_rytme: {{valg: egen, egne_uger: [2, 8]}}
  proevehandlinger:
    - titel: {TRIAL}
      afdeling: {HERE}
      hvad: Tre spørgsmål før samtalen
      start: 3
      evalueres: 6
"""
CARD = "Planlæg og gennemfør oplæring"
ROWS = [
    "+maalinger:",
    *("+- maal: Platformen tilbydes systematisk", "+dato: 2027-11-01", "+vaerdi: 41 procent"),
    "+opgave_tilpasning:",
    *("+- kort: OPG-22", "+slut: 2027-08-20", "+bemaerkning: Flyttet til efter ferien"),
    "+proevehandling_log:",
    *(f"+- proevehandling: {TRIAL}", "+dato: 2027-09-29", "+iagttagelse: Ni svarede"),
    "+evalueringsresultater:",
    *("+- dato: 2027-09-20", "+gik_godt: Korte møder", "+hvorfor: Alle var med"),
    "+beslutninger:",
    *("+- hvad: Ring først", "+ansvarlig: Bente", "+frist: 2027-12-01"),
    *("+kilde: vindue", "+vindue: 2027-09-20"),
]


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    pack = EditedPack(tmp_path / "projekt")
    pack.answers.parent.mkdir(parents=True)
    pack.answers.write_text(ANSWERS, "utf-8")
    build(pack)
    return pack


def build(pack: EditedPack) -> str:
    documents = [part for document in DOCUMENTS for part in ("--document", document)]
    return pack.build("--format", "docx", "--department", HERE, *documents).err


@pytest.mark.heavy
def test_what_teams_write_comes_back(pack: EditedPack, tmp_path: Path) -> None:
    plan, trials, windows = (pack.document(HERE, document) for document in DOCUMENTS)
    typed(
        {
            windows: [
                ("type", ("Hvad gik godt?", 1, "Korte møder")),
                ("type", ("Hvorfor gik det godt?", 1, "Alle var med")),
                ("type", ("Beslutninger (højst tre)", 1, "Ring først")),
                ("type", ("Beslutninger (højst tre)", 1, "Bente")),
                ("type", ("Beslutninger (højst tre)", 1, "01.12.2027")),
                ("type", ("Platformen tilbydes systematisk: ", 0, "41 procent")),
            ],
            trials: [
                ("type", ("Hvad så vi", 1, "29.09.2027")),
                ("type", ("Hvad så vi", 1, "Ni svarede")),
            ],
            plan: [("retype", (CARD, 2, "20.08.2027")), ("type", (CARD, 1, "Flyttet til efter ferien"))],
        },
        tmp_path,
    )
    before = pack.texts()
    code, told = pack.pull("--apply")
    troubles = [told[name] for name in ("konflikter", "ikke_foert_tilbage", "afventer", "forslag", "noter")]
    assert (code, troubles) == (0, [[]] * 5)
    (lines,) = changed_lines(before, pack.texts()).values()
    assert [line for line in lines if "afdeling" not in line] == ROWS
    said = build(pack)
    assert not list(pack.out.glob("*/*_ny*")), said
    assert pack.pull("--apply")[1]["rettelser"] == []
    second = section(
        word_projection(windows.read_bytes()), "Evalueringsvindue 2 – mandag den 1. november 2027"
    )
    assert "Siden sidst Ring først · Bente · 01.12.2027 · status:" in second
