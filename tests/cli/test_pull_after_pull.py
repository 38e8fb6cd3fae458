"""A file that stays in use after it has been pulled: what is typed then comes back, or is named."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.support import word_edits as word
from tests.support.edit_cases import typed
from tests.support.edited_packs import EditedPack, build_pack, copy_of

pytestmark = pytest.mark.usefixtures("everywhere")

ID = "med.udvalg"
WAS = "Lokal-MED for Jobcenter"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> EditedPack:
    return build_pack(tmp_path_factory.mktemp("igen"))


@pytest.fixture
def pack(built: EditedPack, tmp_path: Path) -> EditedPack:
    return copy_of(built, tmp_path / "projekt")


def udvalg(pack: EditedPack) -> str:
    lines = pack.texts()["jobcenter"].splitlines()
    return next(line for line in lines if line.strip().startswith("udvalg:")).partition(": ")[2]


def test_an_answer_typed_back_is_pulled_back(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", typed(ID, "Hoved-MED"))
    pack.pull("--apply")
    assert udvalg(pack) == "Hoved-MED"
    pack.edit("faelles", "D01", typed(ID, WAS))
    code, told = pack.pull("--apply")
    assert (code, udvalg(pack)) == (0, WAS), told
    assert pack.pull("--apply")[1]["rettelser"] == []


def test_an_answer_edited_on_in_the_same_file_is_pulled(pack: EditedPack) -> None:
    def first(data: bytes) -> bytes:
        return word.add_paragraph(word.set_text(data, ID, "Hoved-MED"), "Vores egen bemærkning.")

    pack.edit("faelles", "D01", first)
    pack.pull("--apply")
    pack.edit("faelles", "D01", typed(ID, "Område-MED"))
    assert (pack.pull("--apply")[0], udvalg(pack)) == (0, "Område-MED")


@pytest.mark.parametrize("again", ["Område-MED", "Lokaludvalget"])
def test_an_answer_typed_twice_is_a_plain_change_without_words_own_marks(
    pack: EditedPack, again: str
) -> None:
    """As programs save it that leave no names of sessions in the file."""
    for text in ("Hoved-MED", again):
        pack.edit("faelles", "D01", typed(ID, text))
        code, told = pack.pull("--apply")
        assert (code, told["konflikter"], udvalg(pack)) == (0, [], text)
    assert pack.pull()[1]["rettelser"] == []
    pack.build("--format", "docx", "--department", "faelles", "--document", "D01")
    assert [path.name for path in pack.out.glob("*/*_ny*")] == []


def test_several_answers_typed_twice_are_plain_changes(pack: EditedPack) -> None:
    for number in (1, 2):
        for id in (ID, "formaal_kort"):
            pack.edit("faelles", "D01", typed(id, f"Tekst {number}"))
        code, told = pack.pull("--apply")
        assert (code, told["konflikter"], len(told["rettelser"])) == (0, [], 2)


@pytest.mark.parametrize("refused_first", [True, False])
def test_an_answer_that_one_place_says_and_another_hides_is_a_conflict(
    pack: EditedPack, refused_first: bool
) -> None:
    raised, plain = (0, 1) if refused_first else (1, 0)
    pack.edit("faelles", "D01", typed("projekt_titel", "Din vej", plain))
    pack.edit("faelles", "D01", lambda data: raise_text(data, "projekt_titel", raised))
    before = pack.texts()
    code, told = pack.pull("--apply")
    assert (code, pack.texts(), told["rettelser"]) == (1, before, [])
    assert "»Din vej«" in told["konflikter"][0]["besked"]
    assert len(told["ikke_foert_tilbage"]) == 1
    pack.build("--format", "docx", "--department", "faelles", "--document", "D01")
    roots = word.stories(pack.document("faelles", "D01").read_bytes()).values()
    assert any("Din vej" in "".join(root.itertext()) for root in roots)


def raise_text(data: bytes, id: str, number: int) -> bytes:
    """Makes what an answer says in one place raised text."""

    def edit(parts: dict[str, word.Element]) -> None:
        for run in word.controls(parts, id)[number].iter(f"{word.W}r"):
            look = run.find(f"{word.W}rPr")
            if look is None:
                look = etree.Element(f"{word.W}rPr")
                run.insert(0, look)
            look.append(etree.Element(f"{word.W}vertAlign", {f"{word.W}val": "superscript"}))

    return word.edited(data, edit)


def saved_time(data: bytes, number: int) -> bytes:
    """The file as a program leaves it that counts how often it has saved it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        core = package.read("docProps/core.xml")
    count = f"<cp:revision>{number}</cp:revision></cp:coreProperties>".encode()
    core = re.sub(rb"(<cp:revision>\d+</cp:revision>)?</cp:coreProperties>", count, core)
    return word.with_parts(data, {"docProps/core.xml": core})


def test_a_second_copy_of_the_edition_never_replaces_the_first_silently(pack: EditedPack) -> None:
    path = pack.document("faelles", "D01")
    original = path.read_bytes()
    pack.edit("faelles", "D01", lambda data: saved_time(typed(ID, "Hoved-MED")(data), 2))
    pack.pull("--apply")
    path.write_bytes(saved_time(word.set_text(original, ID, "Område-MED"), 1))
    code, told = pack.pull("--apply")
    assert (code, udvalg(pack), len(told["konflikter"])) == (1, "Hoved-MED", 1)
    path.write_bytes(word.set_text(original, "formaal_kort", "En kollegas formål."))
    told = pack.pull("--apply")[1]
    assert udvalg(pack) == "Hoved-MED"
    assert "En kollegas formål." in pack.texts()["jobcenter"]
    assert [one["spoergsmaal"] for one in told["konflikter"]] == ["MED og arbejdsmiljø, Udvalg/forum"]


def test_two_places_typed_one_after_the_other(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", typed("projekt_titel", "Din vej", 0))
    pack.pull("--apply")
    pack.edit("faelles", "D01", typed("projekt_titel", "Jeres vej", 1))
    for _ in range(2):
        code, told = pack.pull("--apply")
        assert (code, told["konflikter"]) == (0, [])
        assert "projekt_titel: Jeres vej" in pack.texts()["jobcenter"]


def test_a_new_row_that_is_edited_after_the_pull_is_not_written_twice(pack: EditedPack) -> None:
    def row(*texts: str) -> object:
        return lambda data: word.insert_row(data, "maal", word.row_keys(data, "maal")[0], texts)

    path = pack.document("faelles", "D01")
    original = path.read_bytes()
    pack.edit("faelles", "D01", row("Nyt mål", "Antal henvendelser", "7"))  # type: ignore[arg-type]
    pack.pull("--apply")
    written = pack.texts()
    path.write_bytes(original)
    pack.edit("faelles", "D01", row("Nyt mål", "Antal henvendelser", "8"))  # type: ignore[arg-type]
    code, told = pack.pull("--apply")
    assert (code, pack.texts()) == (1, written)
    assert "siden rettet igen i Word" in told["konflikter"][0]["besked"]


def test_a_file_is_renewed_when_what_was_pulled_from_it_has_been_changed_in_the_answers(
    pack: EditedPack,
) -> None:
    pack.edit("faelles", "D01", typed(ID, "Hoved-MED"))
    pack.pull("--apply")
    text = pack.texts()["jobcenter"]
    pack.answers.write_text(text.replace("udvalg: Hoved-MED", "udvalg: Område-MED"), "utf-8")
    assert pack.pull()[1]["konflikter"] == []
    pack.build("--format", "docx", "--department", "faelles", "--document", "D01")
    assert list(pack.out.glob("*/*_ny*")) == []
    assert pack.status(pack.document("faelles", "D01"))
    parts = word.stories(pack.document("faelles", "D01").read_bytes())
    assert "".join(word.controls(parts, ID)[0].itertext()) == "Område-MED"
    assert list(pack.out.glob(".plangen/faelles/erstattet/*"))
