"""`plangen update` and `plangen fortryd`, through files and the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plangen.ooxml.ns import w
from plangen.store.base import BaseStore
from plangen.store.locking import locked
from tests.support import word_edits as word
from tests.support.cli import Result, run
from tests.support.edit_cases import typed
from tests.support.edited_packs import EditedPack, copy_of, light_pack

pytestmark = pytest.mark.usefixtures("everywhere")

W_P = w("p")
OWN = "Vores egen bemærkning om borgerne."
LOGO = "billeder/våben.png"
D01, D02 = "faelles/01_formaalsbeskrivelse_faelles.docx", "faelles/02_kommissorium_faelles.docx"


@pytest.fixture(scope="session")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> EditedPack:
    """The pack with an edited document, and with answers that are newer than all of them."""
    pack = light_pack(tmp_path_factory.mktemp("bygget"))
    pack.edit("faelles", "D01", edited)
    newer(pack, "Nyby Kommune")
    return pack


@pytest.fixture
def pack(waiting: EditedPack, tmp_path: Path) -> EditedPack:
    return copy_of(waiting, tmp_path / "projekt")


@pytest.fixture(scope="module")
def once(
    everywhere: None, waiting: EditedPack, tmp_path_factory: pytest.TempPathFactory
) -> tuple[EditedPack, Result]:
    """That pack after an update, and what was told."""
    pack = copy_of(waiting, tmp_path_factory.mktemp("opdateret") / "projekt")
    return pack, run("update", pack.out / "faelles", "--format", "json", "--ja")


@pytest.fixture
def updated(once: tuple[EditedPack, Result], tmp_path: Path) -> EditedPack:
    return copy_of(once[0], tmp_path / "opdateret")


def edited(data: bytes) -> bytes:
    """An answer typed over, and a paragraph of one's own."""
    return word.add_paragraph(typed("med.udvalg", "Hoved-MED")(data), OWN)


def newer(pack: EditedPack, name: str) -> None:
    text = pack.answers.read_text("utf-8")
    lines = (f"  kommune_navn: {name}" if "kommune_navn:" in line else line for line in text.splitlines())
    pack.answers.write_text("\n".join(lines) + "\n", "utf-8")


def update(pack: EditedPack, *options: str, path: Path | None = None) -> tuple[Result, dict[str, Any]]:
    """The scope is the project's pack, in which the two documents are."""
    result = run("update", path or pack.out / "faelles", "--format", "json", *options)
    return result, json.loads(result.out)


def documents(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["fil"]: one for one in told["dokumenter"]}


def words_of(path: Path) -> str:
    """All that stands in a Word file, paragraph by paragraph."""
    roots = word.stories(path.read_bytes()).values()
    return "\n".join("".join(one.itertext()) for root in roots for one in root.iter(W_P))


def files(pack: EditedPack, *, memory: bool = True) -> dict[Path, bytes]:
    """Every file; `memory`: with what plangen remembers."""
    found = (path for path in sorted(pack.folder.rglob("*")) if path.is_file())
    return {path: path.read_bytes() for path in found if memory or ".plangen" not in path.parts}


# --- update -------------------------------------------------------------------------------------------------
def test_the_same_file_carries_both(once: tuple[EditedPack, Result]) -> None:
    pack, result = once
    told = json.loads(result.out)
    assert (result.code, told["skrevet"], told["ikke_foert_tilbage"]) == (0, True, [])
    assert [(one["var"], one["rettet_til"]) for one in told["svar"]] == [
        ("Lokal-MED for Jobcenter", "Hoved-MED")
    ]
    now = documents(told)
    assert (now[D01]["tilstand"], now[D02]["tilstand"]) == ("flettet", "fornyet")
    assert OWN in [one["nu"] for one in now[D01]["rettet_i_word"]]
    said = words_of(pack.document("faelles", "D01"))
    assert OWN in said
    assert "Hoved-MED" in said
    assert "Nyby Kommune" in said
    assert "udvalg: Hoved-MED" in pack.texts()["jobcenter"]
    assert not list(pack.out.glob("*/*_ny*"))
    page = Path(told["rapport"])
    assert page.parent == pack.out / "opdateringer"
    assert OWN in page.read_text("utf-8")
    assert "<h1>Din vej til job – digital jobplatform: opdatering 11.12.2026</h1>" in page.read_text("utf-8")


def test_what_staff_wrote_is_all_that_is_left_to_report(once: tuple[EditedPack, Result]) -> None:
    pack, _ = once
    assert run("status", pack.out / "faelles").code == 0
    one = pack.status(pack.out / "faelles")[D01]
    assert (one["tilstand"], one["svar"], one["svar_nyere"]) == ("rettet", [], [])
    assert [edit["nu"] for edit in one["fri_tekst"]] == [OWN]


def test_a_second_update_does_nothing(updated: EditedPack) -> None:
    pack, before = updated, files(updated, memory=False)
    result, told = update(pack, "--ja")
    assert (told["noter"], told["problemer"]) == ([], [])
    assert (result.code, told["svar"], told["rapport"]) == (0, [], "")
    assert {one["tilstand"] for one in told["dokumenter"]} == {"uændret"}
    assert files(pack, memory=False) == before
    assert "Der er intet nyt til Word-filerne." in run("update", pack.out / "faelles").out


def test_showing_writes_nothing(pack: EditedPack, once: tuple[EditedPack, Result]) -> None:
    before = files(pack)
    result, told = update(pack, "--vis")
    assert (result.code, told["skrevet"], told["rapport"]) == (0, False, "")
    assert documents(told)[D01]["tilstand"] == "flettet"
    assert {one["fil"] for one in told["svar"]} == {str(pack.answers)}
    assert files(pack) == before
    made = json.loads(once[1].out.replace(str(once[0].folder), str(pack.folder)))
    assert {**told, "skrevet": True, "rapport": made["rapport"]} == made


def test_showing_knows_the_logo_and_a_pack_that_is_in_use(pack: EditedPack) -> None:
    logo, path = pack.answers.parent / LOGO, pack.document("faelles", "D02")
    logo.parent.mkdir()
    Image.new("RGB", (40, 9)).save(logo)
    text = pack.answers.read_text("utf-8")
    pack.answers.write_text(text.replace("pakke:\n", f"pakke:\n  logo: {LOGO}\n", 1), "utf-8")
    _, told = update(pack, "--ja", path=path)
    assert {one["tilstand"] for one in told["dokumenter"]} == {"fornyet"}
    with locked(BaseStore(pack.out)):
        _, told = update(pack, "--vis", path=path)
    assert {one["tilstand"] for one in told["dokumenter"]} == {"uændret"}


def test_nobody_to_ask_means_nothing_written(pack: EditedPack) -> None:
    before = files(pack)
    result = run("update", pack.document("faelles", "D02"))
    assert result.code == 2
    assert "Kør igen med --ja" in result.err
    assert "fornyet" in result.out
    assert files(pack) == before


def test_a_pack_that_is_none(tmp_path: Path) -> None:
    result = run("update", tmp_path, "--ja")
    assert (result.code, "er ikke en pakke" in result.err) == (2, True)


# --- conflicts ----------------------------------------------------------------------------------------------
@pytest.fixture
def disputed(pack: EditedPack) -> EditedPack:
    """The answer that was typed over in Word is another in the answer file, too."""
    text = pack.answers.read_text("utf-8")
    assert "Lokal-MED for Jobcenter" in text
    pack.answers.write_text(text.replace("Lokal-MED for Jobcenter", "Område-MED"), "utf-8")
    return pack


def test_where_both_have_changed_an_answer_both_stand_in_the_file(
    disputed: EditedPack,
) -> None:
    """Once: another update has nothing new."""
    result, told = update(disputed, "--ja")
    assert result.code == 1
    assert any("Udvalg" in line for line in told["ikke_foert_tilbage"])
    (place,) = documents(told)[D01]["konflikter"]
    overview = (disputed.out / "oversigt.html").read_text("utf-8")
    assert "begge tekster står i filen; tag stilling under »Sådan er formålet blevet til«" in overview
    assert (place["jeres"], place["ny"]) == ("Hoved-MED", "Område-MED")
    said = words_of(disputed.document("faelles", "D01"))
    assert "Hoved-MED" in said
    assert "Område-MED" in said
    before = disputed.document("faelles", "D01").read_bytes()
    _, told = update(disputed, "--ja")
    assert disputed.document("faelles", "D01").read_bytes() == before
    assert documents(told)[D01]["tilstand"] == "uændret"


# --- fortryd ------------------------------------------------------------------------------------------------
def test_undoing_puts_the_files_back_and_another_update_brings_the_same(
    waiting: EditedPack, updated: EditedPack
) -> None:
    before = {name: (waiting.out / name).read_bytes() for name in (D01, D02)}
    pack, said = updated, words_of(updated.out / D01)
    answers = pack.texts()
    result = run("fortryd", pack.out / "faelles")
    assert result.code == 0
    assert {name: (pack.out / name).read_bytes() for name in before} == before
    assert pack.texts() == answers
    assert "Svarfilen er ikke ændret" in result.out
    again = run("fortryd", pack.out / "faelles")
    assert (again.code, "ingen opdatering at fortryde" in again.out) == (0, True)
    _, told = update(pack, "--ja")
    assert documents(told)[D01]["tilstand"] == "flettet"
    assert words_of(pack.out / D01) == said


def test_a_file_that_was_saved_since_stays(waiting: EditedPack, updated: EditedPack) -> None:
    pack, before = updated, (waiting.out / D02).read_bytes()
    pack.edit("faelles", "D01", lambda data: word.add_paragraph(data, "Endnu et afsnit."))
    later = (pack.out / D01).read_bytes()
    result = run("fortryd", pack.out / "faelles")
    assert result.code == 1
    assert "er ændret eller slettet, siden den blev opdateret" in result.err
    assert (pack.out / D01).read_bytes() == later
    assert (pack.out / D02).read_bytes() == before


# --- copies, and the pages ----------------------------------------------------------------------------------
@pytest.fixture
def copied(pack: EditedPack) -> tuple[EditedPack, Path]:
    """A colleague works in a copy, in a folder of her own."""
    copy = pack.out / "faelles" / "Bente" / "Formål – Bente.docx"
    copy.parent.mkdir()
    copy.write_bytes(word.add_paragraph(pack.document("faelles", "D01").read_bytes(), "Bentes afsnit."))
    return pack, copy


def test_a_copy_alone(copied: tuple[EditedPack, Path]) -> None:
    """Its document has what was written in it, and nothing else is done."""
    pack, copy = copied
    second = pack.document("faelles", "D02").read_bytes()
    _, told = update(pack, "--ja", path=copy)
    said = words_of(pack.document("faelles", "D01"))
    assert ("Nyby Kommune" in said, "Bentes afsnit." in said, copy.exists()) == (True, True, False)
    assert {*documents(told)} == {D01, "faelles/Bente/Formål – Bente.docx"}
    assert told["noter"] == []
    assert pack.document("faelles", "D02").read_bytes() == second


def test_what_is_open_waits_and_the_rest_goes_on(pack: EditedPack) -> None:
    """The edited document, and a copy of another one, which is updated all the same."""
    path, other = pack.document("faelles", "D01"), pack.document("faelles", "D02")
    copy = other.with_name("Til mødet.docx")
    copy.write_bytes(word.add_paragraph(other.read_bytes(), "Bentes afsnit."))
    before = {one: one.read_bytes() for one in (path, copy)}
    for one in before:
        one.with_name(f"~${one.name[2:]}").write_bytes(b"")
    result, told = update(pack, "--ja")
    assert result.code == 3
    assert {one: one.read_bytes() for one in before} == before
    assert documents(told)[D02]["tilstand"] == "fornyet"
    said = words_of(other)
    assert ("Nyby Kommune" in said, "Bentes afsnit." in said) == (True, False)
    problems = " ".join(told["problemer"])
    assert [one for one in before if f"{one} er åben i Word" not in problems] == []


def test_one_file_alone_leaves_others_and_copies_of_them(copied: tuple[EditedPack, Path]) -> None:
    """Nothing is done to the other files, and nothing is said of them."""
    pack, copy = copied
    others = {one: one.read_bytes() for one in (copy, pack.document("faelles", "D01"))}
    _, told = update(pack, "--ja", path=pack.document("faelles", "D02"))
    assert ([*documents(told)], told["noter"]) == ([D02], [])
    assert {one: one.read_bytes() for one in others} == others
    assert "Nyby Kommune" in words_of(pack.document("faelles", "D02"))


def test_the_pages_about_updates_are_nothing_to_read(updated: EditedPack) -> None:
    """They are no department's folder, and no document that somebody has to save as a Word file."""
    pack = updated
    assert [path.name for path in (pack.out / "opdateringer").glob("*.html")] == ["opdatering_0001.html"]
    newer(pack, "Nordby Kommune")
    _, again = update(pack, "--ja", path=pack.document("faelles", "D02"))
    assert again["noter"] == []
    assert len(list((pack.out / "opdateringer").glob("*.html"))) == 2
    result = run("status", pack.out, "--format", "json")
    assert "opdatering" not in result.out
    assert (
        "opdatering" not in pack.build("--format", "docx", "--department", "faelles", "--document", "D02").err
    )
