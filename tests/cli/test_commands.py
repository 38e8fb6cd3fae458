"""The commands end to end, in a temporary folder: files, messages, exit codes."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plangen.cli.messages import COMPILED, compiled
from tests.support.cli import run
from tests.support.samples import sampled

INPUTS = Path(__file__).parent.parent.parent / "inputs"

SMALL = """\
pakke: {version: "1", dato: 2027-01-04}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Prøve
  afdelinger:
    - afdeling_id: nord
      navn: Nord
      leder: Leder i Nord
      medarbejdere: 5
      medarbejdergrupper: Sagsbehandlere
    - afdeling_id: syd
      navn: Syd
      leder: Leder i Syd
      medarbejdere: 7
      medarbejdergrupper: Sagsbehandlere
      idriftsaettelse: 2027-10-04
  idriftsaettelsesdato: 2027-09-06
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "inputs" / "prøve.yaml"
    path = path.with_name("proeve.yaml")
    path.parent.mkdir()
    path.write_text(SMALL, "utf-8")
    return path


def build(project: Path, *options: str | Path) -> tuple[int, str, str]:
    result = run("build", project, "--out", project.parent.parent / "out", *options)
    return result.code, result.out, result.err


def files(project: Path) -> list[str]:
    out = project.parent.parent / "out"
    found = [path.relative_to(out) for path in out.rglob("*") if path.is_file()]
    return sorted(str(path) for path in found if ".plangen" not in path.parts)


# --- new, schema, help --------------------------------------------------------------------------------------


def test_new_gives_a_starter_file_that_checks_and_builds(tmp_path: Path) -> None:
    made = run("new", "mitprojekt", "--mappe", tmp_path)
    assert made.code == 0
    starter = tmp_path / "mitprojekt.yaml"
    assert starter.read_text("utf-8").startswith("# yaml-language-server: $schema=plangen.schema.json")
    json.loads((tmp_path / "plangen.schema.json").read_text("utf-8"))
    checked = run("check", starter)
    assert (checked.code, checked.out, checked.err) == (1, f"{starter}: 0 af 96 spørgsmål er besvaret\n", "")


def test_new_never_overwrites_answers(tmp_path: Path) -> None:
    (tmp_path / "jobcenter.yaml").write_text("svar: {}", "utf-8")
    result = run("new", "jobcenter", "--mappe", tmp_path)
    assert result.code == 2
    assert "findes allerede og er ikke ændret" in result.err
    assert (tmp_path / "jobcenter.yaml").read_text("utf-8") == "svar: {}"


@pytest.mark.parametrize("name", ["../x", "a/b", "~/nyt projekt", "C:\\x", "...", "", "  "])
def test_new_refuses_names_that_are_no_file_names(tmp_path: Path, name: str) -> None:
    result = run("new", name, "--mappe", tmp_path)
    assert result.code == 2
    assert not list(tmp_path.iterdir())


def test_schema_is_json() -> None:
    result = run("schema")
    assert result.code == 0
    assert json.loads(result.out)["$schema"].startswith("https://json-schema.org/")


def test_help_and_wrong_use_are_danish() -> None:
    assert "Danner pakkerne" in run("build", "--help").out
    assert "Brug: plangen [VALG] KOMMANDO …" in run("--help").out
    assert run("check", "--help").out.startswith("Brug: plangen check [VALG] SVAR…")
    for arguments in (
        ["bygg"],
        ["build"],
        ["build", "x.yaml", "--forkert"],
        ["build", "x", "--format", "doc"],
    ):
        result = run(*arguments)
        assert result.code == 2, arguments
        assert "Error" not in result.err, result.err
        assert "Usage" not in result.err, result.err


def test_the_danish_words_of_click_are_compiled() -> None:
    assert COMPILED.read_bytes() == compiled(), "kør: python -m plangen.cli.messages"


def test_python_m_plangen_works() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "plangen", "--version"], capture_output=True, text=True, check=True
    )
    assert result.stdout.startswith("plangen, version ")


# --- check --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik"])
def test_the_examples_have_no_errors(name: str) -> None:
    result = run("check", INPUTS / f"{name}.yaml")
    assert result.code == 0, result.out
    assert ": fejl:" not in result.out and not result.err


def test_check_says_file_line_and_what_to_do(project: Path) -> None:
    project.write_text(SMALL.replace("2027-09-06", "32-01-2027"), "utf-8")
    result = run("check", project)
    assert result.code == 1
    assert result.out.startswith(f"{project}:17:25: fejl: ")
    assert "»32-01-2027« er ikke en dato" in result.out
    assert "Skriv datoen som ÅÅÅÅ-MM-DD, fx 2027-01-31." in result.out


def test_strict_counts_warnings() -> None:
    without, warned = INPUTS / "koerebog.yaml", INPUTS / "sagsoverblik.yaml"
    assert run("check", without, "--strict").code == 0
    lenient, strict = run("check", warned), run("check", warned, "--strict")
    assert ": advarsel: " in lenient.out
    assert ": fejl: " not in lenient.out
    assert (lenient.code, strict.code) == (0, 1)


def test_a_missing_file_is_wrong_use(tmp_path: Path) -> None:
    result = run("check", tmp_path / "findes_ikke.yaml")
    assert result.code == 2
    assert "findes ikke" in result.err


def test_two_projects_of_the_same_name_are_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.yaml").write_text("svar: {}", "utf-8")
    result = run("build", tmp_path / "a/x.yaml", tmp_path / "b/x.yaml", "--out", tmp_path / "out")
    assert result.code == 2
    assert "samme navn" in result.err
    assert not (tmp_path / "out").exists()


# --- build --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, str]:
    """The answer file of a project that is built, and what the build told: code and lines."""
    path = tmp_path_factory.mktemp("bygget") / "projekt" / "inputs" / "proeve.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(SMALL, "utf-8")
    code, out, _ = build(path, "--format", "docx,html", "--document", "D05")
    return path, code, out


@pytest.fixture
def built(once: tuple[Path, int, str], tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(once[0].parent.parent, tmp_path / "bygget")
    return tmp_path / "bygget" / "inputs" / "proeve.yaml"


def test_build_makes_a_folder_for_each_department_and_one_for_all(once: tuple[Path, int, str]) -> None:
    project, code, out = once
    assert code == 1, "required answers are missing"
    assert files(project) == [
        "proeve/faelles/05_kommunikationsplan_faelles.docx",
        "proeve/faelles/05_kommunikationsplan_faelles.html",
        "proeve/faelles/kalender.ics",
        "proeve/faelles/opgaver.xlsx",
        "proeve/nord/05_kommunikationsplan_nord.docx",
        "proeve/nord/05_kommunikationsplan_nord.html",
        "proeve/nord/kalender.ics",
        "proeve/nord/opgaver.xlsx",
        "proeve/oversigt.csv",
        "proeve/oversigt.html",
        "proeve/oversigt.xlsx",
        "proeve/syd/05_kommunikationsplan_syd.docx",
        "proeve/syd/05_kommunikationsplan_syd.html",
        "proeve/syd/kalender.ics",
        "proeve/syd/opgaver.xlsx",
    ]
    assert "åbne punkter" in out


def test_build_of_one_department_and_document(project: Path) -> None:
    build(project, "--department", "syd", "--document", "05", "--format", "html")
    names = ("05_kommunikationsplan_syd.html", "kalender.ics", "opgaver.xlsx")
    overviews = [f"proeve/oversigt.{ending}" for ending in ("csv", "html", "xlsx")]
    assert files(project) == [*overviews, *(f"proeve/syd/{name}" for name in names)]


def test_an_unknown_department_is_wrong_use(project: Path) -> None:
    code, _, err = build(project, "--department", "vest")
    assert code == 2
    assert "Afdelingen »vest« findes ikke" in err
    assert "faelles, nord, syd" in err


def test_the_overview_lists_packs_and_keeps_those_not_built(built: Path) -> None:
    build(built, "--format", "docx", "--department", "syd", "--document", "D05")
    text = (built.parent.parent / "out/proeve/oversigt.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert [row["afdeling"] for row in rows] == ["faelles", "nord", "syd"]
    assert [row["idriftsaettelse"] for row in rows] == ["2027-09-06", "2027-09-06", "2027-10-04"]
    there = {path.name for path in (built.parent.parent / "out/proeve/syd").iterdir()}
    assert set(rows[2]["filer"].split(", ")) == there
    assert "05_kommunikationsplan_syd.docx" in there
    assert int(rows[0]["fejl"]) > 0
    assert int(rows[0]["aabne_punkter"]) > 0


@pytest.mark.parametrize("text", sampled(["", "svar: {}\n", "# kun en kommentar\n"], every=3))
def test_an_empty_file_still_gives_every_document(project: Path, text: str) -> None:
    project.write_text(text, "utf-8")
    code, out, err = build(project, "--format", "docx,html", "--document", "D05")
    assert code == 1
    assert "0 af 96 spørgsmål er besvaret" in out and "er ikke besvaret" not in out + err
    assert "proeve/faelles/05_kommunikationsplan_faelles.docx" in files(project)
    assert "proeve/faelles/05_kommunikationsplan_faelles.html" in files(project)
    assert "åbne punkter" in out


def test_a_file_that_cannot_be_read_stops_its_project_only(project: Path) -> None:
    broken = project.with_name("brudt.yaml")
    broken.write_text("svar:\n  kommune_navn: [\n", "utf-8")
    out = project.parent.parent / "out"
    one = ("--format", "html", "--document", "D05", "--department", "faelles")
    result = run("build", broken, project, "--out", out, *one)
    assert result.code == 1
    assert f"{broken}:" in result.err
    assert "[V06]" in result.err
    assert "proeve/faelles/05_kommunikationsplan_faelles.html" in files(project)


def test_dato_sets_the_date_of_one_run(project: Path) -> None:
    build(project, "--format", "html", "--document", "D05", "--dato", "2027-02-01", "--department", "nord")
    page = (project.parent.parent / "out/proeve/nord/05_kommunikationsplan_nord.html").read_text("utf-8")
    assert "01.02.2027" in page
    assert build(project, "--dato", "1.2.2027")[0] == 2


def test_strict_counts_open_points(project: Path) -> None:
    text = (INPUTS / "koerebog.yaml").read_text("utf-8")
    one = ("--format", "html", "--document", "D05")
    without = re.sub(r"(?m)^  praesentation:\n(    .*\n)+", "", text)
    assert without != text
    project.write_text(without, "utf-8")
    assert build(project, *one)[0] == 0
    assert build(project, *one, "--strict")[0] == 1
    project.write_text(text, "utf-8")
    assert build(project, *one, "--strict")[0] == 0


def test_a_file_open_in_word_is_left_alone(built: Path) -> None:
    options = ("--format", "docx", "--document", "D05", "--department", "nord")
    target = built.parent.parent / "out/proeve/nord/05_kommunikationsplan_nord.docx"
    before = target.read_bytes()
    target.with_name("~$_kommunikationsplan_nord.docx").write_bytes(b"")
    built.write_text(SMALL.replace("Prøve", "Ny titel"), "utf-8")
    code, _, err = build(built, *options)
    assert code == 3
    assert "er åben i Word og er ikke ændret" in err
    assert target.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_a_refusal(project: Path) -> None:
    out = project.parent.parent / "out"
    out.mkdir()
    (out / "proeve").write_text("her ligger en fil", "utf-8")
    code, _, err = build(project, "--format", "html", "--document", "D05")
    assert code == 3
    assert "kan ikke skrives" in err
    assert (out / "proeve").read_text("utf-8") == "her ligger en fil"


def test_an_identical_second_build_changes_no_file(project: Path) -> None:
    one = ("--document", "D05", "--department", "nord")
    build(project, *one)
    out = project.parent.parent / "out"

    def files() -> dict[Path, tuple[int, bytes]]:
        found = (path for path in out.rglob("*") if path.is_file() and path.name != "laas")
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in found}

    before = files()
    build(project, *one)
    assert before == files()


def test_a_logo_outside_the_project_is_refused_and_the_rest_is_built(project: Path) -> None:
    (project.parent.parent / "hemmelig.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    project.write_text(SMALL.replace('version: "1"', 'logo: ../hemmelig.png, version: "1"'), "utf-8")
    code, _, err = build(project, "--format", "html", "--document", "D05", "--department", "nord")
    assert code == 1
    assert "Logoet »../hemmelig.png« ligger uden for projektets mappe" in err
    assert "proeve/nord/05_kommunikationsplan_nord.html" in files(project)


def test_a_department_key_cannot_leave_the_output_folder(project: Path) -> None:
    project.write_text(SMALL.replace("afdeling_id: nord", 'afdeling_id: "../../x"'), "utf-8")
    code, _, err = build(project, "--format", "html", "--document", "D05")
    assert code == 1
    assert "../../x" in err
    assert not [name for name in files(project) if "x" in Path(name).parts]
    assert not (project.parent.parent / "x").exists()
    assert not (project.parent.parent.parent / "x").exists()
