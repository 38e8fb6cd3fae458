"""Copies that colleagues have written in, made one file with the document of the pack.

Each copy is joined when document and copy are of the edition of now, one after the other. What was written
in it then stands in the document, and the copy lies in `erstattet/`, so that nobody goes on writing in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plangen.differences.settled import Settled
from plangen.findings import PlangenError
from plangen.merging.outcome import Conflict
from plangen.ooxml.opening import UnreadableWord
from plangen.ooxml.properties import last_saved
from plangen.projects.sources import LoadedProject
from plangen.projects.writing import refuse_open, remove, write_atomically
from plangen.store.base import BaseStore, read_bytes
from plangen.store.memory import Base
from plangen.wordfiles.edited import Edited, Editing, UnknownFile
from plangen.wordfiles.joining import try_join
from plangen.wordfiles.renewing import is_new
from plangen.wordfiles.strays import Copy

_NO_DOCUMENT: Final = (
    "Dokumentet {} kan ikke læses eller er ikke opdateret, så kopien kan ikke samles med det."
)
_BY_HAND: Final = "Flyt det, der skal med, over i dokumentet, og læg så kopien et andet sted."
_GUESSED: Final = (
    f"Kopien siger ikke, hvilken udgave den er skrevet i, så den kan ikke samles med dokumentet. {_BY_HAND}"
)
_NOT_JOINED: Final = f"Kopien kan ikke samles med {{}}. {{}} {_BY_HAND}"


@dataclass(frozen=True)
class JoinedCopy:
    """What became of an edited copy. `conflicts`: where the document was written in, too; `why`: why it stays
    where it is, in Danish, empty when its text stands in the document now."""

    copy: Copy
    conflicts: tuple[Conflict, ...] = ()
    why: str = ""
    exit_code: int = 0


def join_copies(loaded: LoadedProject, store: BaseStore, copies: Sequence[Copy]) -> Iterator[JoinedCopy]:
    """Joins edited copies with their documents. What goes wrong with one of them is in the result. Only for
    who holds the project's lock."""
    joining = _Joining(loaded, store)
    for copy in sorted(copies, key=lambda copy: copy.path):
        try:
            joined = joining.joined(copy)
        except PlangenError as error:
            joined = JoinedCopy(copy, why=str(error), exit_code=error.exit_code)
        if joined is not None:
            yield joined


class _Joining:
    """Joins copies of documents of one project."""

    def __init__(self, loaded: LoadedProject, store: BaseStore) -> None:
        self._catalog, self._store = loaded.library.catalog, store
        self._editing = Editing(loaded, store)

    def joined(self, copy: Copy) -> JoinedCopy | None:
        """None for a copy that what is new did not come into: the build has said why. Raises `SystemRefusal`
        and what `write_atomically` raises."""
        newest, data = self._store.read(copy.target), read_bytes(copy.path)
        state = self._editing.state_of(copy.target, data, copy.path)
        if newest is None or isinstance(state, UnknownFile):
            return None
        if state is None:  # all that was written are answers, which the document has
            return self._put_away(copy, data)
        if state.guessed:
            return JoinedCopy(copy, why=_GUESSED)
        if is_new(self._catalog, state.base, newest.data):
            return None
        there = read_bytes(copy.target) if copy.target.exists() else None
        name = self._store.name(copy.target)
        mine = self._editing.state_of(copy.target, there)
        if isinstance(mine, UnknownFile) or (
            isinstance(mine, Edited) and is_new(self._catalog, mine.base, newest.data)
        ):
            return JoinedCopy(copy, why=_NO_DOCUMENT.format(name))
        refuse_open(copy.path)
        if mine is None or there is None:
            self._write(copy.target, data, there)
            self._settle(copy, state.base, Settled())
            return self._put_away(copy, data)
        base = mine.base
        try:
            by = last_saved(data).by
            merged, why = try_join(self._catalog, base.data, there, data, by, newest.memory.day)
        except UnreadableWord as error:
            merged, why = None, f"{error.message}."
        if merged is None:
            return JoinedCopy(copy, why=_NOT_JOINED.format(name, why))
        self._write(copy.target, merged.data, there)
        self._settle(copy, base, base.memory.settled)
        return self._put_away(copy, data, merged.conflicts)

    def _write(self, target: Path, data: bytes, there: bytes | None) -> None:
        self._store.keep(target, there)
        write_atomically(target, data, there)

    def _settle(self, copy: Copy, base: Base, mine: Settled) -> None:
        """What had been pulled from the copy has been pulled from the document now."""
        taken = base.memory.copies.get(self._store.name(copy.path), Settled())
        if taken != Settled():
            self._store.settle(base, mine.with_copy(taken))

    def _put_away(self, copy: Copy, data: bytes, conflicts: tuple[Conflict, ...] = ()) -> JoinedCopy:
        self._store.keep(copy.path, data)
        remove(copy.path, data)
        return JoinedCopy(copy, conflicts)
