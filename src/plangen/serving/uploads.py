"""Files that somebody has sent and not yet decided on, for an hour's while and not beyond a size."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from plangen.building.receiving import SentFile

_MOST = 160_000_000
"""Bytes that wait altogether; the oldest go first."""


@dataclass
class Uploads:
    """What waits, by a number that nobody guesses."""

    _waiting: OrderedDict[str, tuple[str, tuple[SentFile, ...]]] = field(default_factory=OrderedDict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def add(self, project: str, files: Sequence[SentFile]) -> str:
        """Keeps files that were sent to a project; gives their number."""
        number = secrets.token_urlsafe(12)
        with self._guard:
            self._waiting[number] = (project, tuple(files))
            while len(self._waiting) > 1 and self._size() > _MOST:
                self._waiting.popitem(last=False)
        return number

    def get(self, project: str, number: str) -> tuple[SentFile, ...]:
        """The files of that number, none when they were not sent to this project or wait no more."""
        with self._guard:
            owner, files = self._waiting.get(number, ("", ()))
        return files if owner == project else ()

    def drop(self, number: str) -> None:
        """What has been decided on."""
        with self._guard:
            self._waiting.pop(number, None)

    def _size(self) -> int:
        return sum(len(file.data) for _, files in self._waiting.values() for file in files)
