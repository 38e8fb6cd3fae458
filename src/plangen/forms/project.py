"""A project that is answered in files, of whatever kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from plangen.answers.project import Project, ReadFile, project_of
from plangen.catalog import Catalog
from plangen.forms.ways import reader_of


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of a file. `label`: its path as the user wrote it; `stem`: its name without ending."""

    label: str
    stem: str
    data: bytes


def load_project(
    name: str,
    main: SourceFile,
    overlays: Sequence[SourceFile],
    catalog: Catalog,
    package_date: date | None = None,
) -> Project:
    """Reads and validates a project's files.

    `overlays` are the departments' own files, named `<afdeling_id>`. `package_date` is used instead of
    `pakke.dato`. Raises nothing. A project never changes, so the same files are read once.
    """
    return _loaded(name, main, tuple(overlays), catalog, package_date)


@lru_cache(maxsize=4)
def _loaded(
    name: str, main: SourceFile, overlays: tuple[SourceFile, ...], catalog: Catalog, package_date: date | None
) -> Project:
    questions = frozenset(catalog.questions)

    def read(file: SourceFile) -> ReadFile:
        return ReadFile(file.label, file.stem, reader_of(file.label)(file.data, file.label, questions))

    return project_of(name, read(main), [read(file) for file in overlays], catalog, package_date)
