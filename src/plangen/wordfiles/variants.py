"""The files of a pack that are something special of a document: they were asked for once and lie beside the
documents that a build makes anyway."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from plangen.catalog import Document
from plangen.rendering.outputs import output
from plangen.store.base import BaseStore
from plangen.store.versions import is_new_version


def variants_in(store: BaseStore, folder: Path, documents: Sequence[Document]) -> Iterator[Document]:
    """What a pack's folder has besides `documents`: those of its Word files that are remembered as something
    special of one of them."""
    row, known = output("docx"), {document.id: document for document in documents}
    usual = set(row.names(folder.name, documents))
    for path in store.documents(folder.name):
        if path.name in usual or is_new_version(path) or not path.is_file():
            continue
        base = store.read(path)
        if base is None or base.memory.document not in known:
            continue
        special = known[base.memory.document].as_variant(base.memory.variant)
        if row.name(folder.name, special) == path.name:
            yield special
