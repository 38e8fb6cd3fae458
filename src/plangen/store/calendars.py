"""What the calendar of each pack has said: `.plangen/kalender_<pakke>.json`.

It is written before the calendar itself, so that a run that is stopped in between never gives two days of an
event the same sequence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from plangen.differences.settled import as_text
from plangen.exports.history import ToldEvent
from plangen.projects.writing import write_atomically
from plangen.store.base import BaseStore

VERSION = 1


def read_calendar(store: BaseStore, pack: str) -> dict[str, ToldEvent]:
    """Identity of an event → what was told of it; nothing when there is no such memory, or it is not
    plangen's."""
    try:
        read = json.loads(_place(store, pack).read_bytes())
        if read["version"] != VERSION:
            return {}
        return {str(identity): _told(one) for identity, one in read["begivenheder"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write_calendar(store: BaseStore, pack: str, told: Mapping[str, ToldEvent]) -> None:
    """Raises what `write_atomically` raises."""
    events = {identity: _json(one) for identity, one in sorted(told.items())}
    text = json.dumps({"version": VERSION, "begivenheder": events}, ensure_ascii=False, indent=0) + "\n"
    write_atomically(_place(store, pack), text.encode("utf-8"))


def _place(store: BaseStore, pack: str) -> Path:
    return store.root / f"kalender_{pack}.json"


def _json(one: ToldEvent) -> dict[str, Any]:
    data: dict[str, Any] = {"dag": one.day.isoformat(), "gang": one.sequence}
    data |= {"titel": one.title, "kategori": one.category}
    if one.whose:
        data["afdelinger"] = list(one.whose)
    if one.gone:
        data["udgik"] = one.since.isoformat() if one.since else ""
    return data


def _told(read: dict[str, Any]) -> ToldEvent:
    since = as_text(read.get("udgik", ""))
    return ToldEvent(
        day=date.fromisoformat(as_text(read["dag"])),
        sequence=max(int(read["gang"]), 0),
        title=as_text(read["titel"]),
        category=as_text(read["kategori"]),
        gone="udgik" in read,
        since=date.fromisoformat(since) if since else None,
        whose=tuple(as_text(key) for key in read.get("afdelinger", ())),
    )
