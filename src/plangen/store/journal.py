"""Several answer files written as one: all of them, or the next run writes the rest.

Before the first file is written, the journal says what each is to hold. A run that is killed on the way
leaves the journal, and the next `build` or `pull` of the project goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from plangen.findings import PlangenError, SystemRefusal, reason_of
from plangen.projects.writing import sweep, sweep_beside, write_atomically
from plangen.store.base import BaseStore, read_bytes
from plangen.store.memory import sha256

_NAME = "foeres_tilbage.json"
_VERSION = 1


@dataclass(frozen=True)
class AnswerFile:
    """An answer file to write: what it holds now, None when there is none, and what it is to hold."""

    path: Path
    before: bytes | None
    after: bytes


def write_together(store: BaseStore, main: Path, files: list[AnswerFile]) -> None:
    """Writes the answer files of a project. `main`: its own answer file.

    Raises `ChangedMeanwhile` when somebody has changed one of them since it was read, and what
    `write_atomically` raises; those that were written by then are as they were again.
    """
    for file in files:
        sweep_beside(file.path)
    if len(files) > 1:
        write_atomically(_journal(store), _written(main, files))
    done: list[AnswerFile] = []
    try:
        for file in files:
            write_atomically(file.path, file.after, expected=file.before)
            done.append(file)
    except PlangenError:
        for file in reversed(done):
            _undo(file)
        _drop(store)
        raise
    _drop(store)


def finish_interrupted(store: BaseStore, main: Path) -> None:
    """Writes what a killed run did not come to. A file that somebody has changed since stays as it is. Its
    temporary files beside the answers go.

    Raises what `write_atomically` raises; then the journal stays for the next run.
    """
    for path, (before, after) in _read(store, main).items():
        there = sha256(read_bytes(path)) if path.exists() else None
        if there == before:
            write_atomically(path, after)
    sweep_beside(main)
    sweep(main.with_suffix(""))
    _drop(store)


def _undo(file: AnswerFile) -> None:
    if file.before is not None:
        write_atomically(file.path, file.before, expected=file.after)
    else:
        try:
            file.path.unlink()
        except OSError as error:
            raise SystemRefusal(f"{file.path} kan ikke slettes: {reason_of(error)}.") from error


def _journal(store: BaseStore) -> Path:
    return store.root / _NAME


def _drop(store: BaseStore) -> None:
    try:
        _journal(store).unlink(missing_ok=True)
    except OSError as error:
        raise SystemRefusal(f"{_journal(store)} kan ikke slettes: {reason_of(error)}.") from error


def _written(main: Path, files: list[AnswerFile]) -> bytes:
    told = [
        {
            "fil": file.path.relative_to(main.parent).as_posix(),
            "foer": None if file.before is None else sha256(file.before),
            "efter": file.after.decode("utf-8"),
        }
        for file in files
    ]
    text = json.dumps(
        {"version": _VERSION, "svarfil": main.name, "filer": told}, ensure_ascii=False, indent=1
    )
    return text.encode("utf-8")


def _read(store: BaseStore, main: Path) -> Mapping[Path, tuple[str | None, bytes]]:
    """What each file held and is to hold. Empty without a journal, or for one of other answer files."""
    try:
        told = json.loads(_journal(store).read_bytes())
        if told["version"] != _VERSION or told["svarfil"] != main.name:
            return {}
        return {_place(main, one): (one["foer"], str(one["efter"]).encode("utf-8")) for one in told["filer"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _place(main: Path, one: Mapping[str, Any]) -> Path:
    """An answer file: the project's, or one in the folder of the same name. Raises ValueError for others."""
    name = PurePosixPath(str(one["fil"]))
    own = name.parent == PurePosixPath(main.stem) and name.name not in ("", ".", "..")
    if name != PurePosixPath(main.name) and not own:
        raise ValueError("no answer file of the project")
    return main.parent / name
