"""Stops a run of plangen at a call that changes a file: by kill, by Ctrl-C, or by a refusal of the system.

    stopped = run_stopped(folder, "build", "inputs/p.yaml", how="kill", number=7)

`how` is »kill«, »ctrl-c«, »refuse« or »count«. The run is stopped before its call `number` that opens a file
for writing, forces one down to the disk, renames, removes, or makes a folder; with »count« nothing is
stopped. Nothing of plangen is known here: Python tells of the calls. The process makes a copy of itself for
each run; it has loaded plangen and built something before, so that a run takes no longer than its work.
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from plangen.cli import commands
from tests.support.cli import run

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_EVENTS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.link"})
KILLED = 137
_FAILED = 70
"""The exit code of a run that did not end as plangen does."""


@dataclass(frozen=True)
class Ended:
    """How a run ended: exit code, what it said on standard error, and how many calls changed a file."""

    code: int
    err: str
    calls: int


def run_stopped(folder: Path, *arguments: str, how: str = "count", number: int = 0) -> Ended:
    """Runs plangen in a folder."""
    _load()
    with tempfile.TemporaryDirectory() as place:
        child = os.fork()
        if not child:
            _one(Path(place), str(folder), how, number, list(arguments))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        calls = Path(place, "calls")
        err = Path(place, "err").read_text("utf-8", errors="replace")
        return Ended(code, err, int(calls.read_text()) if calls.exists() else 0)


# --- in the copy of the process -----------------------------------------------------------------------------
class Stop:
    """Counts the calls, and stops at one."""

    def __init__(self, how: str, number: int, inside: Path) -> None:
        self.calls = 0
        self._how = how
        self._number = number
        self._inside = inside

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            changes = isinstance(flags, int) and bool(flags & _WRITING)
        else:
            path, changes = (arguments[0] if arguments else ""), event in _EVENTS
        if changes and isinstance(path, str) and (Path.cwd() / path).is_relative_to(self._inside):
            self.reached()

    def reached(self) -> None:
        self.calls += 1
        if self.calls != self._number:
            return
        if self._how == "kill":
            os._exit(KILLED)
        if self._how == "ctrl-c":
            raise KeyboardInterrupt
        if self._how == "refuse":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _counted(function: Callable[[int], None], stop: Stop) -> Callable[[int], None]:
    def forced(handle: int) -> None:
        stop.reached()
        function(handle)

    return forced


def _one(place: Path, folder: str, how: str, number: int, arguments: list[str]) -> NoReturn:
    """One run, which ends the process whatever comes. What it says goes to `place`."""
    code = _FAILED
    try:
        os.chdir(folder)
        for name, handle in (("out", 1), ("err", 2)):
            os.dup2(os.open(place / name, os.O_WRONLY | os.O_CREAT), handle)
        sys.stdout, sys.stderr = (os.fdopen(handle, "w", encoding="utf-8") for handle in (1, 2))
        stop = Stop(how, number, Path(folder))
        os.fsync = _counted(os.fsync, stop)  # type: ignore[assignment]
        sys.addaudithook(stop)
        try:
            commands.plangen(arguments, prog_name="plangen")
        except SystemExit as ended:
            code = int(ended.code or 0)
        sys.stdout.flush()
        sys.stderr.flush()
        calls, stop.calls = stop.calls, sys.maxsize // 2
        (place / "calls").write_text(str(calls))
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


@cache
def _load() -> None:
    """Builds and pulls a project without answers: what is loaded and compiled is then there for all runs."""
    with tempfile.TemporaryDirectory() as place:
        answers = Path(place, "inputs/p.yaml")
        answers.parent.mkdir()
        answers.write_text("svar:\n", "utf-8")
        built = run("build", answers, "--out", Path(place, "out"), "--format", "docx", "--document", "D06c")
        pulled = run("pull", Path(place, "out/p"))
    assert built.code in (0, 1), built.err
    assert pulled.code == 0, pulled.err
