"""Two kinds of trouble, kept apart.

A `Finding` is data about the user's input: it is collected over the whole run and shown together.
A `PlangenError` stops a stage and carries the exit code of the command.
Every text in here reaches a municipal employee and is Danish.
"""

from __future__ import annotations

import errno
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is; the values are the Danish words that are printed."""

    ERROR = "fejl"
    WARNING = "advarsel"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most severe; used to sort."""
        return list(Severity).index(self)


def visible(text: str) -> str:
    """The text with every character that cannot be seen, or that changes how its neighbours are shown, as its
    code: »[U+202E]«. A message quotes what somebody wrote, and must not be bent by it. Line breaks stay."""
    if text.isprintable():
        return text
    return "".join(
        f"[U+{ord(sign):04X}]" if unicodedata.category(sign) in _UNSEEN and sign != "\n" else sign
        for sign in text
    )


# Control and format characters (bidi and zero-width ones too), private use, halves of a pair, separators.
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


Order = tuple[str, str, int, int]
"""What places are sorted by: file, part of it, and two numbers in that."""


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A position in a text file: path as the user wrote it, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def inside(self) -> str:
        """Where it is for somebody who has the file open."""
        return f"linje {self.line}"

    @property
    def order(self) -> Order:
        return (self.file, "", self.line, self.column)


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A cell of a workbook; row and column from 1."""

    file: str
    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}, {self.inside}"

    @property
    def inside(self) -> str:
        """Where it is for somebody who has the file open: »arket »Mål«, celle B7«."""
        return f"arket »{self.sheet}«, celle {self.cell}"

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet names it: B7."""
        return f"{_letters(self.column)}{self.row}"

    @property
    def order(self) -> Order:
        return (self.file, self.sheet, self.row, self.column)


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A question on a page of a form: the page's name, the question as it is written there, and its number
    on the page, from 1; 0 where questions have none."""

    page: str
    question: str
    number: int

    def __str__(self) -> str:
        return f"{self.page}, {self.inside}"

    @property
    def inside(self) -> str:
        """Where it is for somebody who has the page open."""
        return f"spørgsmål {self.number} (»{self.question}«)" if self.number else f"»{self.question}«"

    @property
    def order(self) -> Order:
        return (self.page, "", self.number, 0)


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A control or another piece of a Word file, in the words of a person who has it open (»Mål, tabel,
    række 2«); empty for the file as a whole."""

    file: str
    inside: str = ""

    def __str__(self) -> str:
        return f"{self.file}, {self.inside}" if self.inside else self.file

    @property
    def order(self) -> Order:
        return (self.file, self.inside, 0, 0)


Place = FilePlace | SheetPlace | PagePlace | WordPlace
"""Where something stands, in any of the ways in. `str` is the whole of it, in Danish; `inside` the part that
tells places of one file apart; `order` sorts."""


def _letters(column: int) -> str:
    """A column as a spreadsheet names it: 2 → B, 28 → AB."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the user should know.

    `code` is printed (V05, R94, ...); `where` is the place in Danish labels
    (»Arbejdsgange, række 3, Ansvarlig«); `question` the question id, if it concerns one; `part` the address
    of a part of its answer, a row by its number (`maal[2].indikator`), if it concerns one;
    `documents` the document ids that show the finding (empty: only `plangen check`);
    `source` where the demand comes from (»004, Bilag 1, trin 2«).
    """

    code: str
    severity: Severity
    message: str
    place: Place | None = None
    hint: str = ""
    where: str = ""
    question: str = ""
    documents: tuple[str, ...] = ()
    source: str = ""
    part: str = ""

    def __post_init__(self) -> None:
        for name in ("message", "hint", "where"):
            object.__setattr__(self, name, visible(getattr(self, name)))

    def __str__(self) -> str:
        head = f"{visible(str(self.place))}: " if self.place else ""
        text = f"{head}{self.severity}: {self.message} [{self.code}]"
        return f"{text}\n  hjælp: {self.hint}" if self.hint else text


def sort_key(finding: Finding) -> tuple[Order, int]:
    """Order for output: file, then place in it, then severity; what stands at one place keeps its order."""
    place = finding.place or FilePlace("", 0, 0)
    return (place.order, finding.severity.rank)


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(f.severity is Severity.ERROR for f in findings)


class PlangenError(Exception):
    """Stops a stage. `message` is Danish and says what to do; `exit_code` is the command's."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = visible(message)
        self.hint = visible(hint)
        super().__init__(f"{self.message}\n  hjælp: {self.hint}" if hint else self.message)


class UsageError(PlangenError):
    """The command was used wrongly."""

    exit_code = 2


class SystemRefusal(PlangenError):
    """The operating system refused to read or write."""

    exit_code = 3


_REASONS = {
    errno.EACCES: "adgang nægtet",
    errno.EPERM: "adgang nægtet",
    errno.EROFS: "drevet kan kun læses",
    errno.ENOSPC: "der er ikke mere plads på drevet",
    errno.EDQUOT: "jeres kvote på drevet er brugt op",
    errno.ENAMETOOLONG: "navnet på filen eller mappen er for langt",
    errno.ENOENT: "filen eller mappen findes ikke",
    errno.ENOTDIR: "en del af stien er en fil, ikke en mappe",
    errno.EISDIR: "det er en mappe, ikke en fil",
    errno.ESPIPE: "det er ingen almindelig fil",
    errno.EEXIST: "der ligger allerede noget med det navn",
    errno.ENOTEMPTY: "mappen er ikke tom",
    errno.ELOOP: "stien er et link, der fører i ring",
    errno.EADDRINUSE: "adressen er i brug af et andet program",
    errno.EADDRNOTAVAIL: "adressen findes ikke på denne computer",
    errno.EBUSY: "filen er i brug i et andet program",
    errno.ETXTBSY: "filen er i brug i et andet program",
    errno.EMFILE: "der er for mange åbne filer",
    errno.ENFILE: "der er for mange åbne filer",
    errno.EIO: "drevet svarer med en fejl",
    errno.ENXIO: "drevet svarer ikke",
    errno.ESTALE: "netværksdrevet svarer ikke længere",
    errno.ETIMEDOUT: "netværksdrevet svarer ikke",
    errno.EFBIG: "filen bliver for stor",
    errno.EXDEV: "filen ligger på et andet drev",
    errno.EINVAL: "navnet kan ikke bruges på dette drev",
    errno.ENOMEM: "der er ikke hukommelse nok",
}


def reason_of(error: BaseException) -> str:
    """Why the system refused, in Danish and without a full stop."""
    number = getattr(error, "errno", None)
    if number is None:
        return "systemet nægtede"
    return _REASONS.get(number, f"fejl {number} fra systemet")


class TemplateError(PlangenError):
    """A Word or HTML template is broken; the message names template, place and tag."""


class CatalogError(PlangenError):
    """The built-in or a project's catalog is broken; the message names file and line."""
