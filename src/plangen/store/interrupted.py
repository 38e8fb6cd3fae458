"""Goes on where a killed run stopped, before anything is read."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from plangen.store.base import BaseStore
from plangen.store.journal import finish_interrupted
from plangen.store.locking import Busy, locked


def finish_pulls(out: Path, answers: Sequence[Path]) -> None:
    """Finishes what a killed pull has left, for each of the answer files. `out`: where the packs are. A
    project that another run works on is left to it. Raises what `finish_interrupted` and `locked` raise."""
    for path in answers:
        store = BaseStore(out / path.stem)
        if store.exists:
            with contextlib.suppress(Busy), locked(store):
                finish_interrupted(store, path)
