"""What people do in LibreOffice's own window. A document is edited: an answer, a row, a comment, a paragraph
deleted; then new answers come into the same file. And the three things that teams do most: a window is filled
in, a trial gets a line in its log, a card its new deadline (specifikation.md 2.3)."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_updating import documents, newer, update, words_of
from tests.fuzz.package import Raw
from tests.support.cli import run
from tests.support.edited_packs import EditedPack, build_pack, changed_lines
from tests.support.projection import word_projection
from tests.support.variants import section
from tests.word.libreoffice import typed

DOCUMENTS = ("D06", "D08", "D09")
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.usefixtures("everywhere"),
    pytest.mark.documents("D01", "D02", *DOCUMENTS),
]

GOAL, LAST = "Færre aflyste og flyttede samtaler", "Borgerne oplever hjælpen som relevant"
GONE = "De første uger går langsommere."
REMARK = "Er det tal rigtigt?"

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


@pytest.fixture(scope="module")
def packs(everywhere: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[EditedPack, EditedPack]:
    """The pack of the edited document and that of the teams, after one session of LibreOffice."""
    folder = tmp_path_factory.mktemp("kontor")
    edited, teams = build_pack(folder / "rettet"), EditedPack(folder / "hold")
    teams.answers.parent.mkdir(parents=True)
    teams.answers.write_text(ANSWERS, "utf-8")
    build(teams)
    plan, trials, windows = (teams.document(HERE, document) for document in DOCUMENTS)
    typed(
        {
            edited.document("faelles", "D01"): [
                ("retype", (GOAL, 1, "13 pct. (2026)")),
                ("comment", ("Målværdi", 0, REMARK)),
                ("row", (LAST, 0, "Flere ringer tilbage")),
                ("delete", (GONE, 0, "")),
            ],
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
        folder / "office",
    )
    return edited, teams


def build(pack: EditedPack) -> str:
    documents = [part for document in DOCUMENTS for part in ("--document", document)]
    return pack.build("--format", "docx", "--department", HERE, *documents).err


def test_what_was_done_there_lives_with_new_answers(packs: tuple[EditedPack, EditedPack]) -> None:
    pack, _ = packs
    path = pack.document("faelles", "D01")
    name = f"faelles/{path.name}"
    newer(pack, "Nyby Kommune")

    one = documents(json.loads(run("status", path, "--format", "json").out))[name]
    assert one["tilstand"] == "begge"
    assert [(edit["id"].rpartition(".")[2], edit["nu"]) for edit in one["svar"]] == [
        ("baseline", "13 pct. (2026)")
    ]
    assert [row["art"] for row in one["raekker"]] == ["tilføjet"]
    assert one["kommentarer"] == [REMARK]
    assert any(edit["var"].startswith(GONE) and not edit["nu"] for edit in one["fri_tekst"])

    update(pack, "--ja", path=path)
    said = words_of(path)
    assert all(text in said for text in ("13 pct. (2026)", "Flere ringer tilbage", "Nyby Kommune"))
    assert GONE not in said
    assert REMARK in Raw.of(path.read_bytes()).text
    answers = pack.texts()["jobcenter"]
    assert "13 pct. (2026)" in answers
    assert "Flere ringer tilbage" in answers


def test_what_teams_write_comes_back(packs: tuple[EditedPack, EditedPack]) -> None:
    _, pack = packs
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
        word_projection(pack.document(HERE, "D09").read_bytes()),
        "Evalueringsvindue 2 – mandag den 1. november 2027",
    )
    assert "Siden sidst Ring først · Bente · 01.12.2027 · status:" in second
