"""A build never replaces what staff have written, and never lets a PDF contradict it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.cli import Result
from tests.support.edit_cases import typed
from tests.support.edited_packs import EditedPack, light_pack

pytestmark = pytest.mark.usefixtures("everywhere")

ONE = ("--department", "faelles", "--document", "D01")


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return light_pack(tmp_path / "projekt")


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


def test_an_unedited_file_is_renewed_and_one_that_comes_back_is_merged(
    pack: EditedPack, document: Path
) -> None:
    """Somebody works on a copy while the pack is built again, and puts the copy back."""
    copy = word.set_text(document.read_bytes(), "med.udvalg", "Hoved-MED")
    copy = word.add_paragraph(copy, "Vores egen bemærkning.")
    for name in ("Nyby Kommune", "Gammelby Kommune"):
        change_answers(pack, name)
        result = build(pack)
        assert (result.code, document.name in result.err, says(document, name)) == (0, False, True)
    document.write_bytes(copy)
    one = pack.status(document)["faelles/01_formaalsbeskrivelse_faelles.docx"]
    assert (one["tilstand"], [edit["nu"] for edit in one["svar"]]) == ("begge", ["Hoved-MED"])
    code, told = pack.pull("--apply")
    assert (code, [step["rettet_til"] for step in told["rettelser"]]) == (0, ["Hoved-MED"])
    assert build(pack).code == 0
    assert all(says(document, text) for text in ("Hoved-MED", "Vores egen bemærkning.", "Gammelby Kommune"))


def test_what_is_new_is_merged_into_an_edited_file(pack: EditedPack, document: Path) -> None:
    """While there is nothing new, it just stays."""
    pack.edit("faelles", "D01", typed("med.udvalg", "Hoved-MED"))
    theirs = add_text(pack)
    result = build(pack)
    assert (result.code, "Der er intet nyt til den." in result.err) == (0, True)
    assert (document.read_bytes() == theirs, beside(document).exists()) == (True, False)
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

    # A copy of an edition that is no longer kept stays, too.
    shutil.rmtree(min((pack.out / ".plangen/faelles" / document.stem).iterdir()))
    document.write_bytes(theirs)
    result = build(pack)
    assert result.code == 1
    assert "den bygger på en ældre udgave, som plangen ikke længere har" in result.err
    assert document.read_bytes() == theirs


def test_a_broken_file_is_kept_and_the_new_version_beside_is_renewed_until_somebody_edits_it(
    pack: EditedPack, document: Path
) -> None:
    """Nothing can be merged into it. When the old one can be read again, a new version that nobody needs any
    more goes away; in the place of the old one, it is unedited."""
    original, broken = document.read_bytes(), b"PK\x03\x04"
    document.write_bytes(broken)
    change_answers(pack)
    result = build(pack)
    assert (result.code, "den kan ikke læses" in result.err) == (1, True)
    assert document.read_bytes() == broken
    made = beside(document).read_bytes()
    change_answers(pack, "Gammelby Kommune")
    build(pack)
    assert says(beside(document), "Gammelby Kommune")

    beside(document).write_bytes(word.add_paragraph(made, "Deres"))
    change_answers(pack, "Nyby Kommune")
    build(pack)
    assert says(beside(document), "Deres")
    assert says(beside(document, "_ny2"), "Nyby Kommune")

    document.write_bytes(original)
    assert build(pack).code == 0
    assert (beside(document).exists(), beside(document, "_ny2").exists()) == (True, False)
    document.write_bytes(made)
    assert pack.status(document)["faelles/01_formaalsbeskrivelse_faelles.docx"]["tilstand"] == "uændret"
    change_answers(pack, "Storby Kommune")
    assert build(pack).code == 0
    assert says(document, "Storby Kommune")


def test_what_is_merged_does_not_turn_edits_around(pack: EditedPack, document: Path) -> None:
    """The name stands in many places, and staff change one. The others must not look like edits back. An
    answer put in from another document stays: it is all there is in its paragraph, so no free text tells of
    it."""
    other = word.stories(pack.document("faelles", "D02").read_bytes())
    control = word.controls(other, "arbejdsgruppe_moeder.frekvens")[0]

    def edit(data: bytes) -> bytes:
        data = word.set_text(data, "kommune_navn", "Nyby Kommune")
        data = word.edited(data, lambda parts: word.put_in(parts, "formaal_kort", control))
        return word.add_paragraph(data, "Vores egen bemærkning.")

    pack.edit("faelles", "D01", edit)
    assert [one["rettet_til"] for one in pack.pull("--apply")[1]["rettelser"]] == ["Nyby Kommune"]
    assert build(pack).code == 0
    assert says(document, "Nyby Kommune")
    assert says(document, "Vores egen bemærkning.")
    parts = word.stories(document.read_bytes())
    assert len(word.controls(parts, "arbejdsgruppe_moeder.frekvens")) == 1
    _, told = pack.pull()
    assert (told["rettelser"], told["konflikter"]) == ([], [])


def test_a_file_that_plangen_did_not_make_is_kept_unless_it_says_the_same(
    pack: EditedPack, document: Path
) -> None:
    """That one is remembered again."""
    shutil.rmtree(pack.out / ".plangen/faelles")
    other, before = pack.document("faelles", "D02"), document.read_bytes()
    assert pack.build("--format", "docx", "--department", "faelles", "--document", "D02").code == 0
    change_answers(pack)
    result = pack.build("--format", "docx", "--department", "faelles")
    assert result.code == 1
    assert "plangen har ikke gemt, hvordan den så ud, da den blev dannet" in result.err
    assert other.name not in result.err
    assert document.read_bytes() == before
    assert says(beside(document), "Nyby Kommune")
    assert says(other, "Nyby Kommune")


# --- PDF and overview ---------------------------------------------------------------------------------------


def overview(pack: EditedPack) -> dict[str, str]:
    text = (pack.out / "oversigt.csv").read_text("utf-8-sig")
    return {row["afdeling"]: row["rettet_i_word"] for row in csv.DictReader(text.splitlines(), delimiter=";")}


def test_the_old_pdf_stays_while_an_answer_waits_to_be_pulled(pack: EditedPack) -> None:
    """The combined one waits, too, and the overview names documents with edits that a PDF cannot show."""
    path = pack.out / "oversigt.csv"
    lines = [line.rsplit(";", 1)[0] for line in path.read_text("utf-8-sig").splitlines()]
    path.write_text("\r\n".join(lines), "utf-8-sig")  # as it was before it had that column
    build(pack, "pdf")
    assert len(overview(pack)) == len(lines) - 1
    pdf = pack.document("faelles", "D01", "pdf")
    before = pdf.read_bytes()
    pack.edit("faelles", "D01", typed("med.udvalg", "Hoved-MED"))
    change_answers(pack)
    result = pack.build("--format", "docx,pdf", "--samlet", *ONE)
    assert result.code == 1
    assert f"{pdf} er ikke fornyet: svar er rettet i 01_formaalsbeskrivelse_faelles.docx." in result.err
    assert "samlet_faelles.pdf er ikke dannet: svar er rettet i 01_formaalsbeskrivelse_faelles" in result.err
    assert pdf.read_bytes() == before
    assert not (pack.out / "faelles/samlet_faelles.pdf").exists()
    assert overview(pack)["faelles"] == ""
    pack.pull("--apply")
    add_text(pack)
    assert build(pack, "docx,pdf").code == 0
    assert pdf.read_bytes() != before
    assert overview(pack)["faelles"] == "D01"
