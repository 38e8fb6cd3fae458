"""The kinds of files in which answers to a questionnaire come back: a row for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from plangen.catalog import Catalog
from plangen.findings import PlangenError
from plangen.forms.model import FormQuestion
from plangen.forms.page.saved_form import read_saved_form
from plangen.forms.submission import Submission
from plangen.questionnaires.word.reading import read_word_form

FormReader = Callable[[bytes, str, Catalog, Sequence[FormQuestion]], Submission | None]
"""The bytes of a file, its path as the user wrote it, the catalog, and every question of it → what was sent
back; None for a file that is no form. Raises `NoSubmission`, or another `PlangenError`, for a form that
cannot be used."""


@dataclass(frozen=True, slots=True)
class FormKind:
    """A kind of form. `name`: what its file is called in Danish; `suffix`: the ending of its file."""

    name: str
    suffix: str
    read: FormReader


def _saved_form(data: bytes, label: str, _catalog: Catalog, questions: Sequence[FormQuestion]) -> Submission:
    return read_saved_form(data, label, questions)


def _book(data: bytes, label: str, _catalog: Catalog, questions: Sequence[FormQuestion]) -> Submission:
    from plangen.forms.excel.read import read_book

    return read_book(data, label, questions)


KINDS: Final = (
    FormKind("svar fra skemaet i en browser", ".json", _saved_form),
    FormKind("spørgeskema i Word", ".docx", read_word_form),
    FormKind("spørgeskema i Excel", ".xlsx", _book),
)
"""In the order in which they are tried: several may have one ending."""


def kinds_of(label: str) -> tuple[FormKind, ...]:
    """The kinds that a file may be of by its name."""
    suffix = PurePath(label).suffix.lower()
    return tuple(kind for kind in KINDS if kind.suffix == suffix)


def endings() -> str:
    """The endings of all kinds of files, in words: ».json, .xlsx«."""
    return ", ".join(dict.fromkeys(kind.suffix for kind in KINDS))


def is_form(label: str, data: bytes, catalog: Catalog, questions: Sequence[FormQuestion]) -> bool:
    """Whether a file is a questionnaire, also one that cannot be used, and no document of a pack."""
    kinds = kinds_of(label)
    try:
        return any(kind.read(data, label, catalog, questions) is not None for kind in kinds)
    except PlangenError:
        return True
