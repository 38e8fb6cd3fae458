"""A question as a page shows it, ready for any template: nothing here knows of catalogues or files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from plangen.findings import Finding
from plangen.forms.model import FormQuestion

Whose = Literal["", "faelles", "aendret", "egen"]
FieldKind = Literal["text", "long", "date", "number", "list", "choice", "radios", "boxes"]


@dataclass(frozen=True, slots=True)
class FoundHere:
    """What is found at one place of a page: what is wrong there, and what is missing or worth a thought."""

    errors: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.errors or self.notes)


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field. `name`: as it is sent; `id`: in the page; `kind`: text, long, date, number, list, choice,
    radios, boxes; `value`: the text in it; `chosen`: the codes that are chosen; `others`: items that are none
    of the options; `ordered`: the order of what is chosen counts; `suggestions`: what may be typed;
    `required`: the words for when it is needed; `told`: what is found in it."""

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
    told: FoundHere = FoundHere()

    @property
    def anchor(self) -> str:
        """The id of what can be typed in, or of the first option."""
        return f"{self.id}-1" if self.kind in ("radios", "boxes") else self.id


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a table, or a preset one. `token`: of it in the names of its fields; `origin`: its number in
    the answer shown, empty for a new one; `title`: what it is called; `told`: what is found in it as a whole;
    `whose`: of a department's, whether it is the shared one, changed, or its own.
    """

    token: str
    id: str
    title: str
    fields: tuple[FieldView, ...]
    origin: str = ""
    is_blank: bool = False
    is_open: bool = False
    whose: Whose = ""
    told: FoundHere = FoundHere()


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
    changed on a page, in Danish; `omitted`: key → title of the shared rows that a department leaves out;
    `told`: what is found in the answer as a whole."""

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
    told: FoundHere = FoundHere()
    omitted: Mapping[str, str] = field(default_factory=dict)
    conflict: TwoAnswers | None = None

    @property
    def every_field(self) -> Iterator[FieldView]:
        """Its fields, those in rows too."""
        yield from self.fields
        for row in self.rows:
            yield from row.fields

    @property
    def every_error(self) -> Iterator[tuple[str, Finding]]:
        """Where on the page something is to be mended (an id), and what is wrong there."""
        places = [(f"q-{self.id}", self.told), *((f"raekke-{row.id}", row.told) for row in self.rows)]
        places += [(one.anchor, one.told) for one in self.every_field]
        yield from ((place, finding) for place, told in places for finding in told.errors)
