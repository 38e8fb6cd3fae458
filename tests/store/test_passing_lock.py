"""A lock that leaves no file: one at a time all the same, whoever comes and goes."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import lock_descriptor

from plangen.findings import SystemRefusal
from plangen.store.passing_lock import lock_beside


def test_one_at_a_time_and_nothing_is_left(tmp_path: Path) -> None:
    """Many who come and go: whoever holds the lock is alone, and each gets it."""
    target = tmp_path / "svar.yaml"
    inside, most = 0, 0
    turns: list[int] = []
    start = threading.Barrier(8)

    def person(number: int) -> None:
        nonlocal inside, most
        start.wait()
        for _ in range(10):
            with lock_beside(target):
                inside += 1
                most = max(most, inside)
                turns.append(number)
                inside -= 1

    with ThreadPoolExecutor(8) as people:
        list(people.map(person, range(8)))
    assert most == 1 and len(turns) == 80
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no open file is taken away")
def test_who_gets_the_lock_of_a_file_that_is_gone_takes_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between opening and locking, the one before takes the file away and another makes a new one."""
    place = tmp_path / ".svar.laas"
    seen: list[int] = []

    def late(handle: int, *, blocking: bool) -> bool:
        if not seen:
            place.unlink()
            place.touch()
        seen.append(os.fstat(handle).st_ino)
        return lock_descriptor(handle, blocking=blocking)

    monkeypatch.setattr("plangen.store.passing_lock.lock_descriptor", late)
    with lock_beside(tmp_path / "svar.yaml"):
        assert len(seen) == 2 and seen[1] == place.stat().st_ino
    assert list(tmp_path.iterdir()) == []


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    target = tmp_path / "svar.yaml"
    told = pytest.raises(SystemRefusal, match=r"er i brug af en anden kørsel")
    with lock_beside(target), told, lock_beside(target, seconds=0.04):
        pass
    with lock_beside(target, seconds=0.04):
        pass


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    told = pytest.raises(SystemRefusal, match=r"svar\.yaml kan ikke skrives")
    with told, lock_beside(tmp_path / "findes ikke" / "svar.yaml"):
        pass
