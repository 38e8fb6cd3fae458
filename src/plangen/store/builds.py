"""What the packs of a project said after each build that changed something: a small file for each.

    .plangen/.tilstande/000007_2027-01-31_0.2.json

Nothing reads the clock: their age is that of their dates.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

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

    def before(self, edition: tuple[str, str]) -> ProjectState | None:
        """The last state of another edition (date and version) than this: the same however often an edition
        is built."""
        return next((state for state in self if state.edition != edition), None)

    def since(self, told: str) -> ProjectState | None:
        """The last state of a version, or the last of that day or before it (`ÅÅÅÅ-MM-DD`)."""
        of_version = next((state for state in self if state.version == told), None)
        if of_version is not None or not _day(told):
            return of_version
        return next((state for state in self if state.date and state.date <= told), None)

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
        paths = list(reversed(self._files()))
        states = [(path, state) for path in paths if (state := _read(path))]
        before = next((path for path, state in states if state.edition != states[0][1].edition), None)
        for place, (path, state) in enumerate(states):
            if path != before and (place >= MOST or _is_old(state, states[0][1])):
                with contextlib.suppress(OSError):
                    path.unlink()

    def _files(self) -> Sequence[Path]:
        with contextlib.suppress(OSError):
            return sorted(path for path in self._folder.iterdir() if _NAME.fullmatch(path.name))
        return []


def _is_old(state: ProjectState, newest: ProjectState) -> bool:
    day, last = _day(state.date), _day(newest.date)
    return bool(day and last) and last - day > timedelta(days=KEPT_DAYS)  # type: ignore[operator]


def _day(text: str) -> date | None:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _read(path: Path) -> ProjectState | None:
    """A state; None when the file is not one."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        if not path.is_symlink() and path.stat().st_size <= _LARGEST:
            return ProjectState.from_json(path.read_bytes())
    return None
