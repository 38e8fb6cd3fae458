"""Which document of the memory a Word file began as, whatever it is called now."""

from __future__ import annotations

import unicodedata
from collections.abc import Set
from functools import cached_property
from pathlib import Path

from plangen.catalog import Catalog
from plangen.differences.comparison import compare
from plangen.store.base import BaseStore
from plangen.store.versions import main_version
from plangen.word.reading.content import Content
from plangen.word.reading.document import read_word


class Origins:
    """The documents that one project's memory knows, by what their files say of themselves."""

    def __init__(self, catalog: Catalog, store: BaseStore) -> None:
        self._catalog = catalog
        self._store = store

    def of(self, path: Path, content: Content) -> Path | None:
        """The document that a file is a copy of; None when it is a copy of none.

        The file says its edition. Where that was lost, its name tells, else the answers that it shows.
        """
        if content.edition:
            return _likest(path, self._by_edition.get(content.edition, ()))
        named = [target for target in self._documents if folded(path.stem).startswith(folded(target.stem))]
        return max(named, key=lambda target: len(target.stem), default=None) or self._by_answers(content)

    @cached_property
    def _documents(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys(main_version(target) for target in self._store.documents()))

    @cached_property
    def _by_edition(self) -> dict[str, tuple[Path, ...]]:
        found: dict[str, tuple[Path, ...]] = {}
        for target in self._documents:
            for edition in {base.memory.edition for base in self._store.editions(target)}:
                found[edition] = (*found.get(edition, ()), target)
        return found

    def _by_answers(self, content: Content) -> Path | None:
        """The document that shows the same questions; of those the one with the least difference."""
        ids = {control.id for control in content.controls}
        newest = {target: base for target in self._documents if (base := self._store.read(target))}
        alike = {target: _alike(ids, base.filled) for target, base in newest.items()}
        most = max(alike.values(), default=0)
        if not most:
            return None
        best = [target for target in newest if alike[target] == most]
        return min(
            best, key=lambda target: compare(read_word(newest[target].data, self._catalog), content).size
        )


def folded(name: str) -> str:
    """A name as a drive sees it that tells neither capitals nor composed letters apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _alike(ids: set[str], others: Set[str]) -> float:
    """How many of two documents' questions they share, from 0 to 1."""
    return len(ids & others) / len(ids | others) if ids & others else 0


def _likest(path: Path, targets: tuple[Path, ...]) -> Path | None:
    """Of documents with one content: the one in the file's folder, else the first."""
    here = [target for target in targets if target.parent == path.parent]
    return next(iter((*here, *targets)), None)
