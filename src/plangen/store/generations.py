"""The editions of one document as they lie on the disk: a folder each, that is there whole or not at all.

    .plangen/<afdeling>/<dokument>/000007/dokument.docx, hukommelse.json

An edition is written under a temporary name and then renamed, before the document itself is replaced. So a
run that is killed anywhere leaves either the editions as they were, or one more that no document came of;
which edition a document began as is told by the document. Packs of the first layout (`<dokument>.docx` and
`.json` side by side, `tidligere/<dokument>/`) are read too.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from plangen.projects.writing import sweep, temporary_folder, write_through
from plangen.store.memory import Base, Memory, read_memory, sha256

WORD, TOLD = "dokument.docx", "hukommelse.json"
KEPT_DAYS = 366
"""How long staff may work on an edition, and new answers still be merged into it."""
_DIGITS = 6
_EARLIER = "tidligere"
_LARGEST = 200_000_000
"""Bytes of a file of the memory; a larger one is not plangen's."""


class Generations:
    """The editions of a document. `folder`: where they lie, named as the document without its ending."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __iter__(self) -> Iterator[Base]:
        """The editions that can be read, the newest first."""
        for word, told in (*self._new_layout(), *self._first_layout()):
            base = _read(word, told)
            if base is not None:
                yield base

    @property
    def exists(self) -> bool:
        """Whether anything is remembered of the document, be it damaged."""
        return bool(self._numbers()) or self.folder.with_suffix(".json").is_file()

    def add(self, data: bytes, memory: Memory) -> Path:
        """Writes an edition; gives its folder. Raises `OSError`; then there is none."""
        sweep(self.folder)
        staged = temporary_folder(self.folder)
        try:
            write_through(staged / WORD, data)
            write_through(staged / TOLD, memory.to_json())
            final = self.folder / f"{max(self._numbers(), default=0) + 1:0{_DIGITS}d}"
            staged.rename(final)
        except BaseException:
            discard(staged)
            raise
        return final

    def prune(self, most: int) -> None:
        """Drops the editions after the newest `most` that are a year older than the newest, by the days of
        their packs, or have no day. The oldest is looked at first, and no further than to one that stays: a
        document that is made anew each day has hundreds. What the system refuses is left for another
        time."""
        numbers = sorted(self._numbers())
        older = numbers[:-most]
        newest = self._day(numbers[-1]) if older else None
        for number in older:
            day = self._day(number)
            if day is not None and newest is not None and newest - day <= timedelta(days=KEPT_DAYS):
                return
            discard(self.folder / f"{number:0{_DIGITS}d}")

    def _day(self, number: int) -> date | None:
        memory = read_memory(self.folder / f"{number:0{_DIGITS}d}" / TOLD)
        with contextlib.suppress(ValueError):
            return date.fromisoformat(memory.day) if memory is not None else None
        return None

    def _numbers(self) -> list[int]:
        with contextlib.suppress(OSError):
            names = (entry.name for entry in os.scandir(self.folder) if entry.is_dir(follow_symlinks=False))
            return [int(name) for name in names if len(name) == _DIGITS and name.isascii() and name.isdigit()]
        return []

    def _new_layout(self) -> Iterator[tuple[Path, Path]]:
        for number in sorted(self._numbers(), reverse=True):
            folder = self.folder / f"{number:0{_DIGITS}d}"
            yield folder / WORD, folder / TOLD

    def _first_layout(self) -> Iterator[tuple[Path, Path]]:
        word = self.folder.with_name(f"{self.folder.name}.docx")
        yield word, word.with_suffix(".json")
        earlier = self.folder.parent / _EARLIER / self.folder.name
        with contextlib.suppress(OSError):
            told = sorted(earlier.glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
            yield from ((path.with_suffix(".docx"), path) for path in told)


def discard(folder: Path) -> None:
    """Removes an edition. It is renamed first, so that nobody sees half of it."""
    with contextlib.suppress(OSError):
        gone = temporary_folder(folder.parent)
        folder.rename(gone / folder.name)
        shutil.rmtree(gone)


def _read(word: Path, told: Path) -> Base | None:
    """An edition; None when it is not whole, or not plangen's."""
    try:
        if word.is_symlink() or told.is_symlink():
            return None
        return _known(word, told, _mark(word), _mark(told))
    except OSError:
        return None


def _mark(path: Path) -> tuple[int, ...]:
    """What tells the file at a place from another that takes its place. Raises `OSError`."""
    stat = path.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


@lru_cache(maxsize=32)
def _known(word: Path, told: Path, of_word: tuple[int, ...], _of_told: tuple[int, ...]) -> Base | None:
    """The same, read once while both files are as they were: a command asks time and again. Raises
    `OSError`."""
    memory = read_memory(told)
    if memory is None or of_word[1] > _LARGEST:
        return None
    data = word.read_bytes()
    return Base(data, memory, told) if sha256(data) == memory.sha256 else None
