"""What staff write in the plan of potentials and barriers comes back: new points from the fields of the grid,
weight and status of those that are there, and what was not chosen (specifikation.md 2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.support import word_edits as word
from tests.support.edited_packs import EditedPack, written_pack
from tests.support.projection import word_projection
from tests.support.variants import section
from tests.word.word_saves import saved_by_word

OF = "D04"
ANSWERS = """
pakke: {dato: 2027-02-01, omfang: let, dokumenter: [D04]}
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


def build_all(pack: EditedPack) -> str:
    """The document of all packs, and that of one on larger paper."""
    usual = pack.build("--format", "docx", "--document", OF)
    large = pack.build("--format", "docx", "--document", OF, "--papir", "a3", "--department", "jobindsats")
    return usual.err + large.err


def places(data: bytes, start: str, end: str) -> list[str]:
    return list(dict.fromkeys(id for id in word.ids(data) if id.startswith(start) and id.endswith(end)))


def said(pack: EditedPack, department: str, heading: str) -> list[str]:
    return section(word_projection(pack.document(department, OF).read_bytes()), heading)


@dataclass(frozen=True)
class Written:
    """The answers that a pull has changed, and the pack after a build."""

    answers: dict[str, Any]
    pack: EditedPack

    def rows(self, question: str) -> list[dict[str, Any]]:
        return list(self.answers[question])


LARGE = "04_potentiale_og_barriereplan_a3_jobindsats.docx"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """New points, weight and status, and what was not chosen, in the file of all as Word saves it; a point in
    that of a department, and one on the large sheet of another. Afterwards nothing is left to pull."""
    pack = written_pack(tmp_path_factory.mktemp("skrevet") / "projekt", ANSWERS, build_all)

    def edit(data: bytes) -> bytes:
        *_, line = places(data, "barrierer[+", "].barriere")[3 + 3 : 3 + 3 + 2]
        texts = {line: "Frygt for at miste rutinen"}
        for column, text in (("vaegt", "3"), ("status", "Løst")):
            texts[places(data, "potentialer[b", f"].{column}")[0]] = text
        for column, text in (("art", "Potentiale"), ("punkt", "Videomøder"), ("hvorfor", "Tages op senere")):
            texts[places(data, "input_parkeret[+", f"].{column}")[0]] = text
        return saved_by_word(word.set_texts(data, texts))

    def of_department(data: bytes) -> bytes:
        return word.set_text(data, places(data, "potentialer[+", "].potentiale")[0], "Mere tid til det svære")

    pack.edit("faelles", OF, edit)
    pack.edit("ungeindsats", OF, of_department)
    large = pack.out / "jobindsats" / LARGE
    (first, *_) = places(large.read_bytes(), "barrierer[+", "].barriere")
    large.write_bytes(word.set_text(large.read_bytes(), first, "To systemer på én gang"))
    (state,) = pack.status(large).values()
    assert (state["tilstand"], state["dokument"]) == ("rettet", "D04")

    before = answers(pack)
    code, told = pack.pull("--apply")
    troubles = [name for name in ("konflikter", "ikke_foert_tilbage", "afventer", "forslag") if told[name]]
    assert (code, troubles, len(told["noter"])) == (0, [], 3), "new points lack what every point must say"
    changed = {id: value for id, value in answers(pack).items() if value != before.get(id)}
    assert pack.pull("--apply")[1]["rettelser"] == []
    message = build_all(pack)
    assert not list(pack.out.glob("*/*_ny*")), message
    assert "er rettet i Word" not in message
    assert {one["tilstand"] for one in pack.status().values()} == {"uændret"}
    assert pack.pull("--apply")[1]["rettelser"] == []
    return Written(changed, pack)


def answers(pack: EditedPack) -> dict[str, Any]:
    assert [*pack.texts()] == ["jobcenter"]
    return dict(YAML(typ="safe").load(pack.texts()["jobcenter"])["svar"])


def test_nothing_else_is_written(written: Written) -> None:
    assert written.answers.keys() == {"potentialer", "barrierer", "input_parkeret"}
    assert [len(written.rows(id)) for id in ("potentialer", "barrierer", "input_parkeret")] == [2, 2, 1]


def test_a_line_of_the_work_sheet_is_a_new_point_of_its_perspective(written: Written) -> None:
    """It lacks what every point must say: that is named, and marked in the table of the next version."""
    assert {"perspektiv": "personligt", "barriere": "Frygt for at miste rutinen"} in written.rows("barrierer")
    grid = said(written.pack, "faelles", "Overblik")
    assert [text for text in grid if text.startswith("Frygt for at miste rutinen ●")]
    table = said(written.pack, "faelles", "Barrierer")
    at = table.index("Frygt for at miste rutinen")
    assert table[at + 1].startswith("[Udfyldes: Barrierer, Frygt for at miste rutinen: ")
    assert not any(said(written.pack, "faelles", "Arbejdsark")[5:8])


def test_a_blank_field_of_the_grid_is_one_too_and_a_department_says_whose_it_is(written: Written) -> None:
    new = written.rows("potentialer")[1]
    assert (new["potentiale"], new["afdeling"]) == ("Mere tid til det svære", "ungeindsats")
    grid = said(written.pack, "ungeindsats", "Overblik")
    assert any(text.startswith("Mere tid til det svære") for text in grid)
    assert not any("Mere tid til det svære" in text for text in said(written.pack, "jobindsats", "Overblik"))


def test_weight_and_status_are_written_where_they_stand(written: Written) -> None:
    point = written.rows("potentialer")[0]
    assert (point["potentiale"], point["vaegt"], point["status"]) == ("Bedre forberedte samtaler", 3, "loest")
    assert "Bedre forberedte samtaler ● 3" in said(written.pack, "faelles", "Overblik")
    assert "Løst" in said(written.pack, "faelles", "Potentialer")


def test_what_was_not_chosen_comes_back(written: Written) -> None:
    assert written.rows("input_parkeret") == [
        {"art": "potentiale", "punkt": "Videomøder", "hvorfor": "Tages op senere"}
    ]
    assert said(written.pack, "faelles", "Ikke valgt denne gang")[4:] == [
        *("Potentiale", "Videomøder", "Tages op senere"),
        *[""] * 6,
    ]


def test_the_large_sheet_is_read_back_like_the_usual_one(written: Written) -> None:
    (new,) = (one for one in written.rows("barrierer") if one.get("afdeling") == "jobindsats")
    assert new["barriere"] == "To systemer på én gang"
