"""The questionnaire as one form: pages, questions, fields, options, from which every way in is drawn.

Nothing here knows how a question is shown: a blank file, a page and a workbook each lay it out by themselves.
The content is the catalog's; what the profile of a project asks, and which documents print an answer, is
worked out here once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from plangen.answers.asking import Reach
from plangen.answers.options import as_column, options_of, preset_rows
from plangen.answers.ranges import longest, range_of
from plangen.answers.scalars import holds_weeks
from plangen.catalog import Catalog, Column, Question, Section
from plangen.catalog.address import ANSWERS, PACKAGE, Address, Part
from plangen.forms.requirement import column_requirement, condition_text, question_requirement
from plangen.forms.used_in import used_in

SETTINGS_PAGE, STATE_PAGE = "pakke", "undervejs"


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a record: a column of a table, a field of a group, or the single value of a question.

    `type`: as of `Column`; `label`: with its explanation in brackets; `required`: the words for when it is
    needed, empty when it never is, and where the question has them; `required_if`: the condition, on the
    record's own fields; `range`: of a number, in words; `counts_weeks`: it is a number of weeks; `choices`:
    code → label; `refers`: whose names it takes, as of `Column`; `asked`: the profile asks it.
    """

    id: str
    type: str
    label: str
    help: str
    required: str
    required_if: str
    range: str
    longest: int
    counts_weeks: bool
    choices: Mapping[str, str]
    refers: str
    default: Any
    asked: bool


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question. `type`: as of `Question`; `title`: its short name; `text`: as it is asked; `why`: what
    follows when it is not answered; `requirement`: »skal besvares, når …«; `shown_if`: the condition, `when`
    the same in words; `documents`: ids of those that print it, `used_in`: those of the project's packs, in
    words; `field`: of a question with a value of its own (`valg` of a choice); `fields`: of its records, or
    beside its choice; `rows`: preset rows, code → label; `default`: what a blank form holds; `asked`: the
    profile asks it when it is shown; `ordered`: the order of its options is
    part of the answer; `state`: it is answered while the project runs."""

    id: str
    part: Part
    type: str
    scope: str
    title: str
    text: str
    help: str
    why: str
    requirement: str
    shown_if: str
    when: str
    documents: tuple[str, ...]
    used_in: str
    field: FormField | None
    fields: tuple[FormField, ...]
    rows: Mapping[str, str]
    min_rows: int
    none_allowed: bool
    own_items: bool
    ordered: bool
    default: Any
    asked: bool
    state: bool

    @property
    def address(self) -> Address:
        """Where its answer stands."""
        return Address.at(self.part, self.id)

    @property
    def choices(self) -> Mapping[str, str]:
        """Code → label of a choice or multi-choice; empty for others."""
        return self.field.choices if self.field else {}


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page: the settings of the pack, a section, or what is answered while the project runs. `number`: of a
    section, 0 for the others; `setting`: how its answers are found; `minutes`: the time that takes, 0 when it
    is not known."""

    id: str
    number: int
    title: str
    setting: str
    minutes: int
    questions: tuple[FormQuestion, ...]


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """The whole questionnaire as a project of a profile meets it, questions that it does not ask too."""

    profile: str
    pages: tuple[FormPage, ...]

    def page(self, id: str) -> FormPage:
        """The page with that id; KeyError when there is none."""
        for page in self.pages:
            if page.id == id:
                return page
        raise KeyError(id)

    def questions(self) -> Iterator[FormQuestion]:
        """Every question, page by page."""
        for page in self.pages:
            yield from page.questions


@lru_cache(maxsize=16)
def form_of(catalog: Catalog, reach: Reach) -> QuestionForm:
    """The form of a catalog for a project. `reach`: its profile and the documents added to it."""
    reader = _FormReader(catalog, reach)
    known = [question for question in catalog.questions.values() if not question.state]
    state = [question for question in catalog.questions.values() if question.state]
    settings = reader.questions(PACKAGE, catalog.package.values())
    sections = [
        _section_page(
            section, number, reader.questions(ANSWERS, (q for q in known if q.section == section.id))
        )
        for number, section in enumerate(catalog.sections, start=1)
    ]
    last = FormPage(STATE_PAGE, 0, "Undervejs", "", 0, reader.questions(ANSWERS, state))
    return QuestionForm(
        reach.profile, (FormPage(SETTINGS_PAGE, 0, "Pakke", "", 0, settings), *sections, last)
    )


def _section_page(section: Section, number: int, questions: tuple[FormQuestion, ...]) -> FormPage:
    return FormPage(section.id, number, section.title, section.setting, section.minutes, questions)


@dataclass(frozen=True, slots=True)
class _FormReader:
    """Turns questions of the catalog into those of a form."""

    catalog: Catalog
    reach: Reach

    def questions(self, part: Part, known: Iterable[Question]) -> tuple[FormQuestion, ...]:
        """The questions of one page."""
        return tuple(self._question(part, question) for question in known)

    def _question(self, part: Part, question: Question) -> FormQuestion:
        single = question.type not in ("table", "fixed", "group")
        return FormQuestion(
            id=question.id,
            part=part,
            type=question.type,
            scope=question.scope,
            title=question.short,
            text=question.text,
            help=question.help,
            why=question.consequence,
            requirement=question_requirement(self.catalog, question),
            shown_if=question.shown_if,
            when=condition_text(self.catalog, question.shown_if, {}) if question.shown_if else "",
            documents=question.documents,
            used_in=used_in(self.catalog, question, self.reach),
            field=self._field(question, as_column(question)) if single else None,
            fields=tuple(self._field(question, column) for column in question.columns),
            rows=preset_rows(self.catalog, question) if question.type == "fixed" else {},
            min_rows=question.min_rows,
            none_allowed=question.none_allowed,
            own_items=question.own_items,
            ordered=question.ordered,
            default=question.default,
            asked=part == PACKAGE or self.reach.asks(question),
            state=question.state,
        )

    def _field(self, question: Question, column: Column) -> FormField:
        chosen = column.type in ("choice", "multi")
        return FormField(
            id=column.id,
            type=column.type,
            label=column.label,
            help=column.help,
            required=column_requirement(self.catalog, question, column) if column in question.columns else "",
            required_if=column.required_if,
            range=range_of(column),
            longest=longest(column),
            counts_weeks=column.type == "number" and holds_weeks(column),
            choices=options_of(self.catalog, column) if chosen else {},
            refers=column.refers,
            default=column.default,
            asked=self.reach.asks_column(question, column),
        )
