"""What the packs of a project said after each build that changed something: a small file for each.

    .plangen/.tilstande/000007_2027-01-31_0.2.json

Nothing reads the clock: their age is that of their dates. A state of a large project is a megabyte, so of an
edition only the last one stays, and only those that somebody compares with are read as a whole.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from plangen.history.state import ProjectState
from plangen.projects.writing import write_atomically
from plangen.store.base import BaseStore

KEPT_DAYS = 366
"""How old a state may become, counted from the date of the newest."""
MOST = 400
"""How many are kept, also of those without dates."""
_FOLDER = ".tilstande"
_NAME = re.compile(r"(\d{6})(?:_.*)?\.json", re.DOTALL)
_NOT_IN_NAMES = re.compile(r"[^0-9A-Za-z.-]+")
_LARGEST = 100_000_000
_HEAD: Final = 4096
"""Bytes of a state in which its edition is looked for, before `_AFTER`."""
_AFTER: Final = b'"pakker"'

Edition = tuple[str, str]
"""Date and version."""


class Builds:
    """The states of one project that are remembered."""

    def __init__(self, store: BaseStore) -> None:
        self._folder = store.root / _FOLDER

    def __iter__(self) -> Iterator[ProjectState]:
        """The states that can be read, the newest first."""
        for path in reversed(self._files()):
            state = _read(path)
            if state is not None:
                yield state

    @property
    def newest(self) -> ProjectState | None:
        return next(iter(self), None)

    def before(self, edition: Edition) -> ProjectState | None:
        """The last state of another edition than this: the same however often an edition is built."""
        return self._last(lambda other: other != edition)

    def since(self, told: str) -> ProjectState | None:
        """The last state of a version, or the last of that day or before it (`ÅÅÅÅ-MM-DD`)."""
        of_version = self._last(lambda edition: edition[1] == told)
        if of_version is not None or not _day(told):
            return of_version
        return self._last(lambda edition: "" < edition[0] <= told)

    def _last(self, fits: Callable[[Edition], bool]) -> ProjectState | None:
        """The last state whose edition fits."""
        fitting = (path for path, edition in self._known() if fits(edition))
        return next((state for path in fitting if (state := _read(path))), None)

    def _known(self) -> Iterator[tuple[Path, Edition]]:
        """The files of states and their editions, the newest first."""
        for path in reversed(self._files()):
            edition = _edition(path)
            if edition is not None:
                yield path, edition

    def add(self, state: ProjectState) -> None:
        """Remembers a state under its number, and drops what is too old. Raises what `write_atomically`
        raises."""
        told = "_".join(_NOT_IN_NAMES.sub("-", part)[:20] for part in state.edition if part)
        name = f"{state.number:06d}{'_' if told else ''}{told}.json"
        write_atomically(self._folder / name, state.to_json())
        self._prune()

    def _prune(self) -> None:
        """What the system refuses is left for another time. The last state of another edition stays however
        old it is: the overview tells the changes from it."""
        known = list(self._known())
        newest = known[0][1] if known else ("", "")
        gone = list(_superfluous(known))
        others = (path for path, edition in known if edition != newest)
        before = next((path for path in others if _read(path)), None) if gone else None
        for path in gone:
            if path != before:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _files(self) -> Sequence[Path]:
        with contextlib.suppress(OSError):
            return sorted(path for path in self._folder.iterdir() if _NAME.fullmatch(path.name))
        return []


def _superfluous(known: Sequence[tuple[Path, Edition]]) -> Iterator[Path]:
    """The states that are too old or too many, and those that nobody can ask for: an edition is known by its
    last state, and beside that there is only the build before this one."""
    later: set[Edition] = set()
    for place, (path, edition) in enumerate(known):
        is_asked_for = edition not in later or place == 1
        if not is_asked_for or place >= MOST or _is_old(edition, known[0][1]):
            yield path
        later.add(edition)


def _is_old(edition: Edition, newest: Edition) -> bool:
    day, last = _day(edition[0]), _day(newest[0])
    return bool(day and last) and last - day > timedelta(days=KEPT_DAYS)  # type: ignore[operator]


def _day(text: str) -> date | None:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _edition(path: Path) -> Edition | None:
    """Which edition a state is of, as its first lines say; None when the file is not one."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        if not path.is_symlink():
            with path.open("rb") as file:
                first, _, more = file.read(_HEAD).partition(_AFTER)
            if more:
                read = json.loads(first.rstrip(b", \r\n\t") + b"}")
                return str(read["dato"]), str(read["udgave"])
    state = _read(path)
    return state.edition if state else None


def _read(path: Path) -> ProjectState | None:
    """A state; None when the file is not one."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        if not path.is_symlink() and path.stat().st_size <= _LARGEST:
            return ProjectState.from_json(path.read_bytes())
    return None
