"""What a pack remembers of each Word file: the file as plangen made it, and the answers behind it.

It lies in `out/<projekt>/.plangen/`, with the same names as the documents. Staff's own files are never there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from plangen.findings import PlangenError, SystemRefusal
from plangen.pack.writing import write_atomically
from plangen.roundtrip.wishes import Settled

FOLDER = ".plangen"
VERSION = 1
_PROJECT = "projekt.json"
_STAGED = ".ny"


@dataclass(frozen=True)
class Memory:
    """What is remembered of one Word file besides its bytes.

    `document`: the catalog's id; `department`: None in the pack of all. `raws`: id → raw value as JSON holds
    it, of every question that the document shows; `shown`: id → the texts it was printed as; `keys`: table →
    the keys of its rows; `listed`: of those the ones that this pack shows. `sha256` is the file's,
    `template_sha256` the template's, `answers_sha256` that of all answers of the pack. `settled`: what has
    been pulled from the edited file since.
    """

    document: str
    department: str | None
    sha256: str
    template: str
    template_sha256: str
    answers_sha256: str
    raws: Mapping[str, Any] = field(default_factory=dict)
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settled: Settled = field(default_factory=Settled)

    def to_json(self) -> bytes:
        ids = sorted({*self.raws, *self.shown})
        answers = {id: {"vist": list(self.shown.get(id, ())), "raa": self.raws.get(id)} for id in ids}
        data = {
            "version": VERSION,
            "dokument": self.document,
            "afdeling": self.department,
            "sha256": self.sha256,
            "skabelon": {"fil": self.template, "sha256": self.template_sha256},
            "alle_svar_sha256": self.answers_sha256,
            "raekker": {table: list(keys) for table, keys in sorted(self.keys.items())},
            "viste_raekker": {table: list(keys) for table, keys in sorted(self.listed.items())},
            "svar": answers,
            "foert_tilbage": {
                "svar": dict(sorted(self.settled.raws.items())),
                "raekker": [{"tabel": table, "celler": dict(cells)} for table, cells in self.settled.rows],
                "raekkefoelge": {table: list(keys) for table, keys in self.settled.orders.items()},
            },
        }
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")

    @classmethod
    def from_json(cls, data: bytes) -> Memory:
        """Raises ValueError, KeyError or TypeError for anything but a memory of this version."""
        read = json.loads(data)
        if read["version"] != VERSION:
            raise ValueError("another version")
        answers = read["svar"].items()
        return cls(
            document=read["dokument"],
            department=read["afdeling"],
            sha256=read["sha256"],
            template=read["skabelon"]["fil"],
            template_sha256=read["skabelon"]["sha256"],
            answers_sha256=read["alle_svar_sha256"],
            raws={id: answer["raa"] for id, answer in answers if answer["raa"] is not None},
            shown={id: tuple(answer["vist"]) for id, answer in answers if answer["vist"]},
            keys={table: tuple(keys) for table, keys in read["raekker"].items()},
            listed={table: tuple(keys) for table, keys in read.get("viste_raekker", {}).items()},
            settled=_settled(read.get("foert_tilbage", {})),
        )


def _settled(read: Mapping[str, Any]) -> Settled:
    rows = tuple((row["tabel"], tuple(row["celler"].items())) for row in read.get("raekker", ()))
    orders = {table: tuple(keys) for table, keys in read.get("raekkefoelge", {}).items()}
    return Settled(dict(read.get("svar", {})), rows, orders)


@dataclass(frozen=True)
class Base:
    """A Word file as plangen made it."""

    data: bytes
    memory: Memory


@dataclass(frozen=True)
class ProjectMemory:
    """Where the answers of a pack are, as seen from the project's folder, and the date of the run if one
    was given (`--dato`)."""

    answers: str
    date: str = ""


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
        word, told = self._files(target)
        self._finish(target)
        try:
            base = Base(word.read_bytes(), Memory.from_json(told.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return base if sha256(base.data) == base.memory.sha256 else None

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

    def settle(self, target: Path, settled: Settled) -> None:
        """Notes what has been pulled from a document. Raises what `write_atomically` raises."""
        base = self.read(target)
        if base is not None and base.memory.settled != settled:
            write_atomically(self._files(target)[1], replace(base.memory, settled=settled).to_json())

    def forget(self, target: Path) -> None:
        """Removes what is remembered of a document."""
        for path in self._files(target):
            path.unlink(missing_ok=True)

    def documents(self) -> Iterator[Path]:
        """The documents that something is remembered of, in order; they may be gone themselves."""
        for told in sorted(self._root.rglob("*.json")):
            if told.parent != self._root:
                yield self._folder / told.relative_to(self._root).with_suffix(".docx")

    def _files(self, target: Path) -> tuple[Path, Path]:
        path = self._root / self.name_of(target)
        return path, path.with_suffix(".json")

    def _staged(self, target: Path) -> tuple[Path, Path]:
        word, told = self._files(target)
        return word.with_name(word.name + _STAGED), told.with_name(told.name + _STAGED)

    def _adopt(self, target: Path) -> None:
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


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


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
