"""What lies in a pack from earlier runs and says something else than the answers of now.

PDFs, pages and ZIPs that are as a build wrote them are removed; the rest is named. Word files are staff's to
work on and are never removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plangen.findings import PlangenError
from plangen.rendering.names import own_files
from plangen.rendering.now import WHY_NO_DEPARTMENT, PackNow
from plangen.store.outputs import Outputs

UNKNOWN = "plangen ved ikke, hvilke svar den er dannet af"


@dataclass(frozen=True)
class Stale:
    """A file that is out of date, and why, in Danish."""

    path: Path
    reason: str


def stale_outputs(folder: Path, key: str, now: PackNow | None, outputs: Outputs) -> Iterator[Stale]:
    """The PDFs, pages and ZIPs of a pack that are out of date.

    `now`: the pack as it would be made; None for a department that the project no longer has. Of a file that
    may not be read nobody can tell.
    """
    recorded = {path: one for path, one in outputs if path.parent == folder}
    for path in sorted({*recorded, *own_files(folder, key, ("pdf", "html"))}):
        if not path.exists():
            continue
        try:
            reason = _why(path, now, outputs)
        except PlangenError as error:
            reason = error.message.rstrip(".")
        if reason:
            yield Stale(path, reason)


def _why(path: Path, now: PackNow | None, outputs: Outputs) -> str:
    one = outputs.get(path)
    if now is None:
        return WHY_NO_DEPARTMENT
    if one is None or not outputs.is_as_written(path):
        return UNKNOWN
    return now.why_stale(path, one)
