"""What has been pulled from a document while it stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Settled:
    """Edits of a document that have been pulled already.

    `raws`: id → the value it was edited to (None: emptied), and `texts`: what its edited places said then;
    `rows`: table and texts of new rows; `deleted`: table and key; `orders`: table → the order its rows were
    moved to. `doubtful`: ids of which nobody can tell whether the file is still the one that was pulled.
    `sessions`, `revision` and `marks`: by what else the file is known again.
    """

    raws: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deleted: tuple[tuple[str, str], ...] = ()
    doubtful: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    revision: int = 0

    def to_json(self) -> dict[str, Any]:
        """Plain data for the memory of a document."""
        return {
            "svar": dict(sorted(self.raws.items())),
            "raekker": [{"tabel": table, "celler": dict(cells)} for table, cells in self.rows],
            "raekkefoelge": {table: list(keys) for table, keys in self.orders.items()},
            "tekster": {id: list(texts) for id, texts in sorted(self.texts.items())},
            "slettet": [list(pair) for pair in self.deleted],
            "tvivl": list(self.doubtful),
            "gemt": list(self.sessions),
            "kendetegn": list(self.marks),
            "gemt_gange": self.revision,
        }

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> Settled:
        """Raises ValueError, KeyError, TypeError or AttributeError for anything else."""
        return cls(
            raws=dict(read.get("svar", {})),
            rows=tuple((as_text(row["tabel"]), _pairs(row["celler"])) for row in read.get("raekker", ())),
            orders={table: as_texts(keys) for table, keys in read.get("raekkefoelge", {}).items()},
            texts={id: as_texts(texts) for id, texts in read.get("tekster", {}).items()},
            deleted=tuple((as_text(table), as_text(key)) for table, key in read.get("slettet", ())),
            doubtful=as_texts(read.get("tvivl", [])),
            sessions=as_texts(read.get("gemt", [])),
            marks=as_texts(read.get("kendetegn", [])),
            revision=int(read.get("gemt_gange", 0)),
        )


def as_text(value: object) -> str:
    """A text of a JSON file. Raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def as_texts(value: object) -> tuple[str, ...]:
    """A list of texts of a JSON file. Raises TypeError for anything else."""
    if not isinstance(value, list):
        raise TypeError("not a list")
    return tuple(map(as_text, value))


def _pairs(value: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, as_text(text)) for name, text in value.items())
