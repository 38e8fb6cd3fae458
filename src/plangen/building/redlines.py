"""Reading copies with what has changed as tracked changes, for those who ask for them: `--redline`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from plangen.building.outcome import BuildOutcome, Failure, Pack
from plangen.building.work import WORD, Files, Work
from plangen.catalog import Document
from plangen.findings import PlangenError
from plangen.store.base import BaseStore
from plangen.store.memory import Base
from plangen.store.outputs import refuse_twin
from plangen.word.redlining.copy import reading_copy

FOLDER: Final = "aendringer"
"""Where they lie in a pack."""
_DATE, _VERSION = "pakke.dato", "pakke.version"


def write_redlines(work: Work, files: Files, store: BaseStore, outcome: BuildOutcome) -> None:
    """Writes the copy of each document of a pack that has changed since the edition before, and removes that
    of one that has not. What goes wrong is noted and does not stop the rest."""
    pack, without = work.pack, []
    for document, parts in work.documents:
        if isinstance(parts, PlangenError):
            continue
        try:
            if not _write(document, work, files, store):
                without.append(document.id)
        except PlangenError as error:
            outcome.failures.append(Failure(f"{pack.name}, {document.title}: {error}", error.exit_code))
    if without:
        outcome.notes.append(
            f"{pack.folder / FOLDER}: uden ændringer siden udgaven før, eller uden en udgave før:"
            f" {', '.join(without)}."
        )


def _write(document: Document, work: Work, files: Files, store: BaseStore) -> bool:
    """Whether there is anything to show."""
    target = redline_path(work.pack, document)
    new = work.now.word(document)
    base = edition_before(store, work.pack.path(WORD, document), new)
    date = work.subject.answers.today
    data = reading_copy(base.data, new, date.isoformat() if date else "") if base else None
    if data is None:
        files.outputs.remove(target)
        return False
    refuse_twin(target)
    files.outputs.write(target, data)
    return True


def redline_path(pack: Pack, document: Document) -> Path:
    """Where the copy of a document lies."""
    name = WORD.name(pack.key, document)
    return pack.folder / FOLDER / f"{name.removesuffix('.docx')}_aendringer.docx"


def edition_before(store: BaseStore, target: Path, new: bytes) -> Base | None:
    """The newest remembered edition of a document with another date or version than the newest of all, as
    the overview compares; else the newest that is not `new`; None when there is none."""
    others = [base for base in store.editions(target) if base.data != new]
    made = next((base for base in store.editions(target) if base.data == new), None)
    named = _edition(made) if made else None
    return next((base for base in others if named and _edition(base) != named), next(iter(others), None))


def _edition(base: Base) -> tuple[object, object]:
    return base.memory.raws.get(_DATE), base.memory.raws.get(_VERSION)
