"""The questionnaire as a workbook: what is in it, what comes back of it, and what is told of the rest."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plangen.answers.asking import Reach
from plangen.catalog import builtin_catalog
from plangen.forms.excel.cells import answer_of, cell_of
from plangen.forms.excel.read import read_book
from plangen.forms.model import FormField, form_of
from plangen.forms.page.seen import FieldView
from plangen.forms.submission import NoSubmission, Submission
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from plangen.questionnaires.formats import WRITERS
from plangen.questionnaires.sent_form import form_to_send
from plangen.questionnaires.sides import main_side
from tests.support.cases import each
from tests.support.cli import Result, run
from tests.support.office import convert
from tests.support.packs import example, example_path
from tests.support.validators import word_errors

QUESTIONS = tuple(form_of(builtin_catalog(), Reach()).questions())
LABEL = "svar.xlsx"
SECTIONS = ["stamdata", "formaal", "gevinster"]
Edit = Callable[[Any], None]


@cache
def book_of(name: str, department: str | None = None) -> bytes:
    """The workbook of an example."""
    return WRITERS["xlsx"](form_to_send(example(name), department))


@cache
def small_book() -> bytes:
    """One with a few sections, so that it is quickly read."""
    return WRITERS["xlsx"](form_to_send(example("jobcenter"), None, SECTIONS))


def saved(book: Any) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def edited(edit: Edit) -> Submission:
    """What comes of the small workbook when somebody has done this to it."""
    book = load_workbook(BytesIO(small_book()))
    edit(book)
    return read_book(saved(book), LABEL, QUESTIONS)


def answer_row(sheet: Worksheet, id: str) -> int:
    """The row of an answer, or of a row of a table by its key."""
    return next(row for row in range(1, 400) if str(sheet.cell(row, 1).value) == id)


def typed(id: str, value: Any) -> Edit:
    """Something else in the field of a single answer."""

    def edit(book: Any) -> None:
        sheet = book["Svar"]
        sheet.cell(answer_row(sheet, id), 4).value = value

    return edit


def remarks(found: Submission) -> list[str]:
    return [f"{one.place}: {one.message}" for one in found.remarks]


# --- what is in it ------------------------------------------------------------------------------------------
def test_the_sheets_of_a_project() -> None:
    book = load_workbook(BytesIO(small_book()))
    assert book.sheetnames[:4] == ["Vejledning", "Svar", "Afdelinger", "Mening for de fire grupper"]
    assert (book["Lister"].sheet_state, book["plangen"].sheet_state) == ("hidden", "veryHidden")
    sheet = book["Svar"]
    assert [sheet.cell(3, at).value for at in range(2, 9)] == [
        "Afsnit",
        "Spørgsmål",
        "Svar",
        "Hjælp",
        "Skal det besvares?",
        "Kan svare",
        "Bruges i",
    ]
    row = answer_row(sheet, "idriftsaettelsesdato")
    day = sheet.cell(row, 4)
    assert (day.value, day.number_format) == (datetime(2027, 9, 6), "dd.mm.yyyy")
    assert str(sheet.cell(row, 3).value).startswith("Idriftsættelsesdato *\n")
    assert sheet.freeze_panes == "E4" and sheet.print_title_rows == "$3:$3"
    assert sheet.column_dimensions["A"].hidden


def test_a_choice_has_a_list_and_several_are_told_in_a_note() -> None:
    book = load_workbook(BytesIO(small_book()))
    sheet, lists = book["Svar"], book["Lister"]
    row = answer_row(sheet, "loesningstype")
    rule = next(one for one in sheet.data_validations.dataValidation if f"D{row}" in str(one.sqref))
    assert rule.type == "list" and rule.showErrorMessage
    column = lists[str(rule.formula1).split("!")[1].replace("$", "")]
    labels = next(one for one in QUESTIONS if one.id == "loesningstype").choices.values()
    assert [cell.value for (cell,) in column] == list(labels)
    several = sheet.cell(answer_row(sheet, "formaal_typer"), 4)
    assert several.value == (
        "Bedre kvalitet for borgere eller virksomheder; Mere fleksibel adgang til hjælp; "
        "Frigjort tid til andre opgaver; Styrket faglighed"
    )
    assert "med semikolon imellem: Bedre kvalitet" in several.comment.text


def test_the_columns_of_a_table_are_those_of_the_form() -> None:
    sheet = load_workbook(BytesIO(small_book()))["Mål og gevinster"]
    goals = next(one for one in QUESTIONS if one.id == "maal")
    ids = [cell.value for cell in sheet[5][1:]]
    assert ids == [one.id for one in goals.fields] and sheet.row_dimensions[5].hidden
    heads = {id: str(cell.value) for id, cell in zip(ids, sheet[6][1:], strict=True)}
    assert heads["maal"].endswith(" *") and not heads["status"].endswith("*")
    weeks = sheet.cell(7, 2 + ids.index("maales_uge"))
    assert weeks.value == 12 and sheet.cell(6, weeks.column).comment is not None
    assert sheet.freeze_panes == "C7"


def test_the_same_answers_give_the_same_bytes() -> None:
    again = WRITERS["xlsx"](form_to_send(example("jobcenter"), None, SECTIONS))
    assert again == small_book()


def test_programs_take_it_for_a_sound_workbook(tmp_path: Path) -> None:
    path = tmp_path / "skema.xlsx"
    path.write_bytes(small_book())
    assert word_errors(path) == []


# --- what comes back ----------------------------------------------------------------------------------------
@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("inputs/koerebog.yaml")
    path.parent.mkdir()
    shutil.copy(example_path("koerebog"), path)
    return path


@pytest.mark.parametrize(
    ("name", "department"),
    [
        ("tom", None),
        ("fjendtlig", None),
        ("jobcenter", "ungeindsats"),
        pytest.param("jobcenter", None, marks=pytest.mark.long),
    ],
)
def test_an_untouched_workbook_changes_no_byte(
    name: str, department: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path(f"{name}.yaml")
    shutil.copy(example_path(name), path)
    file = Path("skema.xlsx")
    file.write_bytes(WRITERS["xlsx"](form_to_send(read_project(path, shipped_library()), department)))
    before = path.read_bytes()
    result = run("hent", file, "--apply")
    assert (result.code, result.err) == (0, "")
    assert path.read_bytes() == before
    assert not path.with_suffix("").exists(), "nor makes one for a department"


def fetched(edit: Edit, *more: str) -> Result:
    """A workbook of some sections of `koerebog.yaml` sent out, edited and fetched."""
    sections = [part for id in SECTIONS for part in ("--afsnit", id)]
    assert run("skema", "inputs/koerebog.yaml", "--format", "xlsx", *sections).code == 0
    book = load_workbook("koerebog_skema.xlsx")
    edit(book)
    book.save("retur.xlsx")
    return run("hent", "retur.xlsx", "--apply", *more)


def test_what_was_typed_is_written_as_files_hold_it(answers: Path) -> None:
    def edit(book: Any) -> None:
        typed("projektstart", "mandag i uge 50, 2026")(book)
        typed("idriftsaettelsesdato", datetime(2027, 10, 4))(book)
        typed("system_navn", 4711)(book)
        typed("problem", "- Det første\n- Det andet")(book)
        goals = book["Mål og gevinster"]
        goals.cell(answer_row(goals, "0"), 2).value = "Et andet mål"

    result = fetched(edit)
    assert result.code == 0, result.err
    base = read_project(answers, shipped_library()).project.base
    assert (base.raw("projektstart"), base.raw("idriftsaettelsesdato")) == (
        date(2026, 12, 7),
        date(2027, 10, 4),
    )
    assert base.text("system_navn") == "4711"
    assert base.text("problem") == "- Det første\n- Det andet"
    assert base.rows("maal")[0].text("maal") == "Et andet mål"


def test_what_libreoffice_saves_is_read_alike(answers: Path, tmp_path: Path) -> None:
    before = answers.read_bytes()
    run("skema", answers, "--format", "xlsx")
    convert([Path("koerebog_skema.xlsx").absolute()], "xlsx", tmp_path / "gemt")
    result = run("hent", "gemt/koerebog_skema.xlsx", "--apply")
    assert (result.code, result.err, answers.read_bytes()) == (0, "", before)


def test_somebody_has_answered_meanwhile(answers: Path) -> None:
    def edit(book: Any) -> None:
        text = answers.read_text("utf-8")
        answers.write_text(text.replace("kommune_navn: ", "kommune_navn: Ny "), "utf-8")
        typed("kommune_navn", "Anden Kommune")(book)

    result = fetched(edit)
    assert result.code == 1
    assert "»Kommune« er ændret i svarfilen" in result.err and "Anden Kommune" in result.err
    assert "Anden Kommune" not in answers.read_text("utf-8")


def test_a_department_gets_an_answer_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(example_path("jobcenter"), tmp_path)
    asked = ("--format", "xlsx", "--department", "ungeindsats", "--afsnit", "formaal")
    run("skema", "jobcenter.yaml", *asked)
    book = load_workbook("jobcenter_ungeindsats_skema.xlsx")
    sheet = book["Svar"]
    row = answer_row(sheet, "problem")
    assert sheet.cell(3, 5).value == "Fælles svar" and sheet.cell(row, 5).value == sheet.cell(row, 4).value
    sheet.cell(row, 4).value = "Kun de unge"
    book.save("retur.xlsx")
    assert run("hent", "retur.xlsx", "--apply").code == 0
    assert "Kun de unge" in Path("jobcenter/ungeindsats.yaml").read_text("utf-8")
    assert "Kun de unge" not in Path("jobcenter.yaml").read_text("utf-8")


# --- rows ---------------------------------------------------------------------------------------------------
def _rows(book: Any) -> Worksheet:
    sheet: Worksheet = book["Mål og gevinster"]
    return sheet


def _copied(book: Any) -> None:
    sheet = _rows(book)
    for column in range(1, 16):
        sheet.cell(12, column).value = sheet.cell(7, column).value


def _moved(book: Any) -> None:
    sheet = _rows(book)
    last = [sheet.cell(10, column).value for column in range(1, 16)]
    sheet.delete_rows(10)
    sheet.insert_rows(7)
    for column, value in enumerate(last, start=1):
        sheet.cell(7, column).value = value


@pytest.mark.parametrize(
    ("edit", "origins"),
    [
        (lambda book: None, (0, 1, 2, 3)),
        (lambda book: _rows(book).delete_rows(8), (0, 2, 3)),
        (lambda book: _rows(book).cell(14, 2, "Et nyt mål"), (0, 1, 2, 3, None)),
        (lambda book: _rows(book).insert_cols(2), (0, 1, 2, 3)),
        (lambda book: setattr(_rows(book), "title", "Andet navn"), (0, 1, 2, 3)),
        (_copied, (0, 1, 2, 3, None)),
        (_moved, (3, 0, 1, 2)),
    ],
)
def test_rows_are_known_wherever_they_stand(edit: Edit, origins: tuple[int | None, ...]) -> None:
    found = edited(edit)
    assert found.sent["maal"].origins == origins
    assert remarks(found) == []
    shown: Any = found.made_from.answers["maal"]
    for row, origin in zip(found.sent["maal"].answer, origins, strict=True):
        if origin is not None:
            assert row["maal"] == shown[origin]["maal"]


def test_emptied_rows_are_taken_out_and_none_can_be_said() -> None:
    def emptied(book: Any) -> None:
        sheet = book["Andre forandringer"]
        for row in range(7, 12):
            for column in range(2, 9):
                sheet.cell(row, column).value = None

    def none(book: Any) -> None:
        emptied(book)
        book["Andre forandringer"]["C4"] = "Ja"

    assert edited(emptied).sent["andre_forandringer"].answer == []
    assert edited(none).sent["andre_forandringer"].answer == "ingen"


def test_what_is_not_there_any_more_is_as_it_was() -> None:
    def edit(book: Any) -> None:
        book["Svar"].delete_rows(answer_row(book["Svar"], "afgraensning.minimal"))
        book["Svar"].delete_rows(answer_row(book["Svar"], "problem"))
        _rows(book).delete_cols(3)
        del book["Afdelinger"]

    found = edited(edit)
    assert "problem" not in found.sent and "afdelinger" not in found.sent
    for id in ("afgraensning", "maal"):
        question = next(one for one in QUESTIONS if one.id == id)
        side = main_side(example_path("jobcenter"), builtin_catalog())
        assert side.canonical(question, found.sent[id].answer) == found.made_from.answers[id]


# --- what cannot be an answer -------------------------------------------------------------------------------
def test_formulas_count_by_their_results() -> None:
    found = edited(typed("kommune_navn", "=1+1"))
    assert remarks(found) == [
        "arket »Svar«, celle D4: Feltet holder en formel uden resultat. Skriv svaret i stedet; det i "
        "svarfilen er uændret."
    ]
    assert found.sent["kommune_navn"].answer == "Egelund Kommune"
    book = load_workbook(BytesIO(small_book()))
    typed("kommune_navn", "=1+1")(book)
    data = saved(book)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet2.xml"
    for value, answer, told in (("<v>2</v>", "2", 0), ("<v>#N/A</v>", "Egelund Kommune", 1)):
        kind = b' t="e"' if told else b""
        there = parts[sheet].replace(b"<f>1+1</f><v></v>", b"<f>1+1</f>" + value.encode())
        there = there.replace(b"<f>1+1</f><v />", b"<f>1+1</f>" + value.encode())
        at = there.index(b"<f>1+1</f>")
        head = there.rindex(b"<c ", 0, at)
        there = there[: head + 2] + kind + there[head + 2 :]
        found = read_book(packed(parts | {sheet: there}), LABEL, QUESTIONS)
        assert found.sent["kommune_navn"].answer == answer
        assert len(found.remarks) == told


def test_text_outside_the_fields_is_named() -> None:
    def edit(book: Any) -> None:
        _rows(book)["Z8"] = "Se min kommentar"
        book["Svar"]["D200"] = "Løst svar"
        book["Mening for de fire grupper"]["C30"] = "En femte gruppe"

    assert [one.partition("« står")[0] for one in remarks(edited(edit))] == [
        "arket »Svar«, celle D200: »Løst svar",
        "arket »Mening for de fire grupper«, celle C30: »En femte gruppe",
        "arket »Mål og gevinster«, celle Z8: »Se min kommentar",
    ]


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _said_to_be(size: int) -> bytes:
    """An archive with a file that takes so many bytes when it is unpacked, as its directory has it."""
    data = packed({"xl/workbook.xml": bytes(1000)})
    directory = data.rindex(b"PK\x01\x02")
    at = directory + 24  # of the size (APPNOTE.TXT 4.3.12)
    return data[:at] + size.to_bytes(4, "little") + data[at + 4 :]


def _other_workbook() -> bytes:
    book = Workbook()
    book.active["A1"] = "Noget andet"
    return saved(book)


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(small_book())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with_dtd() -> bytes:
    parts = _parts()
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    text = parts["xl/sharedStrings.xml"].replace(b"?>", b"?>" + bomb, 1)
    return packed(parts | {"xl/sharedStrings.xml": text})


def _many_cells() -> bytes:
    parts = _parts()
    row = b"".join(b'<row r="%d">%s</row>' % (at, b"<c><v>1</v></c>" * 250) for at in range(1, 402))
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (main, row)
    return packed(parts | {"xl/worksheets/sheet1.xml": sheet})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (lambda: b"", "er ikke en Excel-fil"),
        (lambda: b"%PDF-1.7", "er ikke en Excel-fil"),
        (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "adgangskode"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(900), "gammelt format"),
        (lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "andet program"),
        (lambda: packed({"xl/workbook.xml": b"<a" * 700_000}), "beskadiget"),
        (lambda: _said_to_be(257_000_000), "fylder for meget"),
        (lambda: packed(_parts() | {"xl/worksheets/sheet1.xml": b"<worksheet"}), "beskadiget"),
        (lambda: small_book()[:-500], "beskadiget"),
        (_other_workbook, "er ikke et spørgeskema fra plangen"),
        (_with_dtd, "DTD"),
        (_many_cells, "flere felter"),
    ],
)
def test_a_file_that_is_no_questionnaire_is_refused(data: Callable[[], bytes], message: str) -> None:
    with pytest.raises(NoSubmission, match=message):
        read_book(data(), LABEL, QUESTIONS)


# --- cells --------------------------------------------------------------------------------------------------
def field_of(type: str, **choices: str) -> FormField:
    return FormField("f", type, "Felt", "", "", "", "", 1000, False, choices, "", None, True)


@each(
    ("type", "held", "answer"),
    [
        ("text", None, ""),
        ("text", 4711, "4711"),
        ("text", 12.0, "12"),
        ("text", 0.25, "0,25"),
        ("text", True, "ja"),
        ("text", datetime(2027, 3, 15), "15. marts 2027"),
        ("text", datetime(2027, 3, 15, 9, 30), "15. marts 2027 kl. 09.30"),
        ("text", time(14, 0), "14.00"),
        ("text", "  to\n linjer ", "to linjer"),
        ("markdown", "- a\r\n- b", "- a\n- b"),
        ("date", datetime(2027, 3, 15), "2027-03-15"),
        ("date_or_week", -4, "-4"),
        ("date_or_week", "12 uger før", "12 uger før"),
        ("number", 1234567, "1234567"),
        ("number", 12.5, "12,5"),
        ("number", "ca. 12", "ca. 12"),
        ("tal_liste", "2, 4; 8", ["2", "4", "8"]),
        ("tal_liste", 2.4, ["2", "4"]),
        ("tal_liste", None, []),
        ("multi", "Et; To;; noget andet", ["en", "to", "noget andet"]),
    ],
)
def test_what_a_cell_holds_as_an_answer(type: str, held: Any, answer: Any) -> None:
    assert answer_of(field_of(type, en="Et", to="To"), held) == answer


def test_a_percentage_is_the_number_that_is_seen() -> None:
    assert answer_of(field_of("number"), 0.4, percent=True) == "40"


@each(
    ("kind", "value", "cell"),
    [
        ("date", "15. marts 2027", date(2027, 3, 15)),
        ("date", "-4", -4),
        ("date", "snart", "snart"),
        ("date", "1. januar 1850", "1. januar 1850"),
        ("number", "410400", 410400),
        ("number", "12,5", 12.5),
        ("number", "12.5", "12.5"),
        ("number", "007", "007"),
        ("number", "1,2340", "1,2340"),
        ("text", "=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_a_value_is_a_cell_of_its_type_when_it_comes_back_alike(kind: Any, value: str, cell: Any) -> None:
    found = cell_of(FieldView("n", "i", "Felt", "", kind, value))
    assert found == cell and isinstance(found, type(cell))
