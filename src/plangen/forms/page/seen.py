"""A question as a page shows it, ready for any template: nothing here knows of catalogues or files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from plangen.findings import Finding
from plangen.forms.model import FormQuestion

FieldKind = Literal["text", "long", "date", "number", "list", "choice", "radios", "boxes"]


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field. `name`: as it is sent; `id`: in the page; `kind`: text, long, date, number, list, choice,
    radios, boxes; `value`: the text in it; `chosen`: the codes that are chosen; `others`: items that are none
    of the options; `ordered`: the order of what is chosen counts; `suggestions`: what may be typed;
    `required`: the words for when it is needed."""

    name: str
    id: str
    label: str
    help: str
    kind: FieldKind
    value: str = ""
    chosen: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    others: str = ""
    takes_others: bool = False
    ordered: bool = False
    suggestions: tuple[str, ...] = ()
    required: str = ""
    longest: int = 1000


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a table, or a preset one. `token`: of it in the names of its fields; `origin`: its number in
    the file, empty for a new one; `title`: what it is called."""

    token: str
    id: str
    title: str
    fields: tuple[FieldView, ...]
    origin: str = ""
    is_blank: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Common:
    """Of a department: the project's answer in lines; whether the department has one of its own, and whether
    it says only what is different (`by_rows`), which no page can change."""

    lines: tuple[str, ...]
    own: bool = False
    by_rows: bool = False
    adds: bool = False


@dataclass(frozen=True, slots=True)
class TwoAnswers:
    """Somebody has changed the same meanwhile: `theirs` in lines, and who it was; `is_part`: it is about
    some fields or rows, and the rest of the answer is saved."""

    theirs: tuple[str, ...]
    who: str
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its answer. `name`: what the names of its fields begin with; `version`: of the answer
    shown; `shown`: that answer itself, as a page sends it along; `locked`: why it cannot be
    changed on a page, in Danish; `errors`, `notes`: what is found."""

    question: FormQuestion
    id: str
    name: str
    version: str
    shown: str = ""
    fields: tuple[FieldView, ...] = ()
    rows: tuple[RowView, ...] = ()
    template: RowView | None = None
    none_name: str = ""
    none_chosen: bool = False
    hidden: bool = False
    answered: bool = False
    locked: str = ""
    common: Common | None = None
    errors: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    conflict: TwoAnswers | None = None
