"""Task cards: what staff report on them comes back, also from the file of one performer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import EditedPack, changed_lines, written_pack
from tests.support.samples import sampled

ANSWERS = """
pakke: {dato: 2027-02-01, omfang: let, dokumenter: [D06b]}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  roller:
    projektleder: {rolle: Digitaliseringskonsulent}
"""
OWN = "06b_opgavekort_digitaliseringskonsulent_faelles.docx"


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return written_pack(tmp_path / "projekt", ANSWERS, build_both)


def build_both(pack: EditedPack) -> None:
    """The cards of all, and those that one role carries out."""
    build(pack)
    build(pack, "--udfoerer", "Projektleder")


def build(pack: EditedPack, *options: str) -> str:
    return pack.build("--format", "docx", "--document", "D06b", *options).err


def report(pack: EditedPack, name: str) -> tuple[str, list[str]]:
    """Reports on the first card of a file; the file's state, and what the pull adds."""
    path = pack.out / "faelles" / name
    data = path.read_bytes()
    for column, text in (("status", "I gang"), ("bemaerkning", "Venter på referat")):
        places = [id for id in word.ids(data) if id.startswith("opgave_tilpasning[+") and id.endswith(column)]
        data = word.set_text(data, places[0], text)
    path.write_bytes(data)
    state = str(pack.status(path)[f"faelles/{name}"]["tilstand"])
    before = pack.texts()
    code, told = pack.pull("--apply")
    assert (code, told["konflikter"], told["ikke_foert_tilbage"]) == (0, [], [])
    return state, changed_lines(before, pack.texts())["jobcenter"]


@pytest.mark.parametrize("name", sampled(["06b_opgavekort_faelles.docx", OWN], every=2))
def test_status_and_remark_of_a_card_come_back(pack: EditedPack, name: str) -> None:
    state, lines = report(pack, name)
    assert state == "rettet"
    assert lines == [
        "+opgave_tilpasning:",
        "+- kort: OPG-01" if name != OWN else lines[1],
        "+status: i_gang",
        "+bemaerkning: Venter på referat",
    ]
    text = pack.answers.read_text("utf-8").replace("2027-09-06", "2027-10-04")
    pack.answers.write_text(text, "utf-8")
    old = f"{OWN} er fra før, svarene blev ændret"
    assert old in " ".join(build(pack).split()), "the file of a performer stays and is named"
    assert (pack.out / "faelles" / OWN).exists()
    build(pack, "--udfoerer", "digitaliseringskonsulent")
    states = pack.status(pack.out / "faelles")
    both = ("06b_opgavekort_faelles.docx", OWN)
    assert {states[f"faelles/{one}"]["tilstand"] for one in both} == {"uændret"}
    assert pack.pull("--apply")[1]["rettelser"] == []


def test_a_performer_of_nothing_is_refused_with_those_that_there_are(pack: EditedPack) -> None:
    said = " ".join(build(pack, "--udfoerer", "Rengøringen").split())
    assert "Ingen opgaver har udføreren »Rengøringen«." in said
    assert "Digitaliseringskonsulent" in said
