"""A build of hostile answers opens no socket, and works where there is no network at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.packs import example_path

# Every attempt to reach beyond the machine, from any library and in any process of the build, is written
# down and ends the process. A socket that is a file (`AF_UNIX`) joins the processes that print: it reaches
# no one else.
WATCH = """
import os, socket, sys

def watch(event, arguments):
    local = event in ("socket.connect", "socket.bind") and arguments[0].family == socket.AF_UNIX
    reaching = ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto", "urllib.")
    if not local and event.startswith(reaching):
        with open(os.environ["WATCHED"], "a", encoding="utf-8") as seen:
            seen.write(f"{event} {arguments}")
        os._exit(97)

sys.addaudithook(watch)
"""
BUILD = """
import sys
from plangen.cli import main
sys.argv = ["plangen", "build", sys.argv[1], "--out", sys.argv[2],
            "--format", "docx,pdf,html", "--department", "nord",
            "--document=D01"]
main()
"""

CALL = "import socket; socket.getaddrinfo('localhost', 80)"  # what the watch must see


@pytest.mark.heavy
def test_no_socket_is_opened(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUILD, str(example_path("fjendtlig")), str(tmp_path)]
    if _can_leave_the_network():
        command = ["unshare", "--net", *command]
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")  # each Python process reads it
    seen = tmp_path / "seen.txt"
    paths = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths, "WATCHED": str(seen)}
    assert subprocess.run([sys.executable, "-c", CALL], env=environment, check=False).returncode == 97
    assert seen.read_text(encoding="utf-8").startswith("socket.getaddrinfo")
    seen.unlink()
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert not seen.exists(), seen.read_text(encoding="utf-8")
    assert result.returncode == 1, result.stderr[-2000:]  # required answers are missing, nothing else
    assert (tmp_path / "fjendtlig/faelles/01_formaalsbeskrivelse_faelles.pdf").stat().st_size > 10_000


def _can_leave_the_network() -> bool:
    """Whether this machine lets us start a process without network (root, or user namespaces)."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False).returncode == 0
