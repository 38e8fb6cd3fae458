"""Makes the workshop sheets of a project (specifikation.md 4.4): as documents of a pack are made, in a folder
of their own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from plangen.answers.packs import SHARED, SHEETS, packs_of
from plangen.building.outcome import BuildOutcome, BuildRequest, Failure, Progress
from plangen.building.pack_files import write
from plangen.building.printers import printing
from plangen.building.wanted import departments_wanted
from plangen.building.work import Files, prepared
from plangen.catalog import Document
from plangen.findings import PlangenError, UsageError
from plangen.projects.sources import LoadedProject
from plangen.rendering.subject import sheets_of
from plangen.store.base import BaseStore
from plangen.store.locking import locked
from plangen.store.outputs import Outputs
from plangen.wordfiles.keeping import WordFiles


def make_sheets(loaded: LoadedProject, request: BuildRequest, progress: Progress) -> BuildOutcome:
    """Makes sheets and writes them under `request.out/<project>/ark/`.

    `request.documents`: the ids of the sheets; without departments they are made of the project's answers.
    What cannot be made is noted and does not stop the rest. Raises `UsageError` for a department that the
    project does not have, or one whose pack lies in that folder, and what `locked` raises.
    """
    outcome = BuildOutcome(loaded.name, loaded.project.base.profile)
    if not loaded.project.readable():
        outcome.findings = tuple(loaded.project.findings)
        outcome.failures.append(_unreadable(loaded, loaded.name))
        return outcome
    if SHEETS in loaded.project.departments:
        raise UsageError(
            f"En afdeling har nøglen »{SHEETS}«, så dens pakke ligger i mappen til arkene.",
            "Giv afdelingen et andet afdeling_id.",
        )
    wanted = departments_wanted(loaded, request, outcome)
    if not request.departments:
        wanted = [packs_of(loaded.project)[SHARED]]
    with locked(BaseStore(request.out / loaded.name)):
        _make(loaded, request, wanted, progress, outcome)
    return outcome


def _make(
    loaded: LoadedProject,
    request: BuildRequest,
    wanted: Sequence[str | None],
    progress: Progress,
    outcome: BuildOutcome,
) -> None:
    folder = request.out / loaded.name
    store = BaseStore(folder)
    files = Files(WordFiles(loaded, folder), Outputs(store), store)
    sheets = [_on_paper(files.word.catalog.sheet_documents[id], request.paper) for id in request.documents]
    steps, done = len(wanted) * len(sheets), itertools.count()
    with printing(steps) as start:
        for department in wanted:
            if not loaded.project.readable(department):
                outcome.failures.append(_unreadable(loaded, department or loaded.name))
                continue
            work = prepared(sheets_of(loaded, department, sheets), sheets, request, files, start)
            outcome.packs.append(work.pack)
            for sheet in write(work, request, files, outcome):
                progress(f"{work.pack.name}: {sheet.title}", next(done), steps)
    _remember(files, outcome)


def _remember(files: Files, outcome: BuildOutcome) -> None:
    """Writes the records. What goes wrong is noted."""
    try:
        files.word.remember_project()
        files.outputs.save()
    except PlangenError as error:
        outcome.failures.append(Failure(str(error), error.exit_code))


def _on_paper(sheet: Document, paper: str) -> Document:
    """A sheet on the paper asked for, else on the one it is made for."""
    return sheet.on_paper(paper if paper in sheet.papers else sheet.papers[0])


def _unreadable(loaded: LoadedProject, what: str) -> Failure:
    return Failure(f"Arkene til {what} er ikke dannet, fordi svarfilen {loaded.path} ikke kan læses.", 1)
