"""What earlier builds have left: named, marked in overview and status, removed where it is a build's own."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.support.cli import Result, run
from tests.support.edit_cases import typed

pytestmark = pytest.mark.usefixtures("everywhere")

ANSWERS = """\
pakke: {version: "1", dato: 2027-01-04}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Prøve
  afdelinger:
    - {afdeling_id: nord, navn: Nord, leder: Leder, medarbejdere: 5, medarbejdergrupper: Sagsbehandlere}
    - {afdeling_id: vest, navn: Vest, leder: Leder, medarbejdere: 7, medarbejdergrupper: Sagsbehandlere}
  idriftsaettelsesdato: 2027-09-06
"""
ONE = ("--document", "D01", "--document", "D02", "--department", "nord")
PAGES = ("--format", "docx,html")


class Project:
    """A small project on the disk."""

    def __init__(self, folder: Path) -> None:
        self.answers = folder / "svar æ" / "proeve.yaml"
        self.out = folder / "mine pakker ø"
        self.nord = self.out / "proeve" / "nord"
        self.answers.parent.mkdir(parents=True, exist_ok=True)
        self.write(ANSWERS)

    def write(self, text: str) -> None:
        self.answers.write_text(text, "utf-8")

    def change(self) -> None:
        self.write(ANSWERS.replace("Prøve", "En anden titel"))

    def build(self, *options: str) -> Result:
        return run("build", self.answers, "--out", self.out, *options)

    def page(self, number: int = 1, ending: str = "html") -> Path:
        name = {1: "01_formaalsbeskrivelse", 2: "02_kommissorium"}[number]
        return self.nord / f"{name}_nord.{ending}"

    def overview(self, department: str = "nord") -> dict[str, str]:
        text = (self.out / "proeve" / "oversigt.csv").read_text("utf-8-sig")
        rows = csv.DictReader(text.splitlines(), delimiter=";")
        return next((row for row in rows if row["afdeling"] == department), {})

    def stale(self) -> dict[str, str]:
        result = run("status", self.out / "proeve", "--format", "json")
        return {Path(one["fil"]).name: one["aarsag"] for one in json.loads(result.out)["foraeldede_filer"]}


@pytest.fixture(scope="module")
def built(everywhere: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with pages and Word files of a department."""
    folder = tmp_path_factory.mktemp("bygget") / "projekt"
    Project(folder).build(*ONE, *PAGES)
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Project:
    """A copy of it."""
    return Project(Path(shutil.copytree(built, tmp_path / "projekt")))


@pytest.fixture
def words(project: Project) -> Project:
    """The project without the pages."""
    for number in (1, 2):
        project.page(number).unlink()
    return project


def test_pages_of_older_answers_are_removed_and_said(project: Project) -> None:
    project.change()
    of_the_plan = (project.nord / "kalender.ics", project.nord / "opgaver.xlsx")
    assert project.stale() == {
        path.name: "svarene er ændret, siden den blev dannet"
        for path in (project.page(1), project.page(2), *of_the_plan)
    }
    result = project.build("--document", "D01", "--department", "nord", "--format", "docx")
    for number in (1, 2):
        path = project.page(number)
        assert f"{path} er slettet: svarene er ændret, siden den blev dannet." in result.err
        assert not path.exists()
    word_file = project.page(2, "docx")
    assert f"{word_file} er fra før, svarene blev ændret, og er ikke dannet igen." in result.err
    assert "nord: 1 fil skrevet, 2 slettet, 1 forældet, " in result.out
    assert project.overview()["foraeldede_filer"] == word_file.name
    files = (project.page(1, "docx"), word_file, *of_the_plan)
    assert project.overview()["filer"] == ", ".join(path.name for path in files)
    assert project.stale() == {}


def test_pages_that_say_the_same_stay(project: Project) -> None:
    result = project.build(*ONE, "--format", "docx")
    assert project.page(1).exists()
    assert project.page(2).exists()
    assert "er slettet" not in result.err
    assert project.overview()["foraeldede_filer"] == ""


def test_the_combined_files_of_older_answers_are_removed(words: Project) -> None:
    words.build("--document", "D01", "--department", "nord", "--format", "docx", "--samlet")
    combined, zipped = words.nord / "samlet_nord.pdf", words.nord / "samlet_nord_word.zip"
    words.change()
    result = words.build("--document", "D01", "--department", "nord", "--format", "docx")
    assert f"{combined} er slettet: svarene er ændret" in result.err
    assert f"{zipped} er slettet: Word-filerne er ændret" in result.err
    assert not combined.exists()
    assert not zipped.exists()


def test_a_page_that_somebody_has_changed_is_never_removed_or_replaced(project: Project) -> None:
    project.page().write_text("vores egne noter", "utf-8")
    project.change()
    removing = project.build(*ONE, "--format", "docx")
    assert (
        f"{project.page()} kan være forældet: plangen ved ikke, hvilke svar den er dannet af." in removing.err
    )
    assert project.page().name in project.overview()["foraeldede_filer"]
    replacing = project.build(*ONE, "--format", "html")
    assert replacing.code == 1
    assert f"{project.page()} er ikke, som plangen dannede den, og er ikke ændret." in replacing.err
    assert "nord: 1 fil skrevet, 1 beholdt" in replacing.out
    assert project.page().read_text("utf-8") == "vores egne noter"


def test_a_file_of_another_spelling_is_never_written_over(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.nord.mkdir(parents=True)
    theirs = project.nord / "01_Formaalsbeskrivelse_NORD.DOCX"
    theirs.write_bytes(b"deres")
    result = project.build(*ONE, "--format", "docx")
    assert f"{theirs} har samme navn skrevet med andre bogstaver." in result.err
    assert "nord: 1 fil skrevet, 1 beholdt" in result.out
    word_files = sorted(path.name for path in project.nord.iterdir() if path.suffix.lower() == ".docx")
    assert word_files == [theirs.name, project.page(2, "docx").name]


def test_a_department_that_is_gone(project: Project) -> None:
    project.write(ANSWERS.replace("afdeling_id: nord", "afdeling_id: syd"))
    result = project.build("--format", "docx", "--department", "faelles", "--document", "D01")
    assert f"{project.nord}: afdelingen findes ikke længere i svarfilen. Slettet: " in result.err
    assert not project.page().exists()
    assert project.page(1, "docx").exists()
    assert project.page(1, "docx").name in project.overview()["foraeldede_filer"]
    for path in project.nord.iterdir():
        path.unlink()
    project.build("--format", "docx", "--department", "faelles", "--document", "D01")
    assert project.overview() == {}


def test_a_new_version_that_is_out_of_date_goes_away(words: Project) -> None:
    document = words.page(1, "docx")
    made = document.read_bytes()
    document.write_bytes(b"ikke en Word-fil")
    words.change()
    assert "Den nye version ligger ved siden af" in words.build(*ONE, "--format", "docx").err
    document.write_bytes(made)
    words.write(ANSWERS)
    words.build(*ONE, "--format", "docx")
    assert not document.with_name("01_formaalsbeskrivelse_nord_ny.docx").exists()


def test_an_overview_that_somebody_has_saved_is_kept_as_a_copy(project: Project) -> None:
    overview = project.out / "proeve" / "oversigt.csv"
    overview.write_text(overview.read_text("utf-8-sig") + "vores linje\n", "utf-8-sig")
    result = project.build(*ONE, "--format", "html")
    assert "var ændret og er dannet igen; en kopi af den ligger i" in result.err
    kept = (project.out / "proeve" / ".plangen" / "proeve" / "erstattet").glob("oversigt_*.csv")
    assert ["vores linje" in path.read_text("utf-8") for path in kept] == [True]


def test_a_folder_from_before_there_was_a_record_is_renewed(project: Project) -> None:
    (project.out / "proeve" / ".plangen" / "filer.json").unlink()
    before = project.page().read_text("utf-8")
    project.change()
    result = project.build(*ONE, "--format", "html")
    assert project.page().read_text("utf-8") != before
    assert "beholdt" not in result.out
    kept = (project.out / "proeve" / ".plangen" / "nord" / "erstattet").glob("01_*.html")
    assert [path.read_text("utf-8") for path in kept] == [before]


def test_a_renamed_and_edited_document_is_named_by_the_build(words: Project) -> None:
    renamed = words.nord / "Formål v2.docx"
    words.page(1, "docx").rename(renamed)
    renamed.write_bytes(typed("projekt_titel", "En tredje titel")(renamed.read_bytes()))
    theirs = renamed.read_bytes()
    result = words.build(*ONE, "--format", "docx")
    assert f"{renamed} er en rettet kopi af nord/01_formaalsbeskrivelse_nord.docx" in result.err
    assert renamed.read_bytes() == theirs


def test_one_file_that_is_refused_stops_no_other(words: Project) -> None:
    words.change()
    document = words.page(1, "docx")
    document.unlink()
    document.mkdir()
    result = words.build(*ONE, "--format", "docx")
    assert result.code == 3
    assert f"{document} kan ikke læses: det er en mappe, ikke en fil." in result.err
    assert "nord: 1 fil skrevet, 1 ikke dannet" in result.out
    status = run("status", words.out / "proeve", "--format", "json")
    states = {one["fil"]: one for one in json.loads(status.out)["dokumenter"]}
    assert status.code == 3
    assert "det er en mappe, ikke en fil" in states[f"nord/{document.name}"]["aarsag"]
    assert states["nord/02_kommissorium_nord.docx"]["tilstand"] == "uændret"
    assert run("pull", words.out / "proeve").code == 3
