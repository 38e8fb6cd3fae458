"""Who changed what: a text beside the answers, a line for each change, the latest last.

The only place where the time of day is used; no document, date or finding is made of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plangen.answers.cpr import holds_cpr
from plangen.findings import visible

Clock = Callable[[], datetime]
_LONGEST = 160
_HEAD = "Ændringer i svarene, lavet i browseren. Den nyeste står nederst.\n\n"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One answer that was changed. `whose`: the department's name, empty for the project's own answer."""

    question: str
    now: Sequence[str]
    whose: str = ""


def log_of(answers: Path) -> Path:
    """Where the log of an answer file lies: `jobcenter.aendringer.txt`."""
    return answers.with_name(f"{answers.stem}.aendringer.txt")


def note(answers: Path, who: str, changes: Sequence[LogEntry], clock: Clock) -> None:
    """Adds the changes to the log. Raises `OSError`."""
    when = clock().strftime("%d.%m.%Y %H.%M")
    log = log_of(answers)
    lines = "".join(f"{when}  {who}: {_told(change)}\n" for change in changes)
    handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    with os.fdopen(handle, "ab") as file:
        file.write(((_HEAD if file.tell() == 0 else "") + lines).encode("utf-8", "replace"))


def latest(answers: Path, most: int = 200) -> list[str]:
    """The latest lines of the log, the newest first; none when there is no log."""
    try:
        lines = log_of(answers).read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    return [line for line in reversed(lines[2:]) if line][:most]


def _told(change: LogEntry) -> str:
    text = " · ".join(" ".join(visible(line).split()) for line in change.now)
    if holds_cpr(text):
        text = "(ligner et CPR-nummer og vises ikke)"
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
    whose = f" ({change.whose})" if change.whose else ""
    return f"{change.question}{whose}: {f'»{short}«' if short else 'svaret er slettet'}"
