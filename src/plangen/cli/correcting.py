"""What `plangen check --ret` says and does before it checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from plangen.cli import report
from plangen.findings import UsageError

if TYPE_CHECKING:
    from plangen.building.correcting import CorrectedFile
    from plangen.projects.sources import LoadedProject


@dataclass(frozen=True)
class Correcting:
    """Whether answer files are corrected before they are checked. `only_show`: what would change is shown,
    and nothing written; `out`: where the packs are."""

    wanted: bool
    only_show: bool
    out: Path

    @classmethod
    def asked_for(cls, wanted: bool, only_show: bool, output: str, out: Path) -> Self:
        """What the options say. Raises `UsageError` when they do not go together."""
        if only_show and (not wanted or output != "tekst"):
            hint = "Skriv: plangen check SVAR --ret --diff"
            raise UsageError("--diff bruges sammen med --ret og ikke med --format.", hint)
        return cls(wanted, only_show, out)

    def before(self, path: Path) -> None:
        """Writes what a killed run has left, before a project is read."""
        if self.wanted and not self.only_show:
            from plangen.store.interrupted import finish_pulls

            finish_pulls(self.out, [path])

    def first(self, loaded: LoadedProject) -> tuple[LoadedProject, int]:
        """Corrects a project, or shows how, and tells of it. The project as it is then, and the exit code."""
        if not self.wanted:
            return loaded, 0
        from plangen.building.correcting import correct, foreseen
        from plangen.projects.sources import read_project

        if self.only_show:
            files = foreseen(loaded)
            for file in files:
                if file.written:
                    report.result(file.diff.rstrip("\n"))
            return loaded, _told(files, "vil få")
        files = correct(loaded, self.out)
        code = _told(files, "har fået")
        if any(file.written for file in files):
            loaded = read_project(loaded.path, loaded.library, loaded.package_date)
        return loaded, code


def _told(files: Sequence[CorrectedFile], verb: str) -> int:
    """A line about each file, and what cannot be written; 1 when something cannot."""
    for file in files:
        if file.written:
            report.notice(f"{file.path}: {file.written} svar {verb} svarfilens egen form.")
        for one in file.left:
            where = ", ".join(str(step + 1 if isinstance(step, int) else step) for step in one.path)
            report.problem(
                f"{file.path}: svaret under {where} kan ikke rettes automatisk (filen bruger & og *).\n"
                "  hjælp: Ret det selv, eller lad det stå; det er læst."
            )
    return int(any(file.left for file in files))
