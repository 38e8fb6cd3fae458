"""Builds the packs of one project: every document of every department, and the overview."""

from __future__ import annotations

import gc
import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from plangen.building.closing import (
    length_notes,
    tell_strays,
    tidy_departments,
    tidy_pack,
)
from plangen.building.outcome import BuildOutcome, BuildRequest, Failure, Pack, Packed, Progress
from plangen.building.pack_files import remember_made, write
from plangen.building.printers import Start, printing
from plangen.building.project_files import write_project_files
from plangen.building.redlines import write_redlines
from plangen.building.remembering import remember_state
from plangen.building.telling import told_of
from plangen.building.wanted import packs_wanted
from plangen.building.work import Files, Work, prepared
from plangen.catalog import Document
from plangen.history.state import PackState, ProjectState
from plangen.projects.sources import LoadedProject
from plangen.rendering.outputs import Form, OutputScope
from plangen.rendering.state import edition_of
from plangen.rendering.subject import subject_of
from plangen.store.base import BaseStore
from plangen.store.builds import Builds
from plangen.store.locking import locked
from plangen.store.outputs import Outputs
from plangen.store.overviews import read_overviews
from plangen.store.page_numbers import remembered
from plangen.wordfiles.keeping import WordFiles

_AHEAD = 3
"""Packs that are prepared before the first of them is written, so that no printer waits for pages."""
_GIVE_BACK = 8
"""Packs after which the memory of those that are done is given back: garbage is looked for seldom else."""
_Item = TypeVar("_Item")


def _unsaid(_pack: Pack) -> None:
    """Nobody waits for the packs."""


def build_project(
    loaded: LoadedProject, request: BuildRequest, progress: Progress, packed: Packed = _unsaid
) -> BuildOutcome:
    """Builds what is asked for and writes it under `request.out/<project>/`.

    A department or document that fails does not stop the rest. Raises what `packs_wanted` and `locked` raise.
    """
    if not loaded.project.readable():
        return _built(loaded, request, progress, packed)
    with locked(BaseStore(request.out / loaded.name)):
        return _built(loaded, request, progress, packed)


def _built(loaded: LoadedProject, request: BuildRequest, progress: Progress, packed: Packed) -> BuildOutcome:
    outcome = BuildOutcome(loaded.name, loaded.project.base.profile)
    findings = [*loaded.logo_findings, *loaded.project.findings]
    wanted = packs_wanted(loaded, request, outcome)
    folder = request.out / loaded.name
    store = BaseStore(folder)
    loaded.page_numbers.update(remembered(store))
    files = Files(WordFiles(loaded, folder), Outputs(store), store)
    told = read_overviews(store)
    builds = Builds(store)
    since = builds.before(edition_of(loaded.project))
    states: dict[str, PackState] = {}
    steps, done = sum(map(len, wanted.values())), itertools.count()
    with printing(sum(_pages(request, len(documents)) for documents in wanted.values())) as start:
        works = (_work(loaded, key, some, request, files, start, since) for key, some in wanted.items())
        for work in _ahead(works, _AHEAD):
            if isinstance(work, Failure):
                outcome.failures.append(work)
                continue
            findings.extend(work.subject.findings)
            outcome.checks |= work.subject.checks
            outcome.packs.append(work.pack)
            for document in write(work, request, files, outcome):
                progress(f"{work.pack.name}: {document.title}", next(done), steps)
            tidy_pack(work, request, files, outcome)
            told[work.pack.key] = told_of(work, files, told.get(work.pack.key), request.is_whole)
            if request.redline:
                write_redlines(work, files, store, outcome)
            outcome.note_lasting(length_notes(work))
            if request.is_whole:
                states[work.pack.key] = work.now.state
            remember_made(work, request, files, outcome)
            packed(work.pack)
            if not len(outcome.packs) % _GIVE_BACK:
                gc.collect()
    outcome.findings = tuple(dict.fromkeys(findings))
    gone = tidy_departments(loaded, folder, files, outcome)
    if outcome.packs:
        write_project_files(loaded, folder, files, gone, told, outcome)
        remember_state(loaded, builds, states, outcome)
        tell_strays(store, files, request.within or folder, outcome)
    return outcome


def _work(
    loaded: LoadedProject,
    department: str | None,
    documents: Sequence[Document],
    request: BuildRequest,
    files: Files,
    start: Start,
    since: ProjectState | None,
) -> Work | Failure:
    if not loaded.project.readable(department):
        return _unreadable(loaded, department)
    return prepared(subject_of(loaded, department), documents, request, files, start, since)


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


def _unreadable(loaded: LoadedProject, department: str | None) -> Failure:
    what = f"Pakken til {department}" if department else f"Projektet {loaded.name}"
    return Failure(f"{what} er ikke dannet, fordi svarfilen ikke kan læses (se ovenfor).", 1)
