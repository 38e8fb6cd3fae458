"""What the overview is told of a pack: what its answers and plan say, and what lies in its folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from plangen.building.outcome import Pack
from plangen.building.work import WORD, Files, Work
from plangen.catalog import Document
from plangen.documents.open_points import OpenPoint
from plangen.exports.overview import EditedWordFile, PackFile, PackOverview, pack_of
from plangen.findings import PlangenError
from plangen.rendering.outputs import OUTPUTS, OutputScope, output
from plangen.store.versions import new_versions
from plangen.texts import danish
from plangen.wordfiles.edited import Edited, State, UnknownFile
from plangen.wordfiles.keeping import WordFiles

PDF = output("pdf")
WAITS, BEYOND = "svar er rettet og ikke ført tilbage", "andet end svar er rettet"
UNDECIDED = "begge tekster står i filen; tag stilling"
CONFLICT, BESIDE = "konflikt med svarfilen", "en ny version ligger ved siden af"
NOT_SHOWN = "viser ikke rettelserne"


def told_of(work: Work, files: Files, earlier: PackOverview | None, whole: bool) -> PackOverview:
    """A pack when its files are written. `whole`: all of its documents were made, so it is known what has
    changed in it. `earlier`: what was told of it before; what is not known now is as it was told then."""
    subject, pack = work.subject, work.pack
    ids = {document.id for document in subject.documents}
    told = pack_of(
        subject.key, subject.name, subject.answers, subject.plan, subject.findings, subject.documents
    )
    words, conflicts = edited_words(subject.documents, pack, files.word)
    before = {id: found for id, found in earlier.open.items() if id in ids} if earlier else {}
    told = replace(
        told.with_open(_points(work), subject.due, before),
        words=words,
        conflicts=conflicts,
        files=tuple(_files(pack, subject.documents)),
        stale=tuple(pack.stale),
    )
    if not whole:
        return replace(told, changes=earlier.changes if earlier else ())
    since, changed = work.now.since, work.now.changes
    return told.with_changes(since.edition, changed.changes, subject.documents) if since and changed else told


def edited_words(
    documents: Iterable[Document], pack: Pack, word: WordFiles
) -> tuple[tuple[EditedWordFile, ...], int]:
    """The Word files of a pack that say something else than the answers, and how many contradict them."""
    states = dict(_states(documents, pack, word))
    words = tuple(_word(pack, document, state, word) for document, state in states.items())
    return words, sum(_contradicts(pack, document, one, word) for document, one in states.items())


def _points(work: Work) -> Iterator[tuple[Document, tuple[OpenPoint, ...]]]:
    for document, parts in work.documents:
        if not isinstance(parts, PlangenError):
            yield document, work.now.points(document.id)


def _states(
    documents: Iterable[Document], pack: Pack, word: WordFiles
) -> Iterator[tuple[Document, Edited | UnknownFile]]:
    """The Word files that say something else than plangen wrote, and than the answers say."""
    for document in documents:
        try:
            state: State = word.state(pack.path(WORD, document))
        except PlangenError as error:
            state = UnknownFile(error.message)
        if isinstance(state, UnknownFile) or (state is not None and not state.is_in_the_answers):
            yield document, state


def _word(pack: Pack, document: Document, state: Edited | UnknownFile, word: WordFiles) -> EditedWordFile:
    path = pack.path(WORD, document)
    pdf = NOT_SHOWN if pack.path(PDF, document).exists() else ""
    return EditedWordFile(document.title, path.name, "; ".join(_said(path, state, word)), pdf)


def _said(path: Path, state: Edited | UnknownFile, word: WordFiles) -> Iterator[str]:
    if isinstance(state, UnknownFile):
        yield state.reason.rstrip(".")
    else:
        yield from (
            word for word, holds in ((WAITS, state.answers_wait), (BEYOND, state.beyond_answers)) if holds
        )
    if isinstance(state, Edited) and state.pull.of_kind("konflikt"):
        yield CONFLICT
    if places := dict.fromkeys(word.undecided(path)):
        named = [f"under »{place}«" if place else "øverst i dokumentet" for place in places]
        yield f"{UNDECIDED} {danish.joined(named)}"
    if any(beside.exists() for beside in new_versions(path)):
        yield BESIDE


def _contradicts(pack: Pack, document: Document, state: Edited | UnknownFile, word: WordFiles) -> bool:
    """Whether edits contradict the answers, or the file has places where somebody is to decide."""
    disputed = isinstance(state, Edited) and bool(state.pull.of_kind("konflikt"))
    return disputed or bool(word.undecided(pack.path(WORD, document)))


def _files(pack: Pack, documents: Iterable[Document]) -> Iterator[PackFile]:
    """The files of the pack that are there, each document's together, then those of the pack as a whole."""
    of_documents = [row for row in OUTPUTS if row.scope is OutputScope.DOCUMENT]
    found = [(document.title, pack.path(row, document)) for document in documents for row in of_documents]
    whole = (row for row in OUTPUTS if row.scope is OutputScope.PACK)
    found += [(row.title[:1].upper() + row.title[1:], pack.path(row)) for row in whole]
    yield from (PackFile(title, path.name) for title, path in found if path.exists())
