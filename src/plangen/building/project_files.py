"""The files about the whole project, and the records, written when its packs are."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from plangen.answers.packs import packs_of
from plangen.building.outcome import BuildOutcome, Failure, Pack
from plangen.building.pack_files import write_anyway
from plangen.building.work import Files
from plangen.exports.overview import PackOverview
from plangen.exports.overview_page import OverviewTitle
from plangen.findings import Finding, PlangenError, Severity, SystemRefusal, reason_of
from plangen.ooxml.properties import CoreProperties
from plangen.projects.sources import LoadedProject
from plangen.rendering.outputs import PROJECT_OUTPUTS, own_files
from plangen.rendering.overview import OverviewRow, ProjectNow
from plangen.store.base import BaseStore
from plangen.store.overviews import write_overviews
from plangen.store.page_numbers import remember


def write_project_files(
    loaded: LoadedProject,
    folder: Path,
    files: Files,
    gone: Mapping[str, Sequence[str]],
    told: Mapping[str, PackOverview],
    outcome: BuildOutcome,
) -> None:
    """Writes what tells of the whole project, and the records. `gone`: the names of the files of departments
    that the project no longer has; `told`: what is known of its packs, those of this run among them. What
    goes wrong is noted and does not stop the rest."""
    order = [key for key in packs_of(loaded.project) if key in told]
    packs = [told[key] for key in order]
    with _noting(folder, outcome):
        files.word.remember_project()
        write_overviews(BaseStore(folder), {pack.key: pack for pack in packs})
    now = _now(loaded, [_row(pack, files) for pack in outcome.packs], gone, packs)
    for row in PROJECT_OUTPUTS:
        target = folder / row.file
        with _noting(target, outcome):
            earlier = target.read_text("utf-8", errors="replace") if target.is_file() else ""
            made = row.make(now, earlier)
            data = made.encode("utf-8") if isinstance(made, str) else made
            outcome.notes.extend(write_anyway(target, data, files.outputs))
    with _noting(folder, outcome):
        files.outputs.save()
        remember(BaseStore(folder), loaded.page_numbers)


@contextlib.contextmanager
def _noting(target: Path, outcome: BuildOutcome) -> Iterator[None]:
    """Notes what went wrong with one file."""
    try:
        yield
    except OSError as error:
        message = f"{target} kan ikke læses: {reason_of(error)}"
        outcome.failures.append(Failure(message, SystemRefusal.exit_code))
    except PlangenError as error:
        outcome.failures.append(Failure(str(error), error.exit_code))


def _now(
    loaded: LoadedProject,
    rows: Sequence[OverviewRow],
    gone: Mapping[str, Sequence[str]],
    packs: Sequence[PackOverview],
) -> ProjectNow:
    answers = loaded.project.base
    municipality, project = answers.text("kommune_navn"), answers.text("projekt_titel") or loaded.name
    author = str(answers.setting("udarbejdet_af") or municipality)
    return ProjectNow(
        rows,
        gone,
        packs,
        loaded.library,
        OverviewTitle(project, municipality),
        CoreProperties(f"Oversigt – {project}", project, author, date=answers.today),
    )


def _row(pack: Pack, files: Files) -> OverviewRow:
    return OverviewRow(
        afdeling=pack.key,
        navn=pack.name,
        idriftsaettelse=pack.go_live,
        fejl=_count(pack.findings, Severity.ERROR),
        advarsler=_count(pack.findings, Severity.WARNING),
        aabne_punkter=pack.open_points,
        filer=", ".join(path.name for path in own_files(files.word.catalog, pack.folder, pack.key)),
        rettet_i_word=", ".join(files.word.edited_beyond_answers(pack.folder, pack.key)),
        foraeldede_filer=", ".join(pack.stale),
    )


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)
