"""The help that is ready to print is what click would write, at every width that it is kept for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from plangen.cli.commands import plangen
from plangen.cli.helptexts import FILE
from plangen.shortcut.help import MOST, USUAL, help_text

COMMANDS = ("", "build", "serve", "skema")
WIDTHS = (MOST, USUAL, MOST + 50)
_BY_CLICK = f"""
import contextlib, os, sys
from plangen.cli.messages import speak_danish
speak_danish()
from plangen.cli.commands import plangen
from plangen.cli.helptexts import help_texts
for width in {WIDTHS}:
    os.environ["COLUMNS"] = str(width)
    for command in {COMMANDS}:
        with contextlib.suppress(SystemExit):
            plangen([*command.split(), "--help"], prog_name="plangen")
        print(end="\\0", flush=True)
print(help_texts(), end="")
"""


def test_help_is_what_click_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    # In a process of its own, because click takes its words when it is loaded.
    done = subprocess.run(
        [sys.executable, "-c", _BY_CLICK],
        capture_output=True,
        check=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    *texts, fresh = done.stdout.decode("utf-8").split("\0")
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        for command in COMMANDS:
            assert help_text(command.split()) == texts.pop(0), (command, width)
    assert FILE.read_text("utf-8") == fresh, "stale: python -m plangen.cli.helptexts"


def test_what_is_not_known_is_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert help_text(()) is None
    monkeypatch.setenv("COLUMNS", "80")
    assert help_text(("findes-ikke",)) is None
    assert help_text(("build", "x.yaml")) is None
    assert all(help_text((command,)) for command in plangen.commands)
