"""The pages of headings, kept from build to build: a contents list needs them, and a layout takes seconds.

    .plangen/sidetal.json

It holds hashes of pages and numbers. One that is gone or cannot be read costs time and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from plangen.findings import PlangenError
from plangen.projects.writing import write_atomically
from plangen.store.base import BaseStore, read_bytes

VERSION = 1
MOST = 1_000
"""How many pages are remembered; those that were not used for longest go first."""
_NAME = "sidetal.json"


def remembered(store: BaseStore) -> dict[str, tuple[int, ...]]:
    """What the last build knew, the last used last."""
    try:
        read = json.loads(read_bytes(store.root / _NAME))
        found = read["sidetal"] if read["version"] == VERSION else {}
        return {str(key): tuple(map(int, numbers)) for key, numbers in found.items()}
    except (PlangenError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def remember(store: BaseStore, numbers: Mapping[str, tuple[int, ...]]) -> None:
    """Writes them down. Raises what `write_atomically` raises."""
    kept = dict(list(numbers.items())[-MOST:])
    if kept:
        text = json.dumps({"version": VERSION, "sidetal": kept}, separators=(",", ":")) + "\n"
        write_atomically(store.root / _NAME, text.encode("utf-8"))
