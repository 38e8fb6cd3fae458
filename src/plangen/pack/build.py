"""Builds the packs of one project: every document of every department, and the overview."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from plangen.catalog import Document, builtin_catalog
from plangen.findings import Finding, PlangenError, Severity, SystemRefusal, UsageError, reason_of
from plangen.pack.base import BaseStore
from plangen.pack.context import SHARED, subject_of
from plangen.pack.keeping import WordFiles
from plangen.pack.locking import locked
from plangen.pack.outcome import BuildOutcome, BuildRequest, Failure, Progress
from plangen.pack.overview import NAME, OverviewRow, overview_csv
from plangen.pack.printers import Start, printing
from plangen.pack.sources import LoadedProject
from plangen.pack.work import Work, prepared, write
from plangen.pack.writing import write_atomically

_AHEAD = 3
"""Packs that are prepared before the first of them is written, so that no printer waits for pages."""
_Item = TypeVar("_Item")


def build_project(loaded: LoadedProject, request: BuildRequest, progress: Progress) -> BuildOutcome:
    """Builds what is asked for and writes it under `request.out/<project>/`.

    A department or document that fails does not stop the rest. Raises `UsageError` for a department
    that the project does not have, and what `locked` raises.
    """
    if not loaded.project.readable():
        return _built(loaded, request, progress)
    with locked(BaseStore(request.out / loaded.name)):
        return _built(loaded, request, progress)


def _built(loaded: LoadedProject, request: BuildRequest, progress: Progress) -> BuildOutcome:
    outcome = BuildOutcome(loaded.name, loaded.project.readable())
    findings = [*loaded.logo_findings, *loaded.project.findings]
    documents = _documents(request)
    departments = _departments(loaded, request, outcome)
    word_files = WordFiles(loaded, request.out / loaded.name)
    steps = len(departments) * len(documents)
    with printing(steps * request.formats.count("pdf")) as start:
        works = (_work(loaded, key, documents, request, word_files, start) for key in departments)
        for number, work in enumerate(_ahead(works, _AHEAD)):
            if isinstance(work, Failure):
                outcome.failures.append(work)
                continue
            findings.extend(work.subject.findings)
            outcome.packs.append(work.pack)
            for index, document in enumerate(write(work, request, word_files, outcome)):
                progress(f"{work.pack.name}: {document.title}", number * len(documents) + index, steps)
    outcome.notes.extend(_orphans(loaded, request.out / loaded.name))
    outcome.findings = tuple(dict.fromkeys(findings))
    if outcome.packs:
        _write_overview(request.out / loaded.name / NAME, word_files, outcome)
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


def _ahead(items: Iterable[_Item], number: int) -> Iterator[_Item]:
    """The items in order, each taken `number` places before it is given."""
    taken: deque[_Item] = deque()
    for item in items:
        taken.append(item)
        if len(taken) > number:
            yield taken.popleft()
    yield from taken


def _documents(request: BuildRequest) -> list[Document]:
    """The documents asked for, in the order of the pack."""
    documents = builtin_catalog().documents
    return [doc for key, doc in documents.items() if key in request.documents or not request.documents]


def _departments(loaded: LoadedProject, request: BuildRequest, outcome: BuildOutcome) -> list[str | None]:
    """The contexts asked for: None for the pack of all, then the departments in their order. While the answer
    that names them cannot be read, the finding about that says all."""
    if not loaded.project.readable():
        return [None]
    known: dict[str, str | None] = {SHARED: None, **{key: key for key in loaded.project.departments}}
    for key in request.departments:
        if key not in known and "afdelinger" in loaded.project.base.invalid:
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


def _orphans(loaded: LoadedProject, folder: Path) -> list[str]:
    """Folders of departments that the project no longer has: left alone, and named."""
    unsure = not loaded.project.readable() or "afdelinger" in loaded.project.base.invalid
    if not folder.is_dir() or unsure:
        return []
    known = {SHARED, *loaded.project.departments}
    return [
        f"{path}: afdelingen findes ikke længere i svarfilen. Mappen er ikke ændret."
        for path in sorted(folder.iterdir())
        if path.is_dir() and path.name not in known and not path.name.startswith(".")
    ]


def _write_overview(target: Path, word_files: WordFiles, outcome: BuildOutcome) -> None:
    try:
        word_files.remember_project()
        rows = _overview_rows(word_files, outcome)
        earlier = target.read_text("utf-8", errors="replace") if target.is_file() else ""
        write_atomically(target, overview_csv(rows, earlier).encode("utf-8"))
    except OSError as error:
        outcome.failures.append(
            Failure(f"{target} kan ikke læses: {reason_of(error)}", SystemRefusal.exit_code)
        )
    except PlangenError as error:
        outcome.failures.append(Failure(str(error), error.exit_code))


def _overview_rows(word_files: WordFiles, outcome: BuildOutcome) -> list[OverviewRow]:
    return [
        OverviewRow(
            afdeling=pack.key,
            navn=pack.name,
            idriftsaettelse=pack.go_live,
            fejl=_count(pack.findings, Severity.ERROR),
            advarsler=_count(pack.findings, Severity.WARNING),
            aabne_punkter=pack.open_points,
            filer=", ".join(pack.files),
            rettet_i_word=", ".join(word_files.edited_beyond_answers(pack.folder, pack.key)),
        )
        for pack in outcome.packs
    ]


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)
