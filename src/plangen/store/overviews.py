"""What the overview was told of each pack: `.plangen/oversigt.json`, so that a run that makes one pack tells
of all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from plangen.differences.settled import as_text, as_texts
from plangen.exports.overview import (
    Decision,
    EditedWordFile,
    Measurement,
    OpenAnswer,
    PackChange,
    PackFile,
    PackFinding,
    PackOverview,
    Soon,
)
from plangen.projects.writing import write_atomically
from plangen.store.base import BaseStore

VERSION = 1
_NAME = "oversigt.json"
_LISTS: Mapping[str, Any] = {
    "findings": PackFinding,
    "decisions": Decision,
    "measurements": Measurement,
    "soon": Soon,
    "words": EditedWordFile,
    "files": PackFile,
    "changes": PackChange,
}
_NUMBERS = ("asked", "answered", "conflicts")


def read_overviews(store: BaseStore) -> dict[str, PackOverview]:
    """Key of a pack → what was told of it; nothing when there is no such memory, or it is not plangen's."""
    try:
        read = json.loads((store.root / _NAME).read_bytes())
        if read["version"] != VERSION:
            return {}
        packs = [_pack(one) for one in read["pakker"]]
        return {pack.key: pack for pack in packs}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write_overviews(store: BaseStore, packs: Mapping[str, PackOverview]) -> None:
    """Raises what `write_atomically` raises."""
    names = [field.name for field in fields(PackOverview)]
    told = [{name: getattr(pack, name) for name in names} for _, pack in sorted(packs.items())]
    text = json.dumps({"version": VERSION, "pakker": told}, ensure_ascii=False, indent=0) + "\n"
    write_atomically(store.root / _NAME, text.encode("utf-8"))


def _pack(read: dict[str, Any]) -> PackOverview:
    given: dict[str, Any] = {name: as_text(read[name]) for name in ("key", "name", "date", "go_live")}
    given |= {name: int(read[name]) for name in _NUMBERS}
    given |= {
        name: tuple(kind._make(map(as_text, row)) for row in read[name]) for name, kind in _LISTS.items()
    }
    found = {
        as_text(id): tuple(OpenAnswer._make(map(as_text, row)) for row in rows)
        for id, rows in read["open"].items()
    }
    return PackOverview(**given, open=found, stale=as_texts(read["stale"]))
