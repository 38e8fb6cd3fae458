"""`plangen check --ret`: what was understood in another form is written as answer files hold it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.catalog import builtin_catalog
from plangen.forms.project import SourceFile, load_project
from plangen.store.base import BaseStore
from plangen.store.locking import locked
from tests.support.cli import run

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
TYPED = DATA / "skrevet" / "jobcenter.yaml"
EXAMPLE = ROOT / "inputs" / "jobcenter.yaml"
CANONICAL = sorted([*(ROOT / "inputs").glob("*.yaml"), *DATA.glob("*.yaml")])

MIXED = """\
# skrevet i en fart
svar:
  projektstart: "15. marts 2027"   # aftalt
  afdelinger:
    - afdeling_id: nord
      navn: Nord og Vest
      leder: L
      medarbejdere: 1.200
      medarbejdergrupper: S
  omkostninger:
    - {post: Licens, engang: "396.000 kr.", aarlig: "1,2 mio."}
  arbejdsgruppe_opgaver:
    - Formidle   # den vigtigste
    - afproeve
"""
CORRECTED = """\
# skrevet i en fart
svar:
  projektstart: 2027-03-15   # aftalt
  afdelinger:
    - afdeling_id: nord
      navn: Nord og Vest
      leder: L
      medarbejdere: 1200
      medarbejdergrupper: S
  omkostninger:
    - {post: Licens, engang: 396000, aarlig: 1200000}
  arbejdsgruppe_opgaver:
    - formidle   # den vigtigste
    - afproeve
"""
OWN = "svar:\n  omkostninger:\n    aendr:\n      - raekke: Licens\n        engang: 410.400   # egen aftale\n"

pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents("D01", "D02", "D03")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a department's own file, both written in other forms."""
    path = tmp_path / "inputs" / "proeve.yaml"
    path.with_suffix("").mkdir(parents=True)
    path.write_text(MIXED, "utf-8")
    (path.with_suffix("") / "nord.yaml").write_text(OWN, "utf-8")
    return path


def findings(path: Path) -> list[str]:
    """What `check` finds, but for the infos about forms."""
    told = run("check", path, "--niveau", "info").out.splitlines()
    lines = (line.partition(": ") for line in told if "[V" in line or "[R" in line)
    return [line for _, _, line in lines if "[V08]" not in line]


def test_a_whole_project_that_is_typed_as_people_write(tmp_path: Path) -> None:
    path = tmp_path / "jobcenter.yaml"
    path.write_bytes(TYPED.read_bytes())
    before = findings(path)
    found = run("check", path)
    assert found.code == 0
    assert found.out.count("[V08]") == 53
    assert before == findings(EXAMPLE), "nothing else is found than in the same answers in canonical form"
    assert len(before) == 2
    corrected = run("check", path, "--ret", "--out", tmp_path / "out")
    assert "392 svar har fået svarfilens egen form." in corrected.err
    assert "[V08]" not in corrected.out
    head, _, rest = path.read_text("utf-8").partition("\n")
    assert head.startswith("# Jobcenteret, som folk skriver")
    assert rest == EXAMPLE.read_text("utf-8").partition("\n")[2], "but for its heading it is the example"


def test_every_file_of_a_project_is_written_and_nothing_else_changes(project: Path, tmp_path: Path) -> None:
    before = findings(project)
    told = run("check", project, "--ret", "--out", tmp_path / "out")
    own = project.with_suffix("") / "nord.yaml"
    assert project.read_text("utf-8") == CORRECTED
    assert own.read_text("utf-8") == OWN.replace("410.400", "410400")
    assert f"{project}: 5 svar har fået svarfilens egen form." in told.err
    assert f"{own}: 1 svar har fået svarfilens egen form." in told.err
    assert findings(project) == before
    run("check", project, "--ret", "--out", tmp_path / "out")
    assert project.read_text("utf-8") == CORRECTED


def test_diff_shows_it_and_writes_nothing(project: Path, tmp_path: Path) -> None:
    shown = run("check", project, "--ret", "--diff", "--out", tmp_path / "out")
    assert (
        '-  projektstart: "15. marts 2027"   # aftalt\n+  projektstart: 2027-03-15   # aftalt\n' in shown.out
    )
    assert "+        engang: 410400   # egen aftale" in shown.out
    assert shown.code == run("check", project).code == 1
    assert project.read_text("utf-8") == MIXED
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("more", [("--diff",), ("--diff", "--ret", "--format", "json")])
def test_diff_is_of_ret_alone(project: Path, more: tuple[str, ...]) -> None:
    refused = run("check", project, *more)
    assert refused.code == 2
    assert "--diff bruges sammen med --ret" in refused.err


@pytest.mark.parametrize("path", CANONICAL, ids=lambda path: path.stem)
def test_a_canonical_file_is_as_it_was_byte_for_byte(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    told = run("check", copy, "--ret", "--out", tmp_path / "out")
    assert copy.read_bytes() == path.read_bytes()
    assert "egen form" not in told.err
    assert "[V08]" not in told.out


def test_what_cannot_be_written_stays_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "anker.yaml"
    path.write_text(
        "svar:\n  projektstart: &dag 15. marts 2027\n  idriftsaettelsesdato: *dag\n"
        "  loesningstype: Fagsystem\n",
        "utf-8",
    )
    told = run("check", path, "--ret", "--out", tmp_path / "out")
    assert path.read_text("utf-8").splitlines()[1:] == [
        "  projektstart: &dag 15. marts 2027",
        "  idriftsaettelsesdato: *dag",
        "  loesningstype: fagsystem",
    ]
    assert told.code == 1
    assert "svaret under svar, projektstart kan ikke rettes automatisk" in told.err


def test_an_earlier_form_stays_and_its_value_is_written(tmp_path: Path) -> None:
    path = tmp_path / "tidligere.yaml"
    text = "svar:\n  proevehandlinger:\n    - titel: A\n      start_uge: 2 uger efter idriftsættelsen\n"
    path.write_text(text, "utf-8")
    run("check", path, "--ret", "--out", tmp_path / "out")
    assert path.read_text("utf-8") == text.replace("2 uger efter idriftsættelsen", "2")


def test_line_ends_and_the_mark_of_the_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + MIXED.replace("\n", "\r\n").encode())
    run("check", path, "--ret", "--out", tmp_path / "out")
    assert path.read_bytes() == b"\xef\xbb\xbf" + CORRECTED.replace("\n", "\r\n").encode()


def test_all_files_of_a_project_are_written_or_none(project: Path, tmp_path: Path) -> None:
    own = project.with_suffix("") / "nord.yaml"
    own.chmod(0o444)
    refused = run("check", project, "--ret", "--out", tmp_path / "out")
    assert refused.code == 3
    assert f"{own} er skrivebeskyttet" in refused.err
    assert project.read_text("utf-8") == MIXED


def test_a_pack_that_another_run_works_on_is_left(project: Path, tmp_path: Path) -> None:
    with locked(BaseStore(tmp_path / "out" / "proeve")):
        refused = run("check", project, "--ret", "--out", tmp_path / "out")
    assert refused.code == 3
    assert project.read_text("utf-8") == MIXED


def test_the_same_answers_whatever_they_are_written_as() -> None:
    def answers(path: Path) -> object:
        project = load_project("p", SourceFile("p.yaml", "p", path.read_bytes()), [], builtin_catalog())
        return {
            question: [
                {name: cell.raw for name, cell in row.cells.items()} for row in project.base.rows(question)
            ]
            or project.base.raw(question)
            or {name: cell.raw for name, cell in project.base.group(question).cells.items()}
            for question in project.base.values
        }

    assert answers(TYPED) == answers(EXAMPLE)
