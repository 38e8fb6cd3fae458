"""Commands timed as whole processes (CPU of a process and of everything it starts, wall time, memory), and
what is made in this one."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Run:
    """One run: seconds of CPU and of the clock, and megabytes of the process itself."""

    cpu: float
    wall: float
    memory: float


def adopt_orphans() -> None:
    """Lets what a command leaves behind be this process's to wait for, so that its CPU is counted (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)


def timed(command: Sequence[str | Path], folder: Path | None = None) -> Run:
    """Runs a command that must succeed. Raises `RuntimeError` with what it said when it does not."""
    _wait_for_all(os.WNOHANG)  # what others left behind is not this one's
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen(
        [str(word) for word in command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, own = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    _wait_for_all(0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(map(str, command))}: {said.decode('utf-8', 'replace')[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(cpu, wall, own.ru_maxrss / 1024)


def _wait_for_all(how: int) -> None:
    """Waits for what this process has started or adopted; with `WNOHANG` for what has ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, how) != (0, 0):
            pass


def warm(times: int, make: Callable[[], object]) -> float:
    """Seconds of CPU of this process that it takes, after a first time; the median."""
    make()
    taken = []
    for _ in range(times):
        began = time.process_time()
        make()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def plangen(*arguments: str | Path) -> list[str | Path]:
    """The command line of plangen as the console script starts it."""
    return [sys.executable, "-c", "import re, sys; from plangen.cli import main; main()", *arguments]
