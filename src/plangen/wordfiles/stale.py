"""What lies in a pack from earlier runs and says something else than the answers of now.

PDFs, pages and ZIPs that are as a build wrote them are removed; the rest is named. Word files are staff's to
work on: of those only the ones that nobody has edited, of documents that the pack does not have, are removed
(`WordFiles.retire`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangen.answers.packs import SHARED, packs_of
from plangen.answers.project import Project
from plangen.catalog import Catalog, Document
from plangen.findings import PlangenError
from plangen.rendering.now import PackNow
from plangen.rendering.outputs import Form, Making, Output, output_named, output_of, own_files
from plangen.store.base import read_bytes
from plangen.store.memory import sha256
from plangen.store.outputs import Made, Outputs
from plangen.store.program import program_mark

WHY_OLD = "svarene er ændret, siden den blev dannet"
WHY_OLD_FILES = "Word-filerne er ændret, siden den blev dannet"
WHY_NO_DEPARTMENT = "afdelingen findes ikke længere i svarfilen"
WHY_ONE_PACK = f"projektet har én afdeling, og dens dokumenter ligger i {SHARED}"
WHY_NO_DOCUMENT = "dokumentet findes ikke længere"
WHY_NOT_IN_PACK = "dokumentet er ikke med i pakken"
UNKNOWN = "plangen ved ikke, hvilke svar den er dannet af"


@dataclass(frozen=True)
class Stale:
    """A file that is out of date, and why, in Danish."""

    path: Path
    reason: str


def why_no_pack(project: Project, key: str) -> str:
    """Why the project has no pack with that key, in Danish; empty when it has."""
    if key in packs_of(project):
        return ""
    return WHY_ONE_PACK if key in project.departments else WHY_NO_DEPARTMENT


def stale_outputs(
    catalog: Catalog,
    folder: Path,
    key: str,
    now: PackNow | str,
    outputs: Outputs,
    fresh: Collection[Path] = (),
) -> Iterator[Stale]:
    """The PDFs, pages, ZIPs and files of the plan in a pack that are out of date.

    `now`: the pack as it would be made, or why the project has none with that key; `fresh`: the files that
    were made of that just now. Of a file that may not be read nobody can tell.
    """
    recorded = {path: one for path, one in outputs if path.parent == folder}
    for path in sorted({*recorded, *own_files(catalog, folder, key, by_staff=False)}):
        if path in fresh or not path.exists():
            continue
        try:
            reason = now if isinstance(now, str) else why_old(path, now, outputs)
        except PlangenError as error:
            reason = error.message.rstrip(".")
        if reason:
            yield Stale(path, reason)


def why_old(path: Path, now: PackNow, outputs: Outputs) -> str:
    """Why a file of a pack is out of date, in Danish; empty when it is not, or nobody can tell. Raises
    `SystemRefusal`."""
    made = outputs.get(path)
    if made is None or not outputs.is_as_written(path):
        return UNKNOWN
    if any(now.catalog.document(id) is None for id in made.documents):
        return WHY_NO_DOCUMENT
    if any(id not in now.documents for id in made.documents):
        return WHY_NOT_IN_PACK
    documents = [now.documents[id].as_variant(made.variant) for id in made.documents]
    row = _row(now, path, documents, made)
    if row is None:
        return WHY_NO_DOCUMENT
    if (row.of_documents and not documents) or any(now.failure(document.id) for document in documents):
        return ""
    making = Making(now, documents, path.parent)
    try:
        if row.form is not Form.FILE:
            page = making.page_before(row) or sha256(_bytes(row.make(making)))
            return "" if page == made.made_from else WHY_OLD
        if row.mark and made.made_by == program_mark():
            return "" if row.mark(making) == made.made_from else WHY_OLD
        why = WHY_OLD_FILES if row.of_files else WHY_OLD
        return "" if _bytes(row.make(making)) == read_bytes(path) else why
    except PlangenError:
        return ""


def _row(now: PackNow, path: Path, documents: Sequence[Document], made: Made) -> Output | None:
    """The row that gives a file its name."""
    if documents and (made.variant.name or now.subject.folder):
        return output_of(documents[0], path.name, now.subject.key)
    return output_named(now.catalog, path.name, now.subject.key)


def _bytes(made: bytes | str) -> bytes:
    return made.encode("utf-8") if isinstance(made, str) else made
