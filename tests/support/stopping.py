"""Stops a run of plangen at a call that changes a file: by kill, by Ctrl-C, or by a refusal of the system.

    with Runs() as runs:
        stopped = runs.run(folder, "build", "inputs/p.yaml", how="kill", number=7)

`how` is »kill«, »ctrl-c«, »refuse« or »count«. The run is stopped before its call `number` that opens a file
for writing, forces one down to the disk, renames, removes, or makes a folder; with »count« nothing is
stopped. Nothing of plangen is known here: Python tells of the calls. One process has loaded plangen and built
something, and makes a copy of itself for each run, so that a run takes no longer than its work.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.tools import ROOT

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_EVENTS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.link"})
KILLED = 137


@dataclass(frozen=True)
class Ended:
    """How a run ended: exit code, what it said on standard error, and how many calls changed a file."""

    code: int
    err: str
    calls: int


class Runs:
    """The process that makes the runs."""

    def __enter__(self) -> Runs:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
        command = [sys.executable, "-m", "tests.support.stopping"]
        self._process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate("")

    def run(self, folder: Path, *arguments: str, how: str = "count", number: int = 0) -> Ended:
        """Runs plangen in a folder."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps([str(folder), how, number, *arguments]) + "\n")
        stdin.flush()
        return Ended(**json.loads(stdout.readline()))


# --- in the process that makes the runs ---------------------------------------------------------------------
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


def _one(place: Path, folder: str, how: str, number: int, arguments: list[str]) -> None:
    """One run, in a process of its own. What it says goes to `place`."""
    from plangen.cli import commands

    os.chdir(folder)
    for name, handle in (("out", 1), ("err", 2)):
        os.dup2(os.open(place / name, os.O_WRONLY | os.O_CREAT), handle)
    stop = Stop(how, number, Path(folder))
    os.fsync = _counted(os.fsync, stop)  # type: ignore[assignment]
    sys.addaudithook(stop)
    code = 0
    try:
        commands.plangen(arguments, prog_name="plangen")
    except SystemExit as ended:
        code = int(ended.code or 0)
    sys.stdout.flush()
    sys.stderr.flush()
    calls, stop.calls = stop.calls, sys.maxsize // 2
    (place / "calls").write_text(str(calls))
    os._exit(code)


def _load() -> None:
    """Builds and pulls a project without answers: what is loaded and compiled is then there for all runs."""
    from tests.support.cli import run

    with tempfile.TemporaryDirectory() as place:
        answers = Path(place, "inputs/p.yaml")
        answers.parent.mkdir()
        answers.write_text("svar:\n", "utf-8")
        built = run("build", answers, "--out", Path(place, "out"), "--format", "docx", "--document", "D05")
        pulled = run("pull", Path(place, "out/p"))
    assert built.code in (0, 1), built.err
    assert pulled.code == 0, pulled.err


def main() -> None:
    _load()
    for line in sys.stdin:
        folder, how, number, *arguments = json.loads(line)
        with tempfile.TemporaryDirectory() as place:
            child = os.fork()
            if not child:
                _one(Path(place), folder, how, number, arguments)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            calls = Path(place, "calls")
            err = Path(place, "err").read_text("utf-8", errors="replace")
            told = {"code": code, "err": err, "calls": int(calls.read_text()) if calls.exists() else 0}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
