"""The command line of a build, read only as far as it must be known which files it is about."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

_WITH_VALUE = frozenset(
    {"--out", "--department", "--document", "--format", "--papir", "--udfoerer", "--dato"}
)
_FLAGS = frozenset({"--samlet", "--redline", "--hvorfor", "--strict", "-q", "--stille"})


def files_of(arguments: Sequence[str]) -> tuple[str, list[str]] | None:
    """The folder of the packs, and the answer files; None for a call that says something else, too."""
    if not arguments or arguments[0] != "build":
        return None
    out, answers = "out", list[str]()
    waiting = list(arguments[1:])
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if name in _WITH_VALUE:
            if not equals:
                if not waiting:
                    return None
                value = waiting.pop(0)
            out = value if name == "--out" else out
        elif word.startswith("-") and word not in _FLAGS:
            return None
        elif not word.startswith("-"):
            answers.append(word)
    return (out, answers) if answers else None


def terminal() -> list[str]:
    """What else decides how a call prints."""
    shown = [os.environ.get(name, "") for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM")]
    screens = [str(stream.isatty()) for stream in (sys.stdout, sys.stderr)]
    width = ""
    if "True" in screens:
        try:
            width = str(os.get_terminal_size().columns)
        except OSError:
            width = "?"
    own = [f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith("PLANGEN_")]
    return [os.getcwd(), *shown, *screens, width, *own]  # noqa: PTH109
