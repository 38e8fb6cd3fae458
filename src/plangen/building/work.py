"""One pack on its way: prepared, so that its PDFs can be made while others are written, then written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

from plangen.building.outcome import BuildOutcome, BuildRequest, Failure, Pack
from plangen.building.printers import Start, Waiting
from plangen.catalog import AS_USUAL, Document
from plangen.findings import PlangenError, SystemRefusal
from plangen.history.state import ProjectState
from plangen.projects.writing import ChangedMeanwhile
from plangen.rendering.document import RenderedFile
from plangen.rendering.now import PackNow
from plangen.rendering.outputs import Form, Making, Output, OutputScope, output
from plangen.rendering.subject import Subject
from plangen.store.memory import sha256
from plangen.store.outputs import Made, NotOurs, Outputs, refuse_twin
from plangen.wordfiles.keeping import WordFiles
from plangen.wordfiles.merged import MergedFile

WORD = output("docx")
PULL_FIRST = "Før svarene tilbage med plangen pull, og dan pakken igen."


@dataclass(frozen=True)
class Files:
    """The files of a project while it is built: its Word files, and the others."""

    word: WordFiles
    outputs: Outputs


@dataclass(frozen=True)
class File:
    """One file to write, of some documents of the pack. `made` is None when the file that is there stays,
    because edits of answers in Word wait to be pulled. `made_from`: the hash of the page behind it."""

    row: Output
    documents: tuple[Document, ...]
    made: Waiting | None
    made_from: str = ""


@dataclass(frozen=True)
class Work:
    """A pack ready to be written. `documents`: each with its files, or with why it cannot be made;
    `together`: the files of the pack as a whole; `waiting`: the documents with edits of answers that the
    answer files do not say."""

    now: PackNow
    pack: Pack
    documents: tuple[tuple[Document, tuple[File, ...] | PlangenError], ...]
    together: tuple[File, ...]
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
    since: ProjectState | None = None,
) -> Work:
    """The work on one pack, with its PDFs begun. `since`: the edition before this one."""
    pack = _new_pack(subject, request.out / word_files.project)
    now = PackNow(subject, since)
    waiting, unseen = _waiting(documents, pack, word_files)
    broken = {document.id: error for document in documents if (error := now.failure(document.id))}
    failures = {**broken, **unseen}
    good = tuple(document for document in documents if document.id not in failures)
    pack.open_points = sum(len(now.points(document.id)) for document in good)

    def begun(row: Output, *about: Document) -> File:
        if row.form is Form.PRINT and any(document in waiting for document in about):
            return File(row, about, None)
        return _begun(row, Making(now, about, pack.folder), start)

    files = {d.id: tuple(begun(row, d) for row in request.rows(OutputScope.DOCUMENT)) for d in good}
    told = tuple((d, files[d.id] if d.id in files else failures[d.id]) for d in documents)
    rows = request.rows(OutputScope.PACK)
    together = tuple(
        begun(row, *(good if row.of_documents else ())) for row in rows if good or not row.of_documents
    )
    return Work(now, pack, told, together, waiting)


def _waiting(
    documents: Sequence[Document], pack: Pack, word_files: WordFiles
) -> tuple[tuple[Document, ...], dict[str, PlangenError]]:
    """The documents with edits of answers that the answer files do not say, and those that may not be read:
    nobody knows what a new PDF would contradict."""
    waiting: list[Document] = []
    unseen: dict[str, PlangenError] = {}
    for document in documents:
        try:
            waiting += [document] if word_files.answers_wait(pack.path(WORD, document)) else []
        except PlangenError as error:
            unseen[document.id] = error
    return tuple(waiting), unseen


def _begun(row: Output, making: Making, start: Start) -> File:
    """A file that is being made; what is wrong with its page is raised when it is asked for."""
    documents = tuple(making.documents)
    if row.form is Form.FILE:
        return File(row, documents, partial(_as_it_is, row, making))
    try:
        page = _bytes(row.make(making))
    except PlangenError as error:
        return File(row, documents, partial(_refused, error))
    if row.form is not Form.PRINT:
        return File(row, documents, partial(RenderedFile, page), sha256(page))
    html = page.decode("utf-8")
    made = start(html)
    making.now.printed(html, lambda: made().anchors)
    return File(row, documents, made, sha256(page))


def _as_it_is(row: Output, making: Making) -> RenderedFile:
    return RenderedFile(_bytes(row.make(making)))


def _bytes(made: bytes | str) -> bytes:
    return made.encode("utf-8") if isinstance(made, str) else made


def _refused(error: PlangenError) -> NoReturn:
    raise error


def _new_pack(subject: Subject, folder: Path) -> Pack:
    return Pack(
        folder=folder / (subject.folder or subject.key),
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
            pack.failed += len(request.rows(OutputScope.DOCUMENT))
            outcome.failures.append(_failure(document.title, pack, parts))
            pack.stays[pack.path(WORD, document)] = parts.message
            continue
        for file in parts:
            with _noting(document.title, pack, outcome):
                _write_file(file, work, files, outcome)
    for file in work.together:
        with _noting(file.row.title, pack, outcome):
            _write_file(file, work, files, outcome)


def _write_file(file: File, work: Work, files: Files, outcome: BuildOutcome) -> None:
    """Writes one file. Into one that staff go on writing in, and have edited, what is new is merged."""
    pack = work.pack
    target = _target(file, pack)
    if file.made is None:
        _keep_old(file, target, work, outcome)
        return
    made = file.made()
    outcome.notes.extend(f"{target}: {note}" for note in made.notes)
    if file.row.scope is OutputScope.DOCUMENT and made.pages:
        pack.pages[file.documents[0].id] = made.pages
    refuse_twin(target)
    if file.row.remember:
        file.row.remember(Making(work.now, file.documents, pack.folder))
    if file.row.by_staff:
        _write_for_staff(target, made.data, file.documents[0], work, files, outcome)
        return
    if not file.row.of_documents:
        outcome.notes.extend(write_anyway(target, made.data, files.outputs))
        pack.fresh.add(target)
        return
    ids = tuple(document.id for document in file.documents)
    variant = file.documents[0].variant if file.row.scope is OutputScope.DOCUMENT else AS_USUAL
    pack.count(files.outputs.write(target, made.data, Made((), file.made_from, ids, variant)))
    pack.fresh.add(target)
    if file.row.binds and any(document.internal for document in file.documents):
        outcome.notes.append(f"{target}: indeholder det interne bilag; send ikke filen til leverandører.")


def write_anyway(target: Path, data: bytes, outputs: Outputs) -> Iterator[str]:
    """Writes a file that people save from other programs; says so when somebody had changed it."""
    if outputs.write_anyway(target, data):
        yield f"{target} var ændret og er dannet igen; en kopi af den ligger i {outputs.copies_of(target)}."


def _target(file: File, pack: Pack) -> Path:
    return pack.path(file.row, file.documents[0] if file.row.scope is OutputScope.DOCUMENT else None)


def _write_for_staff(
    target: Path, data: bytes, document: Document, work: Work, files: Files, outcome: BuildOutcome
) -> None:
    pack = work.pack
    changed = files.word.seen(target) != data
    try:
        kept = files.word.write(target, data, work.subject, document)
    except PlangenError as error:
        pack.stays[target] = error.message
        raise
    if kept is None:
        pack.count(changed)
        return
    if isinstance(kept, MergedFile):
        pack.written += 1
        pack.merged.append(kept)
        outcome.notes.append(kept.message)
        return
    pack.kept += 1
    pack.written += kept.beside is not None
    if kept.behind:
        pack.stays[target] = kept.message
    if kept.failed:
        outcome.failures.append(Failure(kept.message, 1))
    else:
        outcome.notes.append(kept.message)


def _keep_old(file: File, target: Path, work: Work, outcome: BuildOutcome) -> None:
    """Says that a new PDF would contradict the Word files: answers were edited there and not pulled."""
    pack = work.pack
    words = ", ".join(pack.path(WORD, one).name for one in file.documents if one in work.waiting)
    done = "er ikke fornyet" if target.exists() else "er ikke dannet"
    outcome.failures.append(Failure(f"{target} {done}: svar er rettet i {words}. {PULL_FIRST}", 1))
    pack.failed += 1


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
