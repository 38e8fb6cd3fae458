"""What staff write in the plan of potentials and barriers comes back: new points from the fields of the grid,
weight and status of those that are there, and what was not chosen (specifikation.md 2.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, changed_lines, written_pack
from tests.support.projection import word_projection
from tests.support.variants import section
from tests.word.word_saves import saved_by_word

OF = "D04"
ANSWERS = """
pakke: {dato: 2027-02-01}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  afdelinger:
    - {afdeling_id: jobindsats, navn: Jobindsats, medarbejdere: 24}
    - {afdeling_id: ungeindsats, navn: Ungeindsatsen, medarbejdere: 12}
  potentialer:
    - perspektiv: fagligt
      potentiale: Bedre forberedte samtaler
      stoettes: Indgår i samtalemodellen
      ansvarlig: Faglig koordinator
      deadline: 2027-06-18
"""


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return written_pack(tmp_path / "projekt", ANSWERS, build)


def build(pack: EditedPack, *options: str) -> str:
    return pack.build("--format", "docx", "--document", OF, *options).err


def places(data: bytes, start: str, end: str) -> list[str]:
    return list(dict.fromkeys(id for id in word.ids(data) if id.startswith(start) and id.endswith(end)))


def edited(pack: EditedPack, department: str, edit: Edit, notes: int = 0) -> list[str]:
    """The lines that an edit changes in the answer file; afterwards nothing is left to pull, and the next
    build prints what came back in the file's place."""
    pack.edit(department, OF, edit)
    before = pack.texts()
    code, told = pack.pull("--apply")
    troubles = [told[name] for name in ("konflikter", "ikke_foert_tilbage", "afventer", "forslag")]
    assert (code, troubles, len(told["noter"])) == (0, [[]] * 4, notes)
    (lines,) = changed_lines(before, pack.texts()).values()
    assert pack.pull("--apply")[1]["rettelser"] == []
    said = build(pack, "--department", department)
    assert not list(pack.out.glob("*/*_ny*")), said
    assert pack.pull("--apply")[1]["rettelser"] == []
    return lines


def said(pack: EditedPack, department: str, heading: str) -> list[str]:
    return section(word_projection(pack.document(department, OF).read_bytes()), heading)


def test_a_line_of_the_work_sheet_is_a_new_point_of_its_perspective(pack: EditedPack) -> None:
    """It lacks what every point must say: that is named, and marked in the table of the next version."""

    def edit(data: bytes) -> bytes:
        *_, line = places(data, "barrierer[+", "].barriere")[3 + 3 : 3 + 3 + 2]
        return saved_by_word(word.set_text(data, line, "Frygt for at miste rutinen"))

    lines = edited(pack, "faelles", edit, notes=1)
    assert lines == ["+barrierer:", "+- perspektiv: personligt", "+barriere: Frygt for at miste rutinen"]
    grid = said(pack, "faelles", "Overblik")
    assert [text for text in grid if text.startswith("Frygt for at miste rutinen ●")]
    table = said(pack, "faelles", "Barrierer")
    at = table.index("Frygt for at miste rutinen")
    assert table[at + 1].startswith("[Udfyldes: Barrierer, Frygt for at miste rutinen: ")
    assert not any(said(pack, "faelles", "Arbejdsark")[5:8])


def test_a_blank_field_of_the_grid_is_one_too_and_a_department_says_whose_it_is(pack: EditedPack) -> None:
    def edit(data: bytes) -> bytes:
        blank = places(data, "potentialer[+", "].potentiale")
        return word.set_text(data, blank[0], "Mere tid til det svære")

    lines = edited(pack, "ungeindsats", edit, notes=1)
    assert "+afdeling: ungeindsats" in lines and "+potentiale: Mere tid til det svære" in lines
    assert any(text.startswith("Mere tid til det svære") for text in said(pack, "ungeindsats", "Overblik"))
    build(pack, "--department", "jobindsats")
    assert not any("Mere tid til det svære" in text for text in said(pack, "jobindsats", "Overblik"))


def test_weight_and_status_are_written_where_they_stand(pack: EditedPack) -> None:
    def edit(data: bytes) -> bytes:
        for column, text in (("vaegt", "3"), ("status", "Løst")):
            data = word.set_text(data, places(data, "potentialer[b", f"].{column}")[0], text)
        return data

    assert edited(pack, "faelles", edit) == ["+vaegt: 3", "+status: loest"]
    assert "Bedre forberedte samtaler ● 3" in said(pack, "faelles", "Overblik")
    assert "Løst" in said(pack, "faelles", "Potentialer")


def test_what_was_not_chosen_comes_back(pack: EditedPack) -> None:
    def edit(data: bytes) -> bytes:
        for column, text in (("art", "Potentiale"), ("punkt", "Videomøder"), ("hvorfor", "Tages op senere")):
            data = word.set_text(data, places(data, "input_parkeret[+", f"].{column}")[0], text)
        return data

    lines = edited(pack, "faelles", edit)
    assert lines == [
        "+input_parkeret:",
        "+- art: potentiale",
        "+punkt: Videomøder",
        "+hvorfor: Tages op senere",
    ]
    assert said(pack, "faelles", "Ikke valgt denne gang")[4:] == [
        *("Potentiale", "Videomøder", "Tages op senere"),
        *[""] * 6,
    ]


def test_the_large_sheet_is_read_back_like_the_usual_one(pack: EditedPack) -> None:
    build(pack, "--papir", "a3", "--department", "jobindsats")
    large = pack.out / "jobindsats" / "04_potentiale_og_barriereplan_a3_jobindsats.docx"
    (first, *_) = places(large.read_bytes(), "barrierer[+", "].barriere")
    large.write_bytes(word.set_text(large.read_bytes(), first, "To systemer på én gang"))
    state = pack.status()[f"jobindsats/{large.name}"]
    assert (state["tilstand"], state["dokument"]) == ("rettet", "D04")
    assert pack.pull("--apply")[0] == 0
    assert "barriere: To systemer på én gang" in pack.answers.read_text("utf-8")
    build(pack, "--papir", "A3", "--department", "jobindsats")
    assert pack.status()[f"jobindsats/{large.name}"]["tilstand"] == "uændret"
