"""The workshop sheets that lie in a project's folder: they were asked for once, and no build makes or misses
them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plangen.answers.packs import SHEETS, packs_of
from plangen.catalog import Catalog
from plangen.projects.sources import LoadedProject
from plangen.rendering.now import PackNow
from plangen.rendering.outputs import output_of
from plangen.rendering.subject import sheets_of
from plangen.store.base import BaseStore
from plangen.store.memory import Base
from plangen.store.outputs import Made, Outputs
from plangen.store.versions import is_new_version
from plangen.wordfiles.stale import WHY_NO_DEPARTMENT, Stale, why_old


def sheet_files(store: BaseStore, catalog: Catalog) -> Iterator[Path]:
    """The Word files of sheets that are remembered and still there."""
    for path in store.documents(SHEETS):
        if path.is_file() and not is_new_version(path):
            base = store.read(path)
            if base is not None and base.memory.document in catalog.sheets:
                yield path


def sheet_now(loaded: LoadedProject, base: Base) -> PackNow | None:
    """A sheet as it would be made now; None when its department is gone."""
    memory, catalog = base.memory, loaded.library.catalog
    sheet = catalog.sheet_documents.get(memory.document)
    known = (None, *loaded.project.departments)
    if sheet is None or memory.department not in known:
        return None
    return PackNow(sheets_of(loaded, memory.department, [sheet]))


def stale_sheets(loaded: LoadedProject, outputs: Outputs, folder: Path) -> Iterator[Stale]:
    """The PDFs and pages of sheets that say something else than the answers of now."""
    for path, made in outputs:
        if path.parent == folder and path.exists():
            now = _pack_of(loaded, path, made)
            reason = WHY_NO_DEPARTMENT if now is None else why_old(path, now, outputs)
            if reason:
                yield Stale(path, reason)


def _pack_of(loaded: LoadedProject, path: Path, made: Made) -> PackNow | None:
    """The sheet and the answers that a file is of, by its name; None when the project has no such."""
    documents = loaded.library.catalog.sheet_documents
    sheets = [documents[id] for id in made.documents if id in documents]
    for key, department in packs_of(loaded.project).items():
        if any(output_of(sheet.as_variant(made.variant), path.name, key) for sheet in sheets):
            return PackNow(sheets_of(loaded, department, sheets))
    return None
