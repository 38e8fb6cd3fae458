"""What staff write in the plan of training comes back: who covers the tasks, and what was measured
(specifikation.md 2.3)."""

from __future__ import annotations

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


def as_is(data: bytes) -> bytes:
    return data


def readiness(pack: EditedPack, department: str) -> list[str]:
    """The cells of the table of readiness that say something, without its heads."""
    texts = section(word_projection(pack.document(department, OF).read_bytes()), "Parathed")
    end = next(at for at, text in enumerate(texts) if text.startswith("Hvert udsagn"))
    return [text for text in texts[texts.index("Får støtte") + 1 : end] if text]


@pytest.mark.parametrize("save", sampled([saved_by_word, as_is], every=2), ids=["saved by Word", "as it is"])
def test_a_measurement_is_a_row_of_the_department(pack: EditedPack, save: Callable[[bytes], bytes]) -> None:
    pack.edit("jobindsats", OF, lambda data: save(measured(0, FIRST)(data)))
    assert pulled(pack) == [
        "+parathed:",
        "+- dato: 2027-08-09",
        *("+afdeling: jobindsats", "+svar: 18", "+forstaar: 3.4", "+stoette: 2.9"),
    ]
    assert_settled(pack, build)
    assert readiness(pack, "jobindsats") == ["09.08.2027", "18", "3,4", "2,9"]
    assert readiness(pack, "faelles")[0] == "09.08.2027 Jobindsats"
    assert readiness(pack, "ungeindsats") == []


def test_measurements_stand_by_date_whenever_they_are_written(pack: EditedPack) -> None:
    pack.edit("jobindsats", OF, measured(0, {"dato": "04.10.2027", "svar": "20"}))
    pulled(pack)
    assert_settled(pack, build, "jobindsats")
    pack.edit("jobindsats", OF, measured(2, {"dato": "09.08.2027", "svar": "18"}))
    pulled(pack)
    assert_settled(pack, build, "jobindsats")
    assert readiness(pack, "jobindsats")[:2] == ["09.08.2027", "18"]


def test_a_need_that_is_put_in_is_a_row_of_the_department(pack: EditedPack) -> None:
    (key,) = word.row_keys(pack.document("jobindsats", OF).read_bytes(), "kompetencebehov")
    cells = ["Rådgivere", "Faglig brug", "Vælge forløb", "Lavt", "Kan selv", ""]
    pack.edit("jobindsats", OF, lambda data: word.insert_row(data, "kompetencebehov", key, cells))
    assert {line.lstrip("+- ") for line in pulled(pack)} >= {
        *("gruppe: Rådgivere", "afdeling: jobindsats", "art: faglig", "behov: Vælge forløb"),
        *("nu: lav", "maal: kan"),
    }


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


@pytest.mark.parametrize("case", TRAINED.values(), ids=TRAINED)
@pytest.mark.parametrize("save", sampled([saved_by_word, as_is], every=2), ids=["saved by Word", "as it is"])
def test_training_that_is_typed_as_a_row_is_a_row_of_the_department(
    pack: EditedPack, save: Callable[[bytes], bytes], case: tuple[tuple[str, ...], set[str]]
) -> None:
    cells, lines = case
    pack.edit("jobindsats", OF, lambda data: save(put_in(*cells)(data)))
    said = {line.lstrip("+- ") for line in pulled(pack)}
    assert said >= {*lines, "afdeling: jobindsats", "underviser: Superbruger"}, said
    assert_settled(pack, build, "jobindsats")


def test_training_in_another_form_than_there_are_is_refused_by_name(pack: EditedPack) -> None:
    row = ("16.08.2027", "Spørgetime\nBooke møder", "Vejledere", "2", "Superbruger", "")
    pack.edit("jobindsats", OF, put_in(*row))
    before = pack.texts()
    code, told = pack.pull("--apply")
    (refused,) = told["ikke_foert_tilbage"]
    assert (code, pack.texts()) == (1, before)
    assert "Form »Booke møder« er ikke en af valgmulighederne" in refused["besked"]
    assert "»Workshop«" in refused["hjaelp"]


def test_who_covers_the_tasks_is_written_in_its_place(pack: EditedPack) -> None:
    def edit(data: bytes) -> bytes:
        id = next(id for id in word.ids(data) if id.startswith("oplaering[") and id.endswith(".daekkes_af"))
        return word.set_text(data, id, "Vikar fra projektet")

    pack.edit("jobindsats", OF, edit)
    assert pulled(pack) == ["+daekkes_af: Vikar fra projektet"]
    assert_settled(pack, build, "faelles", "jobindsats")
    texts = section(word_projection(pack.document("faelles", OF).read_bytes()), "Oplæringsplan")
    assert texts[-7:-5] == ["Vikar fra projektet", "30.08.2027"]


def test_the_agreement_of_a_superuser_is_written_in_the_answers(pack: EditedPack) -> None:
    id = "superbrugere[raadgiver].timer_uge"
    pack.edit("jobindsats", OF, lambda data: word.set_text(data, id, "4"))
    assert pulled(pack) == ["+timer_uge: 4"]
    assert_settled(pack, build, "jobindsats")
    texts = section(
        word_projection(pack.document("jobindsats", OF).read_bytes()), "Superbrugere og ambassadører"
    )
    assert texts[texts.index("Timer pr. uge") + 1] == "4"
