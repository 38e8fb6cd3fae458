"""A build of hostile answers in surroundings that are not those of the tests, made once.

The process has another hash seed, time zone and locale, and no network where the system allows that. Every
attempt to reach beyond the machine, from any library and in any process of the build, is written down and
ends the process. A socket that is a file (`AF_UNIX`) joins the processes that print: it reaches no one else.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.packs import example_path
from tests.support.samples import LONG
from tests.support.shared import made_once

EXAMPLE = "fjendtlig"
_MORE = ("D00", "D05", "D06", "D06b", "D09") if LONG else ()
DOCUMENTS = {
    "faelles": ("D01", "D04", "D12", *(("D03", *_MORE) if LONG else ())),
    "nord": ("D04", *_MORE),
}
"""Of each pack those that differ most: with texts of all kinds, with places to write on, with sums."""
_OTHER = "    - {afdeling_id: syd, navn: Syd, leder: Leder, medarbejdere: 2, medarbejdergrupper: C}\n"
_SURROUNDINGS = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
_WATCH = """
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
_CALL = "import socket; socket.getaddrinfo('localhost', 80)"
"""What the watch must see."""
_BUILDS = """
import json, sys
from plangen.cli import main
codes = []
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["plangen", *arguments]
    try:
        main()
    except SystemExit as ended:
        codes.append(ended.code)
sys.exit(max(codes))
"""


@dataclass(frozen=True)
class Elsewhere:
    """`seen`: what the build tried to reach; `seen_of_call`: the same of a program that calls out."""

    folder: Path
    code: int
    err: str
    seen: str
    seen_of_call: str

    @property
    def out(self) -> Path:
        return self.folder / "out"


def commands(answers: Path, out: Path) -> list[list[str]]:
    """The builds, as arguments of plangen: one pack's PDFs are in its combined file alone, the other's alone
    for each document."""
    formats = {"faelles": ("docx,html", "--samlet"), "nord": ("docx,html,pdf",)}
    return [
        ["build", str(answers), "--department", pack, "--out", str(out), "--format", *formats[pack]]
        + [f"--document={id}" for id in documents]
        for pack, documents in DOCUMENTS.items()
    ]


def write_answers(folder: Path) -> Path:
    """The hostile answers, of two departments."""
    text = example_path(EXAMPLE).read_text("utf-8")
    before, departments, after = text.partition("  maal:\n")
    assert before.rstrip().endswith("medarbejdergrupper: A; B")
    path = folder / f"{EXAMPLE}.yaml"
    path.write_text(f"{before}{_OTHER}{departments}{after}", "utf-8")
    return path


def built_elsewhere() -> Elsewhere:
    folder = made_once("built-elsewhere", _build)
    told = json.loads((folder / "told.json").read_text("utf-8"))
    return Elsewhere(folder, **told)


def _build(folder: Path) -> None:
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_WATCH, encoding="utf-8")  # each Python process reads it
    _, seen_of_call, _ = _watched(folder, ["-c", _CALL])
    program = ["-c", _BUILDS, json.dumps(commands(write_answers(folder), folder / "out"))]
    code, seen, err = _watched(folder, program, () if not _can_leave_the_network() else ("unshare", "--net"))
    told = {"code": code, "err": err, "seen": seen, "seen_of_call": seen_of_call}
    (folder / "told.json").write_text(json.dumps(told), "utf-8")


def _watched(folder: Path, arguments: list[str], before: tuple[str, ...] = ()) -> tuple[int, str, str]:
    """Exit code, what Python reached for, and what it said on standard error."""
    seen = folder / "seen.txt"
    paths = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, **_SURROUNDINGS, "PYTHONPATH": paths, "WATCHED": str(seen)}
    run = [*before, sys.executable, *arguments]
    done = subprocess.run(run, capture_output=True, text=True, check=False, env=environment, encoding="utf-8")
    reached = seen.read_text("utf-8") if seen.exists() else ""
    seen.unlink(missing_ok=True)
    return done.returncode, reached, done.stderr


def _can_leave_the_network() -> bool:
    """Whether this machine lets us start a process without network (root, or user namespaces)."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False).returncode == 0
