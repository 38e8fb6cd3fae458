"""Undoes an update: the Word files that it replaced are put back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plangen.findings import PlangenError
from plangen.projects.writing import refuse_open, remove, write_atomically
from plangen.store.base import BaseStore, project_folder, read_bytes
from plangen.store.locking import locked
from plangen.store.memory import sha256
from plangen.store.updates import RememberedUpdate, Replaced, Updates


@dataclass(frozen=True)
class Undone:
    """What became of one file. `why`: why it stays as it is, in Danish; empty when it was put back."""

    path: Path
    why: str = ""
    exit_code: int = 0


def undo(path: Path) -> list[Undone]:
    """Puts back what the newest update of the pack at `path` (a project's folder, a department's folder or
    one Word file) replaced in it; nothing when no update is remembered. A file that somebody has changed
    since stays; what is replaced is kept in `erstattet/` like any other. Answer files are not touched. Raises
    as `project_folder` and `locked` do."""
    folder = project_folder(path)
    store = BaseStore(folder)
    scope = Path(os.path.normpath(path.absolute()))
    with locked(store):
        updates = Updates(store)
        for update in updates:
            files = {name: one for name, one in update.files.items() if _within(folder / name, scope)}
            if files:
                return list(_put_back(store, updates, update, files))
    return []


def _within(path: Path, scope: Path) -> bool:
    here = Path(os.path.normpath(path.absolute()))
    return here == scope or scope in here.parents


def _put_back(
    store: BaseStore, updates: Updates, update: RememberedUpdate, files: dict[str, Replaced]
) -> Iterator[Undone]:
    done: set[str] = set()
    for name, one in files.items():
        target = store.folder / name
        try:
            why = _restored(store, updates, target, one)
            yield Undone(target, why)
            done |= {name} if not why else set()
        except PlangenError as error:
            yield Undone(target, error.message.rstrip("."), error.exit_code)
    if done:
        updates.forget(update.number, frozenset(done))


def _restored(store: BaseStore, updates: Updates, target: Path, one: Replaced) -> str:
    """Puts one file back; why not, in Danish. Raises `SystemRefusal` and what `write_atomically` raises."""
    there = read_bytes(target) if target.exists() else None
    now = sha256(there) if there is not None else ""
    if now == one.before:
        return ""
    if now != one.after:
        return "er ændret eller slettet, siden den blev opdateret"
    before = updates.bytes_before(target, one) if one.before else None
    if before is None and one.before:
        return "er erstattet for så længe siden, at kopien ikke er gemt mere"
    refuse_open(target)
    store.keep(target, there)
    if before is not None:
        write_atomically(target, before, there)
    elif there is not None:
        remove(target, there)
    return ""
