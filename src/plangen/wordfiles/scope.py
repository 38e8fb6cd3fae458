"""Which documents a command about an edited pack is to look at, and the answers behind them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plangen.answers.packs import SHARED, SHEETS, documents_of, packs_of
from plangen.answers.project import Project
from plangen.findings import UsageError
from plangen.library import Library
from plangen.projects.sources import LoadedProject, read_project
from plangen.rendering.outputs import output
from plangen.store.base import BaseStore, project_folder
from plangen.store.journal import finish_interrupted
from plangen.store.locking import locked
from plangen.store.memory import ProjectMemory
from plangen.store.outputs import Outputs
from plangen.store.page_numbers import remembered
from plangen.store.versions import is_new_version
from plangen.wordfiles.edited import Editing
from plangen.wordfiles.sheets import sheet_files
from plangen.wordfiles.strays import Copy, Stray, Unread, strays_in
from plangen.wordfiles.variants import variants_in


@dataclass(frozen=True)
class EditedPack:
    """A pack on the disk. `documents`: the Word files in scope that plangen remembers, there or not;
    `strays`: other files in the same folders that may hold what staff have written; `made_here`: the Word
    files that a build of the project makes now, or made when they were asked for."""

    folder: Path
    scope: Path
    store: BaseStore
    loaded: LoadedProject
    editing: Editing
    documents: tuple[Path, ...]
    strays: tuple[Stray, ...]
    outputs: Outputs
    made_here: frozenset[Path]

    @property
    def copies(self) -> tuple[Copy, ...]:
        return tuple(stray for stray in self.strays if isinstance(stray, Copy))

    @property
    def unread(self) -> tuple[Unread, ...]:
        return tuple(stray for stray in self.strays if isinstance(stray, Unread))

    def name(self, path: Path) -> str:
        """A document's path from the project's folder."""
        return self.store.name(path)

    def gone(self, target: Path) -> str:
        """Why a document is not there, in Danish."""
        now = [self.name(copy.path) for copy in self.copies if copy.target == target]
        return (
            f"filen er omdøbt eller flyttet til {' og '.join(now)}"
            if now
            else "filen er slettet eller flyttet"
        )


def open_pack(path: Path, answers: Path | None, library: Library) -> EditedPack:
    """The pack at `path`: a project's folder, a department's folder, or one file.

    `answers`: the answer file; without it the one that the pack was built from. Raises `UsageError` when
    `path` is no pack, or its answer file is not known or cannot be read.
    """
    folder = project_folder(_existing(path))
    store = BaseStore(folder)
    loaded = _answers(folder, store, answers, library)
    loaded.page_numbers.update(remembered(store))
    scope = _inside(path, folder)
    made_here = _made_now(store, loaded.project) | frozenset(sheet_files(store, library.catalog))
    known = (d for d in store.documents() if _within(d, scope) and not is_new_version(d))
    documents = tuple(d for d in known if d in made_here or d.exists() or not _is_pack(d, loaded.project))
    outputs = Outputs(store)
    strays = tuple(strays_in(library.catalog, scope, store, documents, outputs))
    editing = Editing(loaded, store)
    return EditedPack(folder, scope, store, loaded, editing, documents, strays, outputs, made_here)


def _made_now(store: BaseStore, project: Project) -> frozenset[Path]:
    """The Word files that a build of a project makes, and those that it made when they were asked for."""
    row, made = output("docx"), set[Path]()
    for key, department in packs_of(project).items():
        folder, documents = store.folder / key, documents_of(project.answers_of(department))
        special = variants_in(store, folder, documents)
        made |= {folder / name for name in row.names(key, (*documents, *special))}
    return frozenset(made)


def _is_pack(document: Path, project: Project) -> bool:
    """Whether a document lies, or lay, in the pack of a department that the project has, or is a sheet: one
    that it does not make there now is not missed."""
    return document.parent.name in (SHARED, SHEETS, *project.departments)


def _inside(path: Path, folder: Path) -> Path:
    """A path in a pack as the pack's own paths are: a file in it may be a link to elsewhere."""
    here, base = (Path(os.path.normpath(one.absolute())) for one in (path, folder))
    if not here.is_relative_to(base):
        here, base = path.resolve(), folder.resolve()
    return folder / here.relative_to(base)


@contextlib.contextmanager
def to_write(path: Path, answers: Path | None) -> Iterator[None]:
    """Holds the lock of the pack at `path`, and finishes what a killed pull has left. Raises as `open_pack`
    does, and `Busy` when another run works on the pack."""
    store = BaseStore(project_folder(_existing(path)))
    with locked(store):
        main = _answer_path(store, answers)
        if main is not None:
            finish_interrupted(store, main)
        yield


def _existing(path: Path) -> Path:
    if not path.exists():
        raise UsageError(f"{path} findes ikke.", "Se efter stavning og mappe.")
    return path


def _answer_path(store: BaseStore, given: Path | None) -> Path | None:
    """The answer file given, or the one that the pack was built from."""
    memory = store.read_project()
    if given is not None or memory is None:
        return given
    paths = (folder / memory.answers for folder in (store.folder, store.folder.resolve()))
    found = [Path(os.path.normpath(path)) for path in paths]
    return next((path for path in found if path.is_file()), found[0])


def _answers(folder: Path, store: BaseStore, given: Path | None, library: Library) -> LoadedProject:
    memory = store.read_project()
    path = _answer_path(store, given)
    if path is None or not path.is_file():
        missing = f"Svarfilen bag {folder} findes ikke: {path}."
        raise UsageError(
            missing if path else f"Det er ikke til at se, hvilken svarfil {folder} er dannet af.",
            "Angiv den med --svar, fx --svar inputs/jobcenter.yaml.",
        )
    day = date.fromisoformat(memory.date) if memory and memory.date else None
    loaded = read_project(path, library, day)
    if not loaded.project.complete:
        raise UsageError(f"{path} kan ikke læses som svarfil.", f"Ret den først: plangen check {path}")
    return loaded


def project_memory(folder: Path, answers: Path, day: date | None) -> ProjectMemory:
    """What a pack remembers of where its answers are."""
    try:
        seen = os.path.relpath(answers.resolve(), folder.resolve())
    except ValueError:  # another drive
        seen = str(answers.resolve())
    return ProjectMemory(Path(seen).as_posix(), day.isoformat() if day else "")


def _within(path: Path, scope: Path) -> bool:
    return path == scope or scope in path.parents
