"""The exit code of every command and outcome, as README's table says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plangen.store.base import BaseStore
from plangen.store.locking import locked
from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.edited_packs import INPUTS, EditedPack, build_pack

pytestmark = pytest.mark.usefixtures("everywhere")

Prepare = Callable[[EditedPack], None]
ONE = ("--format", "docx", "--department", "faelles", "--document", "D01")


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return build_pack(tmp_path / "projekt")


def nothing(_: EditedPack) -> None:
    pass


def free_text(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", lambda data: word.add_paragraph(data, "Vores egen bemærkning."))


def free_text_and_newer_answers(pack: EditedPack) -> None:
    free_text(pack)
    answers(pack, "Egelund Kommune", "Nyby Kommune")


def answer(pack: EditedPack) -> None:
    pack.edit("faelles", "D01", lambda data: word.set_text(data, "kommune_navn", "Nyby Kommune"))


def conflict(pack: EditedPack) -> None:
    answer(pack)
    answers(pack, "Egelund Kommune", "Gammelby Kommune")


def damaged(pack: EditedPack) -> None:
    pack.document("faelles", "D01").write_bytes(b"PK\x03\x04")


def other_format(pack: EditedPack) -> None:
    pack.document("faelles", "D01").with_suffix(".odt").write_bytes(b"PK\x03\x04")


def renamed(pack: EditedPack) -> None:
    answer(pack)
    path = pack.document("faelles", "D01")
    path.rename(path.with_name("Formål - rettet af Bente.docx"))


def deleted(pack: EditedPack) -> None:
    pack.document("faelles", "D01").unlink()


def open_in_word(pack: EditedPack) -> None:
    path = pack.document("faelles", "D01")
    path.with_name(f"~${path.name[2:]}").write_bytes(b"")
    answers(pack, "Egelund Kommune", "Nyby Kommune")


def broken_answers(pack: EditedPack) -> None:
    answers(pack, "kommune_navn: Egelund", 'kommune_navn: "Egelund')


def no_warning(pack: EditedPack) -> None:
    """The example as it is, and somebody from the one group that the working group had nobody of."""
    text = (INPUTS / "jobcenter.yaml").read_text("utf-8")
    group = "gruppe: Beskæftigelsesrådgivere"
    pack.answers.write_text(text.replace(group, f"{group}; Virksomhedskonsulenter"), "utf-8")


def open_point(pack: EditedPack) -> None:
    """An answer that is not due yet is missing: that is no warning, but an open point."""
    no_warning(pack)
    text = pack.answers.read_text("utf-8")
    answers(pack, text[text.index("  foerstelinjeledere:") : text.index("\n  # 5 Arbejdsgruppe")], "")


def wrong_answer(pack: EditedPack) -> None:
    answers(pack, "projektstart: 2026-12-07", "projektstart: 2026-13-07")


def missing_answer(pack: EditedPack) -> None:
    answers(pack, "kommune_navn: Egelund Kommune", "kommune_navn:")


def answers(pack: EditedPack, was: str, now: str) -> None:
    text = pack.answers.read_text("utf-8")
    assert was in text
    pack.answers.write_text(text.replace(was, now), "utf-8")


CHECK = [
    (nothing, (), 0),
    (nothing, ("--strict",), 1),  # the example has a warning
    (no_warning, ("--strict",), 0),
    (open_point, ("--strict",), 0),
    (wrong_answer, (), 1),
    (missing_answer, (), 1),
    (broken_answers, (), 1),
    (missing_answer, ("--format", "json"), 1),
    (missing_answer, ("--format", "sarif", "--niveau", "fejl"), 1),
    (missing_answer, ("--regel", "R120"), 0),  # what was asked for has no fejl
    (missing_answer, ("--regel", "R120", "--strict"), 1),
    (
        broken_answers,
        ("--regel", "R120", "--niveau", "fejl"),
        0,
    ),  # one answer is lost; this rule reads others
    (nothing, ("--regel", "R999"), 2),
    (nothing, ("--dato", "i går"), 2),
    (nothing, ("findes-ikke.yaml",), 2),
]
ELSEWHERE = pytest.mark.long
"""The code is asserted in every run by a test that looks at more of the same, in test_commands.py,
test_status_pull.py, tests/wordfiles/test_keeping.py or test_strays.py."""
BUILD = [
    pytest.param(nothing, ONE, 0, marks=ELSEWHERE),
    pytest.param(no_warning, (*ONE, "--strict"), 0, marks=ELSEWHERE),
    pytest.param(open_point, ONE, 0, marks=ELSEWHERE),
    pytest.param(open_point, (*ONE, "--strict"), 1, marks=ELSEWHERE),
    pytest.param(free_text, ONE, 0, marks=ELSEWHERE),
    pytest.param(free_text_and_newer_answers, ONE, 0, marks=ELSEWHERE),
    pytest.param(answer, ONE, 0, marks=ELSEWHERE),
    pytest.param(answer, (*ONE, "--format", "pdf"), 1, marks=ELSEWHERE),
    (deleted, ONE, 0),
    pytest.param(renamed, ONE, 0, marks=ELSEWHERE),
    pytest.param(damaged, ONE, 1, marks=ELSEWHERE),
    pytest.param(wrong_answer, ONE, 1, marks=ELSEWHERE),
    (broken_answers, ONE, 1),
    (nothing, ("--department", "findes-ikke"), 2),
    (nothing, ("--document", "D99"), 2),
    (nothing, ("--format", "odt"), 2),
    pytest.param(open_in_word, ONE, 3, marks=ELSEWHERE),
]
STATUS = [
    (nothing, 0),
    pytest.param(free_text, 0, marks=ELSEWHERE),
    pytest.param(answer, 0, marks=ELSEWHERE),
    (conflict, 0),
    (deleted, 0),
    (damaged, 1),
    (other_format, 1),
]
PULL = [
    (nothing, (), 0),
    (free_text, (), 0),
    pytest.param(answer, (), 0, marks=ELSEWHERE),
    pytest.param(answer, ("--apply",), 0, marks=ELSEWHERE),
    pytest.param(renamed, ("--apply",), 0, marks=ELSEWHERE),
    (conflict, (), 1),
    (conflict, ("--apply",), 1),
    (damaged, (), 1),
    (other_format, ("--apply",), 1),
    (nothing, ("--svar", "findes-ikke.yaml"), 2),
    (broken_answers, (), 2),
]


def name(value: object) -> str:
    return getattr(value, "__name__", " ".join(value) if isinstance(value, tuple) else str(value))


@pytest.mark.parametrize(("prepare", "options", "code"), CHECK, ids=name)
def test_check(pack: EditedPack, prepare: Prepare, options: tuple[str, ...], code: int) -> None:
    prepare(pack)
    assert run("check", pack.answers, *options).code == code


@pytest.mark.parametrize(("prepare", "options", "code"), BUILD, ids=name)
def test_build(pack: EditedPack, prepare: Prepare, options: tuple[str, ...], code: int) -> None:
    prepare(pack)
    result = pack.build(*options)
    assert result.code == code, result.err


@pytest.mark.parametrize(("prepare", "code"), STATUS, ids=name)
def test_status(pack: EditedPack, prepare: Prepare, code: int) -> None:
    prepare(pack)
    assert run("status", pack.out / "faelles").code == code


@pytest.mark.parametrize(("prepare", "options", "code"), PULL, ids=name)
def test_pull(pack: EditedPack, prepare: Prepare, options: tuple[str, ...], code: int) -> None:
    prepare(pack)
    result = run("pull", pack.out / "faelles", *options)
    assert result.code == code, result.err


def test_what_is_no_pack(tmp_path: Path) -> None:
    for command in ("status", "pull"):
        assert run(command, tmp_path).code == 2
        assert run(command, tmp_path / "findes-ikke").code == 2


def test_a_pack_that_is_in_use(pack: EditedPack) -> None:
    with locked(BaseStore(pack.out)):
        codes = [pack.build(*ONE).code, run("pull", pack.out, "--apply").code, run("status", pack.out).code]
    assert codes == [3, 3, 0]


def test_rules() -> None:
    assert [run("regel", "R55", "--format", form).code for form in ("tekst", "json", "sarif")] == [0, 0, 2]


@pytest.mark.long  # in every run by test_sheets.py and test_screen.py
def test_sheets(pack: EditedPack, tmp_path: Path) -> None:
    sheet = ("--out", tmp_path, "--ark", "7", "--format", "docx,json")
    assert run("ark", pack.answers, *sheet).code == 0
    assert run("ark", pack.answers, "--ark", "99").code == 2
    pack.answers.write_text("- x\n", "utf-8")
    assert run("ark", pack.answers, *sheet).code == 1


def test_new_and_schema(tmp_path: Path) -> None:
    new = ("new", "proeve", "--mappe", tmp_path)
    assert [run(*new).code, run(*new).code] == [0, 2]
    assert run("new", "../navn", "--mappe", tmp_path).code == 2
    assert run("schema").code == 0
    assert run("findes-ikke").code == 2
