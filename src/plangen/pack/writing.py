"""Writing files without ever damaging what is there."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from plangen.findings import SystemRefusal


class OpenElsewhere(SystemRefusal):
    """The target is open in Word, or the system will not let it be replaced."""


def word_lock(target: Path) -> Path | None:
    """Word's owner file (`~$...`) beside a document that is open, or None.

    Word drops the first two letters of names of eight letters or more, and keeps shorter ones.
    """
    for name in (f"~${target.name[2:]}", f"~${target.name}"):
        lock = target.with_name(name)
        if lock.exists():
            return lock
    return None


def write_atomically(target: Path, data: bytes) -> None:
    """Writes `data` to `target` so that a reader sees the old file or the new one, never half of one.

    Raises `OpenElsewhere` when the file is open in Word or may not be replaced, `SystemRefusal` for any
    other refusal (no room, no right to the folder). An identical file is left untouched.
    """
    if word_lock(target):
        raise OpenElsewhere(f"{target} er åben i Word og er ikke ændret.", "Luk filen, og kør igen.")
    try:
        if target.is_file() and target.read_bytes() == data:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except PermissionError as error:
        raise OpenElsewhere(
            f"{target} kan ikke skrives og er ikke ændret.",
            "Luk filen, hvis den er åben i et andet program, og se efter, at I har skriveadgang til mappen.",
        ) from error
    except OSError as error:
        raise SystemRefusal(f"{target} kan ikke skrives: {error.strerror}.") from error


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".plangen-", suffix=target.suffix)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
