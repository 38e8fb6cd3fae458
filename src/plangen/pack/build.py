"""Builds the packs of one project: every document of every department, and the overview."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plangen.answers.model import Answers
from plangen.catalog import Document, builtin_catalog
from plangen.documents.context import base_context, department_name
from plangen.documents.open_points import OpenPoint
from plangen.findings import Finding, PlangenError, Severity, SystemRefusal, UsageError
from plangen.pack.inspect import findings_of_context
from plangen.pack.overview import NAME, OverviewRow, overview_csv
from plangen.pack.render import Subject, find_open_points, render
from plangen.pack.sources import LoadedProject
from plangen.pack.writing import write_atomically

SHARED = "faelles"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class BuildRequest:
    """What to build. Empty `departments` or `documents` mean all."""

    out: Path
    departments: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("docx", "pdf")


@dataclass(frozen=True)
class Failure:
    """A document or file that was not made: a Danish message and the exit code it asks for."""

    message: str
    exit_code: int


@dataclass
class Pack:
    """One department's pack (or the one of all): its folder, the files in it, the open points."""

    folder: Path
    key: str
    name: str
    go_live: str
    findings: tuple[Finding, ...]
    files: list[str] = field(default_factory=list)
    open_points: int = 0


@dataclass
class BuildOutcome:
    """What a build did."""

    project: str
    packs: list[Pack] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0, or the highest code a failure asks for."""
        return max((failure.exit_code for failure in self.failures), default=0)

    @property
    def open_points(self) -> int:
        return sum(pack.open_points for pack in self.packs)


def build_project(loaded: LoadedProject, request: BuildRequest, progress: Progress) -> BuildOutcome:
    """Builds what is asked for and writes it under `request.out/<project>/`.

    A department or document that fails does not stop the rest. Raises `UsageError` for a department
    that the project does not have.
    """
    documents = _documents(request)
    contexts = list(_contexts(loaded, request))
    outcome = BuildOutcome(loaded.name)
    total = len(contexts) * len(documents)
    for number, answers in enumerate(contexts):
        pack = _new_pack(loaded, answers, request)
        outcome.packs.append(pack)
        subject = Subject(answers, base_context(answers, loaded.logo))
        for index, document in enumerate(documents):
            progress(f"{pack.name}: {document.title}", number * len(documents) + index, total)
            _build_document(document, subject, pack, request, outcome)
    outcome.findings = tuple(
        dict.fromkeys([*loaded.project.findings, *(f for pack in outcome.packs for f in pack.findings)])
    )
    _write_overview(request.out / loaded.name / NAME, outcome)
    return outcome


def _documents(request: BuildRequest) -> list[Document]:
    documents = builtin_catalog().documents
    return [
        document for key, document in documents.items() if key in request.documents or not request.documents
    ]


def _contexts(loaded: LoadedProject, request: BuildRequest) -> Iterator[Answers]:
    project = loaded.project
    known = {SHARED: project.base, **project.departments}
    for key in request.departments:
        if key not in known:
            raise UsageError(
                f"Afdelingen »{key}« findes ikke i {loaded.path}.", f"Vælg mellem: {', '.join(known)}."
            )
    for key, answers in known.items():
        if key in request.departments or not request.departments:
            yield answers


def _new_pack(loaded: LoadedProject, answers: Answers, request: BuildRequest) -> Pack:
    key = answers.department or SHARED
    go_live = answers.go_live(answers.department)
    return Pack(
        folder=request.out / loaded.name / key,
        key=key,
        name=department_name(answers),
        go_live=go_live.isoformat() if go_live else "",
        findings=findings_of_context(loaded, answers),
    )


def _build_document(
    document: Document, subject: Subject, pack: Pack, request: BuildRequest, outcome: BuildOutcome
) -> None:
    try:
        points = find_open_points(document, subject)
    except PlangenError as error:
        outcome.failures.append(_failure(document, pack, error))
        return
    pack.open_points += len(points)
    for format in request.formats:
        name = f"{document.file}_{pack.key}.{format}"
        try:
            write_atomically(pack.folder / name, render(document, subject, points, format))
            pack.files.append(name)
        except PlangenError as error:
            outcome.failures.append(_failure(document, pack, error))


def _failure(document: Document, pack: Pack, error: PlangenError) -> Failure:
    where = "" if isinstance(error, SystemRefusal) else f"{pack.name}, {document.title}: "
    return Failure(f"{where}{error}", error.exit_code)


def _write_overview(target: Path, outcome: BuildOutcome) -> None:
    rows = [
        OverviewRow(
            afdeling=pack.key,
            navn=pack.name,
            idriftsaettelse=pack.go_live,
            fejl=_count(pack.findings, Severity.ERROR),
            advarsler=_count(pack.findings, Severity.WARNING),
            aabne_punkter=pack.open_points,
            filer=", ".join(pack.files),
        )
        for pack in outcome.packs
    ]
    try:
        earlier = target.read_text("utf-8") if target.is_file() else ""
        write_atomically(target, overview_csv(rows, earlier).encode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        outcome.failures.append(Failure(f"{target} kan ikke læses: {error}", SystemRefusal.exit_code))
    except PlangenError as error:
        outcome.failures.append(Failure(str(error), error.exit_code))


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)


__all__ = ["BuildOutcome", "BuildRequest", "Failure", "OpenPoint", "Pack", "build_project"]
