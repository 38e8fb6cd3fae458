"""Which program makes the files: a mark that is another one when plangen or a library it uses is."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import plangen

_COMPILED = "__pycache__"


@cache
def program_mark() -> str:
    """A hash of plangen's own files (code, catalog, typeface) and of the names and versions of everything
    that is installed beside it: files that two programs of one mark make of the same answers are the same."""
    mark = hashlib.sha256(sys.version.encode("utf-8"))
    for name in sorted(set(_installed())):
        mark.update(f"{name}\0".encode())
    for folder in map(Path, plangen.__path__):
        for path in _files(folder):
            mark.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            mark.update(hashlib.sha256(path.read_bytes()).digest())
    return mark.hexdigest()


def _installed() -> Iterator[str]:
    """The folders that tell of installed packages: their names hold the versions."""
    for place in sys.path:
        try:
            with os.scandir(place or ".") as entries:
                yield from (entry.name for entry in entries if entry.name.endswith(".dist-info"))
        except OSError:
            continue  # an archive, or a place that is not there


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != _COMPILED)
        yield from (Path(place) / name for name in sorted(names))
