"""`plangen new`: which questions a new project begins with."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from plangen.catalog import SCOPES, Catalog
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from tests.conftest import INPUTS
from tests.support.cli import run


@pytest.mark.parametrize("scope", SCOPES)
def test_the_scope_can_be_said_at_once(scope: str, tmp_path: Path) -> None:
    made = run("new", "projekt", "--mappe", tmp_path, "--omfang", scope)
    assert made.code == 0
    assert f"Svarfilen ligger klar: {tmp_path / 'projekt.yaml'} (omfang: {scope})" in made.out
    assert f"\n  omfang: {scope}\n" in (tmp_path / "projekt.yaml").read_text("utf-8")
    assert run("check", tmp_path / "projekt.yaml").code == 1


def test_without_anybody_to_ask_it_is_all_of_it(tmp_path: Path) -> None:
    made = run("new", "projekt", "--mappe", tmp_path)
    assert "(omfang: fuld)" in made.out
    assert "Hvor meget" not in made.out


def test_a_scope_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    made = run("new", "projekt", "--mappe", tmp_path, "--omfang", "stor")
    assert made.code == 2
    assert "let, standard, fuld" in made.err.replace("'", "")
    assert not list(tmp_path.iterdir())


def test_the_errors_of_a_starter_file_in_let(tmp_path: Path) -> None:
    run("new", "projekt", "--mappe", tmp_path, "--omfang", "let")
    checked = run("check", tmp_path / "projekt.yaml", "--format", "json")
    assert checked.code == 1
    (project,) = json.loads(checked.out)["projekter"]
    assert project["antal"] == {"fejl": 29, "advarsel": 1, "info": 0}


@pytest.mark.parametrize(("scope", "questions"), [("let", 30), ("standard", 60), ("fuld", 96)])
def test_a_starter_file_that_nobody_touched_has_one_line(scope: str, questions: int, tmp_path: Path) -> None:
    run("new", "projekt", "--mappe", tmp_path, "--omfang", scope)
    path = tmp_path / "projekt.yaml"
    for more in ((), ("--stille",), ("--niveau", "fejl")):
        checked = run("check", path, *more)
        told = f"{path}: 0 af {questions} spørgsmål er besvaret\n"
        assert (checked.code, checked.out, checked.err) == (1, told, "")


CALLS = """\
import json, runpy, sys
for call in json.loads(sys.argv[1]):
    sys.argv = ["plangen", *call]
    try:
        runpy.run_module("plangen", run_name="__main__")
    except SystemExit as end:
        print("KODE", end.code, flush=True)
"""


@pytest.fixture(scope="module")
def at_a_terminal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[int, str]]]:
    """Three projects begun at a terminal: the folder, and of each the code and what stood on the
    screen. One name is taken; at the end of what is typed an interview stops, as it does at Ctrl-C."""
    folder = tmp_path_factory.mktemp("terminal")
    (folder / "optaget.yaml").write_text("svar: {}", "utf-8")
    new = [["new", name, "--mappe", str(folder)] for name in ("optaget", "projekt", "Prøve")]
    new[2] += ["--omfang", "let", "--interview", "1"]
    ours, theirs = pty.openpty()
    call = [sys.executable, "-c", CALLS, json.dumps(new)]
    process = subprocess.Popen(call, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, b"stor\nlet\nEgelund Kommune\n\x04")
    said = b""
    try:
        while part := os.read(ours, 4096):
            said += part
    except OSError:
        pass  # the other end is closed
    os.close(ours)
    assert process.wait() == 0
    *screens, _ = re.split(r"(?<=KODE )(\d+)\n", said.decode().replace("\r\n", "\n"))
    return folder, [(int(code), text) for text, code in zip(screens[::2], screens[1::2], strict=True)]


def test_at_a_terminal_it_asks_and_says_for_whom_each_scope_is(
    at_a_terminal: tuple[Path, list[tuple[int, str]]], catalog: Catalog
) -> None:
    folder, (_, (code, screen), _) = at_a_terminal
    assert code == 0
    said = " ".join(screen.split())
    for profile in catalog.lists.profiles.values():
        assert f"{profile.id} – {profile.audience} ({profile.questions} spørgsmål" in said
        assert f"ca. {profile.minutes} minutter)" in said
    assert "Fejl: 'stor' er ikke en af disse: 'let', 'standard', 'fuld'." in said
    assert "\n  omfang: let\n" in (folder / "projekt.yaml").read_text("utf-8")


def test_a_name_that_is_taken_is_said_before_anything_is_asked(
    at_a_terminal: tuple[Path, list[tuple[int, str]]],
) -> None:
    _, ((code, screen), *_) = at_a_terminal
    assert code == 2
    assert "findes allerede" in screen
    assert "Hvor meget" not in screen


def test_an_interview_at_the_terminal_keeps_what_was_answered(
    at_a_terminal: tuple[Path, list[tuple[int, str]]],
) -> None:
    folder, (*_, (code, said)) = at_a_terminal
    assert code == 130
    assert "Afsnit 1: Stamdata og ramme" in said and "1 af 8. Hvilken kommune" in said
    assert f"Svarene indtil nu er gemt i {folder / 'proeve.yaml'}" in " ".join(said.split())
    base = read_project(folder / "proeve.yaml", shipped_library()).project.base
    assert (base.text("kommune_navn"), base.text("projekt_titel")) == ("Egelund Kommune", "Prøve")


@pytest.mark.parametrize(
    ("given", "name", "title"),
    [
        ("Skærmbesøg i  hjemmeplejen", "skaermbesoeg_i_hjemmeplejen", "Skærmbesøg i hjemmeplejen"),
        ("Jobcenter.yaml", "jobcenter", "Jobcenter"),
        ("It/ot: »fase 2« # drift", "it_ot_fase_2_drift", "It/ot: »fase 2« # drift"),
    ],
)
def test_a_title_gives_the_file_its_name_and_the_project_its_title(
    given: str, name: str, title: str, tmp_path: Path
) -> None:
    made = run("new", given, "--mappe", tmp_path, "--omfang", "let")
    path = tmp_path / f"{name}.yaml"
    assert (made.code, made.out.splitlines()[0]) == (0, f"Svarfilen ligger klar: {path} (omfang: let)")
    assert read_project(path, shipped_library()).project.base.text("projekt_titel") == title


def test_an_earlier_project_gives_what_can_be_used_again(tmp_path: Path) -> None:
    earlier = INPUTS / "koerebog.yaml"
    assert run("new", "Nyt projekt", "--mappe", tmp_path, "--omfang", "let", "--fra", earlier).code == 0
    old, new = (
        read_project(path, shipped_library()).project.base
        for path in (earlier, tmp_path / "nyt_projekt.yaml")
    )
    assert new.text("kommune_navn") == old.text("kommune_navn") != ""
    assert (new.text("projekt_titel"), new.raw("idriftsaettelsesdato")) == ("Nyt projekt", None)


@pytest.mark.parametrize(("text", "message"), [(None, "findes ikke"), ("svar: [", "kan ikke læses")])
def test_an_earlier_project_that_cannot_be_read_makes_none(
    text: str | None, message: str, tmp_path: Path
) -> None:
    earlier = tmp_path / "gammel.yaml"
    if text is not None:
        earlier.write_text(text, "utf-8")
    result = run("new", "nyt", "--mappe", tmp_path / "her", "--fra", earlier, "--omfang", "let")
    assert (result.code, message in result.err) == (2, True), result.err
    assert not (tmp_path / "her").exists()


@pytest.mark.parametrize(("section", "message"), [("1", "kræver en terminal"), ("40", "intet afsnit 40")])
def test_an_interview_that_cannot_be_held_makes_no_file(section: str, message: str, tmp_path: Path) -> None:
    result = run("new", "proeve", "--mappe", tmp_path / "her", "--omfang", "let", "--interview", section)
    assert (result.code, message in result.err) == (2, True), result.err
    assert not (tmp_path / "her").exists()
