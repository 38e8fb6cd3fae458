"""One Word file written without ever replacing what staff have written in it: renewed, merged, or kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plangen.catalog import Catalog
from plangen.differences.comparison import compare
from plangen.findings import PlangenError
from plangen.ooxml.opening import UnreadableWord
from plangen.projects.writing import remove
from plangen.pulling.containment import contained, loss, superseded, with_unread
from plangen.store.base import BaseStore, read_bytes
from plangen.store.memory import Base, Memory, sha256
from plangen.store.versions import NEW, new_versions
from plangen.word.reading.document import read_word
from plangen.wordfiles.edited import Edited, State, UnknownFile
from plangen.wordfiles.merged import MergedFile, try_merge, unmergeable

_GIVE_WAY: Final = "Giv filen et andet navn, hvis den nye version skal dannes ved siden af jeres."


@dataclass(frozen=True)
class KeptFile:
    """A file was left as it is. `beside`: the new version, when nobody can tell what is in the file;
    `failed`: that, or it would have lost something; `behind`: what is new is not in it."""

    message: str
    beside: Path | None
    failed: bool = False
    behind: bool = False


@dataclass(frozen=True)
class Seen:
    """A Word file when the build came to it: its bytes, None for no file, and what staff had done to it."""

    data: bytes | None
    state: State


@dataclass(frozen=True)
class NewFile:
    """A Word file as it is made now. `remember` gives what is to be remembered of it; `day`: `pakke.dato` as
    ÅÅÅÅ-MM-DD, empty without one."""

    data: bytes
    remember: Callable[[], Memory]
    day: str = ""


def write_word(
    catalog: Catalog, store: BaseStore, target: Path, seen: Seen, new: NewFile
) -> KeptFile | MergedFile | None:
    """Writes a Word file; into one that staff have edited, what is new is merged. The new version lies beside
    it only when the file cannot be read; when something would be lost, it stays as it is.

    `seen`: the file that is there. Raises what `BaseStore.write_with` raises, `ChangedMeanwhile` when
    somebody has saved the file since.
    """
    data, there, state = new.data, seen.data, seen.state
    known = store.read(target)
    if there == data and known is not None and known.memory.sha256 == sha256(data):
        _tidy(store, target)
        return None
    reason = (
        "" if state is None or there is None or there == data else _why_it_stays(catalog, state, there, data)
    )
    if not reason or there is None:
        store.write_with(target, data, new.remember(), expected=there)
        _tidy(store, target)
        return None
    if isinstance(state, Edited):
        if not is_new(catalog, state.base, data):
            _tidy(store, target)
            return KeptFile(f"{target} {reason} Der er intet nyt til den.", None)
        try:
            return _merge(catalog, store, target, there, state, new)
        except UnreadableWord as error:
            reason = f"er rettet i Word og er ikke ændret. {unmergeable(error)}"
    beside = _write_beside(store, target, data, new.remember)
    return KeptFile(
        f"{target} {reason} Den nye version ligger ved siden af: {beside.name}",
        beside,
        failed=isinstance(state, UnknownFile),
        behind=True,
    )


def _merge(
    catalog: Catalog, store: BaseStore, target: Path, there: bytes, state: Edited, new: NewFile
) -> KeptFile | MergedFile:
    """Writes what is new into an edited file, or leaves it and says what would be lost. Raises as
    `write_word` does, and `UnreadableWord`."""
    merged, why = try_merge(catalog, state.base, there, new.data, state.base.memory.settled, new.day)
    _tidy(store, target)
    if merged is None:
        message = f"{target} er rettet i Word og er ikke ændret. {why} {_GIVE_WAY}"
        return KeptFile(message, None, failed=True, behind=True)
    store.write_merged(target, merged.data, new.data, new.remember(), expected=there)
    return MergedFile(target, merged)


def _why_it_stays(catalog: Catalog, state: Edited | UnknownFile, there: bytes, data: bytes) -> str:
    """Why the new version may not take the place of a file; empty when it says all that the file says."""
    if isinstance(state, UnknownFile):
        return "" if _says_the_same(catalog, there, data) else f"er ikke ændret: {state.reason.rstrip('.')}."
    kept = "er rettet i Word og er ikke ændret."
    renewal = compare(read_word(state.base.data, catalog), read_word(data, catalog), state.base.memory.listed)
    if not contained(state.difference, renewal, state.pull):
        return " ".join([kept, *(f"I filen er {unread}." for unread in state.difference.unread)])
    replaced = superseded(state.base.memory.settled, renewal)
    renewed = [edit.was for edit in renewal.answers]
    lost = loss(catalog, state.difference, state.base.data, there, data, replaced, renewed)
    return f"{kept} Den nye version mangler noget af det, der står i filen: {lost}." if lost else ""


def _says_the_same(catalog: Catalog, there: bytes, data: bytes) -> bool:
    """Whether a file without memory says what would be written anyway."""
    try:
        new, old = read_word(data, catalog), read_word(there, catalog)
        if compare(new, old).edited or compare(old, new).edited:
            return False
        return not with_unread(compare(new, old), data, there).edited
    except PlangenError:
        return False


def is_new(catalog: Catalog, base: Base, data: bytes) -> bool:
    """Whether a new version differs from the one that staff began with."""
    return (
        sha256(data) != base.memory.sha256
        and compare(read_word(base.data, catalog), read_word(data, catalog)).edited
    )


def _write_beside(store: BaseStore, target: Path, data: bytes, remember: Callable[[], Memory]) -> Path:
    """Writes the new version under the first name that no edited file has."""
    for path in new_versions(target):
        there = read_bytes(path) if path.exists() else None
        if there is None or any(base.data == there for base in store.editions(path)):
            store.write_with(path, data, remember(), expected=there)
            return path
    raise PlangenError(
        f"{target} har for mange nye versioner ved siden af sig.", f"Flyt dem, der hedder …{NEW}."
    )


def _tidy(store: BaseStore, target: Path) -> None:
    """Removes new versions beside a file that is up to date again, when nobody has edited them."""
    for path in new_versions(target):
        for base in store.editions(path) if path.exists() else ():
            if remove(path, base.data):
                break
