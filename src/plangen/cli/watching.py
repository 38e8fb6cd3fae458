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


def follow(answers: Sequence[Path], work: Callable[[], int]) -> int:
    """Does the work, and again whenever an answer file, a department's own or a logo is saved, until somebody
    stops it. What is saved while the work is done is followed, too: the watch is on before it begins.

    Returns:
        The exit code that the work gave the first time.
    """
    codes: list[int] = []
    try:
        for _ in saved(answers):
            codes.append(work())
            if len(codes) == 1:
                report.notice(f"Følger {' og '.join(map(str, answers))}. Stop med Ctrl-C.")
    except KeyboardInterrupt:
        if not codes:
            raise
        report.notice("Følger ikke længere.")
    return codes[0]


def saved(answers: Sequence[Path]) -> Iterator[None]:
    """Comes back when the watch is on, and each time something that the packs are made of has been saved."""
    mains = [path.absolute() for path in answers]
    folders = {main.parent for main in mains} | {own for main in mains if (own := _own(main)).is_dir()}
    changes = watch(
        *folders,
        step=_STEP,
        debounce=_TOGETHER,
        rust_timeout=_TOGETHER,
        yield_on_timeout=True,
        recursive=False,
    )
    next(changes)  # nothing tells that it is on but its first answer, which may be that nothing was saved
    yield
    for found in changes:
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
