"""One run at a time works on a project's pack: a build, or a pull that writes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from filelock import FileLock, Timeout

from plangen.findings import SystemRefusal, reason_of
from plangen.store.base import BaseStore

LOCK = "laas"
"""The name of the file that is locked."""


class Busy(SystemRefusal):
    """Another run works on the pack."""


@contextlib.contextmanager
def locked(store: BaseStore) -> Iterator[None]:
    """Holds the lock of a project's pack. What a killed run has left of temporary files is removed first.

    The system frees the lock when a process ends, however it ends. Raises `Busy` at once when another run
    holds it, `SystemRefusal` when the pack's folder cannot be written.
    """
    try:
        store.root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(store.root / LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise Busy(
            f"{store.root.parent} er i brug: en anden kørsel af plangen arbejder på pakken.",
            "Vent, til den er færdig, og kør igen.",
        ) from error
    except OSError as error:
        raise SystemRefusal(f"{store.root.parent} kan ikke skrives: {reason_of(error)}.") from error
    with lock:
        store.sweep()
        yield
