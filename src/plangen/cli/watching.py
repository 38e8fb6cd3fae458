"""Follows answer files: each time one is saved, the work is done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from watchfiles import watch

from plangen.cli import report
from plangen.findings import PlangenError
from plangen.projects.own_files import own_folder

_STEP, _TOGETHER = 50, 300
"""Milliseconds between two looks, and those within which what is saved counts as one."""


def follow(answers: Sequence[Path], work: Callable[[], object]) -> None:
    """Does the work whenever an answer file, a department's own or a logo is saved, until somebody stops
    it."""
    report.notice(f"Følger {' og '.join(map(str, answers))}. Stop med Ctrl-C.")
    try:
        for _ in saved(answers):
            work()
    except KeyboardInterrupt:
        report.notice("Følger ikke længere.")


def saved(answers: Sequence[Path]) -> Iterator[None]:
    """Comes back each time something that the packs are made of is saved."""
    mains = [path.absolute() for path in answers]
    folders = {main.parent for main in mains} | {own for main in mains if (own := _own(main)).is_dir()}
    for found in watch(*folders, step=_STEP, debounce=_TOGETHER, recursive=False):
        if any(is_read(Path(path), answers) for _, path in found):
            yield


def is_read(path: Path, answers: Sequence[Path]) -> bool:
    """Whether a build reads a file: an answer file, what lies in the folder of its departments, or a
    picture."""
    for main in answers:
        file = main.absolute()
        picture = path.parent == file.parent and path.suffix.lower() in (".png", ".svg")
        if path == file or picture or _own(file) in path.parents:
            return True
    return False


def _own(main: Path) -> Path:
    """The folder of the departments' own files."""
    try:
        return own_folder(main).path
    except PlangenError:
        return main.with_suffix("")
