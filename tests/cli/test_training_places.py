"""What staff write in the plan of training comes back: who covers the tasks, and what was measured
(specifikation.md 2.3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, changed_lines, copy_of, written_pack
from tests.support.places import assert_settled, pulled
from tests.support.projection import word_projection
from tests.support.variants import section
from tests.word.word_saves import saved_by_word

OF, PACKS = "D07", ("faelles", "jobindsats", "ungeindsats")
ANSWERS = """
pakke: {omfang: fuld, dato: 2027-08-01}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  afdelinger:
    - {afdeling_id: jobindsats, navn: Jobindsats, medarbejdere: 24, medarbejdergrupper: Rådgivere}
    - {afdeling_id: ungeindsats, navn: Ungeindsatsen, medarbejdere: 12, medarbejdergrupper: Vejledere}
  kompetencebehov:
    - gruppe: Rådgivere
      afdeling: jobindsats
      art: it
      behov: Booke
      nu: lav
      maal: kan
  superbrugere:
    - betegnelse: Rådgiver
      art: superbruger
      afdeling: jobindsats
  oplaering:
    - aktivitet: Øvelse
      gruppe: alle
      afdeling: jobindsats
      tidspunkt: -2
      timer: 3
      underviser: Superbruger
    - aktivitet: Øvelse
      gruppe: alle
      afdeling: ungeindsats
      tidspunkt: -1
      timer: 3
      underviser: Superbruger
"""
FIRST = {"dato": "9. august 2027", "svar": "18", "forstaar": "3,4", "stoette": "2,9"}


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return written_pack(tmp_path / "projekt", ANSWERS, build)


def build(pack: EditedPack, *packs: str) -> str:
    departments = [part for key in packs or PACKS for part in ("--department", key)]
    return pack.build("--format", "docx", "--document", OF, *departments).err


def measured(number: int, cells: dict[str, str]) -> Edit:
    """What is typed in the `number`th empty row of the table of readiness."""

    def edit(data: bytes) -> bytes:
        for column, text in cells.items():
            found = [
                id for id in word.ids(data) if id.startswith("parathed[+") and id.endswith(f"].{column}")
            ]
            data = word.set_text(data, found[number], text)
        return data

    return edit


def readiness(pack: EditedPack, department: str) -> list[str]:
    """The cells of the table of readiness that say something, without its heads."""
    texts = section(word_projection(pack.document(department, OF).read_bytes()), "Parathed")
    end = next(at for at, text in enumerate(texts) if text.startswith("Hvert udsagn"))
    return [text for text in texts[texts.index("Får støtte") + 1 : end] if text]


def put_in(*cells: str) -> Edit:
    """A row typed by hand below the first of the plan of training."""

    def edit(data: bytes) -> bytes:
        return word.insert_row(data, "oplaering", word.row_keys(data, "oplaering")[0], cells)

    return edit


TRAINED = {
    "one line in each cell": (
        ("16.08.2027", "Spørgetime", "Alle medarbejdere", "1,5", "Superbruger", ""),
        {"aktivitet: Spørgetime", "gruppe: alle", "tidspunkt: 2027-08-16", "timer: 1.5"},
    ),
    "the lines of the other rows": (
        (
            "2 uger efter idriftsættelse",
            "Spørgetime\nWorkshop · Arbejdsgang\nSag: Første samtale",
            "Vejledere",
            "2",
            "Superbruger\nAnsvarlig: Projektleder",
            "Vikar",
        ),
        {
            *("aktivitet: Spørgetime", "form: workshop", "indhold: arbejdsgang", "case: Første samtale"),
            *("gruppe: Vejledere", "tidspunkt: 2", "timer: 2", "ansvarlig: Projektleder"),
            "daekkes_af: Vikar",
        },
    ),
}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], EditedPack]:
    """The lines that a pull has added of all that a department writes in its file, as Word saves it, and the
    pack after a build."""
    pack = written_pack(tmp_path_factory.mktemp("planlagt") / "projekt", ANSWERS, build)

    def edit(data: bytes) -> bytes:
        (key,) = word.row_keys(data, "kompetencebehov")
        cells = ["Rådgivere", "Faglig brug", "Vælge forløb", "Lavt", "Kan selv", ""]
        data = word.insert_row(data, "kompetencebehov", key, cells)
        id = next(id for id in word.ids(data) if id.startswith("oplaering[") and id.endswith(".daekkes_af"))
        data = word.set_texts(data, {id: "Vikar fra projektet", "superbrugere[raadgiver].timer_uge": "4"})
        for cells_of_row, _ in TRAINED.values():
            data = put_in(*cells_of_row)(data)
        return saved_by_word(measured(0, FIRST)(data))

    pack.edit("jobindsats", OF, edit)
    before = pack.texts()
    code, told = pack.pull("--apply")
    troubles = [told[name] for name in ("konflikter", "ikke_foert_tilbage", "afventer", "forslag", "noter")]
    assert (code, troubles) == (0, [[]] * 5)
    of_all, of_department = changed_lines(before, pack.texts()).values()
    lines = [*of_all, *of_department]
    assert not [line for line in lines if line.startswith("-")]
    assert_settled(pack, build)
    return lines, pack


def rows(lines: list[str], first: str) -> list[set[str]]:
    """The cells of each row that begins with this column."""
    starts = [at for at, line in enumerate(lines) if line.startswith(f"+- {first}:")]
    ends = [
        next((at for at in range(start + 1, len(lines)) if BEGINS.match(lines[at])), len(lines))
        for start in starts
    ]
    return [
        {line.lstrip("+- ") for line in lines[start:end]} for start, end in zip(starts, ends, strict=True)
    ]


BEGINS = re.compile(r"\+- |\+#|\+\w+:$")


def test_a_measurement_is_a_row_of_the_department(planned: tuple[list[str], EditedPack]) -> None:
    lines, pack = planned
    assert rows(lines, "dato") == [
        {"dato: 2027-08-09", "afdeling: jobindsats", "svar: 18", "forstaar: 3.4", "stoette: 2.9"}
    ]
    assert readiness(pack, "jobindsats") == ["09.08.2027", "18", "3,4", "2,9"]
    assert readiness(pack, "faelles")[0] == "09.08.2027 Jobindsats"
    assert readiness(pack, "ungeindsats") == []


def test_a_need_that_is_put_in_is_a_row_of_the_department(planned: tuple[list[str], EditedPack]) -> None:
    (row,) = (row for row in rows(planned[0], "gruppe") if "art: faglig" in row)
    assert row >= {
        *("gruppe: Rådgivere", "afdeling: jobindsats", "behov: Vælge forløb"),
        "nu: lav",
        "maal: kan",
    }


def test_training_that_is_typed_as_a_row_is_a_row_of_the_department(
    planned: tuple[list[str], EditedPack],
) -> None:
    found = rows(planned[0], "aktivitet")
    assert len(found) == len(TRAINED)
    for row, (_, lines) in zip(reversed(found), TRAINED.values(), strict=True):
        assert row >= {*lines, "afdeling: jobindsats", "underviser: Superbruger"}, row


def test_who_covers_the_tasks_and_the_agreement_of_a_superuser_are_written_in_their_places(
    planned: tuple[list[str], EditedPack],
) -> None:
    lines, pack = planned
    assert lines.count("+daekkes_af: Vikar fra projektet") == lines.count("+timer_uge: 4") == 1
    texts = section(word_projection(pack.document("faelles", OF).read_bytes()), "Oplæringsplan")
    assert texts[texts.index("Vikar fra projektet") + 1] == "30.08.2027"
    texts = section(
        word_projection(pack.document("jobindsats", OF).read_bytes()), "Superbrugere og ambassadører"
    )
    assert texts[texts.index("Timer pr. uge") + 1] == "4"


def test_measurements_stand_by_date_whenever_they_are_written(
    planned: tuple[list[str], EditedPack], tmp_path: Path
) -> None:
    pack = copy_of(planned[1], tmp_path)
    pack.edit("jobindsats", OF, measured(2, {"dato": "02.08.2027", "svar": "20"}))
    pulled(pack)
    assert_settled(pack, build, "jobindsats")
    assert readiness(pack, "jobindsats")[:3] == ["02.08.2027", "20", "09.08.2027"]


def test_training_in_another_form_than_there_are_is_refused_by_name(pack: EditedPack) -> None:
    row = ("16.08.2027", "Spørgetime\nBooke møder", "Vejledere", "2", "Superbruger", "")
    pack.edit("jobindsats", OF, put_in(*row))
    before = pack.texts()
    code, told = pack.pull("--apply")
    (refused,) = told["ikke_foert_tilbage"]
    assert (code, pack.texts()) == (1, before)
    assert "Form »Booke møder« er ikke en af valgmulighederne" in refused["besked"]
    assert "»Workshop«" in refused["hjaelp"]
