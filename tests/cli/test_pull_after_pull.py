"""A file that stays in use after it has been pulled: what is typed then comes back, or is named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from ruamel.yaml import YAML

from tests.support import word_edits as word
from tests.support.edit_cases import typed
from tests.support.edited_packs import EditedPack, build_pack
from tests.support.samples import sampled
from tests.word.word_saves import saved_by_word

pytestmark = pytest.mark.usefixtures("everywhere")

ID = "med.udvalg"
WAS = "Lokal-MED for Jobcenter"


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return build_pack(tmp_path / "projekt")


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


NEW = ("Nyt mål", "Antal henvendelser", "7")


def new_row(*texts: str) -> Callable[[bytes], bytes]:
    return lambda data: word.insert_row(data, "maal", word.row_keys(data, "maal")[0], texts)


def as_word(edit: Callable[[bytes], bytes], seed: int = 5) -> Callable[[bytes], bytes]:
    """The edit, and the file as Word saves it: with the name of the session."""
    return lambda data: saved_by_word(edit(data), seed)


def on_new_row(change: Callable[[word.Element], None]) -> Callable[[bytes], bytes]:
    """An edit of the row that `new_row` put into the table."""

    def edit(parts: dict[str, word.Element]) -> None:
        change(next(row for row in parts["word/document.xml"].iter(f"{word.W}tr") if is_new(row)))

    return lambda data: word.edited(data, edit)


def is_new(row: word.Element) -> bool:
    return "Antal henvendelser" in "".join(row.itertext())


def retyped(number: int, text: str) -> Callable[[bytes], bytes]:
    def change(row: word.Element) -> None:
        paragraph = next(list(row.iter(f"{word.W}tc"))[number].iter(f"{word.W}p"))
        for run in list(paragraph.iter(f"{word.W}r")):
            run.getparent().remove(run)
        if text:
            paragraph.append(word.run(text))

    return on_new_row(change)


def taken_out(row: word.Element) -> None:
    row.getparent().remove(row)


def rows_of(pack: EditedPack) -> list[dict[str, str]]:
    return list(YAML(typ="safe").load(pack.texts()["jobcenter"])["svar"]["maal"])


def the_new(pack: EditedPack) -> dict[str, str]:
    (row,) = (row for row in rows_of(pack) if row.get("baseline") == "Antal henvendelser")
    return row


@pytest.mark.parametrize("saved", sampled([as_word, lambda edit: edit], every=2), ids=["Word", "plain"])
def test_a_new_row_that_is_edited_after_the_pull_is_a_change_of_that_row(
    pack: EditedPack, saved: Callable[..., Callable[[bytes], bytes]]
) -> None:
    pack.edit("faelles", "D01", saved(new_row(*NEW)))
    pack.pull("--apply")
    count = len(rows_of(pack))
    for texts in ({"maal": "Nyt mål", "maalvaerdi": "8"}, {"maal": "Bedre mål", "maalvaerdi": "8"}):
        number = 2 if texts["maal"] == "Nyt mål" else 0
        pack.edit("faelles", "D01", saved(retyped(number, list(texts.values())[1 if number else 0])))
        code, told = pack.pull("--apply")
        assert (code, told["konflikter"], len(told["rettelser"])) == (0, [], 1)
        assert {name: the_new(pack)[name] for name in texts} == texts
        assert len(rows_of(pack)) == count
        assert pack.pull("--apply")[1]["rettelser"] == []
    pack.build("--format", "docx", "--department", "faelles", "--document", "D01")
    assert [path.name for path in pack.out.glob("*/*_ny*")] == []


def test_a_cell_of_a_new_row_that_is_emptied_after_the_pull_is_emptied(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", new_row(*NEW))
    pack.pull("--apply")
    assert the_new(pack)["maalvaerdi"] == "7"
    pack.edit("faelles", "D01", retyped(2, ""))
    assert pack.pull("--apply")[0] == 0
    assert the_new(pack).get("maalvaerdi") is None


def test_a_new_row_edited_in_word_and_in_the_answers_is_a_conflict_cell_by_cell(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", new_row(*NEW))
    pack.pull("--apply")
    text = pack.texts()["jobcenter"].replace("maal: Nyt mål", "maal: Deres mål")
    pack.answers.write_text(text, "utf-8")
    pack.edit("faelles", "D01", lambda data: retyped(0, "Vores mål")(retyped(2, "8")(data)))
    for _ in range(2):
        code, told = pack.pull("--apply")
        assert (code, len(told["konflikter"])) == (1, 1), told["konflikter"]
        assert "»Deres mål«" in told["konflikter"][0]["besked"]
        assert (the_new(pack)["maal"], the_new(pack)["maalvaerdi"]) == ("Deres mål", "8")


def test_a_new_row_deleted_after_the_pull_goes_only_when_the_file_is_known(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", as_word(new_row(*NEW)))
    pack.pull("--apply")
    pack.edit("faelles", "D01", as_word(on_new_row(taken_out), seed=6))
    code, told = pack.pull("--apply")
    assert (code, [one["rettet_til"] for one in told["rettelser"]]) == (0, ["(slettet)"])
    assert not [row for row in rows_of(pack) if row.get("baseline") == "Antal henvendelser"]
    assert pack.pull("--apply")[1]["rettelser"] == []


def test_a_new_row_deleted_in_a_file_that_may_be_another_is_for_a_person(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", new_row(*NEW))
    pack.pull("--apply")
    pack.edit("faelles", "D01", on_new_row(taken_out))
    written = pack.texts()
    for _ in range(2):
        code, told = pack.pull("--apply")
        assert (code, pack.texts(), told["rettelser"]) == (1, written, [])
        assert "siden slettet i Word" in told["konflikter"][0]["besked"]


def test_a_new_row_deleted_in_word_and_edited_in_the_answers_is_a_conflict(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", as_word(new_row(*NEW)))
    pack.pull("--apply")
    text = pack.texts()["jobcenter"].replace("maal: Nyt mål", "maal: Deres mål")
    pack.answers.write_text(text, "utf-8")
    pack.edit("faelles", "D01", as_word(on_new_row(taken_out), seed=6))
    code, told = pack.pull("--apply")
    assert (code, pack.texts()["jobcenter"]) == (1, text)
    assert "rettet i svarfilen siden" in told["konflikter"][0]["besked"]


def test_another_copy_with_a_row_like_one_that_was_pulled_is_for_a_person(pack: EditedPack) -> None:
    """A colleague's copy of the same edition, saved less often than the one that was pulled."""
    path = pack.document("faelles", "D01")
    original = path.read_bytes()
    pack.edit("faelles", "D01", lambda data: saved_time(new_row(*NEW)(data), 3))
    pack.pull("--apply")
    written = pack.texts()
    path.write_bytes(saved_time(new_row("Nyt mål", "Antal henvendelser", "8")(original), 2))
    for _ in range(2):
        code, told = pack.pull("--apply")
        assert (code, pack.texts(), len(told["konflikter"])) == (1, written, 1)


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
