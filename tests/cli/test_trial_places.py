"""What staff write on the sheets of trials comes back: log, evaluation, ticks, and a new trial
(specifikation.md 2.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, changed_lines, copy_of, written_pack
from tests.support.places import assert_settled
from tests.support.projection import word_projection
from tests.support.variants import section
from tests.word.word_saves import saved_by_word

OF, HERE, PACKS = "D08", "jobindsats", ("faelles", "jobindsats", "ungeindsats")
FIRST, ROW = "Digital forberedelse", "proevehandlinger[digital_forberedelse]"
ANSWERS = f"""
pakke: {{omfang: standard, dato: 2027-10-01}}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  afdelinger:
    - {{afdeling_id: jobindsats, navn: Jobindsats, medarbejdere: 24}}
    - {{afdeling_id: ungeindsats, navn: Ungeindsatsen, medarbejdere: 12}}
  proevehandlinger:
    - titel: {FIRST}
      afdeling: jobindsats
      hvad: Tre spørgsmål før samtalen
      start: 3
      evalueres: 6
    - titel: Ugentlig besked
      afdeling: alle
      hvad: Kort støttende besked
      start: 5
      evalueres: 10
"""


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return written_pack(tmp_path / "projekt", ANSWERS, build)


def build(pack: EditedPack, *packs: str) -> str:
    departments = [part for key in packs or PACKS for part in ("--department", key)]
    return pack.build("--format", "docx", "--document", OF, *departments).err


def sheet(pack: EditedPack, title: str, department: str = "jobindsats") -> list[str]:
    return section(word_projection(pack.document(department, OF).read_bytes()), title)


def log(pack: EditedPack, title: str, department: str = "jobindsats") -> list[str]:
    """The lines of a sheet's log that are written."""
    texts = sheet(pack, title, department)
    return [text for text in texts[texts.index("Hvem") + 1 : texts.index("Evaluér")] if text]


def line(number: int, **cells: str) -> Edit:
    """Text typed in the `number`th blank line of all logs of a document: six of each sheet."""

    def edit(data: bytes) -> bytes:
        for column, text in cells.items():
            found = [
                id for id in word.ids(data) if re.fullmatch(rf"proevehandling_log\[\+[^\]]+\]\.{column}", id)
            ]
            data = word.set_text(data, found[number], text)
        return data

    return edit


def evaluated(row: str, decision: str, **cells: str) -> Edit:
    """What is written of a trial, and the tick at its decision."""

    def edit(data: bytes) -> bytes:
        data = word.set_texts(data, {f"{row}.{column}": text for column, text in cells.items()})
        return word.tick(data, f"{row}.beslutning={decision}")

    return edit


def new_trial(**cells: str) -> Edit:
    """What is written on the blank sheet of a document."""

    def edit(data: bytes) -> bytes:
        for column, text in cells.items():
            place = rf"proevehandlinger\[\+[^\]]+\]\.{column}"
            data = word.set_text(data, next(id for id in word.ids(data) if re.fullmatch(place, id)), text)
        return data

    return edit


EVALUATION = {
    "resultat": "Vi gjorde det aftalte.",
    "gik_godt": "Korte samtaler.",
    "anderledes": "Sende dagen før.",
    "justering": "Vi sender senere.",
    "redskaber_justeres": "Skabelonen",
    "forventning": "Kortere opstart",
}
EIGHT = "Seks af otte svarede."


@dataclass(frozen=True)
class Held:
    """The lines that a pull has added to the answer file, and the pack after a build."""

    lines: list[str]
    pack: EditedPack


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    """Two departments have written on their sheets; one file is as Word saves it, the other as it is."""
    pack = written_pack(tmp_path_factory.mktemp("holdt") / "projekt", ANSWERS, build)
    pack.edit(HERE, OF, line(0, dato="29/9-2027", iagttagelse="Ni svarede.\nEn ringede.", hvem="Rådgiver"))
    pack.edit(HERE, OF, line(6, dato="20. oktober 2027", iagttagelse="To svar."))
    pack.edit(HERE, OF, evaluated(ROW, "tilpas", **EVALUATION))
    pack.edit(HERE, OF, saved_by_word)
    pack.edit("ungeindsats", OF, new_trial(titel="Makkerordning", hvad="To og to", start="11.10.2027"))
    pack.edit("ungeindsats", OF, line(6, dato="12.10.2027", iagttagelse="Fire par."))
    before = pack.texts()
    code, told = pack.pull("--apply")
    troubles = [name for name in ("konflikter", "ikke_foert_tilbage", "afventer", "forslag") if told[name]]
    assert (code, troubles, len(told["noter"])) == (0, [], 1), "the plan of a trial is not whole at once"
    (lines,) = changed_lines(before, pack.texts()).values()
    assert_settled(pack, build)
    return Held(lines, pack)


# --- the log ------------------------------------------------------------------------------------------------
def test_lines_of_a_log_come_back_as_rows_of_their_trial(held: Held) -> None:
    assert [text for text in held.lines if "proevehandling:" in text or "+dato" in text] == [
        *(f"+- proevehandling: {FIRST}", "+dato: 2027-09-29"),
        *("+- proevehandling: Ugentlig besked", "+dato: 2027-10-20"),
        *("+- proevehandling: Makkerordning", "+dato: 2027-10-12"),
    ]
    written = ["29.09.2027", "Ni svarede. En ringede.", "Rådgiver"]
    assert log(held.pack, f"Prøvehandling 1: {FIRST}") == written
    assert log(held.pack, "Prøvehandling 2: Ugentlig besked", "ungeindsats") == ["20.10.2027", "To svar."]
    assert "I gang" in sheet(held.pack, "Oversigt", "faelles")


def test_lines_are_added_one_by_one_and_stand_by_date_also_of_a_trial_that_is_renamed(
    held: Held, tmp_path: Path
) -> None:
    pack, new = copy_of(held.pack, tmp_path), "Forberedelse på nettet"
    pack.edit(HERE, OF, lambda data: word.set_text(data, f"{ROW}.titel", new))
    pack.edit(HERE, OF, line(0, dato="28.09.2027", iagttagelse="Første gang."))
    assert pack.pull("--apply")[0] == 0
    text = pack.texts()["jobcenter"]
    assert (text.count(f"proevehandling: {new}"), text.count(FIRST)) == (2, 0)
    assert_settled(pack, build, HERE)
    assert log(pack, f"Prøvehandling 1: {new}") == [
        *("28.09.2027", "Første gang."),
        *("29.09.2027", "Ni svarede. En ringede.", "Rådgiver"),
    ]


def test_a_line_without_its_day_is_named_and_one_without_its_trial_stays_on_the_blank_sheet(
    pack: EditedPack,
) -> None:
    """What is left blank gives nothing. What a department writes of a trial for all is its own: it goes to
    the department's file, as every answer that it says otherwise."""
    pack.edit(HERE, OF, line(0, iagttagelse="Ni svarede."))
    pack.edit(HERE, OF, line(1, hvem="  "))
    pack.edit(HERE, OF, line(12, dato="12.10.2027", iagttagelse="Fire par."))
    pack.edit("ungeindsats", OF, evaluated("proevehandlinger[ugentlig_besked]", "udbred", resultat=EIGHT))
    before = pack.texts()
    code, told = pack.pull("--apply")
    assert code == 0
    notes = [note["besked"] for note in told["noter"]]
    assert notes == ["Den nye række mangler »Dato«.", "Den nye række mangler »Prøvehandling«."]
    lines = changed_lines(before, pack.texts())
    said = ("raekke", "resultat", "beslutning:")
    assert [line for line in lines["ungeindsats"] if any(part in line for part in said)] == [
        *("+- raekke: Ugentlig besked", f"+resultat: {EIGHT}", "+beslutning: udbred")
    ]
    assert lines["jobcenter"] == [
        "+proevehandling_log:",
        *(f"+- proevehandling: {FIRST}", "+iagttagelse: Ni svarede."),
        *("+- dato: 2027-10-12", "+iagttagelse: Fire par."),
    ]
    assert_settled(pack, build)
    assert log(pack, "Tomt ark") == ["12.10.2027", "Fire par."]
    sheets = {key: " ".join(sheet(pack, "Prøvehandling 2: Ugentlig besked", key)) for key in PACKS}
    assert [key for key, text in sheets.items() if EIGHT in text] == ["ungeindsats"]
    assert sheet(pack, "Oversigt", "ungeindsats")[-1] == "Udbred"


# --- evaluation and decision --------------------------------------------------------------------------------
def test_evaluation_decision_and_plan_come_back(held: Held) -> None:
    written = {*(f"+{column}: {text}" for column, text in EVALUATION.items()), "+beslutning: tilpas"}
    assert {line for line in held.lines if line.partition(":")[0] in EVALUATED} == written
    texts = sheet(held.pack, f"Prøvehandling 1: {FIRST}")
    assert "Beslutning ☐ Behold ☒ Tilpas ☐ Stop ☐ Udbred" in texts
    assert "Hvad gik godt? Korte samtaler." in texts
    assert "Tilpas" in sheet(held.pack, "Oversigt", "faelles"), "the status of a trial is what was decided"


EVALUATED = {f"+{column}" for column in (*EVALUATION, "beslutning")}


# --- the blank sheet ----------------------------------------------------------------------------------------
def test_the_blank_sheet_is_a_new_trial_of_the_department_with_its_log(held: Held) -> None:
    at = held.lines.index("+- titel: Makkerordning")
    assert {*held.lines[at : at + 4]} == {
        *("+- titel: Makkerordning", "+afdeling: ungeindsats", "+hvad: To og to", "+start: 2027-10-11"),
    }
    assert log(held.pack, "Prøvehandling 3: Makkerordning", "ungeindsats") == ["12.10.2027", "Fire par."]
    assert log(held.pack, "Tomt ark", "ungeindsats") == []


def test_a_tick_a_new_trial_and_lines_in_one_file_are_printed_in_their_places(pack: EditedPack) -> None:
    """A file that holds nothing else is renewed; into one with text of its own, as Word saves it, they come
    once. The new trial has boxes of its own."""
    for key, row in ((HERE, ROW), ("ungeindsats", "proevehandlinger[ugentlig_besked]")):
        pack.edit(key, OF, evaluated(row, "tilpas"))
        pack.edit(key, OF, new_trial(titel=f"Makkerordning i {key}"))
        pack.edit(key, OF, line(0, dato="29/9-2027", iagttagelse="Ni svarede."))
    pack.edit(HERE, OF, lambda data: saved_by_word(word.add_paragraph(data, "Vores egen bemærkning.")))
    assert pack.pull("--apply")[0] == 0
    written, said = pack.texts(), build(pack)
    assert re.findall(r"08_\w+_(\w+)\.docx er rettet i Word; det nye er flettet ind", said) == [HERE]
    told = pack.pull("--apply")[1]
    assert (told["rettelser"], pack.texts()) == ([], written)
    assert log(pack, f"Prøvehandling 1: {FIRST}") == ["29.09.2027", "Ni svarede."]
    assert ("afsnit", "Vores egen bemærkning.") in word_projection(pack.document(HERE, OF).read_bytes())
