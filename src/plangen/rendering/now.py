"""One pack as a build would make it now, and whether a Word file says something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from plangen.catalog import Catalog, Document, Variant
from plangen.documents.open_points import OpenPoint
from plangen.documents.overview import OVERVIEW_DOCUMENT, pack_overview
from plangen.findings import PlangenError
from plangen.rendering.bundle import pages_together
from plangen.rendering.document import find_open_points, page_of, word_of
from plangen.rendering.remembering import answers_hash
from plangen.rendering.subject import Subject
from plangen.store.memory import Base, sha256
from plangen.texts.values import Record


class PackNow:
    """What the documents of one pack say with the answers of now. `points`: the open points of each document;
    `failures`: what went wrong with those that cannot be made."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    @property
    def catalog(self) -> Catalog:
        """The questionnaire, documents and passages that the pack is made with."""
        return self.subject.library.catalog

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents of the pack by id, in its order and in the form that it has them in."""
        return {document.id: document for document in self.subject.documents}

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

    def word(self, document: Document) -> bytes:
        """A document's Word file. Raises `PlangenError`."""
        return word_of(document, self.subject, self.points[document.id], self.overview)

    def word_or_none(self, id: str, variant: Variant) -> bytes | None:
        """The Word file of that variant of the document with that id; None when it cannot be made."""
        try:
            return self.word(self.documents[id].as_variant(variant)) if id in self.points else None
        except PlangenError:
            return None

    def differs(self, base: Base) -> bool:
        """Whether a build would write something else than a Word file as it was made."""
        memory = base.memory
        if (
            answers_hash(self.subject.answers) == memory.answers_sha256
            and self._template(memory.document) == memory.template_sha256
        ):
            return False
        data = self.word_or_none(memory.document, memory.variant)
        return data is not None and sha256(data) != memory.sha256

    def _template(self, id: str) -> str:
        """The hash of the template that a document is made from; empty when there is none."""
        try:
            name = f"{self.documents[id].template_file}.docx"
            return sha256(self.subject.library.templates.read("docx", name))
        except (KeyError, PlangenError):
            return ""


def _all_open_points(
    subject: Subject,
) -> tuple[dict[str, tuple[OpenPoint, ...]], dict[str, PlangenError]]:
    points: dict[str, tuple[OpenPoint, ...]] = {}
    failures: dict[str, PlangenError] = {}
    # The overview prints what the others lack, so it comes last.
    for document in sorted(subject.documents, key=lambda doc: doc.id == OVERVIEW_DOCUMENT):
        try:
            points[document.id] = find_open_points(document, subject, pack_overview(subject, points))
        except PlangenError as error:
            failures[document.id] = error
    return points, failures
