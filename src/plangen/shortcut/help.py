"""The help of each command, ready to print: click takes as long to load as ten Pythons.

`hjaelp.txt` is generated (`python -m plangen.cli.helptexts`), and a test fails when it is stale. It has the
texts for the two usual widths; at any other width click writes them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

MOST, USUAL = 100, 80
"""The widths, in characters: what a wide terminal gets, and a narrow one or a file."""
HEAD, BETWEEN = "\x1d", "\x1e"
"""Before the name of a text (command and width), and between that and the text."""


def help_text(command: Sequence[str]) -> str | None:
    """The help of a command (none: of the program); None when it is not known at the terminal's width."""
    width = min(columns(), MOST)
    if len(command) > 1 or width not in (MOST, USUAL):
        return None
    name = f"{' '.join(command)} {width}{BETWEEN}"
    path = os.path.join(os.path.dirname(__file__), "hjaelp.txt")  # noqa: PTH118, PTH120 - pathlib takes 10 ms
    try:
        with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123
            texts = file.read().split(HEAD)
    except (OSError, ValueError):
        return None
    return next((text.removeprefix(name) for text in texts if text.startswith(name)), None)


def columns() -> int:
    """The width of the terminal, as `shutil.get_terminal_size` tells it."""
    told = os.environ.get("COLUMNS", "")
    if told.isdigit() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or USUAL  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return USUAL
