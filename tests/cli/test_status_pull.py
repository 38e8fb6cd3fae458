"""Status and pull end to end: real files, edited as staff edit them, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.edit_cases import CASES, typed
from tests.support.edited_packs import (
    Case,
    EditedPack,
    apply_case,
    build_pack,
    check_case,
    check_pull,
    copy_of,
)
from tests.support.samples import LONG, sampled, some
from tests.word.libreoffice import resaved
from tests.word.word_saves import saved_by_word

pytestmark = pytest.mark.usefixtures("everywhere")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> EditedPack:
    """The example, built once for each process."""
    return build_pack(tmp_path_factory.mktemp("bygget"))


@pytest.fixture
def pack(built: EditedPack, tmp_path: Path) -> EditedPack:
    """A copy that a test may change."""
    return copy_of(built, tmp_path / "projekt")


D01 = "faelles/01_formaalsbeskrivelse_faelles.docx"


def as_is(_name: str, data: bytes) -> bytes:
    return data


# --- the cases by name --------------------------------------------------------------------------------------


BUILT_AGAIN = CASES[::10]
"""The cases in which a build follows, too; in a long run all."""


@pytest.mark.parametrize(
    "case",
    sampled((case for case in CASES if LONG or case not in BUILT_AGAIN), every=2),
    ids=lambda case: case.name,
)
def test_case(pack: EditedPack, case: Case) -> None:
    check_pull(pack, case, as_is)


@pytest.mark.parametrize("case", CASES if LONG else BUILT_AGAIN, ids=lambda case: case.name)
def test_after_a_build_nothing_is_left_of_a_case(pack: EditedPack, case: Case) -> None:
    check_case(pack, case, as_is)


@pytest.mark.parametrize("case", sampled(CASES, every=10), ids=lambda case: case.name)
def test_case_after_word_has_saved_the_file(pack: EditedPack, case: Case) -> None:
    check_pull(pack, case, lambda name, data: saved_by_word(data, seed=len(name)))


# LibreOffice writes the old and the new text of a tracked change in a control as one plain text.
_NOT_IN_LIBREOFFICE = ("tracked change",)


IN_LIBREOFFICE = some((case for case in CASES if not case.name.startswith(_NOT_IN_LIBREOFFICE)), every=16)


@pytest.fixture(scope="module")
def in_libreoffice(
    everywhere: None, built: EditedPack, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """Files as LibreOffice saves them: those that cases edit, and two that nobody has edited."""
    folder = tmp_path_factory.mktemp("libreoffice")
    files = {path.name: path.read_bytes() for path in files_of(built)}

    def keep(name: str, data: bytes) -> bytes:
        files[name] = data
        return data

    for number, case in enumerate(IN_LIBREOFFICE):
        apply_case(copy_of(built, folder / f"ret{number}"), case, keep)
    return resaved(files, folder)


@pytest.mark.heavy
def test_cases_after_libreoffice_has_saved_the_files(
    built: EditedPack, in_libreoffice: dict[str, bytes], tmp_path: Path
) -> None:
    for number, case in enumerate(IN_LIBREOFFICE):
        check_pull(copy_of(built, tmp_path / f"pull{number}"), case, lambda name, _: in_libreoffice[name])


# --- files that are not edited ------------------------------------------------------------------------------


TWO = {"faelles": "D01", "jobindsats": "D02"}
"""The files that are saved and renewed: in each pack one, and each document in one."""


def files_of(pack: EditedPack) -> list[Path]:
    return [pack.document(*one) for one in TWO.items()]


def test_files_saved_by_word_are_not_edited(pack: EditedPack) -> None:
    for seed, path in enumerate(files_of(pack)):
        path.write_bytes(saved_by_word(path.read_bytes(), seed))
    assert_unedited(pack)


@pytest.mark.heavy
def test_files_saved_by_libreoffice_are_not_edited(
    pack: EditedPack, in_libreoffice: dict[str, bytes]
) -> None:
    for path in files_of(pack):
        path.write_bytes(in_libreoffice[path.name])
    assert_unedited(pack)


def assert_unedited(pack: EditedPack) -> None:
    """Nothing is reported, and a build renews the files without a word."""
    states = {name: {k: v for k, v in one.items() if v} for name, one in pack.status().items()}
    assert {one["tilstand"] for one in states.values()} == {"uændret"}, states
    assert not pack.pull()[1]["rettelser"]
    text = pack.answers.read_text("utf-8")
    pack.answers.write_text(text.replace("Egelund Kommune", "Nyby Kommune"), "utf-8")
    for department, document in TWO.items():
        result = pack.build("--format", "docx", "--document", document, "--department", department)
        assert result.code == 0
        assert "er rettet i Word" not in result.err
    assert not list(pack.out.glob("*/*_ny.docx"))
    for path in files_of(pack):
        assert "Nyby Kommune" in "".join(word.stories(path.read_bytes())["word/document.xml"].itertext())


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


def test_an_emptied_answer_in_a_sentence_leaves_no_file_beside(pack: EditedPack) -> None:
    """The sentence is printed without its words around the answer; what stood on both sides meets in Word."""
    pack.edit("faelles", "D01", lambda data: word.empty(data, "med.udvalg"))
    assert pack.pull("--apply")[0] == 0
    pack.build("--format", "docx", "--department", "faelles", "--document", "D01")
    assert list(pack.out.glob("*/*_ny*")) == []
    assert "med.udvalg" not in word.ids(pack.document("faelles", "D01").read_bytes())


def test_status_names_the_answer_that_looks_different(pack: EditedPack) -> None:
    """Not the first one in its paragraph."""
    pack.edit("faelles", "D01", lambda data: word.make_answer_bold(data, "med.udvalg"))
    (one,) = pack.status(pack.document("faelles", "D01"))[D01]["formatering"]
    assert one["nu"] == "fed: [MED og arbejdsmiljø, Udvalg/forum]"


def test_status_calls_answers_by_their_names(pack: EditedPack) -> None:
    def edit(data: bytes) -> bytes:
        data = word.type_in_free_text(data, " · Version ", " · Udkast ")
        return word.make_answer_bold(data, "med.status")

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
    text = f"{name} i [MED og arbejdsmiljø, Udvalg/forum] {date}."
    assert one["formatering"] == [{"tekst": text, "var": "", "nu": f"fed: {name}"}]
    shown = run("status", pack.document("faelles", "D01")).out
    assert "Rettet i Word: faelles/01_formaalsbeskrivelse_faelles.docx" in shown
    assert "Formatering af" in shown


def test_a_row_in_the_place_of_another_is_no_free_text(pack: EditedPack) -> None:
    def edit(data: bytes) -> bytes:
        first, second = word.row_keys(data, "maal")[:2]
        data = word.insert_row(data, "maal", first, ["Nyt mål", "Antal", "7"])
        return word.delete_row(data, "maal", second)

    pack.edit("faelles", "D01", edit)
    one = pack.status(pack.document("faelles", "D01"))[D01]
    assert sorted(row["art"] for row in one["raekker"]) == ["slettet", "tilføjet"]
    assert (one["fri_tekst"], one["slettede_felter"]) == ([], [])
    pack.pull("--apply")
    result = pack.build("--document", "D01", "--format", "docx")
    assert not list(pack.out.glob("*/*_ny.docx")), result.err


def test_status_knows_newer_answers(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", typed("med.udvalg", "Hoved-MED"))
    text = pack.answers.read_text("utf-8")
    pack.answers.write_text(text.replace("Egelund Kommune", "Nyby Kommune"), "utf-8")
    told = pack.status()
    assert told[D01]["tilstand"] == "begge"
    assert told["faelles/02_kommissorium_faelles.docx"]["tilstand"] == "svar nyere"
    assert told["faelles/02_kommissorium_faelles.docx"]["svar_nyere"] == ["Kommune"]


def test_status_knows_a_plan_that_moved(pack: EditedPack) -> None:
    """The document prints no answer that changed, but dates that follow from one."""
    text = pack.answers.read_text("utf-8")
    changed = text.replace("projektstart: 2026-12-07", "projektstart: 2026-11-02")
    assert changed != text
    pack.answers.write_text(changed, "utf-8")
    told = pack.status()
    assert "svar nyere" in {one["tilstand"] for one in told.values()}


def test_status_of_files_that_are_gone_foreign_or_broken(pack: EditedPack) -> None:
    pack.document("faelles", "D01").unlink()
    pack.document("jobindsats", "D01").write_bytes(b"ikke en Word-fil")
    (pack.out / "faelles/noget andet.docx").write_bytes(b"")
    result = run("status", pack.out, "--format", "json")
    states = {name: one["tilstand"] for name, one in pack.status().items()}
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


# --- pull after pull ----------------------------------------------------------------------------------------


def test_an_answer_that_changes_after_it_was_pulled_is_no_conflict(pack: EditedPack) -> None:
    """The document has other edits, so no build renews it; its old answers must not stand in the way."""

    def edit(data: bytes) -> bytes:
        data = word.set_text(data, "med.udvalg", "Hoved-MED")
        data = word.insert_row(data, "maal", word.row_keys(data, "maal")[0], ["Nyt mål", "Antal", "7"])
        return word.add_paragraph(data, "Vores egen bemærkning.")

    pack.edit("faelles", "D01", edit)
    pack.pull("--apply")
    text = pack.answers.read_text("utf-8").replace("Hoved-MED", "Fælles-MED").replace("Nyt mål", "Andet mål")
    pack.answers.write_text(text, "utf-8")
    code, told = pack.pull("--apply")
    assert (code, told["rettelser"], told["konflikter"]) == (0, [], [])
    pack.edit("faelles", "D01", typed("med.udvalg", "Område-MED"))
    code, told = pack.pull()
    assert [conflict["spoergsmaal"] for conflict in told["konflikter"]] == [
        "MED og arbejdsmiljø, Udvalg/forum"
    ]


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
