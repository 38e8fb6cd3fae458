"""What builds have written in a project's folder besides Word files: PDFs, pages, ZIPs and the overview.

`.plangen/filer.json` holds the hash of each as it was written, and of what it was made from. So a file that
is out of date can be told, and one that somebody else has put there or changed is never replaced or removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from plangen.catalog import AS_USUAL, Variant
from plangen.findings import PlangenError
from plangen.projects.file_names import composed, entries
from plangen.projects.writing import remove, write_atomically
from plangen.store.base import BaseStore, read_bytes
from plangen.store.memory import sha256, variant_json, variant_of

VERSION = 1
_NAME = "filer.json"


@dataclass(frozen=True)
class Made:
    """One file. `hashes`: of its bytes, also of the earlier ones while it is being replaced; `made_from`: the
    hash of the page behind it, or the mark of what it was made of; `documents`: the ids of the documents in
    it; `variant`: what is special about the only one; `made_by`: the mark of the program; `pages`, `notes`:
    how many pages it has, and what was said when it was made."""

    hashes: tuple[str, ...]
    made_from: str = ""
    documents: tuple[str, ...] = ()
    variant: Variant = AS_USUAL
    made_by: str = ""
    pages: int = 0
    notes: tuple[str, ...] = ()


NOTHING_SAID = Made(())


class NotOurs(PlangenError):
    """The file that is there is not as a build wrote it."""


class Outputs:
    """The record of one project, kept in `store`'s folder."""

    def __init__(self, store: BaseStore) -> None:
        self._store = store
        self._place = store.root / _NAME
        self._known = _read(self._place)
        self._is_new = self._known is None
        self._outputs = self._known or {}

    def __iter__(self) -> Iterator[tuple[Path, Made]]:
        """The files that are recorded, there or not."""
        return iter([(self._store.folder / name, one) for name, one in sorted(self._outputs.items())])

    def get(self, path: Path) -> Made | None:
        return self._outputs.get(self._store.name(path))

    def is_as_written(self, path: Path) -> bool:
        """Whether a file is there as a build wrote it. Raises `SystemRefusal`."""
        one = self.get(path)
        return one is not None and path.is_file() and sha256(read_bytes(path)) in one.hashes

    def still(self, path: Path, made_from: str, made_by: str) -> tuple[bytes, Made] | None:
        """A file that this program has made of that before, and that is there as it was written, with
        what is recorded of it; else None. Raises `SystemRefusal`."""
        one = self.get(path)
        if one is None or (one.made_from, one.made_by) != (made_from, made_by) or not path.is_file():
            return None
        data = read_bytes(path)
        return (data, one) if sha256(data) in one.hashes[:1] else None

    def write(self, target: Path, data: bytes, made: Made = NOTHING_SAID) -> bool:
        """Writes a file and records it with what `made` says of it; whether anything had to be written.

        Raises `NotOurs` when another file is there, and what `write_atomically` raises. In a folder from
        before there was a record, a copy of the file that is replaced is kept.
        """
        there = read_bytes(target) if target.exists() else None
        name, fresh = self._store.name(target), sha256(data)
        if there != data:
            before = self._hashes_to_replace(target, there)
            self._outputs[name] = replace(made, hashes=(fresh, *before))
            self.save()
            write_atomically(target, data, there)
        self._outputs[name] = replace(made, hashes=(fresh,))
        return there != data

    def write_anyway(self, target: Path, data: bytes, made: Made = NOTHING_SAID) -> bool:
        """The same for a file that people save from other programs; whether somebody had changed it, so that
        a copy of it was kept."""
        there, one = read_bytes(target) if target.exists() else None, self.get(target)
        changed = there not in (None, data) and (one is None or sha256(there or b"") not in one.hashes)
        if there is not None and changed and not self._is_new:
            self._store.keep(target, there)
            self._outputs[self._store.name(target)] = Made((sha256(there),))
        self.write(target, data, made)
        return changed and not self._is_new

    def copies_of(self, target: Path) -> Path:
        """Where copies of what was changed in a file are kept."""
        return self._store.root / target.parent.name

    def remove(self, path: Path) -> bool:
        """Removes a file that is as a build wrote it; False, and nothing is done, when it is not. Raises what
        `writing.remove` raises."""
        if not self.is_as_written(path) or not remove(path, read_bytes(path)):
            return False
        del self._outputs[self._store.name(path)]
        return True

    def save(self) -> None:
        """Writes the record. Raises what `write_atomically` raises."""
        files = {name: _told(one) for name, one in sorted(self._outputs.items())}
        text = json.dumps({"version": VERSION, "filer": files}, ensure_ascii=False, indent=1) + "\n"
        write_atomically(self._place, text.encode("utf-8"))

    def _hashes_to_replace(self, target: Path, there: bytes | None) -> tuple[str, ...]:
        """The hash of the file that may be replaced. Raises `NotOurs`."""
        if there is None:
            return ()
        one = self.get(target)
        if one is None and self._is_new:
            self._store.keep(target, there)
        elif one is None or sha256(there) not in one.hashes:
            raise NotOurs(
                f"{target} er ikke, som plangen dannede den, og er ikke ændret.",
                "Flyt den, eller giv den et andet navn, og dan pakken igen.",
            )
        return (sha256(there),)


def refuse_twin(target: Path) -> None:
    """Raises `NotOurs` when a file or folder lies where another name of it would be the same to Windows, a
    Mac or OneDrive: other capitals, or letters in parts."""
    for path in (target.parent, target):
        alike = composed(path.name).casefold()
        for entry in entries(path.parent):
            is_twin = entry.name != path.name and composed(entry.name).casefold() == alike
            if is_twin and not (path.exists() and entry.samefile(path)):
                raise NotOurs(
                    f"{target} er ikke dannet: {entry} har samme navn skrevet med andre bogstaver.",
                    f"Omdøb den til {path.name}, eller flyt den, og dan pakken igen.",
                )


def _read(place: Path) -> dict[str, Made] | None:
    """The record; None when there is none, or it is not plangen's."""
    try:
        read = json.loads(place.read_bytes())
        if read["version"] != VERSION:
            return None
        return {str(name): _output(one) for name, one in read["filer"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _output(read: dict[str, Any]) -> Made:
    hashes, documents = (tuple(map(str, read[key])) for key in ("sha256", "dokumenter"))
    return Made(
        hashes,
        str(read["dannet_af"]),
        documents,
        variant_of(read.get("saerligt", {})),
        str(read.get("program", "")),
        int(read.get("sider", 0)),
        tuple(map(str, read.get("noter", ()))),
    )


def _told(one: Made) -> dict[str, Any]:
    told = {"sha256": list(one.hashes), "dannet_af": one.made_from, "dokumenter": list(one.documents)}
    more = {
        "saerligt": variant_json(one.variant) if one.variant.name else None,
        "program": one.made_by,
        "sider": one.pages,
        "noter": list(one.notes),
    }
    return told | {name: value for name, value in more.items() if value}
