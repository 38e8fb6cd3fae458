"""What each output of a pack was made of: `.plangen/regnskab_<pakke>.json`, a file for each pack.

For each document: the program, the template and the shell it was made with, a fingerprint of every value
that its templates read, and what came of it (hashes of page and Word file, its markers). A document of which
all that is as before need not be made again. A ledger that is gone or cannot be read costs time and nothing
else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plangen.documents.open_points import MissingAnswer
from plangen.projects.writing import write_atomically
from plangen.store.base import BaseStore
from plangen.store.readable import readable

VERSION = 1
Prints = Mapping[str, str]
"""Name → fingerprint of its value."""


@dataclass(frozen=True)
class LedgerEntry:
    """One document. `program`, `template`, `shell`: marks of what it was made with; `reads`: what its
    templates read; `draft`: those of them that were others while its open points were looked for; `rows`: of
    the tables among `reads`, by key; `missing`: the markers of its page; `mark`: of the page's content;
    `page`, `word`: hashes of what was made, empty for what was not."""

    program: str
    template: str
    shell: str
    reads: Prints
    draft: Prints = field(default_factory=dict)
    rows: Mapping[str, Prints] = field(default_factory=dict)
    missing: tuple[MissingAnswer, ...] = ()
    mark: str = ""
    page: str = ""
    word: str = ""


@dataclass(frozen=True)
class PackLedger:
    """One pack. `documents`: by the name of their files; `together`: what the documents bound together were
    made of, and the hash of their page."""

    documents: Mapping[str, LedgerEntry] = field(default_factory=dict)
    together: tuple[str, str] = ("", "")


NO_LEDGER = PackLedger()


def read_ledger(store: BaseStore, pack: str) -> PackLedger:
    """The ledger of a pack; an empty one when there is none, or it is not plangen's."""
    try:
        read = json.loads((store.root / _name(pack)).read_bytes())
        if read["version"] != VERSION:
            return NO_LEDGER
        documents = {str(file): _entry(one) for file, one in read["dokumenter"].items()}
        made_of, page = read["samlet"]
        return PackLedger(documents, (str(made_of), str(page)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return NO_LEDGER


def write_ledger(store: BaseStore, pack: str, ledger: PackLedger) -> None:
    """Raises what `write_atomically` raises."""
    documents = {file: _told(one) for file, one in sorted(ledger.documents.items())}
    told = {"version": VERSION, "dokumenter": documents, "samlet": ledger.together}
    write_atomically(store.root / _name(pack), readable(told, levels=4))


def _name(pack: str) -> str:
    return f"regnskab_{pack}.json"


def _told(one: LedgerEntry) -> dict[str, Any]:
    return {
        "program": one.program,
        "skabelon": one.template,
        "ramme": one.shell,
        "laest": dict(one.reads),
        "foerst": dict(one.draft),
        "raekker": {name: dict(rows) for name, rows in one.rows.items()},
        "mangler": [[marker.id, marker.label, marker.heading] for marker in one.missing],
        "maerke": one.mark,
        "side": one.page,
        "word": one.word,
    }


def _entry(read: dict[str, Any]) -> LedgerEntry:
    return LedgerEntry(
        program=str(read["program"]),
        template=str(read["skabelon"]),
        shell=str(read["ramme"]),
        reads=_prints(read["laest"]),
        draft=_prints(read["foerst"]),
        rows={str(name): _prints(rows) for name, rows in read["raekker"].items()},
        missing=tuple(MissingAnswer(*map(str, marker)) for marker in read["mangler"]),
        mark=str(read["maerke"]),
        page=str(read["side"]),
        word=str(read["word"]),
    )


def _prints(read: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in read.items()}
