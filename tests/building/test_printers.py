"""PDF files made side by side are the same files, whatever happens to a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import mkdtemp

import pytest

from plangen.building import printers
from plangen.building.printers import printing
from plangen.rendering.document import pdf_file
from plangen.web.pdf import PangoMissing
from tests.support.cli import run
from tests.support.packs import ROOT

PAGES = [
    f'<html lang="da"><head><title>Side {number}</title></head><body><h1>Side {number}</h1></body></html>'
    for number in range(3)
]


@pytest.fixture
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printers, "_processors", lambda: 2)


@pytest.mark.parametrize("files", [len(PAGES), 100], ids=["one by one", "side by side"])
def test_each_page_gives_its_own_file(two_processors: None, files: int) -> None:
    with printing(files) as start:
        waiting = [start(page) for page in PAGES]
        made = [one().data for one in reversed(waiting)]
    assert made == [pdf_file(page).data for page in reversed(PAGES)]


def test_a_process_that_is_stopped_costs_no_file(
    two_processors: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printers, "_made", _stopped)
    with printing(100) as start:
        for page in PAGES:
            assert start(page)().data == pdf_file(page).data


def _stopped(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_the_system_lacks_is_said_here_too(
    two_processors: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printers, "_made", _lacking)
    with printing(100) as start, pytest.raises(PangoMissing):
        start(PAGES[0])()


def _lacking(_: str) -> None:
    return None


def test_a_system_that_allows_no_processes(two_processors: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no semaphores")

    monkeypatch.setattr(printers, "ProcessPoolExecutor", refused)
    with printing(100) as start:
        assert start(PAGES[0])().data == pdf_file(PAGES[0]).data


_BUILD = """
import multiprocessing, sys, time
from plangen.building import printers
if __name__ == "__main__":
    printers._processors = lambda: 2
    with printers.printing(100) as start:
        for waiting in [start("<html><body><p>Side</p></body></html>") for _ in range(2)]:
            waiting()
        sys.stdout.write(" ".join(str(child.pid) for child in multiprocessing.active_children()) + "\\n")
        sys.stdout.flush()
        time.sleep(600)
"""


def test_no_process_and_no_file_stays_behind_a_build_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "build.py"
    script.write_text(_BUILD, "utf-8")
    temporary = Path(mkdtemp())  # the name of a socket in it may have a hundred letters
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TMPDIR": str(temporary)}
    with subprocess.Popen(
        [sys.executable, script], env=environment, stdout=subprocess.PIPE, text=True
    ) as build:
        assert build.stdout is not None
        workers = [int(pid) for pid in build.stdout.readline().split()]
        assert workers
        assert all(map(_is_alive, workers))
        left = [path for path in temporary.rglob("*") if path.is_file()]
        build.kill()
    assert {path.parent.name.partition("skrift-")[0] for path in left} <= {"plangen-"}, "only the typeface"
    for _ in range(300):
        if not any(map(_is_alive, workers)):
            break
        time.sleep(0.1)
    assert not any(map(_is_alive, workers))
    temporary.rmdir()  # it is empty


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except ProcessLookupError:  # also of one that ends while its state is read
        return False
    except FileNotFoundError:  # of such a one, too, or there is no such folder here
        return True


@pytest.mark.heavy
def test_a_whole_pack_is_the_same_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []
    for processors in (1, 2):
        monkeypatch.setattr(printers, "_processors", lambda number=processors: number)
        monkeypatch.setattr(printers, "_WORTH", 1)
        out = tmp_path / str(processors)
        result = run("build", ROOT / "inputs/koerebog.yaml", "--out", out, "--document", "D01", "--samlet")
        assert result.code == 0
        folder = out / "koerebog/faelles"
        built.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert len([name for name in built[0] if name.endswith(".pdf")]) == 2
    assert built[0] == built[1]
