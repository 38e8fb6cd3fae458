"""Writing a file: never half of one, never over what somebody has saved since, never through a lock."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from plangen.findings import PlangenError, SystemRefusal, reason_of
from plangen.projects.writing import (
    ChangedMeanwhile,
    OpenElsewhere,
    remove,
    sweep,
    sweep_beside,
    write_atomically,
)
from tests.support.cases import each


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "01_nord.docx"
    path.write_bytes(b"en")
    return path


def test_only_what_was_expected_is_replaced(target: Path) -> None:
    write_atomically(target, b"to", expected=b"en")
    with pytest.raises(ChangedMeanwhile, match="er gemt af en anden imens"):
        write_atomically(target, b"tre", expected=b"en")
    with pytest.raises(ChangedMeanwhile):
        write_atomically(target, b"tre", expected=None)
    assert target.read_bytes() == b"to"
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_link_stays_a_link_and_its_file_is_written(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "andetsteds" / "svar.yaml"
    link.parent.mkdir()
    link.symlink_to(target)
    write_atomically(link, b"to")
    assert link.is_symlink()
    assert target.read_bytes() == b"to"


@pytest.mark.parametrize("name", ["~$_nord.docx", "~$01_nord.docx", ".~lock.01_nord.docx#"])
def test_a_file_open_in_a_word_processor_stays(target: Path, name: str) -> None:
    target.with_name(name).write_bytes(b"")
    with pytest.raises(OpenElsewhere, match="er åben"):
        write_atomically(target, b"to")
    with pytest.raises(OpenElsewhere):
        remove(target, b"en")
    assert target.read_bytes() == b"en"


def test_a_write_protected_file_stays_also_for_an_administrator(target: Path) -> None:
    target.chmod(0o444)
    with pytest.raises(OpenElsewhere, match="er skrivebeskyttet"):
        write_atomically(target, b"to")
    assert target.read_bytes() == b"en"


def test_only_a_file_that_is_as_known_is_removed(target: Path) -> None:
    assert not remove(target, b"noget andet")
    assert target.exists()
    assert remove(target, b"en")
    assert not target.exists()
    assert not remove(target, b"en")


def test_a_name_that_is_too_long_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(SystemRefusal, match="navnet på filen eller mappen er for langt"):
        write_atomically(tmp_path / ("a" * 300), b"en")


def test_only_temporary_files_of_plangen_are_swept(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise MemoryError

    staff = [target.with_name(name) for name in ("noter.tmp", ".plangen-noter", "plangen-12345678-a.tmp")]
    for path in staff:
        path.write_bytes(b"")
    with monkeypatch.context() as patched, pytest.raises(MemoryError):
        patched.setattr(os, "fsync", killed)
        patched.setattr("plangen.projects.writing._discard", lambda _: None)
        write_atomically(target, b"to")
    left = set(target.parent.iterdir()) - {target, *staff}
    assert len(left) == 1
    sweep_beside(target.with_name("en_anden.docx"))
    assert left < set(target.parent.iterdir())
    sweep_beside(target)
    assert set(target.parent.iterdir()) == {target, *staff}
    next(iter(left)).write_bytes(b"")
    sweep(target.parent)
    assert set(target.parent.iterdir()) == {target, *staff}


@each("number", [errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EIO, errno.ENAMETOOLONG, 9999])
def test_reasons_of_the_system_are_danish(number: int) -> None:
    reason = reason_of(OSError(number, os.strerror(number)))
    assert os.strerror(number) not in reason
    assert not reason.endswith(".")


def test_a_refusal_names_the_file(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PlangenError, match="der er ikke mere plads på drevet") as told:
        write_atomically(target, b"to")
    assert told.value.exit_code == 3
    assert target.read_bytes() == b"en"
    assert [path.name for path in target.parent.iterdir()] == [target.name]
