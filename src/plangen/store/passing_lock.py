"""A lock on a file of the user's that leaves nothing behind: its own file goes when the lock does.

Who waits may get the lock of a file that is gone by then, while another makes a new one. So a lock counts
only while its file is the one that its name leads to; else it is taken anew.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from filelock import lock_descriptor

from plangen.findings import SystemRefusal, reason_of

_PAUSE = 0.02


@contextlib.contextmanager
def lock_beside(target: Path, seconds: float = 30) -> Iterator[None]:
    """Holds the right to write a file, among all processes that ask for it in this way. The system frees it
    when a process ends, however it ends; the next one takes away what that has left. Raises `SystemRefusal`
    when another holds it for longer than `seconds`, or the folder cannot be written."""
    place = target.with_name(f".{target.stem}.laas")
    try:
        handle = _taken(place, round(seconds / _PAUSE))
    except OSError as error:
        raise SystemRefusal(f"{target} kan ikke skrives: {reason_of(error)}.") from error
    if handle is None:
        raise SystemRefusal(f"{target} er i brug af en anden kørsel af plangen.", "Vent lidt, og prøv igen.")
    try:
        yield
    finally:
        _free(place, handle)


def _taken(place: Path, tries: int) -> int | None:
    """The handle of the locked file; None when it was not free in time. Raises `OSError`."""
    for _ in range(tries):
        handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if lock_descriptor(handle, blocking=False) and _is_still(place, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        time.sleep(_PAUSE)
    return None


def _is_still(place: Path, handle: int) -> bool:
    """Whether the name leads to the file that is locked."""
    try:
        return os.path.samestat(place.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _free(place: Path, handle: int) -> None:
    """Takes the file away while it is locked; Windows takes away no file that is open, nor one that another
    has opened meanwhile."""
    if sys.platform != "win32":
        place.unlink(missing_ok=True)
    os.close(handle)
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            place.unlink()
