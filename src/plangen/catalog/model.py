"""The built-in content as typed, immutable data.

Field names are English; ids and codes (`afdelinger`, `M`, `K`, ...) are the Danish ones of the data files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plangen.catalog.rules import Rule


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, a field of a group, or an extra field of a choice.

    `type`: text, markdown, date, date_or_week, number, choice, multi, tal_liste.
    `required`: ja, nej, betinget (then `required_if` is an expression on the record's own fields).
    `refers`: rolle, afdeling, interessent, opgavekort, or noegle (this column defines the row's key).
    `pattern`: name of a pattern in `Lists.patterns`. `at_least`, `at_most`: of a number; `whole`: without
    decimals; `longest`: characters of a text, 0 for the length that its type allows.
    """

    id: str
    type: str
    label: str
    required: str
    help: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    options_from: str = ""
    refers: str = ""
    pattern: str = ""
    required_if: str = ""
    default: Any = None
    default_applies: bool = False
    at_least: float | None = None
    at_most: float | None = None
    whole: bool = False
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the questionnaire.

    `type`: text, markdown, date, number, choice, multi, group (one record), table (repeated rows),
    fixed (preset rows). `required`: ja, nej, betinget (required when shown).
    `missing`: M marker, U leave out, D default. `passage`: printed for »ingen«. `level`: K core, U extended.
    `due_card`: the task card whose date decides when a missing answer becomes an error.
    `state`: answered while the project runs; a department's rows are added to the project's.
    """

    id: str
    section: str
    type: str
    required: str
    level: str
    missing: str
    short: str
    text: str
    help: str
    source: str
    passage: str = ""
    shown_if: str = ""
    due_card: str = ""
    min_rows: int = 0
    none_allowed: bool = False
    state: bool = False
    own_items: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    options_from: str = ""
    rows: Mapping[str, str] = field(default_factory=dict)
    rows_from: str = ""
    rows_required: bool = True
    columns: tuple[Column, ...] = ()
    default: Any = None
    default_applies: bool = False
    longest: int = 0

    def column(self, column_id: str) -> Column:
        """The column with that id; KeyError when there is none."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the questionnaire; `minutes` is the time it takes in an interview or workshop."""

    id: str
    title: str
    setting: str
    minutes: int


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A standard task card (opgavekort). `start` and `end` are weeks from go-live at a 26-week lead.

    `phases` maps phase model to phase id; `priority_if` is (priority, expression) or None;
    `follows` is `faelles` (the project's common date) or `afdeling` (the department's own go-live).
    `end_from` names the answer that decides the end date when it is given (documents.md 2.4).
    """

    id: str
    title: str
    theme: str
    priority: str
    phases: Mapping[str, str]
    start: int
    end: int
    follows: str
    goal: str
    description: str
    method: str
    result: str
    performer: str
    involved: str
    quality: str
    documents: tuple[str, ...]
    source: str
    priority_if: tuple[str, str] | None = None
    end_from: str = ""
    shown_if: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the pack. `file` is the ASCII stem (`01_formaalsbeskrivelse`), `owner` a role key,
    `basis` the sources its template builds on, in words, `landscape` the page orientation. `internal` never
    leaves the municipality; `for_suppliers` does, as it is."""

    id: str
    file: str
    title: str
    purpose: str
    owner: str
    basis: str
    landscape: bool = False
    internal: bool = False
    for_suppliers: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """Small fixed lists that several stages share; see `data/lister.yaml` for what each means."""

    patterns: Mapping[str, str]
    empty_answers: tuple[str, ...]
    empty_statements: tuple[str, ...]
    min_length: int
    holiday_weeks: tuple[int, ...]
    closed_weeks: tuple[int, ...]
    group_words: tuple[str, ...]
    template_roles: tuple[str, ...]
    performers: Mapping[str, Any]
    raci_words: Mapping[str, str]
    themes: Mapping[str, str]
    package_status: Mapping[str, str]
    package_scope: Mapping[str, str]
    priorities: Mapping[str, str]
    card_status: Mapping[str, str]
    pitfall_status: Mapping[str, str]
    group_task_delivery: Mapping[str, tuple[str, str]]
    can_answer: Mapping[str, str]
    pitfalls: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Catalog:
    """All built-in content.

    `passages` maps passage id (ST-01) to Danish text with {placeholders}; `package` holds the settings
    under `pakke:` in the form of questions, so that one validator serves both; `rules` the table of rules by
    code, also those that are not judged yet.
    """

    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
    phase_models: Mapping[str, Mapping[str, str]]
    phase_crosswalk: Mapping[str, Mapping[str, Mapping[str, str]]]
    cards: Mapping[str, TaskCard]
    documents: Mapping[str, Document]
    passages: Mapping[str, str]
    package: Mapping[str, Question]
    lists: Lists
    rules: Mapping[str, Rule]

    def section_of(self, question_id: str) -> Section:
        """The section a question belongs to."""
        wanted = self.questions[question_id].section
        return next(s for s in self.sections if s.id == wanted)
