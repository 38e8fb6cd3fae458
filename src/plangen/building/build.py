"""Builds the packs of one project: every document of every department, and the overview."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from plangen.building.closing import stray_notes, tidy_departments, tidy_pack, write_project_files
from plangen.building.outcome import BuildOutcome, BuildRequest, Failure, Pack, Packed, Progress
from plangen.building.printers import Start, printing
from plangen.building.work import Files, Work, prepared, write
from plangen.catalog import Document
from plangen.catalog.address import Address
from plangen.findings import UsageError
from plangen.projects.sources import LoadedProject
from plangen.rendering.outputs import Form, OutputScope
from plangen.rendering.subject import SHARED, subject_of
from plangen.store.base import BaseStore
from plangen.store.locking import locked
from plangen.store.outputs import Outputs
from plangen.wordfiles.keeping import WordFiles

_AHEAD = 3
"""Packs that are prepared before the first of them is written, so that no printer waits for pages."""
_Item = TypeVar("_Item")


def _unsaid(_pack: Pack) -> None:
    """Nobody waits for the packs."""


def build_project(
    loaded: LoadedProject, request: BuildRequest, progress: Progress, packed: Packed = _unsaid
) -> BuildOutcome:
    """Builds what is asked for and writes it under `request.out/<project>/`.

    A department or document that fails does not stop the rest. Raises `UsageError` for a department
    that the project does not have, and what `locked` raises.
    """
    if not loaded.project.readable():
        return _built(loaded, request, progress, packed)
    with locked(BaseStore(request.out / loaded.name)):
        return _built(loaded, request, progress, packed)


def _built(loaded: LoadedProject, request: BuildRequest, progress: Progress, packed: Packed) -> BuildOutcome:
    outcome = BuildOutcome(loaded.name)
    findings = [*loaded.logo_findings, *loaded.project.findings]
    documents = _documents(loaded, request)
    departments = _departments(loaded, request, outcome)
    folder = request.out / loaded.name
    store = BaseStore(folder)
    files = Files(WordFiles(loaded, folder), Outputs(store))
    steps = len(departments) * len(documents)
    with printing(len(departments) * _pages(request, len(documents))) as start:
        works = (_work(loaded, key, documents, request, files.word, start) for key in departments)
        for number, work in enumerate(_ahead(works, _AHEAD)):
            if isinstance(work, Failure):
                outcome.failures.append(work)
                continue
            findings.extend(work.subject.findings)
            outcome.checks |= work.subject.checks
            outcome.packs.append(work.pack)
            for index, document in enumerate(write(work, request, files, outcome)):
                progress(f"{work.pack.name}: {document.title}", number * len(documents) + index, steps)
            tidy_pack(work, files, outcome)
            packed(work.pack)
    outcome.findings = tuple(dict.fromkeys(findings))
    gone = tidy_departments(loaded, folder, files.outputs, outcome)
    if outcome.packs:
        write_project_files(folder, files, gone, outcome)
        outcome.notes.extend(stray_notes(store, files))
    return outcome


def _work(
    loaded: LoadedProject,
    department: str | None,
    documents: Sequence[Document],
    request: BuildRequest,
    word_files: WordFiles,
    start: Start,
) -> Work | Failure:
    if not loaded.project.readable(department):
        return _unreadable(loaded, department)
    return prepared(subject_of(loaded, department), documents, request, word_files, start)


def _pages(request: BuildRequest, documents: int) -> int:
    """How many pages of a pack are printed."""
    prints = [
        row.scope
        for row in (*request.rows(OutputScope.DOCUMENT), *request.rows(OutputScope.PACK))
        if row.form is Form.PRINT
    ]
    return sum(documents if scope is OutputScope.DOCUMENT else 1 for scope in prints)


def _ahead(items: Iterable[_Item], number: int) -> Iterator[_Item]:
    """The items in order, each taken `number` places before it is given."""
    taken: deque[_Item] = deque()
    for item in items:
        taken.append(item)
        if len(taken) > number:
            yield taken.popleft()
    yield from taken


def _documents(loaded: LoadedProject, request: BuildRequest) -> list[Document]:
    """The documents asked for, in the order of the pack."""
    documents = loaded.library.catalog.documents
    return [doc for key, doc in documents.items() if key in request.documents or not request.documents]


def _departments(loaded: LoadedProject, request: BuildRequest, outcome: BuildOutcome) -> list[str | None]:
    """The contexts asked for: None for the pack of all, then the departments in their order. While the answer
    that names them cannot be read, the finding about that says all."""
    if not loaded.project.readable():
        return [None]
    known: dict[str, str | None] = {SHARED: None, **{key: key for key in loaded.project.departments}}
    for key in request.departments:
        if key not in known and Address("afdelinger") in loaded.project.base.invalid:
            why = f"»afdelinger« i {loaded.path} kan ikke læses (se ovenfor)"
            outcome.failures.append(Failure(f"Pakken til {key} er ikke dannet, fordi {why}.", 1))
        elif key not in known:
            raise UsageError(
                f"Afdelingen »{key}« findes ikke i {loaded.path}.", f"Vælg mellem: {', '.join(known)}."
            )
    return [
        department
        for key, department in known.items()
        if key in request.departments or not request.departments
    ]


def _unreadable(loaded: LoadedProject, department: str | None) -> Failure:
    what = f"Pakken til {department}" if department else f"Projektet {loaded.name}"
    return Failure(f"{what} er ikke dannet, fordi svarfilen ikke kan læses (se ovenfor).", 1)
