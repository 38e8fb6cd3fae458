"""What several tests and processes need is made once in a run of the tests.

The folder of a run is made by the process that starts it (tests/conftest.py) and is gone when it ends. What
lies in it is to be copied, never changed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

_RUN = "PLANGEN_TEST_RUN"
_STARTER = "PLANGEN_TEST_STARTER"
_MEMORY = Path("/dev/shm")
_ROOM = 4 * 1024**3
"""Bytes that a run may need at most."""


@contextmanager
def shared_folder() -> Iterator[None]:
    """The folder of this run, for this process and those it starts; the folders that tests get lie in it. It
    is in memory where there is room: each file is written through to the disk, and tests write thousands."""
    with tempfile.TemporaryDirectory(prefix="plangen-test-", dir=_in_memory()) as folder:
        os.environ[_RUN] = folder
        os.environ[_STARTER] = str(os.getpid())
        os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
        yield


def _in_memory() -> Path | None:
    if not (_MEMORY.is_dir() and os.access(_MEMORY, os.W_OK | os.X_OK)):
        return None
    return _MEMORY if shutil.disk_usage(_MEMORY).free > _ROOM else None


def this_run() -> Path:
    """The folder of this run."""
    return Path(os.environ[_RUN])


def starter() -> int:
    """The number of the process that has started the tests."""
    return int(os.environ[_STARTER])


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """The file or folder of this name; the first process that asks makes it, and the others wait."""
    run = this_run()
    made = run / name
    if made.exists():  # whole, for it got its name when it was
        return made
    with FileLock(run / f"{name}.lock"):
        if not made.exists():
            half = run / f"{name}.half"
            shutil.rmtree(half, ignore_errors=True)
            make(half)
            half.rename(made)
    return made


def bytes_once(kind: str, of: object, make: Callable[[], bytes]) -> bytes:
    """The same for the bytes that are made of something, known by its `repr`."""
    return made_once(f"{kind}-{key_of(of)}", lambda half: half.write_bytes(make())).read_bytes()


def key_of(of: object) -> str:
    """A short name of what has this `repr`."""
    return sha256(repr(of).encode()).hexdigest()[:24]
