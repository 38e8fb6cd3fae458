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


@dataclass(frozen=True, slots=True, order=True)
class FilePlace:
    """A position in a text file: path as the user wrote it, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


# Later ways in add their own forms (sheet and cell, question on a page, paragraph in a Word file).
Place = FilePlace


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the user should know.

    `code` is printed (V05, R94, ...); `where` is the place in Danish labels
    (»Arbejdsgange, række 3, Ansvarlig«); `question` the question id, if it concerns one;
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

    def __post_init__(self) -> None:
        for name in ("message", "hint", "where"):
            object.__setattr__(self, name, visible(getattr(self, name)))

    def __str__(self) -> str:
        head = f"{visible(str(self.place))}: " if self.place else ""
        text = f"{head}{self.severity}: {self.message} [{self.code}]"
        return f"{text}\n  hjælp: {self.hint}" if self.hint else text


def sort_key(finding: Finding) -> tuple[str, int, int, int]:
    """Order for output: file, then line, then severity; what stands at one place keeps its order."""
    place = finding.place or FilePlace("", 0, 0)
    return (place.file, place.line, place.column, finding.severity.rank)


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
    errno.EEXIST: "der ligger allerede noget med det navn",
    errno.ENOTEMPTY: "mappen er ikke tom",
    errno.ELOOP: "stien er et link, der fører i ring",
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
