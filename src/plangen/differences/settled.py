"""What has been pulled from a document while it stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Cells = tuple[tuple[str, str], ...]
"""Column and text of each cell of a row."""


@dataclass(frozen=True, slots=True)
class SettledRow:
    """A new row that has been pulled. `cells`: what it said in the document; `raws`: column → what the row of
    the answers said then. `doubtful`: nobody could tell whether the file that says it otherwise, or has it no
    longer, is the one that was pulled."""

    table: str
    cells: Cells
    raws: Mapping[str, Any] = field(default_factory=dict)
    doubtful: bool = False

    @property
    def said(self) -> tuple[str, Cells]:
        """What a row of the document is known by."""
        return self.table, self.cells

    def to_json(self) -> dict[str, Any]:
        return {
            "tabel": self.table,
            "celler": dict(self.cells),
            "svar": dict(self.raws),
            "tvivl": self.doubtful,
        }

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> SettledRow:
        """Raises as `Settled.from_json`."""
        raws = dict(read.get("svar", {}))
        return cls(as_text(read["tabel"]), _pairs(read["celler"]), raws, bool(read.get("tvivl")))


@dataclass(frozen=True, slots=True)
class Settled:
    """Edits of a document that have been pulled already.

    `raws`: id → the value it was edited to (None: emptied), and `texts`: what its edited places said then;
    `rows`: new rows; `deleted`: table and key; `orders`: table → the order its rows were
    moved to. `doubtful`: ids of which nobody can tell whether the file is still the one that was pulled.
    `sessions`, `revision` and `marks`: by what else the file is known again.
    """

    raws: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[SettledRow, ...] = ()
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deleted: tuple[tuple[str, str], ...] = ()
    doubtful: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    revision: int = 0

    def with_copy(self, other: Settled) -> Settled:
        """What has been pulled from a file that a copy of it was joined with. What a joined file is known by
        is its own."""
        texts = {
            id: (*self.texts.get(id, ()), *other.texts.get(id, ())) for id in {**self.texts, **other.texts}
        }
        return replace(
            self,
            raws={**other.raws, **self.raws},
            rows=(*self.rows, *(row for row in other.rows if row not in self.rows)),
            orders={**other.orders, **self.orders},
            texts={id: tuple(dict.fromkeys(said)) for id, said in texts.items()},
            deleted=tuple(dict.fromkeys((*self.deleted, *other.deleted))),
        )

    def to_json(self) -> dict[str, Any]:
        """Plain data for the memory of a document."""
        return {
            "svar": dict(sorted(self.raws.items())),
            "raekker": [row.to_json() for row in self.rows],
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
            rows=tuple(map(SettledRow.from_json, read.get("raekker", ()))),
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


def _pairs(value: Mapping[str, object]) -> Cells:
    return tuple((name, as_text(text)) for name, text in value.items())
