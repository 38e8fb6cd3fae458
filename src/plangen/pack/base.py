"""What a pack remembers of its Word files: each as plangen made it, and the answers behind it.

It lies in `out/<projekt>/.plangen/`, with the same names as the documents; earlier editions, which staff may
still be working on, in the folder `tidligere` beside them. Staff's own files are never there.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from plangen.findings import PlangenError, SystemRefusal
from plangen.pack.memory import VERSION, Base, Memory, ProjectMemory, sha256
from plangen.pack.versions import main_version
from plangen.pack.writing import write_atomically
from plangen.roundtrip.wishes import Settled

FOLDER = ".plangen"
EARLIER_EDITIONS = 10
"""How many earlier editions of a document are kept."""
_EARLIER = "tidligere"
_PROJECT = "projekt.json"
_STAGED = ".ny"


class BaseStore:
    """The memory of one project's packs. `folder`: `out/<projekt>`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._root = folder / FOLDER

    @property
    def exists(self) -> bool:
        return self._root.is_dir()

    # --- documents -----------------------------------------------------------------------------------------
    def name_of(self, target: Path) -> PurePosixPath:
        """A document's name in the store: its path from the project's folder."""
        return PurePosixPath(target.relative_to(self._folder).as_posix())

    def read(self, target: Path) -> Base | None:
        """What is remembered of a document; None when nothing is, or it cannot be read."""
        self._finish(target)
        return _read(self._files(target)[1])

    def earlier(self, target: Path) -> Iterator[Base]:
        """The editions before the one of now, the newest first. Staff may still be working on one."""
        bases = (_read(told) for told in _newest_first(self._earlier_folder(target)))
        return (base for base in bases if base is not None)

    def write_with(self, target: Path, data: bytes, memory: Memory) -> None:
        """Writes a document together with its memory: a reader, and the next run, see both or neither.

        The new memory lies ready before the document is replaced. Raises what `write_atomically` raises;
        then nothing has changed.
        """
        staged = self._staged(target)
        for path, content in zip(staged, (data, memory.to_json()), strict=True):
            write_atomically(path, content)
        try:
            write_atomically(target, data)
        except PlangenError:
            for path in staged:
                path.unlink(missing_ok=True)
            raise
        self._adopt(target)

    def settle(self, base: Base, settled: Settled) -> None:
        """Notes what has been pulled from a document. Raises what `write_atomically` raises."""
        if base.memory.settled != settled:
            write_atomically(base.told, replace(base.memory, settled=settled).to_json())

    def forget(self, target: Path) -> None:
        """Makes what is remembered of a document an earlier edition."""
        self._keep_earlier(target)
        for path in self._files(target):
            path.unlink(missing_ok=True)

    def documents(self) -> Iterator[Path]:
        """The documents that something is remembered of, in order; they may be gone themselves."""
        for told in sorted(self._root.glob("*/*.json")):
            yield self._folder / told.relative_to(self._root).with_suffix(".docx")

    def _files(self, target: Path) -> tuple[Path, Path]:
        path = self._root / self.name_of(target)
        return path, path.with_suffix(".json")

    def _staged(self, target: Path) -> tuple[Path, Path]:
        word, told = self._files(target)
        return word.with_name(word.name + _STAGED), told.with_name(told.name + _STAGED)

    def _adopt(self, target: Path) -> None:
        new, old = _read_memory(self._staged(target)[1]), _read_memory(self._files(target)[1])
        if new is not None and old is not None and new.edition != old.edition:
            self._keep_earlier(target)
        for staged, path in zip(self._staged(target), self._files(target), strict=True):
            staged.replace(path)

    def _finish(self, target: Path) -> None:
        """Completes a write that was interrupted after the document had been replaced."""
        staged = self._staged(target)
        if not any(path.exists() for path in staged):
            return
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            told = staged[1] if staged[1].exists() else self._files(target)[1]
            if Memory.from_json(told.read_bytes()).sha256 == sha256(target.read_bytes()):
                for path, final in zip(staged, self._files(target), strict=True):
                    if path.exists():
                        path.replace(final)
                return
        for path in staged:
            path.unlink(missing_ok=True)

    # --- earlier editions ----------------------------------------------------------------------------------
    def _earlier_folder(self, target: Path) -> Path:
        """One folder for a document and the new versions of it that lay beside it."""
        word, _ = self._files(main_version(target))
        return word.parent / _EARLIER / word.stem

    def _keep_earlier(self, target: Path) -> None:
        """Moves a document's memory to its earlier editions, and drops the oldest when there are many."""
        memory = _read_memory(self._files(target)[1])
        if memory is None or not memory.edition:
            return
        folder = self._earlier_folder(target)
        folder.mkdir(parents=True, exist_ok=True)
        for path in self._files(target):
            if path.exists():
                path.replace(folder / f"{memory.edition}{path.suffix}")
        for told in list(_newest_first(folder))[EARLIER_EDITIONS:]:
            told.unlink(missing_ok=True)
            told.with_suffix(".docx").unlink(missing_ok=True)

    # --- the project ---------------------------------------------------------------------------------------
    def read_project(self) -> ProjectMemory | None:
        """Where the answers are; None when that is not known."""
        try:
            read = json.loads((self._root / _PROJECT).read_bytes())
            if read["version"] != VERSION:
                return None
            return ProjectMemory(str(read["svarfil"]), str(read.get("dato", "")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write_project(self, project: ProjectMemory) -> None:
        data: dict[str, Any] = {"version": VERSION, "svarfil": project.answers}
        if project.date:
            data["dato"] = project.date
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        write_atomically(self._root / _PROJECT, text.encode("utf-8"))


def project_folder(path: Path) -> Path:
    """The folder of the project that a pack, a department's folder or a document belongs to.

    Raises `PlangenError` when plangen has not made it.
    """
    for folder in (path, *path.resolve().parents):
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
        return path.read_bytes()
    except OSError as error:
        raise SystemRefusal(f"{path} kan ikke læses: {error.strerror}.") from error


def _read(told: Path) -> Base | None:
    """A base by the place of its memory; None when it is not whole."""
    memory = _read_memory(told)
    with contextlib.suppress(OSError):
        data = told.with_suffix(".docx").read_bytes()
        if memory is not None and sha256(data) == memory.sha256:
            return Base(data, memory, told)
    return None


def _read_memory(told: Path) -> Memory | None:
    try:
        return Memory.from_json(told.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _newest_first(folder: Path) -> Iterator[Path]:
    found = ((path.stat().st_mtime_ns, path.name, path) for path in folder.glob("*.json"))
    yield from (path for _, _, path in sorted(found, reverse=True))
