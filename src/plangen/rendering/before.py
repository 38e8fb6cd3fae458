"""Whether a document is as it was made before: everything that it is made of is compared with what is
remembered, and nothing is rendered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from plangen.catalog import Document
from plangen.documents.context import for_document
from plangen.documents.open_points import OpenPoint
from plangen.documents.reads import NotComparable, fingerprint, row_fingerprints, value_of
from plangen.library import Templates
from plangen.rendering.document import SHELL, core_properties, pack_properties
from plangen.rendering.subject import Subject
from plangen.store.ledgers import NO_LEDGER, LedgerEntry, PackLedger, Prints
from plangen.store.memory import sha256
from plangen.store.program import program_mark
from plangen.texts.records import Record

PROPERTIES: Final = " egenskaber"
"""What stands for the properties of the files, beside the names that templates read."""
_FOUND_OUT: Final = frozenset({"aabne_punkter", "pakken"})
"""Names that hold something else while open points are looked for."""
_OWN: Final = frozenset({*_FOUND_OUT, "ark", "dokument"})
_STYLESHEET = re.compile(r'href="([^"]+\.css)"')

WordBefore = Callable[[Document, str], bytes | None]
"""Gives the Word file of a document with that hash, where one is remembered."""


def _none(_document: Document, _hash: str) -> None:
    """Nothing is remembered."""


class MadeBefore:
    """What was made of one pack before. `word`: its Word files."""

    def __init__(self, subject: Subject, ledger: PackLedger = NO_LEDGER, word: WordBefore = _none) -> None:
        self._subject = subject
        self._ledger = ledger
        self._templates = _Marks(subject.library.templates)
        self._prints: dict[str, str] = {}
        self.word = word

    @property
    def documents(self) -> Mapping[str, LedgerEntry]:
        """Everything that is remembered, by the name of a document's files."""
        return self._ledger.documents

    @property
    def bound(self) -> tuple[str, str]:
        """What is remembered of the documents bound together."""
        return self._ledger.together

    def names(self, document: Document) -> frozenset[str]:
        """What the templates of a document read, when they are as they were; else empty."""
        entry = self.known(document)
        is_known = entry is not None and self._is_made_with(entry, document)
        return frozenset(entry.reads) - {PROPERTIES} if entry and is_known else frozenset()

    def known(self, document: Document) -> LedgerEntry | None:
        """What is remembered of a document, as it may be now or not."""
        return self._ledger.documents.get(document.file)

    def draft(self, document: Document, told: Record | None) -> LedgerEntry | None:
        """What is remembered, when the page on which open points are looked for is as it was. `told`: what
        the overview tells meanwhile."""
        entry = self.known(document)
        if entry is None or not self._is_made_with(entry, document):
            return None
        return entry if self._same(document, {**entry.reads, **entry.draft}, (), told) else None

    def whole(
        self, document: Document, points: Sequence[OpenPoint], told: Record | None
    ) -> LedgerEntry | None:
        """What is remembered, when page and Word file are as they were."""
        entry = self.known(document)
        if entry is None or not self._is_made_with(entry, document):
            return None
        return entry if self._same(document, entry.reads, points, told) else None

    def entry(
        self,
        document: Document,
        names: Iterable[str],
        points: Sequence[OpenPoint],
        told: tuple[Record | None, Record | None],
    ) -> LedgerEntry | None:
        """What a document is made of now, without what came of it; None when some of it cannot be compared.
        `names`: what its templates read; `told`: what the overview told while open points were looked for,
        and in the end."""
        try:
            reads = self._prints_of(document, names, points, told[1])
            found_out = [name for name in reads if name.partition(".")[0] in _FOUND_OUT]
            first = self._prints_of(document, found_out, (), told[0])
            context = self._subject.context
            rows = {name: found for name in reads if (found := row_fingerprints(value_of(context, name)))}
        except NotComparable:
            return None
        return LedgerEntry(program_mark(), *self._templates.of(document), reads, first, rows)

    # --- documents bound together ---------------------------------------------------------------------------
    def together(self, pages: Sequence[str]) -> tuple[str, str]:
        """What several documents bound together are made of, and the hash of their page when it was made of
        that before, else empty. `pages`: the hashes of theirs."""
        properties = fingerprint(pack_properties(self._subject))
        made_of = sha256(" ".join([program_mark(), properties, self._templates.shell, *pages]).encode())
        known, page = self._ledger.together
        return made_of, page if known == made_of else ""

    # --- comparing ------------------------------------------------------------------------------------------
    def _is_made_with(self, entry: LedgerEntry, document: Document) -> bool:
        made_with = (entry.program, entry.template, entry.shell)
        return made_with == (program_mark(), *self._templates.of(document))

    def _same(
        self, document: Document, then: Prints, points: Sequence[OpenPoint], told: Record | None
    ) -> bool:
        try:
            return self._prints_of(document, then, points, told) == then
        except NotComparable:
            return False

    def _prints_of(
        self, document: Document, names: Iterable[str], points: Sequence[OpenPoint], told: Record | None
    ) -> dict[str, str]:
        """Raises `NotComparable`."""
        subject = self._subject
        context = for_document(subject.context, subject.answers, document, points, told)
        found: dict[str, str] = {}
        for name in sorted({*names, PROPERTIES}):
            if name == PROPERTIES:
                found[name] = fingerprint(core_properties(document, subject))
            elif name.partition(".")[0] in _OWN:
                found[name] = fingerprint(value_of(context, name))
            else:
                if name not in self._prints:
                    self._prints[name] = fingerprint(value_of(context, name))
                found[name] = self._prints[name]
        return found


class _Marks:
    """Marks of the templates of a library."""

    def __init__(self, templates: Templates) -> None:
        self._read = templates
        self._known: dict[str, str] = {}

    def of(self, document: Document) -> tuple[str, str]:
        """The marks of a document's template on its paper, and of the shell."""
        file = f"{document.template_file}.docx"
        if file not in self._known:
            self._known[file] = sha256(self._read.read("docx", file)) if self._read.has("docx", file) else ""
        return f"{self._known[file]} {document.variant.paper}", self.shell

    @cached_property
    def shell(self) -> str:
        """The mark of the shell and its stylesheets."""
        base = self._read.read("html", SHELL) if self._read.has("html", SHELL) else b""
        names = _STYLESHEET.findall(base.decode("utf-8", "replace"))
        styles = [self._read.read("html", name) for name in names if self._read.has("html", name)]
        return sha256(b"\0".join([base, *styles]))
