"""Edited Word files that staff send back, put into the pack they came from, and the pack brought up to date.

A file says itself which document it began as, whatever it is called. Where the pack's own file is as plangen
made it, the file that came takes its place; where somebody has edited that one, too, the other lies beside it
and is read as a copy. So nothing that anybody wrote is replaced.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from plangen.building.updating import Update, copied, shown_as, updated
from plangen.differences.comparison import compare
from plangen.findings import PlangenError, UsageError
from plangen.library import Library
from plangen.ooxml.opening import MOST_BYTES
from plangen.projects.writing import write_atomically
from plangen.store.base import BaseStore
from plangen.store.interrupted import finish_pulls
from plangen.store.locking import locked
from plangen.word.reading.document import read_word
from plangen.wordfiles.origins import Origins
from plangen.wordfiles.scope import open_pack

_SIGNS = re.compile(r"[^\w .()-]")
MOST_FILES = 40


@dataclass(frozen=True)
class SentFile:
    """A file as it came. `name`: what it was called."""

    name: str
    data: bytes = b""

    @property
    def shown(self) -> str:
        """Its name without folders, in signs that every system takes."""
        return _SIGNS.sub("_", PurePath(self.name.replace("\\", "/")).name)[:120] or "fil.docx"


@dataclass(frozen=True)
class ReceivedFile:
    """What became of a file that came. `target`: the document of the pack that it is, from the project's
    folder; `beside`: it lies beside an edited one, under this name; `why`: it is not used, in Danish."""

    name: str
    target: str = ""
    beside: str = ""
    unchanged: bool = False
    why: str = ""


@dataclass(frozen=True)
class Received:
    """What became of the files, and of the pack with them. `update` is None when none could be used."""

    files: tuple[ReceivedFile, ...]
    update: Update | None


def receive(folder: Path, files: Sequence[SentFile], library: Library) -> Received:
    """Puts the files into the pack `folder` (`out/<projekt>`) and brings them up to date. Raises as `updated`
    does; what is wrong with one file is in the result."""
    store = BaseStore(folder)
    if not store.exists:
        raise UsageError("Projektet har ingen pakke endnu.", "Dan pakken først.")
    with locked(store):
        placed = tuple(_placed(store, file, library) for file in files)
    return _brought(folder, placed, None, library)


def foresee(folder: Path, files: Sequence[SentFile], library: Library) -> Received:
    """What `receive` would do: the same, made in a copy of the pack that is thrown away."""
    if not BaseStore(folder).exists:
        raise UsageError("Projektet har ingen pakke endnu.", "Dan pakken først.")
    pack = open_pack(folder, None, library)
    finish_pulls(folder.parent, [pack.loaded.path])
    with tempfile.TemporaryDirectory(prefix="plangen-modtag-") as scratch:
        there, main = copied(pack, Path(scratch))
        placed = tuple(_placed(BaseStore(there), file, library) for file in files)
        made = _brought(there, placed, main, library)
        if made.update is None:
            return made
        names = {str(there): str(folder), str(main.parent): str(pack.loaded.path.parent)}
        return replace(made, update=shown_as(made.update, names))


def _brought(folder: Path, placed: tuple[ReceivedFile, ...], main: Path | None, library: Library) -> Received:
    """Brings the documents that came up to date, one after the other; others follow with the next build."""
    used = [file for file in placed if not file.why and not file.unchanged]
    names = dict.fromkeys(name for file in used for name in (file.target, file.beside) if name)
    made = [updated(folder / name, main, library) for name in names]
    return Received(placed, _together(made) if made else None)


def _together(made: Sequence[Update]) -> Update:
    """Several updates told as one."""
    reports = [one.report for one in made]
    report = replace(
        reports[0],
        documents=tuple(one for report in reports for one in report.documents),
        answers=tuple(one for report in reports for one in report.answers),
        left=tuple(dict.fromkeys(one for report in reports for one in report.left)),
    )
    notes = tuple(dict.fromkeys(note for one in made for note in one.notes))
    return Update(report, made[-1].written, None, notes, tuple(f for one in made for f in one.failures))


def _placed(store: BaseStore, file: SentFile, library: Library) -> ReceivedFile:
    """Puts one file where it belongs."""
    try:
        return _put(store, file, library)
    except PlangenError as error:
        return ReceivedFile(file.shown, why=f"{error.message} {error.hint}".strip())


def _put(store: BaseStore, file: SentFile, library: Library) -> ReceivedFile:
    if not file.shown.lower().endswith(".docx"):
        return ReceivedFile(file.shown, why="Kun Word-filer (.docx) kan læses.")
    if len(file.data) > MOST_BYTES:
        return ReceivedFile(file.shown, why=f"Filen fylder over {MOST_BYTES // 1_000_000} MB.")
    content = read_word(file.data, library.catalog)
    target = Origins(library.catalog, store).of(store.folder / file.shown, content)
    if target is None:
        return ReceivedFile(file.shown, why="Filen er ikke et af projektets dokumenter.")
    name = store.name(target)
    editions = list(store.editions(target))
    there = target.read_bytes() if target.is_file() else None
    origin = next((base for base in editions if base.memory.edition == content.edition), None)
    if file.data == there or any(base.data == file.data for base in editions):
        return ReceivedFile(file.shown, name, unchanged=True)
    if origin is not None and not compare(read_word(origin.data, library.catalog), content).size:
        return ReceivedFile(file.shown, name, unchanged=True)
    if there is None or any(base.data == there for base in editions):
        write_atomically(target, file.data, expected=there)
        return ReceivedFile(file.shown, name)
    beside = _free(target, file.data)
    write_atomically(beside, file.data)
    return ReceivedFile(file.shown, name, beside=store.name(beside))


def _free(target: Path, data: bytes) -> Path:
    """A name beside a document that nothing else has."""
    for number in range(1, 1000):
        path = target.with_name(f"{target.stem}_modtaget{number if number > 1 else ''}.docx")
        if not path.exists() or path.read_bytes() == data:
            return path
    raise UsageError(f"Der ligger for mange kopier af {target.name}.", "Ryd op i mappen.")
