"""Reads a project's files from the disk: the answer file, the departments' own, and the logo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plangen.answers.project import Project, SourceFile, load_project
from plangen.catalog import Catalog
from plangen.findings import Finding, Severity, SystemRefusal, UsageError, reason_of
from plangen.pictures.logo import LogoRefused, logo_picture
from plangen.texts.values import Picture

_IMAGE_HINT = "Brug en png- eller svg-fil i samme mappe som svarfilen."


@dataclass(frozen=True)
class LoadedProject:
    """A project as read: validated answers, logo, and all findings of reading. `package_date`: given for this
    run instead of `pakke.dato`."""

    name: str
    path: Path
    project: Project
    logo: Picture | None
    logo_findings: tuple[Finding, ...]
    package_date: date | None = None


def read_project(path: Path, catalog: Catalog, package_date: date | None = None) -> LoadedProject:
    """Reads `path` and the overlays in the folder of the same name beside it.

    Raises `UsageError` when the file is not there, `SystemRefusal` when it may not be read. Everything
    that is wrong inside the files becomes findings.
    """
    _refuse_own_file(path)
    main, overlays = project_files(path)
    project = load_project(path.stem, main, overlays, catalog, package_date)
    logo, findings = _logo(path, project)
    return LoadedProject(path.stem, path, project, logo, findings, package_date)


def _refuse_own_file(path: Path) -> None:
    """Raises `UsageError` for a department's own file: alone it holds a few answers of a project."""
    folder = path.absolute().parent
    main = folder.parent / f"{folder.name}.yaml"
    if path.is_file() and main.is_file():
        shown = path.parent.parent / main.name if path.parent.name else main
        raise UsageError(
            f"{path} er en afdelings egne svar og hører til {shown}. Den kan ikke bruges alene.",
            f"Angiv projektets svarfil: {shown}",
        )


def project_files(path: Path) -> tuple[SourceFile, list[SourceFile]]:
    """A project's answer file and the departments' own. Raises as `read_project` does."""
    overlays = sorted(_overlay_files(path.with_suffix("")))
    return _source(path), [_source(overlay) for overlay in overlays]


def _overlay_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [
        p for p in folder.iterdir() if p.suffix in (".yaml", ".yml") and not p.name.startswith((".", "~"))
    ]


def _source(path: Path) -> SourceFile:
    try:
        return SourceFile(label=str(path), stem=path.stem, data=path.read_bytes())
    except FileNotFoundError as error:
        raise UsageError(f"Svarfilen {path} findes ikke.", "Se efter stavning og mappe.") from error
    except IsADirectoryError as error:
        raise UsageError(
            f"{path} er en mappe.", "Angiv selve svarfilen, fx inputs/jobcenter.yaml."
        ) from error
    except OSError as error:
        raise SystemRefusal(f"{path} kan ikke læses: {reason_of(error)}.") from error


def _logo(path: Path, project: Project) -> tuple[Picture | None, tuple[Finding, ...]]:
    """The logo named by `pakke.logo`, or a finding that says why it is left out."""
    value = project.base.package.get("logo")
    name = project.base.setting("logo")
    if not name:
        return None, ()
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
        target = (folder / name).resolve()
        if not target.is_relative_to(folder):
            raise LogoRefused("ligger uden for projektets mappe")
        if not target.is_file():
            raise LogoRefused("findes ikke")
        return target.read_bytes()
    except (OSError, ValueError) as error:
        raise LogoRefused("kan ikke læses") from error
