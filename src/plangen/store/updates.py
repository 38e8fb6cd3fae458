"""What updates have replaced: `.plangen/opdateringer.json`, so that `plangen fortryd` can put it back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from plangen.differences.settled import as_text
from plangen.projects.writing import write_atomically
from plangen.store.base import BaseStore, read_bytes
from plangen.store.memory import sha256

VERSION = 1
_NAME = "opdateringer.json"
REPORTS = "opdateringer"
"""The folder of the pages about updates, in the project's."""
_REPORT = re.compile(r"opdatering_\d{4,}\.html")
_KEPT = 20
"""How many updates are remembered; each may be undone."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A Word file that an update replaced: the hashes of its bytes before and after, empty for no file."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RememberedUpdate:
    """One update. `number`: from 1; `day`: the packs' date, ÅÅÅÅ-MM-DD, empty without one; `files`: by the
    path from the project's folder."""

    number: int
    day: str
    files: Mapping[str, Replaced]


def report_of(store: BaseStore, number: int) -> Path:
    """Where the page about an update lies."""
    return store.folder / REPORTS / f"opdatering_{number:04d}.html"


def is_report(store: BaseStore, path: Path) -> bool:
    """Whether a file has the place and the name of such a page."""
    return path.parent == store.folder / REPORTS and _REPORT.fullmatch(path.name) is not None


class Updates:
    """The updates of one project, kept in `store`'s folder."""

    def __init__(self, store: BaseStore) -> None:
        self._store = store
        self._place = store.root / _NAME
        self._known = list(_read(self._place))

    def __iter__(self) -> Iterator[RememberedUpdate]:
        """The newest first."""
        return reversed(self._known)

    @property
    def next_number(self) -> int:
        return max((one.number for one in self._known), default=0) + 1

    def add(self, update: RememberedUpdate) -> None:
        """Remembers an update. Raises what `write_atomically` raises."""
        self._known = [*self._known, update][-_KEPT:]
        self._save()

    def forget(self, number: int, names: frozenset[str]) -> None:
        """These files of an update are as they were before it. Raises what `write_atomically` raises."""
        left = [
            replace(one, files={name: file for name, file in one.files.items() if name not in names})
            if one.number == number
            else one
            for one in self._known
        ]
        self._known = [one for one in left if one.files]
        self._save()

    def bytes_before(self, target: Path, one: Replaced) -> bytes | None:
        """A file as it was before an update; None when its copy is gone. Raises `SystemRefusal`."""
        copies = (read_bytes(path) for path in self._store.replaced(target))
        editions = (base.data for base in self._store.editions(target))
        return next(
            (data for found in (copies, editions) for data in found if sha256(data) == one.before), None
        )

    def _save(self) -> None:
        told = [
            {
                "nummer": one.number,
                "dato": one.day,
                "filer": {
                    name: {"foer": file.before, "efter": file.after} for name, file in one.files.items()
                },
            }
            for one in self._known
        ]
        text = json.dumps({"version": VERSION, "opdateringer": told}, ensure_ascii=False, indent=1) + "\n"
        write_atomically(self._place, text.encode("utf-8"))


def _read(place: Path) -> tuple[RememberedUpdate, ...]:
    """What is remembered; nothing when there is no such memory, or it is not plangen's."""
    try:
        read = json.loads(place.read_bytes())
        return tuple(map(_update, read["opdateringer"])) if read["version"] == VERSION else ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ()


def _update(read: dict[str, Any]) -> RememberedUpdate:
    files = {
        as_text(name): Replaced(as_text(one["foer"]), as_text(one["efter"]))
        for name, one in read["filer"].items()
    }
    return RememberedUpdate(int(read["nummer"]), as_text(read["dato"]), files)
