"""What `plangen check --ret` says and does before it checks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from plangen.building.correcting import CorrectedFile, correct, foreseen
from plangen.cli import report
from plangen.projects.sources import LoadedProject, read_project
from plangen.store.interrupted import finish_pulls
from plangen.texts.danish import counted


def finished_before(out: Path) -> Callable[[Path], None]:
    """What is done before a project is read: what a killed run has left is written."""
    return lambda path: finish_pulls(out, [path])


def show_changes(loaded: LoadedProject) -> int:
    """Prints what would change, and writes nothing. Returns the exit code."""
    files = foreseen(loaded)
    for file in files:
        if file.written:
            report.result(file.diff.rstrip("\n"))
    return _told(files, "vil få")


def correct_first(loaded: LoadedProject, out: Path) -> tuple[LoadedProject, int]:
    """Writes what was understood, and reads the project again. Returns it with the exit code."""
    files = correct(loaded, out)
    code = _told(files, "har fået")
    if not any(file.written for file in files):
        return loaded, code
    return read_project(loaded.path, loaded.library, loaded.package_date), code


def _told(files: Sequence[CorrectedFile], verb: str) -> int:
    """A line about each file, and what cannot be written; 1 when something cannot."""
    for file in files:
        if file.written:
            report.notice(
                f"{file.path}: {counted(file.written, 'svar', 'svar')} {verb} svarfilens egen form."
            )
        for one in file.left:
            where = ", ".join(str(step) for step in one.path)
            report.problem(
                f"{file.path}: svaret under {where} kan ikke rettes automatisk (filen bruger & og *).\n"
                "  hjælp: Ret det selv, eller lad det stå; det er læst."
            )
    return int(any(file.left for file in files))
