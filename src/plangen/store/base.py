"""What a pack remembers of its Word files: each as plangen made it, and the answers behind it.

It lies in `out/<projekt>/.plangen/`, with the same names as the documents: the latest editions of each, which
staff may still be working on, and in `erstattet/` the edited files that a new one has taken the place of.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from plangen.answers.packs import SHARED, SHEETS
from plangen.differences.settled import Settled
from plangen.findings import PlangenError, SystemRefusal, reason_of
from plangen.projects.file_names import file_bytes
from plangen.projects.writing import refuse_open, sweep, write_atomically
from plangen.store.generations import Generations, discard
from plangen.store.memory import Base, Memory, ProjectMemory, read_memory
from plangen.store.versions import is_new_version, new_versions

FOLDER = ".plangen"
EARLIER_EDITIONS = 10
"""How many earlier editions of a document are kept however old they are; others are kept for a year."""
KEPT_FILES = 20
"""How many replaced files of a document are kept."""
REPLACED = "erstattet"
_PROJECT = "projekt.json"
_PROJECT_VERSION = 1


class BaseStore:
    """The memory of one project's packs. `folder`: `out/<projekt>`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._root = folder / FOLDER

    @property
    def exists(self) -> bool:
        return self._root.is_dir()

    @property
    def folder(self) -> Path:
        """`out/<projekt>`."""
        return self._folder

    def name(self, path: Path) -> str:
        """A file's path from the project's folder."""
        return path.relative_to(self._folder).as_posix()

    @property
    def root(self) -> Path:
        """`out/<projekt>/.plangen`."""
        return self._root

    # --- documents -----------------------------------------------------------------------------------------
    def read(self, target: Path) -> Base | None:
        """The newest edition of a document; None when nothing is remembered, or it cannot be read."""
        return next(self._own(target), None)

    def editions(self, target: Path) -> Iterator[Base]:
        """All that is remembered of a document, the newest first, then of the new versions beside it."""
        yield from self._own(target)
        if not is_new_version(target):
            for beside in new_versions(target):
                yield from self._own(beside)

    def write_with(self, target: Path, data: bytes, memory: Memory, expected: bytes | None) -> None:
        """Writes a document together with its memory.

        `expected`: the bytes that are there as far as the caller knows, None for no file. When they are those
        of no edition, a copy of them is kept in `erstattet/` first. Raises `ChangedMeanwhile` when somebody
        has saved the file since, and what `write_atomically` raises; then the document is as it was.
        """
        self.write_merged(target, data, data, memory, expected)

    def write_merged(
        self, target: Path, data: bytes, edition: bytes, memory: Memory, expected: bytes | None
    ) -> None:
        """Writes a document that staff's edits were merged into, and remembers the edition that it is of now:
        what it has beyond that is what staff did. Else as `write_with`."""
        refuse_open(target)
        if expected != data:
            self.keep(target, expected)
        added = self._remember(target, edition, memory)
        try:
            write_atomically(target, data, expected)
        except BaseException:
            if added is not None:
                discard(added)
            raise
        self._generations(target).prune(EARLIER_EDITIONS + 1)

    def settle(self, base: Base, settled: Settled, copy: str = "") -> None:
        """Notes what has been pulled from a document, or from the copy of it that has this name in the
        pack. Raises what `write_atomically` raises."""
        memory = read_memory(base.told) or base.memory
        copies = {**memory.copies, copy: settled}
        noted = replace(memory, copies=copies) if copy else replace(memory, settled=settled)
        if noted != memory:
            write_atomically(base.told, noted.to_json())

    def documents(self, of: str = "") -> Iterator[Path]:
        """The documents that something is remembered of, in order; they may be gone themselves. `of`: the
        name of a pack's folder, empty for all."""
        found: set[Path] = set()
        packs = (folder for folder in self._folders(self._root) if of in ("", folder.name))
        for pack in (folder for folder in packs if not folder.name.startswith(".")):
            # Of the first layout; a note that a build left there has no Word file beside it.
            names = {entry.stem for entry in pack.glob("*.json") if entry.with_suffix(".docx").exists()}
            names |= {entry.name for entry in self._folders(pack)}
            found |= {
                self._folder / pack.name / f"{name}.docx" for name in names if Generations(pack / name).exists
            }
        yield from sorted(found)

    def _own(self, target: Path) -> Iterator[Base]:
        """The editions of a document. One that says it is of another department's pack is not believed; the
        one pack of a project may be made of the answers of its only department, and sheets of all lie
        together."""
        folder = target.parent.name
        for base in self._generations(target):
            if folder in (SHARED, SHEETS) or base.memory.department in (None, folder):
                yield base

    def _generations(self, target: Path) -> Generations:
        """Where a document's editions lie. Raises `SystemRefusal` for a place outside the memory."""
        name = target.relative_to(self._folder).with_suffix("")
        place = self._root / name
        if not Path(os.path.realpath(place)).is_relative_to(os.path.realpath(self._folder)):
            raise SystemRefusal(
                f"{self._root} fører ud af pakken og bliver ikke brugt.",
                "Slet linket, og dan pakken igen; de rettede filer bliver liggende.",
            )
        return Generations(place)

    def _remember(self, target: Path, data: bytes, memory: Memory) -> Path | None:
        """Adds an edition; gives its folder, or None when it is the newest already."""
        newest = self.read(target)
        try:
            if newest is not None and newest.data == data:
                told = replace(memory, copies=newest.memory.copies)
                if newest.memory != told:
                    write_atomically(newest.told, told.to_json())
                return None
            return self._generations(target).add(data, memory)
        except OSError as error:
            raise SystemRefusal(f"{self._root} kan ikke skrives: {reason_of(error)}.") from error

    @staticmethod
    def _folders(folder: Path) -> list[Path]:
        with contextlib.suppress(OSError):
            return [Path(entry) for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]
        return []

    # --- replaced files ------------------------------------------------------------------------------------
    def keep(self, target: Path, there: bytes | None) -> None:
        """Keeps a copy of what is about to be replaced, unless it is as plangen made it. Raises what
        `write_atomically` raises."""
        if there is None or any(base.data == there for base in self.editions(target)):
            return
        folder = self._kept_in(target)
        kept = self.replaced(target)
        if kept and kept[0].read_bytes() == there:
            return
        last = int(kept[0].stem.rpartition("_")[2]) if kept else 0
        write_atomically(folder / f"{target.stem}_{last + 1:06d}{target.suffix}", there)
        for old in self.replaced(target)[KEPT_FILES:]:
            with contextlib.suppress(OSError):
                old.unlink()

    def _kept_in(self, target: Path) -> Path:
        """Of the pack that a file lies in, be it in a folder of its own there."""
        inside = target.relative_to(self._folder).parts[:-1]
        return self._root / (inside[0] if inside else target.parent.name) / REPLACED

    def replaced(self, target: Path) -> list[Path]:
        """The copies of a document's replaced files, the newest first."""
        folder = self._kept_in(target)
        found = folder.glob(f"{_literal(target.stem)}_{'[0-9]' * 6}{_literal(target.suffix)}")
        return sorted(found, reverse=True)

    def sweep(self) -> None:
        """Removes what a killed run has left of temporary files, in the packs and in the memory."""
        for folder in (self._folder, *self._folders(self._folder)):
            sweep(folder)
        for place, _, _ in os.walk(self._root):
            sweep(Path(place))

    # --- the project ---------------------------------------------------------------------------------------
    def read_project(self) -> ProjectMemory | None:
        """Where the answers are; None when that is not known."""
        try:
            read = json.loads((self._root / _PROJECT).read_bytes())
            if read["version"] != _PROJECT_VERSION:
                return None
            day = str(read.get("dato", ""))
            return ProjectMemory(str(read["svarfil"]), day and date.fromisoformat(day).isoformat())
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def write_project(self, project: ProjectMemory) -> None:
        data: dict[str, Any] = {"version": _PROJECT_VERSION, "svarfil": project.answers}
        if project.date:
            data["dato"] = project.date
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        write_atomically(self._root / _PROJECT, text.encode("utf-8"))


def project_folder(path: Path) -> Path:
    """The folder of the project that a pack, a department's folder or a document belongs to.

    Raises `PlangenError` when plangen has not made it.
    """
    here = Path(os.path.normpath(path.absolute()))
    for folder in (path, *here.parents, path.resolve(), *path.resolve().parents):
        if (folder / FOLDER).is_dir():
            return folder
    raise NotAPack(
        f"{path} er ikke en pakke, som plangen har dannet (mappen {FOLDER} mangler).",
        "Angiv pakkens mappe, fx out/jobcenter, eller dan pakken igen med plangen build.",
    )


class NotAPack(PlangenError):
    """The path is no pack that plangen remembers."""

    exit_code = 2


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises `SystemRefusal` when the system refuses."""
    try:
        return file_bytes(path)
    except OSError as error:
        raise SystemRefusal(f"{path} kan ikke læses: {reason_of(error)}.") from error


def _literal(name: str) -> str:
    """A name for `glob`, in which no character means anything else."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
