"""`plangen ark`: the command, and what staff write on a sheet in Word (specifikation.md 4.4)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plangen.answers.model import Answers, Multi, Row, Value
from plangen.catalog import Column, Question, builtin_catalog
from plangen.catalog.address import Address, of_tick
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from plangen.pulling.addresses import address_of, column_of, question_of
from tests.support import word_edits as word
from tests.support.cli import Result, run
from tests.support.every_edit import targets
from tests.support.samples import LONG, some
from tests.word.libreoffice import resaved
from tests.word.word_saves import saved_by_word

CATALOG = builtin_catalog()
WRITTEN = [sheet.number for sheet in CATALOG.sheets.values() if sheet.questions]
ANSWERS = """\
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  idriftsaettelsesdato: 2027-09-06
  afdelinger:
    - {afdeling_id: jobindsats, navn: Jobindsats, medarbejdere: 24}
    - {afdeling_id: unge, navn: Ungeindsatsen, medarbejdere: 12, idriftsaettelse: 2027-10-04}
  maal:
    - {maal: Platformen bruges, indikator: Andel af borgere, maales_uge: 8, maalvaerdi: 80 pct.}
"""


@dataclass(frozen=True)
class Sheets:
    """A project of which sheets are made, in a folder of its own."""

    folder: Path

    @property
    def answers(self) -> Path:
        return self.folder / "projekt.yaml"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def made(self) -> Path:
        return self.out / "projekt" / "ark"

    def ark(self, *options: str) -> Result:
        return run("ark", self.answers, "--out", self.out, *options)

    def words(self, *numbers: int) -> None:
        """Makes the Word files of sheets. Nothing goes wrong."""
        result = self.ark("--format", "docx", *(["--ark", ",".join(map(str, numbers))] if numbers else []))
        assert (result.code, result.err) == (0, "")

    def sheet(self, number: int) -> Path:
        (path,) = self.made.glob(f"ark{number:02d}_*_faelles.docx")
        return path

    def pull(self) -> dict[str, Any]:
        result = run("pull", self.out / "projekt", "--apply", "--format", "json")
        told: dict[str, Any] = json.loads(result.out)
        return told

    def status(self) -> dict[str, str]:
        result = run("status", self.out / "projekt", "--format", "json")
        return {Path(one["fil"]).name: one["tilstand"] for one in json.loads(result.out)["dokumenter"]}

    def read(self) -> Answers:
        return read_project(self.answers, shipped_library()).project.base


@pytest.fixture
def project(tmp_path: Path) -> Sheets:
    sheets = Sheets(tmp_path)
    sheets.answers.write_text(ANSWERS, "utf-8")
    return sheets


# --- what is written ----------------------------------------------------------------------------------------
def texts_for(data: bytes) -> dict[str, str]:
    """Something to write at each place of a sheet: id → text."""
    found: dict[str, str] = {}
    for number, target in enumerate(targets(data)):
        choice, code = of_tick(target.id)
        address = address_of(CATALOG, choice)
        if address is None or address.question == "projekt_titel" or not (code or target.is_empty):
            continue
        question, column = question_of(CATALOG, address), column_of(CATALOG, address)
        if code and column.type == "choice" and any(of_tick(id)[0] == choice for id in found):
            continue
        found[target.id] = "☒" if code else _text(question, column, number)
    return found


def _text(question: Question, column: Column, number: int) -> str:
    match column.type:
        case "choice":
            return list(column.options.values())[-1] if column.options else "Behold"
        case "date" | "date_or_week":
            return f"{number % 27 + 1:02d}.09.2027"
        case "number":
            return str(number % 3 + 1)
    return f"{question.short} {number}"


def as_is(data: bytes) -> bytes:
    return data


Save = Callable[[bytes], bytes]


def write_all(path: Path, save: Save) -> dict[str, str]:
    """Writes in every blank place of a sheet, and saves it; what was written."""
    data = path.read_bytes()
    texts = texts_for(data)
    path.write_bytes(save(word.set_texts(data, texts)))
    return texts


def said_of(answers: Answers, address: Address) -> list[str]:
    """What the answers say of a place: the cell of every row, for one in a row that was not there."""
    value = answers.values.get(address.question)
    if isinstance(value, Value):
        return _shown(value)
    rows = value if isinstance(value, tuple) else [value]
    rows = [row for row in rows if isinstance(row, Row) and (address.key or address.row in ("", row.key))]
    return [text for row in rows if (cell := row.cells.get(address.column)) for text in _shown(cell)]


def _shown(value: Value) -> list[str]:
    if isinstance(value.raw, Multi):
        return list(value.raw.chosen)
    return [value.raw.strftime("%d.%m.%Y") if isinstance(value.raw, date) else str(value.raw)]


def expected(address: Address, code: str, text: str) -> str:
    options = column_of(CATALOG, address).options
    labels = {label: code for code, label in options.items()}
    return code or labels.get(text, text)


WITH_ROWS = (2, 4, 6, 9) if LONG else (2, 6)
"""Sheets of rows, in which more is written on the next sheet."""


def test_what_is_written_in_every_field_comes_back_once(project: Sheets) -> None:
    numbers = [number for number in WRITTEN if LONG or number not in WITH_ROWS]
    project.words(*numbers)
    texts = [write_all(project.sheet(number), saved_by_word) for number in numbers]
    assert project.status() == {project.sheet(number).name: "rettet" for number in numbers}
    assert_written(project, texts)
    assert_settled(project, *some(numbers, every=3))


def assert_written(project: Sheets, texts: list[dict[str, str]]) -> None:
    """A pull writes all that was written on the sheets."""
    told = project.pull()
    assert (told["konflikter"], told["ikke_foert_tilbage"], told["afventer"], told["forslag"]) == ([],) * 4
    answers = project.read()
    for id, text in (item for one in texts for item in one.items()):
        choice, code = of_tick(id)
        address = Address.parse(choice)
        assert expected(address, code, text) in said_of(answers, address), id


def _raws(row: Row) -> dict[str, Any]:
    return {column: cell.raw for column, cell in row.cells.items()}


def assert_settled(project: Sheets, *numbers: int) -> None:
    """Nothing more is written, and these sheets can be made again; the others are thrown away."""
    written = project.answers.read_text("utf-8")
    assert project.pull()["rettelser"] == []
    for path in {*project.made.iterdir()} - {project.sheet(number) for number in numbers}:
        path.unlink()
    project.words(*numbers)
    assert set(project.status().values()) == {"uændret"}
    assert project.pull()["rettelser"] == []
    assert project.answers.read_text("utf-8") == written


def test_the_next_sheets_have_room_for_more(project: Sheets) -> None:
    """What is written on them is added, and takes nothing from what was pulled before."""
    project.words(*WITH_ROWS)
    assert_written(project, [write_all(project.sheet(number), as_is) for number in WITH_ROWS])
    answers = project.read()
    before = {id: answers.rows(id) for n in WITH_ROWS for id in CATALOG.sheets[f"ARK{n:02d}"].questions}
    project.words(*WITH_ROWS)
    assert set(project.status().values()) == {"uændret"}
    more = {number: write_all(project.sheet(number), as_is) for number in WITH_ROWS}
    told = project.pull()
    assert (told["konflikter"], told["ikke_foert_tilbage"]) == ([], [])
    answers = project.read()
    for id, rows in before.items():
        assert [_raws(row) for row in answers.rows(id)][: len(rows)] == [_raws(row) for row in rows], id
    assert [number for number in WITH_ROWS if not more[number]] in ([], [2])
    assert project.pull()["rettelser"] == []


def test_a_sheet_in_use_keeps_what_is_written_on_it(project: Sheets) -> None:
    """It is not replaced while its answers are not pulled; own words beside the fields stay in it. Two groups
    fill in the same sheet, each in its own copy, and what a department writes are rows of the department."""
    project.words(1, 4, 6)
    assert project.ark("--ark", "4", "--department", "unge", "--format", "docx").code == 0
    own, (unge,), trial = project.sheet(1), project.made.glob("ark04_*_unge.docx"), project.sheet(6)
    write_all(project.sheet(4), as_is)
    filled = project.sheet(4).read_bytes()
    own.write_bytes(word.add_paragraph(own.read_bytes(), "Husk kaffe."))
    blank = unge.read_bytes()
    place = next(id for id in word.ids(blank) if id.startswith("barrierer") and id.endswith(".barriere"))
    unge.write_bytes(word.set_text(blank, place, "For mange systemer"))
    blank = trial.read_bytes()
    title = next(id for id in word.ids(blank) if id.endswith(".titel"))
    trial.write_bytes(word.set_text(blank, title, "Sms før samtalen"))
    trial.with_name("gruppe 2.docx").write_bytes(word.set_text(blank, title, "Kortere breve"))

    result = project.ark("--ark", "4")
    assert result.code == 1
    assert "Før svarene tilbage med plangen pull" in result.err
    assert project.sheet(4).read_bytes() == filled
    assert not list(project.made.glob("ark04*.pdf"))
    project.answers.write_text(ANSWERS.replace("Jobplatform", "Ny platform"), "utf-8")
    result = project.ark("--ark", "1", "--format", "docx")
    assert result.code == 0
    assert "er rettet i Word; det nye er flettet ind (" in result.err
    text = "".join(word.stories(own.read_bytes())["word/document.xml"].itertext())
    assert "Ny platform" in text
    assert "Husk kaffe." in text

    told = json.loads(run("status", unge, "--format", "json").out)
    assert [(one["dokument"], one["afdeling"]) for one in told["dokumenter"]] == [("ARK04", "unge")]
    assert project.pull()["konflikter"] == []
    answers = project.read()
    (row,) = (one for one in answers.rows("barrierer") if one.text("afdeling") == "unge")
    assert (row.text("barriere"), row.text("perspektiv")) == ("For mange systemer", "fagligt")
    titles = [row.text("titel") for row in answers.rows("proevehandlinger")]
    assert sorted(titles) == ["Kortere breve", "Sms før samtalen"]


# --- the command --------------------------------------------------------------------------------------------
def test_all_twelve_are_made_and_told_and_what_is_prefilled_is_no_edit(project: Sheets) -> None:
    result = project.ark("--format", "docx")
    assert (result.code, result.err) == (0, "")
    names = [path.name for path in sorted(project.made.iterdir())]
    assert [name[:5] for name in names] == [f"ark{number:02d}" for number in range(1, 13)]
    assert "12 filer skrevet" in result.out
    assert "12 uændrede" in project.ark("--format", "docx").out
    assert set(project.status().values()) == {"uændret"}
    assert project.pull()["rettelser"] == []


def test_all_has_the_guide_too_and_sheets_are_asked_for_by_number(project: Sheets) -> None:
    project.ark("--format", "html", "--ark", "alle")
    assert [path.suffix for path in project.made.iterdir()] == [".html"] * 13, "and no calendar"
    result = project.ark("--ark", "07, 4", "--format", "docx,pdf")
    assert sorted(path.name for path in project.made.glob("*.docx")) == [
        "ark04_potentialer_og_barrierer_faelles.docx",
        "ark07_interessenter_faelles.docx",
    ]
    assert "Ark 4 Potentialer og barrierer (Alle afdelinger): 6 sider" in result.out


def test_larger_paper_is_a_file_of_its_own(project: Sheets) -> None:
    project.words(4)
    assert project.ark("--ark", "4,10", "--papir", "a3", "--format", "docx").code == 0
    names = sorted(path.name for path in project.made.glob("*.docx"))
    assert names == [
        "ark04_potentialer_og_barrierer_a3_faelles.docx",
        "ark04_potentialer_og_barrierer_faelles.docx",
        "ark10_faldgrubekort_faelles.docx",
    ]
    assert set(project.status().values()) == {"uændret"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--ark", "13"), "Vælg mellem 1-12, 0 (vejviseren) eller alle"),
        (("--ark", "fire"), "Vælg mellem 1-12"),
        (("--ark", ""), "Vælg mellem 1-12"),
        (("--department", "nord"), "Afdelingen »nord« findes ikke"),
    ],
)
def test_wrong_use(project: Sheets, options: tuple[str, ...], message: str) -> None:
    result = project.ark(*options)
    assert (result.code, project.out.exists()) == (2, False)
    assert message in result.err


def test_a_file_that_cannot_be_read_makes_nothing(project: Sheets) -> None:
    project.answers.write_text("svar: [", "utf-8")
    result = project.ark("--ark", "1")
    assert (result.code, project.made.exists()) == (1, False)
    assert "ikke dannet" in result.err


def test_a_department_called_as_the_folder_is_refused(project: Sheets) -> None:
    project.answers.write_text(ANSWERS.replace("unge", "ark"), "utf-8")
    result = project.ark("--ark", "1")
    assert result.code == 2
    assert "Giv afdelingen et andet afdeling_id" in result.err


def test_a_build_leaves_sheets_alone_and_status_tells_what_is_old(project: Sheets) -> None:
    project.ark("--ark", "1", "--format", "docx,html")
    made = {path: path.read_bytes() for path in project.made.iterdir()}
    project.answers.write_text(ANSWERS.replace("Jobplatform", "Ny platform"), "utf-8")
    run("build", project.answers, "--out", project.out, "--document", "D01", "--format", "docx")
    assert {path: path.read_bytes() for path in project.made.iterdir()} == made
    told = json.loads(run("status", project.out / "projekt", "--format", "json").out)
    assert [Path(one["fil"]).name for one in told["foraeldede_filer"]] == [
        "ark01_formaalet_fra_fire_sider_faelles.html"
    ]
    states = {Path(one["fil"]).name: one["tilstand"] for one in told["dokumenter"]}
    assert states["ark01_formaalet_fra_fire_sider_faelles.docx"] == "svar nyere"


def test_a_sheet_that_was_thrown_away_is_not_missed(project: Sheets) -> None:
    project.words(1, 2)
    project.sheet(1).unlink()
    assert list(project.status()) == ["ark02_arbejdsgruppen_faelles.docx"]


def test_what_is_written_on_sheets_comes_back_from_files_that_libreoffice_saved(
    project: Sheets, tmp_path: Path
) -> None:
    project.words(7, 9)
    written = {
        7: {"interessenter": {"navn": "Pårørende", "gruppe": "Andet", "betydning": "De skal vide besked"}},
        9: {"faq_egne": {"spoergsmaal": "Hvad med ferien?", "svar": "Den holdes."}},
    }
    files: dict[str, bytes] = {}
    for number, tables in written.items():
        data = project.sheet(number).read_bytes()
        places = [target.id for target in targets(data)]
        for table, cells in tables.items():
            for column, text in cells.items():
                place = next(id for id in places if re.fullmatch(rf"{table}\[\+.*\]\.{column}", id))
                data = word.set_text(data, place, text)
        files[str(number)] = data
    for name, data in resaved(files, tmp_path / "libreoffice").items():
        project.sheet(int(name)).write_bytes(data)
    told = project.pull()
    assert (told["forslag"], told["ikke_foert_tilbage"], told["konflikter"]) == ([], [], [])
    answers = project.read()
    stakeholder = next(row for row in answers.rows("interessenter") if row.text("navn") == "Pårørende")
    assert (stakeholder.text("gruppe"), stakeholder.text("betydning")) == ("andet", "De skal vide besked")
    (question,) = answers.rows("faq_egne")
    assert (question.text("spoergsmaal"), question.text("svar")) == ("Hvad med ferien?", "Den holdes.")
