"""What a build is asked for, and what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from plangen.catalog import PAPERS, Document
from plangen.findings import Finding
from plangen.history.changes import ProjectChanges
from plangen.rendering.outputs import ALWAYS, BUNDLE, Output, OutputScope, asked_for
from plangen.wordfiles.merged import MergedFile

Progress = Callable[[str, int, int], None]
"""Called with what is being made, how many steps are done, and how many there are."""


@dataclass(frozen=True)
class BuildRequest:
    """What to build. Empty `departments` or `documents` mean all. `bundle`: also one PDF and one ZIP of
    the Word files for each pack. `paper`: of the documents that can be made on it.
    `performer`: only the documents about this performer of tasks. `redline`: also reading copies with what
    has changed. `sheets`: workshop sheets are asked for, which are no pack. `within`: the only folder or file
    of the project that something is to be said of, or that copies are merged in."""

    out: Path
    departments: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("docx", "pdf")
    bundle: bool = False
    paper: str = PAPERS[0]
    performer: str = ""
    redline: bool = False
    sheets: bool = False
    within: Path | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the packs are made with all their documents."""
        return not self.documents and not self.performer

    def is_about(self, path: Path) -> bool:
        """Whether something may be said of a file."""
        return self.within is None or self.within in (path, *path.parents)

    def rows(self, scope: OutputScope) -> tuple[Output, ...]:
        """The kinds of files asked for."""
        options = (*self.formats, *([BUNDLE] if self.bundle else []), *([] if self.sheets else [ALWAYS]))
        return asked_for(scope, options)


@dataclass(frozen=True)
class Failure:
    """A document or file that was not made: a Danish message and the exit code it asks for."""

    message: str
    exit_code: int


@dataclass
class Pack:
    """One department's pack (or the one of all): its folder, and what became of its files.

    `written`, `unchanged`: files that were made; `merged`: those of them that staff had edited;
    `stays`: the Word files that what is new did not come into, and why;
    `kept`: files that somebody has changed, and that stay;
    `failed`: files that could not be made; `removed`, `stale`: the names of files that were out of date, and
    are gone or still there; `fresh`: files that are up to date now; `pages`: how many
    the PDF of a document has, by the document's id; `why`: why a document was made again, by its title.
    """

    folder: Path
    key: str
    name: str
    go_live: str
    findings: tuple[Finding, ...]
    open_points: int = 0
    written: int = 0
    unchanged: int = 0
    kept: int = 0
    merged: list[MergedFile] = field(default_factory=list)
    stays: dict[Path, str] = field(default_factory=dict)
    failed: int = 0
    removed: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    fresh: set[Path] = field(default_factory=set)
    pages: dict[str, int] = field(default_factory=dict)
    why: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def count(self, changed: bool) -> None:
        """Counts a file that was made; whether anything had to be written."""
        self.written += changed
        self.unchanged += not changed

    @property
    def is_changed(self) -> bool:
        """Whether a file came, went, or is not as it is to be."""
        return bool(self.written or self.failed or self.removed or self.stale)

    def path(self, row: Output, document: Document | None = None) -> Path:
        """Where one file of the pack, or of a document in it, lies."""
        return self.folder / row.name(self.key, document)


Packed = Callable[[Pack], None]
"""Called with each pack when its files are written."""


@dataclass
class BuildOutcome:
    """What a build did. `profile`: the project's. `checks`: the checks that were made, by code; none when the
    answers could not be read. `changes`: what is different from the build before; None when nothing was
    remembered of one, or only some documents were asked for. `copies`: copies of documents that what is
    new was merged into; `copies_stay`: those that it did not come into, and why. `lasting`: the notes that
    the next build says, too."""

    project: str
    profile: str = ""
    checks: frozenset[str] = frozenset()
    packs: list[Pack] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lasting: set[str] = field(default_factory=set)
    copies: list[MergedFile] = field(default_factory=list)
    copies_stay: dict[Path, str] = field(default_factory=dict)
    changes: ProjectChanges | None = None

    def repeated(self) -> BuildOutcome | None:
        """What the same build would do once more, when nothing is changed meanwhile; None when only running
        it tells: something was kept, merged, removed or not made, or told that is told once."""
        if self.failures or self.copies or self.copies_stay or set(self.notes) - self.lasting:
            return None
        if any(one.kept or one.failed or one.merged or one.removed or one.stale for one in self.packs):
            return None
        packs = [replace(one, written=0, unchanged=one.written + one.unchanged, why={}) for one in self.packs]
        return replace(self, packs=packs, changes=None)

    @property
    def exit_code(self) -> int:
        """0, or the highest code a failure asks for."""
        return max((failure.exit_code for failure in self.failures), default=0)

    def note_lasting(self, notes: Iterable[str]) -> None:
        """Notes what the next build will find, too."""
        told = list(notes)
        self.notes.extend(told)
        self.lasting.update(told)

    def notes_beside_merged(self) -> Iterator[str]:
        """The notes without those that only say that a file was merged."""
        merged = {one.message for one in chain(self.copies, *(pack.merged for pack in self.packs))}
        yield from (note for note in self.notes if note not in merged)

    @property
    def is_unchanged(self) -> bool:
        """Whether everything was there already, as it is to be."""
        return bool(self.packs) and not self.failures and not any(pack.is_changed for pack in self.packs)

    @property
    def open_points(self) -> int:
        return sum(pack.open_points for pack in self.packs)
