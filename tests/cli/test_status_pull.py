"""Status and pull end to end: real files, edited as staff edit them, and what becomes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.edit_cases import typed
from tests.support.edited_packs import EditedPack, light_pack
from tests.word.libreoffice import resaved
from tests.word.word_saves import saved_by_word

pytestmark = pytest.mark.usefixtures("everywhere")


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    """A copy that a test may change."""
    return light_pack(tmp_path / "projekt")


D01 = "faelles/01_formaalsbeskrivelse_faelles.docx"


# --- files that are not edited ------------------------------------------------------------------------------


@pytest.mark.heavy
def test_files_saved_by_word_and_by_libreoffice_are_not_edited(pack: EditedPack, tmp_path: Path) -> None:
    """Nothing is reported, and a build renews the files without a word."""
    path, other = pack.document("faelles", "D01"), pack.document("jobindsats", "D02")
    path.write_bytes(saved_by_word(path.read_bytes()))
    other.write_bytes(resaved({"": other.read_bytes()}, tmp_path / "libreoffice")[""])
    for one in (path, other):
        (state,) = pack.status(one).values()
        assert state["tilstand"] == "uændret", state
    assert not pack.pull()[1]["rettelser"]
    text = pack.answers.read_text("utf-8")
    pack.answers.write_text(text.replace("Egelund Kommune", "Nyby Kommune"), "utf-8")
    for department, document in (("faelles", "D01"), ("jobindsats", "D02")):
        result = pack.build("--format", "docx", "--document", document, "--department", department)
        assert result.code == 0
        assert "er rettet i Word" not in result.err
    assert not list(pack.out.glob("*/*_ny.docx"))
    for one in (path, other):
        assert "Nyby Kommune" in "".join(word.stories(one.read_bytes())["word/document.xml"].itertext())


# --- status -------------------------------------------------------------------------------------------------


def test_status_tells_what_was_edited(pack: EditedPack) -> None:
    def edit(data: bytes) -> bytes:
        data = word.set_text(data, "med.udvalg", "Hoved-MED")
        data = word.type_in_free_text(data, "Baggrund og problem", "Baggrund")
        data = word.make_bold(data, "Løsningen er et middel")
        return word.comment(data, "Er det rigtigt?")

    pack.edit("faelles", "D01", edit)
    told = pack.status(pack.out / "faelles")
    one = told[D01]
    assert set(told) == {f"faelles/{p.name}" for p in (pack.out / "faelles").glob("*.docx")}
    assert (one["tilstand"], one["kommentarer"]) == ("rettet", ["Er det rigtigt?"])
    assert one["fri_tekst"] == [{"var": "Baggrund og problem", "nu": "Baggrund"}]
    assert [(e["spoergsmaal"], e["var"], e["nu"]) for e in one["svar"]] == [
        ("MED og arbejdsmiljø, Udvalg/forum", "Lokal-MED for Jobcenter", "Hoved-MED")
    ]
    assert len(one["formatering"]) == 1
    shown = run("status", pack.out / "faelles")
    assert shown.code == 0
    assert "MED og arbejdsmiljø, Udvalg/forum" in shown.out
    assert "1 stykke fri tekst; 1 ændret formatering; 1 kommentar" in shown.out


def test_status_calls_answers_by_their_names(pack: EditedPack) -> None:
    """The one that looks different is not the first in its paragraph."""

    def edit(data: bytes) -> bytes:
        data = word.type_in_free_text(data, " · Version ", " · Udkast ")
        return word.make_answer_bold(data, "med.udvalg")

    pack.edit("faelles", "D01", edit)
    one = pack.status(pack.document("faelles", "D01"))[D01]
    rest = " [Pakken, Version] · [Pakken, Dato] · [Pakken, Status]"
    assert one["fri_tekst"] == [
        {
            "var": f"[Projektets navn] · Alle afdelinger · Version{rest}",
            "nu": f"[Projektets navn] · Alle afdelinger · Udkast{rest}",
        },
    ]
    name, date = "[MED og arbejdsmiljø, Status]", "[MED og arbejdsmiljø, Dato for drøftelse]"
    forum = "[MED og arbejdsmiljø, Udvalg/forum]"
    text = f"MED: {name} i {forum} {date}."
    assert one["formatering"] == [{"tekst": text, "var": "", "nu": f"fed: {forum}"}]
    shown = run("status", pack.document("faelles", "D01")).out
    assert "Rettet i Word: faelles/01_formaalsbeskrivelse_faelles.docx" in shown
    assert "Formatering af" in shown


def test_what_stands_in_the_place_of_another_is_no_free_text_and_leaves_no_file_beside(
    pack: EditedPack,
) -> None:
    """A row in the place of another, and a sentence that is printed without its words around an answer: what
    stood on both sides of it meets in Word."""

    def edit(data: bytes) -> bytes:
        first, second = word.row_keys(data, "maal")[:2]
        data = word.insert_row(data, "maal", first, ["Nyt mål", "Antal", "7"])
        return word.empty(word.delete_row(data, "maal", second), "med.udvalg")

    pack.edit("faelles", "D01", edit)
    path = pack.document("faelles", "D01")
    one = pack.status(path)[D01]
    assert sorted(row["art"] for row in one["raekker"]) == ["slettet", "tilføjet"]
    assert (one["fri_tekst"], one["slettede_felter"]) == ([], [])
    assert pack.pull("--apply")[0] == 0
    result = pack.build("--format", "docx", "--department", "faelles", "--document", "D01")
    assert not list(pack.out.glob("*/*_ny*")), result.err
    assert "med.udvalg" not in word.ids(path.read_bytes())


def test_status_knows_newer_answers(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", typed("med.udvalg", "Hoved-MED"))
    text = pack.answers.read_text("utf-8")
    pack.answers.write_text(text.replace("Egelund Kommune", "Nyby Kommune"), "utf-8")
    told = pack.status(pack.out / "faelles")
    assert told[D01]["tilstand"] == "begge"
    assert told["faelles/02_kommissorium_faelles.docx"]["tilstand"] == "svar nyere"
    assert told["faelles/02_kommissorium_faelles.docx"]["svar_nyere"] == ["Kommune"]


def test_status_knows_a_plan_that_moved(pack: EditedPack) -> None:
    """The document prints no answer that changed, but dates that follow from one."""
    text = pack.answers.read_text("utf-8")
    changed = text.replace("projektstart: 2026-12-07", "projektstart: 2026-11-02")
    assert changed != text
    pack.answers.write_text(changed, "utf-8")
    told = pack.status(pack.out / "faelles")
    assert "svar nyere" in {one["tilstand"] for one in told.values()}


def test_status_of_files_that_are_gone_foreign_or_broken(pack: EditedPack) -> None:
    pack.document("faelles", "D01").unlink()
    pack.document("jobindsats", "D01").write_bytes(b"ikke en Word-fil")
    (pack.out / "faelles/noget andet.docx").write_bytes(b"")
    result = run("status", pack.out, "--format", "json")
    states = {one["fil"]: one["tilstand"] for one in json.loads(result.out)["dokumenter"]}
    assert result.code == 1
    assert states[D01] == "mangler"
    assert states["jobindsats/01_formaalsbeskrivelse_jobindsats.docx"] == "kan ikke læses"
    assert states["faelles/noget andet.docx"] == "ukendt"


def test_a_pack_that_is_none_and_answers_that_are_gone(pack: EditedPack, tmp_path: Path) -> None:
    assert run("status", tmp_path / "findes_ikke").code == 2
    assert "ikke en pakke" in run("status", tmp_path).err
    moved = tmp_path / "flyttet.yaml"
    pack.answers.rename(moved)
    lost = run("pull", pack.out)
    assert lost.code == 2
    assert f"findes ikke: {pack.answers}" in lost.err
    assert "Angiv den med --svar" in lost.err
    assert run("status", pack.out, "--svar", moved).code == 0
    (pack.out / ".plangen" / "projekt.json").write_text("[" * 50_000)
    unknown = run("pull", pack.out)
    assert unknown.code == 2
    assert "Det er ikke til at se, hvilken svarfil" in unknown.err
    assert run("status", pack.out, "--svar", moved).code == 0


# --- pull ---------------------------------------------------------------------------------------------------


def test_pull_shows_and_writes_only_with_apply(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", typed("med.udvalg", "Hoved-MED"))
    before = pack.texts()
    shown = run("pull", pack.out)
    assert (shown.code, pack.texts()) == (0, before)
    for part in (
        "Lokal-MED for",
        "Hoved-MED",
        "D01 Formålsbeskrivelse",
        "Intet er skrevet. Kør igen med --apply",
    ):
        assert part in shown.out
    written = run("pull", pack.out, "--apply")
    assert "Dan så pakken igen: plangen build" in written.out
    assert pack.texts() != before
    assert "svarfilen siger det samme" in run("pull", pack.out).out


def test_pull_of_one_department_or_one_file(pack: EditedPack) -> None:
    for department in ("faelles", "jobindsats"):
        pack.edit(department, "D01", typed("med.udvalg", f"MED {department}"))
    path = pack.document("jobindsats", "D01")
    for scope in (path.parent, path):
        told = run("pull", scope, "--format", "json")
        assert "MED jobindsats" in told.out
        assert "MED faelles" not in told.out


def test_an_edit_in_every_department_goes_to_the_projects_file(pack: EditedPack) -> None:
    for folder in pack.out.iterdir():
        if folder.is_dir() and not folder.name.startswith(".") and folder.name != "faelles":
            pack.edit(folder.name, "D01", typed("med.udvalg", "Hoved-MED"))
    _, told = pack.pull("--apply")
    assert told["skrevet"] == [str(pack.answers)]
    assert "udvalg: Hoved-MED" in pack.texts()["jobcenter"]


def test_til_faelles(pack: EditedPack) -> None:
    pack.edit("jobindsats", "D01", typed("med.udvalg", "Hoved-MED"))
    _, told = pack.pull("--apply", "--til", "faelles")
    assert told["skrevet"] == [str(pack.answers)]


def test_a_cpr_number_is_never_repeated(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", typed("med.udvalg", "Spørg 010203-1234"))
    for command in ("status", "pull"):
        for format in ("tabel", "json"):
            result = run(command, pack.out, "--format", format)
            assert "1234" not in result.out + result.err


def test_an_answer_file_that_was_changed_meanwhile_is_not_written(
    pack: EditedPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plangen.wordfiles import pull as pulling

    pack.edit("faelles", "D01", typed("med.udvalg", "Hoved-MED"))

    def slow(*arguments: object) -> object:
        result = original(*arguments)  # type: ignore[arg-type]
        pack.answers.write_text(pack.answers.read_text("utf-8") + "# ny linje\n", "utf-8")
        return result

    original = pulling.written_back
    monkeypatch.setattr(pulling, "written_back", slow)
    result = run("pull", pack.out, "--apply")
    assert result.code == 1
    assert "er gemt af en anden imens og er ikke ændret" in result.err
    assert "Hoved-MED" not in pack.texts()["jobcenter"]
