"""LibreOffice. It takes seconds to start, so it starts once in a run of the tests: it opens a document and
stays, and what is called with the same profile afterwards is done by it in a tenth of the time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from filelock import FileLock

from tests.support.shared import made_once, starter, this_run
from tests.support.tools import program

_SECONDS = 500
# Ends with the process that has started the tests, however that ends.
_STAY = """{
    setsid "$1" "$2" --headless --norestore --nologo "$3" & office=$!
    echo "$office" > "$4"
    tail --pid="$5" -f /dev/null
    kill -9 "-$office"
} > /dev/null 2>&1 &"""


def convert(files: Sequence[Path], to: str, folder: Path) -> None:
    """Saves files in `folder` in another format, under their own names. Raises `CalledProcessError` when
    LibreOffice falls over."""
    office = _Resident(this_run() / "office")
    office.start()
    command = [*office.call, "--convert-to", to, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    if not office.lives():
        raise subprocess.CalledProcessError(1, command)


def call(profile: Path) -> list[str]:
    """The beginning of a command for LibreOffice with a profile of its own, which is made."""
    shutil.copytree(made_once("office-profile", _make_profile), profile)
    return _call(profile)


def _call(profile: Path) -> list[str]:
    return [program("soffice"), f"-env:UserInstallation={profile.as_uri()}", "--headless"]


def _make_profile(folder: Path) -> None:
    subprocess.run([*_call(folder), "--terminate_after_init"], check=True, capture_output=True, timeout=120)


class _Resident:
    """The LibreOffice that stays. A document that is open keeps it from ending after a conversion."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.call = _call(folder / "profile")

    def lives(self) -> bool:
        try:
            os.kill(int((self._folder / "pid").read_text("ascii")), 0)
        except (OSError, ValueError):
            return False
        return True

    def start(self) -> None:
        """Starts it where it does not live, and waits until it has opened its document."""
        with FileLock(self._folder.with_suffix(".lock")):
            if self.lives():
                return
            shutil.rmtree(self._folder, ignore_errors=True)
            call(self._folder / "profile")
            document = self._folder / "open.docx"
            Document().save(str(document))
            office, profile = self.call[:2]
            arguments = [office, profile, str(document), str(self._folder / "pid"), str(starter())]
            subprocess.run(["sh", "-c", _STAY, "sh", *arguments], check=True, start_new_session=True)
            until = time.monotonic() + _SECONDS
            while not (self._folder / f".~lock.{document.name}#").exists():
                assert time.monotonic() < until, "LibreOffice does not start"
                time.sleep(0.1)
