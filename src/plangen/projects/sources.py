"""Reads a project's files from the disk: the answer file, the departments' own, and the logo."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from plangen.answers.project import Project
from plangen.findings import Finding, Severity, SystemRefusal, UsageError, reason_of
from plangen.forms.project import SourceFile, load_project
from plangen.library import Library
from plangen.pictures.logo import LogoRefused, logo_picture
from plangen.projects.file_names import (
    alike,
    composed,
    entries,
    file_bytes,
    is_dir,
    is_file,
    is_missing,
    neighbours,
    on_disk,
)
from plangen.projects.own_files import is_answer_file, notices, own_folder
from plangen.texts.values import Picture

_IMAGE_HINT = "Brug en png- eller svg-fil i samme mappe som svarfilen."


@dataclass(frozen=True)
class LoadedProject:
    """A project as read: validated answers, logo, and all findings of reading (`logo_findings`: of the logo
    and of files that are not used). `library`: what its documents are made with. `package_date`: given for
    this run instead of `pakke.dato`. `page_numbers`: the pages of headings, by a hash of the page that was
    laid out."""

    name: str
    path: Path
    library: Library
    project: Project
    logo: Picture | None
    logo_findings: tuple[Finding, ...]
    package_date: date | None = None
    page_numbers: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)


def read_project(path: Path, library: Library, package_date: date | None = None) -> LoadedProject:
    """Reads `path` and the overlays in the folder of the same name beside it.

    Raises `UsageError` when the file is not there or its name can be no folder's, `SystemRefusal` when it, or
    a folder, may not be read.
    Everything that is wrong inside the files, and files that are not used, become findings.
    """
    path = answer_file(path)
    name = composed(path.stem)
    if name.startswith("."):
        raise UsageError(
            f"{path} kan ikke bruges som svarfil: navnet begynder med et punktum, og pakken får samme navn.",
            "Giv filen et navn som jobcenter.yaml.",
        )
    folder = own_folder(path)
    main, overlays = _source(path), [_source(own, file_bytes) for own in folder.used]
    project = load_project(name, main, overlays, library.catalog, package_date)
    departments = {row.key: row.text("navn") for row in project.base.rows("afdelinger") if row.key}
    logo, findings = _logo(path, project, library.logo)
    unused = tuple(notices(folder, path, departments)) if project.readable() else ()
    return LoadedProject(name, path, library, project, logo, (*findings, *unused), package_date)


def answer_file(path: Path) -> Path:
    """The answer file as the disk spells it. Raises `UsageError` when there is none, or when it is a
    department's own file, which alone holds a few answers of a project."""
    path = on_disk(path)
    if re.fullmatch(r"\.ya?ml\.txt", "".join(path.suffixes[-2:]), re.IGNORECASE) and is_file(path):
        right = path.name.partition(".")[0] + ".yaml"
        hint = f"Omdøb den til {right}. Windows kan skjule den sidste endelse."
        raise UsageError(f"{path} ender på .txt og kan ikke bruges som svarfil.", hint)
    if is_missing(path):
        raise UsageError(f"Svarfilen {path} findes ikke.", _meant(path))
    main = _project_of(path)
    if main is not None:
        raise UsageError(
            f"{path} er en afdelings egne svar og hører til {main}. Den kan ikke bruges alene.",
            f"Angiv projektets svarfil: {main}",
        )
    return path


def _meant(path: Path) -> str:
    near = [str(entry) for entry in neighbours(path)]
    return f"Mente du {' eller '.join(near)}?" if near else "Se efter stavning og mappe."


def _project_of(path: Path) -> Path | None:
    """The answer file whose folder a file lies in, None when it is in no such folder."""
    folder = path.absolute().parent
    try:
        beside = [entry for entry in entries(folder.parent) if alike(entry.stem, folder.name)]
        mains = [entry for entry in beside if is_answer_file(entry) and own_folder(entry).path == folder]
    except SystemRefusal:
        return None  # who may not look there cannot tell
    if not mains or is_dir(path):
        return None
    return path.parent.parent / mains[0].name if path.parent.name else mains[0]


def project_files(path: Path) -> tuple[SourceFile, list[SourceFile]]:
    """A project's answer file and the departments' own. Raises as `read_project` does."""
    return _source(path), [_source(overlay, file_bytes) for overlay in own_folder(path).used]


def _source(path: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> SourceFile:
    try:
        return SourceFile(label=str(path), stem=path.stem, data=read(path))
    except IsADirectoryError as error:
        inside = path.with_name(f"{path.name}.yaml")
        shown = inside if is_file(inside) else "selve svarfilen, fx inputs/jobcenter.yaml"
        raise UsageError(f"{path} er en mappe.", f"Angiv {shown}.") from error
    except OSError as error:
        raise SystemRefusal(f"{path} kan ikke læses: {reason_of(error)}.") from error


def _logo(
    path: Path, project: Project, default: Picture | None
) -> tuple[Picture | None, tuple[Finding, ...]]:
    """The logo named by `pakke.logo`, else the default, or a finding that says why it is left out."""
    value = project.base.package.get("logo")
    name = project.base.setting("logo")
    if not name:
        return default, ()
    try:
        data = _logo_bytes(path.parent.resolve(), str(name))
        return logo_picture(data, project.base.text("kommune_navn")), ()
    except LogoRefused as error:
        place = getattr(value, "place", None)
        message = f"Logoet »{name}« {error}. Pakken dannes uden logo."
        return None, (Finding("V05", Severity.ERROR, message, place, hint=_IMAGE_HINT, where="pakke, logo"),)


def _logo_bytes(folder: Path, name: str) -> bytes:
    """Raises `LogoRefused` for a path outside the project's folder or a file that cannot be read."""
    try:
        target = on_disk(folder / name).resolve()
        if not target.is_relative_to(folder):
            raise LogoRefused("ligger uden for projektets mappe")
        if not target.is_file():
            near = [entry.name for entry in neighbours(target)]
            raise LogoRefused(f"findes ikke; i mappen ligger {' og '.join(near)}" if near else "findes ikke")
        return target.read_bytes()
    except (OSError, ValueError, SystemRefusal) as error:
        raise LogoRefused("kan ikke læses") from error
