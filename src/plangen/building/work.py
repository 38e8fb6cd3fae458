"""One pack on its way: prepared, so that its PDFs can be made while others are written, then written."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

from plangen.building.outcome import BuildRequest, Pack
from plangen.building.printers import Start, Waiting
from plangen.catalog import Document
from plangen.findings import PlangenError
from plangen.history.state import ProjectState
from plangen.rendering.document import RenderedFile
from plangen.rendering.now import PackNow
from plangen.rendering.outputs import Form, Making, Output, OutputScope, output
from plangen.rendering.subject import Subject
from plangen.store.base import BaseStore
from plangen.store.memory import sha256
from plangen.store.outputs import Outputs
from plangen.store.program import program_mark
from plangen.wordfiles.before import made_before
from plangen.wordfiles.keeping import WordFiles

WORD = output("docx")
PULL_FIRST = "Før svarene tilbage med plangen pull, og dan pakken igen."


@dataclass(frozen=True)
class Files:
    """The files of a project while it is built: its Word files, the others, and the memory of both."""

    word: WordFiles
    outputs: Outputs
    store: BaseStore


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
    files: Files,
    start: Start,
    since: ProjectState | None = None,
) -> Work:
    """The work on one pack, with its PDFs begun. `since`: the edition before this one."""
    pack = _new_pack(subject, request.out / files.word.project)
    now = PackNow(subject, since, made_before(subject, files.store, pack.folder))
    waiting, unseen = _waiting(documents, pack, files.word)
    broken = {document.id: error for document in documents if (error := now.failure(document.id))}
    failures = {**broken, **unseen}
    good = tuple(document for document in documents if document.id not in failures)
    pack.open_points = sum(len(now.points(document.id)) for document in good)

    def begun(row: Output, *about: Document) -> File:
        if row.form is Form.PRINT and any(document in waiting for document in about):
            return File(row, about, None)
        target = pack.path(row, about[0] if row.scope is OutputScope.DOCUMENT else None)
        return _begun(row, Making(now, about, pack.folder), start, partial(_printed, files.outputs, target))

    made = {d.id: tuple(begun(row, d) for row in request.rows(OutputScope.DOCUMENT)) for d in good}
    told = tuple((d, made[d.id] if d.id in made else failures[d.id]) for d in documents)
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


def _printed(outputs: Outputs, target: Path, made_from: str) -> RenderedFile | None:
    """The PDF of a page that was printed before, and that is still there."""
    with contextlib.suppress(PlangenError):  # who cannot read it makes it again, and is told then
        if known := outputs.still(target, made_from, program_mark()):
            data, made = known
            return RenderedFile(data, made.notes, made.pages)
    return None


def _begun(row: Output, making: Making, start: Start, printed: Callable[[str], RenderedFile | None]) -> File:
    """A file that is being made; what is wrong with its page is raised when it is asked for. `printed`: the
    PDF of a page with that hash, where it lies in its place already."""
    documents = tuple(making.documents)
    if row.form is Form.FILE:
        return File(row, documents, partial(_as_it_is, row, making, printed))
    try:
        made_from = making.page_before(row)
        if made_from and (there := printed(made_from)) is not None:
            return File(row, documents, partial(_itself, there), made_from)
        page = _bytes(row.make(making))
    except PlangenError as error:
        return File(row, documents, partial(_refused, error))
    made_from = sha256(page)
    if row.form is not Form.PRINT:
        return File(row, documents, partial(RenderedFile, page), made_from)
    if (there := printed(made_from)) is not None:
        return File(row, documents, partial(_itself, there), made_from)
    html = page.decode("utf-8")
    made = start(html)
    making.now.printed(html, lambda: made().anchors)
    return File(row, documents, made, made_from)


def _as_it_is(row: Output, making: Making, before: Callable[[str], RenderedFile | None]) -> RenderedFile:
    """A file that is no page."""
    made_of = row.mark(making) if row.mark else ""
    there = before(made_of) if made_of else None
    return RenderedFile((there.data if there else _bytes(row.make(making))), made_of=made_of)


def _bytes(made: bytes | str) -> bytes:
    return made.encode("utf-8") if isinstance(made, str) else made


def _itself(file: RenderedFile) -> RenderedFile:
    return file


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
