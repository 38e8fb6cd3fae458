"""One pack on its way: prepared, so that its PDFs can be made while others are written, then written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

from plangen.catalog import Document, builtin_catalog
from plangen.documents.open_points import OpenPoint
from plangen.documents.overview import OVERVIEW_DOCUMENT, pack_overview
from plangen.findings import PlangenError, SystemRefusal
from plangen.pack.bundle import bundle_names, pages_together, word_zip
from plangen.pack.context import Subject
from plangen.pack.keeping import WordFiles
from plangen.pack.outcome import BuildOutcome, BuildRequest, Failure, Pack
from plangen.pack.printers import Start, Waiting
from plangen.pack.render import RenderedFile, find_open_points, page_of, render
from plangen.pack.writing import write_atomically

PULL_FIRST = "Før svarene tilbage med plangen pull, og dan pakken igen."


@dataclass(frozen=True)
class File:
    """One file to write. `made` is None when the PDF that is there stays."""

    format: str
    made: Waiting | None


@dataclass(frozen=True)
class Work:
    """A pack ready to be written. `documents`: each with its files, or with why it cannot be made.
    `combined`: the one PDF of all; None when it is not asked for, or stays as it is."""

    subject: Subject
    pack: Pack
    documents: tuple[tuple[Document, tuple[File, ...] | PlangenError], ...]
    combined: Waiting | None
    waiting: tuple[Document, ...]


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
    points, failures = all_open_points(subject)
    overview = pack_overview(subject, points)
    good = [document for document in documents if document.id not in failures]
    pack.open_points = sum(len(points[document.id]) for document in good)
    waiting = tuple(d for d in good if word_files.answers_wait(pack.path(d, "docx")))

    def file(document: Document, format: str) -> File:
        if format != "pdf":
            return File(format, partial(render, document, subject, points[document.id], overview, format))
        if document in waiting:
            return File(format, None)
        page = partial(page_of, document, subject, points[document.id], overview)
        return File(format, _begun(start, lambda: page().html))

    files = {d.id: tuple(file(d, format) for format in request.formats) for d in good}
    combined = None
    if request.bundle and good and not waiting:
        built = [(document, points[document.id]) for document in good]
        combined = _begun(start, lambda: pages_together(subject, built, overview))
    told = tuple((d, files[d.id] if d.id in files else failures[d.id]) for d in documents)
    return Work(subject, pack, told, combined, waiting if request.bundle else ())


def _begun(start: Start, page: Callable[[], str]) -> Waiting:
    """A PDF that is being made; what is wrong with its page is raised when the file is asked for."""
    try:
        return start(page())
    except PlangenError as error:
        return partial(_refused, error)


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


def all_open_points(
    subject: Subject,
) -> tuple[dict[str, tuple[OpenPoint, ...]], dict[str, PlangenError]]:
    """The open points of every document, and what went wrong with those that cannot be made."""
    points: dict[str, tuple[OpenPoint, ...]] = {}
    failures: dict[str, PlangenError] = {}
    # The overview prints what the others lack, so it comes last.
    for document in sorted(builtin_catalog().documents.values(), key=lambda doc: doc.id == OVERVIEW_DOCUMENT):
        try:
            points[document.id] = find_open_points(document, subject, pack_overview(subject, points))
        except PlangenError as error:
            failures[document.id] = error
    return points, failures


# --- writing ------------------------------------------------------------------------------------------------
def write(
    work: Work, request: BuildRequest, word_files: WordFiles, outcome: BuildOutcome
) -> Iterator[Document]:
    """Writes a pack document by document, naming each before it is written. What fails is noted and does not
    stop the rest."""
    pack = work.pack
    for document, files in work.documents:
        yield document
        if isinstance(files, PlangenError):
            outcome.failures.append(_failure(document, pack, files))
            continue
        for file in files:
            try:
                _write_file(file, document, work, word_files, outcome)
            except PlangenError as error:
                outcome.failures.append(_failure(document, pack, error))
    if request.bundle:
        _write_bundle(work, outcome)


def _write_file(
    file: File, document: Document, work: Work, word_files: WordFiles, outcome: BuildOutcome
) -> None:
    """Writes one file. A Word file that staff have edited stays, with the new version beside it."""
    pack = work.pack
    if file.made is None:
        _keep_old_pdf(document, pack, outcome)
        return
    made = file.made()
    target = pack.path(document, file.format)
    outcome.notes.extend(f"{target}: {note}" for note in made.notes)
    pack.files.append(target.name)
    if file.format != "docx":
        write_atomically(target, made.data)
        return
    kept = word_files.write(target, made.data, work.subject, document.id)
    if kept is not None and kept.beside is not None:
        outcome.failures.append(Failure(kept.message, 1))
        pack.files.append(kept.beside.name)
    elif kept is not None:
        outcome.notes.append(kept.message)


def _keep_old_pdf(document: Document, pack: Pack, outcome: BuildOutcome) -> None:
    """Says that a new PDF would contradict the Word file: an answer was edited there and not pulled."""
    pdf, word = pack.path(document, "pdf"), pack.path(document, "docx")
    done = "er ikke fornyet" if pdf.exists() else "er ikke dannet"
    outcome.failures.append(Failure(f"{pdf} {done}: svar er rettet i {word.name}. {PULL_FIRST}", 1))
    if pdf.exists():
        pack.files.append(pdf.name)


def _write_bundle(work: Work, outcome: BuildOutcome) -> None:
    """One PDF of all documents, and one ZIP of the Word files that are in the folder now. The PDF stays as it
    is while answers in Word files wait to be pulled."""
    pack = work.pack
    pdf_name, zip_name = bundle_names(pack.key)
    built = [document for document, files in work.documents if not isinstance(files, PlangenError)]
    word_files = [pack.path(document, "docx") for document in built]
    if not built:
        return
    try:
        if work.combined is None:
            names = ", ".join(document.title for document in work.waiting)
            message = f"{pack.folder / pdf_name} er ikke fornyet: svar er rettet i {names}. {PULL_FIRST}"
            outcome.failures.append(Failure(message, 1))
        else:
            file: RenderedFile = work.combined()
            outcome.notes.extend(f"{pack.folder / pdf_name}: {note}" for note in file.notes)
            write_atomically(pack.folder / pdf_name, file.data)
            pack.files.append(pdf_name)
        write_atomically(pack.folder / zip_name, word_zip([path for path in word_files if path.exists()]))
        pack.files.append(zip_name)
        if any(document.internal for document in built):
            outcome.notes.append(
                f"{pack.folder / pdf_name}: indeholder det interne bilag; send ikke filen til leverandører."
            )
    except PlangenError as error:
        where = "" if isinstance(error, SystemRefusal) else f"{pack.name}, samlet fil: "
        outcome.failures.append(Failure(f"{where}{error}", error.exit_code))


def _failure(document: Document, pack: Pack, error: PlangenError) -> Failure:
    where = "" if isinstance(error, SystemRefusal) else f"{pack.name}, {document.title}: "
    return Failure(f"{where}{error}", error.exit_code)
