"""Builds the packs of one project: every document of every department, and the overview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from plangen.catalog import Document, builtin_catalog
from plangen.documents.open_points import OpenPoint
from plangen.documents.overview import OVERVIEW_DOCUMENT, pack_overview
from plangen.findings import Finding, PlangenError, Severity, SystemRefusal, UsageError
from plangen.pack.bundle import bundle_names, combined_pdf, word_zip
from plangen.pack.context import SHARED, Subject, subject_of
from plangen.pack.keeping import WordFiles
from plangen.pack.outcome import BuildOutcome, BuildRequest, Failure, Pack, Progress
from plangen.pack.overview import NAME, OverviewRow, overview_csv
from plangen.pack.render import RenderedFile, find_open_points, render
from plangen.pack.sources import LoadedProject
from plangen.pack.writing import write_atomically
from plangen.texts.values import Record

PULL_FIRST = "Før svarene tilbage med plangen pull, og dan pakken igen."


def build_project(loaded: LoadedProject, request: BuildRequest, progress: Progress) -> BuildOutcome:
    """Builds what is asked for and writes it under `request.out/<project>/`.

    A department or document that fails does not stop the rest. Raises `UsageError` for a department
    that the project does not have.
    """
    outcome = BuildOutcome(loaded.name)
    findings = [*loaded.logo_findings, *loaded.project.findings]
    documents = _documents(request)
    departments = _departments(loaded, request)
    word_files = WordFiles(loaded, request.out / loaded.name)
    for number, department in enumerate(departments):
        if not loaded.project.readable(department):
            outcome.failures.append(_unreadable(loaded, department))
            continue
        subject = subject_of(loaded, department)
        findings.extend(subject.findings)
        pack = _new_pack(subject, request.out / loaded.name)
        outcome.packs.append(pack)
        done = number * len(documents)

        def step(title: str, index: int, pack: Pack = pack, done: int = done) -> None:
            progress(f"{pack.name}: {title}", done + index, len(departments) * len(documents))

        _build_pack(subject, documents, pack, request, word_files, outcome, step)
    outcome.notes.extend(_orphans(loaded, request.out / loaded.name))
    outcome.findings = tuple(dict.fromkeys(findings))
    if outcome.packs:
        _write_overview(request.out / loaded.name / NAME, word_files, outcome)
    return outcome


def _documents(request: BuildRequest) -> list[Document]:
    """The documents asked for, in the order of the pack."""
    documents = builtin_catalog().documents
    return [doc for key, doc in documents.items() if key in request.documents or not request.documents]


def _departments(loaded: LoadedProject, request: BuildRequest) -> list[str | None]:
    """The contexts asked for: None for the pack of all, then the departments in their order."""
    known: dict[str, str | None] = {SHARED: None, **{key: key for key in loaded.project.departments}}
    for key in request.departments:
        if key not in known:
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


def _new_pack(subject: Subject, folder: Path) -> Pack:
    return Pack(
        folder=folder / subject.key,
        key=subject.key,
        name=subject.name,
        go_live=subject.go_live.isoformat() if subject.go_live else "",
        findings=subject.findings,
    )


def _build_pack(
    subject: Subject,
    documents: Sequence[Document],
    pack: Pack,
    request: BuildRequest,
    word_files: WordFiles,
    outcome: BuildOutcome,
    step: Callable[[str, int], None],
) -> None:
    """Finds the open points of every document first: the pack overview lists them all."""
    points, failures = all_open_points(subject)
    overview = pack_overview(subject, points)
    built = []
    for index, document in enumerate(documents):
        step(document.title, index)
        if document.id in failures:
            outcome.failures.append(_failure(document, pack, failures[document.id]))
            continue
        own = points[document.id]
        pack.open_points += len(own)
        built.append((document, own))
        for format in request.formats:
            try:
                if not _keeps_old_pdf(document, pack, format, word_files, outcome):
                    file = render(document, subject, own, overview, format)
                    _write(document, subject, pack, format, file, word_files, outcome)
            except PlangenError as error:
                outcome.failures.append(_failure(document, pack, error))

    if request.bundle:
        waiting = [document for document, _ in built if word_files.answers_wait(pack.path(document, "docx"))]
        _write_bundle(subject, built, overview, pack, waiting, outcome)


def _write(
    document: Document,
    subject: Subject,
    pack: Pack,
    format: str,
    file: RenderedFile,
    word_files: WordFiles,
    outcome: BuildOutcome,
) -> None:
    """Writes one file. A Word file that staff have edited stays, with the new version beside it."""
    target = pack.path(document, format)
    outcome.notes.extend(f"{target}: {note}" for note in file.notes)
    pack.files.append(target.name)
    if format != "docx":
        write_atomically(target, file.data)
        return
    kept = word_files.write(target, file.data, subject, document.id)
    if kept is not None and kept.beside is not None:
        outcome.failures.append(Failure(kept.message, 1))
        pack.files.append(kept.beside.name)
    elif kept is not None:
        outcome.notes.append(kept.message)


def _keeps_old_pdf(
    document: Document, pack: Pack, format: str, word_files: WordFiles, outcome: BuildOutcome
) -> bool:
    """Whether a new PDF would contradict the Word file: an answer was edited there and not pulled."""
    word = pack.path(document, "docx")
    if format != "pdf" or not word_files.answers_wait(word):
        return False
    pdf = pack.path(document, "pdf")
    done = "er ikke fornyet" if pdf.exists() else "er ikke dannet"
    outcome.failures.append(Failure(f"{pdf} {done}: svar er rettet i {word.name}. {PULL_FIRST}", 1))
    if pdf.exists():
        pack.files.append(pdf.name)
    return True


def _write_bundle(
    subject: Subject,
    built: Sequence[tuple[Document, Sequence[OpenPoint]]],
    overview: Record,
    pack: Pack,
    waiting: Sequence[Document],
    outcome: BuildOutcome,
) -> None:
    """One PDF of all documents, and one ZIP of the Word files that are in the folder now. The PDF stays as it
    is while answers in Word files wait to be pulled."""
    pdf_name, zip_name = bundle_names(pack.key)
    word_files = [pack.folder / f"{document.file}_{pack.key}.docx" for document, _ in built]
    try:
        if waiting:
            names = ", ".join(document.title for document in waiting)
            message = f"{pack.folder / pdf_name} er ikke fornyet: svar er rettet i {names}. {PULL_FIRST}"
            outcome.failures.append(Failure(message, 1))
        else:
            file = combined_pdf(subject, built, overview)
            outcome.notes.extend(f"{pack.folder / pdf_name}: {note}" for note in file.notes)
            write_atomically(pack.folder / pdf_name, file.data)
            pack.files.append(pdf_name)
        write_atomically(pack.folder / zip_name, word_zip([path for path in word_files if path.exists()]))
        pack.files.append(zip_name)
        if any(document.internal for document, _ in built):
            outcome.notes.append(
                f"{pack.folder / pdf_name}: indeholder det interne bilag; send ikke filen til leverandører."
            )
    except PlangenError as error:
        where = "" if isinstance(error, SystemRefusal) else f"{pack.name}, samlet fil: "
        outcome.failures.append(Failure(f"{where}{error}", error.exit_code))


def _orphans(loaded: LoadedProject, folder: Path) -> list[str]:
    """Folders of departments that the project no longer has: left alone, and named."""
    if not folder.is_dir() or not loaded.project.readable():
        return []
    known = {SHARED, *loaded.project.departments}
    return [
        f"{path}: afdelingen findes ikke længere i svarfilen. Mappen er ikke ændret."
        for path in sorted(folder.iterdir())
        if path.is_dir() and path.name not in known and not path.name.startswith(".")
    ]


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


def _failure(document: Document, pack: Pack, error: PlangenError) -> Failure:
    where = "" if isinstance(error, SystemRefusal) else f"{pack.name}, {document.title}: "
    return Failure(f"{where}{error}", error.exit_code)


def _write_overview(target: Path, word_files: WordFiles, outcome: BuildOutcome) -> None:
    try:
        word_files.remember_project()
        rows = _overview_rows(word_files, outcome)
        earlier = target.read_text("utf-8") if target.is_file() else ""
        write_atomically(target, overview_csv(rows, earlier).encode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        outcome.failures.append(Failure(f"{target} kan ikke læses: {error}", SystemRefusal.exit_code))
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
