"""A pack that is ready is written: file by file, and what is remembered of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from plangen.building.outcome import BuildOutcome, BuildRequest, Failure, Pack
from plangen.building.work import PULL_FIRST, WORD, File, Files, Work
from plangen.catalog import AS_USUAL, Document
from plangen.findings import PlangenError, SystemRefusal
from plangen.projects.writing import ChangedMeanwhile
from plangen.rendering.outputs import Making, OutputScope
from plangen.store.ledgers import write_ledger
from plangen.store.outputs import NOTHING_SAID, Made, NotOurs, Outputs, refuse_twin
from plangen.store.program import program_mark
from plangen.web.pdf import PangoMissing
from plangen.wordfiles.merged import MergedFile


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
            with _noting(document.title, pack, request, outcome):
                _write_file(file, work, files, outcome)
    for file in work.together:
        with _noting(file.row.title, pack, request, outcome):
            _write_file(file, work, files, outcome)


def _write_file(file: File, work: Work, files: Files, outcome: BuildOutcome) -> None:
    """Writes one file. Into one that staff go on writing in, and have edited, what is new is merged."""
    pack = work.pack
    target = _target(file, pack)
    if file.made is None:
        _keep_old(file, target, work, outcome)
        return
    made = file.made()
    outcome.note_lasting(f"{target}: {note}" for note in made.notes)
    if file.row.scope is OutputScope.DOCUMENT and made.pages:
        pack.pages[file.documents[0].id] = made.pages
    refuse_twin(target)
    if file.row.remember:
        file.row.remember(Making(work.now, file.documents, pack.folder))
    if file.row.by_staff:
        _write_for_staff(target, made.data, file.documents[0], work, files, outcome)
        return
    if not file.row.of_documents:
        told = Made((), made.made_of, made_by=program_mark() if made.made_of else "")
        outcome.notes.extend(write_anyway(target, made.data, files.outputs, told))
        pack.fresh.add(target)
        return
    ids = tuple(document.id for document in file.documents)
    variant = file.documents[0].variant if file.row.scope is OutputScope.DOCUMENT else AS_USUAL
    told = Made((), file.made_from, ids, variant, program_mark(), made.pages, made.notes)
    pack.count(files.outputs.write(target, made.data, told))
    pack.fresh.add(target)
    if file.row.binds and any(document.internal for document in file.documents):
        outcome.notes.append(f"{target}: indeholder det interne bilag; send ikke filen til leverandører.")


def remember_made(work: Work, request: BuildRequest, files: Files, outcome: BuildOutcome) -> None:
    """Remembers what the documents of a pack were made of, and tells why they were made. What goes wrong is
    noted."""
    made = work.now.entries(document for document, _ in work.documents)
    told = {f"{one.id} {one.title}": work.now.why(one, entry) for one, entry in made.items()}
    work.pack.why = {title: why for title, why in told.items() if why}
    with _noting("Regnskabet", work.pack, request, outcome):
        write_ledger(files.store, work.pack.folder.name, work.now.ledger(made))


def write_anyway(target: Path, data: bytes, outputs: Outputs, made: Made = NOTHING_SAID) -> Iterator[str]:
    """Writes a file that people save from other programs; says so when somebody had changed it."""
    if outputs.write_anyway(target, data, made):
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
def _noting(what: str, pack: Pack, request: BuildRequest, outcome: BuildOutcome) -> Iterator[None]:
    """Notes what went wrong with one file, so that the others are written. That the system can make no PDF
    is no fault where Word files are made, too, and is said once."""
    try:
        yield
    except NotOurs as error:
        pack.kept += 1
        outcome.failures.append(_failure(what, pack, error))
    except PangoMissing as error:
        if WORD not in request.rows(OutputScope.DOCUMENT):
            pack.failed += 1
            outcome.failures.append(_failure(what, pack, error))
        elif error.left_out not in outcome.notes:
            outcome.notes.append(error.left_out)
    except PlangenError as error:
        pack.failed += 1
        outcome.failures.append(_failure(what, pack, error))


def _failure(what: str, pack: Pack, error: PlangenError) -> Failure:
    where = "" if isinstance(error, SystemRefusal | NotOurs | ChangedMeanwhile) else f"{pack.name}, {what}: "
    return Failure(f"{where}{error}", error.exit_code)
