"""One pack as a build would make it now, and whether a Word file says something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from plangen.catalog import Catalog, Document, Variant
from plangen.documents.open_points import MissingAnswer, OpenPoint, open_points
from plangen.documents.overview import OVERVIEW_DOCUMENT, pack_overview
from plangen.exports.agenda import CalendarEvent, agenda
from plangen.findings import PlangenError
from plangen.history.changes import PackChanges, pack_changes
from plangen.history.state import PackState, ProjectState
from plangen.history.told import overview_changes
from plangen.rendering.before import MadeBefore
from plangen.rendering.bundle import pages_together
from plangen.rendering.document import page_of, page_reads, word_of, word_reads
from plangen.rendering.reasons import reasons
from plangen.rendering.remembering import answers_hash
from plangen.rendering.state import pack_state
from plangen.rendering.subject import Subject
from plangen.store.ledgers import LedgerEntry, PackLedger
from plangen.store.memory import Base, sha256
from plangen.texts.records import Record
from plangen.web.blocks import PageBlock, content_mark, page_blocks
from plangen.web.outline import Page
from plangen.web.pdf import anchored_pages, heading_pages


class PackNow:
    """What the documents of one pack say with the answers of now. Nothing is rendered before it is asked
    for: a build of one document does not read the others, but the overview (D00) tells of all of them.

    `since`: the edition before this one, which the overview tells the changes from; None when nothing is
    remembered of one. `before`: what was made of the pack before, and need not be made again while all that
    it was made of is the same."""

    def __init__(
        self, subject: Subject, since: ProjectState | None = None, before: MadeBefore | None = None
    ) -> None:
        self.subject = subject
        self.since = since
        self.before = before or MadeBefore(subject)
        self._drafts: dict[str, Page] = {}
        self._marks: dict[str, str] = {}
        self._pages: dict[Document, Page] = {}
        self._words: dict[Document, str] = {}
        self._still: dict[Document, LedgerEntry | None] = {}
        self._bound = self.before.bound
        self._printed: dict[str, Callable[[], Mapping[str, int]]] = {}
        self._points: dict[str, tuple[OpenPoint, ...] | PlangenError] = {}

    @property
    def catalog(self) -> Catalog:
        """The questionnaire, documents and passages that the pack is made with."""
        return self.subject.library.catalog

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents of the pack by id, in its order and in the form that it has them in."""
        return {document.id: document for document in self.subject.documents}

    @cached_property
    def agenda(self) -> tuple[CalendarEvent, ...]:
        """Everything in the pack's plan that has a day."""
        return agenda(self.subject.answers, self.subject.plan, self.subject.documents)

    def points(self, id: str) -> tuple[OpenPoint, ...]:
        """The open points of a document of the pack. Raises `PlangenError` when it cannot be made."""
        if id not in self._points:
            self._points[id] = self._found(id)
        found = self._points[id]
        if isinstance(found, PlangenError):
            raise found.with_traceback(None)
        return found

    def failure(self, id: str) -> PlangenError | None:
        """Why a document of the pack cannot be made."""
        try:
            self.points(id)
        except PlangenError as error:
            return error
        return None

    def _found(self, id: str) -> tuple[OpenPoint, ...] | PlangenError:
        try:
            return open_points(self._missing(id), self.subject.answers, self.subject.due)
        except PlangenError as error:
            return error

    def _missing(self, id: str) -> tuple[MissingAnswer, ...]:
        if known := self.before.draft(self.documents[id], self._told(id)):
            self._marks[id] = known.mark
            return known.missing
        return self._draft(id).missing

    def _draft(self, id: str) -> Page:
        """The page of a document on which open points are looked for."""
        if id not in self._drafts:
            self._drafts[id] = page_of(self.documents[id], self.subject, (), self._told(id))
        return self._drafts[id]

    def _mark(self, id: str) -> str:
        """What tells one content of a document from another."""
        if id not in self._marks:
            self._marks[id] = content_mark(self._draft(id).html)
        return self._marks[id]

    def _told(self, id: str) -> Record | None:
        """What the overview tells of the others, while its own open points are looked for."""
        return self._told_first if id == OVERVIEW_DOCUMENT else None

    @cached_property
    def _told_first(self) -> Record:
        return pack_overview(self.subject, self._others)

    # --- what it says, and said -----------------------------------------------------------------------------
    @cached_property
    def state(self) -> PackState:
        """What the pack says now; what the overview tells of earlier editions is not part of it."""
        marks = {id: self._mark(id) for id in self.documents if self.failure(id) is None}
        return pack_state(self.subject, marks)

    def blocks(self, id: str) -> tuple[PageBlock, ...]:
        """What a document of the pack prints, place by place; none when it cannot be made."""
        return () if self.failure(id) else tuple(page_blocks(self._draft(id).html))

    @cached_property
    def changes(self) -> PackChanges | None:
        """What has changed since the edition before this one; None when the pack was in none."""
        then = self.since.packs.get(self.subject.key) if self.since else None
        return pack_changes(then, self.state, self.catalog) if then else None

    @cached_property
    def _others(self) -> Mapping[str, tuple[OpenPoint, ...]]:
        ids = [id for id in self.documents if id != OVERVIEW_DOCUMENT]
        return {id: self.points(id) for id in ids if self.failure(id) is None}

    @cached_property
    def _overview(self) -> Record:
        points = {**self._others, OVERVIEW_DOCUMENT: self.points(OVERVIEW_DOCUMENT)}
        told = overview_changes(self.since, self.changes) if self.since and self.changes else None
        return pack_overview(self.subject, points, told)

    def overview_of(self, document: Document) -> Record | None:
        """What the overview tells of the pack's other documents; None of any other document."""
        return self._overview if document.id == OVERVIEW_DOCUMENT else None

    def page(self, document: Document) -> str:
        """A document as a page. Raises `PlangenError`."""
        return self._page(document).html

    def together(self, documents: Sequence[Document]) -> str:
        """Several documents as one page. Raises `PlangenError`."""
        html = pages_together(self.subject, [(one.id.lower(), self._page(one)) for one in documents])
        made_of, _ = self.before.together([sha256(self.page(one).encode("utf-8")) for one in documents])
        self._bound = made_of, sha256(html.encode("utf-8"))
        return html

    def _page(self, document: Document) -> Page:
        if document not in self._pages:
            self._pages[document] = self._made(document)
        return self._pages[document]

    def _made(self, document: Document) -> Page:
        """A page without open points is as it was when they were looked for."""
        points, told = self.points(document.id), self.overview_of(document)
        if not points and told is None and document == self.documents[document.id]:
            return self._draft(document.id)
        return page_of(document, self.subject, points, told)

    def printed(self, html: str, anchors: Callable[[], Mapping[str, int]]) -> None:
        """Says that the PDF of a page is being made: `anchors` gives the page of each id in it when it is
        done, so that a contents list need not have the page laid out once more."""
        self._printed[html] = anchors

    def _anchors(self, html: str) -> Mapping[str, int]:
        return self._printed[html]() if html in self._printed else anchored_pages(html)

    def word(self, document: Document) -> bytes:
        """A document's Word file. Raises `PlangenError`."""
        known = self.as_before(document)
        data = self.before.word(document, known.word) if known and known.word else None
        if data is None:
            data, is_whole = self._word(document)
            self._words[document] = sha256(data) if is_whole else ""
        return data

    def _word(self, document: Document) -> tuple[bytes, bool]:
        """A Word file made now, and whether it is as it would be anywhere: a system that can make no PDFs
        gives its contents list no page numbers."""
        numbers: list[tuple[int, ...]] = []

        def pages() -> tuple[int, ...]:
            numbers.append(heading_pages(self._page(document), self.subject.page_numbers, self._anchors))
            return numbers[-1]

        points, told = self.points(document.id), self.overview_of(document)
        data = word_of(document, self.subject, points, told, pages)
        return data, all(numbers)

    # --- what was made before -------------------------------------------------------------------------------
    def as_before(self, document: Document) -> LedgerEntry | None:
        """What is remembered of a document that is as it was made before. Raises `PlangenError`."""
        if document not in self._still:
            points, told = self.points(document.id), self.overview_of(document)
            self._still[document] = self.before.whole(document, points, told)
        return self._still[document]

    def page_before(self, document: Document) -> str:
        """The hash of a document's page; empty when it was not made before as it is now."""
        known = self.as_before(document)
        return known.page if known else ""

    def together_before(self, documents: Sequence[Document]) -> str:
        """The hash of the page of several documents bound together; empty when it was not made before as it
        is now."""
        pages = [self.page_before(one) for one in documents]
        return self.before.together(pages)[1] if all(pages) else ""

    def entries(self, documents: Iterable[Document]) -> dict[Document, LedgerEntry | None]:
        """What these documents, which have been made, are made of; None when there is no telling."""
        return {one: None if self.failure(one.id) else self._entry(one) for one in documents}

    def ledger(self, made: Mapping[Document, LedgerEntry | None]) -> PackLedger:
        """What there is to remember of a pack when these documents have been made."""
        entries = dict(self.before.documents)
        for document, entry in made.items():
            if entry is None:
                entries.pop(document.file, None)
            else:
                entries[document.file] = entry
        return PackLedger(entries, self._bound)

    def why(self, document: Document, entry: LedgerEntry | None) -> tuple[str, ...]:
        """Why a document was made again, in Danish; none when it was not. `entry`: what it is made of."""
        if self.failure(document.id) or not self._is_made(document):
            return ()
        return reasons(self.before.known(document), entry, self.catalog)

    def _is_made(self, document: Document) -> bool:
        return document in self._pages or document in self._words

    def _entry(self, document: Document) -> LedgerEntry | None:
        known, page, word = self.as_before(document), self._pages.get(document), self._words.get(document, "")
        if known is not None and page is None and not word:
            return known
        names = self.before.names(document) or page_reads(document, self.subject)
        if names is None:
            return None
        names |= word_reads(document, self.subject) if word else set()
        told = self._told(document.id), self.overview_of(document)
        entry = self.before.entry(document, names, self.points(document.id), told)
        return entry and replace(
            entry,
            missing=self._missing(document.id),
            mark=self._mark(document.id),
            page=sha256(page.html.encode("utf-8")) if page else known.page if known else "",
            word=word or (known.word if known else ""),
        )

    def word_or_none(self, id: str, variant: Variant) -> bytes | None:
        """The Word file of that variant of the document with that id; None when it cannot be made."""
        try:
            return self.word(self.documents[id].as_variant(variant)) if id in self.documents else None
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
        if (known := self._known(memory.document, memory.variant)) and known.word:
            return known.word != memory.sha256
        data = self.word_or_none(memory.document, memory.variant)
        return data is not None and sha256(data) != memory.sha256

    def _known(self, id: str, variant: Variant) -> LedgerEntry | None:
        try:
            return self.as_before(self.documents[id].as_variant(variant)) if id in self.documents else None
        except PlangenError:
            return None

    def _template(self, id: str) -> str:
        """The hash of the template that a document is made from; empty when there is none."""
        try:
            name = f"{self.documents[id].template_file}.docx"
            return sha256(self.subject.library.templates.read("docx", name))
        except (KeyError, PlangenError):
            return ""
