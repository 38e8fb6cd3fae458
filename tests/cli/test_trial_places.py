"""What staff write on the sheets of trials comes back: log, evaluation, ticks, and a new trial
(specifikation.md 2.3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, written_pack
from tests.support.places import assert_settled, pulled
from tests.support.projection import word_projection
from tests.support.samples import sampled
from tests.support.variants import section
from tests.word.word_saves import saved_by_word

OF, PACKS = "D08", ("faelles", "jobindsats", "ungeindsats")
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


def cell(column: str, text: str) -> Edit:
    """Text typed in a cell of the first trial."""

    def edit(data: bytes) -> bytes:
        return word.set_text(data, f"{ROW}.{column}", text)

    return edit


def ticked(code: str) -> Edit:
    """A tick at the first trial's decision."""

    return lambda data: word.tick(data, f"{ROW}.beslutning={code}")


def as_is(data: bytes) -> bytes:
    return data


# --- the log ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("save", sampled([saved_by_word, as_is], every=2), ids=["saved by Word", "as it is"])
def test_lines_of_a_log_come_back_as_rows_of_their_trial(
    pack: EditedPack, save: Callable[[bytes], bytes]
) -> None:
    second = line(6, dato="20. oktober 2027", iagttagelse="To svar.")
    pack.edit(
        "jobindsats",
        OF,
        lambda data: save(
            second(line(0, dato="29/9-2027", iagttagelse="Ni svarede.\nEn ringede.", hvem="Rådgiver")(data))
        ),
    )
    lines = pulled(pack)
    assert [text for text in lines if "proevehandling:" in text or "dato" in text] == [
        *(f"+- proevehandling: {FIRST}", "+dato: 2027-09-29"),
        *("+- proevehandling: Ugentlig besked", "+dato: 2027-10-20"),
    ]
    assert_settled(pack, build)
    assert log(pack, f"Prøvehandling 1: {FIRST}") == ["29.09.2027", "Ni svarede. En ringede.", "Rådgiver"]
    assert log(pack, "Prøvehandling 2: Ugentlig besked", "ungeindsats") == ["20.10.2027", "To svar."]
    assert sheet(pack, "Oversigt", "ungeindsats")[-1] == "I gang"


def test_lines_are_added_one_by_one_and_stand_by_date(pack: EditedPack) -> None:
    pack.edit("jobindsats", OF, line(0, dato="05.10.2027", iagttagelse="Anden gang."))
    pulled(pack)
    assert_settled(pack, build, "jobindsats")
    pack.edit("jobindsats", OF, line(0, dato="28.09.2027", iagttagelse="Første gang."))
    pulled(pack)
    assert_settled(pack, build, "jobindsats")
    assert log(pack, f"Prøvehandling 1: {FIRST}") == [
        *("28.09.2027", "Første gang."),
        *("05.10.2027", "Anden gang."),
    ]


def test_a_line_without_its_day_comes_back_and_is_named(pack: EditedPack) -> None:
    pack.edit("jobindsats", OF, line(0, iagttagelse="Ni svarede."))
    code, told = pack.pull("--apply")
    assert (code, [note["besked"] for note in told["noter"]]) == (0, ["Den nye række mangler »Dato«."])
    assert "iagttagelse: Ni svarede." in pack.texts()["jobcenter"]


def test_a_trial_that_is_renamed_keeps_the_line_that_is_written_with_it(pack: EditedPack) -> None:
    new = "Forberedelse på nettet"
    pack.edit(
        "jobindsats",
        OF,
        lambda data: line(0, dato="29.09.2027", iagttagelse="Ni svarede.")(cell("titel", new)(data)),
    )
    assert pack.pull("--apply")[0] == 0
    assert f"proevehandling: {new}" in pack.texts()["jobcenter"]
    assert_settled(pack, build, "jobindsats")
    assert log(pack, f"Prøvehandling 1: {new}") == ["29.09.2027", "Ni svarede."]


# --- evaluation and decision --------------------------------------------------------------------------------
@pytest.mark.parametrize("save", sampled([as_is, saved_by_word], every=2), ids=["as it is", "saved by Word"])
def test_evaluation_decision_and_plan_come_back(pack: EditedPack, save: Callable[[bytes], bytes]) -> None:
    written = {
        "resultat": "Vi gjorde det aftalte.",
        "gik_godt": "Korte samtaler.",
        "anderledes": "Sende dagen før.",
        "justering": "Vi sender senere.",
        "redskaber_justeres": "Skabelonen",
        "forventning": "Kortere opstart",
    }

    def edit(data: bytes) -> bytes:
        for column, text in written.items():
            data = cell(column, text)(data)
        return save(ticked("tilpas")(data))

    pack.edit("jobindsats", OF, edit)
    lines = pulled(pack)
    assert set(lines) == {*(f"+{column}: {text}" for column, text in written.items()), "+beslutning: tilpas"}
    assert_settled(pack, build, "faelles", "jobindsats")
    texts = sheet(pack, f"Prøvehandling 1: {FIRST}")
    assert "Beslutning ☐ Behold ☒ Tilpas ☐ Stop ☐ Udbred" in texts
    assert "Hvad gik godt? Korte samtaler." in texts
    assert "Tilpas" in sheet(pack, "Oversigt", "faelles"), "the status of a trial is what was decided"


# --- the blank sheet ----------------------------------------------------------------------------------------
def test_the_blank_sheet_is_a_new_trial_of_the_department_with_its_log(pack: EditedPack) -> None:
    def edit(data: bytes) -> bytes:
        for column, text in {"titel": "Makkerordning", "hvad": "To og to", "start": "11.10.2027"}.items():
            id = next(
                id for id in word.ids(data) if re.fullmatch(rf"proevehandlinger\[\+[^\]]+\]\.{column}", id)
            )
            data = word.set_text(data, id, text)
        return line(12, dato="12.10.2027", iagttagelse="Fire par.")(data)

    pack.edit("jobindsats", OF, edit)
    code, told = pack.pull("--apply")
    assert (code, len(told["noter"])) == (0, 1), "a plan is not whole at once"
    added = pack.texts()["jobcenter"].split("titel: Makkerordning", 1)[1]
    assert "afdeling: jobindsats" in added
    assert "start: 2027-10-11" in added
    assert "proevehandling: Makkerordning" in added
    assert_settled(pack, build, "jobindsats")
    assert log(pack, "Prøvehandling 3: Makkerordning") == ["12.10.2027", "Fire par."]
    assert log(pack, "Tomt ark") == []


def test_a_line_on_the_blank_sheet_stays_there_while_it_has_no_title(pack: EditedPack) -> None:
    pack.edit("jobindsats", OF, line(12, dato="12.10.2027", iagttagelse="Fire par."))
    assert pack.pull("--apply")[0] == 0
    assert "iagttagelse: Fire par." in pack.texts()["jobcenter"]
    assert_settled(pack, build, "jobindsats")
    assert log(pack, "Tomt ark") == ["12.10.2027", "Fire par."]


def test_what_is_left_blank_gives_nothing(pack: EditedPack) -> None:
    before = pack.texts()
    pack.edit("jobindsats", OF, line(0, hvem="  "))
    assert pack.pull("--apply")[1]["rettelser"] == []
    assert pack.texts() == before


def test_what_a_department_writes_of_a_trial_for_all_is_its_own(pack: EditedPack) -> None:
    """Each evaluates for itself: it goes to the department's file, as every answer that it says otherwise."""
    row = "proevehandlinger[ugentlig_besked]"
    written = "Seks af otte svarede."

    def edit(data: bytes) -> bytes:
        return word.tick(word.set_text(data, f"{row}.resultat", written), f"{row}.beslutning=udbred")

    pack.edit("ungeindsats", OF, edit)
    said = ("raekke", "resultat", "beslutning:")
    assert [line for line in pulled(pack) if any(part in line for part in said)] == [
        *("+- raekke: Ugentlig besked", f"+resultat: {written}", "+beslutning: udbred")
    ]
    assert written in pack.texts()["ungeindsats"] and written not in pack.texts()["jobcenter"]
    assert_settled(pack, build)
    sheets = {key: " ".join(sheet(pack, "Prøvehandling 2: Ugentlig besked", key)) for key in PACKS}
    assert [key for key, text in sheets.items() if written in text] == ["ungeindsats"]
    assert sheet(pack, "Oversigt", "ungeindsats")[-1] == "Udbred"
