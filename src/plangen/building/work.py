"""One pack on its way: prepared, so that its PDFs can be made while others are written, then written."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

from plangen.building.outcome import BuildOutcome, BuildRequest, Failure, Pack
from plangen.building.printers import Start, Waiting
from plangen.catalog import Document
from plangen.findings import PlangenError, SystemRefusal
from plangen.projects.writing import ChangedMeanwhile
from plangen.rendering.bundle import word_zip
from plangen.rendering.document import RenderedFile
from plangen.rendering.names import bundle_names
from plangen.rendering.now import PackNow
from plangen.rendering.subject import Subject
from plangen.store.memory import sha256
from plangen.store.outputs import NotOurs, Outputs, refuse_twin
from plangen.wordfiles.keeping import WordFiles

PULL_FIRST = "Før svarene tilbage med plangen pull, og dan pakken igen."


@dataclass(frozen=True)
class Files:
    """The files of a project while it is built: its Word files, and the others."""

    word: WordFiles
    outputs: Outputs


@dataclass(frozen=True)
class File:
    """One file to write. `made` is None when the PDF that is there stays. `made_from`: the hash of the page
    behind it."""

    format: str
    made: Waiting | None
    made_from: str = ""


@dataclass(frozen=True)
class Work:
    """A pack ready to be written. `documents`: each with its files, or with why it cannot be made.
    `combined`: the one PDF of all; None when it is not asked for, or stays as it is."""

    now: PackNow
    pack: Pack
    documents: tuple[tuple[Document, tuple[File, ...] | PlangenError], ...]
    combined: File | None
    waiting: tuple[Document, ...]

    @property
    def subject(self) -> Subject:
        return self.now.subject


def prepared(
    subject: Subject,
    documents: Sequence[Document],
    request: BuildRequest,
    word_files: WordFiles,
    start: Start,
) -> Work:
    """The work on one pack, with its PDFs begun. Finds the open points of every document first: the pack
    overview lists them all."""
    pack = _new_pack(subject, request.out / word_files.project)
    now = PackNow(subject)
    waiting, unseen = _waiting(documents, pack, word_files)
    failures = {**now.failures, **unseen}
    good = [document for document in documents if document.id not in failures]
    pack.open_points = sum(len(now.points[document.id]) for document in good)

    def file(document: Document, format: str) -> File:
        if format == "docx":
            return File(format, partial(now.file, document, format))
        if format == "pdf" and document in waiting:
            return File(format, None)
        making = start if format == "pdf" else _as_it_is
        return _begun(format, making, partial(now.page, document))

    files = {d.id: tuple(file(d, format) for format in request.formats) for d in good}
    combined = None
    if request.bundle and good and not waiting:
        combined = _begun("pdf", start, partial(now.together, good))
    told = tuple((d, files[d.id] if d.id in files else failures[d.id]) for d in documents)
    return Work(now, pack, told, combined, waiting)


def _waiting(
    documents: Sequence[Document], pack: Pack, word_files: WordFiles
) -> tuple[tuple[Document, ...], dict[str, PlangenError]]:
    """The documents with edits of answers that the answer files do not say, and those that may not be read:
    nobody knows what a new PDF would contradict."""
    waiting: list[Document] = []
    unseen: dict[str, PlangenError] = {}
    for document in documents:
        try:
            waiting += [document] if word_files.answers_wait(pack.path(document, "docx")) else []
        except PlangenError as error:
            unseen[document.id] = error
    return tuple(waiting), unseen


def _begun(format: str, start: Start, page: Callable[[], str]) -> File:
    """A file that is being made of a page; what is wrong with the page is raised when it is asked for."""
    try:
        html = page()
        return File(format, start(html), sha256(html.encode("utf-8")))
    except PlangenError as error:
        return File(format, partial(_refused, error))


def _as_it_is(html: str) -> Waiting:
    return lambda: RenderedFile(html.encode("utf-8"))


def _refused(error: PlangenError) -> NoReturn:
    raise error


def _new_pack(subject: Subject, folder: Path) -> Pack:
    return Pack(
        folder=folder / subject.key,
        key=subject.key,
        name=subject.name,
        go_live=subject.go_live.isoformat() if subject.go_live else "",
        findings=subject.findings,
    )


# --- writing ------------------------------------------------------------------------------------------------
def write(work: Work, request: BuildRequest, files: Files, outcome: BuildOutcome) -> Iterator[Document]:
    """Writes a pack document by document, naming each before it is written. What fails is noted and does not
    stop the rest."""
    pack = work.pack
    for document, parts in work.documents:
        yield document
        if isinstance(parts, PlangenError):
            pack.failed += len(request.formats)
            outcome.failures.append(_failure(document.title, pack, parts))
            continue
        for file in parts:
            with _noting(document.title, pack, outcome):
                _write_file(file, document, work, files, outcome)
    if request.bundle and any(not isinstance(parts, PlangenError) for _, parts in work.documents):
        with _noting("samlet PDF", pack, outcome):
            _write_combined(work, files, outcome)
        with _noting("samlet ZIP", pack, outcome):
            _write_zip(work, files)


def _write_file(file: File, document: Document, work: Work, files: Files, outcome: BuildOutcome) -> None:
    """Writes one file. A Word file that staff have edited stays, with the new version beside it."""
    pack = work.pack
    if file.made is None:
        _keep_old_pdf(document, pack, outcome)
        return
    made = file.made()
    target = pack.path(document, file.format)
    outcome.notes.extend(f"{target}: {note}" for note in made.notes)
    refuse_twin(target)
    if file.format != "docx":
        pack.count(files.outputs.write(target, made.data, file.made_from, (document.id,)))
        return
    changed = files.word.seen(target) != made.data
    kept = files.word.write(target, made.data, work.subject, document.id)
    if kept is None:
        pack.count(changed)
        return
    pack.kept += 1
    pack.written += kept.beside is not None
    if kept.failed:
        outcome.failures.append(Failure(kept.message, 1))
    else:
        outcome.notes.append(kept.message)


def _keep_old_pdf(document: Document, pack: Pack, outcome: BuildOutcome) -> None:
    """Says that a new PDF would contradict the Word file: an answer was edited there and not pulled."""
    pdf, word = pack.path(document, "pdf"), pack.path(document, "docx")
    done = "er ikke fornyet" if pdf.exists() else "er ikke dannet"
    outcome.failures.append(Failure(f"{pdf} {done}: svar er rettet i {word.name}. {PULL_FIRST}", 1))
    pack.failed += 1


def _write_combined(work: Work, files: Files, outcome: BuildOutcome) -> None:
    """One PDF of all documents. It stays as it is while answers in Word files wait to be pulled."""
    pack, built = work.pack, _built(work)
    target = pack.folder / bundle_names(pack.key)[0]
    if work.combined is None or work.combined.made is None:
        names = ", ".join(document.title for document in work.waiting)
        message = f"{target} er ikke fornyet: svar er rettet i {names}. {PULL_FIRST}"
        outcome.failures.append(Failure(message, 1))
        pack.failed += 1
        return
    made = work.combined.made()
    outcome.notes.extend(f"{target}: {note}" for note in made.notes)
    refuse_twin(target)
    ids = tuple(document.id for document in built)
    pack.count(files.outputs.write(target, made.data, work.combined.made_from, ids))
    if any(document.internal for document in built):
        outcome.notes.append(f"{target}: indeholder det interne bilag; send ikke filen til leverandører.")


def _write_zip(work: Work, files: Files) -> None:
    """One ZIP of the Word files that are in the folder now."""
    pack, built = work.pack, _built(work)
    target = pack.folder / bundle_names(pack.key)[1]
    refuse_twin(target)
    paths = [path for document in built if (path := pack.path(document, "docx")).exists()]
    pack.count(files.outputs.write(target, word_zip(paths), "", tuple(document.id for document in built)))


def _built(work: Work) -> list[Document]:
    return [document for document, parts in work.documents if not isinstance(parts, PlangenError)]


@contextlib.contextmanager
def _noting(what: str, pack: Pack, outcome: BuildOutcome) -> Iterator[None]:
    """Notes what went wrong with one file, so that the others are written."""
    try:
        yield
    except NotOurs as error:
        pack.kept += 1
        outcome.failures.append(_failure(what, pack, error))
    except PlangenError as error:
        pack.failed += 1
        outcome.failures.append(_failure(what, pack, error))


def _failure(what: str, pack: Pack, error: PlangenError) -> Failure:
    where = "" if isinstance(error, SystemRefusal | NotOurs | ChangedMeanwhile) else f"{pack.name}, {what}: "
    return Failure(f"{where}{error}", error.exit_code)
