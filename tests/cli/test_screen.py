"""What the commands look like: nothing broken inside a word, colours only where somebody sees them, and
nothing but trouble when that is asked for."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
from click import unstyle

from plangen.cli.screen import broken, put
from plangen.cli.tables import fitting
from plangen.reports.text import Line
from tests.support import word_edits as word
from tests.support.cases import each
from tests.support.cli import run
from tests.support.edited_packs import INPUTS, EditedPack, copy_of, light_pack

pytestmark = pytest.mark.usefixtures("everywhere")

ONE = ("--format", "docx", "--department", "faelles", "--document", "D01")
SAGSOVERBLIK = INPUTS / "sagsoverblik.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> EditedPack:
    return light_pack(tmp_path_factory.mktemp("skaerm"))


@pytest.fixture
def pack(built: EditedPack, tmp_path: Path) -> EditedPack:
    pack = copy_of(built, tmp_path / "projekt")
    pack.edit("faelles", "D01", lambda data: word.set_text(data, "kommune_navn", "Nyby Kommune"))
    pack.edit("faelles", "D01", lambda data: word.add_paragraph(data, "Vores egen bemærkning. " * 9))
    return pack


def words(text: str) -> set[str]:
    """The words without the lines of tables, however they are broken into lines."""
    return {word.strip(":") for word in re.sub("[│┃━─┏┓└┘┡┩╇┳┴]", " ", text).split()}


# --- at a width ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("command", ["check", "regel", "status", "pull"])
def test_no_word_is_broken_at_the_width_of_a_terminal(
    command: str, pack: EditedPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = pack.out / "faelles"
    call = {"check": [SAGSOVERBLIK], "regel": [], "status": [shared], "pull": [shared]}[command]
    said = {}
    for columns in (400, 120, 80):
        monkeypatch.setenv("COLUMNS", str(columns))
        result = run(command, *call)
        said[columns] = result.out + result.err
    whole = words(said[400])
    longest = max(map(len, whole))
    for columns in (120, 80):
        assert words(said[columns]) <= whole
        assert max(map(len, said[columns].splitlines())) <= max(columns, longest + 6)


def test_the_files_of_other_programs_have_whole_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    lines = run("check", SAGSOVERBLIK).out.splitlines()
    findings = [line for line in lines if line.startswith(f"{SAGSOVERBLIK}:") and "[R" in line]
    assert len(findings) == 19 and all(line.endswith("]") for line in findings)


@each(
    ("text", "indent", "limit", "lines"),
    [
        ("kort", 2, 80, ["kort"]),
        ("et to tre fire", 2, 8, ["et to", "  tre", "  fire"]),
        ("  hjælp: skriv det om", 9, 14, ["  hjælp: skriv", "         det", "         om"]),
        ("se mappe/en_lang_fil.yaml her", 2, 10, ["se", "  mappe/en_lang_fil.yaml", "  her"]),
        ("uden grænse " * 20, 2, None, ["uden grænse " * 20]),
    ],
)
def test_lines_are_broken_between_words(text: str, indent: int, limit: int | None, lines: list[str]) -> None:
    assert broken(text, indent, limit) == lines


def test_a_table_has_room_for_its_longest_words_or_is_none() -> None:
    columns, name = ("Fil", "Hvorfor"), "faelles/01_formaalsbeskrivelse_faelles.docx"
    cells = [[name, "rettet i Word " * 9]]
    assert fitting(columns, cells, 60) is None
    file, reason = fitting(columns, cells, 100) or [0, 0]
    assert file >= len(name) and 24 <= reason <= 100 - file - 7
    assert fitting(columns, [["a", "b"]], 80) == [3, 7], "no wider than what stands in it"


# --- what matters first -------------------------------------------------------------------------------------
def test_status_counts_what_is_unchanged_and_names_the_rest(pack: EditedPack) -> None:
    charter = pack.document("faelles", "D02")
    shown = run("status", charter.parent).out
    assert shown.splitlines()[-1] == "jobcenter: 2 Word-filer: 1 rettet i Word, 1 uændret"
    assert charter.name not in shown
    charter.write_bytes(b"PK\x03\x04")
    shown = run("status", charter.parent).out
    assert shown.splitlines()[-1] == "jobcenter: 2 Word-filer: 1 kan ikke læses, 1 rettet i Word"
    assert shown.index(charter.name) < shown.index("01_formaalsbeskrivelse"), "what cannot be read is worse"


def test_the_most_severe_stands_first() -> None:
    levels = [line.split(": ")[1] for line in run("check", SAGSOVERBLIK).out.splitlines() if "[R" in line]
    assert levels == ["advarsel"] * 14 + ["info"] * 5


# --- only trouble -------------------------------------------------------------------------------------------
def test_nothing_is_said_when_all_is_well(pack: EditedPack, tmp_path: Path) -> None:
    calls: list[tuple[str | Path, ...]] = [
        ("check", INPUTS / "koerebog.yaml"),
        ("new", "nyt", "--mappe", tmp_path),
        ("build", INPUTS / "koerebog.yaml", "--out", tmp_path / "ud", *ONE),
        ("ark", INPUTS / "koerebog.yaml", "--out", tmp_path / "ud", "--ark", "7", "--format", "docx"),
        ("status", pack.out / "faelles"),
        ("pull", pack.out / "faelles"),
    ]
    for call in calls:
        result = run(*call, "-q")
        assert (result.code, result.out, result.err) == (0, "", ""), call


def test_trouble_is_said_all_the_same(pack: EditedPack) -> None:
    pack.document("faelles", "D02").write_bytes(b"PK\x03\x04")
    for command in ("status", "pull"):
        result = run(command, pack.out / "faelles", "--stille")
        assert (result.code, result.out) == (1, "")
        assert "02_kommissorium_faelles.docx: den kan ikke læses" in result.err
    checked = run("check", SAGSOVERBLIK, "-q").out
    assert checked.count(": advarsel: ") == 14 and ": info: " not in checked and "kontroller" not in checked
    built = pack.build(*ONE[:4], "--document", "D02", "-q")
    assert (built.code, built.out) == (1, "") and "02_kommissorium" in built.err


# --- data ---------------------------------------------------------------------------------------------------
def test_a_build_tells_other_programs_what_became_of_each_pack(tmp_path: Path) -> None:
    call = ("build", INPUTS / "koerebog.yaml", "--out", tmp_path, "--document", "D01")
    first, second = (run(*call, "--format", "docx,json") for _ in range(2))
    told, again = json.loads(first.out), json.loads(second.out)
    assert (told["formatversion"], told["afslutningskode"], first.err) == (1, 0, "")
    (project,) = told["projekter"]
    (pack,) = project["pakker"]
    assert (pack["noegle"], pack["mappe"]) == ("faelles", str(tmp_path / "koerebog/faelles"))
    assert pack["filer"] == {"skrevet": 1, "uaendret": 0, "beholdt": 0, "ikke_dannet": 0}
    assert (project["projekt"], project["kontroller"], project["fund"]) == ("koerebog", 43, [])
    assert not project["uaendret"] and again["projekter"][0]["uaendret"]
    assert not list(tmp_path.rglob("*.pdf"))


def test_the_sheets_and_what_stopped_as_data(tmp_path: Path) -> None:
    absent = tmp_path / "findes_ikke.yaml"
    call = ("ark", absent, INPUTS / "koerebog.yaml", "--out", tmp_path, "--ark", "7", "--format", "json,docx")
    result = run(*call)
    told = json.loads(result.out)
    assert (result.code, told["afslutningskode"]) == (2, 2)
    assert [problem["svarfil"] for problem in told["problemer"]] == [str(absent)]
    assert told["projekter"][0]["pakker"][0]["filer"]["skrevet"] == 1


def test_data_alone_make_the_usual_files() -> None:
    from plangen.cli.answer_files import files_and_data

    assert files_and_data(("json",)) == (("docx", "pdf"), True)
    assert files_and_data(("html",)) == (("html",), False)
    assert run("build", SAGSOVERBLIK, "--format", "odt").code == 2


# --- colours ------------------------------------------------------------------------------------------------
TWICE = """\
import os, runpy
for environment in ({}, {"NO_COLOR": "1"}):
    os.environ.update(environment)
    try:
        runpy.run_module("plangen", run_name="__main__")
    except SystemExit:
        print("SLUT")
"""
"""The command, and then once more by somebody who wants no colours."""


def at_a_terminal(*arguments: str | Path) -> list[str]:
    """What a person sees who runs the command, with and without colours."""
    ours, theirs = pty.openpty()
    call = [sys.executable, "-c", TWICE, *map(str, arguments)]
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    process = subprocess.Popen(call, stdout=theirs, stderr=theirs, stdin=theirs, env=env)
    os.close(theirs)
    said = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            said += os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
    process.wait()
    os.close(ours)
    return said.decode().split("SLUT")


def test_colours_are_for_terminals_and_for_those_who_want_them() -> None:
    call = ("check", SAGSOVERBLIK, "--regel", "R55")
    coloured, plain, _ = at_a_terminal(*call)
    assert "\x1b[33m\x1b[1madvarsel:\x1b[0m Borgerrådgivere hører" in " ".join(coloured.split())
    assert "\x1b" not in plain and plain.strip() == unstyle(coloured).strip()
    assert "\x1b" not in run(*call).out


def test_what_is_said_goes_through_what_a_progress_bar_puts_before_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Proxy(io.StringIO):
        @property
        def buffer(self) -> io.BytesIO:
            raise AssertionError("it would be written over the bar")

    before = Proxy()
    monkeypatch.setattr(sys, "stdout", before)
    put(Line("1 fil skrevet"))
    assert before.getvalue() == "1 fil skrevet\n"
