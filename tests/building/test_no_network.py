"""A build of hostile answers opens no socket, and works where there is no network at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.packs import example_path

# Every attempt to use a socket, from any library, ends the process.
WATCHED_BUILD = """
import os, sys

def watch(event, arguments):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto", "urllib.")):
        os.write(2, f"{event} {arguments}".encode())
        os._exit(97)

sys.addaudithook(watch)
from plangen.cli import main
sys.argv = ["plangen", "build", sys.argv[1], "--out", sys.argv[2],
            "--format", "docx,pdf,html", "--department", "nord"]
main()
"""


@pytest.mark.heavy
def test_no_socket_is_opened(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WATCHED_BUILD, str(example_path("fjendtlig")), str(tmp_path)]
    if _can_leave_the_network():
        command = ["unshare", "--net", *command]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 1, result.stderr[-2000:]  # required answers are missing, nothing else
    assert (tmp_path / "fjendtlig/faelles/01_formaalsbeskrivelse_faelles.pdf").stat().st_size > 10_000


def _can_leave_the_network() -> bool:
    """Whether this machine lets us start a process without network (root, or user namespaces)."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False).returncode == 0
