"""Which files a command reads, by what names, and what it says of the others."""

from __future__ import annotations

import errno
import json
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from tests.cli.test_commands import SMALL
from tests.support.cli import Result, run
from tests.support.samples import sampled

OWN = "svar:\n  formaal_kort: Kun i nord skal borgerne have hurtigere hjælp.\n"


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "inputs"
    (folder / "proeve").mkdir(parents=True)
    (folder / "proeve.yaml").write_text(SMALL + "  formaal_kort: Fælles.\n", "utf-8")
    return folder


def html(inputs: Path, *options: str | Path) -> Result:
    """Builds one page for each pack."""
    arguments = ["--out", inputs.parent / "out", "--format", "html", "--document", "D05"]
    return run("build", inputs / "proeve.yaml", *arguments, *options)


def is_own_answer_read(inputs: Path) -> bool:
    """Read as every command reads it; what is read is printed (`is_own_answer_printed`)."""
    project = read_project(inputs / "proeve.yaml", shipped_library()).project
    return "Kun i nord" in project.answers_of("nord").text("formaal_kort")


def is_own_answer_printed(inputs: Path) -> bool:
    html(inputs, "--department", "nord")
    pages = list((inputs.parent / "out").glob("*/nord/*.html"))
    assert pages
    return any("Kun i nord" in page.read_text("utf-8") for page in pages)


def refuses(monkeypatch: pytest.MonkeyPatch, refused: Path) -> None:
    """Nobody may look into that folder. (Tests may run as a user who may do everything.)"""
    original: Callable[[Path], object] = Path.iterdir

    def iterdir(path: Path) -> object:
        if path.resolve() == refused.resolve():
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)


@pytest.mark.parametrize("name", ["nord.yaml", "Nord.yaml", "NORD.YAML", "nord.yml", " nord .yml"])
def test_own_files_that_are_read(inputs: Path, name: str) -> None:
    (inputs / "proeve" / name).write_text(OWN, "utf-8")
    assert name not in run("check", inputs / "proeve.yaml").out
    assert is_own_answer_read(inputs)


@pytest.mark.parametrize("folder", ["Proeve", "PROEVE"])
def test_a_folder_with_other_capitals_is_read(inputs: Path, folder: str) -> None:
    (inputs / "proeve").rmdir()
    (inputs / folder).mkdir()
    (inputs / folder / "nord.yaml").write_text(OWN, "utf-8")
    assert is_own_answer_read(inputs)


def test_of_two_folders_one_is_read_and_the_other_named(inputs: Path) -> None:
    (inputs / "Proeve").mkdir()
    (inputs / "Proeve" / "nord.yaml").write_text(OWN, "utf-8")
    result = run("check", inputs / "proeve.yaml")
    assert result.code == 1
    assert f"{inputs / 'Proeve'}:1:1: fejl: Svarfilerne i mappen bliver ikke brugt" in result.out
    (inputs / "Proeve.yaml").write_text(SMALL, "utf-8")  # now it is the folder of another project
    assert "Svarfilerne i mappen" not in run("check", inputs / "proeve.yaml").out


@pytest.mark.parametrize(
    ("name", "severity", "reason"),
    [
        ("nord.yaml.txt", "fejl", "navnet ender på .yaml.txt og ikke på .yaml"),
        ("Nord.txt", "fejl", "navnet ender på .txt og ikke på .yaml"),
        ("nord", "fejl", "navnet ikke ender på .yaml"),
        ("nord.docx", "fejl", "navnet ender på .docx og ikke på .yaml"),
        (".nord.yaml", "fejl", "navnet begynder med et punktum"),
        ("noter.txt", "info", "her læses kun afdelingernes svarfiler"),
        ("vest.yaml.bak", "advarsel", "her læses kun afdelingernes svarfiler"),
        ("Nord - Kopi.yaml", "fejl", "Svarfilen hører til afdelingen »Nord - Kopi«"),
        ("~nord.yaml", "fejl", "Svarfilen hører til afdelingen »~nord«"),
    ],
)
def test_a_file_that_is_not_read_is_named(inputs: Path, name: str, severity: str, reason: str) -> None:
    path = inputs / "proeve" / name
    path.write_text(OWN, "utf-8")
    result = run("check", inputs / "proeve.yaml")
    line = next(line for line in result.out.splitlines() if line.startswith(f"{path}:1:1: "))
    assert line.startswith(f"{path}:1:1: {severity}: ")
    assert reason in line


def test_a_copy_beside_the_file_that_is_read_is_no_fault(inputs: Path) -> None:
    (inputs / "proeve" / "nord.yaml").write_text(OWN, "utf-8")
    (inputs / "proeve" / "nord.yaml.bak").write_text(OWN, "utf-8")
    (inputs / "proeve" / ".nord.yaml.swp").write_text("x", "utf-8")
    (inputs / "proeve" / "arkiv").mkdir()
    (inputs / "proeve" / "arkiv" / "nord.yaml").write_text(OWN, "utf-8")
    told = run("check", inputs / "proeve.yaml").out
    assert f"{inputs / 'proeve' / 'nord.yaml.bak'}:1:1: info: " in told
    assert f"{inputs / 'proeve' / 'arkiv'}:1:1: fejl: Svarfilerne i mappen bliver ikke brugt" in told
    assert ".swp" not in told


def test_two_files_of_one_department(inputs: Path) -> None:
    (inputs / "proeve" / "Nord.yml").write_text("svar:\n  formaal_kort: Ikke den her\n", "utf-8")
    (inputs / "proeve" / "nord.yaml").write_text(OWN, "utf-8")
    assert (
        f"{inputs / 'proeve' / 'Nord.yml'}:1:1: fejl: Afdelingen »nord« har to"
        in run("check", inputs / "proeve.yaml").out
    )
    assert is_own_answer_printed(inputs)


# --- the answer file itself ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on_disk", "typed"), sampled([("NFC", "NFD"), ("NFC", "NFC"), ("NFD", "NFC"), ("NFD", "NFD")], every=2)
)
def test_letters_in_parts(inputs: Path, on_disk: str, typed: str) -> None:
    name, folder, logo = (unicodedata.normalize(on_disk, text) for text in ("prøvé", "Égén", "logoå.svg"))
    place = inputs / folder
    (place / name).mkdir(parents=True)
    (place / f"{name}.yaml").write_text(SMALL.replace("pakke: {", "pakke: {logo: logoå.svg, "), "utf-8")
    (place / name / "nord.yaml").write_text(OWN, "utf-8")
    shape = '<rect width="40" height="20"/>'
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">{shape}</svg>'
    (place / logo).write_text(picture, "utf-8")
    path = unicodedata.normalize(typed, f"{inputs}/Égén/prøvé.yaml")
    asked = ("--format", "html", "--document", "D05", "--department", "nord")
    result = run("build", path, "--out", inputs.parent / "out", *asked)
    assert "Logoet" not in result.err
    page = next((inputs.parent / "out" / "prøvé" / "nord").glob("*.html"))
    assert "Kun i nord" in page.read_text("utf-8")


def test_a_logo_with_other_capitals_is_proposed(inputs: Path) -> None:
    text = SMALL.replace("pakke: {", "pakke: {logo: logo.png, ")
    (inputs / "proeve.yaml").write_text(text, "utf-8")
    (inputs / "Logo.PNG").write_bytes(b"x")
    assert (
        "Logoet »logo.png« findes ikke; i mappen ligger Logo.PNG." in run("check", inputs / "proeve.yaml").out
    )


@pytest.mark.parametrize(
    ("there", "asked", "hint"),
    [
        ("andet.yml", "andet.yaml", "Mente du {}/andet.yml?"),
        ("Andet.yaml", "andet.yaml", "Mente du {}/Andet.yaml?"),
        ("andet.yaml.txt", "andet.yaml", "Mente du {}/andet.yaml.txt?"),
        ("andet.yaml", "andet", "Mente du {}/andet.yaml?"),
        ("andet.yaml.txt", "andet.yaml.txt", "Omdøb den til andet.yaml."),
        ("proeve.yaml", "proeve", "Angiv {}/proeve.yaml."),
    ],
)
def test_an_answer_file_that_is_not_there(inputs: Path, there: str, asked: str, hint: str) -> None:
    if there != "proeve.yaml":
        (inputs / there).write_text(SMALL, "utf-8")
    result = run("check", inputs / asked)
    assert result.code == 2
    assert hint.format(inputs) in result.err


@pytest.mark.parametrize("command", [["check"], ["build", "--format", "html", "--document", "D05"]])
def test_a_department_s_file_alone_says_where_it_belongs(inputs: Path, command: list[str]) -> None:
    own = inputs / "proeve" / "nord.yaml"
    own.write_text(OWN, "utf-8")
    result = run(*command, own)
    assert result.code == 2
    assert f"{own} er en afdelings egne svar og hører til {inputs / 'proeve.yaml'}." in result.err


# --- several projects in one call -------------------------------------------------------------------------


@pytest.mark.parametrize(("broken", "code"), [("missing", 2), ("forbidden", 3), ("folder", 2), ("own", 2)])
@pytest.mark.parametrize("first", [True, False])
def test_one_project_that_cannot_be_read_does_not_stop_the_others(
    inputs: Path, monkeypatch: pytest.MonkeyPatch, broken: str, code: int, first: bool
) -> None:
    other = inputs / "andet.yaml"
    match broken:
        case "forbidden":
            other = inputs.parent / "laast" / "andet.yaml"
            (other.parent / "andet").mkdir(parents=True)
            other.write_text(SMALL, "utf-8")
            refuses(monkeypatch, other.parent / "andet")
        case "folder":
            other.mkdir()
        case "own":
            other = inputs / "proeve" / "nord.yaml"
            other.write_text(OWN, "utf-8")
    paths = [other, inputs / "proeve.yaml"] if first else [inputs / "proeve.yaml", other]
    result = run("check", *paths)
    assert result.code == code
    assert f"{inputs / 'proeve.yaml'}: " in result.out
    assert str(other) in result.err.replace(str(other.parent / "andet"), str(other))
    if broken in ("missing", "forbidden"):  # a build goes through projects as a check does
        one = ("--format", "html", "--document", "D05", "--department", "syd")
        out = inputs.parent / "out"
        assert run("build", *paths, "--out", out, *one).code == code
        assert list((out / "proeve" / "syd").glob("*.html"))


def test_a_pipe_in_the_place_of_an_own_file_is_named_and_waited_for_by_nobody(inputs: Path) -> None:
    (inputs / "proeve").mkdir(exist_ok=True)
    os.mkfifo(inputs / "proeve" / "nord.yaml")
    result = run("check", inputs / "proeve.yaml")
    assert result.code == 3
    assert f"{inputs / 'proeve' / 'nord.yaml'} kan ikke læses: det er ingen almindelig fil." in result.err


@pytest.mark.parametrize("command", ["check", "build", "new"])
def test_a_folder_that_may_not_be_read(inputs: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    refused = inputs if command == "new" else inputs / "proeve"
    refuses(monkeypatch, refused)
    arguments: dict[str, list[str | Path]] = {
        "check": [inputs / "proeve.yaml"],
        "build": [inputs / "proeve.yaml", "--out", inputs.parent / "out"],
        "new": ["andet", "--mappe", inputs],
    }
    result = run(command, *arguments[command])
    assert result.code == 3
    assert f"fejl: Mappen {refused} kan ikke læses: adgang nægtet." in result.err


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("con", "Windows har selv brug for navnet"),
        ("lpt1", "Windows har selv brug for navnet"),
        ("proeve", "proeve.yaml findes allerede og er ikke ændret"),
        ("andet", "Andet.yml findes allerede og er ikke ændret"),
        ("Prøve", "proeve.yaml findes allerede og er ikke ændret"),
        ("../Prøve", "kan ikke bruges som navn"),
    ],
)
def test_names_that_a_new_project_cannot_have(inputs: Path, name: str, message: str) -> None:
    (inputs / "Andet.yml").write_text("", "utf-8")
    result = run("new", name, "--mappe", inputs)
    assert result.code == 2
    assert message in result.err


def test_a_file_whose_name_can_be_no_folder_s_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "inputs" / "...yaml"
    path.parent.mkdir()
    path.write_text("svar:\n  kommune_navn: Egelund\n", "utf-8")
    result = run("build", path, "--out", tmp_path / "out" / "pakker", "--format", "docx")
    assert result.code == 2
    assert "navnet begynder med et punktum" in result.err
    assert [entry.name for entry in tmp_path.iterdir()] == ["inputs"], "nothing is written anywhere"


def test_of_a_file_that_cannot_be_read_only_the_cause_is_told(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("pakke: [\n a: b\n", "utf-8")
    result = run("check", path, "--format", "json")
    (project,) = json.loads(result.out)["projekter"]
    assert {found["kode"] for found in project["fund"]} == {"V06"}
    assert result.code == 1
