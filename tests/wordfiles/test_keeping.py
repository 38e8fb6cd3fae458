"""A build never replaces what staff have written, and never lets a PDF contradict it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.cli import Result
from tests.support.edit_cases import typed
from tests.support.edited_packs import EditedPack, build_pack, copy_of
from tests.support.samples import sampled

pytestmark = pytest.mark.usefixtures("everywhere")

ONE = ("--department", "faelles", "--document", "D01")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> EditedPack:
    return build_pack(tmp_path_factory.mktemp("bygget"))


@pytest.fixture
def pack(built: EditedPack, tmp_path: Path) -> EditedPack:
    return copy_of(built, tmp_path / "projekt")


@pytest.fixture
def document(pack: EditedPack) -> Path:
    return pack.document("faelles", "D01")


def build(pack: EditedPack, format: str = "docx") -> Result:
    return pack.build("--format", format, *ONE)


def change_answers(pack: EditedPack, to: str = "Nyby Kommune") -> None:
    text = pack.answers.read_text("utf-8")
    pack.answers.write_text(text.replace("kommune_navn: ", f"kommune_navn: {to} #"), "utf-8")


def add_text(pack: EditedPack, text: str = "Vores egen bemærkning.") -> bytes:
    """Staff write something; returns the file as they left it."""
    pack.edit("faelles", "D01", lambda data: word.add_paragraph(data, text))
    return pack.document("faelles", "D01").read_bytes()


def says(path: Path, text: str) -> bool:
    return text in "".join(word.stories(path.read_bytes())["word/document.xml"].itertext())


def beside(document: Path, ending: str = "_ny") -> Path:
    return document.with_name(f"{document.stem}{ending}.docx")


# --- Word ---------------------------------------------------------------------------------------------------


def test_an_unedited_file_is_renewed(pack: EditedPack, document: Path) -> None:
    change_answers(pack)
    result = build(pack)
    assert result.code == 0
    assert document.name not in result.err
    assert says(document, "Nyby Kommune")


def test_what_is_new_is_merged_into_an_edited_file(pack: EditedPack, document: Path) -> None:
    pack.edit("faelles", "D01", typed("med.udvalg", "Hoved-MED"))
    theirs = add_text(pack)
    change_answers(pack)
    result = build(pack)
    assert result.code == 0
    assert f"{document} er rettet i Word; det nye er flettet ind (" in result.err
    assert not beside(document).exists()
    assert says(document, "Nyby Kommune")
    assert says(document, "Vores egen bemærkning.")
    replaced = pack.out / ".plangen/faelles/erstattet" / f"{document.stem}_000001.docx"
    assert replaced.read_bytes() == theirs
    # What plangen merged is no edit: only what staff wrote is told, and nothing is merged again.
    merged = document.read_bytes()
    one = pack.status(document)["faelles/01_formaalsbeskrivelse_faelles.docx"]
    assert (one["tilstand"], [edit["nu"] for edit in one["svar"]]) == ("rettet", ["Hoved-MED"])
    assert [edit["nu"] for edit in one["fri_tekst"]] == ["Vores egen bemærkning."]
    result = build(pack)
    assert "Der er intet nyt til den." in result.err
    assert document.read_bytes() == merged
    # And an answer that they have not sent back stands.
    _, told = pack.pull()
    assert [(step["id"], step["rettet_til"]) for step in told["rettelser"]] == [("med.udvalg", "Hoved-MED")]


def test_an_edited_file_without_anything_new_just_stays(pack: EditedPack, document: Path) -> None:
    theirs = add_text(pack)
    result = build(pack)
    assert result.code == 0
    assert "Der er intet nyt til den." in result.err
    assert document.read_bytes() == theirs
    assert not beside(document).exists()


def test_a_file_that_would_lose_something_stays_and_the_words_are_named(
    pack: EditedPack, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No new version lies beside it: the file gives way under another name, and then it is a copy."""
    theirs = add_text(pack)
    change_answers(pack)
    monkeypatch.setattr("plangen.merging.merge.missing", lambda *_: "tekst fra filen (»Vores«)")
    result = build(pack)
    assert result.code == 1
    assert "er ikke ændret. Flettet ville den mangle tekst fra filen (»Vores«). Giv filen et" in result.err
    assert (document.read_bytes(), beside(document).exists()) == (theirs, False)
    document.rename(document.with_name("Vores.docx"))
    assert f"{document.with_name('Vores.docx')} er en rettet kopi af" in build(pack).err
    assert says(document, "Nyby Kommune")


def unreadable(document: Path) -> None:
    """A file that nothing can be merged into."""
    document.write_bytes(b"ikke en Word-fil")


def test_the_new_version_beside_is_renewed_until_somebody_edits_it(pack: EditedPack, document: Path) -> None:
    unreadable(document)
    change_answers(pack)
    build(pack)
    change_answers(pack, "Gammelby Kommune")
    build(pack)
    assert says(beside(document), "Gammelby Kommune")
    beside(document).write_bytes(word.add_paragraph(beside(document).read_bytes(), "Deres"))
    change_answers(pack, "Nyby Kommune")
    build(pack)
    assert says(beside(document), "Deres")
    assert says(beside(document, "_ny2"), "Nyby Kommune")


def test_the_new_version_in_the_place_of_the_old_is_unedited(pack: EditedPack, document: Path) -> None:
    """And when the old one can be read again, a new version that nobody needs any more goes away."""
    original = document.read_bytes()
    unreadable(document)
    change_answers(pack)
    build(pack)
    made = beside(document).read_bytes()
    document.write_bytes(original)
    assert build(pack).code == 0
    assert not beside(document).exists()
    document.write_bytes(made)
    assert pack.status(document)["faelles/01_formaalsbeskrivelse_faelles.docx"]["tilstand"] == "uændret"
    change_answers(pack, "Gammelby Kommune")
    result = build(pack)
    assert result.code == 0
    assert says(document, "Gammelby Kommune")


def test_a_file_that_comes_back_after_it_was_renewed(pack: EditedPack, document: Path) -> None:
    """Somebody works on a copy while the pack is built again, and puts the copy back."""
    copy = word.set_text(document.read_bytes(), "med.udvalg", "Hoved-MED")
    copy = word.add_paragraph(copy, "Vores egen bemærkning.")
    for name in ("Nyby Kommune", "Gammelby Kommune"):
        change_answers(pack, name)
        assert build(pack).code == 0
    document.write_bytes(copy)
    one = pack.status(document)["faelles/01_formaalsbeskrivelse_faelles.docx"]
    assert (one["tilstand"], [edit["nu"] for edit in one["svar"]]) == ("begge", ["Hoved-MED"])
    code, told = pack.pull("--apply")
    assert (code, [step["rettet_til"] for step in told["rettelser"]]) == (0, ["Hoved-MED"])
    assert build(pack).code == 0
    assert all(says(document, text) for text in ("Hoved-MED", "Vores egen bemærkning.", "Gammelby Kommune"))


def test_what_is_merged_does_not_turn_edits_around(pack: EditedPack, document: Path) -> None:
    """The name stands in many places, and staff change one. The others must not look like edits back."""

    def edit(data: bytes) -> bytes:
        return word.add_paragraph(
            word.set_text(data, "kommune_navn", "Nyby Kommune"), "Vores egen bemærkning."
        )

    pack.edit("faelles", "D01", edit)
    pack.pull("--apply")
    assert build(pack).code == 0
    assert says(document, "Nyby Kommune")
    assert says(document, "Vores egen bemærkning.")
    _, told = pack.pull()
    assert (told["rettelser"], told["konflikter"]) == ([], [])


def test_an_answer_put_in_from_another_document_stays(pack: EditedPack, document: Path) -> None:
    """It is all there is in its paragraph, so no free text tells of it."""
    other = word.stories(pack.document("faelles", "D02").read_bytes())
    control = word.controls(other, "arbejdsgruppe_moeder.frekvens")[0]

    def edit(data: bytes) -> bytes:
        return word.edited(data, lambda parts: word.put_in(parts, "formaal_kort", control))

    pack.edit("faelles", "D01", edit)
    change_answers(pack)
    assert build(pack).code == 0
    parts = word.stories(document.read_bytes())
    assert len(word.controls(parts, "arbejdsgruppe_moeder.frekvens")) == 1
    assert says(document, "Nyby Kommune")


def test_an_edition_that_is_no_longer_kept(pack: EditedPack, document: Path) -> None:
    copy = word.add_paragraph(document.read_bytes(), "Vores egen bemærkning.")
    change_answers(pack)
    build(pack)
    first = min((pack.out / ".plangen/faelles" / document.stem).iterdir())
    shutil.rmtree(first)
    document.write_bytes(copy)
    result = build(pack)
    assert result.code == 1
    assert "den bygger på en ældre udgave, som plangen ikke længere har" in result.err
    assert document.read_bytes() == copy


def test_a_file_that_plangen_did_not_make_is_kept(pack: EditedPack, document: Path) -> None:
    shutil.rmtree(pack.out / ".plangen/faelles")
    change_answers(pack)
    before = document.read_bytes()
    result = build(pack)
    assert result.code == 1
    assert "plangen har ikke gemt, hvordan den så ud, da den blev dannet" in result.err
    assert document.read_bytes() == before
    assert says(beside(document), "Nyby Kommune")


def test_a_file_without_memory_that_says_the_same_is_remembered_again(
    pack: EditedPack, document: Path
) -> None:
    shutil.rmtree(pack.out / ".plangen/faelles")
    assert build(pack).code == 0
    change_answers(pack)
    assert build(pack).code == 0
    assert says(document, "Nyby Kommune")


@pytest.mark.parametrize("data", sampled([b"PK\x03\x04", b"", b"ikke en Word-fil"], every=3))
def test_a_broken_file_is_kept(pack: EditedPack, document: Path, data: bytes) -> None:
    document.write_bytes(data)
    result = build(pack)
    assert result.code == 1
    assert "den kan ikke læses" in result.err
    assert document.read_bytes() == data
    assert beside(document).exists()


# --- PDF and overview ---------------------------------------------------------------------------------------


def overview(pack: EditedPack) -> dict[str, str]:
    text = (pack.out / "oversigt.csv").read_text("utf-8-sig")
    return {row["afdeling"]: row["rettet_i_word"] for row in csv.DictReader(text.splitlines(), delimiter=";")}


def test_the_old_pdf_stays_while_an_answer_waits_to_be_pulled(pack: EditedPack) -> None:
    build(pack, "pdf")
    pdf = pack.document("faelles", "D01", "pdf")
    before = pdf.read_bytes()
    pack.edit("faelles", "D01", typed("med.udvalg", "Hoved-MED"))
    change_answers(pack)
    result = build(pack, "docx,pdf")
    assert result.code == 1
    assert f"{pdf} er ikke fornyet: svar er rettet i 01_formaalsbeskrivelse_faelles.docx." in result.err
    assert pdf.read_bytes() == before
    assert overview(pack)["faelles"] == ""
    pack.pull("--apply")
    assert build(pack, "docx,pdf").code == 0
    assert pdf.read_bytes() != before


def test_the_overview_names_documents_with_edits_that_a_pdf_cannot_show(pack: EditedPack) -> None:
    add_text(pack)
    result = build(pack, "pdf")
    assert result.code == 0
    assert pack.document("faelles", "D01", "pdf").exists()
    assert overview(pack)["faelles"] == "D01"


def test_an_overview_from_before_the_column_is_kept(pack: EditedPack) -> None:
    path = pack.out / "oversigt.csv"
    lines = [line.rsplit(";", 1)[0] for line in path.read_text("utf-8-sig").splitlines()]
    path.write_text("\r\n".join(lines), "utf-8-sig")
    build(pack)
    assert len(overview(pack)) == len(lines) - 1


def test_the_combined_pdf_waits_too(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", typed("med.udvalg", "Hoved-MED"))
    result = pack.build("--format", "docx", "--samlet", *ONE)
    assert result.code == 1
    assert "samlet_faelles.pdf er ikke dannet: svar er rettet i 01_formaalsbeskrivelse_faelles" in result.err
    assert not (pack.out / "faelles/samlet_faelles.pdf").exists()
