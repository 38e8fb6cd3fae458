"""Writing files without ever damaging what is there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Final

from plangen.findings import PlangenError, SystemRefusal, reason_of


class OpenElsewhere(SystemRefusal):
    """The target is open in Word, or the system will not let it be replaced."""


class ChangedMeanwhile(PlangenError):
    """Somebody has saved the target since it was read."""

    def __init__(self, target: Path) -> None:
        super().__init__(f"{target} er gemt af en anden imens og er ikke ændret.", "Kør igen.")


class _Whatever:
    """No expectation of what is there."""


WHATEVER: Final = _Whatever()
_TEMPORARY = re.compile(r"\.plangen-[0-9a-f]{8}-\w+\.tmp")


def word_lock(target: Path) -> Path | None:
    """The owner file that Word (`~$…`) or LibreOffice (`.~lock.…#`) puts beside an open document, or None.

    Word drops the first two letters of names of eight letters or more, and keeps shorter ones.
    """
    for name in (f"~${target.name[2:]}", f"~${target.name}", f".~lock.{target.name}#"):
        lock = target.with_name(name)
        with contextlib.suppress(OSError):  # with the lock's letters a name may be too long
            if lock.exists():
                return lock
    return None


def write_atomically(target: Path, data: bytes, expected: bytes | _Whatever | None = WHATEVER) -> None:
    """Writes `data` to `target` so that a reader sees the old file or the new one, never half of one.

    A symbolic link stays one: the file that it names is replaced. `expected`: what is there as far as the
    caller knows, None for no file; it is looked at once more at the last moment. Raises `ChangedMeanwhile`
    when something else is there, `OpenElsewhere` when the file is open in Word or may not be replaced,
    `SystemRefusal` for any other refusal (no room, no right to the folder). An identical file is left
    untouched.
    """
    refuse_open(target)
    try:
        real = _behind_links(target)
        if real.is_file() and real.read_bytes() == data:
            return
        real.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, real, data, expected)
    except PermissionError as error:
        raise OpenElsewhere(
            f"{target} kan ikke skrives og er ikke ændret.",
            "Luk filen, hvis den er åben i et andet program, og se efter, at I har skriveadgang til mappen.",
        ) from error
    except OSError as error:
        raise SystemRefusal(f"{target} kan ikke skrives: {reason_of(error)}.") from error


def refuse_open(target: Path) -> None:
    """Raises `OpenElsewhere` when a file is open in a word processor, or is write-protected."""
    if word_lock(target):
        program = "Excel" if target.suffix == ".xlsx" else "Word"
        raise OpenElsewhere(f"{target} er åben i {program} og er ikke ændret.", "Luk filen, og kør igen.")
    with contextlib.suppress(OSError):
        if target.is_file() and not target.stat().st_mode & 0o222:
            raise OpenElsewhere(
                f"{target} er skrivebeskyttet og er ikke ændret.", "Fjern skrivebeskyttelsen, og kør igen."
            )


def remove(target: Path, expected: bytes) -> bool:
    """Removes a file that still holds what the caller knows. False, and nothing is done, when it does not.
    Raises what `write_atomically` raises."""
    refuse_open(target)
    try:
        if not target.is_file() or target.read_bytes() != expected:
            return False
        target.unlink()
    except OSError as error:
        raise SystemRefusal(f"{target} kan ikke slettes: {reason_of(error)}.") from error
    return True


def sweep(folder: Path) -> None:
    """Removes what a run that was killed has left of its temporary files in a folder. Only for who holds the
    project's lock. What the system refuses is left."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _TEMPORARY.fullmatch(path.name):
                _discard(path)


def sweep_beside(target: Path) -> None:
    """The same for one file whose folder others may be writing to."""
    with contextlib.suppress(OSError):
        for path in target.parent.glob(f"{_prefix(target)}*.tmp"):
            _discard(path)


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            for inside in path.iterdir():
                inside.unlink()
            path.rmdir()
        else:
            path.unlink()


def temporary_folder(folder: Path) -> Path:
    """A new folder inside another, with a name that `sweep` knows. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(dir=folder, prefix=_prefix(folder), suffix=".tmp"))


def write_through(path: Path, data: bytes) -> None:
    """Writes a file that nobody knows of yet, down to the disk. Raises `OSError`."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _behind_links(target: Path) -> Path:
    return Path(os.path.realpath(target)) if target.is_symlink() else target


def _prefix(target: Path) -> str:
    """The beginning of the names of a file's temporary files: not the name itself, which may be too long."""
    return f".plangen-{hashlib.sha256(target.name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}-"


def _replace(target: Path, real: Path, data: bytes, expected: bytes | _Whatever | None) -> None:
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=_prefix(real), suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(real))
        if not isinstance(expected, _Whatever):
            refuse_open(target)
            if (real.read_bytes() if real.exists() else None) != expected:
                raise ChangedMeanwhile(target)
        temporary.replace(real)
    except BaseException:
        _discard(temporary)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
