"""What becomes of merged files: conflicts until somebody decides, copies, and the next merges."""

from __future__ import annotations

import shutil
from copy import deepcopy
from functools import partial
from pathlib import Path

import pytest
from lxml import etree

from plangen.merging.marks import own_paragraphs
from plangen.word.reading.word_file import WordFile
from tests.merging.hand import both, comment_on, text_of
from tests.support import word_edits as word
from tests.support.cli import Result
from tests.support.edited_packs import EditedPack
from tests.support.small_packs import build_small_pack

pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents("D00", "D01", "D02")]

GOAL, HARD = "maal[faerre_aflyste_og_eda948]", "maal[tid_til_borgere_m_0fdcf5]"


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return build_small_pack(tmp_path / "projekt")


def build(pack: EditedPack) -> Result:
    return pack.build("--format", "docx", "--department", "faelles", "--document", "D01")


def change(pack: EditedPack, was: str, now: str) -> None:
    text = pack.answers.read_text("utf-8")
    assert was in text
    pack.answers.write_text(text.replace(was, now), "utf-8")


def waiting(path: Path) -> list[str]:
    root = word.stories(path.read_bytes())["word/document.xml"]
    return [text_of(one) for one in own_paragraphs(root)]


def says(path: Path, text: str) -> bool:
    return any(text in text_of(root) for root in word.stories(path.read_bytes()).values())


def decide(path: Path) -> None:
    """Staff reject what plangen put in."""

    def edit(parts: dict[str, word.Element]) -> None:
        for one in list(own_paragraphs(parts["word/document.xml"])):
            one.getparent().remove(one)

    path.write_bytes(word.edited(path.read_bytes(), edit))


def test_a_conflict_waits_until_somebody_decides_and_does_not_come_again(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", lambda data: word.set_text(data, f"{GOAL}.baseline", "13 pct."))
    change(pack, "baseline: 14 pct. (2025)", "baseline: 15 pct. (2025)")
    said = build(pack).err
    path = pack.document("faelles", "D01")
    assert "1 sted er rettet begge steder; begge tekster står i filen" in said
    assert waiting(path) == ["15 pct. (2025)"]
    _, told = pack.pull("--apply")
    assert (told["rettelser"], [one["rettet_til"] for one in told["afventer"]]) == ([], ["13 pct."])
    one = pack.status(path)["faelles/01_formaalsbeskrivelse_faelles.docx"]
    assert (one["fri_tekst"], one["kommentarer"], one["andet"]) == ([], [], [])
    decide(path)
    _, told = pack.pull("--apply")
    assert [step["rettet_til"] for step in told["rettelser"]] == ["13 pct."]
    build(pack)
    assert waiting(path) == []
    assert says(path, "13 pct.")


def test_what_was_pulled_gives_way_to_the_answers_of_now_and_stands_there_once(pack: EditedPack) -> None:
    """An answer follows the answer file. A row that staff typed, and that the answers print with controls, is
    one row and not two; so is one that they reworded, though it is another row in ours, for a row without an
    id is named by its first text."""

    def edit(data: bytes) -> bytes:
        data = word.set_text(data, f"{GOAL}.baseline", "13 pct.")
        texts = ["Flere svar", "2 pct.", "4 pct.", "", ""]
        data = word.insert_row(data, "maal", "faerre_aflyste_og_eda948", texts)
        data = word.set_text(data, f"{HARD}.maal", "Tid til de sværeste forløb")
        return word.add_paragraph(data, "Vores bemærkning.")

    def rows(beginning: str) -> list[str]:
        every = word.stories(path.read_bytes())["word/document.xml"].iter(f"{word.W}tr")
        return [text for row in every if (text := text_of(row)).startswith(beginning)]

    pack.edit("faelles", "D01", edit)
    pack.pull("--apply")
    assert "Flere svar" in pack.texts()["jobcenter"]
    change(pack, "baseline: 13 pct.", "baseline: 12 pct.")
    change(pack, "baseline: 0 timer", "baseline: 9 timer")
    build(pack)
    path = pack.document("faelles", "D01")
    assert (says(path, "12 pct."), says(path, "13 pct."), waiting(path)) == (True, False, [])
    assert says(path, "Vores bemærkning.")
    assert len(rows("Flere svar")) == 1
    assert [row.count("9 timer") for row in rows("Tid til")] == [1]
    assert not any(id.startswith(HARD) for id in word.ids(path.read_bytes()))
    _, told = pack.pull()
    assert told["rettelser"] == []


def test_files_under_other_names_are_merged_from_their_own_edition(pack: EditedPack) -> None:
    """A copy; and a file that has another name now, whose document is made anew."""
    path, gone = pack.document("faelles", "D01"), pack.document("jobindsats", "D01")
    copy, renamed = path.with_name("Formål – Bente.docx"), gone.with_name("Formål til mødet.docx")
    for file, other in ((path, copy), (gone, renamed)):
        other.write_bytes(word.add_paragraph(file.read_bytes(), "Bentes bemærkning."))
    gone.unlink()
    change(pack, "baseline: 14 pct. (2025)", "baseline: 15 pct. (2025)")
    both_packs = ("--format", "docx", "--department", "faelles", "--department", "jobindsats")
    said = pack.build(*both_packs, "--document", "D01").err
    assert f"{copy} er rettet i Word; det nye er flettet ind (" in said
    for file, other in ((path, copy), (gone, renamed)):
        assert (says(other, "15 pct. (2025)"), says(other, "Bentes bemærkning.")) == (True, True)
        assert (says(file, "15 pct. (2025)"), says(file, "Bentes bemærkning.")) == (True, False)
    merged = copy.read_bytes()
    pack.build(*both_packs, "--document", "D01")
    assert copy.read_bytes() == merged


def test_a_file_from_before_an_update_is_merged_from_its_own_edition(pack: EditedPack) -> None:
    """Somebody has worked at home in the file of two editions ago, and puts it back."""
    path = pack.document("faelles", "D01")
    old = word.add_paragraph(path.read_bytes(), "Skrevet hjemme.")
    for was, now in (("14 pct. (2025)", "15 pct. (2025)"), ("15 pct. (2025)", "16 pct. (2025)")):
        change(pack, f"baseline: {was}", f"baseline: {now}")
        build(pack)
    path.write_bytes(old)
    build(pack)
    assert (says(path, "16 pct. (2025)"), says(path, "Skrevet hjemme."), waiting(path)) == (True, True, [])


def test_generations_of_edits_and_answers(pack: EditedPack) -> None:
    path = pack.document("faelles", "D01")
    was = "14 pct. (2025)"
    for generation in range(3):
        pack.edit("faelles", "D01", lambda data, n=generation: word.add_paragraph(data, f"Bemærkning {n}."))
        change(pack, f"baseline: {was}", f"baseline: {20 + generation} pct.")
        was = f"{20 + generation} pct."
        build(pack)
        assert says(path, was)
    assert all(says(path, f"Bemærkning {n}.") for n in range(3))
    one = pack.status(path)["faelles/01_formaalsbeskrivelse_faelles.docx"]
    assert (one["tilstand"], one["svar"], len(one["fri_tekst"])) == ("rettet", [], 3)


def test_what_was_moved_or_copied_elsewhere_is_no_edit(pack: EditedPack) -> None:
    """An answer that was moved from the first page's head to the end of the text, where nothing of ours
    places it, follows the answers: what it said before does not go back to the answer file. A copied table
    stays as staff made it, and what is new comes into the table that was there."""

    def move(parts: dict[str, word.Element]) -> None:
        control = word.controls(parts, "kommune_navn")[-1]
        body = parts["word/document.xml"][0]
        last = [one for one in body if one.tag == f"{word.W}p"][-1]
        control.getparent().remove(control)
        last.append(control)

    def twice(parts: dict[str, word.Element]) -> None:
        body = parts["word/document.xml"][0]
        table = next(one for one in body.iter(f"{word.W}tbl") if text_of(one).startswith("MålUdgangspunkt"))
        table.addnext(deepcopy(table))
        table.addnext(etree.Element(f"{word.W}p"))

    pack.edit("faelles", "D01", lambda data: word.edited(word.edited(data, move), twice))
    change(pack, "kommune_navn: Egelund Kommune", "kommune_navn: Nyby Kommune")
    change(pack, "baseline: 14 pct. (2025)", "baseline: 15 pct. (2025)")
    build(pack)
    path = pack.document("faelles", "D01")
    assert not says(path, "Egelund Kommune")
    assert (says(path, "15 pct. (2025)"), says(path, "14 pct. (2025)")) == (True, True)
    before = pack.texts()
    _, told = pack.pull("--apply")
    assert (told["rettelser"], told["konflikter"]) == ([], [])
    assert pack.texts() == before


def test_a_table_that_was_split_in_two_has_lost_no_row(pack: EditedPack) -> None:
    """Ctrl+Shift+Enter: the first row below is no header, whatever the table's style makes of it."""

    def split(parts: dict[str, word.Element]) -> None:
        body = parts["word/document.xml"][0]
        table = next(one for one in body.iter(f"{word.W}tbl") if text_of(one).startswith("MålUdgangspunkt"))
        below = deepcopy(table)
        for row in list(table.iter(f"{word.W}tr"))[3:]:
            table.remove(row)
        for row in list(below.iter(f"{word.W}tr"))[:3]:
            below.remove(row)
        table.addnext(below)
        table.addnext(etree.Element(f"{word.W}p"))

    pack.edit("faelles", "D01", lambda data: word.edited(data, split))
    before = pack.texts()
    for name in ("Nyby Kommune", "Nordby Kommune"):
        _, told = pack.pull("--apply")
        assert told["rettelser"] == []
        assert pack.texts() == before
        change(pack, "kommune_navn: Egelund Kommune", f"kommune_navn: {name}")
        build(pack)
        change(pack, f"kommune_navn: {name}", "kommune_navn: Egelund Kommune")
        assert says(pack.document("faelles", "D01"), "Tid til borgere med komplekse behov")


def test_a_document_that_is_all_computed_is_renewed_around_what_staff_wrote(
    pack: EditedPack, tmp_path: Path
) -> None:
    """The overview of the pack: their comment and their paragraph stay, and everything else is as it is made
    now, also when they have corrected none of it."""
    asked_for = ("--format", "docx", "--department", "faelles", "--document", "D00")
    pack.build(*asked_for)
    path = pack.document("faelles", "D00")
    heading = next(text for text in lines(path) if text.startswith("Pakkens dokumenter"))
    edit = both(comment_on(heading, "Hvem sender den ud?"), partial(word.add_paragraph, text="Vores note."))
    pack.edit("faelles", "D00", edit)
    change(pack, "idriftsaettelsesdato: 2027-09-06", "idriftsaettelsesdato: 2027-09-20")
    change(pack, "kommune_navn: Egelund Kommune", "kommune_navn: Nyby Kommune")
    pack.build(*asked_for)
    pack.folder.rename(tmp_path / "flettet")
    merged = EditedPack(tmp_path / "flettet")
    shutil.copytree(merged.folder / "inputs", pack.folder / "inputs")
    pack.build(*asked_for)
    path = merged.document("faelles", "D00")
    assert [text for text in lines(path) if text != "Vores note."] == lines(pack.document("faelles", "D00"))
    assert "Vores note." in lines(path)
    assert "Hvem sender den ud?" in WordFile.read(path.read_bytes()).members["word/comments.xml"].decode()
    assert waiting(path) == []


def lines(path: Path) -> list[str]:
    """The paragraphs of a document, those of its header and footer too."""
    parts = word.stories(path.read_bytes())
    roots = [root for name, root in parts.items() if "comments" not in name]
    return [text for root in roots for one in root.iter(f"{word.W}p") if (text := text_of(one))]


def test_two_departments_answer_differently_each_in_its_own_file(pack: EditedPack) -> None:
    """What is new comes into both files, and each department's text becomes its own answer."""
    texts = {"jobindsats": "12 pct.", "ungeindsats": "13 pct."}
    departments = [part for one in texts for part in ("--department", one)]
    for department, text in texts.items():
        pack.edit(department, "D01", partial(word.set_text, id=f"{GOAL}.baseline", text=text))
    change(pack, "maalvaerdi: 60 pct.", "maalvaerdi: 70 pct.")
    for number in range(2):
        pack.build("--format", "docx", *departments, "--document", "D01")
        for department, text in texts.items():
            path = pack.document(department, "D01")
            assert (says(path, text), says(path, "70 pct."), waiting(path)) == (True, True, [])
        _, told = pack.pull("--apply")
        written = [(Path(one["fil"]).stem, one["rettet_til"]) for one in told["rettelser"]]
        assert written == ([] if number else list(texts.items()))
