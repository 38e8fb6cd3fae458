"""A build with nothing new is answered from a note; the note is never believed when anything is another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from plangen.cli.commands import plangen
from plangen.shortcut import answered
from plangen.shortcut.calls import files_of
from plangen.shortcut.standing import Said, Standing
from tests.support.cli import run
from tests.support.packs import ROOT

SAID: Said = [(False, "Intet er ændret siden sidst."), (True, "info: noget")]


@pytest.fixture
def call(tmp_path: Path) -> list[str]:
    """A call, with answers, a pack, a memory and templates as a build leaves them."""
    for name in (
        "inputs/kommune.yaml",
        "inputs/kommune/afdeling.yaml",
        "inputs/logo.svg",
        "out/kommune/faelles/05_plan.docx",
        "out/kommune/faelles/05_plan.pdf",
        "out/kommune/.plangen/filer.json",
        "templates/docx/05.docx",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("som det var", "utf-8")
    return ["build", str(tmp_path / "inputs/kommune.yaml"), "--out", str(tmp_path / "out"), "--strict"]


def _noted(call: list[str], tmp_path: Path, also: tuple[str, ...] = ()) -> None:
    Standing(call, str(tmp_path / "templates")).note(SAID, None, 1, lambda _: False, also)


def _typed_over(path: Path, text: str = "som det er.") -> None:
    """Other content of the same length, with the time that the file had."""
    before = path.stat()
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replaced(path: Path) -> None:
    other = path.with_name("ny.docx")
    other.write_text("som det var", "utf-8")
    before = path.stat()
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def _copy_in_folder(root: Path) -> None:
    folder = root / "out/kommune/faelles/til_Mette"
    folder.mkdir()
    (folder / "05_plan.docx").write_text("", "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "the answers": lambda root: _typed_over(root / "inputs/kommune.yaml"),
    "a department's answers": lambda root: _typed_over(root / "inputs/kommune/afdeling.yaml"),
    "a new department's answers": lambda root: (root / "inputs/kommune/ny.yaml").write_text(""),
    "answers that are gone": lambda root: (root / "inputs/kommune.yaml").unlink(),
    "the logo": lambda root: _typed_over(root / "inputs/logo.svg"),
    "a file of nearly the same name": lambda root: (root / "inputs/Kommune.yml").write_text(""),
    "a project that the answers' folder belongs to": lambda root: (root / "inputs.yaml").write_text(""),
    "an edited Word file": lambda root: _typed_over(root / "out/kommune/faelles/05_plan.docx"),
    "a Word file put in place of another": lambda root: _replaced(root / "out/kommune/faelles/05_plan.docx"),
    "a PDF that is gone": lambda root: (root / "out/kommune/faelles/05_plan.pdf").unlink(),
    "a copy": lambda root: (root / "out/kommune/faelles/05_plan - Kopi.docx").write_text(""),
    "a copy in a folder": _copy_in_folder,
    "an open document": lambda root: (root / "out/kommune/faelles/~$_plan.docx").write_text(""),
    "rights": lambda root: (root / "out/kommune/faelles/05_plan.docx").chmod(0o400),
    "the memory": lambda root: _typed_over(root / "out/kommune/.plangen/filer.json"),
    "a pack that is gone": lambda root: (root / "out/kommune").rename(root / "out/andet"),
    "a template": lambda root: _typed_over(root / "templates/docx/05.docx"),
}


def test_nothing_new_is_said_again(
    call: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answered(call) is None, "nothing is noted"
    _noted(call, tmp_path)
    assert answered(call) == 1
    printed = capsys.readouterr()
    assert printed.out == "Intet er ændret siden sidst.\n" and printed.err == "info: noget\n"
    assert answered([*call, "--samlet"]) is None, "another call"
    monkeypatch.setenv("PLANGEN_X", "1")
    assert answered(call) is None, "another surrounding"


@pytest.mark.parametrize("change", CHANGES)
def test_a_note_is_not_believed_when_something_is_another(
    call: list[str], tmp_path: Path, change: str
) -> None:
    _noted(call, tmp_path)
    assert Standing(call).read() == (SAID, 1)
    CHANGES[change](tmp_path)
    assert Standing(call).read() is None


def test_a_note_holds_other_files_that_were_read(call: list[str], tmp_path: Path) -> None:
    logo = tmp_path / "billeder" / "logo.png"
    logo.parent.mkdir()
    logo.write_text("x")
    _noted(call, tmp_path, (str(logo),))
    assert Standing(call).read() == (SAID, 1)
    _typed_over(logo, "y")
    assert Standing(call).read() is None


@pytest.mark.parametrize("change", [one for one in CHANGES if one != "the memory"])
def test_what_somebody_changes_meanwhile_is_never_noted(call: list[str], tmp_path: Path, change: str) -> None:
    standing = Standing(call, str(tmp_path / "templates"))
    CHANGES[change](tmp_path)
    standing.note(SAID, SAID, 0, lambda _: False)
    assert Standing(call).read() is None


def test_a_run_that_wrote_notes_what_the_next_will_say(call: list[str], tmp_path: Path) -> None:
    standing = Standing(call, str(tmp_path / "templates"))
    _typed_over(tmp_path / "out/kommune/faelles/05_plan.docx")
    standing.note([(False, "1 fil skrevet")], SAID, 0, lambda path: path.endswith("05_plan.docx"))
    assert Standing(call).read() == (SAID, 0)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 1}', '{"version": 9}', "\ud800"])
def test_a_note_that_cannot_be_read_is_none(call: list[str], tmp_path: Path, text: str) -> None:
    _noted(call, tmp_path)
    note = next((tmp_path / "out/kommune/.plangen/.kald").iterdir())
    note.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert Standing(call).read() is None


def test_calls_that_say_something_else_are_run() -> None:
    assert files_of(["build", "a.yaml", "b.yaml", "--out=x", "--format", "docx", "-q"]) == (
        "x",
        ["a.yaml", "b.yaml"],
    )
    assert files_of(["build", "a.yaml"]) == ("out", ["a.yaml"])
    for other in (
        ["build"],
        ["check", "a.yaml"],
        [],
        ["build", "a.yaml", "--ukendt"],
        ["build", "a", "--out"],
    ):
        assert files_of(other) is None


def test_a_build_says_the_same_the_quick_way(tmp_path: Path) -> None:
    answers = tmp_path / "koerebog.yaml"
    answers.write_bytes((ROOT / "inputs" / "koerebog.yaml").read_bytes())
    call = ["build", str(answers), "--out", str(tmp_path / "out"), "--format", "docx", "--document", "D09"]

    def built() -> tuple[int, str, str]:
        done = CliRunner().invoke(plangen, call, prog_name="plangen", obj=call, catch_exceptions=False)
        return done.exit_code, done.stdout, done.stderr

    first = built()
    known = Standing(call).read()
    assert known is not None, first
    quick = (known[1], *("".join(f"{t}\n" for e, t in known[0] if e is err) for err in (False, True)))
    again = built()
    assert quick == again and "Intet er ændret" in again[1] and again[1] != first[1]
    told = json.loads(run("status", tmp_path / "out" / "koerebog", "--format", "json").out)
    assert [one["fil"] for one in told["dokumenter"]] == ["faelles/09_evalueringsvinduer_faelles.docx"]
    page = next((tmp_path / "out").rglob("09_*.docx"))
    page.unlink()
    assert Standing(call).read() is None
    assert built()[1] == first[1] and page.exists()


def test_a_shortcut_loads_nothing_else() -> None:
    code = (
        "import sys; from plangen.shortcut import answered; answered(['build', 'findes_ikke.yaml']);"
        "answered(['--help']); loaded = {name.split('.')[0] for name in sys.modules};"
        "own = [n for n in sys.modules if n.startswith('plangen.') and not n.startswith('plangen.shortcut')];"
        "sys.exit(str(own) if own or loaded & {'click', 'pathlib', 'lxml', 'jinja2'} else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
