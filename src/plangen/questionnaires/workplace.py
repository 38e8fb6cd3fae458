"""The projects that a server serves: found by name in a folder, read when their files have changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from plangen.findings import UsageError
from plangen.library import Library
from plangen.projects.file_names import composed, entries, is_dir
from plangen.projects.own_files import is_answer_file
from plangen.projects.sources import LoadedProject, answer_file, read_project
from plangen.questionnaires.changelog import Clock
from plangen.rendering.now import PackNow
from plangen.rendering.state import edition_of
from plangen.rendering.subject import subject_of
from plangen.store.base import BaseStore
from plangen.store.builds import Builds
from plangen.store.passing_lock import lock_beside

_KEPT = 6


class NoProject(Exception):
    """There is no project of that name."""


@dataclass
class Workplace:
    """What is served. `places`: answer files, and folders of answer files; `out`: where the packs lie;
    `clock`: for the log of changes alone; `day`: given for this run instead of `pakke.dato`; `last_changed`:
    project, department and question → who changed the answer last, as far as this server knows."""

    places: Sequence[Path]
    out: Path
    library: Library
    clock: Clock
    day: date | None = None
    last_changed: dict[tuple[str, str | None, str], str] = field(default_factory=dict)
    _locks: dict[Path, threading.RLock] = field(default_factory=dict)
    _readers: dict[Path, threading.RLock] = field(default_factory=dict)
    _loaded: OrderedDict[Path, LoadedProject] = field(default_factory=OrderedDict)
    _packs: OrderedDict[tuple[int, str | None], tuple[LoadedProject, PackNow]] = field(
        default_factory=OrderedDict
    )
    _guard: threading.RLock = field(default_factory=threading.RLock)

    @property
    def folder(self) -> Path | None:
        """Where new projects are started; None when only single files are served."""
        return next((place for place in self.places if is_dir(place)), None)

    def projects(self) -> dict[str, Path]:
        """Name → answer file. Of two with one name the first."""
        found: dict[str, Path] = {}
        for place in self.places:
            files = [one for one in entries(place) if is_answer_file(one)] if is_dir(place) else [place]
            for path in files:
                found.setdefault(composed(path.stem), path)
        return found

    def path(self, name: str) -> Path:
        """The answer file of a project. Raises `NoProject`."""
        found = self.projects().get(composed(name))
        if found is None:
            raise NoProject(name)
        return found

    @contextmanager
    def reading(self, name: str) -> Iterator[LoadedProject]:
        """A project as its files are now, for one at a time: of many who ask at once, the first works out
        what the others then find. Raises what `load` raises."""
        path = self.path(name)
        with self._guard:
            lock = self._readers.setdefault(path, threading.RLock())
        with lock:
            yield self._loaded_now(path)

    def load(self, name: str) -> LoadedProject:
        """A project as its files are now. Raises `NoProject`, and what `read_project` raises."""
        with self.reading(name) as loaded:
            return loaded

    def latest(self, name: str, department: str | None = None) -> LoadedProject:
        """A project as it was read last, which somebody may have changed since; read now when it was not, or
        did not have that department. Raises what `load` raises."""
        with self._guard:
            known = self._loaded.get(self.path(name))
        if known is not None and (department is None or department in known.project.departments):
            return known
        return self.load(name)

    def _loaded_now(self, path: Path) -> LoadedProject:
        fresh = read_project(path, self.library, self.day)
        with self._guard:
            known = self._loaded.get(path)
            same = known is not None and known.project is fresh.project and known.logo == fresh.logo
            if known is not None and same and known.logo_findings == fresh.logo_findings:
                return known
            self._loaded[path] = fresh
            self._loaded.move_to_end(path)
            while len(self._loaded) > _KEPT:
                self._loaded.popitem(last=False)
            return fresh

    def pack(self, loaded: LoadedProject, department: str | None) -> PackNow:
        """A pack as a build would make it now."""
        key = (id(loaded), department)
        with self._guard:
            known = self._packs.get(key)
            if known is not None and known[0] is loaded:
                return known[1]
        since = Builds(self.store(loaded)).before(edition_of(loaded.project))
        made = PackNow(subject_of(loaded, department), since)
        with self._guard:
            self._packs[key] = (loaded, made)
            while len(self._packs) > 2 * _KEPT:
                self._packs.popitem(last=False)
        return made

    def store(self, loaded: LoadedProject) -> BaseStore:
        """What is remembered of a project's packs."""
        return BaseStore(self.out / loaded.name)

    def department(self, loaded: LoadedProject, key: str) -> str | None:
        """The department of that key, None for an empty one. Raises `NoProject` for one that is not there."""
        if key and key not in loaded.project.departments:
            raise NoProject(key)
        return key or None

    @contextmanager
    def writing(self, path: Path) -> Iterator[None]:
        """Holds the right to write a project's answers, among all servers that serve it."""
        with self._guard:
            lock = self._locks.setdefault(path, threading.RLock())
        with lock, lock_beside(path):
            yield


def places_of(given: Sequence[Path]) -> list[Path]:
    """What is to be served. Raises `UsageError` for what is not there."""
    places = list(given) or [Path("inputs")]
    for place in places:
        if not place.exists():
            raise UsageError(f"{place} findes ikke.", "Angiv en svarfil eller mappen med svarfiler.")
        if not is_dir(place):
            answer_file(place)
            if not is_answer_file(place):
                raise UsageError(f"{place} kan ikke bruges som svarfil.", "En svarfil ender på .yaml.")
    return places
