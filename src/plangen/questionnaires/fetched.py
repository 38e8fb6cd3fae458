"""What became of a file with answers that somebody has sent back: plain data, for a screen and for
programs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from plangen.findings import Finding
from plangen.forms.submission import Remark

NOTHING = "(intet svar)"


@dataclass(frozen=True, slots=True)
class FetchedAnswer:
    """An answer that is, or would be, written: the question's name and id, what stood there, what stands
    there now; both in words, without a text where there is no answer."""

    question: str
    id: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class TwoPeoplesAnswers:
    """An answer that somebody else has changed since the form was made: what the answer file says, and what
    the form says. The file's stays."""

    question: str
    id: str
    in_file: str
    in_form: str


@dataclass(frozen=True, slots=True)
class RefusedAnswer:
    """An answer that cannot be written, and why."""

    question: str
    id: str
    why: str


@dataclass(frozen=True)
class Fetched:
    """What became of one file. `what`: the kind of file, in Danish, empty when it is of none; `answers`: the
    answer file; `department`: whose answers they are, by name, empty for the project's; `findings`: what is
    wrong with the answers that were written, at their places in the form; `remarks`: what else the form
    holds; `notes`: what there is to know; `stopped`: why nothing of the file could be used, with what
    helps."""

    file: Path
    what: str = ""
    answers: Path | None = None
    department: str = ""
    changes: tuple[FetchedAnswer, ...] = ()
    conflicts: tuple[TwoPeoplesAnswers, ...] = ()
    refused: tuple[RefusedAnswer, ...] = ()
    findings: tuple[Finding, ...] = ()
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()
    stopped: str = ""
    hint: str = ""
    exit_code: int = 0

    def refusing(self, message: str, hint: str, exit_code: int) -> Fetched:
        """The same file, of which nothing could be used."""
        return replace(self, stopped=message, hint=hint, exit_code=exit_code)

    @property
    def code(self) -> int:
        """The exit code: 1 when somebody has to decide on something, or what stopped it asks for."""
        told = self.conflicts or self.refused or self.findings or any(one.is_problem for one in self.remarks)
        return max(self.exit_code, int(bool(told)))
