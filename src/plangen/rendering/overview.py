"""What tells of all packs: `oversigt.csv`, a line each for a spreadsheet, and the page and workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields

from plangen.answers.packs import SHARED
from plangen.exports.overview import PackOverview
from plangen.exports.overview_page import OverviewTitle, overview_page
from plangen.library import Library
from plangen.ooxml.properties import CoreProperties
from plangen.texts.spreadsheet import harmless


@dataclass(frozen=True)
class OverviewRow:
    """One pack: department key (or `faelles`), name, go-live date, findings, open points, the names of its
    files, the documents with edits in Word that their PDF cannot show, and the files that are out of date."""

    afdeling: str
    navn: str
    idriftsaettelse: str
    fejl: int
    advarsler: int
    aabne_punkter: int
    filer: str
    rettet_i_word: str = ""
    foraeldede_filer: str = ""


@dataclass(frozen=True)
class ProjectNow:
    """What a file about the whole project tells of: the packs that were built, and the names of the files
    that are left of departments that the project no longer has (none when nobody can tell which they are).
    `packs`: all that is known of the project's packs, its own first; `library`, `title`, `properties`: what
    the files are made with and called."""

    rows: Sequence[OverviewRow]
    gone: Mapping[str, Sequence[str]]
    packs: Sequence[PackOverview]
    library: Library
    title: OverviewTitle
    properties: CoreProperties


def overview_csv(project: ProjectNow, earlier: str = "") -> str:
    """The overview as text. Packs that were not built this time keep their line from `earlier`; where no
    file of a department that is gone is left, its line goes too.

    Semicolons and a byte-order mark are what Danish Excel opens without questions.
    """
    names = [field.name for field in fields(OverviewRow)]
    lines = {row.afdeling: [harmless(str(value)) for value in astuple(row)] for row in project.rows}
    for old in csv.DictReader(io.StringIO(earlier.removeprefix("\ufeff")), delimiter=";"):
        if old.get("afdeling"):
            lines.setdefault(old["afdeling"], [old.get(name) or "" for name in names])
    for key, left in project.gone.items():
        if key in lines and left:
            there = ", ".join(left)
            changed = {"filer": there, "foraeldede_filer": there}
            lines[key] = [changed.get(name, cell) for name, cell in zip(names, lines[key], strict=True)]
        elif key in lines:
            del lines[key]
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows(lines[key] for key in sorted(lines, key=lambda key: (key != SHARED, key)))
    return "\ufeff" + buffer.getvalue()


def overview_html(project: ProjectNow) -> str:
    """The page with all departments."""
    return overview_page(project.title, project.packs, project.library.templates)


def overview_xlsx(project: ProjectNow) -> bytes:
    """The same as a workbook."""
    from plangen.exports.overview_book import overview_book

    return overview_book(project.properties, project.packs)
