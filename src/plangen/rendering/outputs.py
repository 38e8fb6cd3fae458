"""The files that a build makes: one row for each kind, with its scope, name, what it reads, how it is made.

A new kind of file is a row in `OUTPUTS` and the function that makes it. Everything else goes by the rows:
what `--format` and `--samlet` ask for, names, printing side by side, what is out of date, what lies in a
pack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Final

from plangen.catalog import Catalog, Document
from plangen.rendering.bundle import word_zip
from plangen.rendering.dates import (
    calendar_mark,
    calendar_of,
    remember_calendar,
    task_list_mark,
    task_list_of,
)
from plangen.rendering.now import PackNow
from plangen.rendering.overview import ProjectNow, overview_csv, overview_html, overview_xlsx


class OutputScope(Enum):
    """What there is one file for each of."""

    DOCUMENT = auto()
    PACK = auto()
    PROJECT = auto()


class Form(Enum):
    """What `make` gives. `PAGE` and `PRINT`: a page (str), kept as it is or printed as PDF, made before
    anything is written. `FILE`: bytes, made when they are written, so it may read what is written before
    it."""

    FILE = auto()
    PAGE = auto()
    PRINT = auto()


@dataclass(frozen=True)
class Making:
    """What a file of a pack is made of: the pack as it is now, the documents in the file, and the folder."""

    now: PackNow
    documents: Sequence[Document]
    folder: Path

    @property
    def document(self) -> Document:
        """The one document of a file of that scope."""
        return self.documents[0]

    def page_before(self, row: Output) -> str:
        """The hash of the page of a file, when that is known without making it; else empty. Raises
        `PlangenError`."""
        if row.scope is OutputScope.DOCUMENT:
            return self.now.page_before(self.document)
        return self.now.together_before(self.documents) if row.binds else ""


@dataclass(frozen=True)
class Output:
    """One kind of file of a document or of a pack.

    `asked_by`: the `--format` or the option that asks for it; `file`: its name, with the places `{document}`
    and `{pack}`; `title`: what messages call it; `reads`: what it is made of, in words; `make`: raises
    `PlangenError`; `by_staff`: people go on writing in it, so it is never replaced without proof; `binds`:
    the documents themselves are in it; `of_files`: it is made of what lies in the folder; `remember`: notes
    what the next one must know, before this one is written, and raises what `write_atomically` raises;
    `mark`: tells one content from another without making it, for a file that is no page.
    """

    id: str
    scope: OutputScope
    asked_by: str
    file: str
    title: str
    reads: str
    form: Form
    make: Callable[[Making], bytes | str]
    by_staff: bool = False
    binds: bool = False
    of_files: bool = False
    remember: Callable[[Making], None] | None = None
    mark: Callable[[Making], str] | None = None

    @property
    def of_documents(self) -> bool:
        """Whether it is made of documents; else of the plan of its pack."""
        return self.scope is OutputScope.DOCUMENT or self.binds

    def name(self, pack: str, document: Document | None = None) -> str:
        """The name of the file in the pack `pack`."""
        return self.file.format(pack=pack, document=document.file if document else "")

    def names(self, pack: str, documents: Iterable[Document]) -> list[str]:
        """All names that files of this kind may have in a pack of those documents."""
        if self.scope is OutputScope.DOCUMENT:
            return [self.name(pack, document) for document in documents]
        return [self.name(pack)]


@dataclass(frozen=True)
class ProjectOutput:
    """One kind of file of a whole project, made when its packs are written. `make` also gets the text of the
    file that is there (empty when none is); it raises `PlangenError`."""

    id: str
    file: str
    reads: str
    make: Callable[[ProjectNow, str], bytes | str]
    scope: OutputScope = OutputScope.PROJECT


BUNDLE: Final = "samlet"
"""The option that asks for the documents bound together."""
ALWAYS: Final = "altid"
"""What every build of whole packs asks for; every other row is asked for by a format."""

OUTPUTS: tuple[Output, ...] = (
    Output(
        id="docx",
        scope=OutputScope.DOCUMENT,
        asked_by="docx",
        file="{document}_{pack}.docx",
        title="Word-fil",
        reads="answers, plan, Word template",
        form=Form.FILE,
        make=lambda making: making.now.word(making.document),
        by_staff=True,
    ),
    Output(
        id="pdf",
        scope=OutputScope.DOCUMENT,
        asked_by="pdf",
        file="{document}_{pack}.pdf",
        title="PDF",
        reads="answers, plan, Word template",
        form=Form.PRINT,
        make=lambda making: making.now.page(making.document),
    ),
    Output(
        id="html",
        scope=OutputScope.DOCUMENT,
        asked_by="html",
        file="{document}_{pack}.html",
        title="webside",
        reads="answers, plan, Word template",
        form=Form.PAGE,
        make=lambda making: making.now.page(making.document),
    ),
    Output(
        id="samlet_pdf",
        scope=OutputScope.PACK,
        asked_by=BUNDLE,
        file="samlet_{pack}.pdf",
        title="samlet PDF",
        reads="the pages of the pack's documents",
        form=Form.PRINT,
        make=lambda making: making.now.together(making.documents),
        binds=True,
    ),
    Output(
        id="samlet_zip",
        scope=OutputScope.PACK,
        asked_by=BUNDLE,
        file="samlet_{pack}_word.zip",
        title="samlet ZIP",
        reads="the Word files in the folder",
        form=Form.FILE,
        make=lambda making: word_zip(word_files(making)),
        binds=True,
        of_files=True,
    ),
    Output(
        id="kalender",
        scope=OutputScope.PACK,
        asked_by=ALWAYS,
        file="kalender.ics",
        title="kalender",
        reads="the plan, and what the calendar said before",
        form=Form.FILE,
        make=lambda making: calendar_of(making.now, making.folder.parent),
        remember=lambda making: remember_calendar(making.now, making.folder.parent),
        mark=lambda making: calendar_mark(making.now, making.folder.parent),
    ),
    Output(
        id="opgaver",
        scope=OutputScope.PACK,
        asked_by=ALWAYS,
        file="opgaver.xlsx",
        title="opgaveliste",
        reads="the plan",
        form=Form.FILE,
        make=lambda making: task_list_of(making.now),
        mark=lambda making: task_list_mark(making.now),
    ),
)

PROJECT_OUTPUTS: tuple[ProjectOutput, ...] = (
    ProjectOutput(
        id="oversigt",
        file="oversigt.csv",
        reads="what the build did with each pack",
        make=overview_csv,
    ),
    ProjectOutput(
        id="oversigtsside",
        file="oversigt.html",
        reads="answers, plans and files of all packs, page template",
        make=lambda project, _: overview_html(project),
    ),
    ProjectOutput(
        id="oversigtsark",
        file="oversigt.xlsx",
        reads="answers, plans and files of all packs",
        make=lambda project, _: overview_xlsx(project),
    ),
)

_BY_ID = {row.id: row for row in OUTPUTS}
FORMATS = tuple(dict.fromkeys(row.asked_by for row in OUTPUTS if row.asked_by not in (BUNDLE, ALWAYS)))


def output(id: str) -> Output:
    """A row of `OUTPUTS`. Raises `KeyError`."""
    return _BY_ID[id]


def output_of(document: Document, name: str, pack: str) -> Output | None:
    """The row that gives a file of one document its name; None when there is none."""
    rows = (row for row in OUTPUTS if row.scope is OutputScope.DOCUMENT)
    return next((row for row in rows if row.name(pack, document) == name), None)


def output_named(catalog: Catalog, name: str, pack: str) -> Output | None:
    """The row that gives a file of a pack its name, also of documents that the pack does not have now; None
    when it is no build's."""
    documents = catalog.documents.values()
    return next((row for row in OUTPUTS if name in row.names(pack, documents)), None)


def asked_for(scope: OutputScope, by: Iterable[str]) -> tuple[Output, ...]:
    """The rows of a scope that formats or options ask for, in the order of `by` (Word files before what is
    made of them)."""
    return tuple(row for one in by for row in OUTPUTS if row.scope is scope and row.asked_by == one)


def word_files(making: Making) -> list[Path]:
    """The Word files of a pack's documents that are in its folder."""
    row = output("docx")
    paths = (making.folder / row.name(making.folder.name, one) for one in making.documents)
    return [path for path in paths if path.exists()]


def own_files(catalog: Catalog, folder: Path, key: str, *, by_staff: bool = True) -> list[Path]:
    """The files that are there under the names that builds give; also those that people write in, or not."""
    rows = [row for row in OUTPUTS if by_staff or not row.by_staff]
    names = [name for row in rows for name in row.names(key, catalog.documents.values())]
    return [path for name in names if (path := folder / name).exists()]
