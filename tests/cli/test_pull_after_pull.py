"""A file that stays in use after it has been pulled: what is typed then comes back, or is named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from ruamel.yaml import YAML

from tests.support import word_edits as word
from tests.support.edit_cases import typed
from tests.support.edited_packs import Edit, EditedPack, light_pack
from tests.support.projection import word_projection
from tests.support.word_edits import Element
from tests.word.word_saves import saved_by_word

pytestmark = pytest.mark.usefixtures("everywhere")

ID = "med.udvalg"
NAME = "MED og arbejdsmiljø, Udvalg/forum"
WAS = "Lokal-MED for Jobcenter"
D01 = ("--format", "docx", "--department", "faelles", "--document", "D01")


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return light_pack(tmp_path / "projekt")


# --- edits --------------------------------------------------------------------------------------------------
def edit(pack: EditedPack, *edits: Edit) -> None:
    """Edits of one document, one after the other."""
    for one in edits:
        pack.edit("faelles", "D01", one)


def own_paragraph(data: bytes) -> bytes:
    return word.add_paragraph(data, "Vores egen bemærkning.")


def new_row(baseline: str, maal: str = "Nyt mål", maalvaerdi: str = "7") -> Edit:
    """A row below the first one; what it says in its second cell tells it from others."""
    texts = [maal, baseline, maalvaerdi]
    return lambda data: word.insert_row(data, "maal", word.row_keys(data, "maal")[0], texts)


def on_row(baseline: str, change: Callable[[Element], None]) -> Edit:
    def edit(parts: dict[str, Element]) -> None:
        rows = parts["word/document.xml"].iter(f"{word.W}tr")
        change(next(row for row in rows if baseline in "".join(row.itertext())))

    return lambda data: word.edited(data, edit)


def retyped(baseline: str, number: int, text: str) -> Edit:
    """Another text in a cell of a row that was put in."""

    def change(row: Element) -> None:
        paragraph = next(list(row.iter(f"{word.W}tc"))[number].iter(f"{word.W}p"))
        for run in list(paragraph.iter(f"{word.W}r")):
            run.getparent().remove(run)
        if text:
            paragraph.append(word.run(text))

    return on_row(baseline, change)


def deleted(baseline: str) -> Edit:
    return on_row(baseline, lambda row: row.getparent().remove(row))


def raised(id: str, number: int) -> Edit:
    """Makes what an answer says in one place raised text."""

    def edit(parts: dict[str, Element]) -> None:
        for run in word.controls(parts, id)[number].iter(f"{word.W}r"):
            look = run.find(f"{word.W}rPr")
            if look is None:
                look = etree.Element(f"{word.W}rPr")
                run.insert(0, look)
            look.append(etree.Element(f"{word.W}vertAlign", {f"{word.W}val": "superscript"}))

    return lambda data: word.edited(data, edit)


def saved_time(number: int) -> Edit:
    """The file as a program leaves it that counts how often it has saved it."""

    def edit(data: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            core = package.read("docProps/core.xml")
        count = f"<cp:revision>{number}</cp:revision></cp:coreProperties>".encode()
        core = re.sub(rb"(<cp:revision>\d+</cp:revision>)?</cp:coreProperties>", count, core)
        return word.with_parts(data, {"docProps/core.xml": core})

    return edit


# --- answers ------------------------------------------------------------------------------------------------
def pulled(pack: EditedPack) -> dict[str, Any]:
    """What a pull tells that writes all that it finds; another one finds nothing."""
    code, told = pack.pull("--apply")
    assert (code, told["konflikter"]) == (0, [])
    assert pack.pull()[1]["rettelser"] == []
    return told


def conflicts(told: dict[str, Any]) -> dict[str, str]:
    """Question → what is said, of each conflict."""
    assert len({one["spoergsmaal"] for one in told["konflikter"]}) == len(told["konflikter"])
    return {one["spoergsmaal"]: one["besked"] for one in told["konflikter"]}


def answers(pack: EditedPack) -> dict[str, Any]:
    return dict(YAML(typ="safe").load(pack.texts()["jobcenter"])["svar"])


def udvalg(pack: EditedPack) -> str:
    return str(answers(pack)["med"]["udvalg"])


def row_of(pack: EditedPack, baseline: str) -> dict[str, Any] | None:
    """The one row that this stands in."""
    found = [row for row in answers(pack)["maal"] if row.get("baseline") == baseline]
    assert len(found) <= 1
    return found[0] if found else None


def cells(pack: EditedPack, baseline: str) -> tuple[str, str | None]:
    row = row_of(pack, baseline)
    assert row is not None
    return row["maal"], row.get("maalvaerdi")


def replace(pack: EditedPack, *changes: tuple[str, str]) -> None:
    """Somebody changes the answer file."""
    text = pack.answers.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    pack.answers.write_text(text, "utf-8")


def build(pack: EditedPack) -> None:
    """The document is renewed, and no version lies beside it."""
    pack.build("--format", "docx", "--department", "faelles", "--document", "D01")
    assert [path.name for path in pack.out.glob("*/*_ny*")] == []


# --- what is typed on ---------------------------------------------------------------------------------------
# Without Word's own marks, as programs save a file that leave no names of sessions in it.
def test_an_answer_typed_on_and_back_in_the_same_file_is_a_plain_change(pack: EditedPack) -> None:
    """It is the only edit, so nothing else says that the file is the one that was pulled."""
    for text in ("Hoved-MED", "Område-MED", "Lokaludvalget", WAS):
        edit(pack, typed(ID, text))
        assert len(pulled(pack)["rettelser"]) == 1
        assert udvalg(pack) == text
    build(pack)


def test_answers_and_a_new_row_that_are_all_edited_on_are_plain_changes(pack: EditedPack) -> None:
    rows = len(answers(pack)["maal"])
    edit(pack, new_row("Antal breve"))
    for udvalg_now, aim, number, text, row in (
        ("Hoved-MED", "Tekst 1", 0, "Nyt mål", ("Nyt mål", "7")),
        ("Område-MED", "Tekst 2", 2, "", ("Nyt mål", None)),
        ("Lokaludvalget", "Noget helt andet.", 0, "Bedre mål", ("Bedre mål", None)),
    ):
        edit(pack, typed(ID, udvalg_now), typed("formaal_kort", aim), retyped("Antal breve", number, text))
        assert len(pulled(pack)["rettelser"]) == 3
        assert (udvalg(pack), answers(pack)["formaal_kort"]) == (udvalg_now, aim)
        assert cells(pack, "Antal breve") == row
        assert len(answers(pack)["maal"]) == rows + 1
    build(pack)


def test_two_places_typed_one_after_the_other(pack: EditedPack) -> None:
    """The file is renewed when what was pulled from it has been changed in the answers."""
    edit(pack, typed(ID, "Hoved-MED"), typed("projekt_titel", "Din vej", 0))
    assert len(pulled(pack)["rettelser"]) == 2
    replace(pack, ("udvalg: Hoved-MED", "udvalg: Område-MED"))
    edit(pack, typed("projekt_titel", "Jeres vej", 1))
    assert [one["rettet_til"] for one in pulled(pack)["rettelser"]] == ["Jeres vej"]
    assert answers(pack)["projekt_titel"] == "Jeres vej"
    assert pack.pull("--apply")[1]["konflikter"] == []
    build(pack)
    path = pack.document("faelles", "D01")
    assert pack.status(path)
    parts = word.stories(path.read_bytes())
    assert "".join(word.controls(parts, ID)[0].itertext()) == "Område-MED"
    assert list(pack.out.glob(".plangen/faelles/erstattet/*"))


def test_a_new_row_in_a_file_that_is_known_to_be_the_same_is_edited_and_deleted(pack: EditedPack) -> None:
    """As Word saves it: with the name of the session. What has been changed in the answers, too, is a
    conflict."""
    seeds = iter(range(5, 9))
    edit(pack, new_row("Antal breve"), new_row("Antal møder"), new_row("Antal samtaler"))
    edit(pack, lambda data: saved_by_word(data, next(seeds)))
    pulled(pack)
    for number, text, now in ((2, "8", ("Nyt mål", "8")), (0, "Bedre mål", ("Bedre mål", "8"))):
        edit(pack, retyped("Antal breve", number, text), lambda data: saved_by_word(data, next(seeds)))
        assert len(pulled(pack)["rettelser"]) == 1
        assert cells(pack, "Antal breve") == now

    row = "- maal: {}\n      baseline: Antal møder"
    replace(pack, (row.format("Nyt mål"), row.format("Deres mål")))
    edit(pack, deleted("Antal møder"), deleted("Antal samtaler"))
    edit(pack, lambda data: saved_by_word(data, next(seeds)))
    code, told = pack.pull("--apply")
    assert (code, [one["rettet_til"] for one in told["rettelser"]]) == (1, ["(slettet)"])
    (conflict,) = told["konflikter"]
    assert "rettet i svarfilen siden" in conflict["besked"]
    assert (cells(pack, "Antal møder"), row_of(pack, "Antal samtaler")) == (("Deres mål", "7"), None)
    assert pack.pull("--apply")[1]["rettelser"] == []


# --- what others have done meanwhile ------------------------------------------------------------------------
def test_a_new_row_that_is_edited_on_is_not_merged_before_that_is_pulled(pack: EditedPack) -> None:
    """It would stand in the file twice: as the answers have it, and as it is now."""
    edit(pack, new_row("12"), own_paragraph)
    pulled(pack)
    edit(pack, retyped("12", 0, "Nyt mål for alle"))
    file = pack.document("faelles", "D01")
    there = file.read_bytes()
    said = pack.build(*D01).err
    assert "Flettet ville rækken »Nyt mål for alle | 12 | 7« stå to gange" in said
    assert file.read_bytes() == there
    assert [one["art"] for one in pulled(pack)["rettelser"]] == ["svar"]
    assert "det nye er flettet ind" in pack.build(*D01).err
    assert pack.pull()[1]["rettelser"] == []


def test_what_has_been_changed_in_the_answers_since_is_a_conflict_when_it_is_typed_over(
    pack: EditedPack,
) -> None:
    """Not before. The document has other edits, so it is known to be the same, and no build renews it. What
    it said before does not stand in the way."""
    edit(pack, typed(ID, "Hoved-MED"), own_paragraph)
    assert pack.pull("--apply")[0] == 0
    edit(pack, typed(ID, "Område-MED"), new_row("Antal breve"))
    assert (pack.pull("--apply")[0], udvalg(pack)) == (0, "Område-MED")
    replace(pack, ("Område-MED", "Fælles-MED"), ("Nyt mål", "Andet mål"))
    code, told = pack.pull("--apply")
    assert (code, told["rettelser"], told["konflikter"]) == (0, [], [])
    edit(pack, typed(ID, "Lokaludvalget"))
    assert conflicts(pack.pull()[1]).keys() == {NAME}


def test_an_answer_beside_one_that_the_answers_have_changed_is_renewed_with_it(pack: EditedPack) -> None:
    """They stand in one line of the file, and there the title was typed in that place alone."""
    edit(pack, lambda data: word.set_text(data, "projekt_titel", "Vores titel", 1))
    replace(pack, ("kommune_navn: Egelund Kommune", "kommune_navn: Nyby Kommune"))
    pulled(pack)
    said = pack.build(*D01).err
    assert "01_formaalsbeskrivelse_faelles.docx er rettet i Word" not in said, said
    text = str(word_projection(pack.document("faelles", "D01").read_bytes()))
    assert "Vores titel, Nyby Kommune" in text


def test_a_new_row_edited_in_word_and_in_the_answers_is_a_conflict_cell_by_cell(pack: EditedPack) -> None:
    edit(pack, new_row("Antal breve"))
    pack.pull("--apply")
    replace(pack, ("maal: Nyt mål", "maal: Deres mål"))
    edit(pack, retyped("Antal breve", 2, "8"), retyped("Antal breve", 0, "Vores mål"))
    for _ in range(2):
        code, told = pack.pull("--apply")
        (said,) = conflicts(told).values()
        assert (code, "»Deres mål«" in said) == (1, True)
        assert cells(pack, "Antal breve") == ("Deres mål", "8")


def test_a_new_row_deleted_in_a_file_that_may_be_another_is_for_a_person(pack: EditedPack) -> None:
    edit(pack, new_row("Antal breve"))
    pack.pull("--apply")
    edit(pack, deleted("Antal breve"))
    written = pack.texts()
    for _ in range(2):
        code, told = pack.pull("--apply")
        assert (code, pack.texts(), told["rettelser"]) == (1, written, [])
        assert "siden slettet i Word" in told["konflikter"][0]["besked"]


def test_another_copy_of_the_edition_never_replaces_the_first_silently(pack: EditedPack) -> None:
    """A colleague's, saved less often than the one that was pulled."""
    path = pack.document("faelles", "D01")
    original = path.read_bytes()
    edit(pack, typed(ID, "Hoved-MED"), new_row("Antal breve"), saved_time(3))
    pack.pull("--apply")
    written = pack.texts()
    path.write_bytes(original)
    edit(pack, typed(ID, "Område-MED"), new_row("Antal breve", maalvaerdi="8"), saved_time(2))
    for _ in range(2):
        code, told = pack.pull("--apply")
        assert (code, pack.texts(), len(told["konflikter"])) == (1, written, 2)
    edit(pack, lambda _: word.set_text(original, "formaal_kort", "En kollegas formål."))
    told = pack.pull("--apply")[1]
    assert udvalg(pack) == "Hoved-MED"
    assert answers(pack)["formaal_kort"] == "En kollegas formål."
    assert conflicts(told).keys() == {NAME, "Mål og gevinster"}


def test_an_answer_that_one_place_says_and_another_hides_is_a_conflict(pack: EditedPack) -> None:
    """Whichever of them stands first."""
    edit(pack, typed("projekt_titel", "Din vej", 1), raised("projekt_titel", 0))
    edit(pack, typed("pakke.version", "1.0", 0), raised("pakke.version", 1))
    before = pack.texts()
    code, told = pack.pull("--apply")
    assert (code, pack.texts(), told["rettelser"]) == (1, before, [])
    said = conflicts(told)
    assert "»Din vej«" in said["Projektets navn"]
    assert "»1.0«" in said["Pakken, Version"]
    assert len(told["ikke_foert_tilbage"]) == 2
    pack.build("--format", "docx", "--department", "faelles", "--document", "D01")
    roots = word.stories(pack.document("faelles", "D01").read_bytes()).values()
    text = "".join("".join(root.itertext()) for root in roots)
    assert "Din vej" in text and "1.0" in text
