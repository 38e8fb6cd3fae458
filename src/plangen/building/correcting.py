"""`plangen check --ret`: the answer files of a project with every value in the form that files hold it in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from plangen.answers.spelling.tree import Understood
from plangen.forms.project import SourceFile, load_project
from plangen.projects.sources import LoadedProject, project_files
from plangen.pulling.corrections import corrected
from plangen.store.base import BaseStore
from plangen.store.journal import AnswerFile, write_together
from plangen.store.locking import locked


@dataclass(frozen=True)
class CorrectedFile:
    """An answer file before and after. `written`: how many values get another form; `left`: those that stand
    where the file cannot be changed piece by piece."""

    path: Path
    before: bytes
    after: bytes
    written: int
    left: tuple[Understood, ...] = ()

    @property
    def diff(self) -> str:
        """What changes, as a unified diff; empty when nothing does."""
        old, new = (data.decode("utf-8-sig").splitlines(keepends=True) for data in (self.before, self.after))
        lines = unified_diff(old, new, str(self.path), str(self.path))
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
        )


def foreseen(loaded: LoadedProject) -> tuple[CorrectedFile, ...]:
    """What `correct` would do to each file in which something is written in another form. Nothing is
    written. Raises `SystemRefusal` when a file may not be read."""
    main, overlays = project_files(loaded.path)
    catalog = loaded.library.catalog
    project = load_project(loaded.name, main, overlays, catalog, loaded.package_date)

    def one(file: SourceFile) -> Iterator[CorrectedFile]:
        understood = project.understood.get(file.label, ())
        if understood:
            after, left = corrected(catalog, file.data, understood)
            yield CorrectedFile(Path(file.label), file.data, after, len(understood) - len(left), left)

    return tuple(found for file in (main, *overlays) for found in one(file))


def correct(loaded: LoadedProject, out: Path) -> tuple[CorrectedFile, ...]:
    """Writes the files of a project together: all of them or none. `out`: where the packs are, whose journal
    remembers what a killed run has not written. Raises `Busy` when another run works on the project,
    `ChangedMeanwhile` when somebody has saved a file meanwhile, and what `write_atomically` raises."""
    store = BaseStore(out / loaded.name)
    several = sum(bool(found) for found in loaded.project.understood.values()) > 1
    with locked(store) if store.exists or several else contextlib.nullcontext():
        files = foreseen(loaded)
        changed = [AnswerFile(file.path, file.before, file.after) for file in files if file.written]
        write_together(store, loaded.path, changed)
    return files
