"""Names of files as people write them and as disks hold them: capitals, spaces, letters in parts.

A Mac writes »ø« and »é« in parts, Windows takes »Jobcenter« and »jobcenter« for one name, Linux for two.
"""

from __future__ import annotations

import errno
import stat
import unicodedata
from pathlib import Path

from plangen.findings import SystemRefusal, reason_of


def composed(name: str) -> str:
    """A name with composed letters, as it stands in answer files."""
    return unicodedata.normalize("NFC", name)


def alike(one: str, other: str) -> bool:
    """Whether people would take two names for the same."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(composed(name).split()).casefold()


def entries(folder: Path) -> list[Path]:
    """What lies in a folder, sorted; nothing where there is none. Raises `SystemRefusal` when it may not be
    read."""
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        hint = "Bed om læseadgang til mappen, eller flyt filerne til en mappe, I har adgang til."
        raise SystemRefusal(f"Mappen {folder} kan ikke læses: {reason_of(error)}.", hint) from error


def on_disk(path: Path) -> Path:
    """The path as the disk spells it, where only the way of writing letters differs; else the path itself.
    Raises `SystemRefusal` when a folder on the way may not be read."""
    found = Path(path.anchor)
    for part in path.parts[1 if path.anchor else 0 :]:
        twins = []
        if is_missing(found / part):
            twins = [entry.name for entry in entries(found) if composed(entry.name) == composed(part)]
        found /= twins[0] if twins else part
    return found


def neighbours(path: Path) -> list[Path]:
    """The files beside a missing one that may have been meant: other capitals, spaces or ending."""
    stem = path.name.partition(".")[0]
    return [
        entry
        for entry in entries(path.parent)
        if alike(entry.name.partition(".")[0], stem) and is_file(entry)
    ]


def is_missing(path: Path) -> bool:
    """Whether nothing is there; False when the system will not tell."""
    try:
        return not path.exists()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Whether a file is there; False when the system will not tell."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_dir(path: Path) -> bool:
    """Whether a folder is there; False when the system will not tell."""
    try:
        return path.is_dir()
    except OSError:
        return False


def file_bytes(path: Path) -> bytes:
    """A file's bytes. Raises `OSError`, also for a pipe or a device: nobody knows when that ends."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.ESPIPE, str(path))
    return path.read_bytes()
