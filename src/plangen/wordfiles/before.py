"""What is remembered of a pack that was made before."""

from __future__ import annotations

from pathlib import Path

from plangen.catalog import Document
from plangen.rendering.before import MadeBefore
from plangen.rendering.outputs import output
from plangen.rendering.subject import Subject
from plangen.store.base import BaseStore
from plangen.store.ledgers import read_ledger


def made_before(subject: Subject, store: BaseStore, folder: Path) -> MadeBefore:
    """The ledger of the pack in `folder`, with its remembered Word files."""
    row = output("docx")

    def word(document: Document, hash: str) -> bytes | None:
        editions = store.editions(folder / row.name(subject.key, document))
        return next((base.data for base in editions if base.memory.sha256 == hash), None)

    if subject.folder:  # sheets of several packs lie together
        return MadeBefore(subject)
    return MadeBefore(subject, read_ledger(store, folder.name), word)
