"""What staff write in the empty places of a document comes back as values and rows (specifikation.md 2.3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from plangen.answers.model import Row
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, changed_lines, written_pack
from tests.support.projection import word_projection
from tests.support.samples import sampled
from tests.word.word_saves import saved_by_word

PACKS = ("faelles", "jobindsats", "ungeindsats")
OF = "D09"
RESULT = {
    "gik_godt": "Vi nåede alle borgere.",
    "dato": "tirsdag den 21. september 2027",
    "deltagere": "Teamet",
}
ANSWERS = """
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


def pulled(pack: EditedPack) -> dict[str, list[str]]:
    """The lines that a pull adds to each answer file. It takes nothing away, and reports no trouble."""
    before = pack.texts()
    code, told = pack.pull("--apply")
    troubles = [told[name] for name in ("konflikter", "ikke_foert_tilbage", "afventer", "forslag", "noter")]
    assert (code, troubles) == (0, [[]] * 5)
    lines = changed_lines(before, pack.texts())
    assert not [line for found in lines.values() for line in found if line.startswith("-")]
    return lines


def assert_settled(pack: EditedPack, *packs: str) -> None:
    """Nothing more is written; a build prints what came back, and nothing is left to pull."""
    texts = pack.texts()
    _, again = pack.pull("--apply")
    assert (again["rettelser"], pack.texts()) == ([], texts)
    said = build(pack, *packs)
    assert not list(pack.out.glob("*/*_ny*")), said
    assert pack.pull("--apply")[1]["rettelser"] == []
    assert pack.texts() == texts


def as_is(data: bytes) -> bytes:
    return data


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


SAVES: dict[str, Callable[[bytes], bytes]] = {
    "gemt af Word": saved_by_word,
    "som den er": as_is,
    "skrevet i LibreOffice": typed_in_libreoffice,
}


# --- a row that the page knows ------------------------------------------------------------------------------
@pytest.mark.parametrize("save", sampled(SAVES.values(), every=2), ids=SAVES)
def test_a_window_that_is_filled_in_is_a_result(pack: EditedPack, save: Edit) -> None:
    pack.edit("jobindsats", OF, lambda data: save(written("evalueringsresultater", 0, **RESULT)(data)))
    (lines,) = pulled(pack).values()
    assert lines[:2] == ["+evalueringsresultater:", "+- dato: 2027-09-21"]
    assert {*lines[2:]} == {
        "+afdeling: jobindsats",
        "+deltagere: Teamet",
        "+gik_godt: Vi nåede alle borgere.",
    }
    assert_settled(pack, "jobindsats")


def test_without_a_day_of_its_own_it_has_that_of_the_window(pack: EditedPack) -> None:
    pack.edit("jobindsats", OF, written("evalueringsresultater", 1, bedre=MANY))
    pulled(pack)
    (row,) = rows(pack, "evalueringsresultater")
    assert (row["dato"], row["afdeling"]) == ("2027-11-01", "jobindsats")
    assert row["bedre"] == "Vi nåede alle.\n\nOgså de nye.\n\nFlere samtaler"
    assert_settled(pack, "jobindsats")


def test_the_value_of_a_goal_is_a_measurement_of_the_day_on_which_the_window_was_held(
    pack: EditedPack,
) -> None:
    def edit(data: bytes) -> bytes:
        value = places(data, "maalinger", "vaerdi")[0]
        window = places(data, "evalueringsresultater", "dato")[1]
        return word.set_text(word.set_text(data, value, "11 dage"), window, "3/11 2027")

    pack.edit("jobindsats", OF, edit)
    pulled(pack)
    assert rows(pack, "maalinger")[-1:] == [
        {
            "maal": "Platformen tilbydes systematisk",
            "dato": "2027-11-03",
            "vaerdi": "11 dage",
            "afdeling": "jobindsats",
        }
    ]
    assert_settled(pack, "jobindsats")


def test_a_goal_that_is_reworded_keeps_the_value_that_is_written_with_it(pack: EditedPack) -> None:
    def edit(data: bytes) -> bytes:
        goal = next(id for id in word.ids(data) if id.startswith("maal[") and id.endswith("].maal"))
        return written("maalinger", 0, vaerdi="11 dage")(word.set_text(data, goal, "Svar inden en uge"))

    pack.edit("jobindsats", OF, edit)
    assert pack.pull("--apply")[0] == 0
    assert [(row["maal"], row["vaerdi"]) for row in rows(pack, "maalinger", "jobindsats")] == [
        ("Svar inden en uge", "11 dage")
    ]
    assert_settled(pack, "jobindsats")


def test_what_is_written_after_a_pull_goes_into_the_row_that_came_of_it(pack: EditedPack) -> None:
    pack.edit("jobindsats", OF, written("evalueringsresultater", 0, gik_godt="Alt."))
    pulled(pack)
    pack.edit("jobindsats", OF, written("evalueringsresultater", 0, hvorfor="God støtte.", dato="22.09.2027"))
    before = pack.texts()
    assert pack.pull("--apply")[0] == 0
    assert changed_lines(before, pack.texts())["jobcenter"] == [
        "-- dato: 2027-09-20",
        "+- dato: 2027-09-22",
        "+hvorfor: God støtte.",
    ]
    assert_settled(pack, "jobindsats")


def test_what_others_have_changed_meanwhile_is_a_conflict(pack: EditedPack) -> None:
    pack.edit("jobindsats", OF, written("evalueringsresultater", 0, gik_godt="Alt gik godt for os."))
    pulled(pack)
    text = pack.answers.read_text("utf-8").replace("Alt gik godt for os.", "Alt gik godt for alle.")
    pack.answers.write_text(text, "utf-8")
    pack.edit("jobindsats", OF, written("evalueringsresultater", 0, gik_godt="Alt gik skidt for os."))
    code, told = pack.pull("--apply")
    assert (code, pack.answers.read_text("utf-8")) == (1, text)
    assert "»Alt gik godt for alle.«" in told["konflikter"][0]["besked"]


def test_the_windows_of_two_departments_do_not_mix(pack: EditedPack) -> None:
    pack.edit("jobindsats", OF, written("evalueringsresultater", 0, gik_godt="Vores."))
    pack.edit("ungeindsats", OF, written("evalueringsresultater", 0, gik_godt="Deres."))
    pulled(pack)
    said = {row["afdeling"]: (row["dato"], row["gik_godt"]) for row in rows(pack, "evalueringsresultater")}
    assert said == {"jobindsats": ("2027-09-20", "Vores."), "ungeindsats": ("2027-10-25", "Deres.")}
    assert_settled(pack)


def with_copy(pack: EditedPack) -> Path:
    """A copy of a department's sheet, as somebody sends it round."""
    path = pack.document("ungeindsats", OF)
    copy = path.with_name("Kopi til mødet.docx")
    copy.write_bytes(path.read_bytes())
    return copy


def test_the_same_window_filled_in_in_two_files_is_one_row(pack: EditedPack) -> None:
    copy = with_copy(pack)
    pack.edit("ungeindsats", OF, written("evalueringsresultater", 0, gik_godt="Alt."))
    copy.write_bytes(
        written("evalueringsresultater", 0, gik_godt="Alt.", hvorfor="Derfor.")(copy.read_bytes())
    )
    pulled(pack)
    (row,) = rows(pack, "evalueringsresultater")
    assert (row["afdeling"], row["gik_godt"], row["hvorfor"]) == ("ungeindsats", "Alt.", "Derfor.")
    assert pack.pull("--apply")[1]["rettelser"] == []


def test_the_same_window_filled_in_differently_is_a_conflict_of_that_cell(pack: EditedPack) -> None:
    copy = with_copy(pack)
    pack.edit("ungeindsats", OF, written("evalueringsresultater", 0, gik_godt="Alt."))
    copy.write_bytes(written("evalueringsresultater", 0, gik_godt="Intet.", bedre="Mere.")(copy.read_bytes()))
    code, told = pack.pull("--apply")
    assert code == 1
    assert "»Alt.«" in told["konflikter"][0]["besked"]
    assert "»Intet.«" in told["konflikter"][0]["besked"]
    (row,) = rows(pack, "evalueringsresultater")
    assert (row["bedre"], row.get("gik_godt")) == ("Mere.", None)


def test_a_row_of_the_blank_sheet_says_itself_whose_it_is(pack: EditedPack) -> None:
    """In the project's pack nothing is known of it; the next sheet is blank again."""
    pack.edit("faelles", OF, written("evalueringsresultater", 0, afdeling="Jobindsats", **RESULT))
    pulled(pack)
    (row,) = rows(pack, "evalueringsresultater")
    assert (row["afdeling"], row["dato"], row["deltagere"]) == ("jobindsats", "2027-09-21", "Teamet")
    text = pack.answers.read_text("utf-8").replace("Jobplatform", "Jobportalen")
    pack.answers.write_text(text, "utf-8")  # so that the sheet has something new
    assert_settled(pack, "faelles")
    assert len(places(pack.document("faelles", OF).read_bytes(), "evalueringsresultater", "gik_godt")) == 1


def siden_sidst(pack: EditedPack, department: str) -> list[str]:
    """What the sheets say of decisions made before, in their order."""
    said = word_projection(pack.document(department, OF).read_bytes())
    return [text for _, text in said if text.startswith("Siden sidst")]


def test_the_next_window_begins_with_what_was_decided_at_the_one_before(pack: EditedPack) -> None:
    """A whole meeting: its result, a decision and the value of a goal, as Word saves the file."""

    def edit(data: bytes) -> bytes:
        data = written("evalueringsresultater", 0, **RESULT)(data)
        data = written("beslutninger", 0, hvad="Ringe først", ansvarlig="Teamleder", frist="1/10-2027")(data)
        return saved_by_word(written("maalinger", 0, vaerdi="40 pct.")(data))

    assert siden_sidst(pack, "jobindsats") == ["Siden sidst"] * 2
    pack.edit("jobindsats", OF, edit)
    assert pack.status()["jobindsats/09_evalueringsvinduer_jobindsats.docx"]["tilstand"] != "uændret"
    pulled(pack)
    assert [row["vaerdi"] for row in rows(pack, "maalinger")] == ["40 pct."]
    assert_settled(pack)
    first, second = siden_sidst(pack, "jobindsats")
    assert first == "Siden sidst"
    assert second.startswith("Siden sidst Ringe først · Teamleder · 01.10.2027 · status:")
    assert siden_sidst(pack, "ungeindsats") == ["Siden sidst"] * 2


# --- several blank rows -------------------------------------------------------------------------------------
def test_decisions_are_rows_with_what_the_window_knows(pack: EditedPack) -> None:
    pack.edit(
        "jobindsats",
        OF,
        written("beslutninger", 0, hvad="Ringe først", ansvarlig="Teamleder", frist="1/10-2027"),
    )
    pack.edit("jobindsats", OF, written("beslutninger", 2, hvad="Øve i par"))
    pulled(pack)
    window = {"kilde": "vindue", "vindue": "2027-09-20", "afdeling": "jobindsats"}
    assert rows(pack, "beslutninger")[-2:] == [
        {"hvad": "Ringe først", "ansvarlig": "Teamleder", "frist": "2027-10-01", **window},
        {"hvad": "Øve i par", **window},
    ]
    assert_settled(pack, "jobindsats")


def test_a_row_without_what_every_row_must_say_comes_back_and_is_named(pack: EditedPack) -> None:
    pack.edit("jobindsats", OF, written("beslutninger", 0, ansvarlig="Teamleder"))
    code, told = pack.pull("--apply")
    assert (code, [note["besked"] for note in told["noter"]]) == (0, ["Den nye række mangler »Hvad«."])
    assert rows(pack, "beslutninger")[-1]["ansvarlig"] == "Teamleder"


def test_a_cell_that_cannot_be_read_is_named_and_the_others_come_back(pack: EditedPack) -> None:
    pack.edit("jobindsats", OF, written("beslutninger", 0, hvad="Ringe", frist="snarest muligt"))
    code, told = pack.pull("--apply")
    assert (code, len(told["ikke_foert_tilbage"])) == (1, 1)
    assert "»snarest muligt«" in told["ikke_foert_tilbage"][0]["besked"]
    assert rows(pack, "beslutninger")[-1]["hvad"] == "Ringe"
    before = pack.texts()
    pack.edit("jobindsats", OF, written("beslutninger", 0, frist="1. oktober 2027"))
    assert pack.pull("--apply")[0] == 0
    assert changed_lines(before, pack.texts())["jobcenter"] == ["+frist: 2027-10-01"]
    assert_settled(pack, "jobindsats")


@pytest.mark.parametrize("number", [0, 2], ids=["among blank rows", "under them"])
def test_a_row_put_in_beside_blank_ones_knows_what_they_know(pack: EditedPack, number: int) -> None:
    def edit(data: bytes) -> bytes:
        below = re.search(r"\[(.+)\]", places(data, "beslutninger", "hvad")[number])
        assert below is not None
        return word.insert_row(data, "beslutninger", below[1], ["Ringe først", "Teamleder", "01.10.2027"])

    pack.edit("jobindsats", OF, edit)
    pulled(pack)
    row = rows(pack, "beslutninger")[-1]
    assert (row["hvad"], row["vindue"], row["afdeling"]) == ("Ringe først", "2027-09-20", "jobindsats")
    assert_settled(pack, "jobindsats")


def test_a_blank_row_that_is_copied_and_filled_in_is_a_row_of_its_own(pack: EditedPack) -> None:
    def edit(data: bytes) -> bytes:
        key = re.search(r"\[(.+)\]", places(data, "beslutninger", "hvad")[0])
        assert key is not None
        data = word.copy_row(data, "beslutninger", key[1], {"hvad": "Kopien"})
        return written("beslutninger", 0, hvad="Selve rækken")(data)

    pack.edit("jobindsats", OF, edit)
    pulled(pack)
    said = {row["hvad"]: row["vindue"] for row in rows(pack, "beslutninger")[-2:]}
    assert said == {"Selve rækken": "2027-09-20", "Kopien": "2027-09-20"}
    assert_settled(pack, "jobindsats")


def test_blank_rows_that_stay_blank_or_are_deleted_give_nothing(pack: EditedPack) -> None:
    def edit(data: bytes) -> bytes:
        key = re.search(r"\[(.+)\]", places(data, "beslutninger", "hvad")[1])
        assert key is not None
        data = word.delete_row(data, "beslutninger", key[1])
        return word.set_text(data, places(data, "evalueringsresultater", "bedre")[0], "  ")

    before = pack.texts()
    pack.edit("jobindsats", OF, edit)
    assert pulled(pack) == {}
    assert pack.texts() == before
    assert_settled(pack, "jobindsats")


# --- files --------------------------------------------------------------------------------------------------
def test_a_department_with_a_file_of_its_own_has_its_rows_there(pack: EditedPack) -> None:
    own = pack.answers.with_suffix("") / "jobindsats.yaml"
    own.parent.mkdir()
    own.write_text("svar:\n  formaal_kort: Vores eget formål med platformen.\n", "utf-8")
    pack.edit("jobindsats", OF, written("beslutninger", 0, hvad="Ringe først"))
    pack.edit("jobindsats", OF, written("beslutninger", 1, hvad="Øve i par"))
    pack.edit("ungeindsats", OF, written("beslutninger", 0, hvad="Vente"))
    lines = pulled(pack)
    assert [line for line in lines["jobindsats"] if "hvad" in line] == [
        "+- hvad: Ringe først",
        "+- hvad: Øve i par",
    ]
    assert [line for line in lines["jobcenter"] if "hvad" in line] == ["+- hvad: Vente"]
    assert "Vente" not in [
        row["hvad"] for row in rows(pack, "beslutninger", "jobindsats") if row.get("afdeling") == "jobindsats"
    ]
    assert_settled(pack)


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


# --- nothing is lost ----------------------------------------------------------------------------------------
def test_a_build_before_the_pull_keeps_what_was_written_under_its_window(pack: EditedPack) -> None:
    """The windows have other dates by now; each is known by how long after go-live it is."""
    pack.edit("jobindsats", OF, written("evalueringsresultater", 0, **RESULT))
    pack.answers.write_text(pack.answers.read_text("utf-8").replace("2027-09-06", "2027-09-13"), "utf-8")
    build(pack)
    assert not list(pack.out.glob("*/*_ny*"))
    said = "\n".join(map(str, word_projection(pack.document("jobindsats", OF).read_bytes())))
    assert RESULT["gik_godt"] in said and "Evalueringsvindue 1 – mandag den 27. september 2027" in said
    status = pack.status()["jobindsats/09_evalueringsvinduer_jobindsats.docx"]
    assert status["tilstand"] != "uændret"
    pulled(pack)
    (row,) = rows(pack, "evalueringsresultater")
    assert (row["dato"], row["gik_godt"]) == ("2027-09-21", RESULT["gik_godt"])


def test_a_place_whose_control_is_gone_holds_what_was_written_there(pack: EditedPack) -> None:
    """As when another program writes the file: no control is left, and no bookmark."""

    def edit(data: bytes) -> bytes:
        place = places(data, "evalueringsresultater", "gik_godt")[0]
        other = places(data, "beslutninger", "hvad")[0]
        data = word.set_text(word.set_text(data, place, "Vi nåede alle."), other, "Ringe først")
        return word.edited(data, without_controls)

    pack.edit("jobindsats", OF, edit)
    assert pack.pull("--apply")[0] == 0
    assert rows(pack, "evalueringsresultater")[0]["gik_godt"] == "Vi nåede alle."
    assert rows(pack, "beslutninger")[-1]["hvad"] == "Ringe først"
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


def test_a_copy_under_another_name_is_understood(pack: EditedPack) -> None:
    path = pack.document("jobindsats", OF)
    copy = path.with_name("Referat fra evaluering.docx")
    copy.write_bytes(written("evalueringsresultater", 0, **RESULT)(path.read_bytes()))
    pulled(pack)
    assert rows(pack, "evalueringsresultater")[0]["gik_godt"] == RESULT["gik_godt"]
    texts = pack.texts()
    assert pack.pull("--apply")[1]["rettelser"] == []
    assert pack.texts() == texts
