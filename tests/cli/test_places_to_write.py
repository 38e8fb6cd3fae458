"""What staff write in the empty places of a document comes back as values and rows (specifikation.md 2.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from plangen.answers.model import Row
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, changed_lines, copy_of, written_pack
from tests.support.projection import word_projection
from tests.word.word_saves import saved_by_word

PACKS = ("faelles", "jobindsats", "ungeindsats")
OF = "D09"
RESULT = {
    "gik_godt": "Vi nåede alle borgere.",
    "dato": "tirsdag den 21. september 2027",
    "deltagere": "Teamet",
}
ANSWERS = """
pakke: {omfang: let, dokumenter: [D09]}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  afdelinger:
    - {afdeling_id: jobindsats, navn: Jobindsats, medarbejdere: 24}
    - {afdeling_id: ungeindsats, navn: Ungeindsatsen, medarbejdere: 12, idriftsaettelse: 2027-10-04}
  maal:
    - maal: Platformen tilbydes systematisk
      indikator: Andel af borgere
      maales_uge: 8
  evaluering_rytme: {valg: egen, egne_uger: [2, 8]}
"""
TROUBLES = ("konflikter", "ikke_foert_tilbage", "afventer", "forslag", "noter")
MANY = "Vi nåede alle.\nOgså de nye.\n- Flere samtaler"


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    """The evaluation windows of all departments and of two."""
    return written_pack(tmp_path / "projekt", ANSWERS, build)


def build(pack: EditedPack, *packs: str) -> str:
    departments = [part for key in packs or PACKS for part in ("--department", key)]
    return pack.build("--format", "docx", "--document", OF, *departments).err


# --- places -------------------------------------------------------------------------------------------------
def places(data: bytes, question: str, column: str) -> list[str]:
    """The places to write one column of a table, in the order of the document."""
    return [id for id in word.ids(data) if re.fullmatch(rf"{question}\[\+[^\]]+\]\.{column}", id)]


def written(question: str, number: int, **cells: str) -> Edit:
    """Texts typed in the `number`th blank row of a table."""

    def edit(data: bytes) -> bytes:
        for column, text in cells.items():
            data = word.set_text(data, places(data, question, column)[number], text)
        return data

    return edit


def rows(pack: EditedPack, question: str, department: str | None = None) -> list[dict[str, str]]:
    answers = read_project(pack.answers, shipped_library()).project.answers_of(department)
    return [cells_of(row) for row in answers.rows(question)]


def cells_of(row: Row) -> dict[str, str]:
    return {column: str(cell.raw) for column, cell in row.cells.items()}


@dataclass(frozen=True)
class Pulled:
    """A pack after a pull: what was told, and the lines that came and went in each answer file."""

    pack: EditedPack
    told: dict[str, Any]
    lines: dict[str, list[str]]

    def rows(self, question: str, department: str) -> list[dict[str, str]]:
        """The rows of a table that came from the file of this department."""
        found = rows(self.pack, question)
        return [without(row, "afdeling") for row in found if row.get("afdeling") == department]


def without(row: dict[str, str], *columns: str) -> dict[str, str]:
    return {column: cell for column, cell in row.items() if column not in columns}


def pulled(pack: EditedPack) -> Pulled:
    """A pull that adds lines to answer files. It takes nothing away, and reports no trouble."""
    before = pack.texts()
    code, told = pack.pull("--apply")
    assert (code, {name: told[name] for name in TROUBLES if told[name]}) == (0, {})
    lines = changed_lines(before, pack.texts())
    assert not [line for found in lines.values() for line in found if line.startswith("-")]
    return Pulled(pack, told, lines)


def assert_settled(pack: EditedPack, *packs: str) -> None:
    """Nothing more is written; a build prints what came back, and nothing is left to pull."""
    texts = pack.texts()
    _, again = pack.pull("--apply")
    assert (again["rettelser"], pack.texts()) == ([], texts)
    said = build(pack, *packs)
    assert not list(pack.out.glob("*/*_ny*")), said
    assert pack.pull("--apply")[1]["rettelser"] == []
    assert pack.texts() == texts


def typed_in_libreoffice(data: bytes) -> bytes:
    """The file as LibreOffice's editor leaves it: tags are gone, and where somebody typed over the spaces of
    an empty place the mark that it is empty is still there."""

    def edit(parts: dict[str, etree._Element]) -> None:
        for control in (sdt for root in parts.values() for sdt in root.iter(f"{word.W}sdt")):
            properties = control.find(f"{word.W}sdtPr")
            assert properties is not None
            for tag in properties.findall(f"{word.W}tag"):
                properties.remove(tag)
            if (
                properties.find(f"{word.W}showingPlcHdr") is None
                and properties.find(f"{word.W}alias") is not None
            ):
                etree.SubElement(properties, f"{word.W}showingPlcHdr")

    return word.edited(data, edit)


# --- two meetings, and a sheet for all ----------------------------------------------------------------------
FIRST, SECOND = 0, 3
"""The first of the blank rows for decisions at each window."""


def decision(data: bytes, number: int) -> str:
    """How the file calls a blank row for a decision."""
    key = re.search(r"\[(.+)\]", places(data, "beslutninger", "hvad")[number])
    assert key is not None
    return key[1]


def at_two_meetings(data: bytes) -> bytes:
    """What a department writes at two windows: rows that are filled in, put in, copied, deleted and left."""
    under, among, left, copied = (decision(data, number) for number in (FIRST + 2, FIRST, FIRST + 1, SECOND))
    value = places(data, "maalinger", "vaerdi")[0]
    data = written("evalueringsresultater", 0, **RESULT, bedre="  ")(data)
    data = written("evalueringsresultater", 1, dato="3/11 2027")(data)
    data = word.set_text(data, value, "11 dage")
    data = word.copy_row(data, "beslutninger", copied, {"hvad": "Kopien"})
    data = written("beslutninger", SECOND, hvad="Selve rækken")(data)
    data = written("beslutninger", FIRST + 2, hvad="Øve i par")(data)
    data = written("beslutninger", FIRST, hvad="Ringe først", ansvarlig="Teamleder", frist="1/10-2027")(data)
    data = word.insert_row(data, "beslutninger", under, ["Sat ind under dem", "Teamleder", "01.10.2027"])
    data = word.insert_row(data, "beslutninger", among, ["Sat ind imellem", "Teamleder", "01.10.2027"])
    return word.delete_row(data, "beslutninger", left)


def siden_sidst(pack: EditedPack, department: str) -> list[str]:
    """What the sheets say of decisions made before, in their order."""
    said = word_projection(pack.document(department, OF).read_bytes())
    return [text for _, text in said if text.startswith("Siden sidst")]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Pulled:
    """The sheets of two departments and of all, filled in and pulled: as Word saves a file, as LibreOffice's
    editor leaves it, and as it is. The places that stay blank and the blank row that is deleted give nothing.
    """
    pack = written_pack(tmp_path_factory.mktemp("holdt") / "projekt", ANSWERS, build)
    assert siden_sidst(pack, "jobindsats") == ["Siden sidst"] * 2
    pack.edit("jobindsats", OF, lambda data: saved_by_word(at_two_meetings(data)))
    pack.edit("ungeindsats", OF, written("evalueringsresultater", 0, **RESULT))
    pack.edit("ungeindsats", OF, written("evalueringsresultater", 1, bedre=MANY))
    pack.edit("ungeindsats", OF, typed_in_libreoffice)
    pack.edit(
        "faelles",
        OF,
        written("evalueringsresultater", 0, afdeling="Jobindsats", **{**RESULT, "deltagere": "Alle"}),
    )
    state = pack.status(pack.document("jobindsats", OF))
    assert [one["tilstand"] for one in state.values()] == ["rettet"]
    return pulled(pack)


RESULT_ROW = {"dato": "2027-09-21", "gik_godt": RESULT["gik_godt"], "deltagere": "Teamet"}


def test_a_window_that_is_filled_in_is_a_result_whoever_saved_the_file(held: Pulled) -> None:
    assert held.rows("evalueringsresultater", "jobindsats")[0] == RESULT_ROW
    assert held.rows("evalueringsresultater", "ungeindsats")[0] == RESULT_ROW


def test_without_a_day_of_its_own_it_has_that_of_the_window(held: Pulled) -> None:
    assert held.rows("evalueringsresultater", "ungeindsats")[1:] == [
        {"dato": "2027-11-29", "bedre": "Vi nåede alle.\n\nOgså de nye.\n\nFlere samtaler"}
    ]


def test_the_value_of_a_goal_is_a_measurement_of_the_day_on_which_the_window_was_held(held: Pulled) -> None:
    assert held.rows("maalinger", "jobindsats") == [
        {"maal": "Platformen tilbydes systematisk", "dato": "2027-11-03", "vaerdi": "11 dage"}
    ]
    assert held.rows("evalueringsresultater", "jobindsats")[1] == {"dato": "2027-11-03"}


def test_a_row_of_the_sheet_for_all_says_itself_whose_it_is(held: Pulled) -> None:
    """In the project's pack nothing is known of it."""
    assert held.rows("evalueringsresultater", "jobindsats")[2:] == [{**RESULT_ROW, "deltagere": "Alle"}]


def test_decisions_are_rows_with_what_the_window_knows(held: Pulled) -> None:
    """Those put in by hand stand below the others: among blank rows, under them, and as a copy of one."""
    told = {"ansvarlig": "Teamleder", "frist": "2027-10-01"}
    assert [without(row, "kilde") for row in held.rows("beslutninger", "jobindsats")] == [
        {"hvad": "Ringe først", **told, "vindue": "2027-09-20"},
        {"hvad": "Øve i par", "vindue": "2027-09-20"},
        {"hvad": "Selve rækken", "vindue": "2027-11-01"},
        {"hvad": "Sat ind imellem", **told, "vindue": "2027-09-20"},
        {"hvad": "Sat ind under dem", **told, "vindue": "2027-09-20"},
        {"hvad": "Kopien", "vindue": "2027-11-01"},
    ]
    assert {row["kilde"] for row in held.rows("beslutninger", "jobindsats")} == {"vindue"}


def test_nothing_else_is_written(held: Pulled) -> None:
    """Of blank places and of the blank row that was deleted nothing comes back."""
    ((file, lines),) = held.lines.items()
    tables = [line for line in lines if re.fullmatch(r"\+\w+:", line)]
    assert (file, tables) == ("jobcenter", ["+maalinger:", "+evalueringsresultater:", "+beslutninger:"])
    assert len([line for line in lines if line.startswith("+- ")]) == 1 + 5 + 6


def test_the_next_window_begins_with_what_was_decided_at_the_one_before(held: Pulled, tmp_path: Path) -> None:
    """And the sheet for all is blank again."""
    pack = copy_of(held.pack, tmp_path)
    text = pack.answers.read_text("utf-8").replace("Jobplatform", "Jobportalen")
    pack.answers.write_text(text, "utf-8")  # so that that sheet has something new
    assert_settled(pack)
    first, second, *_ = siden_sidst(pack, "jobindsats")
    assert first == "Siden sidst"
    assert second.startswith("Siden sidst Ringe først · Teamleder · 01.10.2027 · status:")
    assert set(siden_sidst(pack, "ungeindsats")) == {"Siden sidst"}
    assert len(places(pack.document("faelles", OF).read_bytes(), "evalueringsresultater", "gik_godt")) == 1


# --- what is written later ----------------------------------------------------------------------------------
def test_what_is_written_after_a_pull_goes_into_the_rows_that_came_of_it(pack: EditedPack) -> None:
    """What could not be read is named until it can; what others have changed meanwhile is a conflict."""
    pack.edit("jobindsats", OF, written("evalueringsresultater", 0, gik_godt="Alt."))
    pack.edit("jobindsats", OF, written("beslutninger", FIRST, hvad="Ringe", frist="snarest muligt"))
    pack.edit("jobindsats", OF, written("beslutninger", FIRST + 2, ansvarlig="Teamleder"))
    pack.edit("ungeindsats", OF, written("evalueringsresultater", 0, gik_godt="Alt gik godt for os."))
    code, told = pack.pull("--apply")
    assert (code, [note["besked"] for note in told["noter"]]) == (1, ["Den nye række mangler »Hvad«."])
    (unread,) = told["ikke_foert_tilbage"]
    assert "»snarest muligt«" in unread["besked"]
    ringing, nameless = rows(pack, "beslutninger")
    assert (ringing["hvad"], ringing.get("frist"), nameless["ansvarlig"]) == ("Ringe", None, "Teamleder")
    assert [(row["afdeling"], row["dato"]) for row in rows(pack, "evalueringsresultater")] == [
        ("jobindsats", "2027-09-20"),
        ("ungeindsats", "2027-10-25"),
    ]

    text = pack.answers.read_text("utf-8").replace("Alt gik godt for os.", "Alt gik godt for alle.")
    pack.answers.write_text(text, "utf-8")
    pack.edit("jobindsats", OF, written("evalueringsresultater", 0, hvorfor="God støtte.", dato="22.09.2027"))
    pack.edit("jobindsats", OF, written("beslutninger", FIRST, frist="1. oktober 2027"))
    pack.edit("ungeindsats", OF, written("evalueringsresultater", 0, gik_godt="Alt gik skidt for os."))
    before = pack.texts()
    code, told = pack.pull("--apply")
    assert (code, told["ikke_foert_tilbage"]) == (1, [])
    (conflict,) = told["konflikter"]
    assert "»Alt gik godt for alle.«" in conflict["besked"]
    assert changed_lines(before, pack.texts()) == {
        "jobcenter": [
            "-- dato: 2027-09-20",
            "+- dato: 2027-09-22",
            "+hvorfor: God støtte.",
            "+frist: 2027-10-01",
        ]
    }
    assert_settled(pack, "jobindsats")


def test_a_build_before_the_pull_keeps_what_was_written_under_its_window(pack: EditedPack) -> None:
    """The windows have other dates by now; each is known by how long after go-live it is."""
    pack.edit("jobindsats", OF, written("evalueringsresultater", 0, **RESULT))
    pack.answers.write_text(pack.answers.read_text("utf-8").replace("2027-09-06", "2027-09-13"), "utf-8")
    build(pack, "jobindsats")
    assert not list(pack.out.glob("*/*_ny*"))
    path = pack.document("jobindsats", OF)
    said = "\n".join(map(str, word_projection(path.read_bytes())))
    assert RESULT["gik_godt"] in said and "Evalueringsvindue 1 – mandag den 27. september 2027" in said
    assert [one["tilstand"] for one in pack.status(path).values()] == ["rettet"]
    assert pulled(pack).rows("evalueringsresultater", "jobindsats") == [RESULT_ROW]


# --- files --------------------------------------------------------------------------------------------------
def test_a_department_with_a_file_of_its_own_has_its_rows_there(pack: EditedPack) -> None:
    """A goal that it words in its own way keeps the value that is written with it."""
    own = pack.answers.with_suffix("") / "jobindsats.yaml"
    own.parent.mkdir()
    own.write_text("svar:\n  formaal_kort: Vores eget formål med platformen.\n", "utf-8")

    def edit(data: bytes) -> bytes:
        goal = next(id for id in word.ids(data) if id.startswith("maal[") and id.endswith("].maal"))
        return written("maalinger", 0, vaerdi="11 dage")(word.set_text(data, goal, "Svar inden en uge"))

    pack.edit("jobindsats", OF, edit)
    pack.edit("jobindsats", OF, written("beslutninger", 0, hvad="Ringe først"))
    pack.edit("jobindsats", OF, written("beslutninger", 1, hvad="Øve i par"))
    pack.edit("ungeindsats", OF, written("beslutninger", 0, hvad="Vente"))
    lines = pulled(pack).lines
    assert [line for line in lines["jobindsats"] if "hvad" in line] == [
        "+- hvad: Ringe først",
        "+- hvad: Øve i par",
    ]
    assert [line for line in lines["jobcenter"] if "hvad" in line] == ["+- hvad: Vente"]
    assert "Vente" not in [
        row["hvad"] for row in rows(pack, "beslutninger", "jobindsats") if row.get("afdeling") == "jobindsats"
    ]
    assert [(row["maal"], row["vaerdi"]) for row in rows(pack, "maalinger", "jobindsats")] == [
        ("Svar inden en uge", "11 dage")
    ]
    assert_settled(pack, "jobindsats", "ungeindsats")


def test_rows_go_into_an_answer_file_that_says_nothing(tmp_path: Path) -> None:
    """Nothing is known there: no department, and no day."""
    pack = EditedPack(tmp_path / "projekt")
    pack.answers.parent.mkdir(parents=True)
    pack.answers.write_text("", "utf-8")
    build(pack, "faelles")
    pack.edit("faelles", OF, written("evalueringsresultater", 1, gik_godt="Alt.", dato="20.09.2027"))
    pack.edit("faelles", OF, written("beslutninger", 0, hvad="Ringe først"))
    assert pack.pull("--apply")[0] == 0
    assert rows(pack, "evalueringsresultater") == [{"dato": "2027-09-20", "gik_godt": "Alt."}]
    assert rows(pack, "beslutninger") == [{"hvad": "Ringe først", "kilde": "vindue"}]
    assert pack.pull("--apply")[1]["rettelser"] == []


def test_what_two_have_written_in_copies_is_joined_cell_by_cell(pack: EditedPack) -> None:
    """A cell that says the same in both is one, and one that says something else is a conflict; a copy may
    have any name, and the file itself may have lost its controls."""
    path = pack.document("ungeindsats", OF)
    copy = path.with_name("Kopi til mødet.docx")
    blank = path.read_bytes()
    mine = written("evalueringsresultater", 1, gik_godt="Alt.")
    path.write_bytes(mine(written("evalueringsresultater", 0, gik_godt="Alt.")(blank)))
    theirs = written("evalueringsresultater", 1, gik_godt="Intet.", bedre="Mere.")
    copy.write_bytes(theirs(written("evalueringsresultater", 0, gik_godt="Alt.", hvorfor="Derfor.")(blank)))
    path = pack.document("jobindsats", OF)
    minutes = path.with_name("Referat fra evaluering.docx")
    minutes.write_bytes(written("evalueringsresultater", 0, **RESULT)(path.read_bytes()))
    pack.edit("jobindsats", OF, written("evalueringsresultater", 1, gik_godt="Vi nåede alle."))
    pack.edit("jobindsats", OF, written("beslutninger", FIRST, hvad="Ringe først"))
    pack.edit("jobindsats", OF, lambda data: word.edited(data, without_controls))

    code, told = pack.pull("--apply")
    assert code == 1
    assert {one["spoergsmaal"] for one in told["forslag"]} <= {"Pakken, Status"}  # no control says it is one
    assert (told["ikke_foert_tilbage"], told["afventer"], told["noter"]) == ([], [], [])
    (conflict,) = told["konflikter"]
    assert "»Alt.«" in conflict["besked"] and "»Intet.«" in conflict["besked"]
    held = Pulled(pack, told, {})
    assert held.rows("evalueringsresultater", "ungeindsats") == [
        {"dato": "2027-10-25", "gik_godt": "Alt.", "hvorfor": "Derfor."},
        {"dato": "2027-11-29", "bedre": "Mere."},
    ]
    assert held.rows("evalueringsresultater", "jobindsats") == [
        {"dato": "2027-11-01", "gik_godt": "Vi nåede alle."},
        RESULT_ROW,
    ]
    assert [row["hvad"] for row in rows(pack, "beslutninger")] == ["Ringe først"]
    texts = pack.texts()
    assert pack.pull("--apply")[1]["rettelser"] == []
    assert pack.texts() == texts


def without_controls(parts: dict[str, etree._Element]) -> None:
    for root in parts.values():
        for control in list(root.iter(f"{word.W}sdt")):
            content = control.find(f"{word.W}sdtContent")
            parent = control.getparent()
            assert content is not None
            assert parent is not None
            for child in reversed(content):
                control.addnext(child)
            parent.remove(control)
        for mark in [*root.iter(f"{word.W}bookmarkStart", f"{word.W}bookmarkEnd")]:
            holder = mark.getparent()
            assert holder is not None
            holder.remove(mark)
