"""One pack as a build would make it now, and which of the files that lie in it say something else."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from functools import cached_property
from io import BytesIO
from pathlib import Path

from plangen.catalog import Document, builtin_catalog
from plangen.documents.open_points import OpenPoint
from plangen.documents.overview import OVERVIEW_DOCUMENT, pack_overview
from plangen.findings import PlangenError
from plangen.rendering.assets import read_template
from plangen.rendering.bundle import pages_together, word_zip
from plangen.rendering.document import RenderedFile, find_open_points, page_of, render
from plangen.rendering.remembering import answers_hash
from plangen.rendering.subject import Subject
from plangen.store.base import read_bytes
from plangen.store.memory import Base, sha256
from plangen.store.outputs import Output
from plangen.texts.values import Record

WHY_OLD = "svarene er ændret, siden den blev dannet"
WHY_NO_DEPARTMENT = "afdelingen findes ikke længere i svarfilen"


class PackNow:
    """What the documents of one pack say with the answers of now. `points`: the open points of each document;
    `failures`: what went wrong with those that cannot be made."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    @property
    def points(self) -> Mapping[str, tuple[OpenPoint, ...]]:
        return self._found[0]

    @property
    def failures(self) -> Mapping[str, PlangenError]:
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[dict[str, tuple[OpenPoint, ...]], dict[str, PlangenError]]:
        return _all_open_points(self.subject)

    @cached_property
    def overview(self) -> Record:
        """What the pack overview tells of all documents."""
        return pack_overview(self.subject, self.points)

    def page(self, document: Document) -> str:
        """A document as a page. Raises `PlangenError`."""
        return page_of(document, self.subject, self.points[document.id], self.overview).html

    def together(self, documents: Sequence[Document]) -> str:
        """Several documents as one page. Raises `PlangenError`."""
        told = [(document, self.points[document.id]) for document in documents]
        return pages_together(self.subject, told, self.overview)

    def file(self, document: Document, format: str) -> RenderedFile:
        """A document as docx, pdf or html. Raises `PlangenError`."""
        return render(document, self.subject, self.points[document.id], self.overview, format)

    def word(self, id: str) -> bytes | None:
        """A document's Word file; None when it cannot be made."""
        try:
            return self.file(builtin_catalog().documents[id], "docx").data if id in self.points else None
        except PlangenError:
            return None

    def differs(self, base: Base) -> bool:
        """Whether a build would write something else than a Word file as it was made."""
        memory = base.memory
        if (
            answers_hash(self.subject.answers) == memory.answers_sha256
            and _template(base) == memory.template_sha256
        ):
            return False
        data = self.word(memory.document)
        return data is not None and sha256(data) != memory.sha256

    def why_stale(self, path: Path, output: Output) -> str:
        """Why a file that a build wrote is out of date, in Danish; empty when it is not, or nobody can tell.
        Raises `SystemRefusal`."""
        if path.suffix == ".zip":
            return "" if _zip_is_fresh(path) else "Word-filerne er ændret, siden den blev dannet"
        known = builtin_catalog().documents
        if any(id not in known for id in output.documents):
            return "dokumentet findes ikke længere"
        documents = [known[id] for id in output.documents]
        if not documents or any(document.id not in self.points for document in documents):
            return ""
        try:
            is_one = path.name.startswith(documents[0].file)
            page = self.page(documents[0]) if is_one else self.together(documents)
        except PlangenError:
            return ""
        return "" if sha256(page.encode("utf-8")) == output.made_from else WHY_OLD


def _zip_is_fresh(path: Path) -> bool:
    data = read_bytes(path)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            files = [path.with_name(name) for name in package.namelist()]
        return word_zip(files) == data
    except (OSError, zipfile.BadZipFile, PlangenError):
        return False


def _template(base: Base) -> str:
    try:
        return sha256(read_template("docx", base.memory.template))
    except PlangenError:
        return ""


def _all_open_points(
    subject: Subject,
) -> tuple[dict[str, tuple[OpenPoint, ...]], dict[str, PlangenError]]:
    points: dict[str, tuple[OpenPoint, ...]] = {}
    failures: dict[str, PlangenError] = {}
    # The overview prints what the others lack, so it comes last.
    for document in sorted(builtin_catalog().documents.values(), key=lambda doc: doc.id == OVERVIEW_DOCUMENT):
        try:
            points[document.id] = find_open_points(document, subject, pack_overview(subject, points))
        except PlangenError as error:
            failures[document.id] = error
    return points, failures
